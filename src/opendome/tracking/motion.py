"""How a tracker takes a target to move between measurements. Device code.

State: place and velocity on the turning Earth (ECEF), six numbers. Nothing here knows what the target is.
"""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.atmosphere import air
from opendome.physics.constants import (
    EARTH_ECCENTRICITY2,
    EARTH_J2,
    EARTH_J2_RADIUS,
    EARTH_MU,
    EARTH_RADIUS,
    EARTH_RATE,
)
from opendome.physics.directions import geodetic_up
from opendome.physics.gravity import gravity

BALLISTIC_COEFFICIENT = 5_000.0
"""What a tracker takes for an unknown body's [kg/m2]; assumed, between 2,500 and 10,000."""

DRAG_DOUBT = 0.5
"""One sigma of the drag that follows from it, as a share; covers the range above."""

DRAG_TIME = 10.0
"""How long a wrong drag keeps its sign [s]; assumed."""

AIR_TOP = 120_000.0
"""Above this height drag is left out [m]."""

LONG_STEP, SHORT_STEP = 20.0, 2.0
"""Longest steps above and in the air [s]."""


@device
def fall(
    x: float, y: float, z: float, vx: float, vy: float, vz: float, thrust: float, earth: Floats
) -> tuple[float, float, float, float]:
    """Acceleration relative to the turning Earth, and that by drag alone [m/s2].

    Args:
        x, y, z, vx, vy, vz: Place [m] and velocity [m/s].
        thrust: Along the velocity [m/s2].
        earth: `constants.earth()`.
    """
    gx, gy, gz = gravity(x, y, z, earth[EARTH_MU], earth[EARTH_J2], earth[EARTH_J2_RADIUS])
    rate = earth[EARTH_RATE]
    ax, ay = gx + rate * (rate * x + 2.0 * vy), gy + rate * (rate * y - 2.0 * vx)
    in_air = x * x + y * y + z * z < (earth[EARTH_RADIUS] + AIR_TOP) ** 2
    if thrust == 0.0 and not in_air:
        return ax, ay, gz, 0.0
    speed, drag = sqrt(vx * vx + vy * vy + vz * vz) + 1e-9, 0.0
    if in_air:
        height, _, _, _ = geodetic_up(x, y, z, earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2])
        density, _, _ = air(max(height, 0.0))
        drag = 0.5 * density * speed * speed / BALLISTIC_COEFFICIENT
    along = (thrust - drag) / speed
    return ax + along * vx, ay + along * vy, gz + along * vz, drag


@device
def move(state: Floats, h: float, thrust: float, earth: Floats) -> float:
    """One classical Runge-Kutta step of the state; the acceleration by drag at its start [m/s2].

    Args:
        state: (6,), changed.
        h: Length [s].
        thrust: Along the velocity [m/s2].
        earth: `constants.earth()`.
    """
    # written out: numbers stay in registers, and this is where a tracker spends most of its time
    x, y, z, u, v, w = state[0], state[1], state[2], state[3], state[4], state[5]
    k = 0.5 * h
    ax, ay, az, drag = fall(x, y, z, u, v, w, thrust, earth)
    u2, v2, w2 = u + k * ax, v + k * ay, w + k * az
    bx, by, bz, _ = fall(x + k * u, y + k * v, z + k * w, u2, v2, w2, thrust, earth)
    u3, v3, w3 = u + k * bx, v + k * by, w + k * bz
    cx, cy, cz, _ = fall(x + k * u2, y + k * v2, z + k * w2, u3, v3, w3, thrust, earth)
    u4, v4, w4 = u + h * cx, v + h * cy, w + h * cz
    dx, dy, dz, _ = fall(x + h * u3, y + h * v3, z + h * w3, u4, v4, w4, thrust, earth)
    k = h / 6.0
    state[0] = x + k * (u + 2.0 * (u2 + u3) + u4)
    state[1] = y + k * (v + 2.0 * (v2 + v3) + v4)
    state[2] = z + k * (w + 2.0 * (w2 + w3) + w4)
    state[3] = u + k * (ax + 2.0 * (bx + cx) + dx)
    state[4] = v + k * (ay + 2.0 * (by + cy) + dy)
    state[5] = w + k * (az + 2.0 * (bz + cz) + dz)
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
