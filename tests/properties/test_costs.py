"""Costs: what holds for every programme."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendome.programme import cost
from programmes import programme_of

numbers = st.floats(0.0, 500.0)
elements = st.fixed_dictionaries(
    {
        "unit_usd": numbers, "development_usd": numbers, "operations_usd_per_year": numbers,
        "operations_fixed_usd_per_year": numbers, "line_usd_per_year": numbers, "construction_usd": numbers,
        "disposal_usd": numbers, "launch_mass_kg": numbers, "launch_usd_per_kg": st.floats(100.0, 5_000.0),
        "quantity_count": st.floats(0.0, 9_000.0), "owned_count": st.floats(0.0, 100.0),
        "spare_fraction": st.floats(0.0, 0.5), "test_assets_count": st.floats(0.0, 20.0),
        "attrition_per_year_fraction": st.floats(0.0, 0.3), "life_year": st.floats(1.0, 40.0),
        "lead_year": st.floats(0.0, 4.0), "theory": st.sampled_from(["flat", "unit", "cumulative_average"]),
        "slope_fraction": st.floats(0.75, 1.0), "quoted_for_count": st.floats(1.0, 5_000.0),
    },
    optional={
        "deliver_from_year": st.floats(0.0, 25.0), "deliver_year": st.floats(0.25, 30.0),
        "produced_per_year_count": st.floats(1.0, 3_000.0), "development_year": st.floats(0.5, 15.0),
        "rate_slope_fraction": st.just(1.0),
    },
)  # fmt: skip


@given(elements, st.floats(0.05, 0.99))
def test_a_shorter_life_never_costs_less(element: dict[str, float], share: float) -> None:
    longer = cost.point(programme_of(element)).total_usd[0]
    shorter = cost.point(programme_of({**element, "life_year": element["life_year"] * share})).total_usd[0]
    assert shorter >= longer * (1.0 - 1e-9)


@given(elements, st.floats(0.5, 200.0))
def test_one_more_unit_never_costs_less(element: dict[str, float], more: float) -> None:
    fewer = cost.point(programme_of(element)).total_usd[0]
    further = programme_of({**element, "quantity_count": element["quantity_count"] + more})
    assert cost.point(further).total_usd[0] >= fewer * (1.0 - 1e-9)


@given(st.lists(elements, min_size=1, max_size=4), st.integers(1, 40))
def test_sums_over_years_kinds_and_elements_are_one(parts: list[dict[str, float]], years: int) -> None:
    found = cost.point(programme_of(*parts, years=years))
    total = found.total_usd[0]
    near = 1e-9 * max(1.0, total)
    assert abs(found.by_year_usd.sum() - total) <= near
    assert abs(found.by_kind_usd.sum() - total) <= near
    assert abs(found.mean_usd.sum() - total) <= near
    assert abs(found.acquisition_usd[0] + found.operations_usd[0] + found.unallocated_usd[0] - total) <= near


@given(elements, st.integers(2, 30))
def test_a_longer_horizon_never_costs_less(element: dict[str, float], years: int) -> None:
    shorter = cost.point(programme_of(element, years=years)).by_year_usd[0]
    longer = cost.point(programme_of(element, years=years + 1)).by_year_usd[0]
    assert np.allclose(longer[:years], shorter, rtol=1e-12)


@given(elements, st.floats(1.0, 1.1))
def test_prices_that_rise_never_cost_less_in_dollars_of_each_year(
    element: dict[str, float], rise: float
) -> None:
    found = cost.point(programme_of(element, index=rise ** np.arange(20)))
    assert found.then_year_usd[0] >= found.total_usd[0] * (1.0 - 1e-12)
