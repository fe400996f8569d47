"""Doubt as bands: what is not known lies between worlds, luck lies within them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opendome.records.outcomes import LEAKED, Outcomes

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A mean over the counted worlds, and their 5th and 95th percentile; all NaN where no world has it."""

    value: float
    low: float
    high: float


def band(over_worlds: Floats) -> Band:
    """The band of one number a world, each already averaged over its dice.

    Args:
        over_worlds: Shape (world,); worlds in which it does not exist are NaN and left out.
    """
    known = over_worlds[np.isfinite(over_worlds)]
    if not len(known):
        return Band(np.nan, np.nan, np.nan)
    low, high = np.percentile(known, (5.0, 95.0))
    # the mean of equal numbers may leave them by a last digit
    return Band(float(np.clip(known.mean(), known.min(), known.max())), float(low), float(high))


def arrive_count(outcomes: Outcomes) -> Band:
    """How many missiles arrive: the mean over the dice of each world."""
    return band(outcomes.chance[:, :, LEAKED].sum(axis=1))


def arrive_histogram(outcomes: Outcomes) -> Floats:
    """Share of plays in which 0, 1, … N missiles arrive, (N + 1,): luck, and what is not known."""
    arrived = (outcomes.fate == LEAKED).sum(axis=1)
    return np.bincount(arrived, minlength=outcomes.fate.shape[1] + 1) / len(arrived)
