"""Prices in the press and in budgets: sums and quotients, flat prices, what the yearly rate does."""

from __future__ import annotations

import numpy as np
import pytest

from literature import sar_2015 as sar
from literature.record import PROGRAMME, Claim, check
from opendome.programme import learning, unit_cost
from opendome.scenario.deflators import factor_of, price_index
from opendome.scenario.library import Library

STAGE = PROGRAMME

OMB = "OMB Historical Table 10.1, FY2025 edition"
CAPE = "CAPE 2021 on the Next Generation Interceptor, as in Arms Control Today"
SDA = "Tracking satellites of the Space Development Agency, as reported"
MSE = "PAC-3 MSE, FY2026 request, as reported by Bloomberg"
THAAD = "THAAD interceptors by year, as reported"
BUDGET = "MDA's request for FY2024, as in Defense News"

DIGITS = "Half of the last digit."
ROUNDED = "Of rounded parts."

LIBRARY = Library()

# Development with ten interceptors; 21 to operate; operations and support [$ billion]
NGI = (13.1, 2.3, 2.3)

# Satellites of a tranche, and what its contracts come to [$ million]
TRANCHES = ((28, 1_317.0, 47.04), (54, 2_549.0, 47.20), (72, 3_512.0, 48.78))

# Fiscal year, interceptors, money [$ million of that year]
THAAD_BUYS = {2017: (50, 509.1), 2024: (11, 217.0), 2026: (57, 840.0), 2027: (857, 11_435.0)}

MSE_BUYS = ((224, 945.9), (96, 366.0))


def each(quantity: float, money: float) -> float:
    return float(unit_cost.unit_cost(money, quantity))


def flat_price() -> float:
    """One satellite of all tranches together [$ million]."""
    return each(sum(count for count, *_ in TRANCHES), sum(money for _, money, _ in TRANCHES))


def line_and_each() -> tuple[float, float]:
    """A year of an open line, and each missile, through the least and the largest buy [$ million of 2026]."""
    (few, less), (many, more) = (thaad(year) for year in (2024, 2027))
    single = (more - less) / (many - few)
    return less - single * few, single


def thaad(year: int) -> tuple[float, float]:
    count, money = THAAD_BUYS[year]
    return count, money * factor_of("omb-gdp-fy2025", LIBRARY, year, 2026)


def thaad_at(year: int) -> float:
    """What one costs in the mean at that year's rate, in its own dollars [$ million]."""
    count, _ = THAAD_BUYS[year]
    line, single = line_and_each()
    made = np.array([float(count)])
    whole = float(learning.line_cost(made, line)[0] + single * count)
    return each(count, whole) * factor_of("omb-gdp-fy2025", LIBRARY, 2026, year)


CLAIMS = (
    Claim(OMB, "A dollar of 2012 over one of 2023", "", 0.763004833,
          lambda: float(price_index("omb-gdp-fy2025", LIBRARY).factor(2023, 2012)), DIGITS, apart=1e-6),
    Claim(OMB, "A dollar of 2026 over one of 2023", "", 1.071024822,
          lambda: float(price_index("omb-gdp-fy2025", LIBRARY).factor(2023, 2026)), DIGITS, apart=1e-6),
    Claim(CAPE, "Sum of development, procurement and operations", "$ billion", 17.7,
          lambda: float(unit_cost.walk(0.0, NGI)[-1]), DIGITS, apart=0.05),
    Claim(CAPE, "Mean of 31, developed and bought", "$ million", 498.0,
          lambda: 1e3 * each(31, sum(NGI[:2])), ROUNDED, share=0.005),
    Claim(CAPE, "Mean of 21 to operate", "$ million", 111.0, lambda: 1e3 * each(21, NGI[1]), ROUNDED,
          share=0.015),
    *(
        Claim(SDA, f"Price of one, tranche {place + 1}", "$ million", published,
              lambda count=count, money=money: each(count, money), DIGITS, apart=0.005)
        for place, (count, money, published) in enumerate(TRANCHES)
    ),
    *(
        Claim(SDA, f"One flat price for all three, against tranche {place + 1}", "$ million", published,
              flat_price, "Three points of a price without learning.", share=0.05)
        for place, (_, _, published) in enumerate(TRANCHES)
    ),
    Claim(MSE, "Price of one of 224", "$ million", 4.223, lambda: each(*MSE_BUYS[0]), DIGITS, apart=0.0005),
    Claim(MSE, "Price of one of 96", "$ million", 3.8125, lambda: each(*MSE_BUYS[1]), DIGITS, apart=0.0001),
    Claim(MSE, "Price of one of both buys", "$ million", 4.100,
          lambda: each(sum(count for count, _ in MSE_BUYS), sum(money for _, money in MSE_BUYS)), DIGITS,
          apart=0.0005),
    *(
        Claim(MSE, f"What is left of 13,773 at {rate:,.0f} a year", "years", years,
              lambda rate=rate: float(unit_cost.years_of_work(13_773.0 - 2_047.0, rate)), DIGITS, apart=0.05)
        for rate, years in ((230.0, 51.0), (600.0, 19.5), (2_000.0, 5.9))
    ),
    Claim(THAAD, "Price of one in FY2026 from the line of FY2024 and FY2027", "$ million, then-year",
          840.0 / 57.0, lambda: thaad_at(2026), "The lots cover different support.", share=0.05),
    Claim(THAAD, "Price of one in FY2017 from the line of FY2024 and FY2027", "$ million, then-year",
          509.1 / 50.0, lambda: thaad_at(2017), "The lots cover different support.", share=0.05,
          gap=(11.0, 11.5),
          cause="A supplement beside a base budget: other missiles of that year shared the line."),
    Claim(BUDGET, "Sum of its appropriations", "$ billion", 10.9,
          lambda: float(unit_cost.walk(0.0, (8.7, 1.5, 0.564, 0.149))[-1]), ROUNDED, share=0.005),
)  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.quantity}")
def test_claim(claim: Claim) -> None:
    check(claim)


def test_no_learning_is_seen_over_three_tranches() -> None:
    """Bought in one class at rising numbers, the price rises: a slope of about one, or a little over it."""
    quantity = np.array([float(count) for count, *_ in TRANCHES])
    money = np.array([money for _, money, _ in TRANCHES])
    assert 0.99 < learning.fit_lots(quantity, money).slope < 1.03


def test_thaad_follows_no_learning_curve() -> None:
    """Prices by year go up and down again in one year's dollars: with the rate, not with the number made."""
    prices = [each(*thaad(year)) for year in sorted(THAAD_BUYS)]
    assert prices[1] > prices[2] > prices[3]
    assert prices[1] > prices[0]
    by_rate = sorted((thaad(year) for year in (2024, 2026, 2027)), key=lambda buy: buy[0])
    assert [each(*buy) for buy in by_rate] == sorted((each(*buy) for buy in by_rate), reverse=True)


def test_pac_3_mse_at_a_higher_rate() -> None:
    """The price of FY2026 lies between those that the report's rate term gives at 224 and at 600 a year."""
    slope = learning.fit_lots(sar.LOT_QUANTITY, sar.LOT_BY, with_rate=True).rate_slope
    planned, rate = each(sar.QUANTITY, sar.LOTS_BY_TOTAL), float(sar.LOT_QUANTITY.mean())
    inflated = factor_of("omb-gdp-fy2025", LIBRARY, 2014, 2026) * planned
    least, most = (inflated * float(learning.rate_factor(made, rate, slope)) for made in (600.0, 224.0))
    assert least < each(*MSE_BUYS[0]) < most
    assert each(*MSE_BUYS[0]) < 0.8 * inflated


def test_the_edition_matters() -> None:
    """From 2012 to 2026: 28 % more in the edition before the prices of 2021 to 2023, 40 % after them."""
    old, new = (factor_of(name, LIBRARY, 2012, 2026) for name in ("omb-gdp-fy2022", "omb-gdp-fy2025"))
    assert old == pytest.approx(1.2755, abs=5e-5)
    assert new == pytest.approx(1.4037, abs=5e-5)
    defence = price_index("omb-defence-outlays-fy2022", LIBRARY)
    assert defence.price([2012, 2020, 2021, 2022]) == pytest.approx([1.0, 1.1028, 1.1222, 1.1437], abs=1e-12)


@pytest.mark.parametrize(("price", "life", "yearly"), [(50.0, 5.0, 10.0), (120.0, 6.0, 20.0)])
def test_warning_satellites_are_replaced_at_price_over_life(price: float, life: float, yearly: float) -> None:
    """AEI 2025: $50 million for five years, $120 million for six: $10 and $20 million a year."""
    replaced = learning.units_worth("flat", 1.0, 0.0, 1.0 / life)
    assert price * float(replaced) == pytest.approx(yearly)
