"""Sums of published budgets: what adds up, and the traps where parts belong to another total."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from literature.record import PROGRAMME, Claim, check
from opendome.choices.published import against, ceiling_of_total
from opendome.programme.bridge import between
from opendome.programme.budget import in_cents
from opendome.scenario.budgets import Budget, BudgetLine, Total, TotalPart
from opendome.scenario.library import Library

STAGE = PROGRAMME

SUM = "A sum of published parts, rounded as they were printed."
EXACT = "The parts are exact."


def budget(name: str) -> Budget:
    found = Library().entry("budgets", name)
    assert isinstance(found, Budget)
    return found


def lines(name: str, year: int) -> list[BudgetLine]:
    return [line for line in budget(name).lines if line.fiscal_year == year]


def total(name: str) -> float:
    """A published total [billion dollars]."""
    found = Library().entry("totals", name)
    assert isinstance(found, Total)
    return 1e-3 * float(found.total_million_usd.value)


def summed(billions: Sequence[float]) -> float:
    """Billions added up in cents."""
    return float(in_cents(1e9 * np.array(billions)).sum()) / 1e11


def parts_of_request() -> float:
    """The request of the Missile Defense Agency for FY 2024, from its parts [billion dollars]."""
    (line,) = lines("mda-requests", 2024)
    assert line.parts is not None
    names = ("rdte", "procurement", "operations", "milcon")
    return summed([1e-3 * float(getattr(line.parts, f"{name}_million_usd").value) for name in names])


def given_by_2027() -> float:
    """What laws and requests give Golden Dome up to FY 2027 [billion dollars]."""
    rows = against(np.array([2025]), np.zeros(1), budget("golden-dome-2025"))
    return summed([1e-9 * row.published_usd for row in rows if row.published_usd is not None])


def ten_more() -> float:
    """What the bridge from one announcement to the next adds [billion dollars]."""
    (step,) = between(("2025", "2026"), (1e9 * total("announced-2025"), 1e9 * total("announced-2026"))).steps
    return 1e-9 * step.usd


def plan_of_2015() -> float:
    """Given before FY 2016 and planned to FY 2021 [billion dollars]."""
    held = [1e-3 * float(line.authority_million_usd.value) for line in budget("mda-plan-2015").lines]
    return summed([111.1276, *held])


CLAIMS = [
    Claim("Solid rocket motors, Title III", "three awards together", "$ million", 39.6,
          lambda: 1e3 * summed([0.0252, 0.0093, 0.0051]), EXACT, apart=0.05),
    Claim("Missile Defense Agency, request for FY 2024", "its four appropriations together", "$ billion",
          10.9, parts_of_request, SUM, share=0.005),
    Claim("Golden Dome, announced", "from 175 in May 2025 to March 2026", "$ billion", 10.0, ten_more, EXACT,
          apart=0.01),
    Claim("Golden Dome, laws and requests", "FY 2025 to FY 2027 together", "$ billion", 54.9, given_by_2027,
          SUM, apart=0.05),
    Claim("Golden Dome, laws and requests", "share of the 185 billion by the end of FY 2027", "%", 30.0,
          lambda: 100.0 * given_by_2027() / (1e-9 * ceiling_of_total(budget("golden-dome-2025"))),
          "Printed without decimals.", apart=0.5),
    Claim("House version of section 20003", "18.8 and 5.9 billion together", "$ billion", 24.7,
          lambda: summed([18.8, 5.9]), EXACT, apart=0.01),
    Claim("Selected Acquisition Report 2015, ballistic missile defence",
          "prior years and the plan to FY 2021",
          "$ million", 153_881.4, lambda: 1e3 * plan_of_2015(), EXACT, apart=0.05),
    Claim("CBO 2026: what nobody split", "of 1,191 billion without interceptors in orbit", "$ billion", 448.0,
          lambda: total("cbo-2026") - 1e-3 * sum(float(part.total_million_usd.value) for part in _parts()),
          EXACT, apart=0.01),
]  # fmt: skip


def _parts() -> tuple[TotalPart, ...]:
    found = Library().entry("totals", "cbo-2026")
    assert isinstance(found, Total)
    return found.parts


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.quantity}")
def test_as_published(claim: Claim) -> None:
    check(claim)


def test_the_parts_of_the_house_are_not_those_of_the_law() -> None:
    """The trap: 18.8 and 5.9 add up to 24.7, and the law gives 24.4; the two are never mixed."""
    held = {
        line.stage: float(line.authority_million_usd.value) for line in lines("golden-dome-2025", 2025)[:2]
    }
    assert held == {"enacted": 24_400.0, "passed_by_house": 24_700.0}
    row = against(np.array([2025]), np.zeros(1), budget("golden-dome-2025"))[0]
    assert row.published_usd == 24.4e9
    assert held["passed_by_house"] - held["enacted"] == 300.0


def test_what_was_quoted_without_its_years_is_a_gap() -> None:
    assert any("79 billion" in gap for gap in budget("golden-dome-2025").gaps)
