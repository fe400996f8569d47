"""The globe's document: who is where when, what is said of it, what is left out, and flights gone wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from math import cos, inf, pi, sin
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import flights as flying
import watching
from opendome.arrays import Floats
from opendome.physics import nodes as columns
from opendome.records import trajectories as flown
from opendome.records.case import Case, World
from opendome.records.sightings import Sightings
from opendome.records.trajectories import Trajectories
from opendome.reports import globe, globe_missiles, globe_places, globe_shots
from opendome.reports.czml import DEGREE, Clock
from opendome.reports.raid_shown import ARRIVES, ASTRAY, FAILS, STOPPED, RaidShown, Shot
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.sensing import instruments

Packets = dict[str, dict[str, Any]]

SAID = "Four missiles fly."


@dataclass(frozen=True)
class Flagship:
    """The flagship flown and watched once."""

    world: World
    flights: Trajectories
    sightings: Sightings

    @property
    def case(self) -> Case:
        return self.world.case


@pytest.fixture(scope="module")
def flagship() -> Flagship:
    library = Library()
    case = settle(load_scenario("limited-raid", library), library)
    seen = watching.watched(watching.reference(case))
    return Flagship(seen.world, seen.flights, seen.sightings)


def _raid(fate: list[int], until: list[float], shots: tuple[Shot, ...] = ()) -> RaidShown:
    return RaidShown(shots, np.array(fate), np.array(until), np.full(len(fate), 7), np.full(len(fate), 700.0))


def _shot(threat: int, meets: float, hits: bool, **more: Any) -> Shot:
    plain = {"shooter": 0, "layer": 1, "launch": meets - 600.0, "decoy": False, "late": False}
    return Shot(**{"threat": threat, "meets": meets, "hits": hits, **plain, **more})


SHOTS = (
    _shot(0, 1_000.0, hits=False),
    _shot(0, 1_010.0, hits=True),
    _shot(0, 1_020.0, hits=True, late=True),
    _shot(1, 900.0, hits=True, decoy=True),
    _shot(1, 1_200.0, hits=False),
)
FATES = _raid([STOPPED, ARRIVES, FAILS, ASTRAY], [1_010.0, inf, -inf, inf], SHOTS)


def _written(flagship: Flagship, raid: RaidShown | None, flights: Trajectories | None = None) -> Packets:
    made = globe.packets(
        flagship.world, flights or flagship.flights, flagship.sightings, raid, SAID, "20 runs · seed 1"
    )
    # as a reader has it: no number that JSON does not know
    packets = json.loads(json.dumps(made, allow_nan=False))
    found = {packet["id"]: packet for packet in packets}
    assert len(found) == len(packets)
    assert all(packet["parent"] in found for packet in packets if "parent" in packet)
    return found


def _lagrange(times: Floats, places: Floats, when: Floats) -> Floats:
    """What Cesium makes of samples: the polynomial through the nearest ones (SampledProperty.getValue)."""
    found = []
    for time in when.tolist():
        after = int(np.searchsorted(times, time, side="right"))
        first = min(max(after - DEGREE // 2 - 1, 0), len(times) - DEGREE - 1)
        near = times[first : first + DEGREE + 1]
        weights = [
            np.prod([(time - other) / (one - other) for other in near if other != one]) for one in near
        ]
        found.append(np.array(weights) @ places[first : first + DEGREE + 1])
    return np.array(found)


def _samples(packet: dict[str, Any]) -> tuple[Floats, Floats]:
    rows = np.array(packet["position"]["cartesian"]).reshape(-1, 4)
    return rows[:, 0], rows[:, 1:]


def test_the_clock_is_that_of_the_raid(flagship: Flagship) -> None:
    document = _written(flagship, FATES)["document"]
    ends = flagship.flights.ends[[1, 3]].tolist()
    end = Clock(flagship.case.epoch).moment(max(ends) + 60.0)
    assert document["clock"] == {
        "interval": f"2026-01-01T00:00:00Z/{end}",
        "currentTime": "2026-01-01T00:00:00Z",
        "multiplier": 60,
        "range": "LOOP_STOP",
        "step": "SYSTEM_CLOCK_MULTIPLIER",
    }
    assert document["version"] == "1.0"
    for words in (SAID, "not one of the runs that count (20 runs · seed 1)", "without air"):
        assert words in document["description"]


LIBRARY = ("notional-solid-icbm", "notional-liquid-icbm", "hwasong-14", "scud-b", "no-dong")


@pytest.mark.parametrize("threat", LIBRARY)
def test_places_lose_less_than_a_kilometre(threat: str) -> None:
    aims = {"scud-b": (37.5, 127.0), "no-dong": (35.0, 136.0)}
    lat, lon = aims.get(threat, (41.9, -87.6))
    raid = [
        {
            "threat": threat,
            "launch": {"lat_deg": 39.5, "lon_deg": 127.0},
            "aim": {"lat_deg": lat, "lon_deg": lon},
        }
    ]
    flights = watching.flown(watching.reference(watching.case_of((), raid)))
    end = float(flights.ends[0])
    when = globe_missiles.times(flights, 0, inf)
    assert np.array_equal(when, np.round(when, 1))
    assert len(when) < 150
    every = np.linspace(when[0], when[-1], 4_001)
    shown = _lagrange(when, np.rint(globe_missiles.places(flights, 0, when)), every)
    off = np.linalg.norm(shown - globe_missiles.places(flights, 0, every), axis=1)
    assert off.max() < 500.0
    # and as well where a shot ends it early
    early = globe_missiles.times(flights, 0, 0.4 * end)
    assert early[-1] == pytest.approx(0.4 * end, abs=0.1)


def test_missiles_are_there_until_they_are_stopped(flagship: Flagship) -> None:
    found = _written(flagship, FATES)
    moment = Clock(flagship.case.epoch).moment
    names = [f"missile/{threat}" for threat in flagship.case.threat_id]
    assert found[names[0]]["availability"] == f"{moment(0)}/{moment(1_010)}"
    assert found[names[0]]["label"]["text"] == "to Chicago"
    assert "stopped at 16:50. Three shots are fired at it." in found[names[0]]["description"]
    time, _ = _samples(found[names[0]])
    assert time[-1] == 1_010.0
    assert f"{names[0]}/end" not in found
    (said,) = found[f"{names[1]}/end"]["label"]["text"]
    assert said["string"].startswith("▼ gets through 35:")
    assert "Every shot at it missed." in found[names[1]]["description"]
    # the third fails by itself: it stays, and nothing flies
    assert "cartesian" in found[names[2]]["position"]
    assert len(found[names[2]]["position"]["cartesian"]) == 3
    assert "fails by itself" in found[names[2]]["description"]
    assert f"{names[2]}/in-free-flight" not in found
    assert "No sensor sees it" not in found[names[2]]["description"]


def test_ways_are_drawn_by_phase(flagship: Flagship) -> None:
    found = _written(flagship, FATES)
    name = f"missile/{flagship.case.threat_id[0]}"
    burning, falling = found[f"{name}/under-power"], found[f"{name}/in-free-flight"]
    assert burning["path"]["width"] > falling["path"]["width"]
    assert burning["path"]["material"] != falling["path"]["material"]
    (burnout,) = flagship.flights.time[flagship.flights.nodes_of(0, flown.BURNOUT)][-1:]
    assert _samples(burning)[0][-1] == pytest.approx(burnout, abs=0.1) == _samples(falling)[0][0]
    # the whole course is a pale line, whoever is stopped on it
    course = np.array(found[f"course/{flagship.case.threat_id[0]}"]["polyline"]["positions"]["cartesian"])
    last = flagship.flights.position[flagship.flights.last[0]]
    assert np.linalg.norm(course[-3:] - last) < 1_000.0


def test_shots_end_at_their_targets(flagship: Flagship) -> None:
    found = _written(flagship, FATES)
    threat = flagship.case.threat_id[0]
    for number, shot in enumerate(SHOTS[:3], start=1):
        flight, mark = found[f"shot/{threat}/{number}"], found[f"shot/{threat}/{number}/end"]
        time, place = _samples(flight)
        assert time[0] == shot.launch
        assert time[-1] == shot.meets
        target = globe_missiles.places(flagship.flights, 0, np.array([shot.meets]))[0]
        assert np.linalg.norm(place[-1] - target) < 1_000.0
        assert np.linalg.norm(np.array(mark["position"]["cartesian"]) - target) < 2.0
        assert mark["availability"].startswith(flight["availability"].split("/")[1])
    # near the stop the miss has its words only from near
    assert found[f"shot/{threat}/2/end"]["label"]["text"][0]["string"] == "stopped 16:50"
    assert found[f"shot/{threat}/1/end"]["label"]["text"] == "✕ missed 16:40"
    assert found[f"shot/{threat}/3/end"]["label"]["text"] == "too late 17:00"
    other = flagship.case.threat_id[1]
    assert found[f"shot/{other}/1/end"]["label"]["text"][0]["string"] == "◇ met a decoy 15:00"
    assert "meets a decoy" in found[f"shot/{other}/1/end"]["description"]
    battery = found["battery/gbi-fort-greely"]
    assert "40 interceptors. Five shots in this raid." in battery["description"]


def test_words_of_a_mark_count_on(flagship: Flagship) -> None:
    """Two stops at one place are one label: it says one, then two."""
    shots = (_shot(0, 1_000.0, hits=True), _shot(1, 1_001.0, hits=True))
    near = replace(flagship.flights.only(np.array([0, 0, 2, 3])), threat_id=flagship.flights.threat_id)
    found = _written(
        flagship, _raid([STOPPED, STOPPED, ARRIVES, ARRIVES], [1e3, 1_001.0, inf, inf], shots), near
    )
    first = found[f"shot/{flagship.case.threat_id[0]}/1/end"]["label"]["text"]
    assert [part["string"] for part in first] == ["stopped 16:40", "2 stopped 16:40–16:41"]


@pytest.mark.parametrize("azimuth_deg", [(347.0, 227.0), (230.0, 350.0), (0.0, 360.0), (10.0, 20.0)])
def test_a_field_holds_what_the_radar_looks_at(azimuth_deg: tuple[float, float]) -> None:
    """A direction is inside the drawn ellipsoid's part if and only if it is inside the field of regard."""
    turned = dict(zip(("azimuth_from_deg", "azimuth_to_deg"), azimuth_deg, strict=True))
    seen = watching.watch([{"use": "uewr", "site": "clear"} | turned])
    made = globe.packets(seen.world, seen.flights, seen.sightings, None, SAID, "")
    (packet,) = (one for one in made if one["id"].startswith("sensor/"))
    (row,) = instruments.rows(seen.world, np.ones(1, dtype=np.bool_))
    axes = row[instruments.AXES : instruments.AXES + 9].reshape(3, 3)
    part, (x, y, z, w) = packet["ellipsoid"], packet["orientation"]["unitQuaternion"]
    # what the quaternion does to the local axes, written out
    rotation = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
    span = (azimuth_deg[1] - azimuth_deg[0]) % 360.0 or 360.0
    inside = 0
    for azimuth in range(1, 360, 4):
        for elevation in (-10.0, 1.0, 4.0, 40.0, 84.0, 86.0):
            a, e = np.radians(azimuth), np.radians(elevation)
            direction = cos(e) * (sin(a) * axes[0] + cos(a) * axes[1]) + sin(e) * axes[2]
            local = rotation.T @ direction
            cone, clock = np.arccos(local[2]), np.arctan2(local[1], local[0])
            there = part["minimumCone"] <= cone <= part["maximumCone"]
            there &= (clock - part["minimumClock"]) % (2 * pi) <= part["maximumClock"] - part["minimumClock"]
            looked = (azimuth - azimuth_deg[0]) % 360.0 <= span and 3.0 <= elevation <= 85.0
            assert there == looked, (azimuth, elevation)
            inside += looked
    assert inside > 0


def test_satellites_are_where_they_looked_from(flagship: Flagship) -> None:
    seen = watching.watch(["opir-geo", "opir-heo"])
    found = {
        one["id"]: one for one in globe.packets(seen.world, seen.flights, seen.sightings, None, SAID, "")
    }
    compared = 0
    for name in seen.sightings.sensor_id:
        mine = seen.detections.sensor == seen.sensor(name)
        where = found[f"sensor/{name}"]["position"]["cartesian"]
        when, true = seen.detections.time[mine], seen.detections.site[mine]
        shown = (
            np.tile(where, (len(when), 1))
            if len(where) == 3
            else _lagrange(*_samples(found[f"sensor/{name}"]), when).reshape(-1, 3)
        )
        compared += len(when)
        assert np.all(np.linalg.norm(shown - true, axis=1) < 1_000.0)
        strength = found[f"sensor/{name}"]["point"]["color"]["rgba"][3]
        assert strength == (255 if len(when) else round(255 * globe_places.UNUSED))
    assert compared > 20


def test_a_raid_alone_needs_no_sensor_and_no_interceptor(tmp_path: Path) -> None:
    world = watching.reference(watching.case_of((), watching.FLAGSHIP))
    seen = watching.watched(world)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        globe.write(world, seen.flights, seen.sightings, None, SAID, "", tmp_path / folder)
    one, two = ((tmp_path / folder / globe.NAME).read_bytes() for folder in ("one", "two"))
    assert one == two
    packets = json.loads(one)
    names = {packet["id"].split("/")[0] for packet in packets}
    assert names == {"document", "places", "launch", "aim", "courses", "course", "missiles", "missile"}
    assert b"\xe2\x96\xbc lands 3" in one
    assert "without air" not in packets[0]["description"]


def test_a_large_raid_shows_the_first_of_each_course() -> None:
    item = watching.CHICAGO | {"count": 520, "spacing_s": 1}
    last = watching.CHICAGO | {"aim": {"city": "Seattle"}}
    case = watching.case_of((), [item, last])
    rows = globe.shown(case)
    assert len(rows) == globe.MOST
    assert rows.tolist() == [*range(globe.MOST - 1), 520]
    world = watching.reference(case)
    flights = watching.flown(world)
    seen = watching.watched(world)
    shots = (_shot(0, 1_000.0, hits=True), _shot(510, 1_600.0, hits=True))
    fate = [ARRIVES] * 521
    until = np.full(521, inf)
    fate[0] = fate[510] = STOPPED
    until[[0, 510]] = 1_000.0, 1_600.0
    shooting = watching.settle(
        watching.Scenario.model_validate(
            {
                "name": "many",
                "raid": [item, last],
                "architecture": {
                    "interceptors": [{"use": "gbi", "site": "fort-greely", "inventory_count": 40}]
                },
            }
        ),
        flying.library(),
    )
    made = globe.packets(
        replace(world, case=shooting, numbers=shooting.figures.reference()),
        flights, seen.sightings, _raid(fate, until.tolist(), shots), SAID, "",
    )  # fmt: skip
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    assert len(text) < 5e6
    about = made[0]["description"]
    assert "Of 521 missiles 500 are shown, the first of each course before others" in about
    assert "21 are left out" in about
    names = {packet["id"] for packet in made}
    assert len([name for name in names if name.startswith("missile/") and name.count("/") == 1]) == 500
    assert [name for name in names if name.startswith("shot/")] != []
    assert all(name.startswith(f"shot/{case.threat_id[0]}/") for name in names if name.startswith("shot/"))
    # of so many a way stays drawn for some minutes only, in the colour of the moment
    (one,) = (packet for packet in made if packet["id"] == f"missile/{case.threat_id[1]}")
    assert one["path"]["trailTime"] == 180
    assert len(one["path"]["material"]["solidColor"]["color"]) == 2


def test_flights_that_go_wrong(flagship: Flagship) -> None:
    """One that never comes down, one that falls back at once, one that does not lift off, one astray."""
    flights = flagship.flights
    whole = [flights.nodes[flights.of(row)].copy() for row in range(len(flights))]
    status, miss = flights.status.copy(), flights.miss.copy()
    whole[0][-1, columns.EVENT] = flown.NODE
    status[0], status[1], status[2], status[3] = (
        flown.NEVER_LANDS, flown.FALLS_BACK, flown.FALLS_BACK, flown.OUT_OF_REACH,
    )  # fmt: skip
    whole[1] = whole[1][:20]
    whole[1][-1, columns.EVENT] = flown.IMPACT
    whole[2] = whole[2][:2]
    whole[2][1, columns.TIME] = whole[2][0, columns.TIME] + 0.5
    miss[3] = 300e3
    first = np.cumsum([0, *(len(nodes) for nodes in whole)])
    wrong = replace(flights, first=first, nodes=np.concatenate(whole), status=status, miss=miss)
    found = _written(flagship, None, wrong)
    names = [f"missile/{threat}" for threat in flagship.case.threat_id]
    assert "It does not come down." in found[names[0]]["description"]
    assert f"{names[0]}/end" not in found
    assert "falls" not in found[names[1]]["label"]["text"]
    assert f"{names[1]}/in-free-flight" not in found
    assert found[names[2]]["label"]["text"] == "does not lift off"
    assert ", 300 km from its aim." in found[names[3]]["description"]
    assert found[f"{names[3]}/end"]["label"]["text"][0]["string"].startswith("▼ comes down")


def test_names_of_people_stay_words(flagship: Flagship) -> None:
    named = replace(flagship.case, launch_name=("<b>here</b>",) * 4)
    made = globe.packets(
        replace(flagship.world, case=named), flagship.flights, flagship.sightings, None, "a < b & c", ""
    )
    launch = next(packet for packet in made if packet["id"] == "launch/1")
    assert "<b>" not in launch["description"]
    assert "a &lt; b &amp; c" in launch["description"]
    assert launch["label"]["text"] == "<b>here</b>"


def test_shots_without_a_way_still_end(flagship: Flagship, monkeypatch: pytest.MonkeyPatch) -> None:
    ways = globe_shots.ways

    def lost(*given: Any) -> Any:
        times, places, found = ways(*given)
        return times, places, np.zeros_like(found)

    monkeypatch.setattr(globe_shots, "ways", lost)
    found = _written(flagship, FATES)
    threat = flagship.case.threat_id[0]
    assert f"shot/{threat}/1" not in found
    assert "polyline" not in found[f"shot/{threat}/1/end"]
