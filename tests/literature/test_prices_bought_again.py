"""Prices as published, bought again: contracts, requests, an independent estimate, a report to Congress."""

from __future__ import annotations

from typing import Any

import pytest

from costing import bought, money
from literature.record import PROGRAMME, Claim, check

STAGE = PROGRAMME

CAPE = "CAPE, April 2021, as reported"
SAR = "Selected Acquisition Report, PAC-3 MSE, December 2015"
SDA = "Contracts of the Space Development Agency"
THAAD = "Published buys of THAAD"
REQUEST = "Request of FY2026 and law of 2025"

NGI = {"cost": "ngi-cape-2021", "quantity_count": 21, "deliver_from_year": 2021}
PAC = {"cost": "pac-3-mse-sar-2015", "quantity_count": 1_125, "deliver_from_year": 2014}
OLD = {"price_year": 2014, "start_year": 2014}
ACQUIRED = ("development", "procurement", "construction")


def ngi(*kinds: str) -> float:
    return money(bought(NGI, price_year=2021, start_year=2021), *kinds)


def pac(*kinds: str, years: int = 20) -> float:
    """In millions of 2014."""
    return 1e3 * money(bought(PAC, **OLD, horizon_year_count=years), *kinds)


def spent(cost: str, count: int, year: int, **element: Any) -> float:
    """So many bought within one year, in millions of that year."""
    one = {"cost": cost, "quantity_count": count, "deliver_from_year": 2027} | element
    return 1e3 * money(bought(one, price_year=year), "procurement")


def lots() -> float:
    return 1e3 * money(
        bought({"cost": "pac-3-mse-lots-2015", "quantity_count": 1_125, "deliver_from_year": 2014}, **OLD)
    )


def thaad(count: int, year: int) -> float:
    """A buy by the fitted line and price, all in one year whatever the line makes."""
    return spent("thaad-line", count, year, deliver_from_year=2030)


ROUNDED = "The source's own billions are rounded to a tenth."
QUOTIENT = "The price is the quotient, rounded."
FITTED = "Two numbers, a line and a price, for four buys from 11 to 857."

CLAIMS = [
    Claim(
        CAPE,
        "Next Generation Interceptor: one of 31, developed and bought",
        "million US$",
        498.0,
        lambda: 1e3 * ngi("development", "procurement") / 31.0,
        ROUNDED,
        share=0.005,
    ),
    Claim(
        CAPE,
        "Next Generation Interceptor: 21 of them",
        "million US$",
        2_300.0,
        lambda: 1e3 * ngi("procurement"),
        "111 million each are 2,331.",
        share=0.015,
    ),
    Claim(
        CAPE,
        "Next Generation Interceptor: all, with 20 years of running",
        "billion US$",
        17.7,
        ngi,
        "Running is taken over 20 years; rounded.",
        share=0.01,
    ),
    Claim(
        SAR,
        "acquisition of 1,125 missiles",
        "million US$ of 2014",
        6_276.9,
        lambda: pac(*ACQUIRED),
        "The unit price is rounded to a thousandth: 0.6 for all.",
        apart=0.6,
    ),
    Claim(
        SAR,
        "programme acquisition unit cost",
        "million US$ of 2014",
        5.579,
        lambda: pac(*ACQUIRED) / 1_125.0,
        "Half of the last digit.",
        apart=0.0006,
    ),
    Claim(
        SAR,
        "operations and support in 43 years",
        "million US$ of 2014",
        2_771.9,
        lambda: pac("operations", years=43),
        "Half of the last digit.",
        apart=0.05,
    ),
    Claim(
        SAR,
        "twelve lots, flyaway, by their fitted curve",
        "million US$ of 2014",
        4_802.1,
        lots,
        "The lots scatter by 5 % about the curve.",
        share=0.05,
    ),
    Claim(
        REQUEST,
        "320 PAC-3 MSE",
        "million US$ of 2026",
        1_311.9,
        lambda: spent("pac-3-mse-flat", 320, 2026),
        QUOTIENT,
        share=0.001,
    ),
    Claim(
        SDA,
        "first tranche, 28 tracking satellites",
        "million US$ of 2022",
        1_317.0,
        lambda: spent("sda-tracking-t1", 28, 2022),
        QUOTIENT,
        share=0.002,
    ),
    Claim(
        SDA,
        "second tranche, 54 tracking satellites",
        "million US$ of 2024",
        2_549.0,
        lambda: spent("sda-tracking-t2", 54, 2024),
        QUOTIENT,
        share=0.002,
    ),
    Claim(
        SDA,
        "third tranche, 72 tracking satellites",
        "million US$ of 2026",
        3_512.0,
        lambda: spent("sda-tracking-t3", 72, 2026),
        QUOTIENT,
        share=0.002,
    ),
    Claim(
        SDA,
        "first tranche in its own dollars at the third's flat price",
        "million US$",
        1_317.0,
        lambda: spent("sda-tracking-t3", 28, 2026),
        "A flat price, three tranches in then-year dollars.",
        share=0.05,
    ),
    Claim(THAAD, "50 in FY2017", "million US$ of 2017", 509.1, lambda: thaad(50, 2017), FITTED, share=0.1),
    Claim(THAAD, "11 in FY2024", "million US$ of 2024", 217.0, lambda: thaad(11, 2024), FITTED, share=0.1),
    Claim(THAAD, "57 in FY2026", "million US$ of 2026", 840.0, lambda: thaad(57, 2026), FITTED, share=0.1),
    Claim(
        THAAD,
        "857 asked for in FY2027",
        "million US$ of 2027",
        11_435.0,
        lambda: thaad(857, 2027),
        FITTED,
        share=0.1,
    ),
    Claim(
        THAAD,
        "11 in FY2024, at one flat price",
        "million US$ of 2024",
        217.0,
        lambda: spent("thaad-flat", 11, 2024, deliver_from_year=2030),
        "As for the fitted line.",
        share=0.1,
        gap=(130.0, 145.0),
        cause="So few carry the whole line, which a flat price of 857 does not know. Its range holds it.",
    ),
    Claim(
        "Case AE-B-UAF, December 2011",
        "two THAAD batteries with 192 interceptors",
        "million US$ of 2012",
        4_904.8,
        lambda: spent("thaad-battery-96-uae", 2, 2012),
        QUOTIENT,
        apart=0.05,
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.quantity}")
def test_as_published(claim: Claim) -> None:
    check(claim)
