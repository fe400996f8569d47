"""What a working paper of 2025 counted: three tiers in orbit on one curve, and packages on the ground."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from costing import bought, money, ready
from literature.record import PROGRAMME, THEIRS, Claim, Waiting, check, check_waiting
from opendome.programme.learning import units_worth

STAGE = PROGRAMME

AEI = "Harrison, AEI 2025, as transcribed"
WORKED_OUT = "Worked out independently from the same prices"
TIERS = {"basic": (4_990, 67.0, 195.0, 271.0, 13.4), "moderate": (49_900, 421.0, 1_220.0, 1_650.0, 8.4),
         "robust": (249_500, 1_560.0, 4_480.0, 6_049.0, 6.25)}  # fmt: skip
"""By tier: satellites; first set, replacements and all in 20 years, billions; one satellite, millions."""

ORBIT = 2
FIRST = ("procurement", "launch")
BILLION, MILLION = "billion US$ of 2026", "million US$ of 2026"
FIT = "One curve and a part that does not fall were fitted to three tiers with two numbers."
LATER = (
    "Three replacements at the price of the first set. The paper's cost 96 to 97 % of that; how it prices "
    "them was not seen. Going on down the curve would make them a third cheaper, so it is not that."
)


def tier(name: str, *kinds: str) -> float:
    return money(ready(f"aei-2025-boost-{name}"), *kinds, element=ORBIT)


def curve_alone(name: str) -> float:
    """The first set by the learning curve alone, anchored at the basic tier."""
    few, many = TIERS["basic"][0], TIERS[name][0]
    worth = [float(units_worth("cumulative_average", 0.85, 0.0, float(count))) for count in (few, many)]
    return TIERS["basic"][1] * worth[1] / worth[0]


def miss(name: str) -> float:
    """How much too cheap the curve alone is, in per cent."""
    return 100.0 * (1.0 - curve_alone(name) / TIERS[name][1])


def of_tiers() -> list[Claim]:
    found = []
    known = {"basic": ((199.5, 202.5), (275.5, 278.5)), "moderate": ((1_260.0, 1_267.0), (1_690.0, 1_698.0)),
             "robust": ((4_670.0, 4_690.0), (6_240.0, 6_260.0))}  # fmt: skip
    for name, (count, first, again, whole, one) in TIERS.items():
        what = f"{name} boost tier, {count:,} in orbit"
        found += [
            Claim(AEI, f"{what}: first set", BILLION, first, _of(name, *FIRST), FIT, share=0.015),
            Claim(
                AEI,
                f"{what}: one satellite of the first set",
                MILLION,
                one,
                _each(name, count),
                FIT,
                share=0.015,
            ),
            Claim(
                AEI,
                f"{what}: operations in 20 years",
                BILLION,
                9.0,
                _of(name, "operations"),
                "The same for every tier.",
                apart=0.05,
            ),
            Claim(
                AEI,
                f"{what}: replacements in 20 years",
                BILLION,
                again,
                _of(name, "replacement"),
                "As for the first set.",
                share=0.015,
                gap=known[name][0],
                cause=LATER,
            ),
            Claim(
                AEI,
                f"{what}: all in 20 years",
                BILLION,
                whole,
                _of(name),
                "As for the first set.",
                share=0.015,
                gap=known[name][1],
                cause=LATER,
            ),
        ]
    return found


def _of(name: str, *kinds: str) -> Callable[[], float]:
    return lambda: tier(name, *kinds)


def _each(name: str, count: int) -> Callable[[], float]:
    return lambda: 1e3 * tier(name, *FIRST) / count


def upkeep(cost: str) -> float:
    """Replacements a year of one satellite among many of all ages, in millions."""
    count = 1_000
    return (
        1e3
        * money(bought({"cost": cost, "quantity_count": count, "owned_count": count}), "replacement")
        / 20
        / count
    )


def running(*elements: dict[str, Any]) -> float:
    """Share of operations in 20 years, in per cent."""
    costs = bought(*elements, price_year=2026)
    return 100.0 * money(costs, "operations") / money(costs)


def site_and_interceptors() -> float:
    return running({"cost": "gmd-site-aei-2025"}, {"cost": "gbi-aei-2025", "quantity_count": 44})


POINT = "Half of the last digit, and a little: delivered over a quarter of a year."

CLAIMS = [
    *of_tiers(),
    Claim(
        WORKED_OUT,
        "moderate tier: too cheap by a curve of 85 % alone, from the basic tier",
        "%",
        7.0,
        lambda: miss("moderate"),
        "Half of the last digit.",
        apart=0.5,
    ),
    Claim(
        WORKED_OUT,
        "robust tier: too cheap by a curve of 85 % alone, from the basic tier",
        "%",
        14.0,
        lambda: miss("robust"),
        "Half of the last digit.",
        apart=0.5,
    ),
    Claim(
        AEI,
        "44 Ground-Based Interceptors",
        BILLION,
        4.8,
        lambda: money(bought({"cost": "gbi-aei-2025", "quantity_count": 44})),
        "109 is rounded from 109.09.",
        share=0.005,
    ),
    Claim(
        WORKED_OUT,
        "192 THAAD interceptors, inside a battery of 2.73",
        BILLION,
        2.381,
        lambda: money(bought({"cost": "thaad-aei-2025", "quantity_count": 192})),
        "Half of the last digit.",
        apart=0.0005,
    ),
    Claim(
        AEI,
        "warning satellite in low orbit, replacement a year",
        MILLION,
        10.0,
        lambda: upkeep("leo-warning-aei-2025"),
        "Its price over its life.",
        apart=0.01,
    ),
    Claim(
        AEI,
        "warning satellite in middle orbit, replacement a year",
        MILLION,
        20.0,
        lambda: upkeep("meo-warning-aei-2025"),
        "Its price over its life.",
        apart=0.01,
    ),
    Claim(
        WORKED_OUT,
        "a site with 44 Ground-Based Interceptors: share of running it in 20 years",
        "%",
        41.0,
        site_and_interceptors,
        POINT,
        apart=0.7,
    ),
    Claim(
        WORKED_OUT,
        "an Aegis Ashore site: share of running it in 20 years",
        "%",
        25.0,
        lambda: running({"cost": "aegis-ashore-site-aei-2025"}),
        POINT,
        apart=0.7,
    ),
    Claim(
        WORKED_OUT,
        "a THAAD battery of 192: share of running it in 20 years",
        "%",
        19.0,
        lambda: running({"cost": "thaad-battery-192-aei-2025"}),
        POINT,
        apart=0.7,
    ),
    Claim(
        WORKED_OUT,
        "a Patriot battery: share of running it in 20 years",
        "%",
        44.0,
        lambda: running({"cost": "patriot-battery-aei-2025"}),
        POINT,
        apart=0.7,
    ),
]

WAITING = [
    Waiting(
        AEI,
        "six packages over 20 years",
        BILLION,
        "252, 406, 471, about 1,000, 2,400 and 3,600",
        "How many of what each holds was not seen, and the public copy's list cannot be right: one "
        "tier in it costs more than its package.",
        THEIRS,
    ),
    Waiting(
        AEI,
        "glide and midcourse interceptors in orbit, tiers",
        BILLION,
        "six rows",
        "Recalled to exist; their figures were not read.",
        THEIRS,
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("waiting", WAITING, ids=lambda waiting: waiting.quantity)
def test_what_waits_is_on_the_page(waiting: Waiting) -> None:
    check_waiting(waiting)


def test_the_published_parts_add_up() -> None:
    """First set, replacements and operations are the totals: a miss of one is a miss of the other."""
    assert all(first + again + 9.0 == whole for _, first, again, whole, _ in TIERS.values())
