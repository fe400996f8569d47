"""Interceptors in orbit in closed form, against other ways to find the same."""

from __future__ import annotations

from dataclasses import replace
from math import cos, inf, isnan, pi, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendome.choices.constellation import closed, flown, sizing
from opendome.choices.constellation.powered import powered
from opendome.choices.constellation.sizing import Asked
from opendome.interception import window
from opendome.physics.constants import EQUATORIAL_RADIUS, MU

G = 9.80665
BOOST = Asked(time=120.0, altitude=300e3, speed=6e3, acceleration=15.0 * G)
ANGLES = st.floats(-85.0, 85.0)


def counted(inclination: float, latitude: float, reach: float) -> float:
    """Share of a fine grid of nodes and places in orbit that lies in reach."""
    turn = 2.0 * np.pi * (np.arange(1_500) + 0.5) / 1_500
    node, place = turn[:, None], turn[None, :]
    x = np.cos(node) * np.cos(place) - np.sin(node) * np.sin(place) * cos(inclination)
    z = np.sin(place) * sin(inclination)
    return float((x * cos(latitude) + z * sin(latitude) >= cos(reach)).mean())


@pytest.mark.parametrize(
    ("inclination", "latitude", "reach"),
    [(60, 40, 5), (60, 59, 7.5), (60, 64, 7.5), (97, 88, 20), (30, -10, 40), (10, 0, 120), (85, 85, 170)],
)
def test_share_of_the_time_as_counted_on_a_grid(inclination: float, latitude: float, reach: float) -> None:
    given_angles = radians(inclination), radians(latitude), radians(reach)
    assert closed.passing_fraction(*given_angles) == pytest.approx(counted(*given_angles), rel=0.01)


@pytest.mark.parametrize(("latitude", "reach"), [(0, 20), (40, 5), (-70, 30), (85, 12)])
def test_all_inclinations_together_are_an_even_shell(latitude: float, reach: float) -> None:
    """Orbits whose poles are spread evenly over the sphere leave no latitude denser than another."""
    edges = np.arccos(np.linspace(1.0, -1.0, 1_001))
    middle = 0.5 * (edges[1:] + edges[:-1])
    shares = [closed.passing_fraction(float(one), radians(latitude), radians(reach)) for one in middle]
    assert float(np.mean(shares)) == pytest.approx(closed.cap_fraction(radians(reach)), rel=0.01)


@given(st.floats(0.0, 180.0), ANGLES, st.floats(0.5, 90.0))
def test_north_and_south_and_retrograde_are_alike(inclination: float, latitude: float, reach: float) -> None:
    i, at, r = radians(inclination), radians(latitude), radians(reach)
    share = closed.passing_fraction(i, at, r)
    assert 0.0 <= share <= 1.0
    assert closed.passing_fraction(i, -at, r) == pytest.approx(share, rel=1e-3, abs=1e-6)
    assert closed.passing_fraction(pi - i, at, r) == pytest.approx(share, rel=1e-3, abs=1e-6)
    assert (share == 0.0) == sizing.never_passes(i, at, r) or share < 1e-6


@given(st.floats(50.0, 900.0), st.floats(1.0, 12.0), st.floats(2.0, 100.0))
def test_more_of_anything_never_needs_more(time: float, speed: float, acceleration: float) -> None:
    asked = replace(BOOST, time=time, speed=speed * 1e3, acceleration=acceleration * G)
    here = sizing.size(asked).count
    for better in (
        replace(asked, time=1.1 * time),
        replace(asked, speed=1.1 * asked.speed),
        replace(asked, acceleration=1.1 * asked.acceleration),
    ):
        assert sizing.size(better).count <= here * (1.0 + 1e-12)


def test_the_straight_line_has_no_step_where_thrust_ends() -> None:
    end = 6e3 / (15.0 * G)
    before, after = (window.straight(6e3, 15.0 * G, end * share) for share in (1.0 - 1e-9, 1.0 + 1e-9))
    assert before == pytest.approx(after, rel=1e-6)
    assert window.straight(6e3, 15.0 * G, end) == pytest.approx(0.5 * 15.0 * G * end**2)
    assert window.straight(6e3, 15.0 * G, -1.0) == 0.0


def test_windows() -> None:
    assert window.boost(180.0, 65.0, 5.0, 30.0, 10.0) == 70.0
    assert window.boost(77.0, 65.0, 0.0, 30.0, 0.0) == -18.0
    assert window.after_boost(1800.0, 180.0, 65.0, 0.0, 30.0, 60.0) == 1560.0
    assert window.after_boost(1800.0, 60.0, 65.0, 0.0, 30.0, 60.0) == 1645.0


def test_a_meeting_at_another_height_is_the_side_of_a_triangle() -> None:
    orbit, meeting = EQUATORIAL_RADIUS + 500e3, EQUATORIAL_RADIUS + 200e3
    reach = window.angle(700e3, orbit, meeting)
    across = np.array([meeting * cos(reach), meeting * sin(reach)]) - np.array([orbit, 0.0])
    assert float(np.linalg.norm(across)) == pytest.approx(700e3)
    assert window.angle(299e3, orbit, meeting) == 0.0
    assert window.angle(700e3, orbit) == pytest.approx(700e3 / orbit)


def test_nothing_in_reach_has_no_count() -> None:
    found = sizing.size(replace(BOOST, time=-18.0, latitudes=(0.7,), inclinations=(1.0,)))
    assert found.count == inf
    assert found.in_orbit == inf
    assert found.worst is not None
    assert isnan(found.worst.gain_cap)


def test_gravity_takes_little_in_two_minutes_and_much_in_fifteen() -> None:
    shares = [
        powered(6e3, 15.0 * G, time, BOOST.orbit, BOOST.orbit).fraction
        / closed.cap_fraction(window.straight(6e3, 15.0 * G, time) / BOOST.orbit)
        for time in (10.0, 120.0, 900.0)
    ]
    assert shares[0] == pytest.approx(1.0, abs=1e-4)
    assert 0.99 < shares[1] < 0.999
    assert 0.75 < shares[2] < 0.9


def test_powered_flight_against_scipy() -> None:
    """The farthest place straight ahead, by another integrator and another search."""
    from scipy.integrate import solve_ivp
    from scipy.optimize import brentq

    orbit, time, burn = BOOST.orbit, 400.0, 6e3 / (15.0 * G)

    def end(climb: float) -> np.ndarray:
        thrust = 15.0 * G * np.array([sin(climb), cos(climb)])

        def rate(at: float, state: np.ndarray) -> np.ndarray:
            pull = -MU * state[:2] / np.linalg.norm(state[:2]) ** 3
            return np.concatenate((state[2:], pull + (thrust if at < burn else 0.0)))

        state = np.array([orbit, 0.0, 0.0, np.sqrt(MU / orbit)])
        first = solve_ivp(lambda at, now: rate(0.0, now), (0.0, burn), state, rtol=1e-10, atol=1e-3)
        rest = solve_ivp(lambda at, now: rate(time, now), (burn, time), first.y[:, -1], rtol=1e-10, atol=1e-3)
        return np.asarray(rest.y[:2, -1])

    climb = brentq(lambda one: float(np.linalg.norm(end(one))) - orbit, -1.4, 1.2)
    place = end(climb)
    ahead = np.arctan2(place[1], place[0]) - np.sqrt(MU / orbit**3) * time
    assert powered(6e3, 15.0 * G, time, orbit, orbit).ahead == pytest.approx(ahead, rel=1e-4)


def test_powered_reach_has_ends() -> None:
    assert powered(6e3, 15.0 * G, 120.0, BOOST.orbit, BOOST.orbit + 900e3).fraction == 0.0
    assert powered(6e3, 15.0 * G, 0.0, BOOST.orbit, BOOST.orbit).fraction == 0.0
    assert isnan(powered(6e3, 15.0 * G, 3_000.0, BOOST.orbit, BOOST.orbit).fraction)


def test_one_place_flown_through_is_the_cap() -> None:
    point = (BOOST.orbit - 100e3) * np.array([[cos(0.7), 0.0, sin(0.7)]])
    fly = np.array([600e3])
    reach = window.angle(600e3, BOOST.orbit, BOOST.orbit - 100e3)
    even = flown.share_of_even(point, np.zeros(1), fly, BOOST.orbit)
    assert even == pytest.approx(closed.cap_fraction(reach), rel=0.02)
    inclined = flown.share_of_inclined(point, np.zeros(1), fly, BOOST.orbit, radians(60.0))
    assert inclined == pytest.approx(closed.passing_fraction(radians(60.0), 0.7, reach), rel=0.02)


def test_a_place_twice_adds_what_flew_in() -> None:
    """A disc that satellites cross sees those of its own area and those of the strip that flows in."""
    point = np.repeat(BOOST.orbit * np.array([[1.0, 0.0, 0.0]]), 41, axis=0)
    spread, reach = 60.0, 200e3 / BOOST.orbit
    fly = np.full(41, 2.0 * BOOST.orbit * sin(0.5 * reach))
    seen = flown.share_of_even(point, np.linspace(0.0, spread, 41), fly, BOOST.orbit)
    more = closed.replaced_factor(spread, 200e3, BOOST.orbital_speed)
    assert more > 1.8
    assert seen / closed.cap_fraction(reach) == pytest.approx(more, rel=0.03)


def test_spread_launches_share_interceptors_but_one_missile_needs_its_shots() -> None:
    one = sizing.size(replace(BOOST, missiles=1)).in_orbit
    apart = [
        sizing.size(replace(BOOST, missiles=10, spread=time)).in_orbit for time in (0.0, 60.0, 600.0, 1e6)
    ]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] == pytest.approx(10.0 * one)
    assert apart[-1] == pytest.approx(one)


def test_failures_spares_and_several_places() -> None:
    plain = replace(
        BOOST, missiles=6, latitudes=(radians(40.0), radians(10.0)), inclinations=(radians(60.0),)
    )
    found = sizing.size(plain)
    assert found.worst is found.by_latitude[1]
    split = sizing.size(replace(plain, split=True))
    assert split.in_orbit == pytest.approx(0.5 * found.in_orbit)
    assert sizing.size(replace(plain, works=0.8)).in_orbit == pytest.approx(found.in_orbit / 0.8)
    more = sizing.size(replace(plain, spare_fraction=0.1, spares=30)).in_orbit
    assert more == pytest.approx(1.1 * found.in_orbit + 30.0)
    mixed = sizing.size(replace(plain, inclinations=(radians(60.0), radians(20.0))))
    low = sizing.size(replace(plain, inclinations=(radians(20.0),)))
    shares = [one.by_latitude[1].fraction for one in (found, low, mixed)]
    assert shares[2] == pytest.approx(0.5 * (shares[0] + shares[1]))
    assert sizing.never_passes(radians(20.0), radians(40.0), radians(5.0))


def test_density_of_the_point_formula_is_the_slope_of_the_cap() -> None:
    """A very small cap well inside: both gains agree."""
    point = closed.latitude_gain(radians(60.0), radians(30.0))
    assert closed.latitude_gain_cap(radians(60.0), radians(30.0), 1e-3) == pytest.approx(point, rel=1e-4)


@pytest.mark.parametrize(
    ("speed", "g", "time", "altitude"), [(9e3, 13.6, 712.0, 244e3), (8.745e3, 26.0, 914.7, 1_543e3)]
)
def test_powered_reach_takes_no_way_through_the_middle_of_the_earth(
    speed: float, g: float, time: float, altitude: float
) -> None:
    orbit = EQUATORIAL_RADIUS + altitude
    found = powered(speed, g * G, time, orbit, orbit)
    assert window.straight(speed, g * G, time) < orbit
    assert isnan(found.fraction)
    assert isnan(found.behind)


def test_the_straight_way_that_touches_the_ground() -> None:
    """Along it the middle is one radius of the Earth from the centre."""
    asked = replace(BOOST, time=900.0)
    assert cos(0.5 * asked.grazing) * asked.orbit == pytest.approx(EQUATORIAL_RADIUS)
    assert replace(asked, meeting=1.0).grazing == pytest.approx(0.5 * asked.grazing, rel=0.01)
    assert BOOST.reach < asked.grazing < asked.reach


@pytest.mark.parametrize("inclination", [0.0, 180.0])
def test_the_point_formula_fails_on_the_equator_of_either_turn(inclination: float) -> None:
    assert closed.latitude_gain(radians(inclination), 0.0) == inf
    assert closed.latitude_gain(radians(inclination), radians(0.1)) == 0.0
