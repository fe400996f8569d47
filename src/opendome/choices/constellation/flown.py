"""Reach against a missile as it flies: which satellites come to one of its places in time.

The interceptor flies straight and reaches a place of the missile if the straight distance from where its
satellite would then be is no more than it can fly by then. Orbits are circles over these few minutes.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.physics.constants import MU

_HEADINGS, _RINGS, _AROUND = 12, 80, 120
_NODES, _PLACES = 360, 720


def share_of_even(points: Floats, times: Floats, distances: Floats, orbit: float) -> float:
    """Share of satellites spread evenly, flying in all directions alike, that reach one of the places.

    Args:
        points: Places of the missile in axes that do not turn [m] (K, 3).
        times: When it is there [s], rising (K,).
        distances: What an interceptor can fly by then [m] (K,).
        orbit: Radius of the orbits [m].
    """
    rate, last = np.sqrt(MU / orbit**3), len(times) - 1
    edge = float(_needed(points, distances, orbit).max()) + _apart(points) + rate * float(np.ptp(times))
    edge = min(edge, np.pi)
    # rings of equal area around the last place, and directions of flight
    ring = np.arccos(1.0 - (1.0 - np.cos(edge)) * (np.arange(_RINGS) + 0.5) / _RINGS)
    turn = 2.0 * np.pi * (np.arange(_AROUND) + 0.5) / _AROUND
    up, east, north = _axes(points[last])
    away = np.cos(turn)[None, :, None] * north + np.sin(turn)[None, :, None] * east
    spot = np.cos(ring)[:, None, None] * up + np.sin(ring)[:, None, None] * away
    spot = spot.reshape(-1, 3)
    out = (np.cos(ring)[:, None, None] * away - np.sin(ring)[:, None, None] * up).reshape(-1, 3)
    across = np.cross(spot, out)
    reached = 0.0
    for heading in 2.0 * np.pi * (np.arange(_HEADINGS) + 0.5) / _HEADINGS:
        along = np.cos(heading) * out + np.sin(heading) * across
        reached += float(_reaches(spot, along, points, times - times[last], distances, orbit).mean())
    return reached / _HEADINGS * 0.5 * (1.0 - float(np.cos(edge)))


def share_of_inclined(
    points: Floats, times: Floats, distances: Floats, orbit: float, inclination: float
) -> float:
    """Share of satellites of one inclination, nodes and places along the orbit spread evenly, that reach one.

    Args:
        points: As for `share_of_even` [m] (K, 3).
        times, distances: As there [s] (K,), [m] (K,).
        orbit: Radius of the orbits [m].
        inclination: [rad].
    """
    node = 2.0 * np.pi * (np.arange(_NODES) + 0.5) / _NODES
    anomaly = 2.0 * np.pi * (np.arange(_PLACES) + 0.5) / _PLACES
    last = len(times) - 1
    latitude = np.arcsin(points[:, 2] / np.linalg.norm(points, axis=-1))
    near = float(_needed(points, distances, orbit).max())
    drift = np.sqrt(MU / orbit**3) * float(np.ptp(times))
    here = np.arcsin(np.clip(np.sin(inclination) * np.sin(anomaly), -1.0, 1.0))
    some = anomaly[(here > latitude.min() - near - drift) & (here < latitude.max() + near + drift)]
    cos_u, sin_u = np.cos(some)[None, :], np.sin(some)[None, :]
    cos_n, sin_n = np.cos(node)[:, None], np.sin(node)[:, None]
    level, rise = np.cos(inclination), np.sin(inclination)
    up = np.ones_like(cos_n)
    spot = (cos_u * cos_n - sin_u * sin_n * level, cos_u * sin_n + sin_u * cos_n * level, sin_u * rise * up)
    along = (
        -sin_u * cos_n - cos_u * sin_n * level,
        -sin_u * sin_n + cos_u * cos_n * level,
        cos_u * rise * up,
    )
    reached = _reaches(
        np.stack(spot, axis=-1).reshape(-1, 3), np.stack(along, axis=-1).reshape(-1, 3),
        points, times - times[last], distances, orbit,
    )  # fmt: skip
    return float(reached.sum()) / (_NODES * _PLACES)


def _needed(points: Floats, distances: Floats, orbit: float) -> Floats:
    """Reach angle at each place [rad] (K,); 0 where it is too high or too low to be reached at all."""
    radius = np.linalg.norm(points, axis=-1)
    cosine = (orbit**2 + radius**2 - distances**2) / (2.0 * orbit * radius)
    return np.asarray(np.where(cosine < 1.0, np.arccos(np.clip(cosine, -1.0, 1.0)), 0.0))


def _apart(points: Floats) -> float:
    """Greatest central angle between the last place and another [rad]."""
    unit = points / np.linalg.norm(points, axis=-1)[:, None]
    return float(np.arccos(np.clip(unit @ unit[-1], -1.0, 1.0)).max())


def _axes(point: Floats) -> tuple[Floats, Floats, Floats]:
    """Up and two directions across it, of unit length."""
    up = point / np.linalg.norm(point)
    pole = np.array([0.0, 0.0, 1.0]) if abs(up[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    east = np.cross(pole, up)
    east /= np.linalg.norm(east)
    return up, east, np.cross(up, east)


def _reaches(
    spot: Floats, along: Floats, points: Floats, times: Floats, distances: Floats, orbit: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which satellites reach any of the places (N,).

    Args:
        spot, along: Where each is at time 0 and where it flies, of unit length (N, 3).
        points, times, distances: Of the missile (K, 3), (K,), (K,).
        orbit: Radius of the orbits [m].
    """
    rate = np.sqrt(MU / orbit**3)
    radius = np.linalg.norm(points, axis=-1)
    least = (orbit**2 + radius**2 - distances**2) / (2.0 * orbit)
    reached = np.zeros(len(spot), dtype=np.bool_)
    for place, time, height in zip(points, times, least, strict=True):
        turned = np.cos(rate * time) * (spot @ place) + np.sin(rate * time) * (along @ place)
        reached |= turned >= height
    return reached
