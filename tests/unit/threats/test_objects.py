"""What missiles let go: which objects, when, and where they come down."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

import flights
from opendome import threats
from opendome.answers.fly import left_out
from opendome.arrays import Floats
from opendome.physics import nodes
from opendome.records import trajectories as flown
from opendome.records.case import Case
from opendome.records.objects import BUS_STAGE, DECOY, FAIRING_SHELL, OBJECT_KINDS, STAGE, WARHEAD, Objects
from opendome.records.trajectories import Trajectories
from opendome.scenario.threats import Ballistic

AIM = (41.9, -87.6)


def made(
    warheads: int = 1,
    decoys: dict[str, Any] | None = None,
    deployment: dict[str, Any] | None = None,
    bus: bool = False,
    **keys: Any,
) -> Ballistic:
    """Wright's three stages with so many re-entry vehicles and decoys on top."""
    small = flights.stage(300, 60, 290, 40, 1.5, coast_before_s=5)
    given: dict[str, Any] = {
        "reentry_vehicles": [{"count": warheads, "mass_kg": 300, "ballistic_coefficient_kg_per_m2": 7000}],
        "decoys": decoys, "deployment": deployment, "bus": small if bus else None,
    } | keys  # fmt: skip
    there = {key: value for key, value in given.items() if value is not None}
    return flights.missile(flights.THREE_STAGES, 900.0, **there)


def let_go(threat: Ballistic | str, **asked: Any) -> tuple[Case, Trajectories, Objects]:
    """A flight to Chicago, and what it lets go."""
    case = flights.case_of(threat, to=AIM, **asked)
    world = flights.world_of(case)
    flight = threats.fly(world)
    return case, flight, threats.objects(world, flight)


@cache
def bus() -> tuple[Case, Trajectories, Objects]:
    """Three warheads and four decoys from a bus, between 20 s and 80 s after it stops."""
    asked = {"start_s": 20, "end_s": 80, "spread_m_per_s": 5}
    fairing = {"mass_kg": 200, "drop_altitude_km": 120}
    return let_go(made(3, {"count": 4}, asked, bus=True, fairing=fairing))


def names(objects: Objects) -> list[str]:
    return [f"{OBJECT_KINDS[kind]} {n}" for kind, n in zip(objects.kind, objects.number, strict=True)]


def ends(objects: Objects) -> Floats:
    """Where each comes down, ECEF [m]."""
    return objects.impact_place


@pytest.mark.xdist_group("flights")
def test_every_object_of_a_missile_with_a_bus() -> None:
    _, flight, objects = bus()
    found = names(objects)
    assert sorted(found) == sorted(
        ["stage 1", "stage 2", "stage 3", "fairing 1", "bus 1", "warhead 1", "warhead 2", "warhead 3"]
        + [f"decoy {number}" for number in (1, 2, 3, 4)]
    )
    assert objects.lands.all()
    assert objects.flights.threat_id[0] == f"{flight.threat_id[0]}/stage-1"
    codes = flown.BURNOUT, flown.BUS_END, flown.FAIRING, flown.DEPLOYMENT_START, flown.DEPLOYMENT_END
    event = {code: flight.time[flight.nodes_of(0, code)[0]] for code in codes}
    assert event[flown.DEPLOYMENT_START] == pytest.approx(event[flown.BUS_END] + 20.0, abs=1e-9)
    assert event[flown.DEPLOYMENT_END] == pytest.approx(event[flown.BUS_END] + 80.0, abs=1e-9)
    when = dict(zip(found, objects.separated, strict=True))
    assert when["stage 1"] == flight.time[flight.nodes_of(0, flown.STAGE_END)[0]]
    assert when["stage 3"] == event[flown.BURNOUT]
    assert when["fairing 1"] == event[flown.FAIRING]
    assert when["bus 1"] == when["warhead 1"] == event[flown.DEPLOYMENT_END]
    spread = np.sort([when[name] for name in found if name.startswith(("decoy", "warhead"))])
    assert spread == pytest.approx(
        np.linspace(*(event[flown.DEPLOYMENT_START], event[flown.DEPLOYMENT_END]), 7)
    )


@pytest.mark.xdist_group("flights")
def test_warhead_1_is_the_missile_itself() -> None:
    _, flight, objects = bus()
    row = names(objects).index("warhead 1")
    own = objects.flights.nodes[objects.flights.of(row)]
    assert len(own) > 10
    assert np.array_equal(own[:, : nodes.EVENT], flight.nodes[-len(own) :, : nodes.EVENT])
    assert objects.flights.miss[row] == flight.miss[0]


@pytest.mark.xdist_group("flights")
def test_each_leaves_the_path_at_the_speed_asked_for_and_in_a_direction_of_its_own() -> None:
    _, flight, objects = bus()
    order = np.argsort(objects.separated, kind="stable")
    zero, start = np.zeros(len(order), dtype=np.int64), objects.flights.first[:-1][order]
    place, velocity = flight.at(zero, objects.separated[order])
    aside = objects.flights.velocity[start] - velocity
    assert np.abs(objects.flights.position[start] - place).max() < 1e-3
    spread = np.isin(objects.kind[order], (DECOY, WARHEAD)) & ~(
        (objects.kind[order] == WARHEAD) & (objects.number[order] == 1)
    )
    assert np.linalg.norm(aside[spread], axis=1) == pytest.approx(5.0, abs=1e-6)
    assert np.abs(aside[~spread]).max() < 1e-6
    assert len(np.unique(np.round(aside[spread], 6), axis=0)) == spread.sum() == 6


@pytest.mark.xdist_group("flights")
def test_one_warhead_lets_nothing_go() -> None:
    """Its flight has no event of letting go: the same nodes as ever."""
    _, flight, objects = let_go(made(1))
    assert not np.isin(flight.event, (flown.DEPLOYMENT_START, flown.DEPLOYMENT_END)).any()
    assert names(objects) == ["stage 1", "stage 2", "stage 3", "warhead 1"]
    assert objects.separated[2] == objects.separated[3] == flight.time[flight.nodes_of(0, flown.BURNOUT)[0]]


@pytest.mark.xdist_group("flights")
def test_events_of_letting_go_do_not_move_the_flight() -> None:
    _, one, _ = let_go(made(1))
    _, many, _ = let_go(made(2, deployment={"start_s": 33.3, "end_s": 500, "spread_m_per_s": 0}))
    extra = np.isin(many.event, (flown.DEPLOYMENT_START, flown.DEPLOYMENT_END))
    assert extra.sum() == 2
    assert np.array_equal(many.nodes[~extra][:, : nodes.HEIGHT], one.nodes[:, : nodes.HEIGHT])
    # at the two nodes the acceleration is gravity's, seen from the turning Earth
    from independent.equations import SPIN, pull

    for node in np.flatnonzero(extra):
        place, velocity = many.position[node], many.velocity[node]
        turning = -2.0 * np.cross(SPIN, velocity) - np.cross(SPIN, np.cross(SPIN, place))
        assert np.abs(many.acceleration[node] - pull(place) - turning).max() < 1e-3


@pytest.mark.xdist_group("flights")
def test_what_falls_whole_keeps_its_last_stage() -> None:
    case = flights.case_of(flights.missile(flights.SCUD), azimuth_deg=90, maximum_range=True)
    world = flights.world_of(case)
    assert names(threats.objects(world, threats.fly(world))) == ["warhead 1"]


@pytest.mark.xdist_group("flights")
def test_what_is_not_let_go_in_time_comes_down_with_its_missile() -> None:
    _, flight, objects = let_go(made(2, {"count": 2}, {"start_s": 0, "end_s": 50_000}))
    assert list(flight.nodes_of(0, flown.DEPLOYMENT_END)) == []
    assert names(objects) == ["stage 1", "stage 2", "warhead 2"]


@pytest.mark.xdist_group("flights")
def test_too_many_objects_are_left_out_and_counted() -> None:
    case = flights.case_of(made(1, {"count": 40}), to=AIM)
    world = flights.world_of(case)
    objects = threats.objects(world, threats.fly(world), most=10)
    assert (len(objects), objects.left_out) == (10, 34)


@pytest.mark.xdist_group("flights")
def test_alike_launches_and_other_seeds() -> None:
    """Each missile has directions of its own; the same seed gives the same."""
    case = flights.many(flights.case_of(made(1, {"count": 2}), to=AIM), [{"time": 0.0}, {"time": 60.0}])
    world = flights.world_of(case)
    flight = threats.fly(world)
    one, again = (threats.objects(world, flight) for _ in range(2))
    assert one.flights.position.tobytes() == again.flights.position.tobytes()
    decoys = np.flatnonzero(one.kind == DECOY)
    gone = np.linalg.norm(ends(one)[decoys[:2]] - ends(one)[decoys[2:]], axis=1)
    assert (gone > 100.0).all()
    assert one.separated[decoys[2:]] == pytest.approx(one.separated[decoys[:2]] + 60.0)


def test_kinds_have_names() -> None:
    assert [OBJECT_KINDS[code] for code in (STAGE, FAIRING_SHELL, BUS_STAGE, WARHEAD, DECOY)] == [
        "stage", "fairing", "bus", "warhead", "decoy",
    ]  # fmt: skip


def test_letting_go_has_an_order() -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        made(2, deployment={"start_s": 70})
    with pytest.raises(ValidationError, match="ends before it starts"):
        made(2, deployment={"start_s": 10, "end_s": 5})


def test_what_a_file_leaves_out_is_assumed_with_a_range() -> None:
    case = flights.case_of(made(2), to=AIM)
    figures = dict(zip(case.figures.path, zip(case.figures.low, case.figures.high, strict=True), strict=True))
    assert figures["library.made.deployment.end_s"] == (0.0, 300.0)
    assert figures["library.made.deployment.spread_m_per_s"] == (0.5, 10.0)
    alone = flights.case_of(made(1), to=AIM)
    assert not [path for path in alone.figures.path if "deployment" in path]


@pytest.mark.xdist_group("flights")
def test_objects_of_many_missiles_are_those_of_each_alone() -> None:
    """One bus among others lets go what it lets go alone, and no flight reaches into the next."""
    asked = [{"time": 60.0 * row, "aim_latitude": 0.7 + 0.02 * row} for row in range(3)]
    case = flights.many(flights.case_of(made(1, {"count": 2}), to=AIM), asked)
    world = flights.world_of(case)
    flown_all = threats.fly(world)
    objects = threats.objects(world, flown_all)
    assert len(objects) == 3 * (objects.threat == 0).sum()
    whole = objects.flights
    assert whole.first[-1] == len(whole.nodes)
    for row in range(len(objects)):
        mine = whole.time[whole.of(row)]
        assert (np.diff(mine) >= 0.0).all()
        assert whole.begins[row] == mine[0]
        assert whole.ends[row] == mine[-1]
        assert whole.highest[row] == whole.altitude[whole.of(row)].max()
    few = threats.objects(world, flown_all, most=2)
    assert few.left_out == len(objects) - 2
    (said,) = left_out(case, few)
    assert f"{len(objects) - 2:,} more objects" in said
    assert f"library.{case.missile_id[0]}.decoys.count=" in said  # the way out
    assert left_out(case, objects) == []
    assert few.flights.nodes.tobytes() == whole.nodes[: whole.first[2]].tobytes()
