"""What the flights of one kind of threat come to, before they are joined to those of others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opendome.arrays import Floats, Integers
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
