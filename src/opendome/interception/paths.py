"""Flights as kernels take them, and what is found out about some shooters put together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import over
from opendome.physics.constants import earth as earth_of
from opendome.physics.nodes import TIME
from opendome.records.case import World
from opendome.records.reach import Flyouts, Reach
from opendome.records.trajectories import Trajectories
from opendome.watch import Watch


@dataclass(frozen=True)
class Paths:
    """Flights, each with times after its own launch.

    Attributes:
        nodes: Flight after flight, (K, nodes.COLUMNS).
        first: Where those of each begin (n + 1,).
        launched: When each was launched [s] (n,).
    """

    nodes: Floats
    first: Integers
    launched: Floats

    @classmethod
    def of(cls, flights: Trajectories, launched: Floats, rows: Integers | None = None) -> Paths:
        """All flights, or some of them.

        Args:
            flights: Of a world.
            launched: When each was launched [s] (N,).
            rows: Which (n,).
        """
        wanted = np.arange(len(flights)) if rows is None else rows
        some, starts = flights.only(wanted), np.ascontiguousarray(launched[wanted])
        some.nodes[:, TIME] -= np.repeat(starts, some.count)
        return cls(some.nodes, some.first, starts)

    def hold(
        self, flight: Integers, shooters: Floats, kind: Integers, made: Flyouts, world: World, chunk: int,
        meeting: Floats, limit: Integers, watch: Watch,
    ) -> None:  # fmt: skip
        """Hold pairs of a flight and a shooter against one another.

        Args:
            flight: Of each pair (M,).
            shooters: Of each pair, as `meeting.SHOOTER` (M, SHOOTER).
            kind: Of each pair's interceptors (M,).
            made: Tables of the kinds.
            world: For the Earth.
            chunk: Pairs that a thread takes at a time.
            meeting, limit: Receive what `Reach` holds (M, …), (M,).
            watch: Asked between chunks.
        """
        from opendome.interception.kernels import meet

        steps = np.stack((made.along_step, made.up_step), axis=1)
        earth = earth_of(world.case.earth.rotating, world.case.earth.spherical)
        given = self.nodes, self.first, flight, shooters, kind, steps, made.table, earth

        def work(begin: int, end: int) -> None:
            meet(*given, begin, end, meeting, limit)

        over(work, len(flight), chunk, watch)


@dataclass(frozen=True)
class Part:
    """What is found out about some shooters: arrays as in `Reach`, rows of its own meetings."""

    place: Integers
    satellite: Integers
    row: Integers
    meeting: Floats
    limit: Integers


def joined(parts: list[Part], made: Flyouts) -> Reach:
    """Parts side by side, in the order of places."""
    place = np.concatenate([part.place for part in parts])
    before = np.cumsum([0, *(len(part.meeting) for part in parts)])
    rows = [np.where(part.row < 0, -1, part.row + start) for part, start in zip(parts, before, strict=False)]
    order = np.argsort(place, kind="stable")
    return Reach(
        place=place[order],
        satellite=np.concatenate([part.satellite for part in parts])[order],
        row=np.ascontiguousarray(np.concatenate(rows, axis=1)[:, order]),
        meeting=np.concatenate([part.meeting for part in parts]),
        limit=np.ascontiguousarray(np.concatenate([part.limit for part in parts], axis=1)[:, order]),
        flyouts=made,
    )


def heights(world: World, place: int) -> tuple[float, float]:
    """Lowest and greatest height of an intercept from one place, by kind and doctrine [m]."""
    post = world.case.defence.shooters[place]
    keep_out = float(np.nan_to_num(world.doctrine["keep_out"][post["layer"]], nan=0.0))
    one = world.kinds[post["kind"]]
    return float(max(one["altitude_minimum"], keep_out)), float(one["altitude_maximum"])
