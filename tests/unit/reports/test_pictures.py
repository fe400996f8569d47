"""Pictures: written whole, the same bytes each time, with text that is text."""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opendome.records.case import Case, EarthModel
from opendome.records.objects import Objects
from opendome.records.trajectories import OUT_OF_REACH, Trajectories
from opendome.reports import flight_picture, keys, raid_map, style
from opendome.reports.raid_shown import ARRIVES, FAILS, STOPPED, RaidShown, Shot
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from unit.outcomes.small import arcs
from unit.reports.pictured import texts


@pytest.fixture(scope="module")
def case() -> Case:
    library = Library()
    return settle(load_scenario("limited-raid", library), library, EarthModel(spherical=True))


def _flights(case: Case):
    return arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))


def test_a_raid_has_its_names_as_text(case: Case, tmp_path: Path) -> None:
    raid_map.draw(case, _flights(case), "Four missiles would land.", "20 runs · seed 1", tmp_path)
    said = texts(tmp_path / "where-they-land.svg")
    for word in (
        raid_map.TITLE,
        "Four missiles would land.",
        "Chicago",
        "20:00",
        "400 km",
        "20 runs · seed 1",
    ):
        assert word in said
    assert (tmp_path / "where-they-land.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def _shots(threat: int, results: str, meets: float, shooter: int = 0) -> list[Shot]:
    """A salvo, 3 s apart: `x` misses, `o` hits."""
    first = results.find("o")
    return [
        Shot(threat, shooter, 1, meets - 200.0, meets + 3.0 * turn, result == "o", False, -1 < first < turn)
        for turn, result in enumerate(results)
    ]


def _raid(shots: list[Shot], fate: list[int], until: list[float]) -> RaidShown:
    size = len(fate)
    return RaidShown(
        tuple(shots), np.array(fate), np.array(until), np.zeros(size, dtype=np.int64), np.full(size, 700.0)
    )


def test_a_raid_that_is_met_shows_where(case: Case, tmp_path: Path, wholes: list[Any]) -> None:
    shots = [*_shots(0, "xoo", 500.0), *_shots(1, "xx", 900.0), *_shots(3, "o", 300.0, shooter=1)]
    raid = _raid(shots, [STOPPED, ARRIVES, FAILS, STOPPED], [503.0, inf, -inf, 300.0])
    flights = _flights(case)
    said = raid_map.caption(case, flights, raid, "Four would land.")
    raid_map.draw(case, flights, said, "20 runs · seed 1", tmp_path, raid)
    words = texts(tmp_path / "where-they-land.svg")
    assert raid_map.TITLE_MET in words
    assert "two of four missiles are stopped, one fails by itself and one gets through" in said
    assert (
        "Its six shots meet their targets 231 to 390 km up, 5 to 15 minutes after the first launch." in said
    )
    for word in ("stopped 8:23", "after one miss", "stopped 5:00", "2 shots missed", "15:00–15:03", "fails"):
        assert word in words
    assert "Fort Greely" in words
    assert len(wholes) == 1


NEAR_AND_FAR = """
opendome: 1
kind: scenario
name: A battery at the aim and one beyond the map
epoch: 2026-01-01T00:00:00Z
raid:
  - {threat: no-dong, launch: {lat_deg: 0.0, lon_deg: 12.0}, aim: {lat_deg: 0.0, lon_deg: 22.9}}
architecture:
  sensors:
    - {use: opir-geo}
  interceptors:
    - {use: gbi, site: fort-greely, inventory_count: 40}
    - {use: thaad, at: {lat_deg: 0.0, lon_deg: 22.9}, inventory_count: 8}
"""


def test_a_site_beyond_the_map_is_pointed_at(tmp_path: Path, wholes: list[Any]) -> None:
    (tmp_path / "raid.yaml").write_text(NEAR_AND_FAR, encoding="utf-8")
    library = Library()
    case = settle(load_scenario(str(tmp_path / "raid.yaml"), library), library, EarthModel(spherical=True))
    shots = [*_shots(0, "x", 400.0), *_shots(0, "o", 1000.0, shooter=1)]
    raid = _raid(shots, [STOPPED], [1000.0])
    raid_map.draw(case, _flights(case), "It is stopped.", "", tmp_path, raid)
    words = texts(tmp_path / "where-they-land.svg")
    assert re.search(r"Fort Greely: Ground-Based Interceptor, 1\d,\d\d0 km away", words)
    for word in ("THAAD", "missed 6:40", "stopped 16:40", "midcourse interceptor and where it stands"):
        assert word in words
    assert len(wholes) == 1


def test_a_raid_nobody_shoots_at_is_said_to_be_so(case: Case, tmp_path: Path, wholes: list[Any]) -> None:
    raid = _raid([], [ARRIVES] * 4, [inf] * 4)
    said = raid_map.caption(case, _flights(case), raid, "")
    raid_map.draw(case, _flights(case), said, "", tmp_path, raid)
    assert "all four missiles get through. No interceptor is fired." in said
    assert "gets through" in texts(tmp_path / "where-they-land.svg")
    assert len(wholes) == 1


def test_a_large_raid_counts_those_that_get_through(tmp_path: Path) -> None:
    library = Library()
    case = settle(load_scenario("limited-raid", library, ["raid.0.count=100"]), library)
    # threats 0, 4, 8, … fly to Chicago; every second missile of the raid is stopped
    fate = [STOPPED if place % 8 == 0 else ARRIVES for place in range(100)]
    until = [
        case.launches["time"][place] + 500.0 if one == STOPPED else inf for place, one in enumerate(fate)
    ]
    shots = [
        shot for place, one in enumerate(fate) if one == STOPPED for shot in _shots(place, "o", until[place])
    ]
    raid_map.draw(case, _flights(case), "A hundred.", "", tmp_path, _raid(shots, fate, until))
    said = texts(tmp_path / "where-they-land.svg")
    assert "Chicago  12 get through from 22:00" in said
    assert "Seattle  25 get through from 21:30" in said
    assert "13 stopped 8:20–56:20" in said


def test_a_place_not_reached_is_said(case: Case, tmp_path: Path) -> None:
    count = len(case.threat_id)
    short = replace(_flights(case), miss=np.full(count, 5e6), status=np.full(count, OUT_OF_REACH))
    raid_map.draw(case, short, "None arrives.", "", tmp_path)
    assert "Seattle (not reached)" in texts(tmp_path / "where-they-land.svg")


def nothing_falls(flights: Trajectories) -> Objects:
    none = np.empty(0, dtype=np.int64)
    return Objects(flights.only(none), none, none, none)


def test_the_same_flight_is_the_same_picture(case: Case, tmp_path: Path) -> None:
    flights = _flights(case)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        flight_picture.draw(case, flights, nothing_falls(flights), "One flight.", tmp_path / name)
    for file in ("flight.svg", "flight.png"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    said = texts(tmp_path / "a" / "flight.svg")
    for word in ("Height [km]", "Speed [km/s]", "Time after launch [s]", "highest point, 400 km", "burnout"):
        assert word in said


def test_a_large_raid_shows_each_course_once(tmp_path: Path) -> None:
    library = Library()
    case = settle(load_scenario("limited-raid", library, ["raid.0.count=60"]), library)
    raid_map.draw(case, _flights(case), "Sixty missiles.", "", tmp_path)
    said = texts(tmp_path / "where-they-land.svg")
    assert said.count("Seattle") == 2  # once on the map, once beside its lane
    assert "the first missile of each course" in said


def test_a_number_stays_with_its_unit() -> None:
    said = "known to 10 km after 1 min 33 s at 40.0° N 127.0° E"
    for width in range(8, len(said) + 1):
        lines = style.lines(said, width)
        assert " ".join(lines) == said
        assert not any(line.split()[0] in {"km", "min", "s", "N", "E"} for line in lines)


def test_a_key_is_set_in_rows_that_fit() -> None:
    entries = [keys.Entry(f"mark number {number}", keys.bar("#000000", 5.0)) for number in range(12)]
    with style.styled():
        rows = keys.rows(entries, 400.0)
    assert [entry for row in rows for _, entry in row] == entries
    assert len(rows) > 2
    for row in rows:
        assert row[0][0] == 0.0
        assert row[-1][0] < 400.0
