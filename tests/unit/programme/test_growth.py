"""Cost growth: its distribution and its factors."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from opendome.programme import growth
from opendome.randomness import uniforms

DRAWS = 40_000
FIVE_SIGMA = 5.0 / np.sqrt(DRAWS)


def test_percentiles_and_chances_are_each_other() -> None:
    probability = np.array([0.05, 0.5, 0.9])
    factor = growth.percentile(1.3, 0.4, probability)
    np.testing.assert_allclose(growth.probability_within(1.3, 0.4, factor), probability, rtol=1e-12)


def test_factors_have_the_mean_and_spread_asked_for() -> None:
    mean, variation = np.array([1.46, 1.2]), np.array([0.3, 0.0])
    normals = ndtri(uniforms(1, "test", "growth", np.arange(DRAWS, dtype=np.int64), 2))
    found = growth.factors(normals, mean, variation)
    assert found[:, 0].mean() == pytest.approx(1.46, abs=1.46 * 0.3 * FIVE_SIGMA)
    assert found[:, 0].std() == pytest.approx(1.46 * 0.3, rel=3.0 * FIVE_SIGMA)
    np.testing.assert_allclose(found[:, 1], 1.2, rtol=1e-12)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="mean growth"):
        growth.log_parameters(0.0, 0.3)
    with pytest.raises(ValueError, match="mean growth"):
        growth.log_parameters(1.0, -0.1)
