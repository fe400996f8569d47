"""How a tracker takes a target to move between measurements. Device code.

State: place and velocity on the turning Earth (ECEF), six numbers. Nothing here knows what the target is.
"""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics import earth as figure
from opendome.physics.atmosphere import air
from opendome.physics.constants import (
    EARTH_ECCENTRICITY2,
    EARTH_J2,
    EARTH_J2_RADIUS,
    EARTH_MU,
    EARTH_RADIUS,
    EARTH_RATE,
)
from opendome.physics.gravity import gravity

geodetic_up = device(figure.geodetic_up)

BALLISTIC_COEFFICIENT = 5_000.0
"""What a tracker takes for an unknown body's [kg/m2]; assumed, between 2,500 and 10,000."""

DRAG_DOUBT = 0.5
"""One sigma of the drag that follows from it, as a share; covers the range above."""

DRAG_TIME = 10.0
"""How long a wrong drag keeps its sign [s]; assumed."""

AIR_TOP = 120_000.0
LONG_STEP, SHORT_STEP = 20.0, 2.0
"""Longest steps above and in the air [s]."""


@device
def fall(state: Floats, thrust: float, earth: Floats, out: Floats) -> float:
    """Acceleration relative to the turning Earth [m/s2] into `out`; that by drag alone is returned.

    Args:
        state: Place and velocity (6,).
        thrust: Along the velocity [m/s2].
        earth: `constants.earth()`.
        out: Receives three components.
    """
    x, y, z, vx, vy, vz = state[0], state[1], state[2], state[3], state[4], state[5]
    gx, gy, gz = gravity(x, y, z, earth[EARTH_MU], earth[EARTH_J2], earth[EARTH_J2_RADIUS])
    rate = earth[EARTH_RATE]
    speed = sqrt(vx * vx + vy * vy + vz * vz) + 1e-9
    drag = 0.0
    if x * x + y * y + z * z < (earth[EARTH_RADIUS] + AIR_TOP) ** 2:
        height, _, _, _ = geodetic_up(x, y, z, earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2])
        density, _, _ = air(max(height, 0.0))
        drag = 0.5 * density * speed * speed / BALLISTIC_COEFFICIENT
    along = (thrust - drag) / speed
    out[0] = gx + rate * (rate * x + 2.0 * vy) + along * vx
    out[1] = gy + rate * (rate * y - 2.0 * vx) + along * vy
    out[2] = gz + along * vz
    return drag


@device
def move(state: Floats, h: float, thrust: float, earth: Floats, work: Floats) -> float:
    """One classical Runge-Kutta step of the state; the acceleration by drag at its start.

    Args:
        state: (6,), changed.
        h: Length [s].
        thrust: Along the velocity [m/s2].
        earth: `constants.earth()`.
        work: Room for slopes (5, 6).
    """
    drag = 0.0
    for stage in range(4):
        weight = 0.0 if stage == 0 else h if stage == 3 else 0.5 * h
        for axis in range(6):
            before = 0.0 if stage == 0 else work[stage - 1, axis]
            work[4, axis] = state[axis] + weight * before
        slope = work[stage]
        found = fall(work[4], thrust, earth, slope[3:])
        if stage == 0:
            drag = found
        for axis in range(3):
            slope[axis] = work[4, axis + 3]
    for axis in range(6):
        state[axis] += h / 6.0 * (work[0, axis] + 2.0 * (work[1, axis] + work[2, axis]) + work[3, axis])
    return drag


@device
def transition(state: Floats, h: float, drag: float, earth: Floats, out: Floats) -> None:
    """How small differences of the state grow over a step, to its second order, into `out` (6, 6).

    Of gravity the gradient of a point mass is taken, of drag what changes with velocity; products of both, a
    millionth over ten seconds, are left out.
    """
    x, y, z = state[0], state[1], state[2]
    r2 = x * x + y * y + z * z
    pull, rate = earth[EARTH_MU] / (r2 * sqrt(r2)), earth[EARTH_RATE]
    speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5] + 1e-9
    slow = drag / sqrt(speed2)
    for row in range(3):
        for column in range(3):
            same = 1.0 if row == column else 0.0
            g = pull * (3.0 * state[row] * state[column] / r2 - same)
            if row < 2:
                g += rate * rate * same
            c = -slow * (same + state[row + 3] * state[column + 3] / speed2)
            if row == 0 and column == 1:
                c += 2.0 * rate
            if row == 1 and column == 0:
                c -= 2.0 * rate
            out[row, column] = same + 0.5 * h * h * g
            out[row, column + 3] = h * same + 0.5 * h * h * c
            out[row + 3, column] = h * g
            out[row + 3, column + 3] = same + h * c + 0.5 * h * h * g
