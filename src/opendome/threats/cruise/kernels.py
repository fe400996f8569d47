"""The entry that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    given: A launch and its Earth, as `figures` names the entries, (GIVEN,).
    track, piece: Circles over the ground, as `track` names the columns, (3 P, PIECE), and one of them.
    sections, section: Climb, cruise and dive, as `plan` names the columns, (SECTIONS, SECTION), and one.
    frame: Normal, direction of motion along the track, and its change along the track, (9,).
    nodes, node: Of one flight, (K, nodes.COLUMNS), and one of them.
"""

from __future__ import annotations

from math import atan2

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import kernel, ready
from opendome.records.trajectories import OK, TURN_TOO_TIGHT
from opendome.threats.cruise.figures import COUNT, COURSE, STATUS
from opendome.threats.cruise.track import AHEAD, LEG, NORMAL, PIECE, draw
from opendome.threats.cruise.walk import fly_one


@kernel("void(f8[:,::1], f8[:,:,::1], f8[:,:,::1], f8[:,:,::1], f8[:,::1])")
def fly_routes(given: Floats, sections: Floats, points: Floats, nodes: Floats, summary: Floats) -> None:
    """Fly launches over their routes.

    Args:
        given: (launch, figures.GIVEN).
        sections: Of each launch, (launch, SECTIONS, SECTION).
        points: Normals of launch, way-points and aim, NaN where there are no more, (launch, P, 3); changed.
        nodes: Receives the nodes, (launch, K, nodes.COLUMNS).
        summary: Receives the flights' answers, (launch, figures.SUMMARY).
    """
    most = points.shape[1]
    legs, track = np.zeros((most, LEG)), np.zeros((3 * most, PIECE))
    for launch in range(len(given)):
        pieces, aim, fits = draw(points[launch], given[launch], legs, track)
        count, status = fly_one(given[launch], sections[launch], track, pieces, aim, nodes[launch])
        first = track[0]
        level = first[NORMAL] * first[AHEAD + 1] - first[NORMAL + 1] * first[AHEAD]
        summary[launch, COUNT] = count
        summary[launch, STATUS] = TURN_TOO_TIGHT if status == OK and not fits else status
        summary[launch, COURSE] = atan2(level, first[AHEAD + 2])


ready(__name__)
