"""Pictures of what was seen and known: every missile named, no words on other words, the same bytes twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from opendome import outcomes
from opendome.outcomes.knowledge import good_enough
from opendome.records.case import Case, Plays
from opendome.records.outcomes import Known
from opendome.reports import knowledge_picture, lanes, lanes_picture
from opendome.reports.raid_shown import FAILS, STOPPED, RaidShown, raid_shown
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import WorldRun, simulate
from unit.reports.pictured import texts

AIMS = ("Chicago", "Los Angeles", "New York", "Seattle")
SENTENCE = "Every missile is seen within a minute."
RUN = "20 runs · seed 1"
NOBODY_LOOKS = """
opendome: 1
kind: scenario
name: A radar on the wrong side
epoch: 2026-01-01T00:00:00Z
raid:
  - threat: notional-solid-icbm
    launch: {lat_deg: 40.0, lon_deg: 127.0}
    aim: {city: Seattle}
architecture:
  sensors:
    - {use: uewr, site: fylingdales}
"""


@dataclass(frozen=True)
class Drawn:
    """All that the pictures need."""

    case: Case
    reference: WorldRun
    known: Known
    good: NDArray[np.bool_]

    @property
    def raid(self) -> RaidShown | None:
        ran = self.reference
        return raid_shown(self.case, ran.flights, ran.chances, ran.shots)

    def lanes(self, folder: Path) -> None:
        ran = self.reference
        seen = (ran.flights, ran.sightings, ran.detections, ran.tracks, self.good)
        lanes_picture.draw(self.case, *seen, SENTENCE, RUN, folder, self.raid)

    def knowledge(self, folder: Path) -> None:
        ran = self.reference
        knowledge_picture.draw(
            self.case, self.known, ran.sightings, ran.detections, 10.0, SENTENCE, RUN, folder
        )


def _run(name: str, *settings: str) -> Drawn:
    library, plays = Library(), Plays(20)
    case = settle(load_scenario(name, library, list(settings)), library)
    runs = list(simulate(case, plays))
    known = outcomes.join(case.threat_id, [one.outcome for one in runs]).known
    assert known is not None
    return Drawn(
        case, runs[0], known, good_enough(case.reference_world(plays), runs[0].sightings, runs[0].tracks)
    )


@pytest.fixture(scope="module")
def raid() -> Drawn:
    return _run("limited-raid")


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    file = tmp_path_factory.mktemp("unseen") / "raid.yaml"
    file.write_text(NOBODY_LOOKS, encoding="utf-8")
    return _run(str(file))


def test_lanes_name_every_missile_and_unit(raid: Drawn, tmp_path: Path, wholes: list[Any]) -> None:
    raid.lanes(tmp_path)
    said = texts(tmp_path / "minute-by-minute.svg")
    words = (
        lanes_picture.TITLE,
        "after the first launch; ",
        RUN,
        "Time since first launch [min]",
        "engines burn",
        "tracked",
    )
    for word in (*words, "seen by satellites", "seen by radars", "nobody sees it", *AIMS):
        assert word in said
    assert len(wholes) == 1
    assert (tmp_path / "minute-by-minute.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_panels_name_every_missile_and_unit(raid: Drawn, tmp_path: Path, wholes: list[Any]) -> None:
    raid.knowledge(tmp_path)
    said = texts(tmp_path / "how-well-known.svg")
    words = (knowledge_picture.TITLE, SENTENCE, RUN, "Position error [km]", "before a shot:", "10 km")
    for word in (*words, "Time after its own launch [min]", *AIMS):
        assert word in said
    assert len(wholes) == 1


def test_lanes_tell_how_each_missile_ends(raid: Drawn, tmp_path: Path, wholes: list[Any]) -> None:
    raid.lanes(tmp_path)
    said = texts(tmp_path / "minute-by-minute.svg")
    shown = raid.raid
    assert shown is not None
    assert said.count("fails by itself") >= int((shown.fate == FAILS).sum())
    stops = shown.until[shown.fate == STOPPED]
    assert len(stops)
    assert said.count(" stopped ") >= len(stops)
    words = ("In the raid shown the first shot leaves ", "interceptor in flight", "last moment to shoot")
    for word in (*words, "Ground-Based Interceptor", "pale: as it would have gone on"):
        assert word in said
    assert len(wholes) == 1


def test_without_interceptors_lanes_say_nothing_of_shots(
    unseen: Drawn, tmp_path: Path, wholes: list[Any]
) -> None:
    unseen.lanes(tmp_path)
    said = texts(tmp_path / "minute-by-minute.svg")
    for word in ("raid of the reference world", "interceptor", "shoot", "pale"):
        assert word not in said
    assert "comes down" in said


def test_twelve_missiles_and_two_kinds_of_interceptors(tmp_path: Path, wholes: list[Any]) -> None:
    few = "architecture.interceptors.0.inventory_count=8"
    _run("regional-two-batteries", few).lanes(tmp_path)
    said = texts(tmp_path / "minute-by-minute.svg")
    assert said.count("Al Udeid") == 12
    assert "THAAD" in said
    assert "PAC-3 MSE" in said
    assert len(wholes) == 1


def test_a_large_raid_shows_each_course_once(tmp_path: Path, wholes: list[Any]) -> None:
    many = _run("limited-raid", "raid.0.count=16")
    many.lanes(tmp_path)
    many.knowledge(tmp_path)
    for name in ("minute-by-minute", "how-well-known"):
        said = texts(tmp_path / f"{name}.svg")
        assert [said.count(aim) for aim in AIMS] == [1, 1, 1, 1]
        assert "first missile of each course" in said
    assert "shots are at missiles not shown" in texts(tmp_path / "minute-by-minute.svg")
    assert len(wholes) == 2


def test_a_missile_nobody_sees_is_said_to_be_so(unseen: Drawn, tmp_path: Path, wholes: list[Any]) -> None:
    unseen.lanes(tmp_path)
    unseen.knowledge(tmp_path)
    lanes, panels = texts(tmp_path / "minute-by-minute.svg"), texts(tmp_path / "how-well-known.svg")
    assert "nobody sees it" in lanes
    assert "no track good enough" in lanes
    assert "seen by satellites" not in lanes
    assert "Nobody sees it. The Earth was in the way" in panels
    assert "never good enough" in panels
    assert len(wholes) == 2


def test_the_same_knowledge_is_the_same_pictures(raid: Drawn, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        raid.lanes(tmp_path / name)
        raid.knowledge(tmp_path / name)
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_spans_that_touch_are_one() -> None:
    pieces = np.array([[5.0, 6.0], [0.0, 2.0], [2.0, 3.0], [0.5, 1.0]])
    assert lanes.union(pieces).tolist() == [[0.0, 3.0], [5.0, 6.0]]
    assert lanes.union(np.empty((0, 2))).shape == (0, 2)


def test_every_look_that_detects_lies_in_a_span(raid: Drawn) -> None:
    found = raid.reference.detections
    busiest = int(np.bincount(found.sensor[found.threat == 0]).argmax())
    spans = lanes.seen_spans(found, 0, np.arange(len(found.sensor_id)) == busiest)
    times = np.sort(found.time[(found.threat == 0) & (found.sensor == busiest)])
    assert 0 < len(spans) < len(times)
    assert spans[0, 0] == times[0]
    assert (spans[1:, 0] > spans[:-1, 1]).all()
    inside = [((spans[:, 0] <= time) & (time <= spans[:, 1])).any() for time in times]
    assert all(inside)
