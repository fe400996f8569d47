"""A raid in flight: each course by the model of its kind, then all of them as one record."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import earth as figure
from opendome.records.case import BALLISTIC, CRUISE, GLIDE, World
from opendome.records.trajectories import OK, Trajectories
from opendome.threats import nodes as noted
from opendome.threats import signatures
from opendome.threats.ballistic import missiles
from opendome.threats.cruise import missiles as cruisers
from opendome.threats.flown import Flown, Steered
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


def _apart(impact: Floats, aim: Floats) -> Floats:
    """Distance along a sphere through both [m], from their straight distance, ECEF (n, 3)."""
    radius = 0.5 * (np.linalg.norm(impact, axis=-1) + np.linalg.norm(aim, axis=-1))
    half = 0.5 * np.linalg.norm(impact - aim, axis=-1) / radius
    return np.asarray(2.0 * radius * np.arcsin(np.minimum(half, 1.0)))


def _trajectories(world: World, where: Integers, whole: _Whole) -> Trajectories:
    launches = world.case.launches
    count = np.array([len(whole.nodes[course]) for course in where], dtype=np.int64)
    table = np.full((len(where), int(count.max(initial=1)), noted.COLUMNS), np.nan)
    for row, course in enumerate(where):
        table[row, : count[row]] = whole.nodes[course]
    codes = np.nan_to_num(table[..., [noted.PHASE, noted.EVENT]], nan=-1.0).astype(np.int64)
    ends = np.array([len(nodes) for nodes in whole.nodes]) - 1
    last = np.array([nodes[end, noted.PLACE : noted.PLACE + 3] if end >= 0 else [np.nan] * 3
                     for nodes, end in zip(whole.nodes, ends, strict=True)])[where]  # fmt: skip
    aim = figure.ecef_from_geodetic(
        launches["aim_latitude"], launches["aim_longitude"], 0.0, world.case.earth.spherical
    )
    return Trajectories(
        threat_id=world.case.threat_id,
        count=count,
        time=table[..., noted.TIME] + launches["time"][:, None],
        position=table[..., noted.PLACE : noted.PLACE + 3],
        velocity=table[..., noted.VELOCITY : noted.VELOCITY + 3],
        acceleration=table[..., noted.AFTER : noted.AFTER + 3],
        acceleration_before=table[..., noted.BEFORE : noted.BEFORE + 3],
        altitude=table[..., noted.HEIGHT],
        mass=table[..., noted.MASS],
        phase=codes[..., 0],
        event=codes[..., 1],
        status=whole.status[where],
        miss=_apart(last, aim),
        azimuth=whole.steered.azimuth[where] % (2.0 * np.pi),
        kick=whole.steered.kick[where],
        energy=whole.steered.energy[where],
        lift=whole.steered.lift[where],
        surplus_speed=whole.surplus[where],
        infrared_band=world.case.sensors.infrared_bands,
        intensity=signatures.intensity(
            world, codes[..., 0], table[..., noted.HEIGHT], table[..., noted.VELOCITY : noted.VELOCITY + 3]
        ),
    )
