"""The entries that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    given: How one kind flies, as `flyout` names the entries, (flyout.GIVEN,).
    flight: Nodes of a course, (K, nodes.COLUMNS).
    shooter, shell: As `meeting` and `orbiting` name the entries, (meeting.SHOOTER,).
    steps: Between two angles [rad] and two heights [m] of a table, (2,).
    table: Of one kind, (ANGLES, HEIGHTS, FLY).
    earth: `constants.earth()`, (6,).
    state: Place [m] and speed [m/s] in the plane of flight, (4,).
    points: Of a climb, (STEPS + 1, POINT).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Codes, Floats, Integers
from opendome.compiled import kernel, ready
from opendome.interception.flyout import POINT, STEPS
from opendome.interception.meeting import MOST_POINTS, stretches
from opendome.interception.orbiting import NODE_RATE, RATE, mark_near
from opendome.interception.tables import fill


@kernel("void(f8, f8[::1], f8[::1], f8[:,:,::1])")
def fly_out(burnout_speed: float, given: Floats, steps: Floats, table: Floats) -> None:
    """Fill the table of one kind of interceptor; see `tables.fill`."""
    fill(burnout_speed, given, steps, np.empty((2, STEPS + 1, POINT)), table)


@kernel(
    "void(f8[:,::1], i8[::1], i8[::1], f8[:,::1], i8[::1], f8[:,::1], f8[:,:,:,::1], f8[::1], i8, i8,"
    " f8[:,:,:,::1], i8[::1])"
)
def meet(
    flights: Floats,
    first: Integers,
    flight: Integers,
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
    """Hold pairs `begin` to `end`, without `end`, of a flight and a shooter against one another.

    Args:
        flights, first: Nodes of the flights (K, nodes.COLUMNS), and where those of each begin (C + 1,).
        flight: Of each pair (M,).
        shooters: Of each pair, as `meeting` names the columns (M, SHOOTER).
        kind: Row of each pair's table (M,).
        steps, tables: Of each kind (K, 2), (K, ANGLES, HEIGHTS, FLY).
        earth: `constants.earth()`.
        begin, end: Which pairs.
        meeting: NaN; receives meetings (M, SPANS, SAMPLES, MEETING).
        limit: Receives codes of `REACH_LIMITS` (M,).
    """
    points = np.empty((MOST_POINTS, 2))
    for pair in range(begin, end):
        one, row = flights[first[flight[pair]] : first[flight[pair] + 1]], kind[pair]
        if len(one) >= 2:
            limit[pair] = stretches(
                one, len(one), shooters[pair], steps[row], tables[row], earth, points, meeting[pair]
            )


@kernel("void(f8[:,::1], i8[::1], f8[:,::1], f8[::1], f8[::1], f8[::1], f8[::1], i8, i8, i8, i1[:,::1])")
def near(
    flights: Floats,
    first: Integers,
    window: Floats,
    launched: Floats,
    nodes: Floats,
    arguments: Floats,
    shell: Floats,
    each: int,
    begin: int,
    end: int,
    marks: Codes,
) -> None:
    """Mark the satellites that come near enough to threats `begin` to `end`, without `end`.

    Args:
        flights, first: Nodes of the flights, times after their own launches (K, nodes.COLUMNS), and where
            those of each begin (N + 1,).
        window: When meetings begin and end [s] (N, 2).
        launched: Launch of each threat [s] (N,).
        nodes, arguments: Of each plane at the epoch, as `orbiting.NODE`, and as `orbiting.ARGUMENT` of its
            first satellite (P,).
        shell: What all satellites of the constellation share.
        each: Satellites of a plane.
        begin, end: Which threats.
        marks: Zero; receives 1 for those that come near (N, P * each).
    """
    node, argument = np.empty(len(nodes)), np.empty(len(nodes))
    for threat in range(begin, end):
        for plane in range(len(nodes)):
            node[plane] = nodes[plane] + shell[NODE_RATE] * launched[threat]
            argument[plane] = arguments[plane] + shell[RATE] * launched[threat]
        flight = flights[first[threat] : first[threat + 1]]
        if len(flight) >= 2:
            mark_near(
                flight, len(flight), window[threat, 0], window[threat, 1], node, argument, shell,
                each, marks[threat],
            )  # fmt: skip


ready(__name__)
