"""Joins behind the story of a missile: spans of a track, heights of shots, and what is not kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from kept_runs import InMemory, told
from opendome.answers.story_events import GAP_S, MOST_SPANS, events, good_spans, height_km
from opendome.records.opportunities import LAUNCHES
from shooting import FLIES, OPENS, case_of, chances_of, fought, rule, world_of

NEVER = float("inf")


def nodes(*good: tuple[float, float], end: float = 1_000.0) -> list[dict[str, Any]]:
    """Nodes of a track, one a second, good enough in these spans."""
    return [
        {"time_s": float(time), "good_enough": any(start <= time < until for start, until in good)}
        for time in range(int(end) + 1)
    ]


def test_a_track_that_is_never_good_enough() -> None:
    assert good_spans([], NEVER) == ([], GAP_S)
    assert good_spans(nodes(), NEVER) == ([], GAP_S)


def test_short_gaps_are_no_gaps() -> None:
    assert good_spans(nodes((10, 50), (60, 90), (200, 300)), NEVER)[0] == [(10, 90), (200, 300)]
    assert good_spans(nodes((10, 50), (50 + GAP_S, 90)), NEVER)[0] == [(10, 50), (50 + GAP_S, 90)]


def test_what_comes_after_the_end_does_not_count() -> None:
    assert good_spans(nodes((10, 50), (200, 300)), 220.0)[0] == [(10, 50), (200, 220)]
    assert good_spans(nodes((10, 50), (200, 300)), 150.0)[0] == [(10, 50)]


def test_a_track_that_comes_and_goes_is_told_in_few_spans() -> None:
    flickers = [(start, start + 10.0) for start in range(0, 1_000, 50)]
    spans, gap = good_spans(nodes(*flickers), NEVER)
    assert len(spans) <= MOST_SPANS
    assert (spans[0][0], spans[-1][1]) == (0.0, 960.0)
    assert gap > 40.0


def test_heights_lie_between_those_that_were_worked_out() -> None:
    chance = {"first_launch_s": 0.0, "last_launch_s": 70.0}
    chance |= {f"altitude_{place + 1}_m": 1e3 * place for place in range(LAUNCHES)}
    assert height_km(chance, 25.0) == pytest.approx(2.5)
    assert height_km(chance | {"altitude_4_m": None}, 30.0) == pytest.approx(3.0)
    assert height_km(dict.fromkeys(chance, None), 25.0) is None
    assert height_km(None, 25.0) is None


def test_chances_that_are_not_kept() -> None:
    """Of raids of thousands those of the reference world alone are: then the shots tell what they can."""
    case = case_of((("gbi", 2), ("sm-3-iia", 4)), missiles=3, doctrine={"midcourse": rule(2)})
    chances = chances_of(world_of(case))
    every = told(case, chances, fought(world_of(case), chances))
    kept = cast(InMemory, every[0].run)
    without = {name: table for name, table in kept.tables.items() if name != "opportunities"}
    fewer = cast(Any, replace(kept, tables=without))
    said = [event for one in every for event in events(replace(one, run=fewer))]
    assert not [event for event in said if event.kind in ("can_shoot", "could_not_shoot")]
    silent = {event.by: event.detail for event in said if event.kind == "did_not_shoot"}
    assert silent["gbi"].startswith(f"The last of its interceptors was fired at {OPENS // 60:.0f}:")
    assert all("kept of the reference world alone." in detail for detail in silent.values())
    assert len([event for event in said if event.kind == "fires"]) == 6


def test_a_battery_whose_turn_never_came() -> None:
    """Terminal batteries whose chance begins after the stop say so, and have no window."""
    sure = {"kill_probability_given_launch": 1.0}
    case = case_of((("gbi", 2), ("thaad", 2)), missiles=1, gbi=sure, thaad=sure)
    late = [[OPENS, OPENS + FLIES + 100.0]]
    chances = chances_of(world_of(case), first=late, last=[[900.0, 950.0]])
    (one,) = told(case, chances, fought(world_of(case), chances))
    story = events(one)
    (idle,) = [event for event in story if event.kind == "did_not_shoot"]
    assert idle.by == "thaad"
    assert idle.detail == "The missile was stopped at 2:30, before this battery could shoot."
    assert [event.by for event in story if event.kind == "can_shoot"] == ["gbi"]
    assert one.end == OPENS + FLIES


def test_shots_at_several_warheads_say_at_which() -> None:
    sure = {"kill_probability_given_launch": 1.0}
    case = case_of((("gbi", 4),), missiles=1, doctrine={"midcourse": rule(2)}, warheads=2, gbi=sure)
    chances = chances_of(world_of(case))
    (one,) = told(case, chances, fought(world_of(case), chances), warheads=2)
    story = events(one)
    at = [event.detail.split(", ")[1] for event in story if event.kind == "fires"]
    assert sorted(at) == ["at warhead 1"] * 2 + ["at warhead 2"] * 2
    late = [event.detail for event in story if event.kind == "too_late"]
    assert all(detail.endswith("it was hit before") for detail in late)
    assert [event.kind for event in story if event.time_s == one.end][-1] in ("stopped", "too_late")
    assert one.is_stopped
