"""Who may shoot at what, from when to when, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.arrays import Floats, Integers

if TYPE_CHECKING:
    import polars

# What kept a shooter from shooting at a threat (codes of `Opportunities.limit`): how far it came.
(
    MAY_SHOOT, OUT_OF_REACH, BELOW_FLOOR, NOT_SEEN, NO_TRACK, TOO_LATE,
) = range(6)  # fmt: skip
CHANCE_LIMITS = {
    "none": "It could shoot.",
    "out_of_reach": "The threat never flies where its interceptors come.",
    "below_floor": "Its interceptors come to the threat only below the lowest height of an intercept.",
    "not_seen": "No sensor saw the threat.",
    "no_track": "The threat was never known well enough while there was time to shoot.",
    "too_late": "The threat was known well enough only after the last moment to shoot.",
}
"""Limit by code, with what it means."""

LAUNCHES = 8
"""Launch times between the first and the last, at which a shot is worked out."""

# Columns of `Opportunities.table`; behind the first three, blocks of LAUNCHES columns.
READY, FIRST, LAST, FLIGHT = range(4)
CLOSING, ALTITUDE = FLIGHT + LAUNCHES, FLIGHT + 2 * LAUNCHES
CHANCE = FLIGHT + 3 * LAUNCHES


@dataclass(frozen=True)
class Opportunities:
    """Every pair of N threats and S shooters of one world, as `Reach` has them; times after the epoch [s].

    Between the first and the last launch lie `LAUNCHES` even times, the ends among them.

    Attributes:
        threat_id: (N,).
        shooter_id: (S,).
        table: What the properties below name, NaN where it cannot shoot (N, S, CHANCE).
        kill_probability: Of one shot, its own reliability included (S,).
        limit: Codes of `CHANCE_LIMITS` (N, S).
        place, satellite: Battery or constellation of each shooter, and which of its satellites (S,).
    """

    threat_id: tuple[str, ...]
    shooter_id: tuple[str, ...]
    table: Floats
    kill_probability: Floats
    limit: Integers
    place: Integers
    satellite: Integers

    @property
    def ready(self) -> Floats:
        """When the shooter may first launch for what it knows, whatever it reaches; NaN for never (N, S)."""
        return self.table[..., READY]

    @property
    def first_launch(self) -> Floats:
        """When it may first launch, and meet the threat; NaN where it cannot shoot (N, S)."""
        return self.table[..., FIRST]

    @property
    def last_launch(self) -> Floats:
        """When it may last launch; NaN where it cannot shoot (N, S)."""
        return self.table[..., LAST]

    @property
    def flight_time(self) -> Floats:
        """Of the interceptor at each launch time [s], NaN where there is a gap (N, S, LAUNCHES)."""
        return self.table[..., FLIGHT:CLOSING]

    @property
    def closing_speed(self) -> Floats:
        """Between interceptor and threat as they meet [m/s] (N, S, LAUNCHES)."""
        return self.table[..., CLOSING:ALTITUDE]

    @property
    def altitude(self) -> Floats:
        """Of the meeting [m] (N, S, LAUNCHES)."""
        return self.table[..., ALTITUDE:]

    def to_frame(self) -> polars.DataFrame:
        """One row a pair."""
        from opendome.records.frames import opportunities_frame

        return opportunities_frame([self])
