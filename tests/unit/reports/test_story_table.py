"""The story of one missile as a table: what belongs together stands in one line."""

from __future__ import annotations

from opendome.reports.story import BATTERY, MISSILE, SENSOR, SENSORS, TRACK, Event
from opendome.reports.story_table import did_not_happen, happened


def event(time_s: float | None, kind: str, by: str, by_kind: str, detail: str = "", name: str = "") -> Event:
    return Event(time_s, kind, by, by_kind, name or by, detail)


def sees(time_s: float, by: str, name: str = "Satellites") -> Event:
    return event(time_s, "seen", by, SENSOR, f"others hear of it at 0:{time_s - 70:02.0f}", name)


def test_a_missile_and_its_track_are_called_so() -> None:
    lines = happened(
        [
            event(100.0, "launch", "icbm-1", MISSILE, "from here, at Chicago"),
            event(130.0, "burnout", "icbm-1", MISSILE, "225 km up"),
            event(160.0, "tracked", "track", TRACK, "to shoot on"),
            event(170.0, "track_lost", "track", TRACK),
            event(180.0, "told", "sensors", SENSORS),
        ],
        100.0,
    )
    assert lines == [
        ("0:00", "the missile", "is launched from here, at Chicago"),
        ("0:30", "the missile", "burns out, 225 km up"),
        ("1:00", "its track", "is good enough to shoot on"),
        ("1:10", "its track", "is no longer good enough"),
        ("1:20", "a sensor", "tells the others"),
    ]


def test_satellites_of_one_system_stand_in_one_line() -> None:
    lines = happened([sees(110.0, "a-1"), sees(111.0, "a-2"), sees(115.0, "b-1", "Radar")], 100.0)
    assert lines == [
        ("0:10", "a-1", "sees it, others hear of it at 0:40; then a-2 (0:11)"),
        ("0:15", "b-1", "sees it, others hear of it at 0:45"),
    ]
    many = happened([sees(110.0 + number, f"a-{number}") for number in range(20)], 100.0)
    assert many == [("0:10", "a-0", "sees it, others hear of it at 0:40; then 19 more, to 0:29")]


def test_what_a_line_tells_already_has_none_of_its_own() -> None:
    inside = [
        event(1.0, "in_view", "a", SENSOR),
        event(2.0, "told", "a", SENSOR),
        event(3.0, "can_shoot_no_more", "b", BATTERY),
        event(4.0, "hits", "b", BATTERY, "the one shot"),
        event(4.0, "stopped", "icbm-1", MISSILE, "by the one shot, from b"),
    ]
    assert happened(inside, 0.0) == [("0:04", "the missile", "is stopped by the one shot, from b")]


def test_the_first_of_two_warheads_that_are_hit_has_its_line() -> None:
    hits = [event(time, "hits", "b", BATTERY, "the one shot") for time in (4.0, 8.0)]
    lines = happened([*hits, event(8.0, "stopped", "icbm-1", MISSILE)], 0.0)
    assert [line[0] for line in lines] == ["0:04", "0:08"]


def test_shots_in_a_row_stand_in_one_line() -> None:
    salvo = [event(10.0 + 5.0 * number, "fires", "b", BATTERY, "…") for number in range(4)]
    misses = [event(100.0, "misses", "b", BATTERY, "…"), event(100.2, "misses", "b", BATTERY, "…")]
    late = [event(120.0, "too_late", "c", BATTERY, "the first of four shots; stopped before")]
    assert happened([*salvo, *misses, *late], 0.0) == [
        ("0:10", "b", "fires four shots, the last at 0:25"),
        ("1:40", "b", "two shots miss"),
        ("2:00", "c", "comes too late with the first of four shots; stopped before"),
    ]


def test_sensors_that_lose_it_together() -> None:
    lines = happened([event(10.0 + number, "lost", f"a-{number}", SENSOR, "…") for number in range(9)], 0.0)
    said = "see it for the last time, the last of them at 0:18: a-0, a-1, a-2, a-3, a-4, a-5, a-6 and 2 more"
    assert lines == [("0:10", "nine sensors", said)]


def test_those_who_did_not_act_for_one_reason_stand_together() -> None:
    horizon = "The Earth was in the way."
    silent = [
        event(None, "never_saw", "a-1", SENSOR, horizon),
        event(None, "never_saw", "a-2", SENSOR, horizon),
        event(None, "did_not_shoot", "gbi-1", BATTERY, "GBI was here."),
        event(None, "never_tracked", "track", TRACK, "to shoot on"),
        event(5.0, "launch", "icbm-1", MISSILE),
    ]
    assert did_not_happen(silent) == [
        ("a-1 and a-2", "never saw it: the Earth was in the way."),
        ("gbi-1", "did not shoot: GBI was here."),
        ("its track", "was never good enough to shoot on."),
    ]


def test_an_end_of_which_no_time_is_kept_is_no_silence() -> None:
    end = [event(None, "stopped", "icbm-1", MISSILE, "when is not kept")]
    assert happened(end, 0.0) == [("–", "the missile", "is stopped; when is not kept")]
    assert did_not_happen(end) == []
