"""Numbers as readers see them."""

from __future__ import annotations

import re

import pytest

from opendome.reports import numbers


@pytest.mark.parametrize(
    ("seconds", "clock", "prose"),
    [(0, "0:00", "0 s"), (59.6, "1:00", "1 min"), (580.4, "9:40", "9 min 40 s"), (3599.7, "1:00:00", "1 h")],
)
def test_times(seconds: float, clock: str, prose: str) -> None:
    assert numbers.clock(seconds) == clock
    assert numbers.duration(seconds) == prose


def test_what_is_missing_is_a_dash() -> None:
    nan = float("nan")
    assert {
        numbers.clock(nan),
        numbers.clock(None),
        numbers.length_km(nan),
        numbers.speed_km_per_s(None),
        numbers.angle_deg(nan),
        numbers.significant(None),
    } == {"–"}


@pytest.mark.parametrize(
    ("value", "figures", "text"),
    [
        (9.96, 2, "10"),
        (0.0996, 2, "0.10"),
        (4990.2, 2, "5,000"),
        (0.0, 2, "0"),
        (99.5, 2, "100"),
        (1234.5, 4, "1,234"),
    ],
)
def test_significant_figures(value: float, figures: int, text: str) -> None:
    assert numbers.significant(value, figures) == text


@pytest.mark.parametrize(
    ("band", "text"),
    [
        ((3.52, 3.21, 3.84), ("3.5", "3.2–3.8")),
        ((3.523, 3.49, 3.55), ("3.52", "3.49–3.55")),
        ((81.2, 70.6, 92.1), ("81", "71–92")),
        ((3.0, 3.0, 3.0), ("3.0", "3.0–3.0")),
    ],
)
def test_the_band_sets_the_last_digit(band: tuple[float, float, float], text: tuple[str, str]) -> None:
    assert numbers.banded(*band) == text


def test_certainty_is_never_printed() -> None:
    assert numbers.percent(1.0, 1.0, 1.0) == "> 99 %"
    assert numbers.percent(0.0, 0.0, 0.001) == "< 1 %"
    assert numbers.percent(0.16, 0.06, 0.28) == "16 % (6–28)"


def test_places_and_headings() -> None:
    assert numbers.place(-33.86, 298.0) == "33.9° S 62.0° W"
    assert numbers.heading(-45.0) == "315.0° (north-west)"
    assert numbers.heading(359.0) == "359.0° (north)"


def test_counts_are_words_to_twelve() -> None:
    assert numbers.count(1, "missile") == "one missile"
    assert numbers.count(12, "missile") == "twelve missiles"
    assert numbers.count(1300, "missile") == "1,300 missiles"
    assert numbers.count(0, "city", "cities") == "0 cities"


def test_lists_and_spans() -> None:
    assert numbers.listing(["a"]) == "a"
    assert numbers.listing(["a", "b", "c"]) == "a, b and c"
    assert numbers.minutes(1500, 2170) == "25 to 36 minutes"
    assert numbers.minutes(55, 62) == "1 minute"


def test_no_minus_zero() -> None:
    assert numbers.angle_deg(-1e-14) == "0.0°"
    assert numbers.angle_deg(-22.46) == "−22.5°"


@pytest.mark.parametrize("share", [0.0, 0.001, 0.0049, 0.005, 0.0051, 0.4, 0.9949, 0.995, 0.9951, 1.0])
def test_neither_none_nor_all_is_ever_said(share: float) -> None:
    said = numbers.of_100(share)
    assert said.split(" of ")[0] not in ("0", "100")
    for band in ((share, share), (0.0, 1.0), (share, 1.0), (0.0, share)):
        told = numbers.percent(share, *band)
        assert not {"0", "100"} & set(re.findall(r"(?<![\d.])\d+", told)), told
