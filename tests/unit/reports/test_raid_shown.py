"""One raid as pictures show it: which shots count, and what became of each missile."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from opendome.records import engagements as fought
from opendome.records.case import Case, EarthModel
from opendome.records.opportunities import CHANCE, LAST, Opportunities
from opendome.reports import lanes, meetings, raid_shown
from opendome.reports.maps import fit, unit_vectors
from opendome.reports.raid_shown import ARRIVES, ASTRAY, FAILS, STOPPED, RaidShown, Shot
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from unit.outcomes.small import arcs
from unit.reports.pictured import fights, shot


@pytest.fixture(scope="module")
def case() -> Case:
    library = Library()
    return settle(load_scenario("limited-raid", library), library, EarthModel(spherical=True))


def _chances(case: Case, last: float) -> Opportunities:
    size = (len(case.threat_id), len(case.defence))
    table = np.full((*size, CHANCE), np.nan)
    table[:, 0, LAST] = last
    place = np.arange(size[1])
    limit = np.zeros(size, dtype=np.int64)
    return Opportunities(
        case.threat_id,
        case.defence.shooter_id,
        table,
        np.full(size[1], 0.5),
        limit,
        place,
        np.zeros_like(place),
    )


def _raid(case: Case, past: list[int], rows: list[list[float]]) -> RaidShown:
    flights = arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))
    kept = fights(case.threat_id, case.defence.shooter_id, past, [fought.STOPPED] * len(past), rows)
    found = raid_shown.raid_shown(case, flights, _chances(case, 700.0), kept)
    assert found is not None
    return found


def test_a_missile_is_stopped_by_the_first_hit_and_later_shots_come_late(case: Case) -> None:
    rows = [
        shot(0, 300.0, 500.0, hits=False),
        shot(0, 305.0, 503.0, hits=True),
        shot(0, 310.0, 506.0, hits=True),
        shot(1, 200.0, 400.0, hits=True, play=7),
    ]
    raid = _raid(case, [1, fought.NO_LAYER, fought.NEVER_FLEW, fought.NO_LAYER], rows)
    assert raid.fate.tolist() == [STOPPED, ARRIVES, FAILS, ARRIVES]
    assert raid.until.tolist() == [503.0, inf, -inf, inf]
    assert [one.late for one in raid.at(0)] == [False, False, True]
    assert raid.at(1) == []  # that shot is of another play
    assert raid.last_chance.tolist() == [700.0] * 4


def test_a_missile_is_stopped_when_its_last_warhead_is(case: Case) -> None:
    rows = [
        shot(0, 300.0, 500.0, hits=True),
        shot(0, 305.0, 520.0, hits=True, thing=1),
        shot(0, 306.0, 540.0, hits=True, thing=2, decoy=True),
    ]
    raid = _raid(case, [1, fought.NO_LAYER, fought.NO_LAYER, fought.NO_LAYER], rows)
    assert raid.until[0] == 520.0
    assert not any(one.late for one in raid.shots)


def test_a_flight_that_does_not_come_to_its_aim_does_not_get_through(case: Case) -> None:
    flights = replace(arcs(case.threat_id), miss=np.full(4, 5e6))
    kept = fights(case.threat_id, case.defence.shooter_id, [fought.NO_LAYER] * 4, [fought.NOT_SEEN] * 4, [])
    raid = raid_shown.raid_shown(case, flights, _chances(case, np.nan), kept)
    assert raid is not None
    assert raid.fate.tolist() == [ASTRAY] * 4
    assert np.isnan(raid.last_chance).all()
    assert raid.summary().arrive == 0


def test_without_interceptors_there_is_no_raid_to_show(tmp_path) -> None:
    text = """
opendome: 1
kind: scenario
name: Nobody shoots
epoch: 2026-01-01T00:00:00Z
raid:
  - {threat: notional-solid-icbm, launch: {lat_deg: 40.0, lon_deg: 127.0}, aim: {city: Seattle}}
"""
    (tmp_path / "bare.yaml").write_text(text, encoding="utf-8")
    library = Library()
    bare = settle(load_scenario(str(tmp_path / "bare.yaml"), library), library)
    kept = fights(bare.threat_id, (), [fought.NO_LAYER], [fought.NOT_SEEN], [])
    nobody = np.zeros(0, dtype=np.int64)
    empty = Opportunities(
        bare.threat_id,
        (),
        np.zeros((1, 0, CHANCE)),
        np.zeros(0),
        np.zeros((1, 0), dtype=np.int64),
        nobody,
        nobody,
    )
    assert raid_shown.raid_shown(bare, arcs(bare.threat_id), empty, kept) is None


def _shot(launch: float, meets: float, hits: bool = False, late: bool = False, threat: int = 0) -> Shot:
    return Shot(threat, 0, 1, launch, meets, hits, decoy=False, late=late)


def test_shots_share_a_row_where_there_is_room_for_a_mark() -> None:
    salvo = [_shot(0.0, 100.0), _shot(5.0, 104.0), _shot(112.0, 180.0), _shot(113.0, 190.0)]
    rows = lanes.in_rows(salvo, 10.0)
    assert [[one.launch for one in row] for row in rows] == [[0.0, 112.0], [5.0], [113.0]]


def test_the_shot_that_decides_is_drawn_however_many_there_are(case: Case) -> None:
    salvo = [_shot(float(turn), 100.0 + turn, hits=turn == 11) for turn in range(14)]
    (block,) = lanes._blocks(case, salvo, 0.0, 10.0)
    assert len(block.rows) == lanes.MOST_ROWS
    assert block.unseen == 14 - lanes.MOST_ROWS
    assert any(one.hits for row in block.rows for one in row)


def test_meetings_near_one_another_are_one_mark() -> None:
    view = fit(unit_vectors(np.radians([0.0, 0.0]), np.radians([0.0, 90.0])), 2.0)
    east = unit_vectors(np.zeros(4), np.radians([20.0, 20.1, 20.2, 60.0]))
    shots = [
        _shot(0.0, 300.0),
        _shot(0.0, 303.0, hits=True),
        _shot(0.0, 306.0, hits=True, late=True),
        _shot(0.0, 400.0, threat=1),
    ]
    found = [meetings.Meeting(one, east[row], 900.0) for row, one in enumerate(shots)]
    marks = meetings.spots(found, view)
    assert [meetings.words(mark, 0.0) for mark in marks] == ["stopped 5:03\nafter one miss", "missed 6:40"]
