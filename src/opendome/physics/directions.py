"""Directions inside kernels. Device code."""

from __future__ import annotations

from math import sqrt

from opendome.compiled import device
from opendome.physics import earth

geodetic_up = device(earth.geodetic_up)


@device
def across_of(ux: float, uy: float, uz: float) -> tuple[float, float, float, float, float, float]:
    """Two unit vectors across a direction and across one another; the first is level with the equator."""
    level = sqrt(ux * ux + uy * uy)
    ax, ay = (-uy / level, ux / level) if level > 0.0 else (1.0, 0.0)
    return ax, ay, 0.0, -uz * ay, uz * ax, ux * ay - uy * ax
