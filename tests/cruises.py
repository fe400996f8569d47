"""Cruise missiles for tests: made ones, and what their flights did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import flights
from flights import TURNING, Flight
from opendome.arrays import Floats
from opendome.physics.interpolate import at_times
from opendome.records import trajectories as flown
from opendome.records.case import Case, EarthModel
from opendome.scenario.cruise import Cruise
from opendome.scenario.places import Place

GRAVITY = 9.80665
RADIUS = 6_371e3
"""Of the sphere of the closed forms [m]."""

Point = tuple[float, float]


def cruiser(**keys: Any) -> Cruise:
    """A subsonic missile from the ground, with the keys that a file would give."""
    given = {
        "kind": "cruise", "name": "made", "class": "lacm", "mass_kg": 1_500, "cruise_speed_km_per_s": 0.24,
        "cruise_altitude_km": 1.0, "range_km": 3_000,
    }  # fmt: skip
    return Cruise.model_validate(given | keys)


def case_of(
    spec: Cruise,
    start: Point,
    to: Point | None,
    way: Sequence[Point] = (),
    model: EarthModel = TURNING,
    **asked: Any,
) -> Case:
    """The case of one launch; places are latitude and longitude [deg]."""
    points = tuple(Place("", *point) for point in way)
    return flights.case_of(spec, start, to, model, way_points=points, **asked)  # type: ignore[arg-type]


def fly(
    spec: Cruise,
    start: Point,
    to: Point | None,
    way: Sequence[Point] = (),
    model: EarthModel = TURNING,
    **asked: Any,
) -> Flight:
    """One launch, flown in the reference world."""
    return flights.flights(case_of(spec, start, to, way, model, **asked))[0]


def moves(flight: Flight, times: Floats) -> tuple[Floats, Floats]:
    """Places and velocities at times between the nodes."""
    names = ("time", "position", "velocity", "acceleration", "acceleration_before")
    return at_times(*(flight.numbers(name) for name in names), times)


def many_times(flight: Flight, count: int = 400) -> Floats:
    """Times spread over a flight, and some on both sides of every node."""
    spread = np.linspace(flight.time[0], flight.time[-1], count)
    beside = np.concatenate([flight.time + shift for shift in (-0.01, 0.01)])
    return np.sort(np.concatenate((spread, np.clip(beside, flight.time[0], flight.time[-1]))))


def path_length(flight: Flight, begin: float | None = None, end: float | None = None) -> float:
    """Length of the path between two times [m], by quadrature of the speed between nodes."""
    points, weights = np.polynomial.legendre.leggauss(8)
    total = 0.0
    for low, high in zip(flight.time[:-1], flight.time[1:], strict=True):
        low, high = max(low, begin or -np.inf), min(high, np.inf if end is None else end)
        if high > low:
            times = 0.5 * (high + low) + 0.5 * (high - low) * points
            speeds = np.linalg.norm(moves(flight, times)[1], axis=-1)
            total += 0.5 * (high - low) * float(weights @ speeds)
    return total


def heights(places: Floats, model: EarthModel = TURNING) -> Floats:
    """Heights above the ellipsoid [m]."""
    return np.asarray(flights.earth.geodetic_from_ecef(places, model.spherical)[2])


def time_of(flight: Flight, event: int, which: int = 0) -> float:
    """When an event happens [s]."""
    return float(flight.all.time[flight.all.nodes_of(flight.row, event)[which]])


def normals(points: Sequence[Point]) -> Floats:
    """Unit normals of places [deg], (point, 3)."""
    lat, lon = np.radians(np.array(points)).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)


def names_of(flight: Flight) -> list[str]:
    """Events by name, plain steps left out."""
    return [flown.EVENTS[code] for code in flight.events()]
