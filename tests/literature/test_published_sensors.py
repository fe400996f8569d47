"""What is published of real sensors and of what they see, against the library's entries and flights.

Ranges of radars stand in catalogues without the target that they belong to, so no row here holds a range.
"""

from __future__ import annotations

from functools import cache
from math import degrees, log10

import numpy as np
import pytest

import flights
from literature.record import OURS, SENSING, Claim, Waiting, check
from opendome.physics import earth
from opendome.physics.interpolate import at_times
from opendome.scenario.sensors import Radar
from opendome.scenario.signatures import DEFAULT_RATIO
from opendome.sensing import range_equation

STAGE = SENSING

PAVE_PAWS = "PAVE PAWS on a page of radio amateurs, with the library's effective face"
KEEPTRACK = "Catalogue of KeepTrack"
CLOUDS = "Even acceleration from the ground to 10 km, worked out by hand"
ONERA = "A plume on the bench (ONERA), in another's note"
FORDEN = "Forden 2009, on flames seen from orbit"
CSIS = "Dahlgren and Karako, Getting on Track, CSIS 2023"
DIGITS = "Half of the last digit."


@cache
def face(name: str) -> tuple[float, float]:
    """Effective area [m2] and wavelength [m] of a radar of the library."""
    radar = flights.library().entry("sensors", name)
    assert isinstance(radar, Radar)
    return radar.aperture_m2.value, range_equation.LIGHT / (1e9 * radar.frequency_ghz.value)


def beam(name: str) -> float:
    """Width of its beam [degrees]."""
    return degrees(range_equation.beam_width(*face(name)))


@cache
def out_of_clouds(threat: str) -> float:
    """When a missile of the library, fired north-east as far as it goes, passes 10 km [s after launch]."""
    flight = flights.fly(threat, flights.KOREA, azimuth_deg=20, maximum_range=True)
    names = ("position", "velocity", "acceleration", "acceleration_before")
    times = np.linspace(0.0, 120.0, 12_001)
    places, _ = at_times(flight.time, *(flight.numbers(name) for name in names), times)
    heights = earth.geodetic_from_ecef(places, flight.model.spherical)[2]
    return float(times[np.argmax(heights >= 10e3)])


SPAN = "37 s at 15 m/s2, 45 s at 10 and 63 s at 5: what net accelerations upwards from strong to weak give."
RATIO = (
    "491 to 593 W/sr from 3 to 5 µm and 96 to 103 from 8 to 12, over 987 to 1,518 near 2.7 µm; assumed here."
)

CLAIMS = [
    Claim(PAVE_PAWS, "gain", "dB", 38.6, lambda: 10.0 * log10(range_equation.gain(*face("uewr"))), DIGITS,
          apart=0.05),
    Claim(PAVE_PAWS, "width of the beam", "degrees", (2.0, 2.2), lambda: beam("uewr"), "Inside.", apart=0.0,
          gap=(2.35, 2.42),
          cause="Another definition: OpenDome's beam is the solid angle that goes with the gain, as if all "
          "power lay in it; the published one ends at half the power, and some power lies beside it."),
    Claim(KEEPTRACK, "width of Cobra Dane's beam, with the library's effective face", "degrees", 0.6,
          lambda: beam("cobra-dane"), DIGITS, apart=0.05),
    Claim(CLOUDS, "time to climb through 10 km of clouds, solid ICBM of the library", "s", (37.0, 63.0),
          lambda: out_of_clouds("notional-solid-icbm"), SPAN, apart=0.5),
    Claim(CLOUDS, "the same, liquid ICBM of the library", "s", (37.0, 63.0),
          lambda: out_of_clouds("notional-liquid-icbm"), SPAN, apart=0.5, gap=(65.5, 66.6),
          cause="A large liquid missile leaves the ground more slowly than any of the three: 66 s are 4.6 "
          "m/s2 on average."),
    Claim(ONERA, "flame from 3 to 5 µm, in that near 2.7 µm", "times", (491 / 1_518, 593 / 987),
          lambda: DEFAULT_RATIO["mwir"].value, RATIO, apart=0.0),
    Claim(ONERA, "flame from 8 to 12 µm, in that near 2.7 µm", "times", (96 / 1_518, 103 / 987),
          lambda: DEFAULT_RATIO["lwir"].value, RATIO, apart=0.0),
]  # fmt: skip

NO_TARGET = (
    "The catalogue does not name the target, its size or the signal to noise that it belongs to: ranges of "
    "one radar differ threefold by that. None is stored here."
)
WAITING = [
    *(
        Waiting(KEEPTRACK, f"range of {radar}", "km", told, NO_TARGET)
        for radar, told in (
            ("the upgraded early warning radars", "5,556"),
            ("Cobra Dane", "14,000, and 4,200 in an older edition"),
            ("PARCS at Cavalier", "3,300"),
            ("the Long Range Discrimination Radar", "12,500"),
            ("the AN/TPY-2", "3,000"),
            ("the Sea-Based X-Band Radar", "4,025"),
        )
    ),
    Waiting(KEEPTRACK, "width of the beam of PARCS", "degrees", "1.2",
            "Neither its face nor its exact wavelength is in what was read."),
    Waiting(ONERA, "intensity of the plume near 2.7 µm, from 3 to 5, and from 8 to 12 µm", "W/sr",
            "987 to 1,518, 491 to 593, and 96 to 103",
            "What burned, and how much of it, is not in what was read; only ratios carry over to a missile."),
    Waiting(FORDEN, "heights at which the flame is dimmer", "km", "about 70 to 90",
            "A flame has one brightness here from the clouds to burnout.", OURS),
    Waiting(CSIS, "how a sensor with pixels of 450 µrad sees its target from 1,000 km", "", "just visible",
            "Its noise was set so that the target was just visible: an illustration, and no result."),
    Waiting("Sensors in orbit: SBIRS, Next-Gen OPIR, Tracking Layer, HBTSS", "noise-equivalent irradiance",
            "W/cm2", "not public",
            "No figure is public. The library's are assumed, with ranges of ten to a hundred times."),
    Waiting("Tracy and Wright 2020", "share of a long glide that early-warning satellites see", "",
            "most of it, recalled",
            "Recalled, and not read again; how sensitive they take the satellites to be is not known."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_time_through_the_clouds_is_that_of_its_even_acceleration() -> None:
    assert [(2.0 * 10e3 / a) ** 0.5 for a in (15.0, 10.0, 5.0)] == pytest.approx([37, 45, 63], abs=0.5)
