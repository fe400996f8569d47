"""Who can see whom past the Earth: sight lines, horizons, and what a cone covers.

`clearance` is written in plain algebra so that one text serves arrays here and scalars in kernels.
"""

from __future__ import annotations

from math import acos, asin, cos, pi, sin
from typing import TypeVar

import numpy as np

from opendome.arrays import Floats

Number = TypeVar("Number", float, Floats)

REFRACTION = 4.0 / 3.0
"""How much larger the Earth seems to a radar near the ground, whose rays the air bends."""


def clearance(
    ax: Number, ay: Number, az: Number, bx: Number, by: Number, bz: Number, radius: float, axis: float
) -> Number:
    """How far the straight line from a to b stays clear of the Earth, as a share of its radius.

    Zero where it grazes, less than zero where the Earth is in the way. The Earth is stretched to a sphere
    first, in which straight lines stay straight.

    Args:
        ax, ay, az, bx, by, bz: Earth-centred places of both ends [m].
        radius: Equatorial radius of what is in the way [m].
        axis: Its polar radius [m].
    """
    x, y, z = ax / radius, ay / radius, az / axis
    dx, dy, dz = bx / radius - x, by / radius - y, bz / axis - z
    along = -(x * dx + y * dy + z * dz) / (dx * dx + dy * dy + dz * dz)
    along = np.minimum(np.maximum(along, 0.0), 1.0)
    nx, ny, nz = x + along * dx, y + along * dy, z + along * dz
    return np.sqrt(nx * nx + ny * ny + nz * nz) - 1.0


def horizon_nadir_angle(altitude: float, radius: float) -> float:
    """Angle between straight down and the horizon, seen from a height [m] above a sphere [m]; [rad]."""
    return asin(radius / (radius + altitude))


def horizon_arc(altitude: float, target_altitude: float, radius: float) -> float:
    """Greatest central angle [rad] at which two heights [m] over a sphere [m] see each other."""
    return acos(radius / (radius + altitude)) + acos(radius / (radius + target_altitude))


def horizon_distance(target_altitude: float, radius: float, refraction: float = 1.0) -> float:
    """Distance along the ground [m] to the point under a target that rises over a ground observer's horizon.

    Args:
        target_altitude: [m].
        radius: Of the Earth [m].
        refraction: How much larger the Earth seems: 1 for light above the air, `REFRACTION` for a radar.
    """
    apparent = refraction * radius
    return apparent * acos(apparent / (apparent + target_altitude))


def cone_on_shell(
    altitude: float, half_angle: float, shell_altitude: float, radius: float, blocking_altitude: float = 0.0
) -> list[tuple[float, float]]:
    """What a cone about straight down sees of a shell, as spans of central angle from below the satellite.

    A ray that passes the Earth by crosses a shell above the ground twice. So a cone a little wider than the
    Earth sees a cap *and* a ring beyond it, with a gap between the two.

    Args:
        altitude: Of the satellite [m].
        half_angle: Half the cone's full angle [rad].
        shell_altitude: Of the targets [m].
        radius: Of the Earth [m].
        blocking_altitude: Height below which nothing is seen through [m].

    Returns:
        One or two spans (from, to) [rad], ascending.
    """
    orbit, shell, blocked = radius + altitude, radius + shell_altitude, radius + blocking_altitude
    limb = asin(blocked / orbit)
    edge = asin(min(shell / orbit, 1.0))
    past = acos(blocked / orbit) + acos(min(blocked / shell, 1.0))
    seen = min(half_angle, edge)
    near, far = _crossings(orbit, shell, seen)
    if half_angle <= limb:
        return [(0.0, near)]
    if half_angle >= edge or near >= far:
        return [(0.0, past)]
    return [(0.0, near), (far, past)]


def _crossings(orbit: float, shell: float, nadir_angle: float) -> tuple[float, float]:
    """Central angles at which a ray meets a shell for the first and the second time [rad]."""
    bend = asin(min(orbit * sin(nadir_angle) / shell, 1.0))
    return bend - nadir_angle, pi - bend - nadir_angle


def cap_share(half_angle: float) -> float:
    """Share of a sphere inside a cap of this central angle [rad]."""
    return 0.5 * (1.0 - cos(half_angle))
