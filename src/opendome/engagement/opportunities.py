"""Who may shoot at what, from when to when: what interceptors reach, held against what is known."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over, wait_for
from opendome.records.case import World
from opendome.records.defence import member_id
from opendome.records.opportunities import CHANCE, Opportunities
from opendome.records.reach import Reach
from opendome.records.sightings import Sightings
from opendome.records.tracks import CUSTODY, Tracks
from opendome.watch import SILENT, Watch

KERNELS = "opendome.engagement.kernels"
"""What is compiled for it."""

CHUNK = 32
"""Threats a thread takes at a time."""


def opportunities(
    world: World, sightings: Sightings, tracks: Tracks, reach: Reach, watch: Watch = SILENT
) -> Opportunities:
    """Every pair of threat and shooter: from when to when, and why not.

    Args:
        world: For doctrine and figures.
        sightings: When anybody may first know of a threat.
        tracks: How well each is known, and when.
        reach: Who could meet what.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    posts, threats = world.case.defence.shooters[reach.place], len(reach.row)
    limit = np.zeros(reach.row.shape, dtype=np.int64)
    if not len(posts):
        return _named(world, reach, np.empty((*limit.shape, CHANCE)), limit)
    wait_for(KERNELS)
    from opendome.engagement.kernels import opportunities as find

    chance = np.full((*limit.shape, CHANCE), np.nan)
    kind, layer = np.ascontiguousarray(posts["kind"]), posts["layer"]
    rule = {name: np.nan_to_num(world.doctrine[name][layer], nan=0.0) for name in ("confirm", "decide")}
    reaction = np.nan_to_num(world.kinds["reaction_time"][kind], nan=0.0)
    reported = np.where(np.isfinite(sightings.reported), sightings.reported, np.inf).min(
        axis=1, initial=np.inf
    )
    # an interceptor that does not say how well a track must be known is content with custody
    asks = np.nan_to_num(world.kinds["position_error"], nan=CUSTODY)
    good = np.array(
        [tracks.known_to(*each) for each in zip(asks, world.kinds["velocity_error"], strict=True)]
    )
    launched, time = np.ascontiguousarray(world.case.launches["time"]), np.ascontiguousarray(tracks.time)

    def work(begin: int, end: int) -> None:
        find(
            reach.row, reach.meeting, reach.limit, launched, time, good, tracks.first, reported, kind,
            rule["confirm"] + rule["decide"], reaction, begin, end, chance, limit,
        )  # fmt: skip

    over(work, threats, CHUNK, watch)
    return _named(world, reach, chance, limit)


def _named(world: World, reach: Reach, table: Floats, limit: Integers) -> Opportunities:
    case, who = world.case, zip(reach.place.tolist(), reach.satellite.tolist(), strict=True)
    names = tuple(member_id(case.defence.shooter_id[place], number) for place, number in who)
    hits = chance_to_hit(world, reach.place)
    return Opportunities(case.threat_id, names, table, hits, limit, reach.place, reach.satellite)


def chance_to_hit(world: World, place: Integers) -> Floats:
    """Chance that one shot of each shooter hits, its own reliability included (S,).

    Args:
        world: For figures.
        place: Battery or constellation of each shooter (S,).
    """
    reliability = np.nan_to_num(world.kinds["reliability"], nan=1.0)
    hits = world.kinds["kill_probability"] * reliability
    return np.asarray(hits[world.case.defence.shooters["kind"][place]])
