"""From a flight to the right distance to a flight onto the place: direction, then both. Device code."""

from __future__ import annotations

from math import asin, exp, hypot, inf, log, sin, sqrt

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.records.case import HIT_WITH_APOGEE
from opendome.records.trajectories import OK
from opendome.threats.ballistic.flight import AZIMUTH, ENERGY, PITCH_OVER
from opendome.threats.ballistic.notes import HIGHEST, IMPACT, STATUS, STEEPNESS
from opendome.threats.ballistic.search import LEAST_KICK, MOST_KICK, ROUGH, effort, reached, shoot
from opendome.threats.ballistic.wishes import DISTANCE, FREE, NEARNESS, PEAK, RIGHT, TARGET, TASK

CLOSE = 1.0
"""The last correction goes on until the miss is below this [m]."""

MIDDLE = 1e-8
"""Tolerance of flights while homing in."""

HOME = 3e-6
"""How well direction, distance and steepness are settled before it [rad]."""


@device
def to_the_right(wish: Floats, summary: Floats) -> float:
    """How far right of the plane through launch and target the last flight landed [rad]."""
    right, size = 0.0, 0.0
    for part in range(3):
        right += summary[IMPACT + part] * wish[RIGHT + part]
        size += summary[IMPACT + part] ** 2
    return asin(right / sqrt(size))


@device
def astray(
    azimuth: float,
    hold: bool,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> float:
    """How far right of the target's direction a flight to its distance lands, seen from the launch [rad].

    The energy is fitted to the distance again, unless it is held (`hold`).
    """
    controls[AZIMUTH] = azimuth
    if hold:
        shoot(given, segments, drag, controls, ROUGH, summary)
    else:
        effort(given, segments, drag, controls, wish, summary)
    return to_the_right(wish, summary) / max(sin(wish[DISTANCE]), 0.02)


@device
def turn_to_target(
    hold: bool, given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> float:
    """Turn the azimuth until the flight lands in the target's direction, by secants.

    Near the antipode distance and direction hang together so closely that turning by what one was off
    runs away; the secant does not.
    """
    before = controls[AZIMUTH]
    off_before = astray(before, hold, given, segments, drag, controls, wish, summary)
    now = before - min(max(0.7 * off_before, -0.3), 0.3)
    best, least = before, abs(off_before)
    for _ in range(20):
        if least < wish[NEARNESS] * 10.0:
            break
        off = astray(now, hold, given, segments, drag, controls, wish, summary)
        if abs(off) < least:
            best, least = now, abs(off)
        slope = (off - off_before) / (now - before) if now != before else 1.0
        before, off_before = now, off
        if abs(slope) < 0.05:
            slope = 0.05 if slope >= 0.0 else -0.05
        now -= min(max(off / slope, -0.3), 0.3)
    return astray(best, hold, given, segments, drag, controls, wish, summary)


@device
def miss_of(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    tolerance: float,
    summary: Floats,
    off: Floats,
) -> float:
    """Write the miss along east and north of the target, and that of the apogee, into `off` (3,); all [m].

    Returns:
        The whole miss [m]: at the antipode the first two are none.
    """
    shoot(given, segments, drag, controls, tolerance, summary)
    tx, ty, tz = wish[TARGET], wish[TARGET + 1], wish[TARGET + 2]
    dx, dy, dz = summary[IMPACT] - tx, summary[IMPACT + 1] - ty, summary[IMPACT + 2] - tz
    across, size = hypot(tx, ty), sqrt(tx * tx + ty * ty + tz * tz)
    off[0] = (tx * dy - ty * dx) / across
    off[1] = (dz * across - tz * (tx * dx + ty * dy) / across) / size
    off[2] = summary[HIGHEST] - wish[PEAK] if wish[TASK] == HIT_WITH_APOGEE else 0.0
    return sqrt(dx * dx + dy * dy + dz * dz)


@device
def solve_three(a: Floats, b: Floats, count: int, out: Floats) -> bool:
    """Gauss with pivoting for two or three unknowns; whether they have a solution.

    Args:
        a, b: Matrix (3, 3) and right side (3,); used up.
        count: How many unknowns.
        out: Receives the solution (3,).
    """
    for column in range(count):
        pivot = column
        for row in range(column + 1, count):
            if abs(a[row, column]) > abs(a[pivot, column]):
                pivot = row
        for other in range(count):
            a[column, other], a[pivot, other] = a[pivot, other], a[column, other]
        b[column], b[pivot] = b[pivot], b[column]
        if a[column, column] == 0.0:
            return False
        for row in range(column + 1, count):
            share = a[row, column] / a[column, column]
            for other in range(column, count):
                a[row, other] -= share * a[column, other]
            b[row] -= share * b[column]
    for row in range(count - 1, -1, -1):
        total = b[row]
        for other in range(row + 1, count):
            total -= a[row, other] * out[other]
        out[row] = total / a[row, row]
    return True


@device
def off_all(
    at: Floats,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
    off: Floats,
) -> bool:
    """Write how far a flight is off in direction, distance, and steepness or height (a share), into `off`.

    Args:
        at: Azimuth [rad], logarithm of the pitch-over, energy, (3,).
        off: Receives direction [rad], distance [rad], and steepness [rad] or height, (3,).

    Returns:
        Whether there is such a flight, and it comes down.
    """
    if not (0.0 <= at[2] <= 1.0 and log(LEAST_KICK) <= at[1] <= log(MOST_KICK)):
        return False
    controls[AZIMUTH], controls[PITCH_OVER], controls[ENERGY] = at[0], exp(at[1]), at[2]
    shoot(given, segments, drag, controls, MIDDLE, summary)
    off[0] = to_the_right(wish, summary)
    off[1] = reached(wish, summary) - wish[DISTANCE]
    off[2] = summary[STEEPNESS]
    if wish[TASK] == HIT_WITH_APOGEE:
        off[2] = (summary[HIGHEST] - wish[PEAK]) / wish[PEAK]
    return summary[STATUS] == OK


@device
def tilts(
    at: Floats,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
    off: Floats,
    jacobian: Floats,
) -> bool:
    """Write how `off_all` changes with each of the three, (3, 3)."""
    moved = np.empty(3)
    for column in range(3):
        nudge = -1e-3 if column == 2 and at[2] > 0.5 else 1e-3
        at[column] += nudge
        flies = off_all(at, given, segments, drag, controls, wish, summary, moved)
        at[column] -= nudge
        if not flies:
            return False
        for row in range(3):
            jacobian[row, column] = (moved[row] - off[row]) / nudge
    return True


@device
def home_in(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> bool:
    """From near, settle azimuth, pitch-over and energy together; Newton with Broyden's updates.

    Returns:
        Whether that worked; the controls are anywhere if not.
    """
    at, off, new, move = np.empty(3), np.empty(3), np.empty(3), np.empty(3)
    jacobian, a, b = np.empty((3, 3)), np.empty((3, 3)), np.empty(3)
    at[0], at[1], at[2] = controls[AZIMUTH], log(max(controls[PITCH_OVER], LEAST_KICK)), controls[ENERGY]
    if not off_all(at, given, segments, drag, controls, wish, summary, off):
        return False
    if not tilts(at, given, segments, drag, controls, wish, summary, off, jacobian):
        return False
    for _ in range(12):
        if max(abs(off[0]), abs(off[1]), abs(off[2])) < HOME:
            return True
        for row in range(3):
            b[row] = -off[row]
            for column in range(3):
                a[row, column] = jacobian[row, column]
        if not solve_three(a, b, 3, move):
            return False
        size = 0.0
        largest = max(abs(move[0]) / 0.1, abs(move[1]) / 0.5, abs(move[2]) / 0.1, 1.0)
        for part in range(3):
            move[part] /= largest
            at[part] += move[part]
            size += move[part] ** 2
        if not off_all(at, given, segments, drag, controls, wish, summary, new) or size == 0.0:
            return False
        for row in range(3):
            wrong = new[row] - off[row]
            for column in range(3):
                wrong -= jacobian[row, column] * move[column]
            for column in range(3):
                jacobian[row, column] += wrong * move[column] / size
            off[row] = new[row]
    return False


@device
def correct(
    by_kick: bool,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    tolerance: float,
    summary: Floats,
) -> float:
    """Newton's last correction onto the place; returns the miss [m].

    Turns azimuth and energy, or azimuth and pitch-over (`by_kick`), or all three where an apogee is asked.
    """
    unknowns = np.empty(3, dtype=np.int64)
    unknowns[0], unknowns[1] = AZIMUTH, PITCH_OVER if by_kick else ENERGY
    unknowns[2] = PITCH_OVER
    count = 3 if wish[TASK] == HIT_WITH_APOGEE and wish[FREE] == 1.0 and not by_kick else 2
    off, moved, move = np.empty(3), np.empty(3), np.empty(3)
    a, b, best = np.empty((3, 3)), np.empty(3), np.empty(3)
    least, worth = inf, inf
    for _ in range(12):
        miss = miss_of(given, segments, drag, controls, wish, tolerance, summary, off)
        if miss + abs(off[2]) < worth:
            worth, least = miss + abs(off[2]), miss
            for part in range(3):
                best[part] = controls[part]
        if miss < CLOSE and abs(off[2]) < 10.0:
            break
        for column in range(count):
            which = unknowns[column]
            nudge = 1e-5 if which == AZIMUTH else 1e-5 * (controls[which] + 1e-4)
            nudge = -nudge if which == ENERGY and controls[ENERGY] > 0.5 else nudge
            controls[which] += nudge
            miss_of(given, segments, drag, controls, wish, tolerance, summary, moved)
            controls[which] -= nudge
            for row in range(count):
                a[row, column] = (moved[row] - off[row]) / nudge
        for row in range(count):
            b[row] = -off[row]
        if not solve_three(a, b, count, move):
            break
        # far from the place the straight line is not to be trusted
        largest = 0.0
        for column in range(count):
            limit = 0.3 if unknowns[column] == AZIMUTH else 0.2 * controls[unknowns[column]] + 1e-6
            largest = max(largest, abs(move[column]) / limit)
        for column in range(count):
            controls[unknowns[column]] += move[column] / max(largest, 1.0)
        controls[ENERGY] = min(max(controls[ENERGY], 0.0), 1.0)
        controls[PITCH_OVER] = min(max(controls[PITCH_OVER], 0.0), MOST_KICK)
    for part in range(3):
        controls[part] = best[part]
    return least
