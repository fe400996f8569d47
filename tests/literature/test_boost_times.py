"""How long missiles burn and fly, as studies of boost-phase defence take it, against the library's ICBMs.

The studies' own stage tables were not found. The library's two notional ICBMs have those of the Minuteman III
and of the Titan II, which are published, and are flown to Chicago from 40 N 127 E.
"""

from __future__ import annotations

from functools import cache

import pytest

import flights
from flights import Flight
from literature.record import FLIGHT, Claim, check

STAGE = FLIGHT

NRC = "National Academies 2012, boost and flight of ICBMs"
APS = "American Physical Society 2003, boost of ICBMs, as reported"
CHICAGO = (41.88, -87.63)
TENTH = "Their missiles are others; a tenth, as for the burnout speed."
WHOLE = "Written to a whole minute."
TITAN = (
    "The library's liquid ICBM has the stages of the Titan II, a larger missile, whose published burn times "
    "add up to 327 s, of which it needs 321 for this flight; it says so."
)


@cache
def to_chicago(propellant: str) -> Flight:
    return flights.fly(f"notional-{propellant}-icbm", to=CHICAGO)


def burns(propellant: str) -> float:
    """Time from launch to burnout [s]."""
    return to_chicago(propellant).burnout().time_s


CLAIMS = [
    Claim(NRC, "boost of a solid ICBM: one minute less than about four", "min", 3.0,
          lambda: burns("solid") / 60.0, WHOLE, apart=0.5),
    Claim(NRC, "boost of a liquid ICBM", "min", 4.0, lambda: burns("liquid") / 60.0, WHOLE, apart=0.5,
          gap=(5.0, 5.6), cause=TITAN),
    Claim(NRC, "boost of a liquid ICBM, as transcribed", "s", 250.0, lambda: burns("liquid"), TENTH,
          share=0.1, gap=(300.0, 335.0), cause=TITAN),
    Claim(NRC, "speed of a liquid ICBM at burnout, as transcribed", "km/s", (6.5, 7.4),
          lambda: to_chicago("liquid").burnout().speed_km_per_s, TENTH, share=0.1),
    Claim(NRC, "time of flight of a liquid ICBM, as transcribed", "min", 40.0,
          lambda: to_chicago("liquid").duration_min, TENTH, share=0.1),
    Claim(APS, "boost of a solid ICBM", "s", 170.0, lambda: burns("solid"), "Half of the last digit.",
          apart=5.0, gap=(186.5, 187.5),
          cause="The library's solid ICBM has the stages of the Minuteman III, whose published burn times "
          "add up to 187 s; it says so."),
    Claim(APS, "boost of a liquid ICBM, in another account", "s", 250.0, lambda: burns("liquid"), TENTH,
          share=0.1, gap=(300.0, 335.0), cause=TITAN),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source[:8]} {claim.quantity}")
def test_published(claim: Claim) -> None:
    check(claim)
