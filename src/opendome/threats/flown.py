"""What the flights of one kind of threat come to, before they are joined to those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.records.trajectories import Trajectories
from opendome.threats import nodes as noted


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


def columns_of(nodes: Sequence[Floats], launch: Floats) -> dict[str, Any]:
    """The columns of `Trajectories` that nodes hold, padded to the longest flight.

    Args:
        nodes: Of each flight, (K, nodes.COLUMNS).
        launch: What is added to the times of each [s], (flight,).
    """
    count = np.array([len(each) for each in nodes], dtype=np.int64)
    table = np.full((len(nodes), int(count.max(initial=1)), noted.COLUMNS), np.nan)
    for row, each in enumerate(nodes):
        table[row, : count[row]] = each
    codes = np.nan_to_num(table[..., [noted.PHASE, noted.EVENT]], nan=-1.0).astype(np.int64)
    return {
        "count": count,
        "time": table[..., noted.TIME] + launch[:, None],
        "position": table[..., noted.PLACE : noted.PLACE + 3],
        "velocity": table[..., noted.VELOCITY : noted.VELOCITY + 3],
        "acceleration": table[..., noted.AFTER : noted.AFTER + 3],
        "acceleration_before": table[..., noted.BEFORE : noted.BEFORE + 3],
        "altitude": table[..., noted.HEIGHT],
        "mass": table[..., noted.MASS],
        "phase": codes[..., 0],
        "event": codes[..., 1],
    }


def distance_between(impact: Floats, aim: Floats) -> Floats:
    """Distance along a sphere through both [m], from their straight distance, ECEF (n, 3)."""
    radius = 0.5 * (np.linalg.norm(impact, axis=-1) + np.linalg.norm(aim, axis=-1))
    half = 0.5 * np.linalg.norm(impact - aim, axis=-1) / radius
    return np.asarray(2.0 * radius * np.arcsin(np.minimum(half, 1.0)))
