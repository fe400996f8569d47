"""The radar equation, against independent values and what was published of real radars."""

from __future__ import annotations

from math import degrees, log10, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literature.record import Claim, check
from opendome.sensing import range_equation as radar

GIVEN = "Radar equation, worked out independently: 50 kW, 0.1 s, 8 m2, 3 cm, 0.01 m2, 500 K, 6 dB, 13 dB"
PAVE_PAWS = "PAVE PAWS: face of 72.5 ft at 435 MHz (National Academies 11205)"
LEWIS = "AN/TPY-2 after Lewis and Postol 2012: 81 kW, 9.2 m2, 0.8 of it effective, 3.16 cm, 0.01 m2, 13 dB"
DIGITS = "Half of the last digit."
DWELL = (
    "81 kW is the mean over the whole dwell of 100 ms, which is five times that for the 20 ms of emission;"
    " the efficiency of 0.8 counts twice, sending and receiving. The wavelength is written to three digits."
)
QUOTED = "Their losses are not known here: 870 km needs 6.5 dB."


def decibels(ratio: float) -> float:
    return 10.0 * log10(ratio)


def tracked(cross_section: float = 0.01, more_db: float = 0.0) -> float:
    """Range of the radar worked out independently [km]."""
    strength = radar.track_strength(50e3, 0.1, 8.0, 0.03, 500.0, radar.ratio(6.0)) * radar.ratio(more_db)
    return radar.reach(strength, cross_section, radar.ratio(13.0)) / 1e3


def tpy_2(loss_db: float, power: float = 81e3, dwell: float = 0.1) -> float:
    """Range of the AN/TPY-2 [km]."""
    strength = radar.track_strength(power, dwell, 0.8 * 9.2, 0.0316, 500.0, radar.ratio(loss_db))
    return radar.reach(strength, 0.01, 20.0) / 1e3


def pave_paws_face() -> tuple[float, float]:
    """Area of a face [m2] and its wavelength [m]."""
    return 0.25 * pi * (72.5 * 0.3048) ** 2, radar.LIGHT / 435e6


CLAIMS = [
    Claim(GIVEN, "range", "km", 847.542, tracked, DIGITS, apart=5e-4),
    Claim(GIVEN, "gain", "dB", 50.481, lambda: decibels(radar.gain(8.0, 0.03)), DIGITS, apart=5e-4),
    Claim(GIVEN, "range to a target 16 times as large", "times", 2.0, lambda: tracked(0.16) / tracked(),
          "Exact.", apart=1e-9),
    Claim(GIVEN, "range with 15 dB more sensitivity", "times", 2.371,
          lambda: tracked(more_db=15.0) / tracked(), DIGITS, apart=5e-4),
    Claim(PAVE_PAWS, "gain of the whole face", "dB", 40.06, lambda: decibels(radar.gain(*pave_paws_face())),
          "Half of the last digit; the face is written to half a foot in 72.", apart=0.005),
    Claim(PAVE_PAWS, "gain as published", "dB", 38.6, lambda: decibels(radar.gain(*pave_paws_face())),
          "Written to a tenth.", apart=0.1, gap=(40.05, 40.08),
          cause="Computed for the whole face; the published gain takes 71 % of it for effective."),
    Claim(LEWIS, "range with losses of 6 dB", "km", 894, lambda: tpy_2(6.0), DWELL, share=0.0015),
    Claim(LEWIS, "range with losses of 8 dB", "km", 797, lambda: tpy_2(8.0), DWELL, share=0.0015),
    Claim(LEWIS, "range with losses of 10 dB", "km", 710, lambda: tpy_2(10.0), DWELL, share=0.0015),
    Claim(LEWIS, "range as quoted, with losses of 6 dB", "km", 870, lambda: tpy_2(6.0), QUOTED, share=0.15),
    Claim(LEWIS, "range as quoted, with losses of 8 dB", "km", 870, lambda: tpy_2(8.0), QUOTED, share=0.15),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_mean_power_belongs_to_the_whole_dwell() -> None:
    """405 kW for 20 ms are 81 kW for 100 ms; 81 kW for 20 ms would see a third less far."""
    assert tpy_2(8.0, power=405e3, dwell=0.02) == pytest.approx(tpy_2(8.0), rel=1e-12)
    assert tpy_2(8.0, dwell=0.02) == pytest.approx(tpy_2(8.0) / 5.0**0.25, rel=1e-12)


def test_efficiency_and_beam_of_the_early_warning_radar() -> None:
    """71 % of the face explains the published gain; the beam is as wide as published, 2.0 to 2.2 degrees."""
    area, wavelength = pave_paws_face()
    share = radar.ratio(38.6) / radar.gain(area, wavelength)
    assert share == pytest.approx(0.71, abs=0.005)
    assert 2.0 <= degrees(radar.beam_width(area, wavelength)) <= 2.2


powers = st.floats(1e2, 1e7)
areas = st.floats(0.5, 1e3)
wavelengths = st.floats(0.005, 1.0)
times = st.floats(1e-3, 100.0)
losses = st.floats(0.0, 20.0)


@given(powers, areas, wavelengths, times, st.floats(50.0, 3_000.0), losses, st.floats(1e-4, 100.0))
def test_the_equation_holds_at_the_range_it_gives(
    power: float, area: float, wavelength: float, dwell: float, temperature: float, loss: float, size: float
) -> None:
    """Power out, echo back, noise: step by step, at the range found, gives the signal to noise asked for."""
    strength = radar.track_strength(power, dwell, area, wavelength, temperature, radar.ratio(loss))
    far = radar.reach(strength, size, 20.0)
    arriving = power * dwell * radar.gain(area, wavelength) / (4.0 * pi * far**2)
    received = arriving * size / (4.0 * pi * far**2) * area
    assert received / (1.380649e-23 * temperature * 10.0 ** (loss / 10.0)) == pytest.approx(20.0, rel=1e-9)


@given(powers, areas, wavelengths, st.floats(1e-3, 10.0), st.floats(1.0, 1e4), losses)
def test_a_search_is_a_track_in_every_beam(
    power: float, area: float, wavelength: float, dwell: float, beams: float, loss: float
) -> None:
    """To look at so many beams for a dwell each is to search their solid angle in that time."""
    volume = beams * radar.beam_solid_angle(area, wavelength)
    searching = radar.search_strength(power, area, beams * dwell, volume, 500.0, radar.ratio(loss))
    tracking = radar.track_strength(power, dwell, area, wavelength, 500.0, radar.ratio(loss))
    assert searching == pytest.approx(tracking, rel=1e-9)


def test_a_search_does_not_ask_for_the_wavelength() -> None:
    """The search form by hand: R4 = P A s t / (4 pi k T L V SNR)."""
    strength = radar.search_strength(50e3, 8.0, 10.0, 1.5, 500.0, radar.ratio(6.0))
    noise = 4.0 * pi * 1.5 * 1.380649e-23 * 500.0 * 10.0**0.6
    assert strength == pytest.approx(50e3 * 8.0 * 10.0 / noise, rel=1e-12)
