"""The pull of the Earth: a point mass and its second zonal harmonic."""

from __future__ import annotations

from opendome.compiled import device


@device
def gravity(x: float, y: float, z: float, mu: float, j2: float, radius: float) -> tuple[float, float, float]:
    """Acceleration of free fall, without the Earth's turning.

    Args:
        x, y, z: Earth-centred place, z along the axis [m].
        mu: Gravitational parameter [m3/s2].
        j2: Second zonal harmonic; 0 for a point mass.
        radius: The radius that belongs to j2 [m].

    Returns:
        Three components [m/s2].

    Source: Vallado, Fundamentals of Astrodynamics and Applications, equation 8-30 ff.
    """
    r2 = x * x + y * y + z * z
    pull = -mu / (r2 * r2**0.5)
    share = 1.5 * j2 * radius * radius / r2
    polar = 5.0 * z * z / r2
    flat = pull * (1.0 + share * (1.0 - polar))
    return flat * x, flat * y, pull * (1.0 + share * (3.0 - polar)) * z
