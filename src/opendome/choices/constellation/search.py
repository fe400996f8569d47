"""Search for the defence: the shell of fewest satellites that gives every launch region its chance.

Every pair of inclination and altitude of a grid is a candidate, as a delta and as a star. No shell can do
with fewer satellites than its mean allows (`least_count`), whatever its planes. So candidates are taken in
the order of that number. Once the best shell found is no larger than it, all others are left out unseen, and
nothing is lost. Around the best the grid is then made finer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, degrees, inf, pi

import numpy as np

from opendome.choices.constellation.assured import Assured, Need, assured_count, in_reach, share_in_reach

COARSE, FINE = pi / 60.0, pi / 360.0
"""Steps of inclination, first and around the best [rad]."""

ALTITUDE_STEP = 50e3
"""Steps of altitude [m]."""

RUNNERS_UP = 3
"""Next best candidates that are told."""

GLOBE_STEP = pi / 18.0
"""The globe is this many launch places from the equator north: steps of latitude [rad]."""

ReachAt = Callable[[float], float]
"""Arc at the height of the orbit [m], by the altitude of the orbit [m]."""


@dataclass(frozen=True)
class Region:
    """A launch region.

    Attributes:
        name: As it is told.
        latitude: [rad].
        wanted: Satellites in reach at one moment; missiles times shots.
    """

    name: str
    latitude: float
    wanted: int


@dataclass(frozen=True)
class Candidate:
    """One shell that gives every region its chance.

    Attributes:
        found: The shell, its chances in the region that fares worst, and how it was looked for.
        reach: Arc at the height of its orbit [m].
        chances: By region, at the worst place between planes.
    """

    found: Assured
    reach: float
    chances: tuple[float, ...]


@dataclass(frozen=True)
class Search:
    """What was looked for, where, and what was found.

    Attributes:
        best: The smallest shell; None where no candidate does.
        runners_up: The next best, each of another inclination, altitude or pattern.
        candidates_count: Inclinations times altitudes times patterns, both grids.
        bounded_count: Of these, left out because their means alone ask for more satellites than the best has.
        passed_by_count: Of these, those from which some region is never in reach.
        shells_count: Shells looked at.
        inclinations, altitudes: Lowest, highest and step of the first grid [rad], [m].
        fine_step: Step of inclination around the best [rad].
    """

    best: Candidate | None
    runners_up: tuple[Candidate, ...]
    candidates_count: int
    bounded_count: int
    passed_by_count: int
    shells_count: int
    inclinations: tuple[float, float, float]
    altitudes: tuple[float, float, float]
    fine_step: float


def search(
    regions: Sequence[Region],
    chance: float,
    reach: float | ReachAt,
    altitudes: tuple[float, float],
    inclinations: tuple[float, float] = (0.0, 0.5 * pi),
    patterns: Sequence[bool] = (False, True),
) -> Search:
    """The shell of fewest satellites with enough in reach of every region, at its worst phase.

    Args:
        regions: Launch regions, each for itself: the chance holds in the one that fares worst.
        chance: Of enough satellites in reach, at the worst place between planes.
        reach: Arc at the height of the orbit [m], one for all altitudes or by altitude.
        altitudes: Lowest and highest [m]; the lowest is that at which orbits last long enough.
        inclinations: Lowest and highest [rad].
        patterns: Whether nodes are spread over half a turn: delta False, star True.
    """
    reach_at: ReachAt = reach if callable(reach) else lambda _: reach
    heights = _steps(*altitudes, ALTITUDE_STEP)
    coarse = _steps(*inclinations, COARSE)
    seen = _Seen(regions, chance, reach_at, inf)
    seen.look(product(coarse, heights, patterns))
    if seen.found:
        first = min(seen.found, key=_size).found.shell
        around = first.inclination + FINE * np.arange(-5, 6)
        inside = [float(one) for one in around if inclinations[0] <= one <= inclinations[1]]
        seen.look(product(inside, [first.altitude], [first.star]))
    ranked = sorted(seen.found, key=_size)
    return Search(
        ranked[0] if ranked else None, tuple(ranked[1 : 1 + RUNNERS_UP]), seen.candidates, seen.bounded,
        seen.passed_by, seen.shells, (*inclinations, COARSE), (*altitudes, ALTITUDE_STEP), FINE,
    )  # fmt: skip


def search_globe(
    wanted: int,
    chance: float,
    reach: float | ReachAt,
    altitudes: tuple[float, float],
    farthest: float = 0.5 * pi,
) -> Search:
    """The shell of fewest satellites with as many in reach of every latitude.

    Args:
        wanted: Satellites in reach at one moment; missiles times shots.
        chance, reach, altitudes: As in `search`.
        farthest: Latitude up to which launches may come [rad]; shells are the same north and south.
    """
    latitudes = _steps(0.0, farthest, GLOBE_STEP)
    return search([Region(f"{degrees(one):g}", one, wanted) for one in latitudes], chance, reach, altitudes)


def least_count(needs: Sequence[Need], chance: float, inclination: float, altitude: float) -> float:
    """No fewer satellites can give every place its chance, whatever planes they fly in; infinite: none can.

    Of all moments, at most mean over wanted can have as many as wanted in reach (Markov).

    Args:
        needs: Launch places with what each asks.
        chance: Asked for.
        inclination: [rad].
        altitude: [m].
    """
    shares = [share_in_reach(one, inclination, altitude) for one in needs]
    if min(shares) <= 0.0:
        return inf
    return max(chance * one.wanted / share for one, share in zip(needs, shares, strict=True))


class _Seen:
    """Candidates as they are looked at."""

    def __init__(self, regions: Sequence[Region], chance: float, reach_at: ReachAt, smallest: float) -> None:
        self.regions, self.chance, self.reach_at, self.smallest = regions, chance, reach_at, smallest
        self.found: list[Candidate] = []
        self.candidates = self.bounded = self.passed_by = self.shells = 0
        self._known: set[tuple[float, float, bool]] = set()

    def look(self, grid: product[tuple[float, float, bool]]) -> None:
        """Look at candidates, those first that could be smallest."""
        new = [one for one in grid if (round(one[0], 9), one[1], one[2]) not in self._known]
        self._known |= {(round(one[0], 9), one[1], one[2]) for one in new}
        self.candidates += len(new)
        least = {
            place: least_count(self._needs(place[1]), self.chance, *place)
            for place in dict.fromkeys(one[:2] for one in new)
        }
        for inclination, altitude, star in sorted(new, key=lambda one: (least[one[:2]], one)):
            if least[inclination, altitude] == inf:
                self.passed_by += 1
            elif ceil(least[inclination, altitude] - 1e-9) >= self.smallest:
                self.bounded += 1
            else:
                self._try(inclination, altitude, star)

    def _try(self, inclination: float, altitude: float, star: bool) -> None:
        needs = self._needs(altitude)
        found = assured_count(needs, self.chance, inclination, altitude, star)
        if found is None:
            self.passed_by += 1
            return
        chances = tuple(
            in_reach(found.shell, one.latitude, one.reach).worst_chance(one.wanted) for one in needs
        )
        self.shells += found.tried
        self.smallest = min(self.smallest, found.shell.satellites)
        self.found.append(Candidate(found, needs[0].reach, chances))

    def _needs(self, altitude: float) -> list[Need]:
        reach = self.reach_at(altitude)
        return [Need(one.latitude, reach, one.wanted) for one in self.regions]


def _size(candidate: Candidate) -> tuple[float, ...]:
    """What candidates are ranked by; of two of a size the more sure one, then the lower."""
    shell = candidate.found.shell
    return (shell.satellites, -candidate.found.worst_chance, shell.altitude, shell.inclination, shell.star)


def _steps(low: float, high: float, step: float) -> list[float]:
    count = int((high - low) / step + 1e-9)
    whole = [low + step * one for one in range(count + 1)]
    return whole if high - whole[-1] < 1e-9 * step else [*whole, high]
