"""Bands say what is not known; luck is taken out of them."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.outcomes.bands import band, luck_of


def test_luck_alone_leaves_no_band() -> None:
    """Worlds that differ by their dice alone: a fixed chance, twenty plays each."""
    plays = np.random.default_rng(1).random((400, 20)) < 0.3
    mean, luck = plays.mean(axis=1), plays.var(axis=1, ddof=1) / 20
    with_luck, without = band(mean), band(mean, luck)
    assert with_luck.high - with_luck.low > 0.3
    assert without.high - without.low < 0.1
    assert without.value == with_luck.value


def test_what_is_not_known_stays() -> None:
    """Worlds of different chances keep their 5th and 95th percentile, though each is rolled few times."""
    dice = np.random.default_rng(2)
    chance = dice.uniform(0.2, 0.8, 4_000)
    plays = dice.random((len(chance), 20)) < chance[:, None]
    found = band(plays.mean(axis=1), plays.var(axis=1, ddof=1) / 20)
    low, high = np.percentile(chance, (5.0, 95.0))
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)


def test_more_worlds_shrink_the_error_and_not_the_band() -> None:
    few, many = np.linspace(0.0, 1.0, 50), np.linspace(0.0, 1.0, 5_000)
    assert band(many).sampling_error == pytest.approx(0.1 * band(few).sampling_error, rel=0.05)
    assert band(many).low == pytest.approx(band(few).low, abs=1e-9)


def test_luck_of_one_raid() -> None:
    assert luck_of(np.array([0.5, 0.3, 0.16, 0.04])) == (0, 2)
    assert luck_of(np.array([0.0, 1.0])) == (1, 1)
    assert luck_of(np.array([1.0, 0.0])) == (0, 0)
