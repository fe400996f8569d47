"""What is published of single interceptors and their tests, and what the library makes of it.

A record is a count: nobody computes it. The library carries records and speeds as they were published, with
both ends where tellings differ; what a record leaves open is in the file on the unknown chance.
"""

from __future__ import annotations

from functools import cache

import pytest

from flights import library
from literature.record import OURS, SHOOTING, Claim, Waiting, check
from opendome.scenario import interceptors

STAGE = SHOOTING

GMD = "Intercept tests of Ground-based Midcourse Defense, as the library has them"
GBI = "Ground-Based Interceptor, as the library has it"
SM_3 = "SM-3, its record as read by the Missile Defense Agency and by Lewis and Postol"
THAAD = "Intercept tests of THAAD, as the library has them"
EARLIER = "Earlier accounts of Ground-based Midcourse Defense's tests"
GRID84 = "Guides of grid84: errors when closing in"
COUNT = "A count."
END = "An end of the library's range, as published."


@cache
def kind(name: str) -> interceptors.Interceptor:
    spec = library().entry("interceptors", name)
    assert isinstance(spec, interceptors.Interceptor)
    return spec


def record(name: str) -> interceptors.TestRecord:
    held = kind(name).test_record
    assert held is not None
    return held


def vehicle_mass() -> float:
    """Of the kill vehicle [kg]."""
    mass = kind("gbi").kill_vehicle_mass_kg
    assert mass is not None
    return mass.value


CLAIMS = [
    Claim(GMD, "hits to December 2023", "", 12, lambda: record("gbi").hits_count, COUNT, apart=0.0),
    Claim(GMD, "tests to December 2023", "", 21, lambda: record("gbi").tests_count, COUNT, apart=0.0),
    Claim(GMD, "share of hits", "%", 57.0,
          lambda: 100.0 * record("gbi").hits_count / record("gbi").tests_count, "Half of the last digit.",
          apart=0.5),
    Claim(GBI, "speed at burnout, Missile Defense Agency", "km/s", 6.3,
          lambda: kind("gbi").burnout_speed_km_per_s.ends[0], END, apart=0.05),
    Claim(GBI, "speed at burnout, Postol", "km/s", 9.0, lambda: kind("gbi").burnout_speed_km_per_s.ends[1],
          END, apart=0.5),
    Claim(GBI, "mass of the kill vehicle, 152 lb", "kg", 69.0, vehicle_mass, "Half of the last digit.",
          apart=0.5),
    Claim(SM_3, "share of tests that hit the target", "", 0.84,
          lambda: kind("sm-3-iia").kill_probability_given_launch.ends[1], END, apart=0.005),
    Claim(SM_3, "share of tests that hit the warhead", "", (0.1, 0.2),
          lambda: kind("sm-3-iia").kill_probability_given_launch.ends[0], END, apart=0.0),
    Claim(THAAD, "hits to July 2017", "", 15, lambda: record("thaad").hits_count, COUNT, apart=0.0),
    Claim(THAAD, "tests to July 2017", "", 15, lambda: record("thaad").tests_count, COUNT, apart=0.0),
]  # fmt: skip

A_COUNT = (
    "A count of tests, and no result of any model. Which test fell on which date was not read; the library "
    "carries the last count, 12 of 21."
)
ONE_PRIOR = (
    "What a record leaves open is computed here with Jeffreys' prior alone, 0.889. These are the bounds of "
    "two other methods on the same record."
)
WAITING = [
    Waiting(EARLIER, "hits of the tests to January 2013, one partial and one without a test left out", "",
            "7 of 14", A_COUNT),
    Waiting(EARLIER, "failures of the tests to July 2013", "", "8 of 15", A_COUNT),
    Waiting(EARLIER, "hits of the last five tests to May 2017", "", "2", A_COUNT),
    Waiting("Test FTG-11 of 25 March 2019, as reported",
            "two interceptors at one missile from some 4,000 miles away", "",
            "the first hit the warhead, the second the next most lethal object",
            "One test and its result. Where the missile started, and what flew beside its warhead, was not "
            "read."),
    Waiting(GRID84, "miss that 0.1 s of error makes at 10 km/s, and speed aside that removes it in 10 s", "",
            "1 km, and 200 m/s", "Nothing here flies a kill vehicle's last seconds: its chance to hit is "
            "given, and the speed that it can gain aside is not used.", OURS),
    Waiting(THAAD, "bound of 95 % on the chance to hit after 16 of 16, exact, and with an even prior", "",
            "0.829, and 0.838", ONE_PRIOR, OURS),
    Waiting("Tests of THAAD from 1995 to 1999", "hits of the attempts to intercept", "", "2 of 8",
            "A count of tests of an earlier missile, and no result of any model; no record here holds it."),
    Waiting("Gronlund, Lewis, Postol and Wright 1994", "footprints of defences, by how they are cued", "",
            "not found", "Not found in any text that could be read."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source[:8]} {claim.quantity}")
def test_published(claim: Claim) -> None:
    check(claim)


def test_the_value_lies_between_both_tellings() -> None:
    for figure in (kind("gbi").burnout_speed_km_per_s, kind("sm-3-iia").kill_probability_given_launch):
        low, high = figure.ends
        assert low < figure.value < high
