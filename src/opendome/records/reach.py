"""Where interceptors can be, and when they can meet a threat: geometry, before anybody knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.arrays import Floats, Integers

if TYPE_CHECKING:
    import polars

# What kept a shooter from ever meeting a threat (codes of `Reach.limit`).
REACHES, OUT_OF_REACH, BELOW_FLOOR = range(3)
REACH_LIMITS = ("none", "out_of_reach", "below_floor")

# Columns of `Reach.meeting`.
MEET_TIME, MEET_FLIGHT, MEET_CLOSING, MEET_ALTITUDE = range(4)
MEETING = 4

SPANS = 3
"""Stretches of a flight in which one shooter can meet it, at most: on the way up, and on the way down."""

SAMPLES = 16
"""Meetings kept of each stretch."""

# Columns of `Flyouts.table`.
FLY_TIME, FLY_ALONG, FLY_UP = range(3)
FLY = 3


@dataclass(frozen=True)
class Flyouts:
    """How long each kind of interceptor flies to each place: K kinds, A angles over the ground, H heights.

    Attributes:
        kind_id: (K,).
        along_step: Between two angles over the ground from the launch place, the first at 0 [rad] (K,).
        up_step: Between two heights above the launch place, the first at 0 [m] (K,).
        table: Shortest flight [s], infinity where it cannot be; speed along and up on arrival [m/s], in axes
            that move with the launch place and do not turn (K, A, H, FLY).
    """

    kind_id: tuple[str, ...]
    along_step: Floats
    up_step: Floats
    table: Floats

    def to_frame(self) -> polars.DataFrame:
        """One row a kind and place."""
        from opendome.records.frames import flyouts_frame

        return flyouts_frame(self)


@dataclass(frozen=True)
class Reach:
    """Who could meet what when, if it were known from the start: N threats, S shooters, M meetings.

    A shooter is a battery, or one satellite of a constellation that could meet some threat of this world. One
    shooter more stands for all other satellites of its constellation, which meet none: it says why.

    Threats that are launched alike but for their time fly one course, and meet a battery on the ground alike;
    satellites have gone on in between.

    Attributes:
        place: Row of `Defence.shooters` of each shooter (S,).
        satellite: Its number in its constellation, from 1; `defence.OTHERS` for a battery, and for the other
            satellites together (S,).
        row: Which meetings are those of a threat and a shooter; -1 where they never meet (N, S).
        meeting: Stretches of a flight in which a shooter can meet it, as even samples: time after the
            threat's launch, flight time of the interceptor, closing speed, height; NaN where there is no
            such stretch (M, SPANS, SAMPLES, MEETING).
        limit: Codes of `REACH_LIMITS` (N, S).
        flyouts: The tables that it was found in.
    """

    place: Integers
    satellite: Integers
    row: Integers
    meeting: Floats
    limit: Integers
    flyouts: Flyouts

    def to_frame(self) -> polars.DataFrame:
        """One row a threat, shooter and meeting kept; where they never meet one that says why."""
        from opendome.records.frames import reach_frame

        return reach_frame(self)
