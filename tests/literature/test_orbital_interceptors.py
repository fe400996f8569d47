"""Interceptors in orbit: how many, as studies print it.

Radii: AEI's figures come out with 6,378 km (499.5 as a flat disc) and with 6,371 km (498.4), both inside half
a per cent; where no radius is named it is 6,378.137 km.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import exp, isinf, log, radians

import pytest

from flights import library
from literature.record import OURS, SHOOTING, THEIRS, Claim, Waiting, check, check_waiting
from opendome.choices.constellation import closed, sizing
from opendome.choices.constellation.sizing import Asked
from opendome.interception import window
from opendome.scenario.document import InterceptorUse
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.loading import load_scenario
from opendome.units import STANDARD_GRAVITY_M_PER_S2 as G

STAGE = SHOOTING

AEI = "Harrison, AEI 2025"
APS = "APS Study Group 2003, as reported"
CBO = "CBO 2026"
GRID84 = "Guides of grid84: orbital interceptors"
MOSHER = "Mosher and Grego, as reported: an effective layer in orbit against missiles in boost"
PEBBLES = "Brilliant Pebbles of 1990, round figures of grid84"
ARITHMETIC = "Worked out independently from the literature's formulas"
AEI_AGAIN = "AEI's ratio, worked out independently"
APS_AGAIN = "APS 2003 by AEI's formula, worked out independently"
DIGITS = "Half of the last digit."
STREWN = "For satellites strewn by chance; those of a shell keep their distances, and are missing less often."

BOOST = Asked(time=120.0, altitude=300e3, speed=6e3, acceleration=15.0 * G)
"""AEI's interceptor and its time to fly."""

NOT_SEEN = "Its speed and seconds to fly were not seen."


def count(missiles: int) -> float:
    return sizing.size(replace(BOOST, missiles=missiles)).count


def ratio(asked: Asked) -> float:
    return closed.absentee_ratio(sizing.size(asked).fraction)


def solid(acceleration_g: float, decide: float) -> float:
    """Interceptors for one shot at one solid missile of APS 2003, spread evenly."""
    time = window.boost(170.0, 65.0, 0.0, decide, 0.0)
    asked = Asked(time, 300e3, 4e3, acceleration_g * G, shots=1)
    return sizing.size(asked).count


def seconds_for(wanted: float, altitude: float) -> float:
    """Seconds to fly at which AEI's interceptor has this absentee ratio."""
    low, high = 30.0, 600.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if ratio(replace(BOOST, time=middle, altitude=altitude)) > wanted:
            low = middle
        else:
            high = middle
    return high


def exponent(what: str, asked: Asked = BOOST) -> float:
    """How the count goes with the time to fly or with speed, as a power, at these inputs."""
    step = 1e-4
    changed = [replace(asked, **{what: getattr(asked, what) * (1.0 + sign * step)}) for sign in (1, -1)]
    more, less = (sizing.size(one).count for one in changed)
    return log(more / less) / log((1.0 + step) / (1.0 - step))


def gain_at_59() -> tuple[float, float]:
    """Point and cap at 59 degrees for orbits of 60, within 836 km."""
    reach = window.angle(836e3, BOOST.orbit)
    inclination, latitude = radians(60.0), radians(59.0)
    return closed.latitude_gain(inclination, latitude), closed.latitude_gain_cap(inclination, latitude, reach)


def in_reach_fraction() -> float:
    """Share of the time in percent, by the point formula: a flat disc of 836 km on a sphere of 6,371 km."""
    flat = closed.flat_fraction(836e3 / (6371e3 + 300e3))
    return 100.0 * flat * closed.latitude_gain(radians(60.0), radians(40.32))


def of_1500(burn: float) -> float:
    """Interceptors in reach of 1,500 at 500 km, 5 km/s at once, 60 s to detect and 30 s to decide."""
    time = window.boost(burn, 60.0, 0.0, 30.0, 0.0)
    asked = Asked(time, 500e3, 5e3, 1e9)
    return 1500.0 * sizing.size(asked).fraction


def of_500() -> float:
    """Satellites of 500 in reach on average."""
    return 500.0 * closed.passing_fraction(radians(60.0), radians(40.0), BOOST.reach)


@cache
def pebbles() -> InterceptorUse:
    """The shell of the scenario that stands for the plan of 1990."""
    return load_scenario("brilliant-pebbles-class-strike", library()).architecture.interceptors[0]


def pebbles_in_shell() -> float:
    """Satellites of it."""
    shell = pebbles().constellation
    assert shell is not None
    return float(shell.interceptors_count)


def pebble_speed() -> float:
    """Speed that one of its interceptors can give itself [km/s]."""
    kind = library().entry("interceptors", pebbles().use)
    assert isinstance(kind, Interceptor)
    return kind.burnout_speed_km_per_s.value


def left_to_fly(burn: float) -> float:
    """How far 5 km/s at once come before burnout, with 60 s to detect and 30 s to decide [km]."""
    return window.straight(5e3, 1e9, window.boost(burn, 60.0, 0.0, 30.0, 0.0)) / 1e3


CLAIMS = (
    Claim(AEI, "Absentee ratio, 300 km, 120 s, 6 km/s, 15 g", "", 499.0, lambda: ratio(BOOST),
          "The source's rounding; exact cap instead of a flat disc, and another radius.", share=0.005),
    *(
        Claim(AEI, f"Interceptors in orbit for {missiles} missiles at two shots each", "", published,
              lambda missiles=missiles: count(missiles), "As the ratio.", share=0.005)
        for missiles, published in ((5, 4_990.0), (50, 49_900.0), (250, 249_500.0))
    ),
    Claim(APS, "Interceptors for one solid missile: 4 km/s, 10 g, 65 s to a solution, none to decide",
          "", 1_600.0, lambda: solid(10.0, 0.0), "At least, as reported; a factor of 1.5 either way.",
          share=0.33),
    Claim(APS, "The same at 15 g", "", 1_600.0, lambda: solid(15.0, 0.0), "As above.", share=0.33),
    Claim(APS, "The same at 10 g with 30 s to decide", "", 1_600.0, lambda: solid(10.0, 30.0), "As above.",
          share=0.33, gap=(3_600.0, 3_850.0),
          cause="30 s to decide more than double the count; the printed one knows no such time, or has an "
                "interceptor that was not reported."),
    Claim(APS, "Interceptors for ten missiles at once, over those for one", "times", 10.0,
          lambda: count(10) / count(1), "In proportion, as reported.", apart=1e-9),
    Claim(APS, "Time left to fly in a boost of 170 s, 65 s to a solution", "s", 100.0,
          lambda: window.boost(170.0, 65.0, 0.0, 0.0, 0.0), "Said to be about that.", share=0.1),
    Claim(APS_AGAIN, "Interceptors for one solid missile, 15 g, none to decide", "", 1_330.0,
          lambda: solid(15.0, 0.0), "As AEI's ratio: the radius is not named.", share=0.005),
    Claim(APS_AGAIN, "Interceptors for one solid missile, 10 g, 30 s to decide", "", 3_730.0,
          lambda: solid(10.0, 30.0), "As above.", share=0.005),
    Claim(AEI_AGAIN, "Absentee ratio as a flat disc over a sphere of 6,371 km", "", 498.4,
          lambda: 1.0 / closed.flat_fraction(BOOST.distance / 6_671e3), DIGITS, apart=0.05),
    Claim(AEI_AGAIN, "Absentee ratio as a flat disc over a sphere of 6,378 km", "", 499.5,
          lambda: 1.0 / closed.flat_fraction(BOOST.distance / BOOST.orbit), DIGITS, apart=0.05),
    Claim(AEI_AGAIN, "Absentee ratio as an exact cap over a sphere of 6,371 km", "", 498.7,
          lambda: 1.0 / closed.cap_fraction(BOOST.distance / 6_671e3), DIGITS, apart=0.05),
    Claim(MOSHER, "Interceptors in orbit, for one missile at two shots with AEI's interceptor", "", 1_000.0,
          lambda: count(1), "At least, as reported, without speed and time: a factor of two.", share=0.5),
    Claim(PEBBLES, "Interceptors in the shell, as in the scenario", "", 4_600.0, pebbles_in_shell, "A count.",
          apart=0.0),
    Claim(PEBBLES, "Speed of one, as in the scenario", "km/s", 5.0, pebble_speed, DIGITS, apart=0.5),
    Claim(CBO, "Seconds to fly that 390 to 1 asks for, with AEI's interceptor at 400 km", "s", (85.0, 235.0),
          lambda: seconds_for(390.0, 400e3),
          "Neither speed nor time was seen: only that it lies inside the published boost window of 3 to 5 "
          "minutes, less 65 to 95 s.", share=0.0),
    Claim(GRID84, "Of 1,500 interceptors at 500 km in reach of a booster of 180 s", "", 1.6,
          lambda: of_1500(180.0), "Rounded to half an interceptor there.", share=0.05),
    Claim(GRID84, "The same, a booster of 300 s", "", 8.7, lambda: of_1500(300.0), DIGITS, share=0.02),
    Claim(GRID84, "Distance flown before a booster of 180 s burns out, 5 km/s", "km", 450.0,
          lambda: left_to_fly(180.0), DIGITS, apart=0.5),
    Claim(GRID84, "Distance flown before a booster of 300 s burns out, 5 km/s", "km", 1_050.0,
          lambda: left_to_fly(300.0), DIGITS, apart=0.5),
    Claim(GRID84, "Share of boosters of 180 s that find none of 1,500 in reach", "", 0.2,
          lambda: exp(-of_1500(180.0)), f"One in five. {STREWN}", apart=0.05),
    Claim(GRID84, "Share of boosters of 300 s that find one of 1,500 in reach", "", (0.999, 1.0),
          lambda: 1.0 - exp(-of_1500(300.0)), f"More than 99.9 %. {STREWN}", apart=0.0),
    Claim(ARITHMETIC, "Latitude gain at 40.32 N, inclination 60, point formula", "",
          1.106, lambda: closed.latitude_gain(radians(60.0), radians(40.32)), DIGITS, share=0.001),
    Claim(ARITHMETIC, "In reach at 40.32 N within 836 km", "%", 0.434, in_reach_fraction, DIGITS,
          share=0.001),
    Claim(ARITHMETIC, "Latitude gain at 59 N, inclination 60, point formula", "", 5.15,
          lambda: gain_at_59()[0], DIGITS, apart=0.005),
    Claim(ARITHMETIC, "The same averaged over a cap of 836 km", "", 2.37, lambda: gain_at_59()[1],
          "The radius decides the last digit.", apart=0.01),
    Claim(ARITHMETIC, "Power of the time to fly that the count goes with, AEI's inputs", "", -2.41,
          lambda: exponent("time"), DIGITS, apart=0.005),
    Claim(ARITHMETIC, "Power of speed that the count goes with, AEI's inputs", "", -1.59,
          lambda: exponent("speed"), DIGITS, apart=0.005),
    Claim(ARITHMETIC, "Satellites of 500 at 60 degrees in reach at 40 N, mean", "", 1.10,
          of_500, DIGITS, apart=0.005),
)  # fmt: skip

WAITING = (
    Waiting(AEI, "Midcourse interceptors in orbit for five missiles, 1,500 km and 900 s", "",
            "2,000", "Its published inputs give 9.2 in orbit for each in reach, twenty times fewer than "
            "printed: what it counts besides, perhaps decoys, was not seen.", THEIRS),
    Waiting(CBO, "Interceptors in orbit for a salvo of about ten", "", "7,800", NOT_SEEN, THEIRS),
    Waiting("Summary of Harrison, AEI 2025, that nobody signed", "Satellites in low orbit for one missile, "
            "and for ten", "", "950, and 9,500", "Told without speed, time or height; the paper's own ratio "
            "is held above, and gives 998 and 9,980.", THEIRS),
    Waiting("Lewis and Postol 2012, on the National Academies' study of the same year",
            "Reach in boost, cut by slow interceptors and a missile that burns fast", "times", "3 to 4",
            "Neither of the two pairs of speed and burn time was read, so there are no two reaches to "
            "divide.", THEIRS),
    Waiting("Sauter 2004, thesis on interceptors in orbit against missiles in midcourse",
            "Tables of constellations", "", "not read", "Only that they exist was seen.", THEIRS),
    Waiting("Wilkening 2004 on interceptors from aircraft against missiles in boost",
            "Times to detect and to track, and maps of reach", "", "not read",
            "Only that they exist was seen; and no interceptor here leaves an aircraft.", THEIRS),
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_claim(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("waiting", WAITING, ids=lambda waiting: waiting.quantity)
def test_waiting(waiting: Waiting) -> None:
    check_waiting(waiting)


def test_nothing_waits_for_us() -> None:
    assert all(waiting.waits_for != OURS for waiting in WAITING)


@pytest.mark.parametrize("radius", [6_371e3, 6_378e3, 6_378.137e3])
def test_aei_with_each_radius_in_use(radius: float) -> None:
    reach = BOOST.distance / (radius + 300e3)
    assert BOOST.distance == pytest.approx(597.6e3, abs=50.0)
    assert 1.0 / closed.flat_fraction(reach) == pytest.approx(499.0, rel=0.005)
    assert closed.absentee_ratio(closed.cap_fraction(reach)) == pytest.approx(499.0, rel=0.005)


def test_both_powers_tend_to_two_with_acceleration() -> None:
    far = [
        [
            abs(exponent(what, replace(BOOST, acceleration=g * G)) + 2.0)
            for g in (15.0, 100.0, 1_000.0, 10_000.0)
        ]
        for what in ("time", "speed")
    ]
    for row in far:
        assert row[0] > 0.3
        assert row == sorted(row, reverse=True)
        assert row[-1] < 0.005


def test_linear_in_missiles_and_in_shots() -> None:
    for latitudes in ((), (radians(40.0),)):
        one = sizing.size(replace(BOOST, latitudes=latitudes, inclinations=(radians(60.0),), shots=1))
        for missiles, shots in ((3, 1), (1, 4), (50, 2)):
            many = sizing.size(
                replace(
                    BOOST, latitudes=latitudes, inclinations=(radians(60.0),), missiles=missiles, shots=shots
                )
            )
            assert many.count == pytest.approx(missiles * shots * one.count, rel=1e-12)
            assert many.in_orbit == pytest.approx(missiles * shots * one.in_orbit, rel=1e-12)


def test_point_formula_has_no_end_at_its_own_inclination() -> None:
    assert isinf(closed.latitude_gain(radians(60.0), radians(60.0)))
    assert closed.latitude_gain(radians(60.0), radians(61.0)) == 0.0
    assert closed.latitude_gain_cap(radians(60.0), radians(61.0), BOOST.reach) > 1.0
