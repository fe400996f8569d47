"""Learning curves as printed: units far down a curve, totals in both theories, a constellation's price."""

from __future__ import annotations

from math import log2

import pytest

from literature.record import PROGRAMME, Claim, check
from opendome.programme import learning
from opendome.programme.learning import Theory

STAGE = PROGRAMME

MANTLE = "Learning curves after Mantle, alternatewars.com"
CLOSED = "Learning in closed form"
AEI = "Harrison, AEI 2025"
ROUNDED = "Printed with the power rounded to -0.322."
DIGITS = "Half of the last digit."

AEI_TIERS = ((4_990.0, 67.0), (49_900.0, 421.0), (249_500.0, 1_560.0))
"""Interceptors in orbit and their first purchase [$ billion, prices of 2026]."""


def unit(number: float, slope: float = 0.8, first: float = 15e6) -> float:
    """Price of one unit [$]."""
    return first * float(learning.units_worth("unit", slope, number - 1.0, number))


def total(theory: Theory, slope: float) -> float:
    """What a hundred cost in first units."""
    return float(learning.units_worth(theory, slope, 0.0, 100.0))


def third_tier() -> float:
    """The dearest tier from the two others: cumulative average at 85 %, and a price each that stays."""
    (few, less), (more, dearer), (most, _) = AEI_TIERS
    worth = [
        float(learning.units_worth("cumulative_average", 0.85, 0.0, count)) for count in (few, more, most)
    ]
    first = (less * more - dearer * few) / (worth[0] * more - worth[1] * few)
    each = (less - first * worth[0]) / few
    return first * worth[2] + each * most


CLAIMS = (
    Claim(MANTLE, "Unit 15,000 at 80 %, the first costing $15 million", "$", 678_250.0,
          lambda: unit(15_000.0), ROUNDED, share=0.001),
    Claim(MANTLE, "Unit 55,000 at 80 %", "$", 446_369.0, lambda: unit(55_000.0), ROUNDED, share=0.001),
    Claim(CLOSED, "A hundred units at 80 %, unit theory", "first units", 32.6508, lambda: total("unit", 0.8),
          DIGITS, apart=1e-4),
    Claim(CLOSED, "A hundred units at 85 %, unit theory", "first units", 43.7539, lambda: total("unit", 0.85),
          DIGITS, apart=1e-4),
    Claim(CLOSED, "A hundred units at 80 %, cumulative average", "first units", 22.7062,
          lambda: total("cumulative_average", 0.8), DIGITS, apart=1e-4),
    Claim(CLOSED, "A hundred units at 85 %, cumulative average", "first units", 33.9680,
          lambda: total("cumulative_average", 0.85), DIGITS, apart=1e-4),
    Claim(AEI, "First purchase of 249,500 interceptors in orbit, on the curve of the two smaller tiers",
          "$ billion, prices of 2026", 1_560.0, third_tier,
          "Printed to a billion; 85 % in cumulative average, beside a price for each that stays.",
          share=0.015),
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_claim(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize(("number", "printed"), [(15_000.0, 678_250.0), (55_000.0, 446_369.0)])
def test_with_the_rounded_power_to_the_dollar(number: float, printed: float) -> None:
    price = 15e6 * learning.sum_of_powers(number - 1.0, number, -0.322)
    assert price == pytest.approx(printed, abs=0.5)


@pytest.mark.parametrize(("slope", "printed"), [(0.8, -0.322), (0.9, -0.152), (0.95, -0.074)])
def test_powers_as_printed(slope: float, printed: float) -> None:
    assert float(learning.exponent(slope)) == pytest.approx(printed, abs=0.0005)


def test_learning_alone_misses_the_tiers() -> None:
    """Without the price that stays, the curve through the smallest tier misses the others by 7 and 14 %."""
    few, less = AEI_TIERS[0]
    first = learning.first_unit_of_average("cumulative_average", less / few, 0.85, few)
    found = [
        float(first * learning.units_worth("cumulative_average", 0.85, 0.0, count)) for count, _ in AEI_TIERS
    ]
    assert [one / dear - 1.0 for one, (_, dear) in zip(found, AEI_TIERS, strict=True)] == pytest.approx(
        [0.0, -0.07, -0.14], abs=0.01
    )
    assert 1.0 + log2(0.85) == pytest.approx(0.7655, abs=5e-5)
