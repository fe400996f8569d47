"""The entries that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    given: How one kind flies, as `flyout` names the entries, (flyout.GIVEN,).
    flight: Nodes of a course, (K, nodes.COLUMNS).
    shooter: As `meeting` names the entries, (meeting.SHOOTER,).
    steps: Between two angles [rad] and two heights [m] of a table, (2,).
    table: Of one kind, (ANGLES, HEIGHTS, FLY).
    earth: `constants.earth()`, (6,).
    state: Place [m] and speed [m/s] in the plane of flight, (4,).
    points: Of a climb, (STEPS + 1, POINT).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import kernel, ready
from opendome.interception.flyout import POINT, STEPS
from opendome.interception.meeting import MOST_POINTS, stretches
from opendome.interception.tables import fill


@kernel("void(f8, f8[::1], f8[::1], f8[:,:,::1])")
def fly_out(burnout_speed: float, given: Floats, steps: Floats, table: Floats) -> None:
    """Fill the table of one kind of interceptor; see `tables.fill`."""
    fill(burnout_speed, given, steps, np.empty((2, STEPS + 1, POINT)), table)


@kernel(
    "void(f8[:,::1], i8[::1], f8[:,:,::1], i8[::1], f8[:,::1], f8[:,:,:,::1], f8[::1], i8, i8,"
    " f8[:,:,:,:,::1], i8[:,::1])"
)
def meet(
    flights: Floats,
    first: Integers,
    shooters: Floats,
    kind: Integers,
    steps: Floats,
    tables: Floats,
    earth: Floats,
    begin: int,
    end: int,
    meeting: Floats,
    limit: Integers,
) -> None:
    """Hold courses `begin` to `end`, without `end`, against every shooter.

    Args:
        flights, first: Nodes of the courses (K, nodes.COLUMNS), and where those of each begin (C + 1,).
        shooters: Rows of `meeting.SHOOTER`, by course (C, S, SHOOTER).
        kind: Row of each shooter's table (S,).
        steps, tables: Of each kind (K, 2), (K, ANGLES, HEIGHTS, FLY).
        earth: `constants.earth()`.
        begin, end: Which courses.
        meeting: NaN; receives meetings (C, S, SPANS, SAMPLES, MEETING).
        limit: Receives codes of `REACH_LIMITS` (C, S).
    """
    points = np.empty((MOST_POINTS, 2))
    for course in range(begin, end):
        flight = flights[first[course] : first[course + 1]]
        if len(flight) < 2:
            continue
        for shooter in range(shooters.shape[1]):
            row = kind[shooter]
            limit[course, shooter] = stretches(
                flight, len(flight), shooters[course, shooter], steps[row], tables[row], earth, points,
                meeting[course, shooter],
            )  # fmt: skip


ready(__name__)
