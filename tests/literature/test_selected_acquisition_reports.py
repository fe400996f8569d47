"""Selected Acquisition Reports of December 2015: unit costs, growth, lots, phasing, sums."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from literature import sar_2015 as sar
from literature.record import PROGRAMME, Claim, check
from opendome.programme import learning, phasing, unit_cost

STAGE = PROGRAMME

SAR = "Selected Acquisition Report, PAC-3 MSE, December 2015"
BMDS = "Selected Acquisition Report, BMDS, December 2015"
OURS_OF_IT = "Lots of the PAC-3 MSE report, worked out independently"
RULE = "Rule of thumb: 60 % of development spent at half of its time"
DIGITS = "Half of the last digit."
ROUNDED = "The report divides rounded unit costs."
MILLION = "$ million, prices of 2014"


def each(of: dict[str, float], what: str) -> float:
    return float(unit_cost.unit_cost(of[what], of["quantity"]))


def over(base: dict[str, float], what: str) -> float:
    """Growth of a unit cost over a baseline [%]."""
    return 100.0 * float(unit_cost.growth(each(sar.NOW, what), each(base, what)))


def lots(*, with_rate: bool = False) -> learning.LotFit:
    return learning.fit_lots(sar.LOT_QUANTITY, sar.LOT_BY, with_rate=with_rate)


def spread(*, with_rate: bool = False) -> float:
    """Root mean square about the fit; the fit's own residual is over the lots beyond the unknowns."""
    count = len(sar.LOT_QUANTITY)
    return lots(with_rate=with_rate).residual * sqrt((count - (3 if with_rate else 2)) / count)


CLAIMS = (
    Claim(SAR, "Unit cost of the programme (PAUC)", MILLION, 5.579, lambda: each(sar.NOW, "all"), DIGITS,
          apart=0.0005),
    Claim(SAR, "Unit cost of procurement (APUC)", MILLION, 4.742, lambda: each(sar.NOW, "procurement"),
          DIGITS, apart=0.0005),
    Claim(SAR, "Growth of PAUC over the current baseline", "%", -2.32, lambda: over(sar.CURRENT, "all"),
          ROUNDED, apart=0.02),
    Claim(SAR, "Growth of APUC over the current baseline", "%", -1.47,
          lambda: over(sar.CURRENT, "procurement"), ROUNDED, apart=0.02),
    Claim(SAR, "Growth of PAUC over the original baseline", "%", 11.23, lambda: over(sar.ORIGINAL, "all"),
          ROUNDED, apart=0.02),
    Claim(SAR, "Growth of APUC over the original baseline", "%", 2.11,
          lambda: over(sar.ORIGINAL, "procurement"), ROUNDED, apart=0.02),
    Claim(SAR, "Operations and support, 43 years", MILLION, sar.SERVICE_TOTAL,
          lambda: unit_cost.over_life(sar.SERVICE_BY, sar.SERVICE_YEARS), DIGITS, apart=0.05),
    Claim(SAR, "PAUC from the first baseline to the next, five causes", "$ million", sar.FIRST_WALK[2],
          lambda: unit_cost.walk(*sar.FIRST_WALK[:2])[-1], DIGITS, apart=0.001),
    Claim(SAR, "PAUC from the baseline to the estimate, five causes", "$ million", sar.SECOND_WALK[2],
          lambda: unit_cost.walk(*sar.SECOND_WALK[:2])[-1], DIGITS, apart=0.001),
    Claim(OURS_OF_IT, "First unit of a learning curve through twelve lots", MILLION, 6.49,
          lambda: lots().first, "How midpoints were found there is not said.", share=0.01),
    Claim(OURS_OF_IT, "Slope of that curve", "%", 95.3, lambda: 100.0 * lots().slope, DIGITS, share=0.01),
    Claim(OURS_OF_IT, "Spread of the lots about it, root mean square of logarithms", "", 0.054, spread,
          DIGITS, apart=0.0005),
    Claim(OURS_OF_IT, "Slope with the yearly rate as well", "%", 94.7,
          lambda: 100.0 * lots(with_rate=True).slope, DIGITS, share=0.01),
    Claim(OURS_OF_IT, "Slope of the yearly rate", "%", 85.7,
          lambda: 100.0 * lots(with_rate=True).rate_slope, DIGITS, share=0.01),
    Claim(OURS_OF_IT, "Spread with the rate, root mean square of logarithms", "", 0.051,
          lambda: spread(with_rate=True), DIGITS, apart=0.0005),
    Claim(RULE, "PAC-3 MSE's development, spent at half of its 13 years", "%", 60.0,
          lambda: 100.0 * float(phasing.spent_of_series(sar.RDTE_TY, 0.5)), "A rule of thumb.", apart=1.0),
    Claim(BMDS, "Sum of its years", "$ million, then-year", sar.BMDS_TY_TOTAL, lambda: sum(sar.BMDS_TY),
          DIGITS, apart=0.05),
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.quantity}")
def test_claim(claim: Claim) -> None:
    check(claim)


def test_no_breach_is_reported_and_none_is_found() -> None:
    found = [
        unit_cost.breach(over(sar.CURRENT, what) / 100.0, over(sar.ORIGINAL, what) / 100.0)
        for what in ("all", "procurement")
    ]
    assert found == ["none", "none"]


def test_the_table_adds_up_as_printed() -> None:
    assert sar.LOT_QUANTITY.sum() == sar.QUANTITY
    assert sar.LOT_BY.sum() == pytest.approx(sar.LOTS_BY_TOTAL, abs=1e-9)
    assert sar.LOT_TY.sum() == pytest.approx(sar.LOTS_TY_TOTAL, abs=1e-9)
    assert sar.RDTE_TY.sum() == pytest.approx(sar.RDTE_TY_TOTAL, abs=1e-9)
    whole = sar.LOT_PROGRAMME_TY.sum() + sum(sar.NON_RECURRING_TY)
    assert whole == pytest.approx(sar.PROGRAMME_TY_TOTAL, abs=0.05)


def test_dearer_each_and_cheaper_in_all_because_fewer() -> None:
    """Procurement's price rose 2.1 % over the original baseline: on its own curve fewer explain it all."""
    now, before = ((one["procurement"], one["quantity"]) for one in (sar.NOW, sar.ORIGINAL))
    found = unit_cost.growth_at_quantity(now, before, lots().slope)
    assert found.total == pytest.approx(-0.248, abs=0.001)
    assert found.unit == pytest.approx(0.0211, abs=0.0002)
    assert abs(found.at_quantity) < 0.001
    assert found.by_quantity == pytest.approx(found.unit, abs=0.001)


def test_curves_through_the_development_of_a_real_programme() -> None:
    weibull, rayleigh = phasing.fit(sar.RDTE_TY), phasing.fit(sar.RDTE_TY, phasing.RAYLEIGH)
    assert weibull.residual < rayleigh.residual < 0.04
    assert weibull.shape == pytest.approx(1.74, abs=0.01)
    assert rayleigh.end == pytest.approx(0.983, abs=0.001)
    assert weibull.correlation > rayleigh.correlation > 0.7


def test_the_rate_term_hardly_pays_for_itself() -> None:
    """Rates of 80 to 112 a year say little of the rate: its term does not lower the residual's estimate."""
    assert lots(with_rate=True).residual == pytest.approx(lots().residual, rel=0.01)


def test_then_year_dollars_of_procurement_are_inflated_to_their_outlays() -> None:
    """By budget year the base year would have 1; the report has 1.025, and 1.9 % more a year."""
    implied = sar.LOT_TY / sar.LOT_BY
    assert implied[0] == pytest.approx(1.0252, abs=1e-4)
    assert (implied[-1] / implied[0]) ** (1.0 / 11.0) - 1.0 == pytest.approx(0.019, abs=0.0005)
    assert np.all(np.diff(implied) > 0.0)
