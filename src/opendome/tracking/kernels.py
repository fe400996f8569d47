"""The entry that Python calls: every object's detections in, its track out.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    state: Estimated place [m] and velocity [m/s], ECEF, (6,).
    p: Its covariance, (6, 6).
    sensor: Who detects, (D,).
    found, row: Detections as `records.sightings` names the columns, (D, MEASURED), and one of them.
    site, direction: Where a sensor is, ECEF [m], and its line of sight, a unit vector, (3,).
    climb: The climb profile, (T, 9).
    earth: `constants.earth()`, (6,).
    work: Room, (following.ROOM, 6).
    out, used: Room for nodes, (room, NODE), and how many there are, (1,).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import kernel, ready
from opendome.records.sightings import MEASURED_TIME as TIME
from opendome.records.tracks import NODE_DOUBT, NODE_TIME
from opendome.tracking.following import (
    ROOM,
    begin_with,
    flame,
    follow_one,
    go_on,
    note,
    phase_at,
)


@kernel(
    "void(i8[::1], f8[:,:], i8[::1], f8[:,:], i8[::1], f8[::1], i8, i8, f8[:,::1], f8[::1], f8[:,::1],"
    " i8[::1])"
)
def follow(
    sensor: Integers,
    found: Floats,
    first: Integers,
    before: Floats,
    before_first: Integers,
    fresh: Floats,
    begin: int,
    end: int,
    climb: Floats,
    earth: Floats,
    out: Floats,
    used: Integers,
) -> None:
    """Follow objects `begin` to `end`, without `end`, through their detections.

    Args:
        sensor, found: Who detects, and what is measured, by object and time (D,), (D, 12).
        first: First detection of each object (N + 1,).
        before, before_first: Nodes of earlier tracks (K, NODE), and each object's first (N + 1,).
        fresh: Each object's first detection that they did not have [s] (N,).
        begin, end: Which objects.
        climb: Climb profile (T, 9).
        earth: `constants.earth()`.
        out: Receives nodes (room, NODE).
        used: Receives how many there are; more than there is room for: call again (1,).
    """
    state, p, work = np.empty(6), np.empty((6, 6)), np.empty((ROOM, 6))
    for thing in range(begin, end):
        row, past = first[thing], first[thing + 1]
        if past == row:
            continue
        flames = flame(found, row, past)
        old, older = before_first[thing + 1], before_first[thing]
        count, taken = go_on(before, older, old, fresh[thing], state, p, out, used)
        if count > 0:
            if fresh[thing] == np.inf:
                continue
            time, doubted = before[older + count - 1, NODE_TIME], before[older + count - 1, NODE_DOUBT]
            while found[row, TIME] <= time:
                row += 1
        else:
            time, taken, doubted = found[row, TIME], found[row, TIME], -np.inf
            begin_with(found[row], climb, earth, state, p)
            phase = phase_at(time, flames[1], doubted, state, climb, earth)
            note(out, used, thing, time, state, p, sensor[row], phase, doubted)
            row += 1
        follow_one(
            thing, sensor, found, row, past, flames, (time, taken, doubted), state, p, climb, earth, work,
            out, used,
        )  # fmt: skip


ready(__name__)
