"""Frames and what turns one into another. The frame of an array is in its name.

* `ecef`: Earth-centred, Earth-fixed; turns with the Earth. What stages hand on.
* `eci`: Earth-centred, not turning; the celestial intermediate frame, so that the Earth rotation angle is
  all that lies between the two (precession and nutation within a day are below a metre at the surface).
  Orbits are reckoned in it.
* `enu`: east, north, up at a place.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from opendome.arrays import Floats
from opendome.physics.constants import ROTATION_RATE

_J2000 = datetime.fromisoformat("2000-01-01T12:00:00+00:00")


def earth_rotation_angle(epoch: str, times: Floats) -> Floats:
    """Earth rotation angle [rad], with UTC for UT1 (less than 0.9 s, or 14 arc seconds, apart).

    Args:
        epoch: UTC, ISO 8601.
        times: Seconds after the epoch, any shape.

    Source: IERS Conventions 2010, equation 5.15.
    """
    past = datetime.fromisoformat(epoch.replace("Z", "+00:00")) - _J2000
    days = past.days + past.seconds / 86_400.0 + past.microseconds / 86_400e6
    turns = (days % 1.0) + 0.7790572732640 + 0.00273781191135448 * days
    return np.asarray((2.0 * np.pi * turns + ROTATION_RATE * np.asarray(times)) % (2.0 * np.pi))


def turned(vector: Floats, angle: Floats) -> Floats:
    """Vectors (..., 3) seen from axes turned by `angle` [rad] (...) about z."""
    sine, cosine = np.sin(angle), np.cos(angle)
    x, y = vector[..., 0], vector[..., 1]
    return np.stack((cosine * x + sine * y, cosine * y - sine * x, vector[..., 2]), axis=-1)


def carried(position: Floats, rate: float = ROTATION_RATE) -> Floats:
    """Velocity [m/s] that the turning Earth gives to places at rest on it.

    Args:
        position: ECEF, or in axes that do not turn and lie as those of the Earth just then [m], (..., 3).
        rate: The Earth's rate [rad/s].

    Returns:
        In the same axes, (..., 3).
    """
    x, y = position[..., 0], position[..., 1]
    return np.stack((-rate * y, rate * x, np.zeros_like(x)), axis=-1)


def enu_axes(latitude: Floats, longitude: Floats) -> Floats:
    """East, north and up at places [rad] as rows of ECEF components, (..., 3, 3)."""
    sine_b, cosine_b = np.sin(latitude), np.cos(latitude)
    sine_l, cosine_l = np.sin(longitude), np.cos(longitude)
    east = np.stack((-sine_l, cosine_l, np.zeros_like(sine_l)), axis=-1)
    north = np.stack((-sine_b * cosine_l, -sine_b * sine_l, cosine_b), axis=-1)
    up = np.stack((cosine_b * cosine_l, cosine_b * sine_l, sine_b), axis=-1)
    return np.stack((east, north, up), axis=-2)
