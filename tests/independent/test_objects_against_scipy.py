"""What a missile lets go falls as SciPy says: J2, the turning Earth, no air above 1,000 km."""

from __future__ import annotations

from functools import cache

import numpy as np

import flights
from independent import equations
from opendome import threats
from opendome.records.objects import DECOY, Objects

AGREE = 1e-9
"""Of the distance from the Earth's centre, and of orbital speed."""

ORBITAL = 7.9e3
HIGH = 1_000_000.0
"""Above it there is no air [m]."""


@cache
def objects() -> Objects:
    """Decoys of a lofted flight, let go above the air."""
    threat = flights.missile(
        flights.THREE_STAGES, 1_500.0,
        reentry_vehicles=[{"count": 1, "mass_kg": 500, "ballistic_coefficient_kg_per_m2": 6000}],
        decoys={"count": 3},
        deployment={"start_s": 400, "end_s": 430, "spread_m_per_s": 10},
    )  # fmt: skip
    case = flights.case_of(threat, to=(45.0, 160.0), apogee_km=3_000)
    world = flights.world_of(case)
    return threats.objects(world, threats.fly(world))


def test_every_node_of_every_decoy_above_the_air() -> None:
    found = objects()
    decoys = np.flatnonzero(found.kind == DECOY)
    assert len(decoys) == 3
    for row in decoys:
        flight = found.flights.only(np.array([row]))
        assert flight.altitude[0] > HIGH
        low = np.flatnonzero(flight.altitude < HIGH)[0]
        assert low > 5
        times = flight.time
        start = equations.inertial(times[0], flight.position[0], flight.velocity[0])
        scipy = equations.integrated(equations.free_fall, times[0], times[low], start)
        for node in range(1, low):
            here = equations.inertial(times[node], flight.position[node], flight.velocity[node])
            there = scipy(times[node])
            assert np.linalg.norm(here[:3] - there[:3]) < AGREE * np.linalg.norm(there[:3])
            assert np.linalg.norm(here[3:] - there[3:]) < AGREE * ORBITAL
