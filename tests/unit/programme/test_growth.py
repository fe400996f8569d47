"""Cost growth: its distribution, and draws that share a factor."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import growth
from opendome.randomness import uniforms

DRAWS = 40_000
FIVE_SIGMA = 5.0 / np.sqrt(DRAWS)


def drawn(correlation: float, elements: int = 4) -> np.ndarray:
    numbers = np.arange(DRAWS, dtype=np.int64)
    common = uniforms(1, "test", "common", numbers, 1)[:, 0]
    return growth.correlated(common, uniforms(1, "test", "own", numbers, elements), correlation)


def test_percentiles_and_chances_are_each_other() -> None:
    probability = np.array([0.05, 0.5, 0.9])
    factor = growth.percentile(1.3, 0.4, probability)
    np.testing.assert_allclose(growth.probability_within(1.3, 0.4, factor), probability, rtol=1e-12)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 1.0])
def test_draws_correlate_as_asked(correlation: float) -> None:
    normals = drawn(correlation)
    assert np.abs(normals.mean(axis=0)).max() < FIVE_SIGMA
    assert np.abs(normals.std(axis=0) - 1.0).max() < FIVE_SIGMA
    found = np.corrcoef(normals, rowvar=False)
    np.testing.assert_allclose(found[np.triu_indices(4, 1)], correlation, atol=FIVE_SIGMA)


def test_a_correlation_of_each_draw() -> None:
    numbers = np.arange(3, dtype=np.int64)
    common = uniforms(1, "test", "common", numbers, 1)[:, 0]
    own = uniforms(1, "test", "own", numbers, 2)
    mixed = growth.correlated(common, own, np.array([0.0, 0.5, 1.0]))
    for draw, one in enumerate((0.0, 0.5, 1.0)):
        np.testing.assert_array_equal(mixed[draw], growth.correlated(common, own, one)[draw])
    assert mixed[2, 0] == mixed[2, 1]


def test_factors_have_the_mean_and_spread_asked_for() -> None:
    mean, variation = np.array([1.46, 1.2]), np.array([0.3, 0.0])
    found = growth.factors(drawn(0.5, 2), mean, variation)
    assert found[:, 0].mean() == pytest.approx(1.46, abs=1.46 * 0.3 * FIVE_SIGMA)
    assert found[:, 0].std() == pytest.approx(1.46 * 0.3, rel=3.0 * FIVE_SIGMA)
    np.testing.assert_allclose(found[:, 1], 1.2, rtol=1e-12)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="mean growth"):
        growth.log_parameters(0.0, 0.3)
    with pytest.raises(ValueError, match="mean growth"):
        growth.log_parameters(1.0, -0.1)
    with pytest.raises(ValueError, match="correlation"):
        growth.correlated(np.array([0.5]), np.array([[0.5]]), 1.1)
