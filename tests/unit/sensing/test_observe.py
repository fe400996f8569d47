"""What a raid's sensors saw: order of times, counts, reasons, cues, and systems left out."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import watching
from opendome.records.sensors import INFRARED, RADAR
from opendome.records.sightings import NO_LIMIT
from opendome.records.trajectories import BURNOUT
from opendome.sensing import instruments
from watching import FLAGSHIP, SBX, Watched, assumed, watch

GEO_IN_VIEW = ("opir-geo-1", "opir-geo-5", "opir-geo-6")
"""Those of the six that the Earth does not hide from 40 N 127 E."""

SHARIKI = {"use": "an-tpy-2", "site": "shariki"}
LOS_ANGELES = [watching.CHICAGO | {"aim": {"city": "Los Angeles"}}]
"""A course on which that radar follows the missile for minutes."""

SAMPLE = 10.0
"""A radar's last look may be so much later than the last sample of the flight."""


@cache
def flagship() -> Watched:
    """All sensors of `limited-raid` and its raid."""
    return watch(watching.ALL, FLAGSHIP)


def _pairs(watched: Watched, kind: int) -> Any:
    """Threats and sensors of this kind that saw them."""
    saw = watched.sightings.detections_count > 0
    return np.nonzero(saw & (watched.world.case.sensors.posts["kind"] == kind))


def test_times_are_in_order() -> None:
    seen = flagship().sightings
    chain = ("first_view", "first_detectable", "first_detected", "last_detected")
    for earlier, later in pairwise(chain):
        gap = getattr(seen, later) - getattr(seen, earlier)
        assert np.isfinite(gap).sum() > 30
        assert np.nanmin(gap) >= 0.0, (earlier, later)
    assert np.nanmin(seen.last_view + SAMPLE - seen.last_detected) >= 0.0
    eyes = _pairs(flagship(), INFRARED)
    assert np.all(seen.last_detected[eyes] <= seen.last_view[eyes])


@cache
def _risen() -> list[tuple[int, int, np.ndarray[Any, Any]]]:
    """By threat and radar the times, every 20 ms, at which the threat stands above the radar's horizon."""
    watched = flagship()
    flights, found = watched.flights, []
    rows = instruments.rows(watched.world, np.ones(len(watched.world.case.sensors), dtype=np.bool_))
    for threat in range(len(flights)):
        grid = np.arange(flights.begins[threat], flights.ends[threat], 0.02)
        at, _ = flights.at(np.full(len(grid), threat), grid)
        for radar in np.flatnonzero(watched.world.case.sensors.posts["kind"] == RADAR):
            site = rows[radar, instruments.PLACE : instruments.PLACE + 3]
            up = rows[radar, instruments.AXES + 6 : instruments.AXES + 9]
            found.append((threat, int(radar), grid[(at - site) @ up >= 0.0]))
    return found


def test_first_view_is_when_a_threat_rises() -> None:
    for threat, radar, above in _risen():
        wanted = above[0] if len(above) else np.nan
        found = flagship().sightings.first_view[threat, radar]
        assert found == pytest.approx(wanted, abs=0.05, nan_ok=True), (threat, radar)


@pytest.mark.parametrize("sensors", [["cobra-dane"], ["opir-geo", SBX]])
def test_views_do_not_hang_on_power(sensors: list[Any]) -> None:
    """What rises over a radar's horizon and is strong enough within one sample of its flight, or sets."""
    change = {"elevation_minimum_deg": 0.2, "loss_db": assumed(1)}
    strong = watch(sensors, FLAGSHIP, cobra_dane=change, sbx=change)
    radar = strong.world.case.sensors.id[-1]
    weak = watching.watched(watching.scaled(strong.world, f"library.{radar}.average_power_kw", 1e-4))
    assert np.isfinite(strong.sightings.first_detectable[:, -1]).sum() >= 3
    assert np.isnan(weak.sightings.first_detectable[:, -1]).all()
    for name in ("first_view", "last_view"):
        one, other = (getattr(watched.sightings, name)[:, -1] for watched in (strong, weak))
        assert one == pytest.approx(other, abs=0.05, nan_ok=True), name


def test_last_view_is_when_a_threat_sets() -> None:
    for threat, radar, above in _risen():
        wanted = above[-1] if len(above) else np.nan
        found = flagship().sightings.last_view[threat, radar]
        assert found == pytest.approx(wanted, abs=0.05, nan_ok=True), (threat, radar)


def test_counts_are_rows_of_detections() -> None:
    seen, found = flagship().sightings, flagship().detections
    counted = np.zeros(seen.detections_count.shape, dtype=np.int64)
    np.add.at(counted, (found.threat, found.sensor), 1)
    assert np.array_equal(counted, seen.detections_count)
    for threat, sensor in zip(*np.nonzero(counted), strict=True):
        times = found.time[(found.threat == threat) & (found.sensor == sensor)]
        assert times[0] == seen.first_detected[threat, sensor]
        assert times[-1] == seen.last_detected[threat, sensor]
        assert len(set(times)) == len(times)


def test_detections_are_in_order() -> None:
    found = flagship().detections
    order = np.lexsort((found.sensor, found.time, found.object))
    assert np.array_equal(order, np.arange(len(found)))
    assert np.array_equal(found.object, found.threat)


def test_best_signal_to_noise_is_the_best_of_all_looks() -> None:
    seen, found = flagship().sightings, flagship().detections
    best = np.zeros(seen.best_snr.shape)
    np.maximum.at(best, (found.threat, found.sensor), found.snr)
    worse = np.argwhere(best > seen.best_snr * (1.0 + 1e-9))
    assert {(seen.threat_id[threat], seen.sensor_id[sensor]) for threat, sensor in worse} == set()


def test_reports_follow_first_detections() -> None:
    watched = flagship()
    seen, confirm = watched.sightings, watched.world.sensors["confirm"]
    assert np.array_equal(seen.reported, seen.first_detected + confirm[None, :], equal_nan=True)
    assert np.array_equal(np.isfinite(seen.reported), seen.detections_count > 0)


def test_who_did_not_see_has_a_reason_and_who_saw_has_none() -> None:
    seen = flagship().sightings
    saw = seen.detections_count > 0
    assert 0 < saw.sum() < saw.size
    assert np.array_equal(saw, seen.limit == NO_LIMIT)
    assert np.array_equal(saw, np.isfinite(seen.first_detected))


@pytest.mark.parametrize(
    ("sensors", "changes", "limits"),
    [
        ([{"use": "uewr", "site": "fylingdales"}], {}, {"uewr-fylingdales": "horizon"}),
        ([SBX], {}, {"sbx": "never_cued"}),
        (["opir-geo"], {"opir_geo": {"cloud_top_altitude_km": assumed(400)}}, "cloud"),
        (["opir-geo"], {"opir_geo": {"nadir_cone_deg": assumed(1)}}, "field"),
        (["opir-geo"], {"opir_geo": {"noise_equivalent_irradiance_w_per_cm2": assumed(1e-9)}}, "range"),
        (["cobra-dane"], {"cobra_dane": {"loss_db": assumed(100)}}, {"cobra-dane": "range"}),
        (["cobra-dane"], {"cobra_dane": watching.DEAF_TO_SEARCH}, {"cobra-dane": "never_cued"}),
        (["cobra-dane"], {"cobra_dane": {"elevation_minimum_deg": 79.9}}, {"cobra-dane": "field"}),
    ],
)
def test_why_nobody_saw(sensors: Any, changes: Any, limits: dict[str, str] | str) -> None:
    watched = watch(sensors, FLAGSHIP, **changes)
    assert len(watched.detections) == 0
    assert len(watched.tracks.time) == 0
    for threat in range(4):
        found = watched.limits(threat)
        if isinstance(limits, str):  # the satellites on the other side of the Earth see none of it
            wanted = {name: limits if name in GEO_IN_VIEW else "horizon" for name in found}
        elif "sbx" in limits and threat == 2:  # on its way to New York it never rises over that horizon
            wanted = {"sbx": "horizon"}
        else:
            wanted = limits
        assert found == wanted, threat


def test_a_look_of_hardly_any_chance_is_called_chance() -> None:
    """A steady target just at the threshold, with so few false alarms that no look happens to see it."""
    change = {
        "detection_snr_db": assumed(0.01), "false_alarm_probability": assumed(1e-9), "loss_db": assumed(20),
        "swerling": 0,
    }  # fmt: skip
    watched = watch(["cobra-dane"], cobra_dane=change)
    assert watched.limits() == {"cobra-dane": "chance"}
    assert watched.sightings.best_snr[0, 0] > 1.0


def test_infrared_sees_nothing_after_burnout() -> None:
    watched = flagship()
    found, flights = watched.detections, watched.flights
    burnt_out = np.array([flights.time[flights.nodes_of(row, BURNOUT)[-1]] for row in range(4)])
    infrared = watched.world.case.sensors.posts["kind"][found.sensor] == INFRARED
    assert infrared.sum() > 100
    assert np.all(found.time[infrared] <= burnt_out[found.threat[infrared]])
    revisit = watched.world.sensors["revisit"][None, :]
    eyes = _pairs(watched, INFRARED)
    late = (burnt_out[:, None] - watched.sightings.last_detected) / revisit
    assert np.all(late[eyes] < 1.0)  # the flame is bright: no look misses it


def test_infrared_looks_come_one_revisit_apart() -> None:
    watched = watch([{"use": "opir-geo"}])
    found = watched.detections
    for sensor in set(found.sensor):
        gaps = np.diff(found.time[found.sensor == sensor])
        assert gaps == pytest.approx(np.full(len(gaps), 5.0), abs=1e-9)
    assert len({float(time % 5.0) for time in watched.sightings.first_view[0] if time == time}) == 3


def test_radars_measure_one_report_apart_once_they_track() -> None:
    watched = watch(["cobra-dane"], cobra_dane={"report_interval_s": assumed(7), "loss_db": assumed(4)})
    gaps = np.diff(watched.detections.time)
    assert len(gaps) > 30
    assert np.abs(gaps / 7.0 - np.round(gaps / 7.0)).max() < 1e-9
    assert np.median(gaps) == pytest.approx(7.0)


def test_who_is_cued_waits_for_a_report() -> None:
    alone, told = watch([SBX], FLAGSHIP), watch(["opir-geo", SBX], FLAGSHIP)
    assert len(alone.detections) == 0
    radar = told.sensor("sbx")
    report = np.nanmin(told.sightings.reported[:, :radar], axis=1)
    first = told.sightings.first_detected[:, radar]
    seen = np.isfinite(first)
    assert seen.sum() >= 2
    assert np.all(first[seen] > report[seen])


def test_a_late_report_delays_who_is_cued() -> None:
    """The radar could see the missile long before it is told."""
    watched = watch([SHARIKI, SBX], LOS_ANGELES, an_tpy_2={"confirm_s": assumed(900)})
    report, seen = watched.sightings.reported[0, 0], watched.sightings
    assert seen.first_detectable[0, 1] + 300.0 < report
    assert report < seen.first_detected[0, 1] < report + 120.0


def test_tiers_follow_the_cues() -> None:
    sensors = flagship().world.case.sensors
    tier = dict(zip(sensors.id, sensors.tier.tolist(), strict=True))
    assert {name for name, level in tier.items() if level == 0} == {
        *(f"opir-geo-{number}" for number in range(1, 7)), "opir-heo-1", "opir-heo-2",
    }  # fmt: skip
    assert {name for name, level in tier.items() if level == 2} == {"lrdr", "sbx"}
    assert sensors.tiers == range(3)
    for sensor, other in zip(*np.nonzero(sensors.cues), strict=True):
        assert sensors.tier[other] < sensors.tier[sensor]


@pytest.mark.parametrize("system", ["opir-geo", "opir-heo", "lrdr"])
def test_a_system_left_out_sees_nothing_and_changes_no_first_tier(system: str) -> None:
    whole = flagship()
    less = watching.watched(whole.world, without=system)
    sensors = whole.world.case.sensors
    for number, name in enumerate(sensors.id):
        if sensors.system[number] == system:
            for column in ("first_view", "first_detectable", "first_detected", "reported"):
                assert np.isnan(getattr(less.sightings, column)[:, number]).all()
            assert np.all(less.sightings.detections_count[:, number] == 0)
            assert np.all(less.sightings.limit[:, number] == NO_LIMIT)
            assert not np.any(less.detections.sensor == number)
            assert not np.any(less.tracks.sensor == number)
        elif sensors.tier[number] == 0 or system == "lrdr":
            assert watching.sighting_of(less, name) == watching.sighting_of(whole, name), name
    assert len(less.detections) < len(whole.detections)


def test_radars_cue_radars() -> None:
    """One searches; one that only looks where it is told hears of it, or of nothing."""
    watched = watch([SHARIKI, SBX], LOS_ANGELES)
    assert watched.limits() == {"an-tpy-2-shariki": "none", "sbx": "none"}
    assert watched.sightings.first_detected[0, 1] > watched.sightings.reported[0, 0]
    deaf = watch([SHARIKI, SBX], LOS_ANGELES, an_tpy_2={"loss_db": assumed(60)})
    assert deaf.limits() == {"an-tpy-2-shariki": "range", "sbx": "never_cued"}


def test_noise_differs_from_world_to_world_and_nothing_else() -> None:
    case = watching.case_of(["opir-geo", "cobra-dane"])
    one, again, other = (watching.watched(watching.reference(case, index)) for index in (1, 1, 2))
    assert one.detections.direction.tobytes() == again.detections.direction.tobytes()
    assert one.detections.direction.tobytes() != other.detections.direction.tobytes()
    radar = one.sensor("cobra-dane")
    for name in ("first_view", "last_view", "first_detectable"):
        mine, theirs = getattr(one.sightings, name), getattr(other.sightings, name)
        assert mine[:, radar].tobytes() == theirs[:, radar].tobytes()
