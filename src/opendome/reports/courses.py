"""Flights as pictures need them: places, heights and speeds at even times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.outcomes.motion import motion
from opendome.records.case import EarthModel
from opendome.records.trajectories import BOOST, BURNOUT, BUS, BUS_END, ORBIT_START, STAGE_END, Trajectories
from opendome.reports.maps import unit_vectors

Floats = NDArray[np.float64]

POINTS = 600
"""Samples of a whole flight; as many again while engines burn."""


@dataclass(frozen=True)
class Course:
    """One flight sampled.

    Attributes:
        time: After its own launch [s] (sample,).
        direction: Of the place below, on the unit sphere (sample, 3).
        altitude: [km] (sample,).
        speed: Over the turning Earth [km/s] (sample,).
        powered_until: When the last engine stops [s].
    """

    time: Floats
    direction: Floats
    altitude: Floats
    speed: Floats
    powered_until: float

    @property
    def powered(self) -> NDArray[np.bool_]:
        """Which samples have engines burning, the last moment included."""
        return self.time <= self.powered_until + 1e-6


def powered_until(flights: Trajectories, threat: int) -> float:
    """When the last engine of a missile stops, [s] since the epoch; its start if it has none."""
    mine = flights.of(threat)
    nodes = flights.time[mine]
    if not np.isin(flights.phase[mine], (BOOST, BUS)).any():
        return float(nodes[0])
    events = flights.event[mine]
    # what brakes out of orbit burns a second time, long after
    ends = np.isin(
        events, (STAGE_END, BURNOUT) if (events == ORBIT_START).any() else (STAGE_END, BURNOUT, BUS_END)
    )
    return float(nodes[ends][-1]) if ends.any() else float(nodes[-1])


def course(flights: Trajectories, threat: int, earth: EarthModel) -> Course:
    """Sample one flight; finer while engines burn."""
    nodes = flights.time[flights.of(threat)]
    start, end, until = float(nodes[0]), float(nodes[-1]), powered_until(flights, threat)
    asked = np.concatenate((np.linspace(start, until, POINTS), np.linspace(until, end, POINTS), nodes))
    times = np.unique(np.clip(asked, start, end))
    place, velocity = flights.at(np.full(len(times), threat), times)
    moves = motion(place, velocity, earth)
    return Course(
        time=times - start,
        direction=unit_vectors(moves.latitude, moves.longitude),
        altitude=moves.altitude / 1e3,
        speed=moves.speed / 1e3,
        powered_until=until - start,
    )


def at(one: Course, time: float) -> Floats:
    """Direction of the place below at one time, (3,)."""
    found = np.array([np.interp(time, one.time, one.direction[:, axis]) for axis in range(3)])
    return np.asarray(found / np.linalg.norm(found))
