"""Prices, growth, phasing and joint confidence against SciPy's own distributions, sums and fits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, special, stats

from opendome.programme import growth, joint, learning, phasing


@pytest.mark.parametrize("slope", [0.3, 0.4, 0.45, 0.49])
def test_sums_of_powers_are_hurwitz_zeta(slope: float) -> None:
    """Also between whole quantities; SciPy's zeta takes powers over one, slopes under a half."""
    before = np.array([0.0, 0.2, 3.7, 8.0, 61.5, 900.0])[:, None]
    after = before + np.array([0.5, 1.0, 7.3, 4_000.0])
    power = -np.log2(slope)
    exact = special.zeta(power, before + 1.0) - special.zeta(power, after + 1.0)
    np.testing.assert_allclose(learning.sums_of_powers(before, after, -power), exact, rtol=2e-9)


@pytest.mark.parametrize("theory", ["unit", "cumulative_average"])
def test_lots_against_a_search_over_the_curve_itself(theory: learning.Theory) -> None:
    """Fixed midpoints make the fit straight; a search without them ends beside it."""
    quantity = np.array([12.0, 20.0, 55.0, 80.0, 75.0, 120.0])
    noise = np.exp(np.array([0.03, -0.05, 0.02, 0.04, -0.03, -0.01]))
    after = np.cumsum(quantity)
    cost = 9.0 * noise * learning.units_worth(theory, 0.88, after - quantity, after)

    def apart(unknown: np.ndarray) -> np.ndarray:
        curve = unknown[0] * learning.units_worth(theory, unknown[1], after - quantity, after)
        return np.log(cost / curve)

    best = optimize.least_squares(apart, [8.0, 0.9], xtol=1e-14, ftol=1e-14).x
    fit = learning.fit_lots(quantity, cost, theory)
    assert (fit.first, fit.slope) == pytest.approx(tuple(best), rel=2e-3)
    straight = stats.linregress(np.log(fit.midpoint), np.log(cost / quantity))
    assert 2.0**straight.slope == pytest.approx(fit.slope, rel=1e-9)
    assert np.exp(straight.intercept) == pytest.approx(fit.first, rel=1e-9)


@pytest.mark.parametrize("variation", [0.1, 0.3, 0.5, 1.2])
def test_growth_is_a_lognormal(variation: float) -> None:
    sigma = np.sqrt(np.log1p(variation**2))
    same = stats.lognorm(s=sigma, scale=1.46 / np.sqrt(1.0 + variation**2))
    assert same.mean() == pytest.approx(1.46)
    assert same.std() == pytest.approx(1.46 * variation)
    chances = np.array([0.02, 0.2, 0.5, 0.7, 0.99])
    np.testing.assert_allclose(growth.percentile(1.46, variation, chances), same.ppf(chances), rtol=1e-12)
    factors = np.array([0.6, 1.0, 3.0])
    np.testing.assert_allclose(
        growth.probability_within(1.46, variation, factors), same.cdf(factors), rtol=1e-10
    )


@pytest.mark.parametrize(("shape", "end"), [(2.0, 0.97), (1.3, 0.9), (3.1, 0.99)])
def test_phasing_is_a_weibull_cut_at_its_end(shape: float, end: float) -> None:
    duration, passed = 7.0, np.linspace(0.0, 1.0, 15)
    same = stats.weibull_min(shape, scale=duration / (-np.log1p(-end)) ** (1.0 / shape))
    np.testing.assert_allclose(
        phasing.spent(passed, shape, end), same.cdf(passed * duration) / end, rtol=1e-12
    )
    rayleigh = stats.rayleigh(scale=duration / np.sqrt(-2.0 * np.log1p(-end)))
    if shape == phasing.RAYLEIGH:
        years = phasing.yearly_shares(2027.0, duration, 2027, 7, shape, end)
        np.testing.assert_allclose(years, np.diff(rayleigh.cdf(np.arange(8.0))) / end, rtol=1e-12)


@pytest.mark.parametrize("correlation", [-0.8, -0.1, 0.0, 0.3, 0.5, 0.95])
@pytest.mark.parametrize("pair", [(0.5, 0.5), (0.7, 0.7), (0.5, 0.8), (0.2, 0.9), (0.1, 0.5), (0.05, 0.02)])
def test_both_kept_is_a_normal_quadrant(pair: tuple[float, float], correlation: float) -> None:
    same = stats.multivariate_normal(cov=[[1.0, correlation], [correlation, 1.0]])
    exact = float(same.cdf(stats.norm.ppf(pair)))
    assert joint.both_at(*pair, correlation) == pytest.approx(exact, abs=1e-9)
