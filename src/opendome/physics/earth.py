"""The figure of the Earth: places, heights, up, and distances along the surface.

`geodetic_up` is written in plain algebra so that one text serves arrays here and scalars in kernels.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from opendome.arrays import Floats
from opendome.physics.constants import EQUATORIAL_RADIUS, FLATTENING, MEAN_RADIUS

Number = TypeVar("Number", float, Floats)


def geodetic_up(
    x: Number, y: Number, z: Number, radius: float, eccentricity2: float
) -> tuple[Number, Number, Number, Number]:
    """Height above the ellipsoid, and the direction of up.

    Bowring's single step (Survey Review 23, 1976), without trigonometry. The height is good to a micrometre
    up to 20,000 km; a sphere is the ellipsoid of eccentricity 0.

    Args:
        x, y, z: Earth-centred place [m]; numbers or arrays of one shape.
        radius: Equatorial radius [m].
        eccentricity2: Squared eccentricity.

    Returns:
        Height [m] and the three components of the outward normal.
    """
    # few roots and quotients wait for one another here: kernels spend a third of their time in this function
    axis2 = radius * radius * (1.0 - eccentricity2)
    axis = np.sqrt(axis2)
    p2 = x * x + y * y
    p = np.sqrt(p2)
    share = 1.0 / np.sqrt(radius * radius * z * z + axis2 * p2)
    sine, cosine = z * radius * share, p * axis * share
    over = z + eccentricity2 * axis / (1.0 - eccentricity2) * (sine * sine * sine)
    along = p - eccentricity2 * radius * (cosine * cosine * cosine)
    length2 = over * over + along * along
    length = np.sqrt(length2)
    height = (p * along + z * over - radius * np.sqrt(length2 - eccentricity2 * over * over)) / length
    flat = along / (length * (p + 1e-9))
    return height, flat * x, flat * y, over / length


def _shape(spherical: bool) -> tuple[float, float]:
    if spherical:
        return MEAN_RADIUS, 0.0
    return EQUATORIAL_RADIUS, FLATTENING * (2.0 - FLATTENING)


def geodetic_from_ecef(position: Floats, spherical: bool = False) -> tuple[Floats, Floats, Floats]:
    """Latitude [rad], longitude [rad] and height [m] of places.

    Args:
        position: Earth-centred, Earth-fixed [m], (..., 3).
        spherical: Over the sphere instead of WGS84.

    Returns:
        Three arrays of shape (...).
    """
    x, y, z = position[..., 0], position[..., 1], position[..., 2]
    height, _, _, sine = geodetic_up(x, y, z, *_shape(spherical))
    return np.arcsin(np.clip(sine, -1.0, 1.0)), np.arctan2(y, x), height


def ecef_from_geodetic(
    latitude: ArrayLike, longitude: ArrayLike, altitude: ArrayLike, spherical: bool = False
) -> Floats:
    """Places from geodetic latitude, longitude [rad] and height [m].

    Returns:
        Earth-centred, Earth-fixed [m], (..., 3).
    """
    radius, eccentricity2 = _shape(spherical)
    latitude, longitude, altitude = np.broadcast_arrays(latitude, longitude, altitude)
    sine, cosine = np.sin(latitude), np.cos(latitude)
    normal = radius / np.sqrt(1.0 - eccentricity2 * sine**2)
    x = (normal + altitude) * cosine * np.cos(longitude)
    y = (normal + altitude) * cosine * np.sin(longitude)
    return np.stack((x, y, (normal * (1.0 - eccentricity2) + altitude) * sine), axis=-1)


def surface_distance(
    latitude_1: ArrayLike,
    longitude_1: ArrayLike,
    latitude_2: ArrayLike,
    longitude_2: ArrayLike,
    spherical: bool = False,
) -> Floats:
    """Shortest distance along the surface [m] between places [rad], to a nanometre everywhere.

    On the ellipsoid by GeographicLib: C. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013).
    """
    places = np.broadcast_arrays(
        *(np.asarray(angle, dtype=np.float64) for angle in (latitude_1, longitude_1, latitude_2, longitude_2))
    )
    if spherical:
        return np.asarray(MEAN_RADIUS * _central_angle(*places))
    from geographiclib.geodesic import Geodesic

    degrees = np.degrees(np.stack(places, axis=-1))
    apart = [
        Geodesic.WGS84.Inverse(*row, Geodesic.DISTANCE)["s12"] if np.isfinite(row).all() else np.nan
        for row in degrees.reshape(-1, 4)
    ]
    return np.reshape(np.array(apart, dtype=np.float64), places[0].shape)


def _central_angle(
    latitude_1: Floats, longitude_1: Floats, latitude_2: Floats, longitude_2: Floats
) -> Floats:
    apart = longitude_2 - longitude_1
    across = np.cos(latitude_2) * np.sin(apart)
    along = np.cos(latitude_1) * np.sin(latitude_2)
    along = along - np.sin(latitude_1) * np.cos(latitude_2) * np.cos(apart)
    cosine = np.sin(latitude_1) * np.sin(latitude_2)
    cosine = cosine + np.cos(latitude_1) * np.cos(latitude_2) * np.cos(apart)
    return np.asarray(np.arctan2(np.hypot(across, along), cosine))
