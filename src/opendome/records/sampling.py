"""How a figure's doubt becomes draws: shapes between two hard ends, and stratified shares."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.randomness import uniforms

SHAPES = ("triangular", "uniform", "log_uniform", "pert")
"""Shapes a figure may be drawn from; triangular with its peak at the value is the default."""

KNOTS = 8_192
"""Between which the chances of a test record are summed."""

JEFFREYS = "jeffreys"
"""Shape of a figure that is drawn from what a test record leaves open."""


def posterior(share: Floats | float, hits: int, tests: int) -> Floats:
    """The inverse of the cumulative chance of a probability after a test record, with Jeffreys' prior.

    A beta distribution with `hits + 1/2` and `tests - hits + 1/2`. Written with the angle whose sine squared
    is the probability, its density is a power of the sine times one of the cosine, and Simpson's rule sums it
    to six digits. (SciPy has the inverse too, and takes a quarter of a second to import: a tenth of a run.)

    Args:
        share: Shares of (0, 1), any shape.
        hits, tests: How often it went well, of how often it was tried.

    Source: Jeffreys, Proc. R. Soc. A 186 (1946); for two outcomes, Brown, Cai and DasGupta, Statistical
    Science 16 (2001), section 4.3.
    """
    angle = np.linspace(0.0, 0.5 * np.pi, 2 * KNOTS + 1)
    size = np.zeros(len(angle))
    with np.errstate(divide="ignore"):
        if hits:
            size += 2.0 * hits * np.log(np.sin(angle))
        if tests > hits:
            size += 2.0 * (tests - hits) * np.log(np.cos(angle))
    density = np.exp(size - size.max())
    rises = np.cumsum(density[:-2:2] + 4.0 * density[1:-1:2] + density[2::2])
    whole = np.concatenate(([0.0], rises)) / rises[-1]
    return np.asarray(np.sin(np.interp(share, whole, angle[::2])) ** 2)


def strata(seed: int, name: str, count: int) -> Floats:
    """One share of (0, 1) from each of `count` equal strata, in an order addressed by name.

    Args:
        seed: The run's seed.
        name: What is drawn: a figure's path, or the name of a group that moves together.
        count: How many strata.

    Returns:
        Shares, shape (count,); sorted, they lie one in each stratum.
    """
    draws = uniforms(seed, "figures", name, plays=np.arange(count), draws=2)
    order = np.argsort(draws[:, 0], kind="stable")
    stratum = np.empty(count, dtype=np.float64)
    stratum[order] = np.arange(count)
    return (stratum + draws[:, 1]) / count


def quantile(shape: str, share: Floats, low: float, value: float, high: float) -> Floats:
    """The inverse of the shape's cumulative chance.

    Args:
        shape: One of `SHAPES`.
        share: Shares of (0, 1), any shape.
        low, value, high: The hard ends, and the peak of `triangular` and `pert` between them.

    Returns:
        Draws in the unit of the ends, in the shape of `share`.
    """
    width = high - low
    if shape == "uniform":
        return low + width * share
    if shape == "log_uniform":
        return np.asarray(np.exp(np.log(low) + (np.log(high) - np.log(low)) * share))
    if shape == "pert":
        from scipy.special import betaincinv

        rise = 1.0 + 4.0 * (value - low) / width
        fall = 1.0 + 4.0 * (high - value) / width
        return low + width * np.asarray(betaincinv(rise, fall, share), dtype=np.float64)
    split = (value - low) / width
    below = low + np.sqrt(share * width * (value - low))
    above = high - np.sqrt((1.0 - share) * width * (high - value))
    return np.where(share < split, below, above)
