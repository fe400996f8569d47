"""One flight from lift-off to the ground. Device code.

Steps are adaptive; staging, cut-off and programme times end a step exactly, and crossings (fairing height,
100 km, highest point, ground) are found by taking the step again until it ends on them.
"""

from __future__ import annotations

from math import asin, cos, hypot, inf, pi, sin, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics import nodes as noted
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS, EARTH_RATE
from opendome.physics.directions import geodetic_up
from opendome.physics.integration import STAGES
from opendome.records.trajectories import (
    BURNOUT,
    FAIRING,
    FALLS_BACK,
    FREE_FLIGHT,
    IMPACT,
    LAUNCH,
    NEVER_LANDS,
    NODE,
    OK,
    REENTRY,
)
from opendome.threats.ballistic.events import (
    BEYOND,
    CLIMBING,
    FALLING,
    IN_SPACE,
    ON_FAIRING,
    SPACE,
    accept_event,
    end_on,
    first_event,
    never_lands,
    passed_antipode,
)
from opendome.threats.ballistic.motion import advance, height_and_climb, slope
from opendome.threats.ballistic.notes import STEEPNESS, note, note_acceleration, steepness, summarise
from opendome.threats.ballistic.segments import (
    AMOUNT,
    BY_CUTOFF,
    COLUMNS,
    DURATION,
    EVENT,
    FAIRING_MASS,
    FLOW,
    FLOWN_COLUMNS,
    KICK,
    MASS,
    PHASE,
    PLANE,
    RATE,
    RULE,
    SITE,
    START_ELEVATION,
    START_MASS,
    START_SPEED,
    TUNED,
    TUNING,
)

# What a flight is asked, `controls`.
AZIMUTH, PITCH_OVER, ENERGY = range(3)

# How a flight stands, `clock`: time since launch [s]; of the tuned stage's burn [s]; mass [kg]; highest
# point so far [m]; next step [s].
TIME, USED, LEFT, HIGHEST, STEP = range(5)

DAY = 86_400.0
"""A flight that has not landed by then is given up [s]."""

LEAST_CUTOFF = 1e-3
"""A stage that is cut off burns at least this share of its time."""


@device
def elevation_now(state: Floats, given: Floats) -> float:
    """Elevation of the velocity relative to the Earth [rad]; straight up when at rest."""
    rate = given[EARTH_RATE]
    vx, vy, vz = state[3] + rate * state[1], state[4] - rate * state[0], state[5]
    speed = sqrt(vx * vx + vy * vy + vz * vz)
    if speed < 1.0:
        return 0.5 * pi
    _, climb = height_and_climb(state, given)
    return asin(min(max(climb / speed, -1.0), 1.0))


@device
def lift_off(azimuth: float, given: Floats, state: Floats, plane: Floats) -> None:
    """Write the state at launch, on the ground or let go by an aircraft, and the normal of its plane."""
    x, y, z = given[SITE], given[SITE + 1], given[SITE + 2]
    rate = given[EARTH_RATE]
    state[0], state[1], state[2] = x, y, z
    state[3], state[4], state[5] = -rate * y, rate * x, 0.0
    _, ux, uy, uz = geodetic_up(x, y, z, given[EARTH_RADIUS], given[EARTH_ECCENTRICITY2])
    across = hypot(x, y)
    ex, ey = (-y / across, x / across) if across > 1e-6 else (0.0, 1.0)
    s, c = sin(azimuth), cos(azimuth)
    # north is up cross east
    fx, fy, fz = s * ex - c * uz * ey, s * ey + c * uz * ex, c * (ux * ey - uy * ex)
    speed = given[START_SPEED]
    state[3], state[4], state[5] = state[3] + speed * fx, state[4] + speed * fy, speed * fz
    plane[0], plane[1], plane[2] = fy * uz - fz * uy, fz * ux - fx * uz, fx * uy - fy * ux


@device
def begin(
    row: int,
    segments: Floats,
    controls: Floats,
    given: Floats,
    clock: Floats,
    flags: Integers,
    state: Floats,
    plane: Floats,
    segment: Floats,
) -> None:
    """Copy a segment with what this flight asks of it."""
    for column in range(COLUMNS):
        segment[column] = segments[row, column]
    for part in range(3):
        segment[PLANE + part] = plane[part]
    if segment[RULE] == KICK:
        segment[AMOUNT] = controls[PITCH_OVER]
    segment[START_ELEVATION] = elevation_now(state, given) if segment[RULE] == RATE else 0.0
    segment[TUNING] = 1.0
    if segment[TUNED] == 1.0 and given[BY_CUTOFF] == 0.0:
        segment[TUNING] = controls[ENERGY]
    elif segment[TUNED] == 1.0:
        whole = 0.0
        for other in range(len(segments)):
            if segments[other, TUNED] == 1.0:
                whole += segments[other, DURATION]
        rest = max(controls[ENERGY], LEAST_CUTOFF) * whole - clock[USED]
        if rest < segment[DURATION]:
            segment[DURATION] = rest if rest > 1e-9 else 0.0
            segment[EVENT] = BURNOUT
    segment[START_MASS] = clock[LEFT]
    flags[FALLING] = 1 if segment[PHASE] == FREE_FLIGHT else 0
    if segment[MASS] == segment[MASS]:
        carried = given[FAIRING_MASS] if flags[ON_FAIRING] == 1 and flags[FALLING] == 0 else 0.0
        segment[START_MASS] = segment[MASS] + carried


@device
def settle_step(
    elapsed: float,
    state: Floats,
    segment: Floats,
    given: Floats,
    drag: Floats,
    flags: Integers,
    tolerance: float,
    clock: Floats,
    slopes: Floats,
    result: Floats,
) -> tuple[float, int, bool]:
    """Find a step that is good enough and ends on no event but its own.

    Returns:
        Its length [s], the event at its end (NODE for none), and whether the segment ends with it. The new
        state stands in `result`, the next step to try in `clock`.
    """
    rest = segment[DURATION] - elapsed
    h = clock[STEP]
    while True:
        h = rest if h > 0.999 * rest else h
        ratio = advance(h, elapsed, state, segment, given, drag, slopes, result) / tolerance
        if ratio <= 1.0:
            break
        h *= max(0.2, 0.9 * ratio**-0.2)
    clock[STEP] = h * min(5.0, 0.9 * max(ratio, 1e-6) ** -0.2)
    event = NODE
    height, climb = height_and_climb(result, given)
    found = first_event(height, climb, flags, given, NODE)
    while found != NODE:
        event = found
        h = end_on(event, h, elapsed, state, segment, given, drag, slopes, result)
        height, climb = height_and_climb(result, given)
        found = first_event(height, climb, flags, given, event)
    return h, event, event == NODE and h == rest


@device
def ride(
    segment: Floats,
    given: Floats,
    drag: Floats,
    tolerance: float,
    state: Floats,
    plane: Floats,
    clock: Floats,
    flags: Integers,
    slopes: Floats,
    result: Floats,
    nodes: Floats,
    count: int,
) -> tuple[int, int]:
    """Fly one segment; returns the status and the number of nodes written so far."""
    keep = len(nodes) > 0
    elapsed, ended = 0.0, False
    while not ended:
        h, event, ended = settle_step(
            elapsed, state, segment, given, drag, flags, tolerance, clock, slopes, result
        )
        for part in range(6):
            state[part] = result[part]
            slopes[0, part] = slopes[STAGES - 1, part]
        elapsed += h
        clock[TIME] += h
        height, _ = height_and_climb(state, given)
        clock[HIGHEST] = max(clock[HIGHEST], height)
        accept_event(event, flags)
        if passed_antipode(state, plane, given):
            flags[BEYOND] = 1
        if event == FAIRING:
            segment[START_MASS] -= given[FAIRING_MASS]
        clock[LEFT] = segment[START_MASS] - segment[FLOW] * elapsed
        if keep:
            back = flags[FALLING] == 1 and flags[CLIMBING] == 0 and flags[IN_SPACE] == 0
            phase = REENTRY if back else segment[PHASE]
            code = segment[EVENT] if ended else event
            note(clock[TIME], state, slopes, 0, given, clock[LEFT], phase, code, nodes, count)
            count += 1
        if event == FAIRING:
            slope(0, elapsed, state, segment, given, drag, slopes)
            if keep:
                note_acceleration(clock[TIME], state, slopes, 0, given, noted.AFTER, nodes, count - 1)
        if event == IMPACT:
            break
        if height < -1.0 and flags[FALLING] == 0:
            return FALLS_BACK, count
        if clock[TIME] > DAY or (keep and count >= len(nodes)):
            return NEVER_LANDS, count
    if segment[TUNED] == 1.0:
        clock[USED] += elapsed
    return OK, count


@device
def note_begin(
    time: float, state: Floats, slopes: Floats, given: Floats, segment: Floats, nodes: Floats, count: int
) -> int:
    """Write what holds after the node at which a segment begins; returns the number of nodes."""
    if len(nodes) == 0:
        return count
    if count == 0:
        note(time, state, slopes, 0, given, segment[START_MASS], segment[PHASE], LAUNCH, nodes, 0)
        return 1
    note_acceleration(time, state, slopes, 0, given, noted.AFTER, nodes, count - 1)
    nodes[count - 1, noted.MASS] = segment[START_MASS]
    nodes[count - 1, noted.PHASE] = segment[PHASE]
    return count


@device
def fly_one(
    given: Floats,
    segments: Floats,
    drag: Floats,
    controls: Floats,
    tolerance: float,
    nodes: Floats,
    summary: Floats,
) -> None:
    """Fly one missile.

    Args:
        given: The launch and its Earth, as `segments` names the entries, (GIVEN,).
        segments: (segment, COLUMNS).
        drag: Mach numbers and coefficients, (2, K).
        controls: Azimuth [rad], pitch-over [rad], share of energy; (3,).
        tolerance: Error of a step, in `motion.LENGTH` and `motion.SPEED`.
        nodes: Receives the nodes, (K, nodes.COLUMNS). No rows: none are kept, and a flight that never lands
            is given up at burnout.
        summary: Receives the answer, (nodes.SUMMARY,).
    """
    state, result, plane, clock = np.empty(6), np.empty(6), np.empty(3), np.zeros(5)
    fall = np.zeros(6)
    slopes, segment = np.empty((STAGES, 6)), np.empty(FLOWN_COLUMNS)
    flags = np.zeros(5, dtype=np.int64)
    lift_off(controls[AZIMUTH], given, state, plane)
    height, _ = height_and_climb(state, given)
    clock[HIGHEST], clock[STEP] = -inf, 1.0
    flags[ON_FAIRING] = 1 if given[FAIRING_MASS] > 0.0 else 0
    flags[IN_SPACE] = 1 if height >= SPACE else 0
    count, status = 0, OK
    for row in range(len(segments)):
        begin(row, segments, controls, given, clock, flags, state, plane, segment)
        if segment[DURATION] <= 0.0:
            continue
        slope(0, 0.0, state, segment, given, drag, slopes)
        count = note_begin(clock[TIME], state, slopes, given, segment, nodes, count)
        if flags[FALLING] == 1:
            flags[ON_FAIRING] = 0
            for part in range(6):  # a slice would bring Numba's error messages along, a second to compile
                fall[part] = state[part]
            _, climb = height_and_climb(state, given)
            flags[CLIMBING] = 1 if climb > 0.0 else 0
            if len(nodes) == 0 and never_lands(state, given):
                status = NEVER_LANDS
                break
        clock[STEP] = max(min(clock[STEP], 1.0), 0.01)
        status, count = ride(
            segment, given, drag, tolerance, state, plane, clock, flags, slopes, result, nodes, count
        )
        if status != OK:
            break
    summary[STEEPNESS] = -1.0 if status == FALLS_BACK else 0.0
    if status == OK:
        summary[STEEPNESS] = steepness(fall, state)
    summarise(clock[TIME], state, status, clock[HIGHEST], flags[BEYOND], given, count, summary)
