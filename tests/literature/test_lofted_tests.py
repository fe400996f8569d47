"""Lofted flights that were seen, and what they say of flat ones.

A reported apogee and range fix one ellipse. Its energy, carried over to a flat flight by the closed form,
gives ranges a quarter short of what was published: steep flight pays more to gravity during boost. So the
boost has to be flown, and the same missile flown flat.
"""

from __future__ import annotations

from functools import cache

import pytest

import flights
from flights import Flight
from literature import closed_form
from literature.record import Claim, check
from opendome.records.case import EarthModel

SOURCE = "Lofted flight tests of 2017, as reported"
# Place of launch, direction of flight [degrees], range and apogee [km]
FLOWN = {
    "hwasong-14": ((40.6, 126.4), 80.0, 998.0, 3_725.0),
    "hwasong-15": ((39.3, 125.9), 80.0, 950.0, 4_475.0),
}
FITTED = "No stage table is public: the stages are fitted to this flight."
EXTRAPOLATED = "Reported extrapolations leave the Earth's turning out, and their own boost models differ."
BY_CLOSED_FORM = {"hwasong-14": 8_020.0, "hwasong-15": 9_980.0}
NORTH_EAST = 20.0


@cache
def lofted(threat: str) -> Flight:
    start, direction, range_km, _ = FLOWN[threat]
    target = flights.towards(start, direction, range_km)
    return flights.fly(threat, start, target, settings=["energy=full_burn_loft"])


@cache
def farthest(threat: str, model: EarthModel) -> Flight:
    return flights.fly(threat, FLOWN[threat][0], model=model, azimuth_deg=NORTH_EAST, maximum_range=True)


CLAIMS = [
    Claim(SOURCE, "Hwasong-14, apogee over 998 km at full burn", "km", 3_725,
          lambda: lofted("hwasong-14").apogee_km, share=0.01, why=FITTED),
    Claim(SOURCE, "Hwasong-14, time of the lofted flight", "min", (45, 47),
          lambda: lofted("hwasong-14").duration_min, share=0.0, why="Reports differ by two minutes."),
    Claim(SOURCE, "Hwasong-14, longest range without rotation", "km", (10_400, 11_000),
          lambda: farthest("hwasong-14", flights.STILL).range_km, share=0.1, why=EXTRAPOLATED),
    Claim(SOURCE, "Hwasong-14, longest range with rotation, fired at 20 degrees", "km", (10_400, 11_000),
          lambda: farthest("hwasong-14", flights.TURNING).range_km, share=0.1, why=EXTRAPOLATED),
    Claim(SOURCE, "Hwasong-15, apogee over 950 km at full burn", "km", (4_475, 4_500),
          lambda: lofted("hwasong-15").apogee_km, share=0.01, why=FITTED),
    Claim(SOURCE, "Hwasong-15, time of the lofted flight", "min", 54,
          lambda: lofted("hwasong-15").duration_min, share=0.04, why="As for the flight of 7,400 km."),
    Claim(SOURCE, "Hwasong-15, longest range without rotation", "km", 13_000,
          lambda: farthest("hwasong-15", flights.STILL).range_km, share=0.1, why=EXTRAPOLATED),
    Claim(SOURCE, "Hwasong-15, longest range with rotation, fired at 20 degrees", "km", 13_000,
          lambda: farthest("hwasong-15", flights.TURNING).range_km, share=0.1, why=EXTRAPOLATED,
          gap=(14_400.0, 15_100.0),
          cause="Published as more than 13,000 km, without rotation; near orbital speed turning adds a lot."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("threat", FLOWN)
def test_boost_takes_its_time(threat: str) -> None:
    """The flight lasts 2 to 5 minutes longer than the ellipse of its apogee and range, impulsive."""
    _, _, range_km, apogee_km = FLOWN[threat]
    ellipse = closed_form.through(range_km, apogee_km)[2]
    assert ellipse == pytest.approx({"hwasong-14": 43.1, "hwasong-15": 50.3}[threat], abs=0.1)
    assert 2.0 <= lofted(threat).duration_min - ellipse <= 5.0


@pytest.mark.parametrize("threat", FLOWN)
def test_lofted_energy_is_not_carried_over(threat: str) -> None:
    """The naive way gives 8,020 and 9,980 km; flown flat, the same missile goes a quarter farther or more."""
    _, _, range_km, apogee_km = FLOWN[threat]
    naive = closed_form.longest_range(closed_form.through(range_km, apogee_km)[0])
    assert naive == pytest.approx(BY_CLOSED_FORM[threat], rel=0.005)
    assert farthest(threat, flights.STILL).range_km > 1.25 * naive


@pytest.mark.parametrize("threat", FLOWN)
def test_all_is_burnt(threat: str) -> None:
    flight = lofted(threat)
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0
    assert flight.all.energy[0] == 1.0
    assert flight.all.surplus_speed[0] == 0.0
