"""Unit costs, their growth at one quantity, classes of breach."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import unit_cost
from opendome.programme.learning import THEORIES, Theory, first_unit_of_average, units_worth


def test_a_unit_cost_is_a_quotient() -> None:
    assert unit_cost.unit_cost(np.array([[10.0], [30.0]]), np.array([2.0, 5.0])).tolist() == [[5, 2], [15, 6]]
    assert unit_cost.growth(12.0, np.array([10.0, 16.0])) == pytest.approx([0.2, -0.25])


@pytest.mark.parametrize(
    ("over_current", "over_original", "found"),
    [
        (0.0, 0.0, "none"), (0.149, 0.299, "none"), (-0.5, 0.3, "significant"), (0.15, 0.0, "significant"),
        (0.249, 0.499, "significant"), (0.25, 0.0, "critical"), (0.0, 0.5, "critical"),
        (0.2, 0.6, "critical"),
    ],
)  # fmt: skip
def test_classes_of_breach(over_current: float, over_original: float, found: str) -> None:
    assert unit_cost.breach(over_current, over_original) == found


@pytest.mark.parametrize("theory", THEORIES)
def test_a_plan_cut_on_its_own_curve_did_not_grow(theory: Theory) -> None:
    first = first_unit_of_average(theory, 4.6, 0.9, 1528.0)
    cut = float(first * units_worth(theory, 0.9, 0.0, 1057.0))
    found = unit_cost.growth_at_quantity((cut, 1057.0), (4.6 * 1528.0, 1528.0), 0.9, theory)
    assert found.at_quantity == pytest.approx(0.0, abs=1e-12)
    assert found.by_quantity == pytest.approx(found.unit)
    assert found.total < 0.0
    assert found.unit > 0.0 or (theory == "flat" and found.unit == pytest.approx(0.0, abs=1e-12))


def test_parts_of_growth_multiply() -> None:
    found = unit_cost.growth_at_quantity((5_000.0, 900.0), (7_000.0, 1_500.0), 0.9)
    assert (1.0 + found.at_quantity) * (1.0 + found.by_quantity) == pytest.approx(1.0 + found.unit)
    assert found.total == pytest.approx(5.0 / 7.0 - 1.0)


def test_walks_lives_and_work() -> None:
    assert unit_cost.walk(5.0, [1.0, -0.5]).tolist() == [5.0, 6.0, 5.5]
    assert unit_cost.over_life([1.5, 0.5], 20.0) == 40.0
    assert unit_cost.years_of_work(np.array([100.0, 0.0]), 40.0).tolist() == [2.5, 0.0]


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="one unit or more"):
        unit_cost.unit_cost(1.0, 0.0)
    with pytest.raises(ValueError, match="baseline"):
        unit_cost.growth(1.0, 0.0)
    with pytest.raises(ValueError, match="more than none"):
        unit_cost.years_of_work(5.0, 0.0)
    with pytest.raises(ValueError, match="slope"):
        unit_cost.growth_at_quantity((1.0, 2.0), (2.0, 3.0), 1.2)
