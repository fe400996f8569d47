"""Counts from wars: what was launched, stopped and came through, as reported.

They are no results of any model: definitions differ, and what was fired at what was not published. What can
be computed is what a count asks of two layers that know nothing of each other.
"""

from __future__ import annotations

from functools import cache

import pytest
from scipy.optimize import brentq

from literature.record import SHOOTING, Claim, Waiting, check
from shooting import KILL, case_of, chances_of, fought, rule, with_number, world_of

STAGE = SHOOTING

TWO_LAYERS = "Two layers, each by itself, that let 5 or 9 of 110 missiles through, worked out independently"
ISRAEL = "Attack on Israel of 13 and 14 April 2024, as reported"
OCTOBER = "Attack on Israel of 1 October 2024, as reported"
JUNE = "Attacks on Israel of June 2025, as reported"
UKRAINE = "Air defence of Ukraine, as reported"
AMPLE = 999


@cache
def each_of_two(leakers: int, missiles: int = 110) -> float:
    """Chance to hit that each layer needs, so that so many of the missiles come through on average."""
    batteries = (("gbi", AMPLE), ("thaad", AMPLE))
    world = world_of(case_of(batteries, missiles, {"midcourse": rule(1), "terminal": rule(1)}))

    def too_many(kill: float) -> float:
        both = with_number(with_number(world, kill, "gbi", KILL), kill, "thaad", KILL)
        # the second layer cannot wait for the results of the first, so that nothing is rolled
        return float(fought(both, chances_of(both, flight=5_000.0)).leakers[0]) - leakers

    return float(brentq(too_many, 0.05, 0.999, xtol=1e-9))


CLAIMS = [
    Claim(TWO_LAYERS, f"chance to hit that each layer needs, {leakers} come through", "", published,
          lambda leakers=leakers: each_of_two(leakers), "Half of the last digit.", apart=0.005)
    for leakers, published in ((5, 0.79), (9, 0.71))
]  # fmt: skip

NO_RUN = (
    "A count from a war. What was fired at what, from where and out of which stock was not published: no "
    "scenario can be made of it."
)
WAITING = [
    *(
        Waiting(source, quantity, unit, published, NO_RUN)
        for source, quantity, unit, published in (
            (ISRAEL, "drones, cruise and ballistic missiles launched", "",
             "185, 36 and 110, 331 together; in an earlier count 170, 30 and 120"),
            (ISRAEL, "share stopped", "%",
             "99: no drone, no cruise missile, and a handful of ballistic missiles came through"),
            (ISRAEL, "stopped by forces of the United States", "",
             "more than 70 drones; one ballistic missile by a Patriot"),
            (OCTOBER, "ballistic missiles launched", "", "about 180 to 200"),
            (JUNE, "ballistic missiles launched to 16 June, in salvos, and share stopped", "",
             "about 370, in eight of 30 to 100, and 80 to 90 %; 5 to 10 % came through"),
            (JUNE, "ballistic missiles launched, drones launched, drones at the border, hits in towns", "",
             "more than 400, about 1,000, fewer than 200, just over 20"),
            (JUNE, "THAAD interceptors fired, and bought in a year", "",
             "100 to 150, a quarter of all; about 12"),
            (UKRAINE, "share of missiles stopped, half-years to May 2024 and April 2024", "%",
             "73, 46, and 30; of drones 82, of ballistic missiles about 10"),
            (UKRAINE, "share of ballistic missiles stopped, August and September 2025", "%",
             "about 37 to 40, and 6"),
            (UKRAINE, "share of drones stopped, early 2025 and October 2025", "%",
             "more than 90, and about 80"),
        )
    ),
    Waiting("Cheongung-II in the Emirates, March 2026, as transcribed", "hits of its shots", "", "29 of 30",
            "A count from a war that nobody confirmed, of an interceptor whose figures were not read."),
    Waiting("US Defense Intelligence Agency, May 2025", "missiles of each class in 2025 and 2035", "",
            "a sheet, told by others",
            "The sheet was not read, and tellings of it disagree. They all stand in How many are there; "
            "nothing computes them."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)
