"""One interceptor in flight: straight-thrust climbs in one plane. Device code.

An interceptor is a point that gains the published burnout speed evenly over its burn, with its thrust held at
one angle; then it falls freely. Gravity is a point mass, and the air drags by one ballistic coefficient. No
steering is modelled: each place is reached by the one elevation that leads there, and what a kill vehicle
adds sideways is left out.
"""

from __future__ import annotations

from math import atan2, cos, inf, nan, pi, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.atmosphere import air

# How an interceptor flies, `given`.
BURN, LEAST, MOST, BALLISTIC, MU, CENTRE, HEIGHT = range(7)
GIVEN = 7
"""Burn time, shortest and longest flight [s]; ballistic coefficient [kg/m2], infinity without drag; pull of
the Earth [m3/s2]; distance of the launch place from the centre, and its height [m]."""

# Columns of a point of a climb: angle over the ground [rad], height above the launch place [m], speeds [m/s].
ALONG, UP, SPEED_ALONG, SPEED_UP = range(4)
POINT = 4

AIR_TOP = 120e3
"""Above this height drag is left out [m]."""

BURN_STEPS, FALL_STEPS = 32, 96
STEPS = BURN_STEPS + FALL_STEPS

MIDDLE = 0.25 * pi
"""A published burnout speed is that of a climb at this elevation [rad]."""


@device
def slope(
    x: float, y: float, vx: float, vy: float, push_x: float, push_y: float, given: Floats
) -> tuple[float, float]:
    """Acceleration in the plane of flight; x level and y up at launch, from the centre of the Earth."""
    r2 = x * x + y * y
    r = sqrt(r2)
    g = -given[MU] / (r2 * r)
    height = r - given[CENTRE] + given[HEIGHT]
    drag = 0.0
    if given[BALLISTIC] < inf and height < AIR_TOP:
        density, _, _ = air(max(height, 0.0))
        drag = 0.5 * density * sqrt(vx * vx + vy * vy) / given[BALLISTIC]
    return g * x + push_x - drag * vx, g * y + push_y - drag * vy


@device
def advance(state: Floats, h: float, push_x: float, push_y: float, given: Floats) -> None:
    """One Runge-Kutta step of the fourth order of `state` (x, y and their speeds)."""
    x, y, u, v = state[0], state[1], state[2], state[3]
    a1, b1 = slope(x, y, u, v, push_x, push_y, given)
    u2, v2 = u + 0.5 * h * a1, v + 0.5 * h * b1
    a2, b2 = slope(x + 0.5 * h * u, y + 0.5 * h * v, u2, v2, push_x, push_y, given)
    u3, v3 = u + 0.5 * h * a2, v + 0.5 * h * b2
    a3, b3 = slope(x + 0.5 * h * u2, y + 0.5 * h * v2, u3, v3, push_x, push_y, given)
    u4, v4 = u + h * a3, v + h * b3
    a4, b4 = slope(x + h * u3, y + h * v3, u4, v4, push_x, push_y, given)
    state[0] = x + h * (u + 2.0 * u2 + 2.0 * u3 + u4) / 6.0
    state[1] = y + h * (v + 2.0 * v2 + 2.0 * v3 + v4) / 6.0
    state[2] = u + h * (a1 + 2.0 * a2 + 2.0 * a3 + a4) / 6.0
    state[3] = v + h * (b1 + 2.0 * b2 + 2.0 * b3 + b4) / 6.0


@device
def time_of(step: int, given: Floats) -> float:
    """When a point of a climb is passed [s]."""
    if step <= BURN_STEPS:
        return given[BURN] * step / BURN_STEPS
    return given[BURN] + (given[MOST] - given[BURN]) * (step - BURN_STEPS) / FALL_STEPS


@device
def climb(elevation: float, gain: float, given: Floats, last: int, state: Floats, points: Floats) -> None:
    """Fly one elevation.

    Args:
        elevation: Of the thrust above the launch horizon [rad].
        gain: Speed that the thrust alone would give [m/s].
        given: See `GIVEN`.
        last: Number of the last point wanted.
        state: Work (4,).
        points: Receives the points, NaN once it is under the ground (STEPS + 1, POINT).
    """
    push_x, push_y = gain / given[BURN] * cos(elevation), gain / given[BURN] * sin(elevation)
    state[0], state[1], state[2], state[3] = 0.0, given[CENTRE], 0.0, 0.0
    for column in range(POINT):
        points[0, column] = 0.0
    for step in range(1, last + 1):
        h = time_of(step, given) - time_of(step - 1, given)
        burning = step <= BURN_STEPS
        advance(state, h, push_x if burning else 0.0, push_y if burning else 0.0, given)
        r = sqrt(state[0] * state[0] + state[1] * state[1])
        if r < given[CENTRE] - given[HEIGHT]:
            for rest in range(step, last + 1):
                points[rest, ALONG] = nan
            return
        points[step, ALONG] = atan2(state[0], state[1])
        points[step, UP] = r - given[CENTRE]
        points[step, SPEED_ALONG] = (state[1] * state[2] - state[0] * state[3]) / r
        points[step, SPEED_UP] = (state[0] * state[2] + state[1] * state[3]) / r


@device
def gain_of(burnout_speed: float, given: Floats, state: Floats, points: Floats) -> float:
    """The speed that thrust must give for this burnout speed after a climb at `MIDDLE` [m/s]."""
    gain = burnout_speed
    for _ in range(20):
        climb(MIDDLE, gain, given, BURN_STEPS, state, points)
        u, v = points[BURN_STEPS, SPEED_ALONG], points[BURN_STEPS, SPEED_UP]
        reached = sqrt(u * u + v * v) if points[BURN_STEPS, ALONG] >= 0.0 else 0.0
        gain += burnout_speed - reached
        if abs(burnout_speed - reached) < 1e-3:
            break
    return gain
