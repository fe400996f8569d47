"""Draws of a programme's figures and of cost growth, each addressed by its name and its number.

Draws here are plain, not stratified: tens of thousands cost little, and they can be made block after block.
"""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.programme import growth as lognormal
from opendome.programme.draws.kernels import SHARE, TRIANGULAR, UNIFORM, fill_drawn, fill_shares
from opendome.randomness.device import keys
from opendome.records.figures import Figures
from opendome.records.programme import GROWTH, Programme
from opendome.records.sampling import quantile

STAGE = "programme"
COMMON = "common to all"
"""Name of the factor that all elements and all activities share."""

_SHAPES = {"triangular": TRIANGULAR, "uniform": UNIFORM}
"""Shapes that are drawn compiled."""


def shares(seed: int, names: tuple[str, ...], first: int, count: int) -> Floats:
    """Uniform draws of (0, 1) by name (name, draw): numbers `first` to `first + count - 1` of each."""
    filled = np.empty((len(names), count))
    if names:
        fill_shares(keys(seed, STAGE, names), first, filled)
    return filled


def in_columns(figures: Figures) -> Floats:
    """What a written number is multiplied by for the kernels (figure,): as SI, but years stay years."""
    return np.where(np.array(figures.unit) == "year", 1.0, figures.factor)


def reference(figures: Figures) -> Floats:
    """Every figure at its value (figure, 1)."""
    return np.ascontiguousarray((figures.value * in_columns(figures))[:, None])


def drawn(figures: Figures, seed: int, first: int, count: int) -> Floats:
    """Draws of all figures (figure, draw); those that move together have the same share.

    Args:
        figures: The programme's.
        seed: Start of all chance.
        first: Number of the first draw.
        count: How many.
    """
    found = np.repeat(reference(figures), count, axis=1)
    loose = np.flatnonzero(figures.low < figures.high)
    if not len(loose):
        return found
    names = tuple(figures.moves_with[row] or figures.path[row] for row in loose)
    factor = in_columns(figures)
    shape = np.array([_SHAPES.get(figures.shape[row], SHARE) for row in loose], dtype=np.int64)
    ends = np.stack([figures.low, figures.value, figures.high, factor], axis=1)[loose]
    fill_drawn(keys(seed, STAGE, names), first, shape, loose, ends, found)
    for row in loose[shape == SHARE]:
        between = figures.low[row], figures.value[row], figures.high[row]
        found[row] = quantile(figures.shape[row], found[row], *between) * factor[row]
    return found


def common_factor(seed: int, first: int, count: int) -> Floats:
    """The standard normal factor that growth of all elements and slips of all activities share (draw,)."""
    from scipy.special import ndtri

    return np.asarray(ndtri(shares(seed, (COMMON,), first, count)[0]))


def growth(programme: Programme, figures: Floats, seed: int, first: int) -> Floats:
    """Factors of cost growth of development and of purchases (2, element, draw); 1 where none is asked.

    All elements share the factor that durations share in a schedule of the same seed: what makes work late
    makes it dear.

    Args:
        programme: Whose.
        figures: Draws of its figures (figure, draw).
        seed: Start of all chance.
        first: Number of the first draw.
    """
    from scipy.special import ndtri

    names, count = programme.elements.name, figures.shape[1]
    factors = np.ones((2, len(names), count))
    if np.all(programme.growth < 0):
        return factors
    means, spread, alike = _growth_figures(programme, figures)
    together = np.sqrt(alike) * common_factor(seed, first, count)
    for side, mean in enumerate(means):
        own = ndtri(shares(seed, tuple(f"growth {side} of {name}" for name in names), first, count))
        factors[side] = lognormal.factors(together + np.sqrt(1.0 - alike) * own, mean, spread)
    return factors


def _growth_figures(programme: Programme, figures: Floats) -> tuple[tuple[Floats, Floats], Floats, Floats]:
    """Mean growth of development and of purchases, spread, and how much elements share (draw,)."""
    column = {name: figures[place] for name, place in zip(GROWTH, programme.growth, strict=True)}
    means = column["development_factor"], column["procurement_factor"]
    return means, column["variation_fraction"], column["correlation_fraction"]
