"""What CBO counted in 2026: the layer in orbit from its number and price, and what nobody splits."""

from __future__ import annotations

import pytest

from costing import money, ready
from literature.record import PROGRAMME, THEIRS, Claim, Waiting, check, check_waiting

STAGE = PROGRAMME

CBO = "CBO 2026"
BILL, BILLION = "cbo-2026", "billion US$ of 2026"
ORBIT = 2
"""Place of the interceptors in orbit among its elements, after the sensors that are there already."""

BOUGHT = ("procurement", "launch", "replacement")
ACQUIRED = ("development", *BOUGHT, "construction")


def of_total(part: float) -> float:
    """A part in per cent of the total."""
    return 100.0 * part / money(ready(BILL))


CLAIMS = [
    Claim(
        CBO,
        "interceptors in orbit, acquisition in 20 years; computed: 7,800 bought four times",
        BILLION,
        723.0,
        lambda: money(ready(BILL), *BOUGHT, element=ORBIT),
        "Development is not in the count; 5 % on top.",
        share=0.06,
    ),
    Claim(
        CBO,
        "interceptors in orbit, operations in 20 years",
        BILLION,
        20.0,
        lambda: money(ready(BILL), "operations", element=ORBIT),
        "One billion a year.",
        apart=0.05,
    ),
    Claim(
        CBO,
        "interceptors in orbit, all; development is the rest of the acquisition",
        BILLION,
        743.0,
        lambda: money(ready(BILL), element=ORBIT),
        "True by construction: its rest is called development.",
        apart=0.5,
    ),
    Claim(
        CBO,
        "the whole system",
        BILLION,
        1_191.0,
        lambda: money(ready(BILL)),
        "True by construction: the rest is one element that nobody split.",
        apart=0.5,
    ),
    Claim(
        CBO,
        "interceptors in orbit, share of the total; 743 of 1,191",
        "%",
        62.0,
        lambda: of_total(money(ready(BILL), element=ORBIT)),
        "One point: rounded; the press writes about 60.",
        apart=1.0,
    ),
]

WAITING = [
    Waiting(
        CBO,
        "upper and lower layers on the ground, regional sectors, sensors, command",
        BILLION,
        "448 together (1,191 less 743)",
        "Numbers and prices stand in tables of the report that were not seen.",
        THEIRS,
    ),
    Waiting(
        CBO,
        "interceptors in orbit, share of all acquisition",
        "%",
        "about 70",
        "Acquisition of the other layers was not seen: “just over 1 trillion” in all.",
        THEIRS,
    ),
    Waiting(
        "CBO 2025",
        "interceptors in orbit over 20 years with dear and with cheap launch, 1,300 and 2,000 of them",
        "billion US$ of 2025",
        "264 and 161, 831 and 542",
        "Masses and prices of that study were not seen; a price of its own is needed.",
        THEIRS,
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_as_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("waiting", WAITING, ids=lambda waiting: waiting.quantity)
def test_what_waits_is_on_the_page(waiting: Waiting) -> None:
    check_waiting(waiting)


def test_the_element_is_the_one_that_is_meant() -> None:
    assert ready(BILL).names[ORBIT] == "Interceptors in orbit"
    assert ready(BILL).names[ORBIT + 1] == "other-layers-unsplit"


def test_parts_make_the_total() -> None:
    parts = money(ready(BILL), *ACQUIRED) + money(ready(BILL), "operations", "disposal", "unallocated")
    assert parts == pytest.approx(money(ready(BILL)), rel=1e-12)
    assert money(ready(BILL), "unallocated") == pytest.approx(448.0, rel=1e-12)
