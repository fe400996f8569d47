"""CZML's words: moments, samples, and a file that is JSON and the same each time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from opendome.reports import czml


@pytest.mark.parametrize(
    ("epoch", "seconds", "said"),
    [
        ("2026-01-01T00:00:00Z", 0.0, "2026-01-01T00:00:00Z"),
        ("2026-01-01T00:00:00Z", 86_399.96, "2026-01-02T00:00:00Z"),
        ("2026-01-01T00:00:00Z", 0.1, "2026-01-01T00:00:00.1Z"),
        ("2026-01-01T09:00:00+09:00", 60.0, "2026-01-01T00:01:00Z"),
        ("2026-01-01T00:00:00.250000Z", 1.0, "2026-01-01T00:00:01.25Z"),
        ("2026-01-01T00:00:00", -1.0, "2025-12-31T23:59:59Z"),
    ],
)
def test_moments(epoch: str, seconds: float, said: str) -> None:
    assert czml.Clock(epoch).moment(seconds) == said


@given(some.integers(min_value=0, max_value=10**6))
def test_a_moment_is_a_tenth_of_a_second_and_no_other(number: int) -> None:
    said = czml.Clock("2026-01-01T00:00:00Z").moment(number / 10.0)
    then = datetime.fromisoformat(said.replace("Z", "+00:00")).replace(tzinfo=None)
    assert then - datetime(2026, 1, 1) == timedelta(milliseconds=100 * number)


def test_inner_tenths_stay_inside() -> None:
    assert czml.inner_tenths(0.01, 9.99) == (0.1, 9.9)
    assert czml.inner_tenths(0.1, 0.3) == (0.1, 0.3)


def test_samples_are_whole_metres_and_tenths_of_seconds(tmp_path: Path) -> None:
    times = czml.tenths([0.0, 0.30000000001, 2.0])
    places = np.array([[1.4, -2.6, 3.0], [6.4e6, 0.2, -0.4], [0.0, 0.0, 1e7]])
    moving = czml.moving(czml.Clock("2026-01-01T00:00:00Z"), times, places)
    assert moving["cartesian"] == [0, 1, -3, 3, 0.3, 6_400_000, 0, 0, 2, 0, 0, 10_000_000]
    assert moving["interpolationDegree"] == 2  # of three samples
    for name in ("one", "two"):
        czml.save([czml.packet("a", "A & B", ["x < y"], position=moving)], tmp_path / name)
    text = (tmp_path / "one").read_text(encoding="utf-8")
    assert (tmp_path / "two").read_text(encoding="utf-8") == text
    (read,) = json.loads(text)
    assert read == {"id": "a", "name": "A & B", "description": "<p>x &lt; y</p>", "position": moving}


def test_what_is_no_number_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"[Oo]ut of range|not JSON"):
        czml.save([{"id": "a", "bad": float("nan")}], tmp_path / "bad.czml")
