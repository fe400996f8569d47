"""What is seen past a sphere: horizons, cones about straight down, longest sight lines. Not itself a test."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, degrees, pi, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.physics import sight
from opendome.physics.constants import EQUATORIAL_RADIUS


def _on_circle(height: float, angle: float, radius: float) -> tuple[float, float, float]:
    """A place over a sphere, this central angle from the first axis."""
    return (radius + height) * cos(angle), (radius + height) * sin(angle), 0.0


def _edge(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    """Between a place where something holds and one where it does not: where it ends."""
    assert holds(inside)
    assert not holds(outside)
    for _ in range(60):
        middle = 0.5 * (inside + outside)
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def horizon_arc(altitude: float, target_altitude: float, radius: float) -> float:
    """Greatest central angle at which two heights over a sphere see each other [rad]."""
    watcher = _on_circle(altitude, 0.0, radius)

    def sees(arc: float) -> bool:
        target = _on_circle(target_altitude, arc, radius)
        # both may stand on the sphere, where a last digit decides
        return bool(sight.clearance(*watcher, *target, radius, radius) >= -1e-12)

    return _edge(sees, 0.0, 0.75 * pi)


def horizon_nadir_angle(altitude: float, radius: float) -> float:
    """Angle between straight down and the horizon, seen from a height above a sphere [rad]."""
    watcher = _on_circle(altitude, 0.0, radius)
    far = 2.0 * (radius + altitude)

    def blocked(nadir: float) -> bool:
        target = radius + altitude - far * cos(nadir), far * sin(nadir), 0.0
        return bool(sight.clearance(*watcher, *target, radius, radius) < 0.0)

    return _edge(blocked, 0.0, 0.5 * pi)


def spans(
    full_angle: float, altitude: float = 1_000e3, shell: float = 20e3, radius: float = EQUATORIAL_RADIUS
) -> list[tuple[float, float]]:
    """What a cone of this full angle about straight down sees of a shell [degrees of central angle]."""
    watcher = _on_circle(altitude, 0.0, radius)

    def seen(arcs: Floats) -> NDArray[np.bool_]:
        x, y = (radius + shell) * np.cos(arcs), (radius + shell) * np.sin(arcs)
        inside = np.arctan2(y, watcher[0] - x) <= radians(0.5 * full_angle)
        clear = sight.clearance(*(np.full_like(x, one) for one in watcher), x, y, 0.0 * x, radius, radius)
        return np.asarray(inside & (clear >= -1e-12))

    def sees(arc: float) -> bool:
        return bool(seen(np.array([arc]))[0])

    arcs = np.linspace(0.0, 0.25 * pi, 500_001)
    there = seen(arcs)
    begins, ends = np.flatnonzero(there & ~np.roll(there, 1)), np.flatnonzero(there & ~np.roll(there, -1))
    found = []
    for start, end in zip(begins, ends, strict=True):
        first = 0.0 if start == 0 else _edge(sees, arcs[start], arcs[start - 1])
        found.append((degrees(first), degrees(_edge(sees, arcs[end], arcs[end + 1]))))
    return found


def straight(altitude: float, target_altitude: float, radius: float, refraction: float = 1.0) -> float:
    """Length of the longest sight line between two heights [km]."""
    sphere = refraction * radius
    arc = horizon_arc(altitude, target_altitude, sphere)
    a, b = sphere + altitude, sphere + target_altitude
    return sqrt(a * a + b * b - 2.0 * a * b * cos(arc)) / 1e3
