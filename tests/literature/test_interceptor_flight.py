"""Interceptors in flight and the shots of the flagship, against what is published of them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from flights import library
from literature.record import SHOOTING, Claim, check
from opendome.records import engagements as shot
from opendome.records.case import Plays
from opendome.records.opportunities import LAUNCHES
from opendome.records.reach import MEET_ALTITUDE, MEET_FLIGHT, MEET_TIME
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import WorldRun, run_world

STAGE = SHOOTING

GREELY = (
    "Worked out independently: a GBI of 6.3 km/s at burnout from Fort Greely against the flagship's missile"
)
GBI = "Published figures of the Ground-Based Interceptor's flights"
SAME = "Published to a minute, of another missile and place; the missile's highest point is not the same."
LAUNCH_S = 480.0


@cache
def flagship() -> WorldRun:
    """The reference world, with interceptors of the slower published speed."""
    settings = ["library.gbi.burnout_speed_km_per_s=6.3"]
    case = settle(load_scenario("limited-raid", library(), settings), library())
    return run_world(case.reference_world(Plays(1)))


def met(column: int) -> float:
    """The meeting of a shot at the first missile, launched from Fort Greely 480 s after it; SI."""
    rows = flagship().reach.meeting[0, 0]
    launch = rows[:, MEET_TIME] - rows[:, MEET_FLIGHT]
    return float(np.interp(LAUNCH_S, launch, rows[:, column]))


def straight() -> float:
    """When it would be met if interceptors flew straight at their burnout speed [s]."""
    run = flagship()
    rows = run.reach.meeting[0, 0]
    from opendome.answers.intercepts import places
    from opendome.physics.earth import ecef_from_geodetic

    post = run.world.case.defence.shooters[0]
    site = ecef_from_geodetic(post["latitude"], post["longitude"], post["altitude"])
    times = np.linspace(rows[0, MEET_TIME], rows[-1, MEET_TIME], 4_000)
    place = places(run.flights, np.zeros(len(times), dtype=np.int64), times)
    late = np.linalg.norm(place - site, axis=1) / 6_300.0 - (times - LAUNCH_S)
    return float(times[np.argmax(late < 0.0)])


def minutes_of_flight(least: bool) -> float:
    """Shortest or longest flight of a shot of the reference play [min]."""
    shots = flagship().shots.shots
    flights = (shots[:, shot.SHOT_INTERCEPT] - shots[:, shot.SHOT_LAUNCH]) / 60.0
    return float(flights.min() if least else flights.max())


def closing(least: bool) -> float:
    """Least or greatest closing speed of a shot of the reference play [km/s]."""
    run = flagship()
    found = []
    for row in run.shots.shots:
        threat, shooter = int(row[shot.SHOT_THREAT]), int(row[shot.SHOT_SHOOTER])
        first, last = run.chances.first_launch[threat, shooter], run.chances.last_launch[threat, shooter]
        speeds = run.chances.closing_speed[threat, shooter]
        found.append(np.interp(row[shot.SHOT_LAUNCH], np.linspace(first, last, LAUNCHES), speeds) / 1e3)
    return float(min(found) if least else max(found))


CLAIMS = [
    Claim(GREELY, "intercept after the missile's launch", "s", 1010.0, lambda: met(MEET_TIME), SAME,
          share=0.02),
    Claim(GREELY, "height of the intercept", "km", 1370.0, lambda: met(MEET_ALTITUDE) / 1e3, SAME,
          share=0.06),
    Claim(GREELY, "the same, flown straight at burnout speed", "s", 950.0, straight, SAME, share=0.035),
    Claim(GBI, "shortest flight of a shot", "min", (6.0, 18.0), lambda: minutes_of_flight(True), "Inside.",
          apart=0.0),
    Claim(GBI, "longest flight of a shot", "min", (6.0, 18.0), lambda: minutes_of_flight(False), "Inside.",
          apart=0.0),
    Claim(GBI, "least closing speed of a shot", "km/s", (5.5, 10.0), lambda: closing(True), "Inside.",
          apart=0.0),
    Claim(GBI, "greatest closing speed of a shot", "km/s", (5.5, 10.0), lambda: closing(False), "Inside.",
          apart=0.0),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.quantity for claim in CLAIMS])
def test_interceptor_flight(claim: Claim) -> None:
    check(claim)


def test_gravity_costs_a_minute() -> None:
    """Straight flight would be a minute too early: what a flat reckoning of speed and distance misses."""
    assert 40.0 < met(MEET_TIME) - straight() < 130.0


def test_sixteen_shots_for_four_missiles() -> None:
    assert len(flagship().shots.shots) == 16
    assert not flagship().shots.shots[:, shot.SHOT_DECOY].any()
