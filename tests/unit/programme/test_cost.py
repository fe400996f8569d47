"""What a programme costs: against units bought one by one, and against closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from opendome.programme import cost, draws, kernels
from opendome.randomness import uniforms
from opendome.records.programme import KINDS
from programmes import programme_of


def one_by_one(element: dict[str, Any], years: int) -> dict[str, np.ndarray]:
    """The same money by a plain walk over units: each is ordered, delivered, run, and bought again."""
    count, life = int(element["quantity_count"]), element.get("life_year", 1e9)
    start, span = element["deliver_from_year"], element["deliver_year"]
    lead = element.get("lead_year", 0.0)
    paid = {kind: np.zeros(years) for kind in KINDS}

    def put(kind: str, time: float, money: float) -> None:
        if time < years:
            paid[kind][max(0, int(time))] += money

    lift = element.get("launch_mass_kg", 0.0) * element.get("launch_usd_per_kg", 0.0) / 1e6
    for unit in range(count):
        born = start + span * (unit + 0.5) / count
        price = element["unit_usd"]
        if element.get("theory") == "unit":
            price *= (unit + 1.0) ** np.log2(element["slope_fraction"])
        put("procurement", born - lead, price)
        put("launch", born, lift)
        put("construction", born - lead, element.get("construction_usd", 0.0))
        again = born + life
        while again - lead < years:
            put("replacement", again - lead, element["unit_usd"])
            put("replacement", again, lift)
            put("disposal", again, element.get("disposal_usd", 0.0))
            again += life
        for year in range(years):
            there = min(max(year + 1.0 - max(born, element.get("serve_from_year", 0.0)), 0.0), 1.0)
            paid["operations"][year] += element.get("operations_usd_per_year", 0.0) * there
    return paid


@pytest.mark.parametrize(
    "element",
    [
        {"unit_usd": 22.0, "life_year": 5.0, "deliver_year": 5.0, "deliver_from_year": 0.0},
        {"unit_usd": 22.0, "life_year": 3.3, "deliver_year": 2.5, "deliver_from_year": 1.7, "lead_year": 2.2},
        {"unit_usd": 1.0, "launch_mass_kg": 1900.0, "launch_usd_per_kg": 780.0, "life_year": 7.0,
         "deliver_year": 4.0, "deliver_from_year": 3.0, "disposal_usd": 0.2, "operations_usd_per_year": 0.1},
        {"unit_usd": 5.0, "construction_usd": 3.0, "operations_usd_per_year": 0.4, "deliver_year": 6.0,
         "deliver_from_year": 2.5, "lead_year": 3.0},
        {"unit_usd": 5.0, "operations_usd_per_year": 0.4, "deliver_year": 3.0, "deliver_from_year": 2.5,
         "serve_from_year": 4.3},
        {"unit_usd": 5.0, "operations_usd_per_year": 0.4, "deliver_year": 3.0, "deliver_from_year": 2.5,
         "serve_from_year": 9.75, "life_year": 8.0},
        {"unit_usd": 15.0, "theory": "unit", "slope_fraction": 0.9, "deliver_year": 8.0,
         "deliver_from_year": 1.0},
    ],
)  # fmt: skip
def test_streams_are_units_one_by_one(element: dict[str, Any]) -> None:
    element = {**element, "quantity_count": 4_000.0}
    found = cost.point(programme_of(element)).mean_usd[0] / 1e6
    for at, kind in enumerate(KINDS):
        walked = one_by_one(element, 20)[kind]
        assert found[at] == pytest.approx(walked, abs=2e-3 * max(1.0, walked.max()), rel=2e-3), kind


def test_owned_spares_tests_and_what_batteries_hold() -> None:
    element = {"unit_usd": 2.0, "quantity_count": 48.0, "owned_count": 20.0, "spare_fraction": 0.25,
               "test_assets_count": 3.0, "included_count": 8.0, "deliver_from_year": 0.0}  # fmt: skip
    found = cost.point(programme_of(element))
    assert found.bought_count.sum() == pytest.approx(28.0 * 1.25 + 3.0 - 8.0)
    assert found.total_usd[0] == pytest.approx(60e6)
    assert found.in_service_count[0, 0] == pytest.approx(20.0 + 28.0 * 0.1)
    assert found.in_service_count[0, -1] == pytest.approx(48.0)


def test_what_waits_for_its_site_is_paid_for_and_runs_when_it_stands() -> None:
    element = {"unit_usd": 1.0, "operations_usd_per_year": 0.5, "quantity_count": 30.0, "owned_count": 10.0,
               "deliver_from_year": 1.0, "deliver_year": 2.0}  # fmt: skip
    soon, late = (cost.point(programme_of(one)) for one in (element, {**element, "serve_from_year": 6.5}))
    assert late.delivered_count == pytest.approx(soon.delivered_count)
    assert late.in_service_count[0, :6] == pytest.approx(np.full(6, 10.0))
    assert late.in_service_count[0, 6] == pytest.approx(20.0)
    assert late.in_service_count[0, 7:] == pytest.approx(soon.in_service_count[0, 7:])
    assert soon.total_usd[0] - late.total_usd[0] == pytest.approx(0.5e6 * 20.0 * (6.5 - 2.0))
    # what is late altogether is so much later in service as well
    assert cost.point(programme_of({**element, "serve_from_year": 6.5}), 1.0).in_service_count[
        0, 7
    ] == pytest.approx(20.0)


def test_owned_units_are_replaced_at_an_even_rate() -> None:
    element = {"unit_usd": 1.0, "quantity_count": 40.0, "owned_count": 40.0, "life_year": 10.0}
    found = cost.point(programme_of(element))
    assert found.by_year_usd[0] == pytest.approx(np.full(20, 4e6))


def test_more_than_are_wanted_are_neither_run_nor_replaced() -> None:
    wanted = {"unit_usd": 1.0, "operations_usd_per_year": 0.5, "quantity_count": 28.0, "owned_count": 28.0,
              "life_year": 5.0, "attrition_per_year_fraction": 0.1}  # fmt: skip
    enough, plenty = (cost.point(programme_of({**wanted, "owned_count": owned})) for owned in (28.0, 5_000.0))
    assert plenty.in_service_count[0] == pytest.approx(np.full(20, 28.0))
    assert plenty.by_year_usd[0] == pytest.approx(enough.by_year_usd[0])


def test_attrition_is_bought_again() -> None:
    element = {"unit_usd": 1.0, "quantity_count": 100.0, "attrition_per_year_fraction": 0.02,
               "deliver_from_year": 0.0, "deliver_year": 1.0}  # fmt: skip
    again = cost.point(programme_of(element)).mean_usd[0, KINDS.index("replacement")]
    assert again[0] == pytest.approx(1e6)  # half of them are in service in the mean of the first year
    assert again[1:] == pytest.approx(np.full(19, 2e6))


def test_development_is_phased_and_ends_where_the_first_order_begins() -> None:
    element = {"development_usd": 100.0, "unit_usd": 1.0, "development_year": 7.0, "lead_year": 1.0}
    found = cost.point(programme_of(element))
    spent = found.mean_usd[0, KINDS.index("development")] / 1e8
    # shares of a Norden-Rayleigh profile over seven years that ends at 97 %
    assert spent[:7] == pytest.approx([0.0712, 0.1854, 0.2329, 0.2133, 0.1558, 0.0939, 0.0475], abs=5e-5)
    assert found.in_service_count[0, 7] == 0.0
    assert found.in_service_count[0, 8] > 0.0


def test_the_rate_and_the_line() -> None:
    element = {"unit_usd": 10.0, "quantity_count": 400.0, "rate_slope_fraction": 0.86,
               "quoted_rate_per_year_count": 50.0, "line_usd_per_year": 30.0, "deliver_from_year": 0.0,
               "deliver_year": 4.0}  # fmt: skip
    found = cost.point(programme_of(element))
    # a hundred a year is one doubling of fifty; the line is open for four years
    assert found.total_usd[0] == pytest.approx(1e6 * (400.0 * 10.0 * 0.86 + 4 * 30.0))


def test_a_line_at_its_limit_takes_longer() -> None:
    element = {
        "unit_usd": 1.0,
        "quantity_count": 96.0,
        "produced_per_year_count": 12.0,
        "deliver_from_year": 0.0,
    }
    found = cost.point(programme_of(element))
    assert found.delivered_count[0, :9] == pytest.approx([*(12.0 for _ in range(8)), 0.0])


@pytest.mark.parametrize("goes_on", [0.0, 1.0])
def test_a_quoted_mean_is_the_mean_of_what_was_quoted(goes_on: float) -> None:
    element = {"unit_usd": 13.4, "theory": "unit", "slope_fraction": 0.85, "quoted_for_count": 4_990.0,
               "quantity_count": 4_990.0, "deliver_from_year": 0.0, "deliver_year": 5.0, "life_year": 5.0,
               "goes_on": goes_on}  # fmt: skip
    found = cost.point(programme_of(element)).mean_usd[0].sum(axis=1) / 1e6
    assert found[KINDS.index("procurement")] == pytest.approx(13.4 * 4_990.0)
    again = found[KINDS.index("replacement")]
    if goes_on:
        assert again < 3.0 * 13.4 * 4_990.0 * 0.75
    else:
        assert again == pytest.approx(3.0 * 13.4 * 4_990.0)


def test_shares_are_those_of_the_generator() -> None:
    names = ("a figure", "another")
    found = draws.shares(7, names, 5, 11)
    for row, name in enumerate(names):
        wanted = uniforms(7, draws.STAGE, name, np.arange(5, 16), 1)[:, 0]
        assert np.array_equal(found[row], wanted)


def test_blocks_and_counts_do_not_change_a_draw() -> None:
    element = {"unit_usd": (18.0, 22.0, 30.0), "life_year": (4.0, 5.0, 6.0), "quantity_count": 7_800.0}
    grown = {"development_factor": 1.46, "procurement_factor": (1.16, 1.4, 1.65), "variation_fraction": 0.3,
             "correlation_fraction": 0.3}  # fmt: skip
    made = programme_of(element, growth=grown)
    few, many = cost.drawn(made, 3, 100), cost.drawn(made, 3, 5_000)
    assert np.array_equal(few.total_usd, many.total_usd[:100])
    assert np.array_equal(many.total_usd, cost.drawn(made, 3, 5_000).total_usd)


def test_growth_has_its_mean_and_its_spread() -> None:
    grown = {"development_factor": 1.0, "procurement_factor": 1.46, "variation_fraction": 0.3,
             "correlation_fraction": 0.25}  # fmt: skip
    elements = [{"unit_usd": 1.0, "deliver_from_year": 0.0, "name": f"e{at}"} for at in range(2)]
    found = cost.drawn(programme_of(*elements, growth=grown), 1, 40_000).by_element_usd / 1e6
    assert found.mean(axis=0) == pytest.approx([1.46, 1.46], abs=5 * 1.46 * 0.3 / 200)
    assert found.std(axis=0) / found.mean(axis=0) == pytest.approx([0.3, 0.3], abs=0.01)
    correlation = np.corrcoef(np.log(found.T))[0, 1]
    assert correlation == pytest.approx(0.25, abs=5 / 200)


def test_the_interpreted_kernel_gives_the_same_bytes() -> None:
    made = programme_of(
        {"unit_usd": (18.0, 22.0, 30.0), "life_year": (4.0, 5.0, 6.0), "quantity_count": 30.0}
    )
    figures = draws.drawn(made.figures, 1, 0, 3)

    def fill(function: Any) -> list[np.ndarray]:
        out = [np.zeros((3, 1)), np.zeros((3, 20)), np.zeros((3, len(KINDS))), np.zeros((1, len(KINDS), 20)),
               np.zeros((1, 3, 20))]  # fmt: skip
        parts = made.elements
        function(figures, parts.figure, parts.fixed, np.ones((2, 1, 3)), np.zeros(3), *out)
        return out

    compiled, plain = fill(kernels.fill_costs), fill(getattr(kernels.fill_costs, "py_func"))  # noqa: B009
    assert all(np.array_equal(one, other) for one, other in zip(compiled, plain, strict=True))


def test_what_moves_the_total_most_comes_first() -> None:
    made = programme_of(
        {"unit_usd": (18.0, 22.0, 30.0), "quantity_count": 100.0, "development_usd": (90.0, 100.0, 120.0)}
    )
    found = cost.movers(made)
    assert [one.path.rsplit(".", 1)[-1] for one in found] == ["unit_million_usd", "development_million_usd"]
    assert found[0].swing_usd == pytest.approx(1_200e6)
    assert found[1].swing_usd == pytest.approx(30e6)
