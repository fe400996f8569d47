"""Doubt as bands: what is not known lies between worlds, luck lies within them."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.records.outcomes import LEAKED, Outcomes


@dataclass(frozen=True)
class Band:
    """A mean over the counted worlds, and their 5th and 95th percentile; all NaN where no world has it.

    Attributes:
        value, low, high: As said.
        sampling_error: One sigma of the mean, from how few worlds and plays there are.
    """

    value: float
    low: float
    high: float
    sampling_error: float = nan


def band(over_worlds: Floats, luck: Floats | None = None) -> Band:
    """The band of one number a world, each already averaged over its dice.

    A mean over few dice is spread by luck too. Where that share is known, the worlds are drawn together by
    as much as it widens them, so that the ends say what is not known and nothing else.

    Args:
        over_worlds: Shape (world,); worlds in which it does not exist are NaN and left out.
        luck: Variance that the dice leave in each world's mean (world,).
    """
    there = np.isfinite(over_worlds)
    known = over_worlds[there]
    if not len(known):
        return Band(nan, nan, nan)
    # the mean of equal numbers may leave them by a last digit
    mean = float(np.clip(known.mean(), known.min(), known.max()))
    spread = float(known.var(ddof=1)) if len(known) > 1 else nan
    error = sqrt(spread / len(known)) if len(known) > 1 else nan
    if luck is not None and spread > 0.0:
        share = min(float(luck[there].mean()) / spread, 1.0)
        known = mean + (known - mean) * sqrt(1.0 - share)
    low, high = np.percentile(known, (5.0, 95.0))
    return Band(mean, float(low), float(high), error)


def over_plays(outcomes: Outcomes, of_plays: Floats) -> tuple[Floats, Floats]:
    """World by world the mean of a number of each play (P,), and the variance that luck leaves in it."""
    return by_world(outcomes.world, of_plays)


def by_world(worlds: Integers, of_plays: Floats) -> tuple[Floats, Floats]:
    """The mean of each world's plays, and the variance that luck leaves in it (W,).

    Args:
        worlds: World of each play, rising without a gap (P,).
        of_plays: A number of each play (P,).
    """
    world = worlds - worlds[0]
    count = np.bincount(world)
    mean = np.bincount(world, weights=of_plays) / count
    squares = np.bincount(world, weights=(of_plays - mean[world]) ** 2)
    return mean, squares / (np.maximum(count - 1, 1) * count)


def no_leak(outcomes: Outcomes) -> Band:
    """Chance that nothing gets through."""
    return band(*over_plays(outcomes, outcomes.fought.no_leak))


def leakers(outcomes: Outcomes) -> Band:
    """How many missiles get through: the mean over the dice of each world."""
    return band(*over_plays(outcomes, outcomes.fought.leakers))


def leak(outcomes: Outcomes) -> Band:
    """Chance that one missile gets through, mean over the missiles."""
    mean, luck = over_plays(outcomes, outcomes.fought.leakers)
    threats = len(outcomes.threat_id)
    return band(mean / threats, luck / threats**2)


def leak_of(outcomes: Outcomes, threats: list[int]) -> Band:
    """Chance that one of some missiles gets through, mean over them."""
    chance = outcomes.chance[:, threats, LEAKED].mean(axis=1)
    return band(chance, outcomes.fought.luck[:, threats].mean(axis=1))


def stopped_by(outcomes: Outcomes, layer: int) -> Band:
    """Share of all missiles launched that one layer stops."""
    mean, luck = over_plays(outcomes, outcomes.fought.by_layer[:, layer, 2])
    threats = len(outcomes.threat_id)
    return band(mean / threats, luck / threats**2)


def used(outcomes: Outcomes) -> Band:
    """Interceptors fired, at all sites together."""
    return band(*over_plays(outcomes, outcomes.fought.used.sum(axis=1)))


def histogram(outcomes: Outcomes) -> Floats:
    """Chance that 0, 1, … N missiles get through, (N + 1,): luck, and what is not known."""
    plays = np.bincount(outcomes.world - outcomes.world[0])
    return np.asarray((outcomes.fought.histogram * plays[:, None]).sum(axis=0) / plays.sum())


def reasons(outcomes: Outcomes) -> list[Band]:
    """Share of leaks that each reason of `engagements.REASONS` decided; NaN where nothing gets through."""
    decided = outcomes.fought.decided.sum(axis=1)
    leaks = decided[:, 1:].sum(axis=1)
    whole = float(leaks.sum())
    found = [Band(nan, nan, nan)]
    for column in range(1, decided.shape[1]):
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = np.where(leaks > 0.0, decided[:, column] / leaks, np.nan)
        one = band(shares)
        # parts of a whole add up only as shares of all leaks
        value = float(decided[:, column].sum()) / whole if whole > 0.0 else nan
        found.append(Band(value, min(one.low, value), max(one.high, value)))
    return found


def leakers_by_reason(outcomes: Outcomes) -> list[Band]:
    """How many missiles of one raid get through for each reason of `engagements.REASONS`."""
    decided = outcomes.fought.decided.sum(axis=1)
    return [Band(nan, nan, nan), *(band(decided[:, column]) for column in range(1, decided.shape[1]))]


def luck_of(shares: Floats) -> tuple[int, int]:
    """5th and 95th percentile of a number, from the chances of 0, 1, 2 and so on (N + 1,)."""
    rises = np.cumsum(shares)
    low, high = np.searchsorted(rises, np.array([0.05, 0.95]) * rises[-1])
    return int(low), int(min(high, len(shares) - 1))
