"""Ballistic missiles: aim each launch of a world and fly it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics import earth as figure
from opendome.physics.constants import earth as earth_of
from opendome.records.case import FLY_PROGRAMME, Table, World
from opendome.records.trajectories import OK, Trajectories
from opendome.threats import nodes as noted
from opendome.threats import segments as cut
from opendome.threats import wishes
from opendome.watch import SILENT, Watch

CHUNK = 8
"""Launches a thread takes at a time."""

NODES = 1024
"""Most nodes a flight may have; one that has more circles the Earth."""


@dataclass(frozen=True)
class _Batch:
    """Distinct launches as the kernel takes them."""

    missile: Integers
    given: Floats
    wish: Floats
    controls: Floats
    spans: Integers
    segments: Floats
    drag: Floats
    types: list[cut.Missile]


@dataclass(frozen=True)
class _Flown:
    """What the kernel answers, one entry a distinct launch."""

    controls: Floats
    status: Integers
    summary: Floats
    nodes: list[Floats]


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
    where, first = world.case.courses
    batch = _batch(world, world.case.launches[first])
    if near is not None:
        steered = np.stack((near.azimuth, near.kick, near.energy), axis=-1)[first]
        batch.controls[near.status[first] == OK] = steered[near.status[first] == OK]
    return _trajectories(world, where, batch, _fly(batch, watch))


def _programme(launch: np.void) -> tuple[float, float] | None:
    if int(launch["task"]) != FLY_PROGRAMME:
        return None
    return float(launch["loft"]), float(launch["pitch_rate"])


def _batch(world: World, launches: Table) -> _Batch:
    asked = [(int(launch["missile"]), _programme(launch)) for launch in launches]
    kinds = list(dict.fromkeys(asked))
    types = [cut.missile(world, row, programme) for row, programme in kinds]
    missile = np.array([kinds.index(each) for each in asked], dtype=np.int64)
    ends = np.cumsum([len(each.segments) for each in types])
    points = [len(each.drag_mach) for each in types]
    drag = np.zeros((len(types), 2, max(points)))
    for row, each in enumerate(types):
        drag[row, :, : points[row]] = each.drag_mach, each.drag_coefficient
    model = world.case.earth
    site = figure.ecef_from_geodetic(
        launches["latitude"], launches["longitude"], launches["altitude"], model.spherical
    )
    given = np.empty((len(launches), cut.GIVEN))
    given[:, :6] = earth_of(model.rotating, model.spherical)
    given[:, cut.SITE :] = site
    for row, kind in enumerate(missile):
        given[row, cut.FAIRING_MASS : cut.BY_CUTOFF] = types[kind].fairing
        given[row, cut.BY_CUTOFF] = float(types[kind].cutoff)
    solved = np.array([types[kind].solved for kind in missile])
    return _Batch(
        missile=missile,
        given=given,
        wish=wishes.of(launches, world.case.energy[launches["missile"]], site, solved, model.spherical),
        controls=np.stack([np.nan_to_num(launches["azimuth"])] + 2 * [np.zeros(len(launches))], axis=-1),
        spans=np.stack((ends - np.diff(ends, prepend=0), ends, points), axis=-1).astype(np.int64),
        segments=np.concatenate([each.segments for each in types]),
        drag=drag,
        types=[types[kind] for kind in missile],
    )


def _fly(batch: _Batch, watch: Watch) -> _Flown:
    from opendome.threats.kernels import aim_and_fly

    count = len(batch.given)
    flown = _Flown(
        controls=batch.controls.copy(),
        status=np.zeros(count, dtype=np.int64),
        summary=np.zeros((count, noted.SUMMARY)),
        nodes=[np.empty((0, noted.COLUMNS))] * count,
    )

    def work(begin: int, end: int) -> None:
        part = slice(begin, end)
        scratch = np.empty((end - begin, NODES, noted.COLUMNS))
        aim_and_fly(
            batch.given[part], batch.missile[part], batch.spans, batch.segments, batch.drag, batch.wish[part],
            flown.controls[part], flown.status[part], scratch, flown.summary[part],
        )  # fmt: skip
        for row in range(begin, end):
            used = int(flown.summary[row, noted.COUNT])
            flown.nodes[row] = scratch[row - begin, :used].copy()

    over(work, count, CHUNK, watch)
    return flown


def _apart(impact: Floats, aim: Floats) -> Floats:
    """Distance along a sphere through both [m], from their straight distance, ECEF (n, 3)."""
    radius = 0.5 * (np.linalg.norm(impact, axis=-1) + np.linalg.norm(aim, axis=-1))
    half = 0.5 * np.linalg.norm(impact - aim, axis=-1) / radius
    return np.asarray(2.0 * radius * np.arcsin(np.minimum(half, 1.0)))


def _trajectories(world: World, where: Integers, batch: _Batch, flown: _Flown) -> Trajectories:
    launches = world.case.launches
    count = np.array([len(flown.nodes[kind]) for kind in where], dtype=np.int64)
    table = np.full((len(where), int(count.max(initial=1)), noted.COLUMNS), np.nan)
    for row, kind in enumerate(where):
        table[row, : count[row]] = flown.nodes[kind]
    codes = np.nan_to_num(table[..., [noted.PHASE, noted.EVENT]], nan=-1.0).astype(np.int64)
    impact = flown.summary[where, noted.IMPACT : noted.IMPACT + 3]
    aim = figure.ecef_from_geodetic(
        launches["aim_latitude"], launches["aim_longitude"], 0.0, world.case.earth.spherical
    )
    surplus = [
        kind.surplus(float(used)) for kind, used in zip(batch.types, flown.controls[:, 2], strict=True)
    ]
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
        status=flown.status[where],
        miss=_apart(impact, aim),
        azimuth=flown.controls[where, 0] % (2.0 * np.pi),
        kick=flown.controls[where, 1],
        energy=flown.controls[where, 2],
        surplus_speed=np.array(surplus)[where],
    )
