"""Long rows of draws, each addressed by what it decides and by its number in the row.

`uniforms` gives a few draws to each of many things. Here one thing gets a hundred thousand: NumPy's own
Philox 4x64 writes them five times as fast, and begins at any number of the row, so that a row is the same
whether it is made at once or in blocks.
"""

from __future__ import annotations

import hashlib

import numpy as np

from opendome.arrays import Floats
from opendome.randomness import BELOW_ONE

EACH = 4
"""Draws that the generator makes at a time; a block begins at a multiple of them."""


def row(seed: int, stage: str, thing: str, first: int, count: int) -> Floats:
    """Uniform draws of the open interval (0, 1).

    Args:
        seed: The run's seed.
        stage: Which part of the model draws, as "programme".
        thing: What the draws are about, as the path of a figure.
        first: Number of the first draw, a multiple of four.
        count: How many.

    Returns:
        Shape (count,). A draw depends on seed, stage, thing and its number alone.

    Raises:
        ValueError: `first` is no multiple of four.
    """
    from numpy.random import Philox

    if first % EACH:
        raise ValueError("a block of draws begins at a multiple of four")
    text = f"{seed}\x1f{stage}\x1f{thing}".encode()
    digest = hashlib.blake2b(text, digest_size=16).digest()
    key = np.array([int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")], np.uint64)
    made = Philox(counter=first // EACH, key=key).random_raw(count)
    made >>= np.uint64(11)
    shares = made.astype(np.float64)
    # 53 bits at the middle of their cells, so never 0; the topmost middle would round to 1
    shares += 0.5
    shares *= 2.0**-53
    return np.minimum(shares, BELOW_ONE, out=shares)
