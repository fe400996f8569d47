"""One object through its detections: predict, take in, doubt, note. Device code."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics.constants import EARTH_ECCENTRICITY2, EARTH_RADIUS
from opendome.physics.directions import geodetic_up
from opendome.records.sightings import MEASURED_ANGLE as ANGLE
from opendome.records.sightings import MEASURED_DEPTH as DEPTH
from opendome.records.sightings import MEASURED_DIRECTION as DIRECTION
from opendome.records.sightings import MEASURED_FLAME as FLAME
from opendome.records.sightings import MEASURED_INTERVAL as INTERVAL
from opendome.records.sightings import MEASURED_RANGE as DISTANCE
from opendome.records.sightings import MEASURED_SITE as SITE
from opendome.records.sightings import MEASURED_TIME as TIME
from opendome.records.tracks import (
    BURNING,
    FALLING,
    NOBODY,
    NODE,
    NODE_COVARIANCE,
    NODE_DOUBT,
    NODE_OBJECT,
    NODE_PHASE,
    NODE_SENSOR,
    NODE_STATE,
    NODE_TIME,
)
from opendome.tracking.filter import doubt, grow, take_direction, take_range
from opendome.tracking.motion import (
    AIR_TOP,
    DRAG_DOUBT,
    DRAG_TIME,
    LONG_STEP,
    SHORT_STEP,
    move,
    transition,
)
from opendome.tracking.start import (
    HEIGHT,
    THRUST,
    THRUST_SPREAD,
    climb_row,
    from_infrared,
    from_radar,
    from_skin,
)

STILL = 1e-7
"""Process noise of free fall [m2/s3]: the field beyond J2, some 1e-5 m/s2 that keeps its sign for 500 s."""

THRUST_TIME = 5.0
"""How long a wrong thrust lasts [s]; assumed, 3 to 15 s, so that errors in boost are as large as said."""

SURPRISE = 25.0
"""Squared innovation of a detection that free fall does not explain: by chance once in 60,000."""

DOUBTED = 30.0
"""So long after a surprise engines may still burn [s]; assumed, 20 to 60 s."""

FLAME_OUT = 60.0
"""A flame that was out so long does not come back [s]; pauses between stages are assumed to be shorter."""

LOST = 120.0
"""A target that no sensor found for so long [s], and a satellite then finds elsewhere, is followed anew."""

ROOM = 12
"""Rows of six that a prediction needs: a transition, and room to multiply in."""

NEXT_NODE = 20.0
"""Predictions are noted this far apart [s]."""

LONGEST = 3_600.0
"""Predictions end so long after the last detection [s]."""


@device
def doubt_of_thrust(climb: Floats, since: float, known: bool) -> float:
    """Process noise while engines burn [m2/s3]; where no flame is seen the whole thrust is unknown."""
    row = climb_row(climb, since)
    own = row[THRUST_SPREAD] ** 2
    if not known:
        own += row[THRUST] ** 2
    return 2.0 * THRUST_TIME * own


@device
def carry(
    state: Floats,
    p: Floats,
    span: float,
    phase: int,
    known: bool,
    since: float,
    climb: Floats,
    earth: Floats,
    work: Floats,
) -> None:
    """Predict over a span of time, in steps.

    Args:
        state, p: Changed.
        span: [s].
        phase: Code of `TRACK_PHASES`.
        known: Whether a flame is seen, so that the climb profile's thrust holds.
        since: Time since it was first seen [s].
        climb: Climb profile.
        earth: `constants.earth()`.
        work: Room (ROOM, 6).
    """
    f, room = work[:6], work[6:]
    gone = 0.0
    while gone < span:
        r2 = state[0] * state[0] + state[1] * state[1] + state[2] * state[2]
        most = LONG_STEP if r2 > (earth[EARTH_RADIUS] + AIR_TOP) ** 2 else SHORT_STEP
        h = min(span - gone, most)
        thrust, noise = 0.0, STILL
        if phase == BURNING:
            if known:
                thrust = climb_row(climb, since + gone)[THRUST]
            noise += doubt_of_thrust(climb, since + gone, known)
        drag = move(state, h, thrust, earth)
        transition(state, h, drag, earth, f)
        noise += 2.0 * DRAG_TIME * (DRAG_DOUBT * drag) ** 2
        grow(p, f, noise * h * h * h / 3.0, noise * h * h / 2.0, noise * h, room)
        gone += h


@device
def note(
    out: Floats,
    used: Integers,
    thing: int,
    time: float,
    state: Floats,
    p: Floats,
    sensor: int,
    phase: int,
    doubted_until: float,
) -> None:
    """Write a node; where there is no room the last one is overwritten, and only the count goes on."""
    row = min(used[0], len(out) - 1)
    used[0] += 1
    out[row, NODE_OBJECT], out[row, NODE_TIME] = thing, time
    for axis in range(6):
        out[row, NODE_STATE + axis] = state[axis]
    place = NODE_COVARIANCE
    for one in range(6):
        for other in range(one, 6):
            out[row, place] = p[one, other]
            place += 1
    out[row, NODE_SENSOR], out[row, NODE_PHASE], out[row, NODE_DOUBT] = sensor, phase, doubted_until


@device
def go_on(
    before: Floats, begin: int, end: int, fresh: float, state: Floats, p: Floats, out: Floats, used: Integers
) -> tuple[int, float]:
    """Take over an earlier track's nodes up to the first detection that it did not have.

    Args:
        before: Its nodes (K, NODE).
        begin, end: Which of them, without `end`.
        fresh: Time of that detection [s].
        state, p: Receive what held at the last node taken over.
        out, used: Receive the nodes.

    Returns:
        How many were taken over, and when the last of them that is a detection was [s]. None is where the
        earlier track ended before: it then has to be followed anew.
    """
    count, taken = 0, -np.inf
    while begin + count < end and before[begin + count, NODE_TIME] < fresh:
        count += 1
    if begin + count == end and fresh < np.inf:
        return 0, taken
    for number in range(begin, begin + count):
        row = min(used[0], len(out) - 1)
        used[0] += 1
        for column in range(NODE):
            out[row, column] = before[number, column]
        if before[number, NODE_SENSOR] != NOBODY:
            taken = before[number, NODE_TIME]
    if count > 0:
        place = NODE_COVARIANCE
        for one in range(6):
            state[one] = before[begin + count - 1, NODE_STATE + one]
            for other in range(one, 6):
                p[one, other] = before[begin + count - 1, place]
                p[other, one] = p[one, other]
                place += 1
    return count, taken


@device
def height_and_climb(state: Floats, earth: Floats) -> tuple[float, float]:
    """Height above the ellipsoid [m], and how fast it grows [m/s]."""
    height, ux, uy, uz = geodetic_up(
        state[0], state[1], state[2], earth[EARTH_RADIUS], earth[EARTH_ECCENTRICITY2]
    )
    return height, state[3] * ux + state[4] * uy + state[5] * uz


@device
def has_landed(state: Floats, earth: Floats) -> bool:
    """Whether a body has come down to the ground."""
    height, climbs = height_and_climb(state, earth)
    return height <= 0.0 and climbs < 0.0


@device
def phase_at(
    time: float, flame_until: float, doubted_until: float, state: Floats, climb: Floats, earth: Floats
) -> int:
    """Whether engines may burn.

    While a flame is seen; after a surprise; or, where no flame ever was, while it climbs and is low.
    """
    if time < doubted_until:
        return BURNING
    if flame_until > -np.inf:
        return BURNING if time < flame_until else FALLING
    height, climbs = height_and_climb(state, earth)
    highest = climb[len(climb) - 1, HEIGHT]
    # a track of one radar measurement has no velocity yet
    return BURNING if height < highest and climbs > -1.0 else FALLING


@device
def flame(found: Floats, begin: int, end: int) -> tuple[float, float, float]:
    """When a flame was seen first, when it is taken to end, and how long that is in doubt [s].

    Burnout lies between the last look that saw the flame and the first that did not; the middle is taken.
    What shines again long after is hot skin. Without a flame the first two are infinite.
    """
    start, last, gone = np.inf, -np.inf, np.inf
    for row in range(begin, end):
        if found[row, FLAME] == 1.0 and (last == -np.inf or found[row, TIME] - last <= FLAME_OUT):
            start = min(start, found[row, TIME])
            last = found[row, TIME]
    for row in range(begin, end):
        until = found[row, TIME] + found[row, INTERVAL]
        if found[row, FLAME] == 1.0 and found[row, TIME] <= last < until:
            gone = min(gone, until)
    if last == -np.inf:
        return start, last, 0.0
    return start, last + 0.5 * (gone - last), gone - last


@device
def doubt_burnout(state: Floats, p: Floats, width: float, thrust: float) -> None:
    """Let the covariance hold that engines stopped anywhere in a span of time [s], not in its middle."""
    speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5] + 1e-9
    fast, far = (thrust * width) ** 2 / 12.0, (thrust * width * width / 8.0) ** 2
    for one in range(3):
        for other in range(3):
            along = state[one + 3] * state[other + 3] / speed2
            p[one, other] += far * along
            p[one + 3, other + 3] += fast * along


@device
def take_in(state: Floats, p: Floats, row: Floats) -> float:
    """Take in one detection; its squared innovation, over its variance."""
    surprise = take_direction(state, p, row[SITE : SITE + 3], row[DIRECTION : DIRECTION + 3], row[ANGLE])
    if row[DISTANCE] == row[DISTANCE]:
        surprise += take_range(state, p, row[SITE : SITE + 3], row[DISTANCE], row[DEPTH])
    return surprise


@device
def take_in_or_doubt(
    state: Floats, p: Floats, row: Floats, since: float, climb: Floats, earth: Floats, work: Floats
) -> bool:
    """Take in one detection; where it surprises a tracker that expects free fall, doubt that first.

    Then engines may have burnt unseen since the last detection: the covariance grows by as much, and the
    detection is taken in again. Where a satellite finds it again after long, far from where free fall
    would have brought it, a line of sight mends nothing: the track begins anew.

    Args:
        state, p: Changed.
        row: The detection.
        since: Time since the last detection [s].
        climb: Climb profile.
        earth: `constants.earth()`.
        work: Room (ROOM, 6): what was is kept in it.

    Returns:
        Whether it surprised.
    """
    kept, kept_p = work[0], work[1:7]
    for one in range(6):
        kept[one] = state[one]
        for other in range(6):
            kept_p[one, other] = p[one, other]
    if take_in(state, p, row) <= SURPRISE:
        return False
    if since > LOST and row[DISTANCE] != row[DISTANCE]:
        from_skin(row[SITE : SITE + 3], row[DIRECTION : DIRECTION + 3], row[ANGLE], earth, state, p)
        return True
    noise = doubt_of_thrust(climb, np.inf, False)
    for one in range(6):
        state[one] = kept[one]
        for other in range(6):
            p[one, other] = kept_p[one, other]
    doubt(p, noise * since**3 / 3.0, noise * since**2 / 2.0, noise * since)
    take_in(state, p, row)
    return True


@device
def begin_with(row: Floats, climb: Floats, earth: Floats, state: Floats, p: Floats) -> None:
    """Start a track with a detection."""
    site, direction = row[SITE : SITE + 3], row[DIRECTION : DIRECTION + 3]
    if row[DISTANCE] == row[DISTANCE]:
        from_radar(site, direction, row[DISTANCE], row[ANGLE], row[DEPTH], state, p)
    elif row[FLAME] == 1.0:
        from_infrared(site, direction, row[ANGLE], row[INTERVAL], climb, earth, state, p)
    else:
        from_skin(site, direction, row[ANGLE], earth, state, p)


@device
def follow_one(
    thing: int,
    sensor: Integers,
    found: Floats,
    row: int,
    end: int,
    flames: tuple[float, float, float],
    now: tuple[float, float, float],
    state: Floats,
    p: Floats,
    climb: Floats,
    earth: Floats,
    work: Floats,
    out: Floats,
    used: Integers,
) -> None:
    """Follow one object from a state through its remaining detections, and on until it lands.

    Args:
        thing: Its number.
        sensor, found: All detections.
        row, end: Its next detection, and past its last.
        flames: From `flame`.
        now: Time of the state, of the last detection, and until when engines are doubted to have stopped [s].
        state, p: Changed.
        climb, earth: As for `follow`.
        work: Room (ROOM, 6).
        out, used: Receive nodes.
    """
    flame_from, flame_until, width = flames
    time, taken, doubted_until = now
    last = found[end - 1, TIME] + LONGEST
    while time < last:
        upcoming = found[row, TIME] if row < end else last
        then = min(upcoming, time + NEXT_NODE)
        phase = phase_at(time, flame_until, doubted_until, state, climb, earth)
        flaming = time < flame_until
        if flaming:
            then = min(then, flame_until)
        since = time - min(flame_from, time)
        carry(state, p, then - time, phase, flaming, since, climb, earth, work)
        if flaming and then == flame_until:
            doubt_burnout(state, p, width, climb_row(climb, since)[THRUST])
        time = then
        who = NOBODY
        if then == upcoming and row < end:
            if phase == BURNING:
                take_in(state, p, found[row])
            elif take_in_or_doubt(state, p, found[row], time - taken, climb, earth, work):
                doubted_until = time + DOUBTED
            taken, who = time, sensor[row]
            row += 1
        note(out, used, thing, time, state, p, who, phase, doubted_until)
        if row >= end and has_landed(state, earth):
            break
