"""A programme beside published budgets."""

from __future__ import annotations

import numpy as np

from opendome.choices import published
from opendome.scenario.budgets import Budget
from opendome.scenario.library import Library


def budget() -> Budget:
    found = Library().entry("budgets", "golden-dome-2025")
    assert isinstance(found, Budget)
    return found


def test_each_year_stands_beside_what_was_published() -> None:
    years = np.arange(2026, 2030)
    rows = published.against(years, np.array([20e9, 20e9, 30e9, 30e9]), budget())
    assert [row.year for row in rows] == [2025, 2026, 2027, 2028, 2029]
    first, second, third, fourth, _ = rows
    assert (first.asked_usd, first.published_usd, first.gap_usd) == (None, 24.4e9, None)
    assert (second.published_usd, second.gap_usd) == (13e9, 7e9)
    assert (third.published_usd, third.low_usd, third.high_usd) == (17.5e9, 17.5e9, 17.9e9)
    assert third.stages == ("requested",)
    assert (fourth.published_usd, fourth.gap_usd, fourth.sources) == (None, None, ())


def test_other_counts_of_the_same_money_do_not_add() -> None:
    row = published.against(np.array([2025]), np.array([0.0]), budget())[0]
    assert row.names == ("Public Law 119-21, section 20003",)
    assert 24.7e9 in [usd for _, usd in row.others]
    assert row.sources[0] == "crs-in12576"


def test_years_without_a_ceiling_have_none() -> None:
    found = published.ceilings(np.arange(2025, 2029), budget())
    assert found.tolist() == [24.4e9, 13e9, 17.5e9, np.inf]
    assert published.ceiling_of_total(budget()) == 185e9
    mda = Library().entry("budgets", "mda-requests")
    assert isinstance(mda, Budget)
    assert published.ceiling_of_total(mda) == np.inf
