"""The smallest sure shell of several inclinations: equal shares, each share a Walker shell of its own.

All shares have as many planes, satellites in each and the same F. Planes of different inclinations turn at
different rates, so over weeks every place between the planes of one share meets every place between those of
another, and every position along them: the shares are taken as independent. The worst phase is the worst of
all pairs (or threes, and so on) of places between planes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from opendome.arrays import Floats
from opendome.choices.constellation.assured import (
    LARGEST,
    LONGEST,
    PHASINGS,
    SAMPLES,
    STAR,
    Need,
    in_reach,
    plane_counts,
    share_in_reach,
    share_passed,
)
from opendome.choices.constellation.shells import Shell

EVERY_THIRD = 3
"""Of the places between planes every third is looked at first: there most shells fail already."""


@dataclass(frozen=True)
class AssuredMix:
    """The smallest shells that together give every need its chance.

    Attributes:
        shells: One for each inclination, all of a size.
        worst_chance: Of the need that fares worst, at the worst places between planes.
        chance: Of the need that fares worst, over all moments.
        mean: Satellites in reach of that need on average.
        tried: How many mixes were looked at.
        fewest_planes, most_planes: Between which numbers of planes of each shell.
    """

    shells: tuple[Shell, ...]
    worst_chance: float
    chance: float
    mean: float
    tried: int
    fewest_planes: int
    most_planes: int

    @property
    def satellites(self) -> int:
        """Of all shells together."""
        return sum(one.satellites for one in self.shells)


def assured_mix(
    needs: Need | Sequence[Need],
    chance: float,
    inclinations: Sequence[float],
    altitude: float,
    star: bool = False,
) -> AssuredMix | None:
    """The smallest mix with enough satellites in reach of every launch place, with the chance asked for.

    Sizes are tried upwards, with the same numbers of planes and values of F as in `assured_count`.

    Args:
        needs: Launch places with what each asks; each for itself, not all at one moment.
        chance: Of enough satellites in reach at the worst places between planes, above 0 and up to 1.
        inclinations: [rad].
        altitude: [m].
        star: Nodes of each shell spread over half a turn.

    Returns:
        None where a launch place is never in reach, or only of a mix more than 12 times as large as the mean
        asks for.
    """
    places = [needs] if isinstance(needs, Need) else list(needs)
    parts = len(inclinations)
    shares = [sum(share_in_reach(one, it, altitude) for it in inclinations) / parts for one in places]
    if min(shares) <= 0.0 or (star and _leave_gaps(places, inclinations, altitude)):
        return None
    # Markov: no more than mean / wanted of all moments can have as many as wanted
    floors = [one.wanted * max(1.0, chance / share) for one, share in zip(places, shares, strict=True)]
    least = max(1, ceil(max(floors) / parts - 1e-9))
    largest, tried, order = ceil(LARGEST * least), 0, list(places)
    while least <= largest:
        end = min(ceil(1.25 * least) + 8, largest + 1)
        planes = plane_counts(least, end)
        for satellites, circles, phasing in _candidates(planes.tolist(), least, end):
            shells = [Shell(satellites, circles, phasing, it, altitude, star) for it in inclinations]
            tried += 1
            failed = _failing(shells, order, chance)
            if failed is None:
                return _told(shells, places, tried, min(planes.tolist()), max(planes.tolist()))
            order.sort(key=lambda one: one is not failed)  # where one failed, the next is likely to
        least = end
    return None


def worst_chance(shells: Sequence[Shell], need: Need, samples: int = SAMPLES) -> float:
    """Chance of enough in reach of several shells, at the worst places between the planes of each.

    Args:
        shells: Flown together.
        need: The launch place and how many are wanted there.
        samples: Places between two planes of a delta.
    """
    tables = [_lowest(_at_least(one, need, samples)) for one in shells]
    together = tables[0]
    for table in tables[1:-1]:
        together = _lowest(_added(together, table))
    if len(tables) == 1:
        return float(together[:, -1].min())
    exactly, rest = _exactly(together), tables[-1][:, ::-1]
    return float(min(np.einsum("j,bj->b", one, rest).min() for one in exactly))


def _candidates(planes: Sequence[int], least: int, end: int) -> list[tuple[int, int, int]]:
    """Satellites, planes and F of every shell of a range of sizes, the smallest first."""
    found = []
    for order, circles in enumerate(planes):
        first = max(-(-least // circles), -(-circles // LONGEST))
        phasings = sorted({part * circles // PHASINGS for part in range(PHASINGS)})
        last = min((end - 1) // circles, LONGEST * circles)
        for slots in range(first, last + 1):
            found += [(slots * circles, order, circles, phasing) for phasing in phasings]
    return [(satellites, circles, phasing) for satellites, _, circles, phasing in sorted(found)]


def _failing(shells: Sequence[Shell], places: Sequence[Need], chance: float) -> Need | None:
    """The first place that has too small a chance, None where all have enough."""
    for samples in (SAMPLES // EVERY_THIRD, SAMPLES):
        for one in places:
            if worst_chance(shells, one, samples) < chance - 1e-12:
                return one
    return None


def _at_least(shell: Shell, need: Need, samples: int) -> Floats:
    """Chance of at least 0, 1, ... wanted in reach, by place between planes (S, wanted + 1)."""
    from opendome.choices.constellation.kernels import fill_chances

    row = np.array([need.latitude, need.reach / shell.radius, 0.0])
    filled = np.zeros((samples * STAR if shell.star else samples, need.wanted + 1))
    slots = shell.satellites // shell.planes
    fill_chances(row, shell.inclination, shell.star, shell.planes, slots, shell.phasing, filled)
    return filled


def _lowest(table: Floats) -> Floats:
    """Rows of chances without those that are nowhere below another: no worst place is among them."""
    rows = np.unique(table, axis=0)
    # sorted from below: a row can only be above those before it
    kept: list[Floats] = []
    for row in rows:
        if not any((before <= row).all() for before in kept):
            kept.append(row)
    return np.array(kept)


def _exactly(table: Floats) -> Floats:
    """Chances of exactly 0, 1, ..., and of as many as wanted or more, from those of at least."""
    return np.concatenate((table[:, :-1] - table[:, 1:], table[:, -1:]), axis=1)


def _added(first: Floats, second: Floats) -> Floats:
    """Chances of at least 0, 1, ... of two together, for each pair of rows (A * B, K)."""
    width = first.shape[1]
    lag = np.arange(width)[None, :] - np.arange(width)[:, None]
    shifted = second[:, np.maximum(lag, 0)]  # of at least k, where the first has j already (B, j, k)
    pairs = np.einsum("aj,bjk->abk", _exactly(first), shifted)
    return np.asarray(pairs.reshape(-1, width))


def _leave_gaps(places: Sequence[Need], inclinations: Sequence[float], altitude: float) -> bool:
    """Whether at some longitudes no star passes a launch place, however many planes there are."""
    return any(
        all(share_passed([one], inclination, altitude) < 1.0 for inclination in inclinations)
        for one in places
    )


def _told(shells: Sequence[Shell], places: Sequence[Need], tried: int, fewest: int, most: int) -> AssuredMix:
    worst, need = min(((worst_chance(shells, one), one) for one in places), key=lambda pair: pair[0])
    seen = [in_reach(shell, need.latitude, need.reach) for shell in shells]
    together = np.ones(1)
    for one in seen:
        together = np.convolve(together, one.probability)
    chance = float(together[need.wanted :].sum())
    return AssuredMix(tuple(shells), worst, chance, sum(one.mean for one in seen), tried, fewest, most)
