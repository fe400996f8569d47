"""One glide from its release to the ground. Device code.

Steps are adaptive; moments that change the flight (100 km, level flight, a way-point, the end of the glide,
the ground) are found by taking the step again until it ends on them.
"""

from __future__ import annotations

from math import cos, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics import nodes as noted
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS
from opendome.physics.directions import geodetic_up
from opendome.physics.integration import ERROR, STAGES, WEIGHTS
from opendome.records.trajectories import (
    APOGEE,
    CROSS_100_KM_DOWN,
    CROSS_100_KM_UP,
    DIVE,
    FREE_FLIGHT,
    GLIDE_END,
    GLIDE_START,
    GLIDING,
    IMPACT,
    NEVER_LANDS,
    NO_GLIDE,
    NODE,
    OK,
    PULL_UP,
    PULL_UP_END,
    RELEASE,
    WAY_POINT,
)
from opendome.threats.glide.bodies import (
    ASTRAY,
    AWAY,
    BANK_MOST,
    CLIMBING,
    DIVES,
    END_HEIGHT,
    END_SPEED,
    GLIDES,
    IN_SPACE,
    LEG,
    LIFT_TO_DRAG,
    MASS,
    NODES,
    PART,
    PULLS_UP,
    REMAINS,
    RISES,
    SLIPS,
)
from opendome.threats.glide.motion import LEAST_WEIGHT, aloft, frame_of, glide_slope, slope

LENGTH, SPEED = 6.4e6, 7.9e3
"""Errors of place [m] and of velocity [m/s] are measured against these."""

SPACE = 100_000.0
"""The height whose crossing is noted [m]."""

SETTLED, SPARE = 0.002, 1.25
"""The glide begins when its path is no steeper than this over that of equilibrium [rad], and its lift no more
than so many times what carries it in its steepest turn."""

NEAR_POINT = 50_000.0
"""A way-point that is passed farther off than this was missed [m]; assumed."""

MOST_AT_ONCE = 3
"""Events of one step among which the first is looked for; two that hold from its very start have no first."""

LEAST_STEP = 1e-3
"""No step is made shorter for its error [s]: where the steering jumps there is no error to be had."""

LONGEST_STEP = 60.0
"""No step is longer [s]."""

HALF_DAY = 43_200.0
"""A flight that has not landed by then is given up [s]."""


@device
def advance(
    h: float, state: Floats, flags: Integers, body: Floats, way: Floats, earth: Floats, slopes: Floats,
    result: Floats,
) -> float:  # fmt: skip
    """One step of Dormand and Prince; its error in LENGTH and SPEED. `result` gets the state at its end."""
    for stage in range(1, STAGES):
        for part in range(6):
            total = 0.0
            for earlier in range(stage):
                total += WEIGHTS[stage, earlier] * slopes[earlier, part]
            result[part] = state[part] + h * total
        slope(stage, flags[PART], flags[LEG], result, body, way, earth, slopes)
    worst = 0.0
    for part in range(6):
        total = 0.0
        for stage in range(STAGES):
            total += ERROR[stage] * slopes[stage, part]
        worst = max(worst, abs(h * total) / (LENGTH if part < 3 else SPEED))
    return worst


@device
def until(event: int, state: Floats, flags: Integers, body: Floats, way: Floats, earth: Floats) -> float:
    """What falls to zero when an event happens: positive before it."""
    height, path, drag, weight, fall, pull, _, _, _, _, _, _ = aloft(state, body, earth)
    return until_aloft(event, state, flags, body, way, height, path, drag, weight, fall, pull)


@device
def until_aloft(
    event: int, state: Floats, flags: Integers, body: Floats, way: Floats, height: float, path: float,
    drag: float, weight: float, fall: float, pull: float,
) -> float:  # fmt: skip
    """The same, where it is known how the glider stands in the air; see `motion.aloft`."""
    if event == IMPACT:
        return height
    if event == CROSS_100_KM_DOWN:
        return height - SPACE
    if event == CROSS_100_KM_UP:
        return SPACE - height
    if event == APOGEE:
        return path
    speed = sqrt(state[3] * state[3] + state[4] * state[4] + state[5] * state[5])
    if event in (PULL_UP_END, GLIDE_START):
        over = path - glide_slope(body, speed, fall, pull, 0.0)
        # level at last, with lift enough to stay so; then no longer rising, with little lift to spare
        spare = body[LIFT_TO_DRAG] * drag / max(weight, LEAST_WEIGHT) - 1.0
        if event == PULL_UP_END:
            return -min(over, spare)
        return max(over - SETTLED, spare + 1.0 - SPARE / cos(body[BANK_MOST]))
    if event == GLIDE_END:
        return height - body[END_HEIGHT] if body[END_HEIGHT] == body[END_HEIGHT] else speed - body[END_SPEED]
    point = way[flags[LEG]]
    return (
        (point[0] - state[0]) * state[3] + (point[1] - state[1]) * state[4] + (point[2] - state[2]) * state[5]
    ) / speed


@device
def is_due(event: int, flags: Integers, body: Floats, way: Floats) -> bool:
    """Whether an event can come next."""
    if event == IMPACT:
        return True
    if event == CROSS_100_KM_DOWN:
        return flags[IN_SPACE] == 1
    if event == CROSS_100_KM_UP:
        return flags[IN_SPACE] == 0
    if event == APOGEE:
        return flags[CLIMBING] == 1
    if event == PULL_UP_END:
        return flags[PART] == PULLS_UP and flags[IN_SPACE] == 0 and flags[CLIMBING] == 0
    if event == GLIDE_START:
        return flags[PART] == RISES
    if event == GLIDE_END:
        by_speed = body[END_HEIGHT] != body[END_HEIGHT]
        return flags[PART] == GLIDES or (flags[PART] == RISES and by_speed)
    return flags[PART] != DIVES and flags[LEG] < len(way) - 1


@device
def first_event(state: Floats, flags: Integers, body: Floats, way: Floats, earth: Floats, but: int) -> int:
    """An event that this state has passed, other than `but`; NODE where there is none."""
    height, path, drag, weight, fall, pull, _, _, _, _, _, _ = aloft(state, body, earth)
    for event in (
        IMPACT, CROSS_100_KM_DOWN, CROSS_100_KM_UP, APOGEE, PULL_UP_END, GLIDE_START, GLIDE_END, WAY_POINT,
    ):  # fmt: skip
        if event == but or not is_due(event, flags, body, way):
            continue
        if until_aloft(event, state, flags, body, way, height, path, drag, weight, fall, pull) <= 0.0:
            return event
    return NODE


@device
def end_on(
    event: int, whole: float, state: Floats, flags: Integers, body: Floats, way: Floats, earth: Floats,
    slopes: Floats, result: Floats,
) -> float:  # fmt: skip
    """Take a step again, shortened until it ends on the event; its length [s]. False position, Illinois."""
    low, high, h, side = 0.0, whole, whole, 0
    at_low = until(event, state, flags, body, way, earth)
    at_high = until(event, result, flags, body, way, earth)
    for _ in range(60):
        if at_high == at_low:
            break
        h = (low * at_high - high * at_low) / (at_high - at_low)
        if not (low < h < high):
            h = 0.5 * (low + high)
        advance(h, state, flags, body, way, earth, slopes, result)
        now = until(event, result, flags, body, way, earth)
        if abs(now) < 1e-9 or high - low < 1e-9:
            break
        if (now > 0.0) == (at_high > 0.0):
            high, at_high = h, now
            at_low *= 0.5 if side == 1 else 1.0
            side = 1
        else:
            low, at_low = h, now
            at_high *= 0.5 if side == -1 else 1.0
            side = -1
    return h


@device
def accept_event(event: int, state: Floats, flags: Integers, way: Floats) -> None:
    """Note what is true after an event."""
    if event == CROSS_100_KM_DOWN:
        flags[IN_SPACE] = 0
    elif event == CROSS_100_KM_UP:
        flags[IN_SPACE] = 1
    elif event == APOGEE:
        flags[CLIMBING] = 0
    elif event == PULL_UP_END:
        flags[PART] = RISES
    elif event == GLIDE_START:
        flags[PART] = GLIDES
    elif event == GLIDE_END:
        flags[PART] = DIVES
    elif event == WAY_POINT:
        if ground_between(state, way[flags[LEG]]) > NEAR_POINT:
            flags[ASTRAY] += 1
        flags[LEG] += 1


@device
def ground_between(one: Floats, other: Floats) -> float:
    """Distance along a sphere through the second place [m]; both ECEF, (3,) or more."""
    dot = cross = big = 0.0
    for axis in range(3):
        following, last = (axis + 1) % 3, (axis + 2) % 3
        part = one[following] * other[last] - one[last] * other[following]
        cross += part * part
        dot += one[axis] * other[axis]
        big += other[axis] * other[axis]
    return sqrt(big) * np.arctan2(sqrt(cross), dot)


@device
def phase_of(flags: Integers) -> int:
    """Code of the phase that holds."""
    if flags[IN_SPACE] == 1:
        return FREE_FLIGHT
    if flags[PART] == GLIDES:
        return GLIDING
    return DIVE if flags[PART] == DIVES else PULL_UP


@device
def note(
    time: float, state: Floats, slopes: Floats, flags: Integers, body: Floats, earth: Floats, event: int,
    out: Floats, row: int,
) -> None:  # fmt: skip
    """Write row `row` of nodes; the slope that ends here stands in row 0 of `slopes`."""
    out[row, noted.TIME] = time
    for axis in range(3):
        out[row, noted.PLACE + axis] = state[axis]
        out[row, noted.VELOCITY + axis] = state[3 + axis]
        out[row, noted.BEFORE + axis] = slopes[0, 3 + axis]
        out[row, noted.AFTER + axis] = slopes[0, 3 + axis]
    height, _, _, _ = geodetic_up(
        state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2]
    )
    out[row, noted.HEIGHT], out[row, noted.MASS] = height, body[MASS]
    out[row, noted.PHASE], out[row, noted.EVENT] = phase_of(flags), event


@device
def remaining(state: Floats, flags: Integers, start: Floats, way: Floats) -> float:
    """Way over the ground from where it came down to the aim [m]; negative where it flew past it."""
    last = len(way) - 1
    if flags[LEG] < last:
        whole = ground_between(state, way[flags[LEG]])
        for leg in range(flags[LEG], last):
            whole += ground_between(way[leg], way[leg + 1])
        return whole
    begin = way[last - 1] if last > 0 else start
    aim = way[last]
    size2 = aim[0] * aim[0] + aim[1] * aim[1] + aim[2] * aim[2]
    along = (aim[0] * begin[0] + aim[1] * begin[1] + aim[2] * begin[2]) / size2
    ahead = across = up = 0.0
    for axis in range(3):  # onward at the aim, in the plane of the last leg
        onward = along * aim[axis] - begin[axis]
        ahead += state[axis] * onward
        across += onward * onward
        up += state[axis] * aim[axis]
    return -sqrt(size2) * np.arctan2(ahead / sqrt(across + 1e-9), up / sqrt(size2))


@device
def begin(start: Floats, flags: Integers, earth: Floats, state: Floats) -> None:
    """Take the state of release, and what is true of it."""
    for part in range(6):
        state[part] = start[part]
    height, ux, uy, uz = geodetic_up(
        state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2]
    )
    _, _, _, _, _, _, climb, _ = frame_of(state, ux, uy, uz)
    flags[PART], flags[LEG], flags[ASTRAY] = PULLS_UP, 0, 0
    flags[IN_SPACE] = 1 if height >= SPACE else 0
    flags[CLIMBING] = 1 if climb > 0.0 else 0


@device
def settle_step(
    step: float, state: Floats, flags: Integers, body: Floats, way: Floats, earth: Floats, tolerance: float,
    slopes: Floats, result: Floats,
) -> tuple[float, int, float]:  # fmt: skip
    """Find a step that is good enough and ends on the first event in it.

    Args:
        step: Length to try first [s].
        state, flags, body, way, earth, slopes, result: As for `advance`.
        tolerance: Error of a step, in LENGTH and SPEED.

    Returns:
        Its length [s], the event at its end (NODE for none), and the length to try next [s].
    """
    h = step
    while True:
        ratio = advance(h, state, flags, body, way, earth, slopes, result) / tolerance
        if ratio <= 1.0 or h < LEAST_STEP:
            break
        h *= max(0.2, 0.9 * ratio**-0.2)
    later = min(h * min(5.0, 0.9 * max(ratio, 1e-6) ** -0.2), LONGEST_STEP)
    event, found = NODE, first_event(result, flags, body, way, earth, NODE)
    for _ in range(MOST_AT_ONCE):
        if found == NODE:
            break
        event = found
        h = end_on(event, h, state, flags, body, way, earth, slopes, result)
        found = first_event(result, flags, body, way, earth, event)
    return h, event, later


@device
def fly_one(
    begins: float, start: Floats, body: Floats, way: Floats, earth: Floats, tolerance: float, nodes: Floats,
    summary: Floats,
) -> int:  # fmt: skip
    """Fly one glider; its status.

    Args:
        begins: When, after its launch [s].
        start: Place [m] and velocity [m/s] in the axes of the turning Earth, (6,).
        body: The glider, (BODY,); its lift-to-drag ratio is what is used of it.
        way: Points of the route with the aim at its end, (W, 3); none: the bank is held.
        earth: `constants.earth()`.
        tolerance: Error of a step, in LENGTH and SPEED.
        nodes: Receives the nodes (K, nodes.COLUMNS); no rows: none are kept.
        summary: Receives the answer (SUMMARY,).
    """
    state, result, slopes = np.empty(6), np.empty(6), np.empty((STAGES, 6))
    flags = np.zeros(5, dtype=np.int64)
    begin(start, flags, earth, state)
    keep, count, time, step, status = len(nodes) > 0, 0, begins, 1.0, OK
    slope(0, flags[PART], flags[LEG], state, body, way, earth, slopes)
    if keep:
        note(time, state, slopes, flags, body, earth, RELEASE, nodes, 0)
        count = 1
    while True:
        h, event, step = settle_step(step, state, flags, body, way, earth, tolerance, slopes, result)
        for part in range(6):
            state[part] = result[part]
            slopes[0, part] = slopes[STAGES - 1, part]
        time += h
        if event == IMPACT and flags[PART] <= RISES:
            status = NO_GLIDE
        accept_event(event, state, flags, way)
        if keep:
            note(time, state, slopes, flags, body, earth, event, nodes, count)
            count += 1
        if event == IMPACT:
            break
        if time - begins > HALF_DAY or (keep and count >= len(nodes)):
            status = NEVER_LANDS
            break
        if event != NODE:
            slope(0, flags[PART], flags[LEG], state, body, way, earth, slopes)
            for axis in range(3 if keep else 0):
                nodes[count - 1, noted.AFTER + axis] = slopes[0, 3 + axis]
            step = min(step, 1.0)
    summary[NODES], summary[SLIPS] = count, flags[ASTRAY]
    summary[REMAINS] = remaining(state, flags, start, way) if len(way) > 0 else 0.0
    summary[AWAY] = ground_between(state, way[len(way) - 1]) if len(way) > 0 else 0.0
    return status
