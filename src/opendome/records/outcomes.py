"""What became of a raid: the fate of each threat in each play, and where its flights go in each world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.arrays import Codes, Floats, Integers

if TYPE_CHECKING:
    import polars

# What became of one threat in one play (codes of `Outcomes.fate`).
(
    INTERCEPTED_BOOST, INTERCEPTED_MIDCOURSE, INTERCEPTED_GLIDE, INTERCEPTED_TERMINAL, LEAKED,
    FAILED_BY_ITSELF, MISSED_TARGET,
) = range(7)  # fmt: skip
FATES = (
    "intercepted_boost", "intercepted_midcourse", "intercepted_glide", "intercepted_terminal", "leaked",
    "failed_by_itself", "missed_target",
)  # fmt: skip


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
class Known:
    """How early and how well each threat was known; N threats, and W worlds where several are joined.

    Times count from the threat's own launch [s], NaN for never.

    Attributes:
        threat_id: (N,).
        first_detected: First look that detects, of any sensor ((W,) N).
        first_reported: When others may first use a detection ((W,) N).
        first_tracked: When the track is first good enough to shoot on ((W,) N).
        tracked_fraction: Share of the flight in which it is ((W,) N).
        custody_fraction: Share of the flight in which the place is known to `custody` ((W,) N).
        position_error: Root mean square of the true error while good enough to shoot on [m] ((W,) N).
        shown: Threats whose errors are kept minute by minute (C,).
        curve: True error every `CURVE_EVERY` seconds after launch [m] ((W,) C, G), NaN without a track.
    """

    threat_id: tuple[str, ...]
    first_detected: Floats
    first_reported: Floats
    first_tracked: Floats
    tracked_fraction: Floats
    custody_fraction: Floats
    position_error: Floats
    shown: Integers
    curve: Floats

    def to_frame(self) -> polars.DataFrame:
        """One row a world and threat, where worlds are joined; worlds count from 1."""
        from opendome.records.frames import known_frame

        return known_frame(self)


CURVE_EVERY = 15.0
"""Time between two points of an error curve [s]."""

CURVE_POINTS = 400


@dataclass(frozen=True)
class Fought:
    """What shooting came to; W worlds, P plays of them all, N threats, S shooters.

    Means over a world's plays are free of that luck which decides nothing else (see `Engagements`).

    Attributes:
        reason: Codes of `engagements.REASONS`, as it was rolled (P, N).
        no_leak: Chance that nothing gets through (P,).
        leakers: How many get through on average (P,).
        used: Interceptors fired by each shooter (P, S).
        by_layer: Threats shot at, shots, threats stopped by each layer (P, 4, 3).
        luck: Variance that the dice leave in the chance that each threat gets through ((W,) N).
        decided: Chance of each reason for threats that fly ((W,) N, 10).
        histogram: Chance of each number of leakers ((W,) N + 1).
        by_threat: As `Engagements.by_threat`, times since the threat's launch [s] ((W,) N, 5).
        last_launch: Last useful launch of any shooter after the threat's own [s], NaN for none ((W,) N).
        margin: Time from the first possible launch to that [s], NaN for none ((W,) N).
    """

    reason: Codes
    no_leak: Floats
    leakers: Floats
    used: Floats
    by_layer: Floats
    luck: Floats
    decided: Floats
    histogram: Floats
    by_threat: Floats
    last_launch: Floats
    margin: Floats


@dataclass(frozen=True)
class WorldOutcome:
    """One world scored: P plays of N threats.

    Attributes:
        world: Its number; 0 is the reference world, which is not counted.
        plays: Numbers of its plays (P,).
        fate: Codes of `FATES`, as it was rolled (P, N).
        chance: Chance of each fate in this world, over the dice (N, fate).
        flown: The flights.
        known: How early and how well they were known; None where there is no sensor.
        fought: What shooting came to.
    """

    world: int
    plays: Integers
    fate: Codes
    chance: Floats
    flown: Flown
    known: Known | None
    fought: Fought


@dataclass(frozen=True)
class Outcomes:
    """All counted worlds of a run joined, in order of world and play; P plays, W worlds, N threats.

    Attributes:
        threat_id: (N,).
        world, play: Numbers (P,).
        fate: Codes of `FATES`, as it was rolled (P, N).
        chance: Chance of each fate, world by world (W, N, fate).
        flight_time, apogee, impact_latitude, impact_longitude, miss: As in `Flown` (W, N).
        known: How early and how well each was known, world by world; None where there is no sensor.
        fought: What shooting came to.
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
    known: Known | None
    fought: Fought

    def to_frame(self) -> polars.DataFrame:
        """One row a play and threat."""
        from opendome.records.frames import outcomes_frame

        return outcomes_frame(self)
