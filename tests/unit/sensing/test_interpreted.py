"""The same looks without Numba: compiling changes no digit."""

from __future__ import annotations

from functools import cache

import pytest

import watching
from watching import Watched

pytestmark = pytest.mark.xdist_group("interpreted")  # one worker: both answers are worked out once

LOS_ANGELES = [watching.CHICAGO | {"aim": {"city": "Los Angeles"}}]
SENSORS = [
    "opir-heo",
    {"use": "opir-geo"},
    {"use": "an-tpy-2", "site": "shariki"},
    {"use": "uewr", "site": "beale"},
]


@cache
def both() -> tuple[Watched, Watched]:
    """Satellites that turn and that stand, a radar that is cued, one with two faces; steady echoes, too."""
    compiled = watching.watch(SENSORS, LOS_ANGELES, an_tpy_2={"swerling": 0}, uewr={"swerling": 3})
    return compiled, watching.interpreted(compiled)


def test_somebody_sees_and_somebody_does_not() -> None:
    limits = both()[0].limits()
    assert {limits[name] for name in ("an-tpy-2-shariki", "uewr-beale", "opir-heo-1", "opir-geo-6")} == {
        "none"
    }
    assert limits["opir-geo-3"] == "horizon"


@pytest.mark.parametrize("name", watching.SIGHTING)
def test_sightings(name: str) -> None:
    one, other = (getattr(watched.sightings, name) for watched in both())
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize(
    "name",
    [
        "sensor",
        "object",
        "time",
        "site",
        "direction",
        "range",
        "angle_error",
        "range_error",
        "interval",
        "snr",
    ],
)
def test_detections(name: str) -> None:
    one, other = (getattr(watched.detections, name) for watched in both())
    assert len(one) > 100
    assert one.tobytes() == other.tobytes()
