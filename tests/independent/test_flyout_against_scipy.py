"""Flights of interceptors against SciPy: integrated and aimed in three dimensions over a turning Earth."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import cos, degrees, radians, sin

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from independent import equations, interceptors
from independent.interceptors import Interceptor, Shot, Turning, away, place
from opendome.arrays import Floats
from opendome.interception import flyouts, reach
from opendome.interception.flyout import ALONG, BURN_STEPS, GIVEN, POINT, STEPS, UP, climb, gain_of, time_of
from opendome.interception.meeting import SHOOTER, meets
from opendome.interception.tables import flight_to
from opendome.physics.constants import earth
from opendome.records.reach import MEET_TIME, MEETING, REACHES, SAMPLES
from shooting import case_of, world_of
from unit.outcomes.small import HALF, TOP, arcs
from unit.outcomes.small import RATE as ARC

KINDS = {
    "gbi": Interceptor(7_500.0, 180.0),
    "sm-3-iia": Interceptor(4_500.0, 60.0),
    "thaad": Interceptor(2_800.0, 17.0),
}
AGREE = 5e-3

# Kind, latitude of the site [deg], azimuth [deg], distance and height of the place [km].
FLIGHTS = [
    ("gbi", 0, 90, 1000, 300), ("gbi", 0, 90, 3000, 1000), ("gbi", 0, 270, 3000, 1000),
    ("gbi", 30, 45, 2000, 500), ("gbi", 64, 300, 3000, 1000), ("gbi", 64, 45, 700, 400),
    ("sm-3-iia", 0, 90, 1000, 500), ("sm-3-iia", 0, 270, 1500, 300),
    ("sm-3-iia", 30, 45, 600, 300), ("sm-3-iia", 64, 180, 300, 150),
    ("thaad", 0, 90, 180, 50), ("thaad", 0, 270, 60, 140),
    ("thaad", 30, 45, 100, 100), ("thaad", 64, 45, 150, 80),
]  # fmt: skip

AS_IT_IS = Turning()
"""The Earth turns under the target and carries the launch place along."""


@cache
def gain(kind: str) -> float:
    return interceptors.gain(KINDS[kind])


def _figures(kind: str) -> dict[str, float | None]:
    one = KINDS[kind]
    flies = {"burnout_speed_km_per_s": one.speed / 1e3, "burn_time_s": one.burn}
    return flies | {"ballistic_coefficient_kg_per_m2": None}


@cache
def table(kind: str) -> tuple[Floats, Floats]:
    """Flight times of a kind without drag, and the steps between its places."""
    made = flyouts(world_of(case_of(((kind, 1),), 1, **{kind.replace("-", "_"): _figures(kind)})))
    return made.table[0], np.array([made.along_step[0], made.up_step[0]])


def ours(kind: str, site: Floats, target: Floats) -> float:
    """Flight time over the turning Earth [s]."""
    shooter = np.zeros(SHOOTER)
    shooter[:3] = site
    times, steps = table(kind)
    return meets(*target, shooter, steps, times, earth(), 300.0)[0]


def theirs(kind: str, site: Floats, target: Floats, turning: Turning = AS_IT_IS) -> float:
    return Shot(KINDS[kind], gain(kind), site, turning).to(target)[0]


@pytest.mark.parametrize(("kind", "latitude", "azimuth", "distance", "height"), FLIGHTS)
def test_flight_times(kind: str, latitude: float, azimuth: float, distance: float, height: float) -> None:
    site, target = away(latitude, azimuth, 1e3 * distance, 1e3 * height)
    time = theirs(kind, site, target)
    assert np.isfinite(time)
    assert ours(kind, site, target) == pytest.approx(time, rel=AGREE)


@cache
def met() -> tuple[Floats, Floats]:
    """Where SM-3 stands, and all meetings with a threat that flies along the equator (meeting, MEETING)."""
    case = case_of((("sm-3-iia", 1),), 1, sm_3_iia=_figures("sm-3-iia"))
    shooters = case.defence.shooters.copy()
    shooters["latitude"], shooters["longitude"] = radians(6.0), 0.2
    case = replace(case, defence=replace(case.defence, shooters=shooters))
    found = reach(world_of(case), arcs(case.threat_id))
    assert found.limit.tolist() == [[REACHES]]
    meetings = found.meeting[0].reshape(-1, MEETING)
    return place(6.0, degrees(0.2), 0.0), meetings[np.isfinite(meetings[:, MEET_TIME])]


def test_a_threat_is_met_where_it_is() -> None:
    """Each meeting: as long a flight as to the place where the threat is then."""
    site, meetings = met()
    assert len(meetings) >= SAMPLES
    for time, flight, _, height in meetings[::3]:
        high = TOP * (1.0 - ((time - HALF) / HALF) ** 2)
        target = (6_371_000.0 + high) * np.array([cos(ARC * time), sin(ARC * time), 0.0])
        assert flight == pytest.approx(theirs("sm-3-iia", site, target), rel=AGREE)
        assert height == pytest.approx(equations.up_and_height(target)[1], abs=2e3)


@pytest.mark.parametrize("azimuth", [90.0, 270.0])
def test_the_longest_flights_along_the_equator(azimuth: float) -> None:
    """After fourteen minutes what the launch place gave is not carried as simply as it is taken to be."""
    site, target = away(0.0, azimuth, 5e6, 1.5e6)
    assert ours("gbi", site, target) == pytest.approx(theirs("gbi", site, target), rel=1e-2)


@pytest.mark.parametrize("azimuth", [90.0, 270.0])
def test_a_place_that_did_not_turn_would_be_met_at_another_time(azimuth: float) -> None:
    """By several per cent; and so would one that turns under an interceptor which the Earth gave nothing."""
    for distance, height in ((2e6, 0.5e6), (3e6, 1e6)):
        site, target = away(0.0, azimuth, distance, height)
        both = theirs("gbi", site, target)
        for turning in (Turning(target=False), Turning(site=False)):
            wrong = theirs("gbi", site, target, turning) / both - 1.0
            assert 0.02 < abs(wrong) < 0.08
        assert abs(ours("gbi", site, target) / both - 1.0) < 0.1 * 0.02


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("gbi", ((20, 20), (10, 40), (24, 48))),
        ("sm-3-iia", ((3, 30), (8, 20), (10, 40))),
        ("thaad", ((20, 60), (40, 30), (70, 40))),
    ],
)
def test_the_table_without_rotation(kind: str, places: tuple[tuple[int, int], ...]) -> None:
    """Places by number of angle and height, and the speeds there."""
    times, steps = table(kind)
    shot = Shot(KINDS[kind], gain(kind), np.array([6_371_000.0, 0.0, 0.0]), Turning(False, False))
    for along, up in places:
        angle, height = along * steps[0], up * steps[1]
        out = np.array([cos(angle), sin(angle), 0.0])
        time, elevation, azimuth = shot.to((6_371_000.0 + height) * out)
        assert np.isfinite(time)
        found, fast, rise = flight_to(times, angle, height, steps)
        assert found == pytest.approx(time, rel=2e-3)
        velocity = shot.after(elevation, azimuth, time)[1]
        level = np.array([-out[1], out[0], 0.0])
        assert (fast, rise) == pytest.approx((velocity @ level, velocity @ out), abs=1e-2 * KINDS[kind].speed)


def given(one: Interceptor, longest: float, ballistic: float = np.inf) -> Floats:
    """How it flies, as `flyout.GIVEN` names the columns."""
    row = np.array([one.burn, one.burn, longest, ballistic, equations.MU, 6_371_000.0, 0.0])
    assert len(row) == GIVEN
    return row


@pytest.mark.parametrize("kind", KINDS)
def test_what_thrust_gives(kind: str) -> None:
    one = KINDS[kind]
    found = gain_of(one.speed, given(one, 600.0), np.zeros(4), np.zeros((STEPS + 1, POINT)))
    assert found == pytest.approx(gain(kind), rel=1e-5)


@pytest.mark.parametrize("elevation", [30.0, 60.0, 90.0])
def test_a_climb_through_the_air(elevation: float) -> None:
    """Drag by one ballistic coefficient, in the plane of the flight."""
    one, ballistic, thrust = Interceptor(1_700.0, 12.0), 4_000.0, 1_900.0
    row = given(one, 60.0, ballistic)
    points = np.zeros((STEPS + 1, POINT))
    climb(radians(elevation), thrust, row, STEPS, np.zeros(4), points)
    aim = np.array([cos(radians(elevation)), sin(radians(elevation))])

    def slope(push: float) -> object:
        def of(_: float, y: Floats) -> Floats:
            r = np.hypot(y[0], y[1])
            drag = 0.5 * equations.air(max(r - 6_371_000.0, 0.0))[0] * np.hypot(y[2], y[3]) / ballistic
            return np.concatenate((y[2:], -equations.MU * y[:2] / r**3 + push * aim - drag * y[2:]))

        return of

    start = np.array([0.0, 6_371_000.0, 0.0, 0.0])
    burnt = solve_ivp(slope(thrust / one.burn), (0.0, one.burn), start, rtol=1e-9, atol=1e-6).y[:, -1]
    for step in (BURN_STEPS, BURN_STEPS + 30, BURN_STEPS + 60):
        time = time_of(step, row) - one.burn
        y = solve_ivp(slope(0.0), (0.0, max(time, 1e-9)), burnt, rtol=1e-9, atol=1e-6).y[:, -1]
        there = (np.arctan2(y[0], y[1]) * 6_371_000.0, np.hypot(y[0], y[1]) - 6_371_000.0)
        assert (points[step, ALONG] * 6_371_000.0, points[step, UP]) == pytest.approx(
            there, rel=1e-4, abs=2.0
        )


def test_what_flies_under_the_ground_reaches_nothing() -> None:
    """Straight at it is the shortest way to a low place far away; it begins below the horizon."""
    site, target = away(50.0, 45.0, 4.4e6, 0.3e6)
    free = Shot(KINDS["gbi"], gain("gbi"), site)
    assert free.to(target)[0] == np.inf
    assert not free.flies(radians(2.0), radians(45.0))
