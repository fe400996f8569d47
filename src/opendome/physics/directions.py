"""Directions inside kernels. Device code."""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics import earth
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS

geodetic_up = device(earth.geodetic_up)


@device
def across_of(ux: float, uy: float, uz: float) -> tuple[float, float, float, float, float, float]:
    """Two unit vectors across a direction and across one another; the first is level with the equator."""
    level = sqrt(ux * ux + uy * uy)
    ax, ay = (-uy / level, ux / level) if level > 0.0 else (1.0, 0.0)
    return ax, ay, 0.0, -uz * ay, uz * ax, ux * ay - uy * ax


@device
def distance_to_height(site: Floats, direction: Floats, height: float, earth: Floats) -> float:
    """How far along a ray a height above the ellipsoid is met; where it passes by, its nearest place [m].

    Args:
        site: Where the ray starts, Earth-centred [m] (3,).
        direction: Unit vector (3,).
        height: [m].
        earth: `constants.earth()`, (6,).
    """
    radius = earth[EARTH_RADIUS]
    across, axis = radius + height, radius * sqrt(1.0 - earth[EARTH_ECCENTRICITY2]) + height
    sx, sy, sz = site[0] / across, site[1] / across, site[2] / axis
    ux, uy, uz = direction[0] / across, direction[1] / across, direction[2] / axis
    a = ux * ux + uy * uy + uz * uz
    b = sx * ux + sy * uy + sz * uz
    c = sx * sx + sy * sy + sz * sz - 1.0
    root = b * b - a * c
    return (-b - sqrt(max(root, 0.0))) / a
