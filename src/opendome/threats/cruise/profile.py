"""Along the profile: height, angle, speed and time by the length of the path. Device code."""

from __future__ import annotations

from math import inf, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.threats.cruise.figures import BOOSTED, LAUNCH_ACCELERATION, SPEED, SPEED_UP, START_SPEED
from opendome.threats.cruise.plan import ANGLE, LOW, RATE


@device
def upright(section: Floats, along: float) -> tuple[float, float]:
    """Height [m] and angle above the horizontal [rad] so far along a section [m]."""
    start, change = section[ANGLE], section[RATE] * along
    half = sin(0.5 * change) / (0.5 * change) if change != 0.0 else 1.0
    return section[LOW] + along * half * sin(start + 0.5 * change), start + change


@device
def speed_at(given: Floats, path: float) -> float:
    """Speed after so much of the path [m/s]."""
    if path >= given[SPEED_UP]:
        return given[SPEED]
    return sqrt(given[START_SPEED] ** 2 + 2.0 * given[LAUNCH_ACCELERATION] * path)


@device
def time_at(given: Floats, path: float) -> float:
    """Time after so much of the path [s]."""
    gaining = min(path, given[SPEED_UP])
    if gaining <= 0.0:
        return path / given[SPEED]
    mean = 0.5 * (given[START_SPEED] + speed_at(given, gaining))
    return gaining / mean + (path - gaining) / given[SPEED]


@device
def speeding(given: Floats, path: float) -> float:
    """Acceleration along the path after so much of it [m/s2]."""
    return given[LAUNCH_ACCELERATION] if path < given[SPEED_UP] else 0.0


@device
def burns_until(given: Floats) -> float:
    """Length of the path over which a booster burns [m]; less than nothing without one."""
    return given[SPEED_UP] if given[BOOSTED] == 1.0 else -inf
