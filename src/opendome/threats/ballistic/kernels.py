"""The entry that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    given: A launch and its Earth, as `segments` names the entries, (GIVEN,).
    segments: Of one missile, (segment, segments.COLUMNS).
    segment: One of them as flown, (segments.FLOWN_COLUMNS,).
    drag: Mach numbers and drag coefficients, (2, K).
    controls: Azimuth [rad], pitch-over [rad] and share of the last main stage's energy, (3,).
    wish: What a launch is asked, (wishes.WISH,).
    bounds: Two pitch-overs between which one is looked for first [rad], (2,).
    summary: What a flight answers, (nodes.SUMMARY,).
    state, result: Place [m] and velocity [m/s] before and after a step, axes of the launch held still, (6,).
    slopes: Velocity and acceleration at each stage of a step, (STAGES, 6).
    plane: Unit normal of the plane of launch, (3,).
    clock: How a flight stands, as `flight` names the entries, (5,).
    flags: What is true so far, as `events` names them, (5,).
    nodes: Of one flight, (K, nodes.COLUMNS).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import kernel, ready
from opendome.physics.integration import STAGES
from opendome.records.case import FLY_PROGRAMME
from opendome.records.trajectories import OK
from opendome.threats.ballistic.aim import FINE, judge, solve
from opendome.threats.ballistic.events import CLIMBING, FALLING, IN_SPACE, SPACE
from opendome.threats.ballistic.flight import STEP, TIME, fly_one, note_begin, ride
from opendome.threats.ballistic.motion import height_and_climb, slope
from opendome.threats.ballistic.wishes import TASK


@kernel(
    "void(f8[:,::1], i8[::1], i8[:,::1], f8[:,::1], f8[:,:,::1], f8[:,::1], f8[:,::1], i8[::1], f8[:,:,::1],"
    " f8[:,::1])"
)
def aim_and_fly(
    given: Floats,
    missile: Integers,
    spans: Integers,
    segments: Floats,
    drag: Floats,
    wish: Floats,
    controls: Floats,
    status: Integers,
    nodes: Floats,
    summary: Floats,
) -> None:
    """Aim and fly launches.

    Args:
        given: (launch, segments.GIVEN).
        missile: Which missile each launch flies, (launch,).
        spans: First and past-last row of each missile in `segments`, points of its drag table, (missile, 3).
        segments: Of all missiles, (row, segments.COLUMNS).
        drag: Drag tables, padded, (missile, 2, K).
        wish: What each launch is asked, (launch, wishes.WISH).
        controls: Azimuth where it is given; receives azimuth, pitch-over and energy, (launch, 3).
        status: Receives codes of `records.trajectories.STATUSES`, (launch,).
        nodes: Receives the nodes, (launch, K, nodes.COLUMNS).
        summary: Receives the flights' answers, (launch, nodes.SUMMARY).
    """
    for launch in range(len(given)):
        row = missile[launch]
        own = segments[spans[row, 0] : spans[row, 1]]
        air = np.empty((2, spans[row, 2]))
        for point in range(spans[row, 2]):
            air[0, point] = drag[row, 0, point]
            air[1, point] = drag[row, 1, point]
        solved = OK
        if wish[launch, TASK] == FLY_PROGRAMME:
            controls[launch, 2] = 1.0
        else:
            solved = solve(given[launch], own, air, wish[launch], controls[launch], summary[launch])
        fly_one(given[launch], own, air, controls[launch], FINE, nodes[launch], summary[launch])
        status[launch] = judge(solved, wish[launch], summary[launch])


@kernel("void(f8[:,::1], f8[:,::1], f8[:,::1], f8[:,:,::1], i8[:,::1])")
def fall(given: Floats, start: Floats, segments: Floats, nodes: Floats, found: Integers) -> None:
    """Let objects fall from where each is let go.

    Args:
        given: The Earth, and as its site the place where each object is let go, (object, segments.GIVEN).
        start: Place and velocity there, not turning, (object, 6).
        segments: Each object's fall as flown, (object, segments.FLOWN_COLUMNS).
        nodes: Receives the nodes; times and axes are those of letting go, (object, K, nodes.COLUMNS).
        found: Receives the status and the number of nodes, (object, 2).
    """
    state, result, plane, clock = np.empty(6), np.empty(6), np.zeros(3), np.zeros(5)
    slopes, flags, air = np.empty((STAGES, 6)), np.zeros(5, dtype=np.int64), np.zeros((2, 1))
    for row in range(len(given)):
        for part in range(6):
            state[part] = start[row, part]
        own, segment, out = given[row], segments[row], nodes[row]
        height, climb = height_and_climb(state, own)
        clock[TIME], clock[STEP] = 0.0, 1.0
        flags[FALLING], flags[IN_SPACE], flags[CLIMBING] = 1, int(height >= SPACE), int(climb > 0.0)
        slope(0, 0.0, state, segment, own, air, slopes)
        count = note_begin(0.0, state, slopes, own, segment, out, 0)
        found[row, 0], found[row, 1] = ride(
            segment, own, air, FINE, state, plane, clock, flags, slopes, result, out, count
        )


ready(__name__)
