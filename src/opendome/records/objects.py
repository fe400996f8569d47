"""What missiles let go on their way: stages, fairings, a bus, warheads, decoys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.records.trajectories import Trajectories

if TYPE_CHECKING:
    import polars

    from opendome.records.sightings import Sightings

# What an object is (codes of `Objects.kind`).
STAGE, FAIRING_SHELL, BUS_STAGE, WARHEAD, DECOY = range(5)
OBJECT_KINDS = ("stage", "fairing", "bus", "warhead", "decoy")


@dataclass(frozen=True)
class Objects:
    """Every object of the missiles of one world, O of them, missile after missile.

    Warhead 1 of a missile is the missile's own flight to the end: what a raid counts, sees and shoots at.
    What is not let go before its missile comes down is not among them.

    Attributes:
        flights: One flight an object from the moment it is let go, under names as `raid-1/decoy-2`; `miss` is
            counted from the aim of its missile, NaN for what does not come down.
        threat: Which missile it belongs to (O,).
        kind: Codes of `OBJECT_KINDS` (O,).
        number: Which of its kind, from 1 (O,).
        left_out: Objects of later missiles that were not flown, because there are too many.
    """

    flights: Trajectories
    threat: Integers
    kind: Integers
    number: Integers
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.threat)

    @property
    def separated(self) -> Floats:
        """When it is let go [s] since the epoch (O,)."""
        return self.flights.begins

    @property
    def highest(self) -> Floats:
        """The highest point of each after it is let go, above the ellipsoid [m] (O,)."""
        return self.flights.highest

    @property
    def lands(self) -> NDArray[np.bool_]:
        """Whether it comes down (O,)."""
        return self.flights.lands

    @property
    def impact_time(self) -> Floats:
        """When it comes down [s] since the epoch, NaN for never (O,)."""
        return np.where(self.lands, self.flights.ends, np.nan)

    @property
    def impact_place(self) -> Floats:
        """Where, ECEF [m] (O, 3)."""
        place = self.flights.position[self.flights.last]
        return np.where(self.lands[:, None], place, np.nan)

    @property
    def near_path(self) -> NDArray[np.bool_]:
        """Whether it stays near the missile's own path: a warhead, a decoy, or the bus (O,)."""
        return self.kind >= BUS_STAGE

    def to_frame(self, sightings: Sightings) -> polars.DataFrame:
        """One row an object, with who first detects it."""
        from opendome.records.frames import objects_frame

        return objects_frame(self, sightings)
