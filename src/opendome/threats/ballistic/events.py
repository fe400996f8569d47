"""What happens along a flight, and how a step is made to end on it. Device code."""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics.constants import EARTH_MU, EARTH_RADIUS
from opendome.records.trajectories import (
    APOGEE,
    CROSS_100_KM_DOWN,
    CROSS_100_KM_UP,
    FAIRING,
    IMPACT,
    NODE,
)
from opendome.threats.ballistic.motion import advance, height_and_climb
from opendome.threats.ballistic.segments import FAIRING_ALTITUDE, SITE

SPACE = 100_000.0
"""The height whose crossing is noted [m]."""

# What is true so far, `flags`.
FALLING, ON_FAIRING, IN_SPACE, CLIMBING, BEYOND = range(5)


@device
def first_event(height: float, climb: float, flags: Integers, given: Floats, but: int) -> int:
    """An event that the end of this step has passed, other than `but`; NODE where there is none."""
    falling = flags[FALLING] == 1
    if falling and height <= 0.0 and but != IMPACT:
        return IMPACT
    if falling and flags[CLIMBING] == 1 and climb <= 0.0 and but != APOGEE:
        return APOGEE
    if flags[IN_SPACE] == 1 and height < SPACE and but != CROSS_100_KM_DOWN:
        return CROSS_100_KM_DOWN
    if flags[IN_SPACE] == 0 and height >= SPACE and but != CROSS_100_KM_UP:
        return CROSS_100_KM_UP
    if flags[ON_FAIRING] == 1 and height >= given[FAIRING_ALTITUDE] and but != FAIRING:
        return FAIRING
    return NODE


@device
def accept_event(event: int, flags: Integers) -> None:
    """Note what is true after an event."""
    if event == FAIRING:
        flags[ON_FAIRING] = 0
    elif event == CROSS_100_KM_UP:
        flags[IN_SPACE] = 1
    elif event == CROSS_100_KM_DOWN:
        flags[IN_SPACE] = 0
    elif event == APOGEE:
        flags[CLIMBING] = 0


@device
def distance_to(event: int, state: Floats, given: Floats) -> float:
    """What is zero when the event happens: a height [m], or the climb [m/s] for the highest point."""
    height, climb = height_and_climb(state, given)
    if event == APOGEE:
        return climb
    if event == IMPACT:
        return height
    return height - (given[FAIRING_ALTITUDE] if event == FAIRING else SPACE)


@device
def end_on(
    event: int,
    whole: float,
    elapsed: float,
    state: Floats,
    segment: Floats,
    given: Floats,
    drag: Floats,
    slopes: Floats,
    result: Floats,
) -> float:
    """Take a step again, shortened until it ends on the event; returns its length [s].

    False position with the Illinois rule on the length, until the height is met to a micrometre (the
    climb to a nanometre a second).
    """
    low, high, h, side = 0.0, whole, whole, 0
    at_low, at_high = distance_to(event, state, given), distance_to(event, result, given)
    enough = 1e-9 if event == APOGEE else 1e-6
    for _ in range(60):
        if at_high == at_low:
            break
        h = (low * at_high - high * at_low) / (at_high - at_low)
        if not (low < h < high):
            h = 0.5 * (low + high)
        advance(h, elapsed, state, segment, given, drag, slopes, result)
        now = distance_to(event, result, given)
        if abs(now) < enough or high - low < 1e-9:
            break
        if (now > 0.0) == (at_high > 0.0):
            high, at_high = h, now
            if side == 1:
                at_low *= 0.5
            side = 1
        else:
            low, at_low = h, now
            if side == -1:
                at_high *= 0.5
            side = -1
    return h


@device
def never_lands(state: Floats, given: Floats) -> bool:
    """Whether free fall from here stays clear of the air: an orbit, or an escape."""
    mu = given[EARTH_MU]
    x, y, z, vx, vy, vz = state[0], state[1], state[2], state[3], state[4], state[5]
    r = sqrt(x * x + y * y + z * z)
    energy = 0.5 * (vx * vx + vy * vy + vz * vz) - mu / r
    if energy >= 0.0:
        return True
    hx, hy, hz = y * vz - z * vy, z * vx - x * vz, x * vy - y * vx
    h2 = hx * hx + hy * hy + hz * hz
    lowest = -0.5 * mu / energy * (1.0 - sqrt(max(1.0 + 2.0 * energy * h2 / (mu * mu), 0.0)))
    return lowest > given[EARTH_RADIUS] + 120_000.0


@device
def passed_antipode(state: Floats, plane: Floats, given: Floats) -> bool:
    """Whether the missile has gone more than half way round.

    Args:
        state: Place and velocity, (6,).
        plane: Unit normal of the plane of launch, (3,).
        given: The launch and its Earth.
    """
    sx, sy, sz = given[SITE], given[SITE + 1], given[SITE + 2]
    up = state[0] * sx + state[1] * sy + state[2] * sz
    if up >= 0.0:
        return False
    # forward at launch: up cross the normal
    fx, fy = sy * plane[2] - sz * plane[1], sz * plane[0] - sx * plane[2]
    fz = sx * plane[1] - sy * plane[0]
    return state[0] * fx + state[1] * fy + state[2] * fz < 0.0
