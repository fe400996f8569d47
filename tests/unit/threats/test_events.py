"""Events stand exactly where they happen."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import flights
from flights import Flight
from opendome.records import trajectories as flown

CHICAGO = (41.88, -87.63)


@cache
def flight(threat: str) -> Flight:
    return flights.fly(threat, to=CHICAGO)


ICBMS = ("notional-solid-icbm", "notional-liquid-icbm")


@pytest.mark.parametrize("threat", ICBMS)
def test_crossings_and_impact(threat: str) -> None:
    for event in (flown.CROSS_100_KM_UP, flown.CROSS_100_KM_DOWN):
        assert flight(threat).at(event).altitude_km * 1e3 == pytest.approx(100e3, abs=1e-3)
        assert len(flight(threat).all.nodes_of(0, event)) == 1
    assert flight(threat).at(flown.IMPACT).altitude_km * 1e3 == pytest.approx(0.0, abs=1e-3)
    assert flight(threat).numbers("altitude").max() / 1e3 == flight(threat).at(flown.APOGEE).altitude_km


def test_staging_times_of_the_solid_one() -> None:
    solid = flight("notional-solid-icbm")
    ends = [solid.at(flown.STAGE_END).time_s, solid.at(flown.STAGE_END, 1).time_s, solid.burnout().time_s]
    assert ends == pytest.approx([61.0, 126.0, 187.0], abs=1e-9)


def test_early_cutoff_of_the_liquid_one() -> None:
    """The share of energy is the share of the last stage's burn; its propellant stays aboard."""
    liquid = flight("notional-liquid-icbm")
    share = float(liquid.all.energy[0])
    assert 0.5 < share < 1.0
    assert liquid.burnout().time_s == pytest.approx(147.0 + share * 180.0, abs=1e-6)
    node = int(liquid.all.nodes_of(0, flown.BURNOUT)[0])
    assert liquid.numbers("mass")[node - 1] > 2_404 + 3_000 + 250 + (1.0 - share) * 26_535
    assert liquid.numbers("mass")[node] == 3_000.0


@pytest.mark.parametrize("threat", ICBMS)
def test_the_highest_point_is_level(threat: str) -> None:
    """Up there the height stands still: the same a second before and after, to the curve of the fall."""
    from opendome.physics import earth
    from opendome.physics.interpolate import at_times

    top = flight(threat).at(flown.APOGEE)
    names = ("position", "velocity", "acceleration", "acceleration_before")
    arrays = [flight(threat).numbers(name) for name in names]
    times = top.time_s + np.array([-1.0, 0.0, 1.0])
    heights = earth.geodetic_from_ecef(at_times(flight(threat).time, *arrays, times)[0])[2]
    assert heights[1] == pytest.approx(top.altitude_km * 1e3, abs=1e-3)
    assert heights[0] < heights[1] > heights[2]
    assert abs(heights[0] - heights[2]) < 0.01


@pytest.mark.parametrize("threat", ICBMS)
def test_order_of_events(threat: str) -> None:
    events = [code for code in flight(threat).events() if code != flown.PITCH]
    assert events[0] == flown.LAUNCH
    assert events[-3:] == [flown.APOGEE, flown.CROSS_100_KM_DOWN, flown.IMPACT]
    assert events.index(flown.STAGE_END) < events.index(flown.BURNOUT) < events.index(flown.APOGEE)
    assert np.all(np.diff(flight(threat).time) > 0.0)


@pytest.mark.parametrize("threat", ICBMS)
def test_phases(threat: str) -> None:
    phase, time = flight(threat).numbers("phase"), flight(threat).time
    burnout = flight(threat).burnout().time_s
    assert set(phase[time < burnout]) == {flown.BOOST}
    fall = flight(threat).at(flown.CROSS_100_KM_DOWN).time_s
    assert set(phase[(time >= burnout) & (time < fall)]) == {flown.FREE_FLIGHT}
    assert set(phase[time >= fall]) == {flown.REENTRY}


@pytest.mark.parametrize("threat", ICBMS)
def test_accelerations_jump_at_staging_alone(threat: str) -> None:
    """Where the engine stops its push ends; at plain nodes what held before holds after."""
    record = flight(threat)
    before, after = record.numbers("acceleration_before"), record.numbers("acceleration")
    jump = np.linalg.norm(after - before, axis=1)
    changes = np.isin(record.numbers("event"), [flown.STAGE_END, flown.BURNOUT])
    assert np.all(jump[changes] > 5.0)
    plain = np.isin(
        record.numbers("event"), [flown.NODE, flown.APOGEE, flown.CROSS_100_KM_UP, flown.CROSS_100_KM_DOWN]
    )
    assert np.all(jump[plain] == 0.0)
    burnout = record.burnout()
    felt = np.linalg.norm(burnout.acceleration)
    assert 7.0 < felt < 10.5  # free fall, seen from the turning Earth
    assert np.linalg.norm(burnout.acceleration_before) > 15.0


@pytest.mark.parametrize("threat", ICBMS)
def test_motion_fits_itself(threat: str) -> None:
    """Velocity is how place changes, acceleration how velocity does, across each step."""
    record = flight(threat)
    time, position, velocity = record.time, record.numbers("position"), record.numbers("velocity")
    after, before = record.numbers("acceleration"), record.numbers("acceleration_before")
    step = np.diff(time)[:, None]
    moved = 0.5 * (velocity[1:] + velocity[:-1]) * step + (after[:-1] - before[1:]) * step**2 / 12.0
    assert np.abs(position[1:] - position[:-1] - moved).max() < 0.05 * np.abs(np.diff(position, axis=0)).max()
    short = step[:, 0] < 2.0
    gained = 0.5 * (after[:-1] + before[1:]) * step
    assert np.abs((velocity[1:] - velocity[:-1] - gained)[short]).max() < 1.0


def test_launch_stands_on_the_ground() -> None:
    solid = flight("notional-solid-icbm")
    assert solid.time[0] == 0.0
    assert abs(solid.numbers("altitude")[0]) < 1e-6
    assert np.linalg.norm(solid.numbers("velocity")[0]) < 1e-9
    assert solid.numbers("event")[0] == flown.LAUNCH


def test_high_launch_places() -> None:
    """From a plateau the missile lifts off at its height, and all the same falls to the ellipsoid."""
    case = flights.case_of(flights.missile(flights.SCUD), (35, 53), azimuth_deg=40, maximum_range=True)
    high = flights.flights(flights.many(case, [{"altitude": 1_500.0}]))[0]
    low = flights.flights(case)[0]
    assert high.numbers("altitude")[0] == pytest.approx(1_500.0, abs=1e-6)
    assert high.at(flown.IMPACT).altitude_km == pytest.approx(0.0, abs=1e-6)
    assert high.range_km > low.range_km
