"""How many get through of raids of other sizes, and what is left of the interceptors after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True)
class RaidSizes:
    """The raid of a scenario with fewer and more missiles in the same mix: Z sizes, S shooters.

    Means are over all draws of what is not known, each averaged over its dice; low and high are their 5th and
    95th percentile.

    Attributes:
        missiles: How many are launched, rising (Z,).
        unopposed: How many would get through if nobody shot (Z,).
        leakers, leakers_low, leakers_high: How many get through (Z,).
        no_leak: Chance that nothing does (Z,).
        used, used_low, used_high: Interceptors fired (Z,).
        shooter_id: (S,).
        left, left_low, left_high: Interceptors that each has left (Z, S).
        empty: Share of raids after which it has none left (Z, S).
        crowded: Whether some radar had more to follow at a time than it can, in any draw (Z,).
        worlds_count: Draws of the figures.
        flown_count: How many of them were flown, seen and tracked; where it is smaller, each of these is
            played with several draws of those figures that decide about shots alone.
    """

    missiles: Integers
    unopposed: Floats
    leakers: Floats
    leakers_low: Floats
    leakers_high: Floats
    no_leak: Floats
    used: Floats
    used_low: Floats
    used_high: Floats
    shooter_id: tuple[str, ...]
    left: Floats
    left_low: Floats
    left_high: Floats
    empty: Floats
    crowded: NDArray[np.bool_]
    worlds_count: int
    flown_count: int

    def __len__(self) -> int:
        return len(self.missiles)

    def to_frame(self) -> polars.DataFrame:
        """One row a size."""
        from opendome.records.frames import raid_sizes_frame

        return raid_sizes_frame(self)
