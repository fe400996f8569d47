"""Philox against its published answers, and draws against what is known of shares."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.randomness import philox, uniforms

ONES = 0xFFFFFFFF

# Random123 1.09, kat_vectors: philox 4x32, 10 rounds; counter, key, answer
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


ROLLED = [
    [0.48394356546669876, 0.011687234741452335, 0.9558433845524286],
    [0.7495911130314259, 0.712640361341891, 0.36685747064848867],
    [0.7233327123914783, 0.8330015081449356, 0.548347222955267],
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_known_answers(counter: tuple[int, ...], key: tuple[int, int], answer: tuple[int, ...]) -> None:
    words = philox(np.array(counter, dtype=np.uint64), key)
    assert tuple(int(word) for word in words) == answer


def test_many_counters_at_once() -> None:
    counters = np.array([known[0] for known in KNOWN[:1] * 3], dtype=np.uint64)
    assert philox(counters, (0, 0)).shape == (3, 4)
    assert np.all(philox(counters, (0, 0)) == np.array(KNOWN[0][2], dtype=np.uint64))


def test_draws_do_not_change_between_versions() -> None:
    """A run's dice are part of its results: a change here belongs into `docs/changes-of-results`."""
    found = uniforms(1, "engagement", "shot-1", np.array([0, 1, 2**40]), 3)
    assert found == pytest.approx(np.array(ROLLED), abs=1e-15)


def test_shares_spread_evenly() -> None:
    """Five sigma each: mean, spread, tenths, and no tie between neighbours."""
    draws = uniforms(7, "stage", "thing", np.arange(20_000), 5)
    count = draws.size
    assert abs(draws.mean() - 0.5) < 5.0 / np.sqrt(12.0 * count)
    assert abs(draws.var() - 1.0 / 12.0) < 5.0 * np.sqrt(1.0 / 180.0 / count)
    tenths = np.histogram(draws, bins=10, range=(0.0, 1.0))[0]
    assert np.abs(tenths - count / 10).max() < 5.0 * np.sqrt(count * 0.09)
    for one, other in ((draws[:-1, 0], draws[1:, 0]), (draws[:, 0], draws[:, 1]), (draws[:, 1], draws[:, 2])):
        assert abs(np.corrcoef(one, other)[0, 1]) < 5.0 / np.sqrt(len(one))


def test_plays_beyond_32_bits_are_their_own() -> None:
    low, high = uniforms(1, "a", "b", np.array([5, 5 + 2**32]), 1)
    assert low[0] != high[0]


def test_no_draws_and_no_plays() -> None:
    assert uniforms(1, "a", "b", np.arange(4), 0).shape == (4, 0)
    assert uniforms(1, "a", "b", np.arange(0), 3).shape == (0, 3)
