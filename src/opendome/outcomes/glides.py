"""What a glide comes to, and what the closed form of an even glide says of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from opendome.outcomes.milestones import Milestone
from opendome.physics.constants import MEAN_RADIUS, MU
from opendome.physics.earth import geodetic_from_ecef, surface_distance
from opendome.records import trajectories as flown
from opendome.records.trajectories import Trajectories


@dataclass(frozen=True)
class Glide:
    """One glide, SI; NaN for what does not exist.

    Attributes:
        start: The first time it falls through 100 km, or its release where that is lower.
        level: From when it flies level: the pull-up and the rise after it are over; None if never.
        end: Where the glide ends and the dive begins; None if it never does.
        duration, distance: From start to end, the distance over the ground along the track [s], [m].
        level_duration, level_distance: From level flight to the end [s], [m].
        even_duration, even_distance: What the closed form says from the speed at the start to that at the
            end [s], [m].
    """

    start: Milestone
    level: Milestone | None
    end: Milestone | None
    duration: float
    distance: float
    level_duration: float
    level_distance: float
    even_duration: float
    even_distance: float


def glide(
    flights: Trajectories, threat: int, found: list[Milestone], lift_to_drag: float, spherical: bool
) -> Glide | None:
    """The glide of one flight, or None where there is none.

    Args:
        flights: Of a world.
        threat: Which.
        found: Its milestones.
        lift_to_drag: What it uses of its lift-to-drag ratio.
        spherical: Over the sphere instead of WGS84.
    """
    start = _first(found, flown.CROSS_100_KM_DOWN) or _first(found, flown.RELEASE, flown.BURNOUT)
    if start is None or not len(flights.nodes_of(threat, flown.PULL_UP_END)):
        return None
    level, end = _first(found, flown.GLIDE_START), _first(found, flown.GLIDE_END)
    duration = distance = level_duration = level_distance = float("nan")
    even = (float("nan"), float("nan"))
    if end is not None:
        duration, distance = end.time - start.time, _track(flights, threat, start, end, spherical)
        height = 0.5 * ((level or start).altitude + end.altitude)
        even = even_glide(lift_to_drag, start.speed, end.speed, height)
    if level is not None and end is not None:
        level_duration, level_distance = end.time - level.time, _track(flights, threat, level, end, spherical)
    return Glide(start, level, end, duration, distance, level_duration, level_distance, *even)


def even_glide(lift_to_drag: float, begin: float, end: float, height: float) -> tuple[float, float]:
    """Time [s] and distance [m], at its height, of a glide in equilibrium, in closed form.

    Args:
        lift_to_drag: [-].
        begin, end: Speeds [m/s], over an Earth that does not turn.
        height: At which gravity and the circle are taken [m].

    Returns:
        NaN where a speed is that of an orbit, or the glide would end before it begins.

    Source: Eggers, Allen and Neice, NACA TN 4046 (1957); Tracy and Wright 2020.
    """
    radius = MEAN_RADIUS + height
    circular = sqrt(MU / radius)
    x, y = begin / circular, end / circular
    if not (0.0 < y <= x < 1.0):
        return float("nan"), float("nan")
    distance = lift_to_drag * 0.5 * radius * log((1.0 - y * y) / (1.0 - x * x))
    time = lift_to_drag * 0.5 * circular * radius * radius / MU
    time *= log((1.0 + x) * (1.0 - y) / ((1.0 - x) * (1.0 + y)))
    return time, distance


def _first(found: list[Milestone], *events: int) -> Milestone | None:
    return next((one for one in found if one.event in events), None)


def _track(flights: Trajectories, threat: int, start: Milestone, end: Milestone, spherical: bool) -> float:
    """Distance over the ground along the track between two moments [m]."""
    mine = flights.of(threat)
    time = flights.time[mine] - flights.begins[threat]
    inside = (time >= start.time - 1e-6) & (time <= end.time + 1e-6)
    latitude, longitude, _ = geodetic_from_ecef(flights.position[mine][inside], spherical)
    legs = surface_distance(latitude[:-1], longitude[:-1], latitude[1:], longitude[1:], spherical)
    return float(np.sum(legs))
