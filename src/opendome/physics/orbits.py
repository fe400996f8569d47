"""Satellites: Kepler's ellipse, turned slowly by the Earth's second zonal harmonic.

`place` is written in plain algebra so that one text serves arrays here and scalars in kernels.

Valid for: hours to days. What is left out (periodic terms of J2 and J3, drag, Moon and Sun) moves a satellite
by some ten kilometres in that time; no operational orbit is known here to better than that.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from opendome.arrays import Floats
from opendome.physics.constants import EQUATORIAL_RADIUS, J2, MU, ROTATION_RATE

Number = TypeVar("Number", float, Floats)

GEOSTATIONARY_RADIUS = (MU / ROTATION_RATE**2) ** (1.0 / 3.0)
"""Radius of the circle on which a satellite turns with the Earth [m]."""

# Columns of a row of elements, in the order that `place` takes them.
SEMI_MAJOR, ECCENTRICITY, INCLINATION, NODE, PERIGEE, ANOMALY, MOTION, NODE_RATE, PERIGEE_RATE = range(9)
ELEMENTS = 9

_NEWTON_STEPS = 7
"""Enough for 1e-13 at eccentricities up to 0.9 from the start used."""


def elements(
    perigee_altitude: float,
    apogee_altitude: float,
    inclination: float,
    node: float,
    perigee: float,
    anomaly: float,
) -> Floats:
    """A row of elements, with the secular rates that J2 gives.

    Args:
        perigee_altitude, apogee_altitude: Above the equatorial radius [m].
        inclination, node, perigee, anomaly: Inclination, right ascension of the ascending node, argument of
            perigee and mean anomaly at the epoch [rad].

    Returns:
        (ELEMENTS,).

    Source: Vallado, Fundamentals of Astrodynamics and Applications, equations 9-37, 9-39 and 9-41.
    """
    low, high = EQUATORIAL_RADIUS + perigee_altitude, EQUATORIAL_RADIUS + apogee_altitude
    a, e = 0.5 * (low + high), (high - low) / (high + low)
    n = np.sqrt(MU / a**3)
    share = 1.5 * J2 * (EQUATORIAL_RADIUS / (a * (1.0 - e * e))) ** 2 * n
    cosine = np.cos(inclination)
    root = np.sqrt(1.0 - e * e)
    return np.array(
        [
            a, e, inclination, node, perigee, anomaly,
            n + 0.5 * share * root * (3.0 * cosine * cosine - 1.0),
            -share * cosine,
            0.5 * share * (5.0 * cosine * cosine - 1.0),
        ]
    )  # fmt: skip


def place(
    time: Number,
    a: Number,
    e: Number,
    inclination: Number,
    node: Number,
    perigee: Number,
    anomaly: Number,
    motion: Number,
    node_rate: Number,
    perigee_rate: Number,
) -> tuple[Number, Number, Number]:
    """Place in the frame that does not turn [m]; arguments as the columns of a row of elements.

    Args:
        time: After the epoch [s].
        a: Semi-major axis [m].
        e: Eccentricity, up to 0.9.
        inclination, node, perigee, anomaly: At the epoch [rad].
        motion, node_rate, perigee_rate: How fast the last three move [rad/s].
    """
    mean = anomaly + motion * time
    sine = np.sin(mean)
    eccentric = mean + e * sine / (1.0 - np.sin(mean + e) + sine)
    for _ in range(_NEWTON_STEPS):
        wrong = eccentric - e * np.sin(eccentric) - mean
        eccentric = eccentric - wrong / (1.0 - e * np.cos(eccentric))
    along = a * (np.cos(eccentric) - e)
    across = a * np.sqrt(1.0 - e * e) * np.sin(eccentric)
    turn = perigee + perigee_rate * time
    forward = along * np.cos(turn) - across * np.sin(turn)
    up = along * np.sin(turn) + across * np.cos(turn)
    level, x_axis = up * np.cos(inclination), node + node_rate * time
    x = forward * np.cos(x_axis) - level * np.sin(x_axis)
    y = forward * np.sin(x_axis) + level * np.cos(x_axis)
    return x, y, up * np.sin(inclination)


def walker(
    satellites: int, planes: int, phasing: int, star: bool, inclination: float, altitude: float
) -> Floats:
    """Rows of elements of a Walker constellation, plane after plane, (satellite, ELEMENTS).

    Args:
        satellites, planes, phasing: Walker's T, P and F.
        star: Nodes spread over half a turn instead of a whole one.
        inclination: [rad].
        altitude: [m].

    Source: J. G. Walker, RAE Technical Report 77044 (1977).
    """
    node, anomaly = walker_angles(satellites, planes, phasing, star)
    rows = [
        elements(altitude, altitude, inclination, *angles)
        for angles in zip(node.tolist(), [0.0] * satellites, anomaly.tolist(), strict=True)
    ]
    return np.array(rows)


def walker_angles(satellites: int, planes: int, phasing: int, star: bool) -> tuple[Floats, Floats]:
    """Where the satellites of a Walker constellation stand at the epoch, plane after plane.

    Args:
        satellites, planes, phasing, star: As `walker` takes them.

    Returns:
        Right ascension of the ascending node, and angle from it along the orbit [rad], (satellite,) each.
    """
    each = satellites // planes
    spread = np.pi if star else 2.0 * np.pi
    plane, slot = np.divmod(np.arange(satellites), each)
    return spread * plane / planes, 2.0 * np.pi * (slot / each + phasing * plane / satellites)
