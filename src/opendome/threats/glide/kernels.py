"""The entry that Python calls: releases in, glides out.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    start, state, result: Place [m] and velocity [m/s] in the axes of the turning Earth, (6,).
    body, used: A glider, as `bodies` names the columns, (BODY,).
    way: Points of a route with the aim at its end, ECEF [m], (W, 3).
    point, one, other: A place, ECEF [m], (3,).
    earth: `constants.earth()`, (6,).
    slopes, out: Velocity and acceleration at each stage of a step, (STAGES, 6); of a note, nodes.
    flags: What is true so far, as `bodies` names them, (5,).
    nodes: Of one flight, (K, nodes.COLUMNS).
    summary: What a flight answers, (bodies.SUMMARY,).
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import kernel, ready
from opendome.records.trajectories import OK
from opendome.threats.glide.aim import FINE, judge, share_for
from opendome.threats.glide.bodies import BODY, LIFT_TO_DRAG
from opendome.threats.glide.flight import fly_one


@kernel(
    "void(f8[::1], f8[::1], f8[:,::1], f8[:,::1], f8[:,:,::1], i8[::1], f8[::1], i8[::1], f8[:,:,::1],"
    " f8[:,::1])"
)
def aim_and_glide(
    earth: Floats,
    begins: Floats,
    start: Floats,
    body: Floats,
    way: Floats,
    points: Integers,
    share: Floats,
    status: Integers,
    nodes: Floats,
    summary: Floats,
) -> None:
    """Aim and fly gliders from their releases.

    Args:
        earth: `constants.earth()`.
        begins: When each is let go, after its launch [s], (glider,).
        start: Place and velocity then, (glider, 6).
        body: (glider, bodies.BODY).
        way: Routes, padded, (glider, W, 3).
        points: Points of each route, its aim included; 0: flown as far as it goes, (glider,).
        share: Of the lift, near the one sought or NaN; receives the one used, (glider,).
        status: Receives codes of `records.trajectories.STATUSES`, (glider,).
        nodes: Receives the nodes, (glider, K, nodes.COLUMNS).
        summary: Receives the flights' answers, (glider, bodies.SUMMARY).
    """
    used = np.empty(BODY)
    for row in range(len(body)):
        route, solved = way[row, : points[row]], OK
        if points[row] > 0:
            solved, share[row] = share_for(
                share[row], begins[row], start[row], body[row], route, earth, summary[row]
            )
        else:
            share[row] = 1.0
        for column in range(BODY):
            used[column] = body[row, column]
        used[LIFT_TO_DRAG] *= share[row]
        flown = fly_one(begins[row], start[row], used, route, earth, FINE, nodes[row], summary[row])
        status[row] = judge(solved, flown, summary[row])


ready(__name__)
