"""Missiles that are hit on their way up in the reference play: where their parts come down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.records.case import World
    from opendome.records.engagements import Engagements
    from opendome.records.objects import Objects
    from opendome.records.trajectories import Trajectories


def remains(world: World, flights: Trajectories, shots: Engagements) -> Objects:
    """What is left of the missiles that the boost layer hits in the reference play, as it falls.

    Args:
        world: The reference world.
        flights: Its missiles.
        shots: Of it, or of a whole run.
    """
    import numpy as np

    from opendome import threats
    from opendome.records import engagements as fought
    from opendome.records.defence import BOOST

    rows = shots.shots[(shots.shots[:, fought.SHOT_PLAY] == 0) & (shots.shots[:, fought.SHOT_HIT] > 0.0)]
    rows = rows[(rows[:, fought.SHOT_LAYER] == BOOST) & (rows[:, fought.SHOT_DECOY] == 0.0)]
    rows = rows[np.argsort(rows[:, fought.SHOT_INTERCEPT], kind="stable")]
    hit, first = np.unique(rows[:, fought.SHOT_THREAT].astype(np.int64), return_index=True)
    return threats.remains(world, flights, hit, rows[first, fought.SHOT_INTERCEPT])


def said(left: Objects) -> str:
    """Where they come down, in a sentence; "" where nothing is hit early."""
    import numpy as np

    from opendome.reports import numbers

    lands = np.isfinite(left.flights.miss)
    if not lands.any():
        return ""
    short = np.sort(left.flights.miss[lands]) / 1e3
    missiles = len(np.unique(left.threat))
    ends = f"{numbers.length_km(float(short[0]))} to {numbers.length_km(float(short[-1]))} from their aims"
    whose = "the missile" if missiles == 1 else f"the {missiles:,} missiles"
    return f"In the reference play the parts of {whose} hit on the way up come down {ends}."
