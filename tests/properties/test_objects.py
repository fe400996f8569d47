"""What holds of every object that a missile lets go."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import flights
from opendome import threats
from opendome.arrays import Floats
from opendome.physics.earth import ecef_from_geodetic
from opendome.records.objects import DECOY, STAGE, WARHEAD, Objects

starts = st.floats(0.0, 200.0)
lasts = st.floats(0.0, 300.0)
ranges = st.floats(2_000.0, 11_000.0)
azimuths = st.floats(0.0, 360.0)


def let_go(distance_km: float, azimuth: float, decoys: dict[str, Any], deployment: dict[str, Any]) -> Objects:
    given: dict[str, Any] = {
        "reentry_vehicles": [{"count": 1, "mass_kg": 500, "ballistic_coefficient_kg_per_m2": 6000}],
        "decoys": decoys, "deployment": deployment,
    }  # fmt: skip
    threat = flights.missile(flights.THREE_STAGES, 1_000.0, **given)
    place = flights.towards(flights.KOREA, azimuth, distance_km)
    world = flights.world_of(flights.case_of(threat, to=place))
    return threats.objects(world, threats.fly(world))


def off(objects: Objects, which: Any) -> Floats:
    """How far from warhead 1 these objects come down [m]."""
    end = objects.impact_place
    own = np.flatnonzero(objects.kind == WARHEAD)[0]
    return np.linalg.norm(end[which] - end[own], axis=1)


@given(ranges, azimuths, starts, lasts)
def test_without_spread_a_decoy_like_the_warhead_lands_where_it_lands(
    distance: float, azimuth: float, start: float, last: float
) -> None:
    """Within 0.2 m: both are flown apart from the moment of letting go."""
    deployment = {"start_s": start, "end_s": start + last, "spread_m_per_s": 0}
    objects = let_go(distance, azimuth, {"count": 3}, deployment)
    own = objects.kind == WARHEAD
    decoys = objects.kind == DECOY
    assert decoys.sum() == 3
    assert off(objects, decoys).max() < 0.2
    assert np.abs(objects.impact_time[decoys] - objects.impact_time[own]).max() < 1e-3


@given(ranges, azimuths, st.floats(0.5, 8.0))
def test_twice_the_speed_spreads_twice_as_far(distance: float, azimuth: float, speed: float) -> None:
    """To first order: the same directions, so each decoy lands about twice as far off."""
    both = [
        let_go(distance, azimuth, {"count": 4}, {"start_s": 0, "end_s": 30, "spread_m_per_s": factor * speed})
        for factor in (1.0, 2.0)
    ]
    near, far = (off(one, one.kind == DECOY) for one in both)
    assert (near > 0.0).all()
    assert np.abs(far / near - 2.0).max() < 0.1


@given(ranges, azimuths)
def test_the_later_the_nearer(distance: float, azimuth: float) -> None:
    """Let go later there is less time to drift apart: the mean over directions falls."""
    both = [
        let_go(distance, azimuth, {"count": 40}, {"start_s": start, "end_s": start, "spread_m_per_s": 5})
        for start in (0.0, 150.0)
    ]
    early, late = (float(np.mean(off(one, one.kind == DECOY))) for one in both)
    assert late < early


@given(ranges, azimuths)
def test_a_light_decoy_comes_down_later_and_stages_come_down_short(distance: float, azimuth: float) -> None:
    decoys = {"count": 1, "ballistic_coefficient_kg_per_m2": 100}
    objects = let_go(distance, azimuth, decoys, {"start_s": 0, "end_s": 10, "spread_m_per_s": 0})
    own = objects.impact_time[objects.kind == WARHEAD][0]
    assert objects.impact_time[objects.kind == DECOY][0] > own + 10.0
    start = ecef_from_geodetic(*np.radians(np.array(flights.KOREA)), np.array(0.0))
    reach = np.linalg.norm(objects.impact_place - start, axis=1)
    stages = reach[objects.kind == STAGE]
    assert len(stages) == 3
    assert stages[0] < stages[1:].min()
    assert stages.max() < reach[objects.kind == WARHEAD][0]
