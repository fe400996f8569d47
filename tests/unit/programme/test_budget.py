"""Authority and outlays by hand."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import budget
from opendome.programme.budget import APPROPRIATION_OF, APPROPRIATIONS, in_cents
from opendome.records.programme import KINDS

YEARS = np.arange(2027, 2030)
RATES = {
    "rdte": (0.5, 0.3, 0.2),
    "procurement": (0.2, 0.4, 0.3),
    "milcon": (0.1, 0.9),
    "operations": (0.8, 0.2),
}


def test_cents_go_to_the_largest_remainders() -> None:
    assert in_cents(np.array([0.006, 0.009, 0.005])).tolist() == [1, 1, 0]
    assert in_cents(np.array([[0.1, 0.2], [0.3, 0.4]])).tolist() == [[10, 20], [30, 40]]


def test_cents_of_a_total_that_is_not_theirs_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        in_cents(np.array([1.0, 2.0]), 4.0)


def test_a_total_may_be_a_cent_away() -> None:
    assert int(in_cents(np.array([1.004, 2.004]), 3.02).sum()) == 302
    assert int(in_cents(np.array([1.0, 2.0]), 2.99).sum()) == 299


def test_each_kind_is_paid_by_one_appropriation() -> None:
    kinds = tuple(APPROPRIATION_OF)
    costs = np.diag(np.arange(1.0, len(kinds) + 1.0))
    found = budget.authority(costs, kinds).sum(axis=1)
    # development 1; procurement 2, launch 3, replacement 5; construction 4; operations 6, disposal 7; rest 8
    assert dict(zip(APPROPRIATIONS, found.tolist(), strict=True)) == {
        "rdte": 100, "procurement": 1_000, "milcon": 400, "operations": 1_300, "unallocated": 800,
    }  # fmt: skip


def test_every_kind_of_money_has_its_appropriation() -> None:
    assert tuple(APPROPRIATION_OF) == KINDS
    assert set(APPROPRIATION_OF.values()) == set(APPROPRIATIONS)


def test_a_year_is_paid_out_over_the_next_ones() -> None:
    granted = np.zeros((len(APPROPRIATIONS), 3), dtype=np.int64)
    granted[0, 0], granted[1, 1] = 1_000, 2_000
    paid = budget.outlays(YEARS, granted, RATES)
    assert paid.years.tolist() == [2027, 2028, 2029, 2030, 2031]
    assert paid.cents[0].tolist() == [500, 300, 200, 0, 0]
    assert paid.cents[1].tolist() == [0, 400, 800, 600, 0]
    assert paid.never_spent.tolist() == [0, 200, 0, 0, 0]
    assert paid.whole
    assert paid.by_year is not None
    assert paid.by_year.tolist() == [500, 700, 1_000, 600, 0]


def test_what_no_rates_are_known_for_is_named() -> None:
    granted = np.zeros((len(APPROPRIATIONS), 3), dtype=np.int64)
    granted[4, 0] = 1
    paid = budget.outlays(YEARS, granted, RATES)
    assert paid.missing == ("unallocated",)
    assert paid.by_year is None
    assert budget.outlay_draws(np.ones((2, 3)), granted, RATES) is None


@pytest.mark.parametrize("shares", [(0.9, 0.2), (1.1, -0.1)])
def test_rates_over_one_or_below_nothing_are_refused(shares: tuple[float, ...]) -> None:
    granted = np.ones((len(APPROPRIATIONS), 3), dtype=np.int64)
    with pytest.raises(ValueError, match="outlay rates of rdte"):
        budget.outlays(YEARS, granted, RATES | {"rdte": shares})


def test_draws_are_paid_out_by_the_mean_mix() -> None:
    kinds = ("development", "procurement")
    costs = np.array([[100.0, 50.0, 0.0], [0.0, 50.0, 80.0]])
    granted = budget.authority(costs, kinds)
    draws = np.array([0.5, 1.5])[:, None] * costs.sum(axis=0)
    paid = budget.outlay_draws(draws, granted, RATES)
    assert paid is not None
    exact = budget.outlays(YEARS, granted, RATES).cents.sum(axis=0)[:3] / 100.0
    np.testing.assert_allclose(paid.mean(axis=0), exact, rtol=1e-12)


def test_ten_years_of_three_are_not_known() -> None:
    kinds = ("development",)
    one = budget.plan(YEARS, kinds, np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 1.9, 2.8]]))
    assert one.outlays is None
    assert (one.over(2), one.over(2, constant=False), one.over(10)) == (290, 300, None)
    draws = np.ones((4, 3))
    assert budget.drawn_first_years(draws, 10) is None
    sums = budget.drawn_first_years(draws, 2)
    assert sums is not None
    assert sums.tolist() == [2.0] * 4
