"""Pictures: written whole, the same bytes each time, with text that is text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from opendome.records.case import Case, EarthModel
from opendome.records.trajectories import OUT_OF_REACH
from opendome.reports import flight_picture, raid_map, style
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from unit.outcomes.small import arcs


@pytest.fixture(scope="module")
def case() -> Case:
    library = Library()
    return settle(load_scenario("limited-raid", library), library, EarthModel(spherical=True))


def _flights(case: Case):
    return arcs(case.threat_id, tuple(float(time) for time in case.launches["time"]))


def _texts(file: Path) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", file.read_text(encoding="utf-8")))


def test_a_raid_has_its_names_as_text(case: Case, tmp_path: Path) -> None:
    raid_map.draw(case, _flights(case), "Four missiles would land.", "20 runs · seed 1", tmp_path)
    said = _texts(tmp_path / "where-they-land.svg")
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


def test_a_place_not_reached_is_said(case: Case, tmp_path: Path) -> None:
    count = len(case.threat_id)
    short = replace(_flights(case), miss=np.full(count, 5e6), status=np.full(count, OUT_OF_REACH))
    raid_map.draw(case, short, "None arrives.", "", tmp_path)
    assert "Seattle (not reached)" in _texts(tmp_path / "where-they-land.svg")


def test_the_same_flight_is_the_same_picture(case: Case, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        flight_picture.draw(case, _flights(case), "One flight.", tmp_path / name)
    for file in ("flight.svg", "flight.png"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    said = _texts(tmp_path / "a" / "flight.svg")
    for word in ("Height [km]", "Speed [km/s]", "Time after launch [s]", "highest point, 400 km", "burnout"):
        assert word in said


def test_a_large_raid_shows_each_course_once(tmp_path: Path) -> None:
    library = Library()
    case = settle(load_scenario("limited-raid", library, ["raid.0.count=60"]), library)
    raid_map.draw(case, _flights(case), "Sixty missiles.", "", tmp_path)
    said = _texts(tmp_path / "where-they-land.svg")
    assert said.count("Seattle") == 2  # once on the map, once beside its lane
    assert "the first missile of each course" in said


def test_a_number_stays_with_its_unit() -> None:
    said = "known to 10 km after 1 min 33 s at 40.0° N 127.0° E"
    for width in range(8, len(said) + 1):
        lines = style.lines(said, width)
        assert " ".join(lines) == said
        assert not any(line.split()[0] in {"km", "min", "s", "N", "E"} for line in lines)
