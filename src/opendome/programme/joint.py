"""How sure: totals that are not exceeded with a wanted chance, and cost and date together.

A total at 70 % is exceeded by three draws of ten. Cost and date at 70 % each are not kept together at 70 %:
at 49 % where they have nothing to do with each other, at 56 % where they correlate by a half. The joint
confidence of a cost and a date is the share of draws that keep both; the frontier is every pair of them that
keeps a wanted one.

Source: NASA Cost Estimating Handbook, version 4.0 (2015), appendix J: joint confidence is the chance that
cost and finish are both at or below their targets; W. F. Sheppard (1899) for two medians; D. B. Owen, Tables
for Computing Bivariate Normal Probabilities, Annals of Mathematical Statistics 27 (1956) 1075-1090.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, copysign, pi, sqrt

import numpy as np

from opendome.arrays import Floats


@dataclass(frozen=True)
class Confidence:
    """What is not exceeded with a chance, from draws.

    Attributes:
        probability: (P,).
        value: In the unit of the draws (P,).
        error: One sigma of the value, from how few draws there are (P,).
    """

    probability: Floats
    value: Floats
    error: Floats


def confidence(draws: Floats, probabilities: Sequence[float] | Floats) -> Confidence:
    """The curve of confidence of draws, an S where it is drawn over money.

    The error is half the distance between the values one binomial sigma to either side, so it needs no
    density; near the ends, where one side has no draws, it is the other side's.

    Args:
        draws: (D,), one or more.
        probabilities: Over 0 and under 1 (P,).

    Raises:
        ValueError: No draws, or a probability outside.
    """
    wanted = np.asarray(probabilities, dtype=np.float64)
    if not len(draws) or not np.all((wanted > 0.0) & (wanted < 1.0)):
        raise ValueError("confidence takes draws, and chances over 0 and under 1")
    ordered = np.sort(draws)
    sigma = np.sqrt(wanted * (1.0 - wanted) / len(ordered))
    value = np.quantile(ordered, wanted)
    above = np.quantile(ordered, np.minimum(wanted + sigma, 1.0)) - value
    below = value - np.quantile(ordered, np.maximum(wanted - sigma, 0.0))
    above = np.where(wanted + sigma > 1.0, below, above)
    below = np.where(wanted - sigma < 0.0, above, below)
    return Confidence(wanted, value, 0.5 * (above + below))


def together(
    costs: Floats, dates: Floats, cost: float | Floats, date: float | Floats
) -> tuple[Floats, Floats]:
    """Chance that cost and date are both kept, and its sampling error of one sigma (...).

    Args:
        costs: Of each draw (D,).
        dates: Of each draw (D,).
        cost: Not to be exceeded, any shape.
        date: Not to be exceeded, any shape that broadcasts with the cost.
    """
    cost, date = np.broadcast_arrays(np.asarray(cost, dtype=np.float64), np.asarray(date, dtype=np.float64))
    pairs = zip(cost.flat, date.flat, strict=True)
    shares = [np.mean((costs <= most) & (dates <= last)) for most, last in pairs]
    share = np.array(shares).reshape(cost.shape)
    return share, np.sqrt(share * (1.0 - share) / len(costs))


def frontier(costs: Floats, dates: Floats, probability: float, at: Floats) -> Floats:
    """The least cost at which cost and each date are kept together with a chance (N,).

    Args:
        costs: Of each draw (D,).
        dates: Of each draw (D,).
        probability: Of both together, over 0 and up to 1.
        at: Dates (N,).

    Returns:
        Costs (N,); NaN where the date alone is not kept so often.

    Raises:
        ValueError: A probability outside.
    """
    if not 0.0 < probability <= 1.0:
        raise ValueError("a chance is over 0 and at most 1")
    needed = ceil(probability * len(costs) - 1e-9)
    found = np.full(len(at), np.nan)
    for place, last in enumerate(at):
        kept = costs[dates <= last]
        if len(kept) >= needed:
            found[place] = np.partition(kept, needed - 1)[needed - 1]
    return found


def dates_of_frontier(dates: Floats, probability: float, count: int = 41) -> Floats:
    """Dates at which a frontier is worth asking for: from the first that can be kept to the last draw (N,).

    Args:
        dates: Of each draw (D,).
        probability: Of cost and date together, over 0 and under 1.
        count: How many, N.
    """
    needed = ceil(probability * len(dates) - 1e-9)
    first = float(np.partition(dates, needed - 1)[needed - 1])
    return np.linspace(first, float(np.max(dates)), count)


def both_at(cost_probability: float, date_probability: float, correlation: float) -> float:
    """Chance that both are kept where cost and date are lognormal, each kept with a chance of its own.

    Args:
        cost_probability, date_probability: Of each alone, over 0 and under 1.
        correlation: Of their logarithms, over -1 and under 1.

    Raises:
        ValueError: A chance or a correlation outside.
    """
    from scipy.special import ndtri

    if not (0.0 < cost_probability < 1.0 and 0.0 < date_probability < 1.0 and -1.0 < correlation < 1.0):
        raise ValueError("chances are over 0 and under 1, a correlation over -1 and under 1")
    across, up = float(ndtri(cost_probability)), float(ndtri(date_probability))
    if across == 0.0 and up == 0.0:
        return 0.25 + asin(correlation) / (2.0 * pi)
    lean = _lean(across, up, correlation) + _lean(up, across, correlation)
    opposite = across * up < 0.0 or (across * up == 0.0 and across + up < 0.0)
    return 0.5 * (cost_probability + date_probability) - lean - (0.5 if opposite else 0.0)


def _lean(one: float, other: float, correlation: float) -> float:
    """Owen's T of one of two normals, beside the other."""
    from scipy.special import owens_t

    if one == 0.0:
        return copysign(0.25, other)
    root = sqrt(1.0 - correlation * correlation)
    return float(owens_t(one, (other / one - correlation) / root))
