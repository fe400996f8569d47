"""Compiled: chances of many names at once, and what they make of figures.

Arrays:
    keys: Two words for each name (name, 2).
    shares: Uniform draws of (0, 1) (name, draw).
    drawn: Draws of figures (figure, draw).
"""

from __future__ import annotations

from math import sqrt

from opendome.arrays import Floats, Integers
from opendome.compiled import kernel, ready
from opendome.randomness.device import share, words

TRIANGULAR, UNIFORM, SHARE = range(3)
"""How a chance becomes a draw; of a `SHARE` the chance itself is given."""


@kernel("void(i8[:,::1], i8, f8[:,::1])")
def fill_shares(keys: Integers, first: int, shares: Floats) -> None:
    """Fill uniform shares of (0, 1): what `randomness.uniforms` gives for each name and draw.

    Args:
        keys: Two words for each name (name, 2).
        first: Number of the first draw.
        shares: Receives (name, draw).
    """
    for row in range(shares.shape[0]):
        for at in range(shares.shape[1]):
            high, low, _, _ = words(0, 0, first + at, 0, keys[row, 0], keys[row, 1])
            shares[row, at] = share(high, low)


@kernel("void(i8[:,::1], i8, i8[::1], i8[::1], f8[:,::1], f8[:,::1])")
def fill_drawn(
    keys: Integers, first: int, shape: Integers, rows: Integers, ends: Floats, drawn: Floats
) -> None:
    """Fill draws of figures: the inverse of a shape's cumulative chance, as `records.sampling.quantile`.

    Args:
        keys: Two words for each figure that is drawn (n, 2).
        first: Number of the first draw.
        shape: How each is drawn (n,).
        rows: Where each stands among all figures (n,).
        ends: Low end, peak, high end, and what the draw is multiplied by (n, 4).
        drawn: Receives (figure, draw).
    """
    for number in range(len(rows)):
        row, low, peak, high = rows[number], ends[number, 0], ends[number, 1], ends[number, 2]
        width, factor = high - low, ends[number, 3]
        split = (peak - low) / width
        for at in range(drawn.shape[1]):
            top, bottom, _, _ = words(0, 0, first + at, 0, keys[number, 0], keys[number, 1])
            drawn[row, at] = share(top, bottom)
        if shape[number] == UNIFORM:
            for at in range(drawn.shape[1]):
                drawn[row, at] = (low + width * drawn[row, at]) * factor
        elif shape[number] == TRIANGULAR:
            for at in range(drawn.shape[1]):
                chance = drawn[row, at]
                rises = chance < split
                root = sqrt(
                    chance * width * (peak - low) if rises else (1.0 - chance) * width * (high - peak)
                )
                drawn[row, at] = (low + root if rises else high - root) * factor


ready(__name__)
