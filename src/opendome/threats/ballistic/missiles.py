"""Ballistic missiles: aim each launch of a world and fly it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics import earth as figure
from opendome.physics.constants import earth as earth_of
from opendome.physics.nodes import COLUMNS
from opendome.records.case import FLY_PROGRAMME, Table, World
from opendome.threats.ballistic import orbit, wishes
from opendome.threats.ballistic import segments as cut
from opendome.threats.ballistic.deployment import noted
from opendome.threats.ballistic.notes import COUNT, SUMMARY
from opendome.threats.flown import Flown, Steered
from opendome.watch import Watch, check

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


def fly(world: World, rows: Integers, near: Steered | None, watch: Watch) -> Flown:
    """Aim and fly ballistic missiles.

    Args:
        world: One draw of every figure.
        rows: Launches to fly, none like another (C,).
        near: How they were steered in another world, or None.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    launches = world.case.launches[rows]
    batch, known = _asked(world, launches, near)
    brake = np.where(
        launches["task"] == FLY_PROGRAMME, np.nan, world.missiles["deorbit_speed"][launches["missile"]]
    )
    flown = _fly(batch, watch, np.isfinite(brake))
    for row in np.flatnonzero(np.isfinite(brake)):
        check(watch)
        one = orbit.Launch(batch.given[row], batch.types[row], batch.wish[row])
        given = launches["azimuth"][row]
        start = given if np.isfinite(given) else batch.wish[row, wishes.BEARING]
        azimuth, kick = (batch.controls[row, :2]) if known[row] else (start, None)
        through = orbit.fly(one, float(azimuth), kick, float(brake[row]), world.case.earth.spherical)
        _put(flown, int(row), through, batch.types[row])
    nodes = [noted(world, int(kind), one) for kind, one in zip(launches["missile"], flown.nodes, strict=True)]
    return replace(flown, nodes=nodes)


def fly_as(world: World, launches: Table, near: Steered | None, watch: Watch) -> Flown:
    """Aim and fly as these launches ask, whatever the case's own ask: the boosters of what then glides.

    Args:
        world: One draw of every figure.
        launches: Rows of `records.case.LAUNCH` (C,).
        near: How they were steered in another world, or None.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    batch, _ = _asked(world, launches, near)
    return _fly(batch, watch, np.zeros(len(launches), dtype=np.bool_))


def _asked(world: World, launches: Table, near: Steered | None) -> tuple[_Batch, NDArray[np.bool_]]:
    """Launches as the kernel takes them, and which of them start from how they were steered before."""
    batch, known = _batch(world, launches), np.zeros(len(launches), dtype=np.bool_)
    if near is not None:
        known = np.isfinite(near.kick)
        steered = np.stack((near.azimuth, near.kick, near.energy), axis=-1)
        batch.controls[known] = steered[known]
    return batch, known


def _put(flown: Flown, row: int, through: orbit.Round, missile: cut.Missile) -> None:
    """Put a flight through orbit in its place."""
    flown.nodes[row], flown.status[row] = through.nodes, through.status
    flown.steered.azimuth[row], flown.steered.kick[row] = through.azimuth, through.kick
    flown.steered.energy[row] = through.energy
    flown.surplus[row] = missile.surplus(through.energy) if missile.cutoff else np.nan


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
    carrier = np.nan_to_num(world.missiles["air_launch_altitude"][launches["missile"]])
    site = figure.ecef_from_geodetic(
        launches["latitude"], launches["longitude"], launches["altitude"] + carrier, model.spherical
    )
    given = np.empty((len(launches), cut.GIVEN))
    given[:, :6] = earth_of(model.rotating, model.spherical)
    given[:, cut.SITE : cut.SITE + 3] = site
    given[:, cut.START_SPEED] = np.nan_to_num(world.missiles["air_launch_speed"][launches["missile"]])
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


def _fly(batch: _Batch, watch: Watch, apart: NDArray[np.bool_]) -> Flown:
    """Aim and fly all but those that are flown `apart`, (launch,)."""
    from opendome.threats.ballistic.kernels import aim_and_fly

    count = len(batch.given)
    controls, status = batch.controls.copy(), np.zeros(count, dtype=np.int64)
    summary = np.zeros((count, SUMMARY))
    nodes = [np.empty((0, COLUMNS))] * count

    def work(begin: int, end: int) -> None:
        part = slice(begin, end)
        if apart[part].all():
            return
        scratch = np.empty((end - begin, NODES, COLUMNS))
        aim_and_fly(
            batch.given[part], batch.missile[part], batch.spans, batch.segments, batch.drag, batch.wish[part],
            controls[part], status[part], scratch, summary[part],
        )  # fmt: skip
        for row in range(begin, end):
            nodes[row] = scratch[row - begin, : int(summary[row, COUNT])].copy()

    over(work, count, CHUNK, watch)
    surplus = [kind.surplus(float(used)) for kind, used in zip(batch.types, controls[:, 2], strict=True)]
    steered = Steered(controls[:, 0], controls[:, 1], controls[:, 2], np.full(count, np.nan))
    return Flown(nodes, status, steered, np.array(surplus))
