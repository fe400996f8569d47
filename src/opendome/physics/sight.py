"""Who can see whom past the Earth.

`clearance` is written in plain algebra so that one text serves arrays here and scalars in kernels.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from opendome.arrays import Floats

Number = TypeVar("Number", float, Floats)


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
