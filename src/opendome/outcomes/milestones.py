"""The moments of a flight that people ask for, read from its nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.outcomes.motion import motion
from opendome.records import trajectories as flown
from opendome.records.case import EarthModel
from opendome.records.trajectories import Trajectories

KEPT = (
    flown.LAUNCH,
    flown.STAGE_END,
    flown.FAIRING,
    flown.BURNOUT,
    flown.BUS_END,
    flown.APOGEE,
    flown.CROSS_100_KM_UP,
    flown.CROSS_100_KM_DOWN,
    flown.IMPACT,
    flown.RELEASE,
    flown.PULL_UP_END,
    flown.GLIDE_START,
    flown.GLIDE_END,
    flown.WAY_POINT,
    flown.CRUISE_START,
    flown.DIVE_START,
    flown.DEPLOYMENT_START,
    flown.DEPLOYMENT_END,
    flown.ORBIT_START,
    flown.DEORBIT,
)
"""Events that are milestones; the others are the integrator's own."""


@dataclass(frozen=True)
class Milestone:
    """One moment of one flight, SI.

    Attributes:
        event: Code of `trajectories.EVENTS`.
        stage: Number of the stage that ends here, from 1; 0 for other events.
        time: After the threat's own launch [s].
        latitude, longitude: Geodetic [rad].
        altitude: Above the ellipsoid [m].
        speed, inertial_speed: Relative to the turning Earth, and to axes that do not turn [m/s].
        flight_path_angle: Upward from the local horizontal [rad], NaN at rest.
    """

    event: int
    stage: int
    time: float
    latitude: float
    longitude: float
    altitude: float
    speed: float
    inertial_speed: float
    flight_path_angle: float


def milestones(flights: Trajectories, threat: int, earth: EarthModel) -> list[Milestone]:
    """The milestones of one threat, in order of time."""
    mine = flights.of(threat)
    nodes = mine.start + np.flatnonzero(np.isin(flights.event[mine], KEPT))
    moves = motion(flights.position[nodes], flights.velocity[nodes], earth)
    start = float(flights.begins[threat])
    found, stage = [], 0
    for place, node in enumerate(nodes):
        event = int(flights.event[node])
        ends = event in (flown.STAGE_END, flown.BURNOUT, flown.BUS_END)
        stage += ends
        found.append(
            Milestone(
                event=event,
                stage=stage if ends else 0,
                time=float(flights.time[node]) - start,
                latitude=float(moves.latitude[place]),
                longitude=float(moves.longitude[place]),
                altitude=float(moves.altitude[place]),
                speed=float(moves.speed[place]),
                inertial_speed=float(moves.inertial_speed[place]),
                flight_path_angle=float(moves.flight_path_angle[place]),
            )
        )
    return found


def first(found: list[Milestone], *events: int) -> Milestone | None:
    """The first milestone of one of these events, or None."""
    return next((milestone for milestone in found if milestone.event in events), None)
