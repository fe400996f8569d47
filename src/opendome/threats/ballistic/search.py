"""Searching for a flight to a distance: how much energy, and which pitch-over. Device code.

Every search flies roughly and keeps its best guess in `controls`, so that the next starts near.
"""

from __future__ import annotations

from math import atan2, exp, inf, log, pi, radians

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.nodes import COLUMNS
from opendome.records.case import FULL_BURN_DEPRESS, FULL_BURN_LOFT, GO_FAR, HIT_PLACE
from opendome.records.trajectories import NEVER_LANDS
from opendome.threats.ballistic.flight import ENERGY, PITCH_OVER, fly_one
from opendome.threats.ballistic.notes import HIGHEST, IMPACT, RANGE_ANGLE, STATUS, STEEPNESS
from opendome.threats.ballistic.wishes import AHEAD, DISTANCE, MODE, NEARNESS, OUT, PEAK, TASK

ROUGH = 1e-6
"""Tolerance of flights while searching."""

NEAR = 1e-6
"""How well the search meets an angle [rad]; the last correction does the rest."""

LOOSE = 3e-3
"""How well the first search meets it, where Newton goes on from there [rad]."""

LEAST_KICK = 1e-6
MOST_KICK = radians(85.0)

# What `beyond` compares.
EFFORT, STEEP, HIGH, PEAKS = range(4)

GOLDEN = 0.3819660112501051


@device
def shoot(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, tolerance: float, summary: Floats
) -> float:
    """Fly without writing nodes; returns the angle between launch and impact [rad]."""
    fly_one(given, segments, drag, controls, tolerance, np.empty((0, COLUMNS)), summary)
    return summary[RANGE_ANGLE]


@device
def reached(wish: Floats, summary: Floats) -> float:
    """How far towards the target the last flight went [rad]: negative if it came down behind the launch."""
    if summary[STATUS] == NEVER_LANDS:
        return 2.0 * pi
    ahead, out = 0.0, 0.0
    for part in range(3):
        ahead += summary[IMPACT + part] * wish[AHEAD + part]
        out += summary[IMPACT + part] * wish[OUT + part]
    angle = atan2(ahead, out)
    # nobody lands that far behind the launch: it is far ahead, past the antipode
    if angle < -0.75 * pi or (angle < 0.0 and summary[RANGE_ANGLE] > pi):
        return angle + 2.0 * pi
    return angle


@device
def past(
    energy: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> float:
    """How far past the distance of the target a flight with this share of the energy goes [rad]."""
    controls[ENERGY] = energy
    shoot(given, segments, drag, controls, ROUGH, summary)
    return reached(wish, summary) - wish[DISTANCE]


@device
def effort(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> float:
    """Share of the energy that reaches the distance at this pitch-over; left in `controls` too.

    Above 1 by the shortfall [rad] where full energy falls short; below 0 by the overshoot where no energy
    is too much. So it is continuous, and its least value is what to fly. The share that stands in `controls`
    is where the search starts; the last flight is the one found.
    """
    energy = min(max(controls[ENERGY], 0.02), 0.98)
    now = past(energy, given, segments, drag, controls, wish, summary)
    width = 0.02
    low, high, at_low, at_high = energy, energy, now, now
    # widen until the distance lies between two shares
    while at_high < 0.0:
        if high == 1.0:
            return 1.0 - at_high
        low, at_low = high, at_high
        high = min(high + width, 1.0)
        at_high = past(high, given, segments, drag, controls, wish, summary)
        width *= 5.0
    while at_low > 0.0:
        if low == 0.0:
            return -at_low
        high, at_high = low, at_low
        low = max(low - width, 0.0)
        at_low = past(low, given, segments, drag, controls, wish, summary)
        width *= 5.0
    side = 0
    for _ in range(60):
        if at_high == at_low:
            break
        energy = (low * at_high - high * at_low) / (at_high - at_low)
        now = past(energy, given, segments, drag, controls, wish, summary)
        if abs(now) < wish[NEARNESS] or high - low < 1e-10:
            break
        if now > 0.0:
            high, at_high = energy, now
            at_low *= 0.5 if side == 1 else 1.0
            side = 1
        else:
            low, at_low = energy, now
            at_high *= 0.5 if side == -1 else 1.0
            side = -1
    return energy


@device
def cost(
    kick: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> float:
    """What the easiest pitch-over makes least.

    The effort; where all energy is used, whatever the place, the negative distance.
    """
    controls[PITCH_OVER] = kick
    if wish[TASK] == GO_FAR:
        controls[ENERGY] = 1.0
        return -shoot(given, segments, drag, controls, ROUGH, summary)
    if wish[TASK] == HIT_PLACE and wish[MODE] in (FULL_BURN_LOFT, FULL_BURN_DEPRESS):
        return -past(1.0, given, segments, drag, controls, wish, summary)
    return effort(given, segments, drag, controls, wish, summary)


@device
def scan(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, summary: Floats
) -> tuple[float, float, float]:
    """The pitch-over that flies farthest at full energy, roughly, with its neighbours."""
    points = 40
    best, at_best = 0, inf
    for point in range(points):
        controls[PITCH_OVER] = LEAST_KICK * (MOST_KICK / LEAST_KICK) ** (point / (points - 1.0))
        controls[ENERGY] = 1.0
        value = -shoot(given, segments, drag, controls, ROUGH, summary)
        if value < at_best:
            best, at_best = point, value
    ratio = (MOST_KICK / LEAST_KICK) ** (1.0 / (points - 1.0))
    middle = LEAST_KICK * ratio**best
    return middle / ratio, middle, middle * ratio


@device
def bracketed(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats, at: Floats
) -> None:
    """Write logarithms of three pitch-overs, the middle one cheapest, and their costs into `at`, (2, 3)."""
    low, middle, high = scan(given, segments, drag, controls, summary)
    at[0, 0], at[0, 1], at[0, 2] = log(low), log(middle), log(high)
    for place in range(3):
        at[1, place] = cost(exp(at[0, place]), given, segments, drag, controls, wish, summary)
    for _ in range(12):
        if at[1, 1] <= at[1, 0] and at[1, 1] <= at[1, 2]:
            break
        down = at[1, 0] < at[1, 2]
        new, far = (0, 2) if down else (2, 0)
        for row in range(2):
            at[row, far], at[row, 1] = at[row, 1], at[row, new]
        at[0, new] = at[0, 1] - 0.5 if down else min(at[0, 1] + 0.5, log(MOST_KICK))
        at[1, new] = cost(exp(at[0, new]), given, segments, drag, controls, wish, summary)


@device
def easiest_kick(
    given: Floats, segments: Floats, drag: Floats, controls: Floats, wish: Floats, summary: Floats
) -> float:
    """The pitch-over of least cost, by Brent's parabolas and golden sections in its logarithm."""
    at = np.empty((2, 3))
    bracketed(given, segments, drag, controls, wish, summary, at)
    low, middle, high = at[0, 0], at[0, 1], at[0, 2]
    at_low, at_middle, at_high = at[1, 0], at[1, 1], at[1, 2]
    x = w = v = middle
    fx = fw = fv = at_middle
    if at_low < at_high:
        w, fw, v, fv = low, at_low, high, at_high
    else:
        w, fw, v, fv = high, at_high, low, at_low
    step = last = high - low
    for _ in range(40):
        half = 0.5 * (low + high)
        enough = 1e-4
        if abs(x - half) <= 2.0 * enough - 0.5 * (high - low):
            break
        r = (x - w) * (fx - fv)
        q = (x - v) * (fx - fw)
        p = (x - v) * q - (x - w) * r
        q = 2.0 * (q - r)
        p = -p if q > 0.0 else p
        q = abs(q)
        if abs(p) < abs(0.5 * q * last) and q * (low - x) < p < q * (high - x):
            last, step = step, p / q
        else:
            last = (high if x < half else low) - x
            step = GOLDEN * last
        u = x + (step if abs(step) >= enough else (enough if step > 0.0 else -enough))
        fu = cost(exp(u), given, segments, drag, controls, wish, summary)
        if fu <= fx:
            low, high = (x, high) if u >= x else (low, x)
            v, fv, w, fw, x, fx = w, fw, x, fx, u, fu
        else:
            low, high = (low, u) if u >= x else (u, high)
            if fu <= fw or w == x:
                v, fv, w, fw = w, fw, u, fu
            elif fu <= fv or v in (x, w):
                v, fv = u, fu
    return exp(x)


@device
def beyond(
    kick: float,
    goal: int,
    level: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> float:
    """How far a flight to the distance lies above a goal: its effort, its steepness or its height.

    `PEAKS` asks for the height of a flight of full energy, whatever its distance.
    """
    controls[PITCH_OVER] = kick
    if goal == EFFORT:  # only the side and a measure matter: one flight at that energy tells both
        return -past(level, given, segments, drag, controls, wish, summary)
    if goal == PEAKS:
        controls[ENERGY] = 1.0
        shoot(given, segments, drag, controls, ROUGH, summary)
    else:
        effort(given, segments, drag, controls, wish, summary)
    if goal == STEEP:
        return summary[STEEPNESS]
    return (summary[HIGHEST] - wish[PEAK]) / wish[PEAK]


@device
def kick_between(
    low: float,
    high: float,
    goal: int,
    level: float,
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    wish: Floats,
    summary: Floats,
) -> float:
    """The pitch-over between two at which `beyond` is zero; NaN where it does not change sign.

    False position in the logarithm, because the tilt of a slow missile grows so much that a thousandth of
    a degree counts; with a halving wherever that has not halved the bracket in two steps.
    """
    at_low = beyond(low, goal, level, given, segments, drag, controls, wish, summary)
    at_high = beyond(high, goal, level, given, segments, drag, controls, wish, summary)
    if (at_low > 0.0) == (at_high > 0.0):
        return np.nan
    low, high = log(low), log(high)
    kick, width, side = 0.5 * (low + high), abs(high - low), 0
    for turn in range(80):
        now = beyond(exp(kick), goal, level, given, segments, drag, controls, wish, summary)
        if abs(now) < wish[NEARNESS] or abs(high - low) < 1e-12:
            break
        if (now > 0.0) == (at_high > 0.0):
            high, at_high = kick, now
            at_low *= 0.5 if side == 1 else 1.0
            side = 1
        else:
            low, at_low = kick, now
            at_high *= 0.5 if side == -1 else 1.0
            side = -1
        kick = (low * at_high - high * at_low) / (at_high - at_low)
        if turn % 2 == 1:
            if abs(high - low) > 0.5 * width:
                kick = 0.5 * (low + high)
            width = abs(high - low)
    return exp(kick)
