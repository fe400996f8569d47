"""Chance, addressed by meaning.

A draw is named by what it decides (seed, stage, object, number of the play, number of the draw), not by
when it is taken. One more battery, or another order of events, changes nobody else's luck.

The generator is Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw, SC 2011): the key is a hash of
the names, the counter is the play and the draw.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

MULTIPLY = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
ROUNDS = 10
"""Philox 4x32-10: multipliers, what the key grows by in a round, and rounds."""

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)

BELOW_ONE = 1.0 - 2.0**-53
"""The largest draw."""


def uniforms(seed: int, stage: str, thing: str, plays: NDArray[np.int64], draws: int) -> NDArray[np.float64]:
    """Uniform draws in the open interval (0, 1).

    Args:
        seed: The run's seed.
        stage: Which part of the model draws, as "engagement".
        thing: What the draws are about, as "notional-solid-icbm-1/shot-2".
        plays: Numbers of the plays, shape (play,), from 0 to 2**63 - 1.
        draws: How many draws each play gets.

    Returns:
        Shape (play, draw). Entry (i, j) depends on seed, stage, thing, `plays[i]` and j alone.
    """
    key = key_of(seed, stage, thing)
    blocks = (draws + 1) // 2
    counter = np.empty((len(plays), blocks, 4), dtype=np.uint64)
    numbers = np.asarray(plays, dtype=np.uint64)
    counter[..., 0] = np.arange(blocks, dtype=np.uint64)
    counter[..., 1] = 0
    counter[..., 2] = (numbers & _LOW)[:, None]
    counter[..., 3] = (numbers >> _HALF)[:, None]
    words = philox(counter, key)
    pairs = (words[..., 0::2] << _HALF) | words[..., 1::2]
    # 53 bits at the middle of their cells, so never 0; the topmost middle would round to 1
    shares = np.minimum(((pairs >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53, BELOW_ONE)
    return shares.reshape(len(plays), 2 * blocks)[:, :draws]


def philox(counter: NDArray[np.uint64], key: tuple[int, int]) -> NDArray[np.uint64]:
    """Philox 4x32-10: four 32-bit words for each counter.

    Args:
        counter: 32-bit words held in 64-bit integers, shape (..., 4).
        key: Two 32-bit words.

    Returns:
        32-bit words held in 64-bit integers, shape (..., 4).
    """
    x0, x1, x2, x3 = (counter[..., word] for word in range(4))
    for turn in range(ROUNDS):
        k0 = np.uint64((key[0] + turn * WEYL[0]) & 0xFFFFFFFF)
        k1 = np.uint64((key[1] + turn * WEYL[1]) & 0xFFFFFFFF)
        a, b = np.uint64(MULTIPLY[0]) * x0, np.uint64(MULTIPLY[1]) * x2
        x0, x1, x2, x3 = (b >> _HALF) ^ x1 ^ k0, b & _LOW, (a >> _HALF) ^ x3 ^ k1, a & _LOW
    return np.stack((x0, x1, x2, x3), axis=-1)


def key_of(seed: int, stage: str, thing: str) -> tuple[int, int]:
    """The two 32-bit words that names are hashed to."""
    text = f"{seed}\x1f{stage}\x1f{thing}".encode()
    digest = hashlib.blake2b(text, digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")
