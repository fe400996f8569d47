"""Several objects of one missile: what every missile of a world lets go, and where each comes down."""

from __future__ import annotations

from itertools import islice

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import earth as figure
from opendome.physics import nodes as noted
from opendome.records import trajectories as flown
from opendome.records.case import BALLISTIC, World
from opendome.records.objects import OBJECT_KINDS, Objects
from opendome.records.trajectories import Trajectories
from opendome.threats.ballistic.deployment import engines_stop
from opendome.threats.ballistic.objects import Released, fall, left_of, released
from opendome.threats.flown import distance_between, packed
from opendome.watch import SILENT, Watch

MOST_OBJECTS = 100_000
"""So many objects are flown in all: their nodes fill some gigabytes."""


def objects(world: World, flights: Trajectories, watch: Watch = SILENT, most: int = MOST_OBJECTS) -> Objects:
    """Fly what the ballistic missiles of a world let go: stages, fairings, a bus, warheads and decoys.

    Args:
        world: One draw of every figure, and of the directions in which objects leave.
        flights: Its missiles, as `fly` gives them.
        watch: Asked between chunks.
        most: How many objects are flown; those of later missiles are left out, and counted.

    Raises:
        Stopped: The watch asked to stop.
    """
    kind = world.case.kind[world.case.launches["missile"]]
    every = (
        thing
        for threat in np.flatnonzero(kind == BALLISTIC)
        for thing in released(world, flights, int(threat))
    )
    things = list(islice(every, most))
    names = [f"{flights.threat_id[one.threat]}/{OBJECT_KINDS[one.kind]}-{one.number}" for one in things]
    falling = [row for row, one in enumerate(things) if not one.own]
    nodes: list[Floats] = [np.empty((0, noted.COLUMNS))] * len(things)
    status = np.zeros(len(things), dtype=np.int64)
    fell, ends = fall(
        world, flights, [things[row] for row in falling], [names[row] for row in falling], watch
    )
    status[falling] = ends
    for row, each in zip(falling, fell, strict=True):
        nodes[row] = each
    for row, one in enumerate(things):
        if one.own:
            nodes[row], status[row] = _rest_of(flights, one.threat), flights.status[one.threat]
    return _record(world, flights, things, names, nodes, status, sum(1 for _ in every))


def remains(
    world: World, flights: Trajectories, threats: Integers, times: Floats, watch: Watch = SILENT
) -> Objects:
    """Where the parts of ballistic missiles come down that are hit on their way up.

    What is left goes on as it flew, without its engine, and falls: one part as a warhead does, dense and
    fast, one as the empty stage that burned then, tumbling and slow. The rest comes down about and between
    them. The hit itself pushes nothing aside, and what happens on the ground is not modelled.

    Args:
        world: For masses and shapes.
        flights: As they would be without a hit.
        threats: Which are hit (n,).
        times: When [s] since the epoch (n,).
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    kind = world.case.kind[world.case.launches["missile"]]
    things = [
        part
        for threat, time in zip(threats.tolist(), times.tolist(), strict=True)
        if kind[threat] == BALLISTIC
        for part in left_of(world, flights, threat, time)
    ]
    names = [f"{flights.threat_id[one.threat]}/{OBJECT_KINDS[one.kind]}-{one.number}" for one in things]
    nodes, status = fall(world, flights, things, names, watch)
    return _record(world, flights, things, names, nodes, status, 0)


def _rest_of(flights: Trajectories, threat: int) -> Floats:
    """Nodes of a missile from where its own warhead is alone (K, COLUMNS); times since the epoch."""
    whole = flights.nodes[flights.of(threat)]
    ends = np.flatnonzero(whole[:, noted.EVENT] == flown.DEPLOYMENT_END)
    if not len(ends):
        stops = engines_stop(whole[:, noted.TIME], whole[:, noted.EVENT])
        ends = np.flatnonzero(whole[:, noted.TIME] == stops)
    nodes = whole[ends[-1] :].copy()
    nodes[0, noted.EVENT] = flown.RELEASE
    return nodes


def _record(
    world: World,
    flights: Trajectories,
    things: list[Released],
    names: list[str],
    nodes: list[Floats],
    status: Integers,
    left_out: int,
) -> Objects:
    threat = np.array([one.threat for one in things], dtype=np.int64)
    launches = world.case.launches[threat]
    aim = figure.ecef_from_geodetic(
        launches["aim_latitude"], launches["aim_longitude"], 0.0, world.case.earth.spherical
    )
    unknown = np.full(len(things), np.nan)
    own = np.array([one.own for one in things], dtype=np.bool_)
    first, table = packed(nodes, np.zeros(len(things)))
    bands = world.case.sensors.infrared_bands
    last = table[first[1:] - 1]
    lands, down = last[:, noted.EVENT] == flown.IMPACT, last[:, noted.PLACE : noted.PLACE + 3]
    return Objects(
        flights=Trajectories(
            threat_id=tuple(names),
            first=first,
            nodes=table,
            status=status,
            miss=np.where(own, flights.miss[threat], np.where(lands, distance_between(down, aim), np.nan)),
            azimuth=unknown,
            kick=unknown,
            energy=unknown,
            lift=unknown,
            surplus_speed=unknown,
            infrared_band=bands,
            intensity=np.zeros((len(table), len(bands))),  # small and cold: for radars alone
        ),
        threat=threat,
        kind=np.array([one.kind for one in things], dtype=np.int64),
        number=np.array([one.number for one in things], dtype=np.int64),
        left_out=left_out,
    )
