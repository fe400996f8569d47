"""Bridges: steps that add up, and steps that nobody published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from opendome.programme.bridge import KINDS_OF_STEPS, Counted, Group, alike, between, bridge

GROUPS = (
    Group("years", "Years counted", ("years",)),
    Group("orbit_quantity", "Interceptors in orbit", ("orbit.",)),
    Group("life", "Life of a satellite", ("life_year",)),
)


def cost(inputs: Mapping[str, Any]) -> float:
    """Satellites bought as often as they wear out, and what else there is."""
    sets = inputs["years"] / inputs["life_year"]
    return float(inputs["orbit.count"] * inputs["orbit.unit_usd"] * sets + inputs.get("rest_usd", 0.0))


BEFORE = {"years": 10, "orbit.count": 1_000, "orbit.unit_usd": 22e6, "life_year": 10}
AFTER = {"years": 20, "orbit.count": 7_800, "orbit.unit_usd": 22e6, "life_year": 5, "rest_usd": 448e9}


def test_each_group_is_exchanged_in_its_turn() -> None:
    made = bridge(("a", "b"), (BEFORE, AFTER), GROUPS, cost)
    assert [step.kind for step in made.steps] == ["years", "orbit_quantity", "life", "other"]
    assert [step.usd for step in made.steps] == [22e9, 299.2e9, 343.2e9, 448e9]
    assert made.steps[1].changed == ("orbit.count",)
    assert made.from_cent + sum(step.to_cent - step.from_cent for step in made.steps) == made.to_cent
    assert made.unexplained_usd == 0.0
    assert {step.kind for step in made.steps} <= set(KINDS_OF_STEPS)


def test_what_the_inputs_do_not_explain_is_a_step_that_nobody_published() -> None:
    made = bridge(("a", "b"), (BEFORE, AFTER), GROUPS, cost, (175e9, 1_191e9))
    first, *_, last = made.steps
    assert not first.published
    assert not last.published
    assert (first.usd, last.usd) == (22e9 - 175e9, 1_191e9 - 1_134.4e9)
    assert made.unexplained_usd == pytest.approx(first.usd + last.usd)
    assert (made.from_cent, made.to_cent) == (17_500_000_000_000, 119_100_000_000_000)


def test_the_same_inputs_take_no_step() -> None:
    with_arrays = {"years": 1, "orbit.count": 1, "orbit.unit_usd": 1.0, "life_year": 1, "x": np.ones(3)}
    assert bridge(("a", "b"), (with_arrays, dict(with_arrays)), GROUPS, cost).steps == ()


def test_two_published_totals_are_one_hatched_step() -> None:
    made = between(("Announced, 2025", "CBO 2026"), (175e9, 1_191e9))
    (only,) = made.steps
    assert (only.kind, only.published, only.usd) == ("unexplained", False, 1_016e9)


def test_a_step_that_was_published_is_not_hatched() -> None:
    made = between(("2025", "2026"), (175e9, 185e9), [("elements", "Ten billion more", 10e9)])
    assert [step.published for step in made.steps] == [True]


def test_totals_in_dollars_of_one_year() -> None:
    index = {2025: 1.2808, 2026: 1.3074}
    totals = [
        Counted("CBO 2025", 542e9, None, None, 2025, 20),
        Counted("CBO 2026", 1_191e9, None, None, 2026, 20, (("Interceptors in orbit", 743e9),)),
        Counted("Announced", 175e9, 170e9, 185e9, None, 3),
    ]
    first, second, third = alike(totals, index, 2026)
    assert first.total_usd == pytest.approx(542e9 * 1.3074 / 1.2808)
    assert (second.total_usd, second.per_year_usd) == (1_191e9, 59.55e9)
    assert second.counted.unsplit_usd == 448e9
    assert (third.total_usd, third.low_usd, third.per_year_usd) == (None, None, None)
