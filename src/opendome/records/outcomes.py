"""What became of a raid: the fate of each threat in each play, and where its flights go in each world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Codes = NDArray[np.int8]

# What became of one threat in one play (codes of `Outcomes.fate`).
LEAKED, FAILED_BY_ITSELF, MISSED_TARGET = range(3)
FATES = ("leaked", "failed_by_itself", "missed_target")


@dataclass(frozen=True)
class Flown:
    """Each threat's flight in one world, in a few numbers; N threats.

    Attributes:
        flight_time: From its own launch to impact [s], NaN where it never lands (N,).
        apogee: Highest point above the ellipsoid [m] (N,).
        impact_latitude, impact_longitude: [rad], NaN where it never lands (N,).
        miss: From the aim to the impact [m], NaN without an aim (N,).
        status: Codes of `trajectories.STATUSES` (N,).
    """

    flight_time: Floats
    apogee: Floats
    impact_latitude: Floats
    impact_longitude: Floats
    miss: Floats
    status: Integers


@dataclass(frozen=True)
class WorldOutcome:
    """One world scored: P plays of N threats.

    Attributes:
        world: Its number; 0 is the reference world, which is not counted.
        plays: Numbers of its plays (P,).
        fate: Codes of `FATES` (P, N).
        chance: Chance of each fate in this world, over the dice (N, fate).
        flown: The flights.
    """

    world: int
    plays: Integers
    fate: Codes
    chance: Floats
    flown: Flown


@dataclass(frozen=True)
class Outcomes:
    """All counted worlds of a run joined, in order of world and play; P plays, W worlds, N threats.

    Attributes:
        threat_id: (N,).
        world, play: Numbers (P,).
        fate: Codes of `FATES` (P, N).
        chance: Chance of each fate, world by world (W, N, fate).
        flight_time, apogee, impact_latitude, impact_longitude, miss: As in `Flown` (W, N).
    """

    threat_id: tuple[str, ...]
    world: Integers
    play: Integers
    fate: Codes
    chance: Floats
    flight_time: Floats
    apogee: Floats
    impact_latitude: Floats
    impact_longitude: Floats
    miss: Floats

    def to_frame(self) -> polars.DataFrame:
        """One row a play and threat."""
        from opendome.records.frames import outcomes_frame

        return outcomes_frame(self)
