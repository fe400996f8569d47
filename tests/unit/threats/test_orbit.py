"""Fractional orbit: into a low orbit, and braked out of it onto the aim."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from pydantic import ValidationError

import flights
from flights import Flight
from independent.equations import MU, inertial
from opendome import threats
from opendome.records import trajectories as flown
from opendome.records.case import Plays

ROUND = "notional-fractional-orbital"
URAL, CHICAGO = (55.0, 60.0), (41.9, -87.6)


@cache
def to_chicago() -> Flight:
    return flights.fly(ROUND, URAL, CHICAGO)


@pytest.mark.xdist_group("flights")
def test_it_comes_down_at_its_aim_and_stays_low() -> None:
    one = to_chicago()
    assert one.status == "ok"
    assert one.miss_m < 10.0
    assert 120.0 < one.apogee_km < 220.0


@pytest.mark.xdist_group("flights")
def test_what_happens_in_which_order() -> None:
    events = to_chicago().events()
    asked = [flown.BURNOUT, flown.ORBIT_START, flown.DEORBIT, flown.BUS_END, flown.IMPACT]
    assert [code for code in events if code in asked] == asked


@pytest.mark.xdist_group("flights")
def test_its_orbit_is_level_and_as_fast_as_a_circle() -> None:
    one = to_chicago()
    node = int(one.all.nodes_of(0, flown.ORBIT_START)[0])
    state = inertial(one.time[node], one.numbers("position")[node], one.numbers("velocity")[node])
    r, speed = np.linalg.norm(state[:3]), np.linalg.norm(state[3:])
    assert speed**2 * r / MU == pytest.approx(1.0, abs=2e-3)
    assert abs(state[:3] @ state[3:]) / (r * speed) < 2e-3


@pytest.mark.xdist_group("flights")
def test_braking_takes_the_speed_away() -> None:
    one = to_chicago()
    before, after = one.at(flown.DEORBIT), one.at(flown.BUS_END)
    taken = (before.speed_km_per_s - after.speed_km_per_s) * 1e3
    assert taken == pytest.approx(300.0, abs=15.0)  # gravity gives a little back while it sinks
    assert one.numbers("phase")[int(one.all.nodes_of(0, flown.DEORBIT)[0])] == flown.BUS


@pytest.mark.xdist_group("flights")
def test_farther_is_longer_in_orbit() -> None:
    """Climb and descent are the same, so what is farther is flown in orbit, a radian in some 835 s."""
    near, far = (
        flights.fly(ROUND, URAL, flights.towards(URAL, 330.0, distance, flights.SPHERE), flights.SPHERE)
        for distance in (9_500.0, 13_000.0)
    )
    assert near.status == far.status == "ok"
    times = [one.at(flown.DEORBIT).time_s - one.at(flown.ORBIT_START).time_s for one in (near, far)]
    assert times[1] - times[0] == pytest.approx(3_500.0 / 6_371.0 * 835.0, rel=0.03)


@pytest.mark.xdist_group("flights")
def test_what_it_cannot_do() -> None:
    assert flights.fly(ROUND, URAL, (50.0, 70.0)).status == "too_near"
    assert flights.fly(ROUND, URAL, CHICAGO, apogee_km=500).status == "apogee_too_high"
    assert flights.fly(ROUND, URAL, azimuth_deg=90, maximum_range=True).status == "never_lands"
    heavy = ("payload_mass_kg=4000",)
    assert flights.fly(ROUND, URAL, CHICAGO, settings=heavy).status == "not_solved"


@pytest.mark.xdist_group("flights")
def test_it_is_aimed_in_every_world() -> None:
    case, near = flights.case_of(ROUND, URAL, to=CHICAGO), None
    for world in case.worlds(Plays(10)):
        found = threats.fly(world, near=near)
        near = near or found
        assert (found.status == flown.OK).all()
        assert found.miss[0] < 1_000.0
        assert 0.0 < found.energy[0] < 1.0


def test_a_way_through_orbit_needs_a_bus_and_a_solved_climb() -> None:
    vehicles = [{"count": 1, "mass_kg": 500, "ballistic_coefficient_kg_per_m2": 6000}]
    orbit = {"deorbit_delta_v_m_per_s": 300}
    with pytest.raises(ValidationError, match="needs a bus"):
        flights.missile(flights.THREE_STAGES, orbit=orbit, reentry_vehicles=vehicles)
