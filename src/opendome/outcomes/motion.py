"""How something moves, as people speak of it: height, speed over the ground, angle from the horizontal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats
from opendome.physics.constants import ROTATION_RATE
from opendome.physics.earth import geodetic_from_ecef
from opendome.physics.frames import carried, enu_axes
from opendome.records.case import EarthModel


@dataclass(frozen=True)
class Motion:
    """Place and motion of points, each of shape (...).

    Attributes:
        latitude, longitude: Geodetic [rad].
        altitude: Above the ellipsoid [m].
        speed: Relative to the turning Earth [m/s].
        inertial_speed: Relative to axes that do not turn [m/s].
        flight_path_angle: Of the Earth-relative velocity, upward from the local horizontal [rad].
    """

    latitude: Floats
    longitude: Floats
    altitude: Floats
    speed: Floats
    inertial_speed: Floats
    flight_path_angle: Floats


def motion(position_ecef: Floats, velocity_ecef: Floats, earth: EarthModel) -> Motion:
    """The motion of points from their place and Earth-relative velocity.

    Args:
        position_ecef: [m], (..., 3).
        velocity_ecef: [m/s], (..., 3).
        earth: Which Earth; without rotation both speeds are equal.
    """
    latitude, longitude, altitude = geodetic_from_ecef(position_ecef, earth.spherical)
    up = enu_axes(latitude, longitude)[..., 2, :]
    speed = np.linalg.norm(velocity_ecef, axis=-1)
    climb = np.sum(velocity_ecef * up, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        sine = np.where(speed > 0.0, climb / speed, np.nan)
    rate = ROTATION_RATE if earth.rotating else 0.0
    inertial = np.linalg.norm(velocity_ecef + carried(position_ecef, rate), axis=-1)
    angle = np.arcsin(np.clip(sine, -1.0, 1.0))
    return Motion(latitude, longitude, altitude, speed, inertial, angle)
