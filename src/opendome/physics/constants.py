"""Constants of the Earth and of the air, SI.

Three Earth radii are in use in the literature (6,371.0, 6,378.137 and 6,378.0 km); each test of a closed
form names the one it needs.
"""

from __future__ import annotations

import numpy as np

from opendome.units import STANDARD_GRAVITY_M_PER_S2

STANDARD_GRAVITY = STANDARD_GRAVITY_M_PER_S2
"""[m/s2], CGPM 1901."""

MU = 3.986004418e14
"""Gravitational parameter of the Earth with its air [m3/s2], WGS84."""

EQUATORIAL_RADIUS = 6_378_137.0
"""[m], WGS84."""

FLATTENING = 1.0 / 298.257223563
"""WGS84."""

J2 = 1.082629821313e-3
"""Second zonal harmonic, WGS84."""

ROTATION_RATE = 7.2921151467e-5
"""[rad/s], rate of the Earth rotation angle, IERS Conventions 2010."""

MEAN_RADIUS = 6_371_000.0
"""Radius of the sphere that `--spherical` flies over [m]."""

# The Earth as kernels take it: one array of these entries.
EARTH_MU, EARTH_J2, EARTH_RADIUS, EARTH_ECCENTRICITY2, EARTH_RATE, EARTH_J2_RADIUS = range(6)


def earth(rotating: bool = True, spherical: bool = False) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The Earth as kernels take it.

    Args:
        rotating: False sets the Earth's rate to zero for flight, air and impact.
        spherical: True takes a point mass and a sphere of `MEAN_RADIUS`; False the WGS84 ellipsoid and J2.

    Returns:
        mu [m3/s2], J2, equatorial radius [m], squared eccentricity, rate [rad/s], radius of J2 [m]; (6,).
    """
    flattening = 0.0 if spherical else FLATTENING
    return np.array(
        [
            MU,
            0.0 if spherical else J2,
            MEAN_RADIUS if spherical else EQUATORIAL_RADIUS,
            flattening * (2.0 - flattening),
            ROTATION_RATE if rotating else 0.0,
            EQUATORIAL_RADIUS,
        ]
    )
