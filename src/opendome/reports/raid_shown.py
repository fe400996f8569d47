"""One raid as pictures show it: the reference play, shot by shot, and what became of each missile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.records import engagements as fought
from opendome.records.case import Case
from opendome.records.defence import OTHERS
from opendome.records.engagements import Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.trajectories import Trajectories, comes_to_aim
from opendome.reports.sentences import Shown

# What became of a missile (codes of `RaidShown.fate`).
STOPPED, FAILS, ARRIVES, ASTRAY = range(4)


@dataclass(frozen=True)
class Shot:
    """One interceptor fired; times since the epoch [s].

    Attributes:
        threat, shooter, layer: At what, from where, in which layer; a constellation is one place.
        launch, meets: When it leaves, and when it comes to its target.
        hits: Whether it hits.
        decoy: Whether its target is a decoy.
        late: Whether its target was stopped before it came.
        satellite: Which of a constellation fires it, from 1; 0 for a battery on the ground.
    """

    threat: int
    shooter: int
    layer: int
    launch: float
    meets: float
    hits: bool
    decoy: bool
    late: bool
    satellite: int = OTHERS


@dataclass(frozen=True)
class RaidShown:
    """The reference play of N missiles; times since the epoch [s].

    Attributes:
        shots: In order of launch.
        fate: Codes as above (N,).
        until: When a missile is stopped; infinity if it flies to its end, minus infinity if it never flies
            (N,).
        reason: What decided, codes of `REASONS` (N,).
        last_chance: The last moment at which anybody could shoot at it, NaN for never (N,).
    """

    shots: tuple[Shot, ...]
    fate: Integers
    until: Floats
    reason: Integers
    last_chance: Floats

    def at(self, threat: int) -> list[Shot]:
        """Shots at one missile, in order of launch."""
        return [shot for shot in self.shots if shot.threat == threat]

    def summary(self) -> Shown:
        """Its numbers, for sentences."""
        counts = np.bincount(self.fate, minlength=4)
        return Shown(
            missiles=len(self.fate),
            stopped=int(counts[STOPPED]),
            fail=int(counts[FAILS]),
            arrive=int(counts[ARRIVES]),
            astray=int(counts[ASTRAY]),
            shots=len(self.shots),
        )


def raid_shown(
    case: Case, flights: Trajectories, chances: Opportunities, fights: Engagements
) -> RaidShown | None:
    """The reference play, or None where nothing can shoot.

    Args:
        case: The scenario settled.
        flights, chances: Of the reference world.
        fights: Of a run, whose first play is the reference play.
    """
    if not len(case.defence):
        return None
    rows = fights.shots[fights.shots[:, fought.SHOT_PLAY] == 0]
    rows = rows[np.argsort(rows[:, fought.SHOT_LAUNCH], kind="stable")]
    ends = _ends(rows)
    last = np.where(np.isfinite(chances.last_launch), chances.last_launch, -np.inf).max(axis=1)
    past = fights.past[0]
    landed = np.where(comes_to_aim(flights), ARRIVES, ASTRAY)
    fate = np.where(past == fought.NO_LAYER, landed, STOPPED)
    fate[past == fought.NEVER_FLEW] = FAILS
    return RaidShown(
        shots=tuple(_shot(row, ends) for row in rows),
        fate=fate.astype(np.int64),
        until=_until(fate, _ends(rows[rows[:, fought.SHOT_DECOY] == 0.0])),
        reason=fights.reason[0].astype(np.int64),
        last_chance=np.where(np.isfinite(last), last, np.nan),
    )


def _ends(rows: Floats) -> dict[tuple[int, int], float]:
    """When each thing that is hit is hit first, by threat and object [s]."""
    ends: dict[tuple[int, int], float] = {}
    for row in rows[rows[:, fought.SHOT_HIT] > 0.0]:
        thing = (int(row[fought.SHOT_THREAT]), int(row[fought.SHOT_OBJECT]))
        ends[thing] = min(ends.get(thing, np.inf), float(row[fought.SHOT_INTERCEPT]))
    return ends


def _shot(row: Floats, ends: dict[tuple[int, int], float]) -> Shot:
    thing = (int(row[fought.SHOT_THREAT]), int(row[fought.SHOT_OBJECT]))
    return Shot(
        threat=thing[0],
        shooter=int(row[fought.SHOT_SHOOTER]),
        layer=int(row[fought.SHOT_LAYER]),
        launch=float(row[fought.SHOT_LAUNCH]),
        meets=float(row[fought.SHOT_INTERCEPT]),
        hits=bool(row[fought.SHOT_HIT] > 0.0),
        decoy=bool(row[fought.SHOT_DECOY] > 0.0),
        late=float(row[fought.SHOT_INTERCEPT]) > ends.get(thing, np.inf),
        satellite=int(row[fought.SHOT_SATELLITE]),
    )


def _until(fate: NDArray[np.int64], ends: dict[tuple[int, int], float]) -> Floats:
    """A missile is stopped when the last of its warheads is."""
    last: dict[int, float] = {}
    for (threat, _), time in ends.items():
        last[threat] = max(last.get(threat, -np.inf), time)
    until = np.where(fate == FAILS, -np.inf, np.inf)
    for threat in np.flatnonzero(fate == STOPPED).tolist():
        until[threat] = last.get(threat, np.inf)
    return until
