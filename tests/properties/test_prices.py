"""Prices, phasing and confidence: what holds whatever the numbers are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendome.programme import deflators, growth, joint, learning, phasing
from opendome.programme.learning import Theory
from opendome.records.price_index import PriceIndex

slopes = st.floats(0.51, 1.0)
quantities = st.one_of(st.integers(0, 300_000).map(float), st.floats(0.0, 300_000.0))
theories = st.sampled_from(learning.THEORIES)
chances = st.floats(0.01, 0.99)


@given(theories, slopes, quantities, st.floats(1e-3, 5_000.0))
def test_more_units_never_cost_less(theory: Theory, slope: float, quantity: float, more: float) -> None:
    totals = learning.units_worth(theory, slope, 0.0, np.array([quantity, quantity + more]))
    assert totals[1] > totals[0]


@given(slopes, quantities)
def test_one_unit_costs_at_most_the_one_before(slope: float, quantity: float) -> None:
    for theory in learning.THEORIES:
        two = learning.units_worth(
            theory, slope, quantity + np.array([0.0, 1.0]), quantity + np.array([1.0, 2.0])
        )
        assert 0.0 < two[1] <= two[0] * (1.0 + 1e-9)
        assert two[0] <= 1.0 + 1e-9


@given(slopes, st.floats(1.0, 300_000.0))
def test_cumulative_average_costs_less_than_unit_theory(slope: float, quantity: float) -> None:
    unit = learning.units_worth("unit", slope, 0.0, quantity)
    mean = learning.units_worth("cumulative_average", slope, 0.0, quantity)
    flat = learning.units_worth("flat", slope, 0.0, quantity)
    assert mean <= unit * (1.0 + 1e-9)
    assert unit <= flat * (1.0 + 1e-9)


@given(theories, slopes, st.lists(st.floats(0.1, 2_000.0), min_size=1, max_size=20))
def test_lots_add_up_to_the_whole(theory: Theory, slope: float, lots: list[float]) -> None:
    edges = np.concatenate([[0.0], np.cumsum(lots)])
    apart = learning.units_worth(theory, slope, edges[:-1], edges[1:])
    assert apart.sum() == pytest.approx(float(learning.units_worth(theory, slope, 0.0, edges[-1])), rel=1e-9)


@given(theories, st.floats(0.01, 1e4), slopes, st.floats(1.0, 1e5))
def test_a_quoted_mean_comes_back(theory: Theory, average: float, slope: float, quoted_for: float) -> None:
    first = learning.first_unit_of_average(theory, average, slope, quoted_for)
    assert first >= average * (1.0 - 1e-9)
    total = float(first * learning.units_worth(theory, slope, 0.0, quoted_for))
    assert total / quoted_for == pytest.approx(average, rel=1e-9)


@given(st.floats(2020.0, 2040.0), st.floats(0.0, 25.0), st.floats(0.2, 5.0), st.floats(0.05, 0.999))
def test_yearly_shares_are_all_of_it(start: float, duration: float, shape: float, end: float) -> None:
    shares = phasing.yearly_shares(start, duration, 2020, 46, shape, end)
    assert shares.min() >= 0.0
    assert shares.sum() == pytest.approx(1.0, rel=1e-12)
    later = phasing.yearly_shares(start + 1.0, duration, 2020, 47, shape, end)
    np.testing.assert_allclose(later[1:], shares, atol=1e-9)


@given(
    st.lists(st.floats(0.5, 2.0), min_size=2, max_size=30),
    st.integers(1950, 2080),
    st.lists(st.floats(0.0, 1e6), min_size=1, max_size=30),
)
def test_prices_there_and_back(values: list[float], price_year: int, money: list[float]) -> None:
    index = PriceIndex("made", "made", np.arange(2000, 2000 + len(values)), np.array(values))
    years = np.arange(1990, 1990 + len(money))
    there = deflators.then_year(np.array(money), years, index, price_year)
    back = deflators.constant(there, years, index, price_year)
    np.testing.assert_allclose(back, money, rtol=1e-9, atol=1e-300)
    way = index.factor(1990, price_year) * index.factor(price_year, 2015)
    assert way == pytest.approx(float(index.factor(1990, 2015)), rel=1e-9)


@given(st.floats(0.5, 3.0), st.floats(0.01, 2.0), chances)
def test_growth_percentiles_come_back(mean: float, variation: float, chance: float) -> None:
    factor = growth.percentile(mean, variation, chance)
    assert growth.probability_within(mean, variation, factor) == pytest.approx(chance, rel=1e-9)


@given(chances, chances, st.floats(-0.99, 0.99))
def test_both_are_kept_at_most_as_often_as_each(cost: float, date: float, correlation: float) -> None:
    both = joint.both_at(cost, date, correlation)
    assert max(0.0, cost + date - 1.0) - 1e-12 <= both <= min(cost, date) + 1e-12
    assert both == pytest.approx(joint.both_at(date, cost, correlation), abs=1e-12)
    apart = both - cost * date
    assert apart * correlation >= -1e-12


pairs = st.lists(st.tuples(st.floats(1.0, 1e6), st.floats(2025.0, 2060.0)), min_size=1, max_size=60)


@given(pairs, chances)
def test_a_frontier_falls_and_keeps_its_chance(drawn: list[tuple[float, float]], chance: float) -> None:
    costs, dates = np.array(drawn).T
    at = joint.dates_of_frontier(dates, chance, 9)
    least = joint.frontier(costs, dates, chance, at)
    assert np.isfinite(least).all()
    assert (np.diff(least) <= 0.0).all()
    shares = np.array([joint.together(costs, dates, *pair)[0] for pair in zip(least, at, strict=True)])
    assert (shares >= chance - 1e-9).all()
