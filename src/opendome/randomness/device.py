"""The same draws inside kernels: keys made by one hash a name, joined by the generator itself.

What a kernel draws belongs to a pair (a sensor and a threat, say). Hashing every pair in Python would cost
more than the draws; so each name is hashed once, and the generator joins two hashes into the pair's key.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, log, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from opendome.compiled import device
from opendome.randomness import BELOW_ONE, MULTIPLY, ROUNDS, WEYL, key_of

_LOW = 0xFFFFFFFF
Word = int | np.int64


@lru_cache(maxsize=32)
def keys(seed: int, stage: str, names: tuple[str, ...]) -> NDArray[np.int64]:
    """Two 32-bit words for each name, (name, 2); the same array each time, so nobody may change it."""
    found = np.empty((len(names), 2), dtype=np.int64)
    for row, name in enumerate(names):
        found[row] = key_of(seed, stage, name)
    return found


@device
def words(c0: int, c1: int, c2: int, c3: int, k0: Word, k1: Word) -> tuple[Word, Word, Word, Word]:
    """Philox 4x32-10 of one counter, as `randomness.philox`; all 32-bit words held in 64-bit integers."""
    x0, x1, x2, x3 = np.uint64(c0), np.uint64(c1), np.uint64(c2), np.uint64(c3)
    a0, a1 = np.uint64(k0), np.uint64(k1)
    low, half = np.uint64(_LOW), np.uint64(32)
    for _ in range(ROUNDS):
        a, b = np.uint64(MULTIPLY[0]) * x0, np.uint64(MULTIPLY[1]) * x2
        x0, x1, x2, x3 = (b >> half) ^ x1 ^ a0, b & low, (a >> half) ^ x3 ^ a1, a & low
        a0, a1 = (a0 + np.uint64(WEYL[0])) & low, (a1 + np.uint64(WEYL[1])) & low
    return np.int64(x0), np.int64(x1), np.int64(x2), np.int64(x3)


@device
def share(high: Word, low: Word) -> float:
    """Two words as a uniform draw of the open interval (0, 1), with 53 bits."""
    both = (np.uint64(high) << np.uint64(32)) | np.uint64(low)
    return min((np.float64(both >> np.uint64(11)) + 0.5) * 2.0**-53, BELOW_ONE)


@device
def pair(number: int, block: int, world: int, k0: Word, k1: Word) -> tuple[float, float]:
    """Two uniform draws: block `block` of thing number `number` of a pair, in a world."""
    w0, w1, w2, w3 = words(block, number, world, 0, k0, k1)
    return share(w0, w1), share(w2, w3)


@device
def normals(number: int, block: int, world: int, k0: Word, k1: Word) -> tuple[float, float]:
    """Two draws of mean zero and deviation one (Box and Muller, Ann. Math. Stat. 29, 1958)."""
    first, second = pair(number, block, world, k0, k1)
    size, turn = sqrt(-2.0 * log(first)), 2.0 * pi * second
    return size * cos(turn), size * sin(turn)
