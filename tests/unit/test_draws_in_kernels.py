"""Draws inside kernels: the same words and shares as outside them, and names that do not meet."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from opendome.arrays import Floats
from opendome.randomness import device, philox, uniforms

ONES = 0xFFFFFFFF
DRAWS = 20_000
NAMES = ("radar-1/icbm-1", "radar-1/icbm-2", "radar-2/icbm-1", "", "radar-1")


def _random_words(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Counters and keys, the extreme ones among them; (count + 2, 6)."""
    drawn = np.random.default_rng(3).integers(0, 2**32, (count, 6))
    return np.vstack((np.zeros((1, 6), dtype=np.int64), np.full((1, 6), ONES), drawn))


def test_words_are_those_outside() -> None:
    for row in _random_words(300):
        counter, key = row[:4].astype(np.uint64), (int(row[4]), int(row[5]))
        ours = device.words(*(int(word) for word in row))
        assert ours == tuple(int(word) for word in philox(counter, key))


def test_share_is_in_the_open_interval() -> None:
    """Not even the smallest and the largest words give 0 or 1."""
    for high, low in ((0, 0), (0, ONES), (ONES, 0), (ONES, ONES), (ONES, ONES - 2**11), (2**31, 0)):
        assert 0.0 < device.share(high, low) < 1.0, (high, low)


def test_share_grows_with_its_words() -> None:
    assert device.share(2**31, 0) == 0.5 + 2.0**-54 or device.share(2**31, 0) == 0.5
    ordered = [device.share(high, 0) for high in range(0, 2**32, 2**27)]
    assert ordered == sorted(set(ordered))
    assert ordered == pytest.approx(np.arange(32) / 32.0, abs=1e-15)


def test_pairs_are_the_uniforms_outside() -> None:
    """Thing number nought of a name draws what `uniforms` draws for it: world for play."""
    keys = device.keys(7, "sensing", NAMES)
    for name, key in zip(NAMES, keys, strict=True):
        outside = uniforms(7, "sensing", name, np.arange(20), 6)
        inside = [
            [device.pair(0, block, world, int(key[0]), int(key[1])) for block in range(3)]
            for world in range(20)
        ]
        assert np.array_equal(np.array(inside).reshape(20, 6), outside)


def test_keys_are_words_and_differ_by_name_stage_and_seed() -> None:
    many = tuple(f"thing-{number}" for number in range(2_000))
    keys = device.keys(1, "sensing", many)
    assert keys.shape == (2_000, 2)
    assert keys.dtype == np.int64
    assert keys.min() >= 0
    assert keys.max() <= ONES
    assert len(np.unique(keys, axis=0)) == 2_000
    for other in (device.keys(2, "sensing", many), device.keys(1, "tracking", many)):
        assert not (keys == other).all(axis=1).any()


def test_a_key_does_not_depend_on_its_neighbours() -> None:
    alone = np.vstack([device.keys(1, "sensing", (name,)) for name in NAMES])
    assert np.array_equal(device.keys(1, "sensing", NAMES), alone)
    assert device.keys(1, "sensing", ()).shape == (0, 2)


def _normals(name: str) -> Floats:
    """Draws of one name, (draw, 2)."""
    key = device.keys(5, "sensing", (name,))[0]
    return np.array([device.normals(0, block, 0, int(key[0]), int(key[1])) for block in range(DRAWS)])


def test_normals_have_mean_nought_and_deviation_one() -> None:
    """Five sigma each: mean, spread, third and fourth power, and share within one deviation."""
    for drawn in _normals(NAMES[0]).T:
        assert abs(drawn.mean()) < 5.0 / np.sqrt(DRAWS)
        assert abs((drawn**2).mean() - 1.0) < 5.0 * np.sqrt(2.0 / DRAWS)
        assert abs((drawn**3).mean()) < 5.0 * np.sqrt(15.0 / DRAWS)
        assert abs((drawn**4).mean() - 3.0) < 5.0 * np.sqrt(96.0 / DRAWS)
        within = (np.abs(drawn) < 1.0).mean()
        assert abs(within - 0.682689) < 5.0 * np.sqrt(0.682689 * 0.317311 / DRAWS)


def test_draws_of_different_names_are_uncorrelated() -> None:
    columns = np.hstack([_normals(name) for name in NAMES[:4]])
    limit = 5.0 / np.sqrt(DRAWS)
    for one, other in combinations(columns.T, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < limit
        assert abs(np.corrcoef(one**2, other**2)[0, 1]) < limit


@pytest.mark.parametrize("moved", [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_another_thing_block_or_world_is_another_draw(moved: tuple[int, int, int]) -> None:
    k0, k1 = (int(word) for word in device.keys(5, "sensing", ("a",))[0])
    assert not set(device.pair(0, 0, 0, k0, k1)) & set(device.pair(*moved, k0, k1))
