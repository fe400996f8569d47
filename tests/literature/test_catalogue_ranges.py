"""Missiles of a public catalogue of stage tables, and the range that it credits them with.

The ranges are inputs of that program (`estrange`), not its results; the program also raises the thrust of
first stages with height by a curve of another rocket, which is not done here.
"""

from __future__ import annotations

from functools import cache
from math import log

import pytest

import flights
from flights import Flight
from literature import closed_form
from literature.record import Claim, check

SOURCE = "Presets of jlev/ballistic-missile-range, after Wright 1992 and Vick"
WHY = "Credited, not computed; its impulses are those at sea level, used unchanged."
SCUD = flights.missile([flights.stage(1150, 5200, 226, 226 * 5200 / 8300, 0.88)])


@cache
def farthest(threat: str) -> Flight:
    wanted = SCUD if threat == "scud-b" else threat
    return flights.fly(wanted, (0, 0), model=flights.SPHERE, azimuth_deg=90, maximum_range=True)


CLAIMS = [
    Claim(SOURCE, "Scud-B, longest range", "km", 300, lambda: farthest("scud-b").range_km, WHY, 0.15),
    Claim(SOURCE, "Al-Husayn, longest range", "km", 600, lambda: farthest("al-husayn").range_km, WHY, 0.15),
    Claim(SOURCE, "Nodong-A, longest range", "km", 1_500, lambda: farthest("nodong-a").range_km, WHY, 0.15,
          gap=(815.0, 845.0),
          cause="Its own stage data cannot: without any loss they give 3.52 km/s, and 1,500 km need 3.63."),
    Claim(SOURCE, "Taepodong-2, longest range", "km", 6_400, lambda: farthest("taepodong-2").range_km, WHY,
          0.15, gap=(4_450.0, 4_650.0),
          cause="Its program raises the first stage's thrust with height; with 6 % more impulse there, as in "
          "vacuum, it flies 5,090 km."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_why_nodong_misses() -> None:
    """All its propellant, without gravity and air, does not give the speed that its credited range needs."""
    ideal = 226 * 9.80665e-3 * log((12_798 + 2_294 + 1_000) / (2_294 + 1_000))
    assert ideal == pytest.approx(3.52, abs=0.01)
    assert ideal < closed_form.least_speed(1_500)[0]


def test_why_taepodong_misses() -> None:
    more = flights.fly(
        "taepodong-2", (0, 0), model=flights.SPHERE, azimuth_deg=90, maximum_range=True,
        settings=["stages.0.specific_impulse_vacuum_s=244"],
    )  # fmt: skip
    assert more.range_km == pytest.approx(5_090.0, rel=0.02)
    assert more.range_km < 0.85 * 6_400
