"""Gliders for tests: the HTV-2 of the library with other figures."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

import flights
from opendome.arrays import Floats
from opendome.records.case import EarthModel
from opendome.scenario.gliders import Glide
from opendome.scenario.library import Library

STILL = EarthModel(rotating=False, spherical=True)


@cache
def entry(name: str) -> Glide:
    spec = Library().entry("threats", name)
    assert isinstance(spec, Glide)
    return spec


def release(speed_km_per_s: float, altitude_km: float, angle_deg: float) -> dict[str, float]:
    return {
        "altitude_km": altitude_km,
        "speed_km_per_s": speed_km_per_s,
        "flight_path_angle_deg": angle_deg,
    }


def changed(name: str, **keys: Any) -> Glide:
    """An entry of the library with other keys."""
    return Glide.model_validate(entry(name).as_written() | keys)


def straight(spec: Glide, model: EarthModel = STILL) -> flights.Flight:
    """Flown east from the equator as far as it goes."""
    return flights.fly(spec, (0.0, 0.0), azimuth_deg=90.0, maximum_range=True, model=model)


def track(flight: flights.Flight) -> tuple[Floats, Floats]:
    """Latitude and longitude of every node [rad], on the sphere."""
    place = flight.numbers("position")
    return np.arcsin(place[:, 2] / np.linalg.norm(place, axis=1)), np.arctan2(place[:, 1], place[:, 0])
