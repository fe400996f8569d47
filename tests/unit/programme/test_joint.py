"""Confidence of a total, and of cost and date together."""

from __future__ import annotations

from math import asin, pi

import numpy as np
import pytest
from scipy.special import ndtri

from opendome.programme import joint
from opendome.randomness import uniforms

DRAWS = 20_000


def two(correlation: float) -> tuple[np.ndarray, np.ndarray]:
    """Costs [$ billion] and dates, lognormal with this correlation."""
    first, other = ndtri(uniforms(3, "test", "both", np.arange(DRAWS, dtype=np.int64), 2)).T
    other = correlation * first + np.sqrt(1.0 - correlation**2) * other
    return 200.0 * np.exp(0.3 * first), 2030.0 + 3.0 * np.exp(0.4 * other)


def test_confidence_of_draws() -> None:
    found = joint.confidence(np.arange(101.0)[::-1], [0.5, 0.7, 0.8])
    assert found.value.tolist() == [50.0, 70.0, 80.0]
    # two order statistics one binomial sigma to either side: 100 x sqrt(p (1 - p) / 101)
    np.testing.assert_allclose(
        found.error, 100.0 * np.sqrt(found.probability * (1 - found.probability) / 101)
    )


def test_the_error_is_what_repetitions_show() -> None:
    draws = uniforms(5, "test", "error", np.arange(400, dtype=np.int64), 500)
    found = [joint.confidence(one, [0.5, 0.8]) for one in draws]
    spread = np.std([one.value for one in found], axis=0)
    said = np.mean([one.error for one in found], axis=0)
    np.testing.assert_allclose(said, spread, rtol=0.15)


def test_the_error_near_the_ends_and_of_one_draw() -> None:
    assert joint.confidence(np.arange(10.0), [0.001, 0.999]).error.min() > 0.0
    assert joint.confidence(np.array([7.0]), [0.5]).error.tolist() == [0.0]


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.7])
def test_draws_agree_with_the_closed_form(correlation: float) -> None:
    costs, dates = two(correlation)
    for cost_at, date_at in ((0.5, 0.5), (0.7, 0.7), (0.2, 0.9)):
        cost = 200.0 * np.exp(0.3 * ndtri(cost_at))
        date = 2030.0 + 3.0 * np.exp(0.4 * ndtri(date_at))
        share, error = joint.together(costs, dates, cost, date)
        assert share.shape == ()
        assert share == pytest.approx(joint.both_at(cost_at, date_at, correlation), abs=5.0 * error)


def test_chances_of_many_pairs() -> None:
    costs, dates = np.array([1.0, 2.0, 3.0, 4.0]), np.array([4.0, 3.0, 2.0, 1.0])
    share, _ = joint.together(costs, dates, np.array([[1.0], [3.0], [9.0]]), np.array([2.0, 9.0]))
    assert share.tolist() == [[0.0, 0.25], [0.25, 0.75], [0.5, 1.0]]


def test_the_frontier_keeps_just_what_is_wanted() -> None:
    costs, dates = two(0.4)
    at = joint.dates_of_frontier(dates, 0.7)
    least = joint.frontier(costs, dates, 0.7, at)
    assert np.isfinite(least).all()
    assert (np.diff(least) <= 0.0).all()
    for cost, date in zip(least, at, strict=True):
        share, _ = joint.together(costs, dates, cost, date)
        assert 0.7 <= share < 0.7 + 2.0 / DRAWS
    # the last date is kept by all, so that cost alone decides
    assert least[-1] == pytest.approx(np.quantile(costs, 0.7), rel=1e-3)
    assert np.isnan(joint.frontier(costs, dates, 0.7, np.array([at[0] - 1.0]))).all()


def test_closed_forms_at_zeros_and_across() -> None:
    for correlation in (-0.9, -0.2, 0.0, 0.5, 0.99):
        medians = 0.25 + asin(correlation) / (2.0 * pi)
        assert joint.both_at(0.5, 0.5, correlation) == pytest.approx(medians, abs=1e-15)
        assert joint.both_at(0.5 + 1e-12, 0.5, correlation) == pytest.approx(medians, abs=1e-9)
    assert joint.both_at(0.2, 0.9, 0.0) == pytest.approx(0.18, abs=1e-15)
    assert joint.both_at(0.5, 0.2, 0.0) == pytest.approx(0.1, abs=1e-15)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="draws"):
        joint.confidence(np.array([]), [0.5])
    with pytest.raises(ValueError, match="chances"):
        joint.confidence(np.ones(3), [1.0])
    with pytest.raises(ValueError, match="chance"):
        joint.frontier(np.ones(3), np.ones(3), 0.0, np.ones(1))
    with pytest.raises(ValueError, match="correlation"):
        joint.both_at(0.5, 0.5, 1.0)
