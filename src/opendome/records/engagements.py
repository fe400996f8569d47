"""Every shot of some plays, and what all plays of a world add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.arrays import Codes, Floats, Integers

if TYPE_CHECKING:
    import polars

# Columns of `Engagements.shots`.
(
    SHOT_PLAY, SHOT_THREAT, SHOT_OBJECT, SHOT_DECOY, SHOT_SHOOTER, SHOT_LAYER, SHOT_LOOK, SHOT_LAUNCH,
    SHOT_INTERCEPT, SHOT_HIT, SHOT_SATELLITE,
) = range(11)  # fmt: skip
SHOT = 11
"""A shooter is a battery or constellation, by its row in the case; satellites count as in `Reach`."""

# What decided a threat's fate (codes of `REASONS`).
(
    STOPPED, NOT_SEEN, SEEN_LATE, NO_TRACK, OUT_OF_REACH, NO_INVENTORY, CHANNEL_BUSY, MISSED, DECOY,
    COMMON_MODE,
) = range(10)  # fmt: skip
REASONS = {
    "stopped": "It was stopped.",
    "not_seen": "No sensor saw it.",
    "seen_late": "It was known well enough to shoot at only after the last moment to shoot.",
    "no_track": "It was never known well enough to shoot at while there was time.",
    "out_of_reach": "No interceptor could meet it.",
    "no_inventory": "No interceptor was left.",
    "channel_busy": "Those that could reach it were busy with others.",
    "missed": "Every shot at it missed.",
    "decoy": "No interceptor was left, because some were fired at decoys.",
    "common_mode": "One fault stopped every shot at it.",
}
"""What decided, by code, with what it means."""

KEPT_PLAYS = 100
"""Shots are kept of the reference play and of plays up to this number."""

NO_LAYER, NEVER_FLEW = 4, 5
"""What `Engagements.past` says of a threat that no layer stopped, and of one that failed by itself."""


@dataclass(frozen=True)
class Engagements:
    """What the plays of one world add up to: P plays, N threats, S shooters, four layers.

    Where a shot's result decides nothing else in a play, its chance is taken instead of its dice: what adds
    up is then free of that luck. `fate`, `reason` and `shots` are rolled all the same.

    Attributes:
        threat_id: (N,).
        shooter_id: (S,).
        plays: Their numbers (P,).
        stopped: Chance that each layer stops each threat, mean over the plays (N, 4).
        arrives: Chance that each threat flies, and gets past every layer (N,).
        luck: Variance that the dice leave in `arrives` (N,).
        fails: Share of plays in which it fails by itself (N,).
        decided: Chance of each of `REASONS` for threats that fly, mean over the plays (N, 10).
        past: Layer that stopped each threat, 4 for none, 5 where it failed by itself (P, N).
        reason: Codes of `REASONS`, 0 also where it failed by itself (P, N).
        no_leak: Chance that nothing gets through (P,).
        leakers: How many get through on average (P,).
        histogram: Chance that 0, 1, … N get through, mean over the plays (N + 1,).
        used: Interceptors fired by each battery and constellation (P, S).
        by_layer: Threats shot at, shots, threats stopped by each layer (P, 4, 3).
        by_threat: Shots, looks, share of plays with a shot, and where there is one first launch and first
            intercept, mean over the plays (N, 5); times since the epoch [s].
        shots: Columns as named above, of the plays that are kept (shot, SHOT).
    """

    threat_id: tuple[str, ...]
    shooter_id: tuple[str, ...]
    plays: Integers
    stopped: Floats
    arrives: Floats
    luck: Floats
    fails: Floats
    decided: Floats
    past: Codes
    reason: Codes
    no_leak: Floats
    leakers: Floats
    histogram: Floats
    used: Floats
    by_layer: Floats
    by_threat: Floats
    shots: Floats

    def to_frame(self) -> polars.DataFrame:
        """One row a shot that is kept, in order of play and launch."""
        from opendome.records.frames import engagements_frame

        return engagements_frame(self)
