"""Stories: every missile of every raid has one, in order of time, that says what the records say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from kept_runs import told
from opendome.answers.story_events import events
from opendome.answers.told import Told
from opendome.records.engagements import SHOT_THREAT, Engagements
from opendome.reports.story import BATTERY, MISSILE, Event
from raids import Raid, raids
from shooting import fought, world_of

ENDS = {"leaked": "lands", "failed_by_itself": "fails"}
MEETS = {"hits", "misses", "meets_decoy", "too_late"}


def stories(raid: Raid) -> tuple[Engagements, list[tuple[Told, list[Event]]]]:
    case = raid.case()
    chances = raid.chances(case)
    fights = fought(world_of(case, 10), chances)
    every = told(case, chances, fights, decoys=raid.more.get("decoys", 0))
    return fights, [(one, events(one)) for one in every]


@given(raids())
def test_every_missile_has_a_story_that_ends_as_its_fate_says(raid: Raid) -> None:
    for one, story in stories(raid)[1]:
        times = [event.time_s for event in story]
        happened = [time for time in times if time is not None]
        assert happened == sorted(happened)
        assert times[len(happened) :] == [None] * (len(times) - len(happened))
        own = [event for event in story if event.by_kind == MISSILE]
        assert own[0].kind == "launch"
        assert own[-1].kind == ENDS.get(one.fate, "stopped")
        assert one.end is not None
        assert all(event.time_s <= one.end for event in own if event.time_s is not None)


@given(raids())
def test_every_shot_leaves_and_meets_its_target_once(raid: Raid) -> None:
    fights, every = stories(raid)
    fired = Counter()
    for one, story in every:
        kinds = Counter(event.kind for event in story)
        assert kinds["fires"] == sum(kinds[kind] for kind in MEETS) == len(one.shots)
        assert bool(kinds["hits"]) == one.is_stopped
        fired[one.threat_id] += kinds["fires"]
    for row, name in enumerate(fights.threat_id):
        assert fired[name] == (fights.shots[:, SHOT_THREAT] == row).sum()


@given(raids())
def test_every_battery_shoots_or_says_why_not(raid: Raid) -> None:
    for one, story in stories(raid)[1]:
        for site in one.batteries:
            mine = [event for event in story if event.by == site["battery"] and event.by_kind == BATTERY]
            silent = [event for event in mine if event.time_s is None]
            assert len(silent) == (0 if any(event.kind == "fires" for event in mine) else 1)
            for event in silent:
                assert event.detail.endswith(".")
                _is_true(one, site["battery"], int(site["inventory_count"]), event)


def _is_true(one: Told, battery: str, stock: int, event: Event) -> None:
    """What a battery says of itself is what the shots of the play say."""
    own = sum(shot.battery == battery for shot in one.all_shots or [])
    if event.detail.startswith("No interceptor was left"):
        assert own == stock > 0
    if "It has no interceptors" in event.detail:
        assert stock == 0
    if "stopped at" in event.detail:
        assert one.is_stopped
    if "all that its layer fires at one" in event.detail:
        layer = next(site["layer"] for site in one.batteries if site["battery"] == battery)
        rule = next(row for row in one.run.answer["by_layer"] if row["layer"] == layer)
        fired = [shot for shot in one.shots if shot.layer == layer and not shot.decoy]
        assert len(fired) == rule["shots_per_look_count"] * rule["looks_maximum_count"]
    if "failed by itself" in event.detail:
        assert one.fate == "failed_by_itself"
    if one.decided_by == "out_of_reach":
        assert event.kind == "could_not_shoot"


@given(raids(plain=True, kinds=("gbi", "sm-3-iia")))
def test_where_nothing_is_hidden_nothing_is_unknown(raid: Raid) -> None:
    """One layer and look, no reserve, no decoy, any number at once: then the shots tell every reason."""
    unknown = [event.detail for _, story in stories(raid)[1] for event in story if "not kept" in event.detail]
    assert unknown == []
