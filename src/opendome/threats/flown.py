"""What the flights of one kind of threat come to, before they are joined to those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import nodes as noted
from opendome.records.trajectories import Trajectories


@dataclass(frozen=True)
class Steered:
    """How flights were steered; NaN where a kind of threat has no such number.

    Attributes:
        azimuth: Of the launch [rad] (C,).
        kick: Angle of the pitch-over [rad] (C,).
        energy: Share of the last stage's energy used, 0 to 1 (C,).
        lift: Share of the lift-to-drag ratio used, 0 to 1 (C,).
    """

    azimuth: Floats
    kick: Floats
    energy: Floats
    lift: Floats

    @classmethod
    def of(cls, flights: Trajectories, rows: Integers) -> Steered:
        """Those of some flights of another world."""
        return cls(flights.azimuth[rows], flights.kick[rows], flights.energy[rows], flights.lift[rows])

    @classmethod
    def nothing(cls, count: int) -> Steered:
        """Nothing is known of so many flights."""
        return cls(*(np.full(count, np.nan) for _ in range(4)))


@dataclass(frozen=True)
class Flown:
    """Flights of one kind of threat, one entry a course.

    Attributes:
        nodes: Of each flight, times since its own launch, (K, nodes.COLUMNS).
        status: Codes of `records.trajectories.STATUSES` (C,).
        steered: How.
        surplus: Speed that was to spare [m/s] (C,).
    """

    nodes: list[Floats]
    status: Integers
    steered: Steered
    surplus: Floats


def packed(nodes: Sequence[Floats], launch: Floats) -> tuple[Integers, Floats]:
    """Nodes of flights, flight after flight, and where those of each begin, as `Trajectories` holds them.

    Args:
        nodes: Of each flight, (K, nodes.COLUMNS).
        launch: What is added to the times of each [s], (flight,).

    Returns:
        Where each begins (flight + 1,), and all nodes (node, nodes.COLUMNS).
    """
    count = np.array([len(each) for each in nodes], dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(count)))
    table = np.concatenate([np.empty((0, noted.COLUMNS)), *nodes])
    table[:, noted.TIME] += np.repeat(launch, count)
    return first, table


def distance_between(impact: Floats, aim: Floats) -> Floats:
    """Distance along a sphere through both [m], from their straight distance, ECEF (n, 3)."""
    radius = 0.5 * (np.linalg.norm(impact, axis=-1) + np.linalg.norm(aim, axis=-1))
    half = 0.5 * np.linalg.norm(impact - aim, axis=-1) / radius
    return np.asarray(2.0 * radius * np.arcsin(np.minimum(half, 1.0)))
