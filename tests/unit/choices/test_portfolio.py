"""Joint projects weighed against one another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from opendome.choices.portfolio import NOT_SAID, Gained, Project, weigh

INDEX = {2024: 1.0, 2026: 1.1}


def gain(one: Project) -> Gained | None:
    return Gained(float(one.changes["library.gbi.gain"]), 0.01) if one.changes else None


def project(name: str, cost: float | None, brings: float | None, **more: Any) -> Project:
    changes = {} if brings is None else {"library.gbi.gain": brings}
    dates = {"price_year": 2026, "from_year": 2026, "until_year": 2027} | more
    return Project(name, name.upper(), cost_usd=cost, changes=changes, **dates)


def test_shares_are_paid_year_by_year_in_common_dollars() -> None:
    one = project("gpi", 3e9, None, price_year=2024, from_year=2024, until_year=2026,
                  partners=(("Japan", 1 / 3), ("United States", 2 / 3)))  # fmt: skip
    other = project("x", 1e9, None, partners=(("Japan", 0.25),))
    found = weigh([one, other], INDEX, 2026)
    assert found.years.tolist() == [2024, 2025, 2026, 2027]
    assert found.partners == ("United States", "Japan", NOT_SAID)
    np.testing.assert_allclose(found.paid_usd.sum(), 3.3e9 + 1e9)
    np.testing.assert_allclose(found.paid_usd[1], [1.1e9 / 3, 1.1e9 / 3, 1.1e9 / 3 + 0.125e9, 0.125e9])


def test_what_nothing_can_say_is_a_gap_with_its_reason() -> None:
    found = weigh([project("a", 1e9, None), project("b", 1e9, 2.0)], INDEX, 2026)
    assert [(one.gain, bool(one.why_no_gain)) for one in found.ranked] == [(None, True)] * 2
    assert "nobody said" in found.ranked[0].why_no_gain
    assert "no raid" in found.ranked[1].why_no_gain


def test_what_brings_nothing_that_is_used_is_a_gap_too() -> None:
    (one,) = weigh([Project("a", "A", brings=("sm-9",))], INDEX, 2026, gain).ranked
    assert one.gain is None
    assert "sm-9" in one.why_no_gain


def test_most_gain_for_a_dollar_comes_first() -> None:
    projects = [
        project("dear", 4e9, 2.0), project("cheap", 1e9, 1.0), project("unknown", None, 9.0),
        project("worse", 4e9, 1.0), project("free", 0.0, 0.5),
    ]  # fmt: skip
    found = weigh(projects, INDEX, 2026, gain)
    assert [one.project.id for one in found.ranked] == ["free", "cheap", "dear", "worse", "unknown"]
    by = {one.project.id: one for one in found.ranked}
    assert by["worse"].dominated_by == "dear"
    assert [by[name].dominated_by for name in ("dear", "cheap", "free", "unknown")] == [""] * 4
    assert by["cheap"].gain_per_billion_usd == pytest.approx(1.0)
    assert by["unknown"].gain_per_billion_usd is None


def test_projects_without_years_are_named() -> None:
    found = weigh([project("a", 1e9, None, from_year=None, until_year=None)], INDEX, 2026)
    assert found.undated == ("a",)
    assert found.paid_usd.shape == (1, 0)
    one = weigh([project("a", 1e9, None, from_year=None)], INDEX, 2026)
    assert one.years.tolist() == [2027]


def test_twins_do_not_dominate_each_other() -> None:
    found = weigh([project("a", 1e9, 1.0), project("b", 1e9, 1.0)], INDEX, 2026, gain)
    assert [one.dominated_by for one in found.ranked] == ["", ""]
