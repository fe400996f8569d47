"""A raid in flight: each course by the model of its kind, then all of them as one record."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import earth as figure
from opendome.physics import nodes as noted
from opendome.records.case import BALLISTIC, CRUISE, GLIDE, World
from opendome.records.trajectories import OK, Trajectories
from opendome.threats import signatures
from opendome.threats.ballistic import missiles
from opendome.threats.cruise import missiles as cruisers
from opendome.threats.flown import Flown, Steered, distance_between, packed
from opendome.threats.glide import gliders
from opendome.watch import SILENT, Watch

FLY: dict[int, Callable[[World, Integers, Steered | None, Watch], Flown]] = {
    BALLISTIC: missiles.fly,
    GLIDE: gliders.fly,
    CRUISE: cruisers.fly,
}
"""The model of each kind of threat. Each takes a world, its courses' launches, how they were steered in
another world, and a watch."""


def fly(world: World, watch: Watch = SILENT, near: Trajectories | None = None) -> Trajectories:
    """Aim and fly every launch of a world.

    Launches that ask the same of the same missile from the same place are aimed and flown once.

    Args:
        world: One draw of every figure.
        watch: Asked between chunks.
        near: Flights of the same launches in another world; aiming starts from how they were steered.

    Returns:
        One trajectory a launch, in the order of the launches.

    Raises:
        Stopped: The watch asked to stop.
    """
    case = world.case
    where, first = case.courses
    kind = case.kind[case.launches["missile"][first]]
    steered = None if near is None else Steered.of(near, first)
    whole = _Whole(len(first))
    for code, model in FLY.items():
        mine = np.flatnonzero(kind == code)
        if len(mine):
            known = None if steered is None or near is None else _known(steered, near.status[first], mine)
            whole.put(mine, model(world, first[mine], known, watch))
    return _trajectories(world, where, whole)


class _Whole:
    """Flights of all kinds, put in the order of their courses."""

    def __init__(self, count: int) -> None:
        self.nodes: list[Floats] = [np.empty((0, noted.COLUMNS))] * count
        self.status = np.zeros(count, dtype=np.int64)
        self.steered = Steered.nothing(count)
        self.surplus = np.full(count, np.nan)

    def put(self, mine: Integers, flown: Flown) -> None:
        """Put the flights of some courses in their places."""
        for row, nodes in zip(mine, flown.nodes, strict=True):
            self.nodes[row] = nodes
        self.status[mine], self.surplus[mine] = flown.status, flown.surplus
        for name in ("azimuth", "kick", "energy", "lift"):
            getattr(self.steered, name)[mine] = getattr(flown.steered, name)


def _known(steered: Steered, status: Integers, mine: Integers) -> Steered:
    """How some courses were steered, NaN where they did not do what was asked."""
    good = status[mine] == OK

    def kept(given: Floats) -> Floats:
        return np.where(good, given[mine], np.nan)

    return Steered(kept(steered.azimuth), kept(steered.kick), kept(steered.energy), kept(steered.lift))


def _trajectories(world: World, where: Integers, whole: _Whole) -> Trajectories:
    launches = world.case.launches
    first, nodes = packed([whole.nodes[course] for course in where], launches["time"])
    last = nodes[first[1:] - 1, noted.PLACE : noted.PLACE + 3]
    aim = figure.ecef_from_geodetic(
        launches["aim_latitude"], launches["aim_longitude"], 0.0, world.case.earth.spherical
    )
    return Trajectories(
        threat_id=world.case.threat_id,
        first=first,
        nodes=nodes,
        status=whole.status[where],
        miss=distance_between(last, aim),
        azimuth=whole.steered.azimuth[where] % (2.0 * np.pi),
        kick=whole.steered.kick[where],
        energy=whole.steered.energy[where],
        lift=whole.steered.lift[where],
        surplus_speed=whole.surplus[where],
        infrared_band=world.case.sensors.infrared_bands,
        intensity=signatures.intensity(world, first, nodes),
    )
