"""Interceptors in orbit: where satellites are, how long interceptors fly, and which pairs are kept."""

from __future__ import annotations

from dataclasses import replace
from math import inf, radians

import numpy as np
import pytest

from flights import world_of
from opendome.arrays import Floats
from opendome.interception import reach
from opendome.interception.meeting import BEGIN, END, SHOOTER
from opendome.interception.orbiting import (
    FAST,
    MOST,
    PUSH,
    RADIUS,
    flown_in,
    from_orbit,
    satellite_at,
    time_for,
)
from opendome.interception.paths import Paths
from opendome.interception.reach import flyouts, windows
from opendome.interception.satellites import constellation, places_of
from opendome.physics import orbits
from opendome.physics.frames import earth_rotation_angle
from opendome.physics.nodes import EVENT
from opendome.records.case import Case
from opendome.records.defence import OTHERS, member_id, member_of, member_words
from opendome.records.reach import (
    MEET_FLIGHT,
    MEET_TIME,
    MEETING,
    OUT_OF_REACH,
    REACHES,
    SAMPLES,
    SPANS,
    Reach,
)
from opendome.records.trajectories import BURNOUT, DEPLOYMENT_END
from shells import case_under, walker
from unit.outcomes.small import EVENTS, arcs, times

G15, SIX = 15 * 9.80665, 6_000.0


def test_an_interceptor_of_the_literature_comes_597_6_km_in_two_minutes() -> None:
    """`dv T - dv²/(2a)` with 6 km/s, 15 g and 120 s (AEI 2025)."""
    assert flown_in(120.0, G15, SIX) == pytest.approx(597.6e3, abs=50.0)


@pytest.mark.parametrize("time", [1.0, 40.0, 40.79, 120.0, 300.0])
def test_time_and_distance_are_one_another_turned_round(time: float) -> None:
    assert time_for(flown_in(time, G15, SIX), G15, SIX) == pytest.approx(time, rel=1e-12)


def test_satellites_stand_where_the_orbits_of_sensors_put_them() -> None:
    """`orbits.walker` and `orbits.place`, turned with the Earth, give the same places."""
    case = case_under(walker(60, 6, 1, inclination_deg=70, altitude_km=700), raan_deg=30, phase_deg=10)
    world = world_of(case)
    shell, number, time = constellation(world, 0), np.array([0, 17, 59]), np.array([0.0, 1_000.0, 7_000.0])
    found, speed = places_of(shell, number, time)
    rows = orbits.walker(60, 6, 1, star=False, inclination=radians(70), altitude=700e3)
    for place, one, now in zip(found, number, time, strict=True):
        row = rows[one].copy()
        row[orbits.NODE] += radians(30)
        row[orbits.ANOMALY] += radians(10)
        x, y, z = orbits.place(float(now), *row)
        turn = float(earth_rotation_angle(case.epoch, np.asarray(now)))
        expected = np.array([np.cos(turn) * x + np.sin(turn) * y, np.cos(turn) * y - np.sin(turn) * x, z])
        np.testing.assert_allclose(place, expected, atol=1.0)
    circle = np.sqrt(3.986004418e14 / shell.common[RADIUS])
    np.testing.assert_allclose(np.linalg.norm(speed, axis=1), circle, rtol=2e-3)


def test_kernels_and_pictures_put_a_satellite_at_one_place() -> None:
    shell = constellation(world_of(case_under(walker(60, 6))), 0)
    row = shell.rows(np.array([17]), np.array([500.0]))[0]
    place, _ = places_of(shell, np.array([17]), np.array([740.0]))
    np.testing.assert_allclose(satellite_at(row, 240.0), place[0], atol=1e-3)


def test_nothing_is_shot_before_the_threat_is_launched() -> None:
    shooter = np.zeros(SHOOTER)
    shooter[RADIUS], shooter[PUSH], shooter[FAST], shooter[MOST] = 6_878e3, G15, SIX, 300.0
    away = flown_in(100.0, G15, SIX)
    assert from_orbit(6_878e3 + away, 0.0, 0.0, 101.0, shooter) == pytest.approx(100.0)
    assert from_orbit(6_878e3 + away, 0.0, 0.0, 99.0, shooter) == inf
    assert from_orbit(6_878e3 + flown_in(301.0, G15, SIX), 0.0, 0.0, 900.0, shooter) == inf


def every_pair(case: Case) -> tuple[Floats, np.ndarray]:
    """Meetings and limits of every threat with every satellite, none left out (N, T, …), (N, T)."""
    world = world_of(case)
    flights = arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))
    shell, paths = constellation(world, 0), Paths.of(flights, case.launches["time"])
    threat, satellite = (each.ravel() for each in np.indices((len(flights), len(shell.node))))
    rows = shell.rows(satellite, paths.launched[threat])
    rows[:, BEGIN : END + 1] = windows(world, flights, np.arange(len(flights)), np.array([0]))[threat, 0]
    meeting = np.full((len(rows), SPANS, SAMPLES, MEETING), np.nan)
    limit = np.full(len(rows), OUT_OF_REACH, dtype=np.int64)
    paths.hold(threat, rows, np.zeros_like(threat), flyouts(world), world, 64, meeting, limit, _Quiet())
    shape = (len(flights), len(shell.node))
    return meeting.reshape(*shape, SPANS, SAMPLES, MEETING), limit.reshape(shape)


class _Quiet:
    def step(self, what: str, done: int, of: int) -> None:
        """Nothing to tell."""

    def stopping(self) -> bool:
        return False


def found_in(case: Case) -> Reach:
    flights = arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))
    return reach(world_of(case), flights)


@pytest.mark.parametrize(
    ("orbit", "spacing"),
    [
        (walker(240, 12), 60.0),
        (walker(66, 6, 2, pattern="star", inclination_deg=86, altitude_km=780), 600.0),
        (walker(30, 1, 0, inclination_deg=0, altitude_km=300), 0.0),
        (walker(40, 40, 7, inclination_deg=110, altitude_km=1_500), 900.0),
    ],
)
def test_culling_leaves_out_nobody_who_could_meet(orbit: dict[str, object], spacing: float) -> None:
    case = case_under(orbit, missiles=3, spacing_s=spacing)
    meeting, limit = every_pair(case)
    assert (limit == REACHES).any(), "nobody meets anybody: the case shows nothing"
    found = found_in(case)
    able = np.flatnonzero((limit == REACHES).any(axis=0))
    assert found.satellite.tolist() == [OTHERS, *(able + 1)]
    for column, one in enumerate(able, start=1):
        assert (found.limit[:, column] == REACHES).tolist() == (limit[:, one] == REACHES).tolist()
        for threat in np.flatnonzero(limit[:, one] == REACHES):
            np.testing.assert_array_equal(found.meeting[found.row[threat, column]], meeting[threat, one])
    assert len(found.meeting) == (limit == REACHES).sum()


def test_a_meeting_is_where_a_straight_way_leads() -> None:
    """The distance between satellite and threat as they meet is what the interceptor flies in that time."""
    case = case_under(walker(240, 12))
    found, shell = found_in(case), constellation(world_of(case), 0)
    flights = arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))
    paths = Paths.of(flights, case.launches["time"])
    from opendome.physics.path import place_at, step_at

    threat, column = (int(each[0]) for each in np.nonzero(found.row >= 0))
    met = found.meeting[found.row[threat, column], 0]
    row = shell.rows(found.satellite[[column]] - 1, paths.launched[[threat]])[0]
    for time, flight in met[np.isfinite(met[:, MEET_TIME])][:, [MEET_TIME, MEET_FLIGHT]]:
        nodes = paths.nodes[paths.first[threat] : paths.first[threat + 1]]
        where = np.array(place_at(nodes, step_at(nodes, len(nodes), time, 0), time))
        apart = np.linalg.norm(where - np.array(satellite_at(row, time)))
        assert flown_in(flight, G15, SIX) == pytest.approx(apart, rel=1e-9)
        assert flight <= time


def test_a_launch_at_another_time_meets_other_satellites() -> None:
    found = found_in(case_under(walker(240, 12), missiles=2, spacing_s=600.0))
    first, second = (set(found.satellite[found.limit[threat] == REACHES].tolist()) for threat in (0, 1))
    assert first
    assert second
    assert first != second


def test_satellites_out_of_service_do_not_shoot() -> None:
    every = found_in(case_under(walker(240, 12)))
    case = case_under(walker(240, 12), out_of_service_fraction=0.5)
    serves = constellation(world_of(case), 0).serves
    assert serves.sum() == 120
    some = found_in(case)
    assert some.satellite[1:].tolist() == [one for one in every.satellite[1:] if serves[one - 1]]
    assert 0 < len(some.satellite) < len(every.satellite)
    other = constellation(replace(world_of(case), index=3), 0).serves
    assert other.tolist() != serves.tolist(), "another world draws others"


def test_batteries_keep_their_place_beside_a_constellation() -> None:
    gbi = {"use": "gbi", "site": "fort-greely", "inventory_count": 4}
    case = case_under(walker(240, 12), beside=(gbi,))
    found = found_in(case)
    assert found.place.tolist() == [0, *([1] * (len(found.place) - 1))]
    assert case.defence.stock_of(found.place, found.satellite).tolist() == [
        4,
        0,
        *([1] * (len(found.place) - 2)),
    ]


def test_names_of_satellites() -> None:
    assert member_id("shell", OTHERS) == "shell"
    assert member_id("shell", 417) == "shell/0417"
    assert member_of("shell/0417", {"shell"}) == ("shell", 417)
    assert member_of("a/0417", {"a/0417", "shell"}) == ("a/0417", OTHERS)
    assert member_words("CBO-class boost layer", 417) == "satellite 0417 of CBO-class boost layer"


def spans_of(**kind: object) -> list[float]:
    """From when to when the first threat may be met, after its launch [s]."""
    case = case_under(walker(60, 6), kind=dict(kind))
    flights = arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))
    flights.nodes[3, EVENT] = DEPLOYMENT_END
    found = windows(world_of(case), flights, np.array([0]), np.array([0]))
    return [float(one) for one in found[0, 0]]


def test_each_layer_has_its_part_of_a_flight() -> None:
    burnout, deployed = (float(times()[node]) for node in (list(EVENTS).index(BURNOUT), 3))
    assert burnout < deployed
    assert spans_of(margin_before_burnout_s=5) == [0.0, burnout - 5.0]
    assert spans_of(margin_before_burnout_s=5, boost_until="deployment_end") == [0.0, deployed - 5.0]
    assert spans_of(layer="midcourse") == [burnout, inf]
    assert spans_of(layer="glide") == [inf, -inf], "what does not glide is not met in a glide"
