"""The extended Kalman filter: grow a covariance, and take one measurement in. Device code.

Measurements come as scalars, one after another: two across a line of sight, and the distance where a radar
gives it. So no matrix is ever inverted.

Source: Bar-Shalom, Li and Kirubarajan, Estimation with Applications to Tracking and Navigation (2001).
"""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.directions import across_of


@device
def grow(p: Floats, f: Floats, place: float, both: float, speed: float, work: Floats) -> None:
    """Carry a covariance over a step: F P F' + Q.

    Args:
        p: (6, 6), changed.
        f: Transition (6, 6).
        place, both, speed: Process noise of each axis: variance of place, covariance of place and velocity,
            variance of velocity.
        work: Room (6, 6).
    """
    for row in range(6):
        for column in range(6):
            total = 0.0
            for inner in range(6):
                total += f[row, inner] * p[inner, column]
            work[row, column] = total
    for row in range(6):
        for column in range(row, 6):
            total = 0.0
            for inner in range(6):
                total += work[row, inner] * f[column, inner]
            p[row, column] = total
            p[column, row] = total
    doubt(p, place, both, speed)


@device
def doubt(p: Floats, place: float, both: float, speed: float) -> None:
    """Add the same process noise to each axis.

    Args:
        p: (6, 6), changed.
        place, both, speed: Variance of place, covariance of place and velocity, variance of velocity.
    """
    for axis in range(3):
        p[axis, axis] += place
        p[axis, axis + 3] += both
        p[axis + 3, axis] += both
        p[axis + 3, axis + 3] += speed


@device
def take(state: Floats, p: Floats, hx: float, hy: float, hz: float, wrong: float, variance: float) -> float:
    """Take in one scalar measurement of the place; its squared innovation over its variance.

    Args:
        state: (6,), changed.
        p: (6, 6), changed.
        hx, hy, hz: How the measurement changes with the place.
        wrong: Measured less expected.
        variance: Of the measurement.
    """
    # a tuple lives in registers; an array would be fetched from the heap with every measurement
    across = (
        p[0, 0] * hx + p[0, 1] * hy + p[0, 2] * hz,
        p[1, 0] * hx + p[1, 1] * hy + p[1, 2] * hz,
        p[2, 0] * hx + p[2, 1] * hy + p[2, 2] * hz,
        p[3, 0] * hx + p[3, 1] * hy + p[3, 2] * hz,
        p[4, 0] * hx + p[4, 1] * hy + p[4, 2] * hz,
        p[5, 0] * hx + p[5, 1] * hy + p[5, 2] * hz,
    )
    total = hx * across[0] + hy * across[1] + hz * across[2] + variance
    for row in range(6):
        gain = across[row] / total
        state[row] += gain * wrong
        for column in range(row, 6):
            p[row, column] -= gain * across[column]
            p[column, row] = p[row, column]
    return wrong * wrong / total


@device
def take_direction(state: Floats, p: Floats, site: Floats, direction: Floats, error: float) -> float:
    """Take in a line of sight: the target lies on it, give or take an angle [rad]; its squared innovation."""
    surprise = 0.0
    ax, ay, az, bx, by, bz = across_of(direction[0], direction[1], direction[2])
    for side in range(2):
        ex, ey, ez = (ax, ay, az) if side == 0 else (bx, by, bz)
        dx, dy, dz = state[0] - site[0], state[1] - site[1], state[2] - site[2]
        away = sqrt(dx * dx + dy * dy + dz * dz)
        surprise += take(state, p, ex, ey, ez, -(ex * dx + ey * dy + ez * dz), (away * error) ** 2)
    return surprise


@device
def take_range(state: Floats, p: Floats, site: Floats, measured: float, error: float) -> float:
    """Take in a distance [m]; its squared innovation."""
    dx, dy, dz = state[0] - site[0], state[1] - site[1], state[2] - site[2]
    away = sqrt(dx * dx + dy * dy + dz * dz)
    return take(state, p, dx / away, dy / away, dz / away, measured - away, error * error)
