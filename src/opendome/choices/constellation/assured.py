"""How many satellites of a shell are in reach of a launch, moment by moment, and the smallest sure shell.

A mean says little: of 4,970 satellites, "for ten", ten or more are in reach in 84 of a hundred moments at 40
degrees north, and in one of a hundred over the equator. Here all moments are counted. Over weeks every place
between two planes, and every position of satellites along them, comes up equally often; no orbit is flown.

*The worst phase*: where a place lies between two planes changes in hours and can be read from a catalogue.
So a chance is given for all moments, and for the worst of those places, over the satellites' positions
along their planes, which change in minutes.

Arcs and angles are counted over a sphere with the radius of the orbit, 6,378.137 km and its altitude.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.choices.constellation.phases import LATITUDE, NEED, REACH, WANTED
from opendome.choices.constellation.shells import Shell
from opendome.physics.constants import EQUATORIAL_RADIUS

SAMPLES = 48
"""Places between two planes of a delta that are looked at; in the turn of a star `STAR` times as many."""

STAR = 8

LONGEST = 4
"""Satellites in a plane to planes, and planes to satellites in a plane: at most this."""

PLANE_COUNTS = 24
"""Numbers of planes that are tried for one range of sizes."""

PHASINGS = 8
"""Values of Walker's F that are tried for each number of planes, evenly spread."""

LARGEST = 12.0
"""Shells larger than this many times the smallest whose mean could do are not looked for."""

DENSE = 200
"""So many planes pass every longitude that planes of a star can pass."""


@dataclass(frozen=True)
class Need:
    """What a launch place asks of a shell.

    Attributes:
        latitude: Of the launch [rad].
        reach: Arc at the height of the orbit, from over the launch to the satellite [m].
        wanted: Satellites in reach; missiles times shots.
    """

    latitude: float
    reach: float
    wanted: int = 1


@dataclass(frozen=True)
class InReach:
    """How many satellites are in reach of a launch place.

    Attributes:
        at_least: Chance of at least 0, 1, 2, ... by place between planes (S, K); the last column is 0.
    """

    at_least: Floats

    @property
    def mean(self) -> float:
        """Satellites in reach on average over all moments."""
        return float(self.at_least[:, 1:].sum() / len(self.at_least))

    @property
    def none(self) -> float:
        """Chance, over all moments, that none is in reach."""
        return 1.0 - self.chance(1)

    def chance(self, wanted: int) -> float:
        """Chance, over all moments, of at least so many in reach."""
        return float(self._column(wanted).mean())

    def worst_chance(self, wanted: int) -> float:
        """The same at the worst place between planes."""
        return float(self._column(wanted).min())

    @property
    def fewest(self) -> int:
        """Satellites in reach at the worst moment of all."""
        return int(np.sum(np.all(self.at_least >= 1.0 - 1e-9, axis=0))) - 1

    @property
    def most(self) -> int:
        """Satellites in reach at the best moment of all."""
        return int(np.sum(np.any(self.at_least > 0.0, axis=0))) - 1

    @cached_property
    def probability(self) -> Floats:
        """Chance, over all moments, of exactly 0, 1, 2, ... in reach (K - 1,)."""
        return np.asarray(-np.diff(self.at_least.mean(axis=0)))

    def _column(self, wanted: int) -> Floats:
        whole = np.zeros(len(self.at_least))
        return self.at_least[:, wanted] if wanted < self.at_least.shape[1] else whole


def in_reach(shell: Shell, latitude: float, reach: float, samples: int = SAMPLES) -> InReach:
    """How many satellites of a shell are in reach of a launch place, over all moments.

    Args:
        shell: The satellites.
        latitude: Of the launch [rad].
        reach: Arc at the height of the orbit [m].
        samples: Places between two planes of a delta.
    """
    from opendome.choices.constellation.kernels import fill_chances

    need = np.array([latitude, reach / shell.radius, 0.0])
    slots = shell.satellites // shell.planes
    number = samples * STAR if shell.star else samples
    room = 32
    while True:
        at_least = np.zeros((number, room))
        fill_chances(
            need, shell.inclination, shell.star, shell.planes, slots, shell.phasing, at_least
        )  # fmt: skip
        if not at_least[:, -1].any():
            used = int(np.sum(at_least.any(axis=0)))
            return InReach(at_least[:, : used + 1].copy())
        room *= 4


@dataclass(frozen=True)
class Assured:
    """The smallest shell that was found to give every need its chance.

    Attributes:
        shell: The satellites.
        worst_chance: Of the need that fares worst, at the worst place between planes.
        chance: Of the need that fares worst, over all moments.
        mean: Satellites in reach of that need on average.
        tried: How many shells were looked at.
        fewest_planes, most_planes: Between which numbers of planes.
    """

    shell: Shell
    worst_chance: float
    chance: float
    mean: float
    tried: int
    fewest_planes: int
    most_planes: int

    @property
    def shells(self) -> tuple[Shell, ...]:
        """The one shell, as of a mix of several inclinations."""
        return (self.shell,)

    @property
    def satellites(self) -> int:
        """Of the shell."""
        return self.shell.satellites


def assured_count(
    needs: Need | Sequence[Need],
    chance: float,
    inclination: float,
    altitude: float,
    star: bool = False,
    at_worst_phase: bool = True,
) -> Assured | None:
    """The smallest shell with enough satellites in reach of every launch place, with the chance asked for.

    Sizes are tried upwards from the smallest whose mean could do. For each range of sizes 24 numbers of
    planes are tried, from half to twice the root of the size, with every number of satellites in a plane
    and 8 values of F. A larger shell with other planes can be worse than a smaller one: the smallest found
    is not a threshold.

    Args:
        needs: Launch places with what each asks; each for itself, not all at one moment.
        chance: Of enough satellites in reach, above 0 and up to 1.
        inclination: [rad].
        altitude: [m].
        star: Nodes spread over half a turn.
        at_worst_phase: The chance is asked at the worst place between planes; otherwise over all moments.

    Returns:
        None where a launch place is never in reach (of a star, at some longitudes: its planes may leave
        gaps), or only of a shell more than 12 times as large as the mean asks for.
    """
    from opendome.choices.constellation.kernels import find_smallest

    places = [needs] if isinstance(needs, Need) else list(needs)
    rows = _rows(places, EQUATORIAL_RADIUS + altitude)
    shares = [share_in_reach(one, inclination, altitude) for one in places]
    if min(shares) <= 0.0:
        return None
    if star and share_passed(places, inclination, altitude) < (1.0 if at_worst_phase else chance):
        return None
    # Markov: no more than mean / wanted of all moments can have as many as wanted
    floors = [one.wanted * max(1.0, chance / share) for one, share in zip(places, shares, strict=True)]
    least, tried = max(1, ceil(max(floors) - 1e-9)), 0
    largest = ceil(LARGEST * least)
    phasings = np.arange(PHASINGS, dtype=np.int64) * 1000 // PHASINGS
    samples = SAMPLES * STAR if star else SAMPLES
    while least <= largest:
        end = min(ceil(1.25 * least) + 8, largest + 1)
        planes = plane_counts(least, end)
        best = np.array([end, 0, 0])
        tried += int(
            find_smallest(
                rows, inclination, star, planes, LONGEST, phasings, samples, chance, at_worst_phase,
                least, best,
            )
        )  # fmt: skip
        if best[1]:
            shell = Shell(int(best[0]), int(best[1]), int(best[2]), inclination, altitude, star)
            return _told(shell, places, tried, planes, at_worst_phase)
        least = end
    return None


def plane_counts(least: int, end: int) -> Integers:
    """Numbers of planes to try for shells of these sizes, the squarest first (P,)."""
    middle = sqrt(0.5 * (least + end))
    spread = np.unique(np.round(np.geomspace(0.5 * middle, 2.0 * middle, PLANE_COUNTS)).astype(np.int64))
    spread = spread[spread >= 1]
    order = np.argsort(np.abs(np.log(spread / middle)), kind="stable")
    return np.ascontiguousarray(spread[order])


def share_in_reach(need: Need, inclination: float, altitude: float) -> float:
    """Share of all moments at which one satellite of a shell is in reach; the same for any planes.

    Args:
        need: The launch place.
        inclination: [rad].
        altitude: [m].
    """
    alone = Shell(1, 1, 0, inclination, altitude)
    return in_reach(alone, need.latitude, need.reach, samples=2_048).mean


def _rows(places: list[Need], radius: float) -> Floats:
    rows = np.empty((len(places), NEED))
    rows[:, LATITUDE] = [one.latitude for one in places]
    rows[:, REACH] = [one.reach / radius for one in places]
    rows[:, WANTED] = [one.wanted for one in places]
    return rows


def share_passed(places: Sequence[Need], inclination: float, altitude: float) -> float:
    """Share of all longitudes that some plane of a star passes, however many planes there are."""
    dense = Shell(DENSE, DENSE, 0, inclination, altitude, star=True)
    seen = [in_reach(dense, one.latitude, one.reach).at_least[:, 1:].sum(axis=1) > 0.0 for one in places]
    return min(float(one.mean()) for one in seen)


def _told(shell: Shell, places: list[Need], tried: int, planes: Integers, worst: bool) -> Assured:
    found = [(in_reach(shell, one.latitude, one.reach), one.wanted) for one in places]
    seen, wanted = min(found, key=lambda one: one[0].worst_chance(one[1]) if worst else one[0].chance(one[1]))
    return Assured(
        shell, seen.worst_chance(wanted), seen.chance(wanted), seen.mean, tried,
        int(planes.min()), int(planes.max()),
    )  # fmt: skip
