"""Learning: sums of powers, both theories, quotes, rate, lots."""

from __future__ import annotations

from math import fsum, log2

import numpy as np
import pytest

from opendome.programme import learning
from opendome.programme.learning import Theory


@pytest.mark.parametrize("slope", [0.4, 0.5, 0.75, 0.8, 0.953, 1.0])
@pytest.mark.parametrize(
    "lot", [(0, 1), (0, 3), (2, 8), (7, 9), (8, 9), (30, 31), (0, 5_000), (4_999, 30_000)]
)
def test_a_total_is_the_sum_of_its_units(slope: float, lot: tuple[int, int]) -> None:
    power = log2(slope)
    one_by_one = fsum(n**power for n in range(lot[0] + 1, lot[1] + 1))
    assert learning.sum_of_powers(*map(float, lot), power) == pytest.approx(one_by_one, rel=1e-9)
    assert learning.sums_of_powers(*lot, power) == pytest.approx(one_by_one, rel=1e-9)


def test_plain_numbers_and_arrays_agree_between_whole_quantities() -> None:
    before = np.array([[0.0], [0.3], [7.5], [8.0], [1e5]])
    more = np.array([0.0, 0.25, 1.0, 40.0])
    power = np.array([-1.0, -0.5, -0.07, 0.0])
    found = learning.sums_of_powers(before, before + more, power)
    for place, value in np.ndenumerate(found):
        low = float(before[place[0], 0])
        alone = learning.sum_of_powers(low, low + more[place[1]], power[place[1]])
        assert value == pytest.approx(alone, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("theory", learning.THEORIES)
def test_lots_add_up(theory: Theory) -> None:
    edges = np.array([0.0, 0.4, 12.0, 12.5, 700.0, 7_800.0])
    lots = learning.units_worth(theory, 0.85, edges[:-1], edges[1:])
    assert lots.sum() == pytest.approx(float(learning.units_worth(theory, 0.85, 0.0, edges[-1])), rel=1e-12)


@pytest.mark.parametrize("theory", learning.THEORIES)
def test_the_mean_of_the_quoted_is_the_quote(theory: Theory) -> None:
    quoted_for = np.array([1.0, 10.0, 4_990.0])
    first = learning.first_unit_of_average(theory, 13.4, 0.85, quoted_for)
    total = first * learning.units_worth(theory, 0.85, 0.0, quoted_for)
    np.testing.assert_allclose(total / quoted_for, 13.4, rtol=1e-12)
    assert first[0] == pytest.approx(13.4)


def test_a_slope_of_one_is_a_flat_price() -> None:
    lot = (np.array([0.0, 3.0, 1e4]), np.array([2.5, 900.0, 2e4]))
    flat = learning.units_worth("flat", 0.0, *lot)
    for theory in ("unit", "cumulative_average"):
        np.testing.assert_allclose(learning.units_worth(theory, 1.0, *lot), flat, rtol=1e-12)  # type: ignore[arg-type]


def test_draws_broadcast() -> None:
    slopes = np.linspace(0.8, 0.95, 5)[:, None]
    assert learning.units_worth("unit", slopes, np.zeros(3), np.array([1.0, 2.0, 3.0])).shape == (5, 3)
    assert learning.line_cost(np.array([[0.0, 2.0, 0.0]]), np.full((4, 1), 50.0)).tolist() == [[0, 50, 0]] * 4


def test_the_rate() -> None:
    assert learning.rate_factor(np.array([100.0, 200.0, 50.0, 0.0]), 100.0, 0.86) == pytest.approx(
        [1.0, 0.86, 1.0 / 0.86, 1.0]
    )


@pytest.mark.parametrize("theory", ["unit", "cumulative_average"])
@pytest.mark.parametrize("rate_slope", [1.0, 0.8])
def test_a_fit_finds_the_curve_that_made_the_lots(theory: Theory, rate_slope: float) -> None:
    quantity = np.array([4.0, 30.0, 55.0, 20.0, 140.0, 90.0])
    after = np.cumsum(quantity)
    worth = learning.units_worth(theory, 0.87, after - quantity, after)
    costs = 6.5 * worth * learning.rate_factor(quantity, 1.0, rate_slope)
    fit = learning.fit_lots(quantity, costs, theory, with_rate=rate_slope < 1.0)
    assert (fit.first, fit.slope, fit.rate_slope) == pytest.approx((6.5, 0.87, rate_slope), rel=1e-9)
    assert fit.residual < 1e-9
    np.testing.assert_allclose(6.5 * fit.midpoint ** log2(0.87), 6.5 * worth / quantity, rtol=1e-9)


def test_a_fit_of_flat_and_of_rising_prices() -> None:
    quantity = np.array([10.0, 20.0, 40.0, 80.0])
    assert learning.fit_lots(quantity, 3.0 * quantity).slope == pytest.approx(1.0, abs=1e-9)
    after = np.cumsum(quantity)
    rising = learning.sums_of_powers(after - quantity, after, log2(1.05))
    assert learning.fit_lots(quantity, rising).slope == pytest.approx(1.05, rel=1e-9)


@pytest.mark.parametrize("slope", [0.0, -0.8, 1.01, 85.0, float("nan")])
def test_a_slope_outside_is_refused(slope: float) -> None:
    with pytest.raises(ValueError, match="slope"):
        learning.units_worth("unit", slope, 0.0, 10.0)
    with pytest.raises(ValueError, match="slope"):
        learning.rate_factor(10.0, 10.0, np.array([0.9, slope]))


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="costs nothing"):
        learning.units_worth("cumulative_average", 0.5, 0.0, 10.0)
    with pytest.raises(ValueError, match="one of flat"):
        learning.units_worth("wright", 0.9, 0.0, 10.0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one unit or more"):
        learning.first_unit_of_average("unit", 1.0, 0.9, 0.5)
    with pytest.raises(ValueError, match="rate"):
        learning.rate_factor(10.0, 0.0, 0.9)
    few = np.array([1.0, 2.0])
    with pytest.raises(ValueError, match="more than 2 lots"):
        learning.fit_lots(few, few)
    with pytest.raises(ValueError, match="more than 3 lots"):
        learning.fit_lots(np.ones(3), np.ones(3), with_rate=True)
    with pytest.raises(ValueError, match="costs something"):
        learning.fit_lots(np.array([1.0, 0.0, 2.0]), np.ones(3))
    with pytest.raises(ValueError, match="flat"):
        learning.fit_lots(np.ones(4), np.ones(4), "flat")
    with pytest.raises(ValueError, match="fall so fast"):
        learning.fit_lots(np.ones(4), np.array([1.0, 0.1, 0.01, 0.001]), "cumulative_average")
