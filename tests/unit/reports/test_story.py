"""The sentences about one missile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opendome.records.engagements import REASONS
from opendome.reports import story
from opendome.reports.story import WHAT, Event, Tale, in_order

STOPPED = Tale(
    threat_id="icbm-1",
    aim="Chicago",
    play=0,
    fate="intercepted_midcourse",
    decided_by="stopped",
    end_s=931.0,
    miss_km=0.0,
    shots=4,
    at_decoys=0,
    hit=3,
    hit_by="gbi-fort-greely",
    height_km=1402.6,
    warheads=1,
    warheads_hit=1,
    defended=True,
    leak=(0.09, 0.03, 0.16),
    fails=0.2,
    decided={"missed": 0.036, "common_mode": 0.054, "stopped": 0.71},
)
THROUGH = replace(STOPPED, fate="leaked", decided_by="missed", end_s=2196.0, hit=0, warheads_hit=0, play=1)


def test_a_missile_that_is_stopped() -> None:
    assert story.lead(STOPPED) == (
        "In the reference play icbm-1, aimed at Chicago, is stopped at 15:31: the third of four shots, from "
        "gbi-fort-greely, hits, about 1,400 km up. In 9 of 100 such raids it gets through; what is not known "
        "leaves that between 3 and 16. When it does, most often one fault stopped every shot at it "
        "(60 of 100 cases)."
    )


def test_a_missile_that_gets_through() -> None:
    said = story.lead(THROUGH)
    assert said.startswith(
        "In play 1 icbm-1, aimed at Chicago, gets through and comes down at 36:36: all four shots at it "
        "missed. In 9 of 100"
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"shots": 1}, "the one shot at it missed"),
        ({"shots": 2}, "both shots at it missed"),
        ({"shots": 5, "at_decoys": 1}, "all four shots at it missed, and one met a decoy"),
        ({"decided_by": "common_mode"}, "one fault stopped all four shots at it"),
        ({"decided_by": "no_inventory", "shots": 0}, "no interceptor was left"),
        ({"decided_by": "seen_late", "shots": 0}, "it was known well enough to shoot at only after"),
        ({"decided_by": "missed", "shots": None}, "every shot at it missed"),
        ({"defended": False, "decided_by": "no_inventory", "shots": 0}, "nothing in this scenario can shoot"),
    ],
)
def test_why_it_gets_through(change: dict[str, object], why: str) -> None:
    assert f": {why}" in story.lead(replace(THROUGH, **change))


def test_every_reason_is_a_part_of_a_sentence() -> None:
    for code in REASONS:
        said = story.reason(code)
        assert said
        assert said[0].islower()
        assert not said.endswith(".")


def test_shots_that_are_not_kept() -> None:
    said = story.lead(replace(STOPPED, shots=None, hit=0, hit_by="", height_km=None, end_s=None))
    assert "is stopped: a shot of the midcourse layer hits it." in said


def test_several_warheads() -> None:
    three = replace(THROUGH, warheads=3, warheads_hit=1, shots=6)
    assert "gets through with two of its three warheads (the first because every shot" in story.lead(three)
    assert "with all three warheads (the first" in story.lead(replace(three, warheads_hit=0))
    assert "with one of its three warheads (because every" in story.lead(replace(three, warheads_hit=2))
    assert "with at least one of its three warheads" in story.lead(replace(three, shots=None))
    assert "hits the last of its three warheads" in story.lead(replace(STOPPED, warheads=3, warheads_hit=3))
    bare = story.lead(replace(three, defended=False, shots=0, warheads_hit=0))
    assert "gets through with all three warheads, because nothing in this scenario can shoot," in bare


def test_a_missile_that_fails_or_flies_elsewhere() -> None:
    fails = replace(THROUGH, fate="failed_by_itself", decided_by="failed_by_itself", shots=0)
    assert story.lead(fails).startswith("In play 1 icbm-1, aimed at Chicago, fails by itself. In 9 of 100")
    astray = replace(THROUGH, fate="missed_target", miss_km=812.3)
    assert "comes down 812 km from its aim, and nothing stops it before." in story.lead(astray)
    assert "comes down elsewhere" in story.lead(replace(astray, miss_km=None))


def test_a_missile_without_an_aim() -> None:
    assert story.lead(replace(STOPPED, aim="")).startswith("In the reference play icbm-1 is stopped at")


def test_chances_are_never_all_and_never_none() -> None:
    assert "fewer than 1 of 100" in story.lead(replace(STOPPED, leak=(0.0, 0.0, 0.0)))
    assert "When it does" not in story.lead(replace(STOPPED, leak=(0.0, 0.0, 0.0)))
    certain = story.lead(replace(THROUGH, leak=(1.0, 1.0, 1.0)))
    assert "In more than 99 of 100 such raids it gets through." in certain
    assert "not known" not in certain
    wide = story.lead(replace(STOPPED, leak=(0.5, 0.0, 1.0)))
    assert "between fewer than 1 and more than 99." in wide


def test_where_nothing_can_shoot_luck_alone_is_left() -> None:
    bare = replace(
        THROUGH, defended=False, shots=0, decided_by="no_inventory", leak=(0.9, 0.8, 0.96), fails=0.1
    )
    assert story.lead(bare).endswith(
        "In 90 of 100 such raids it gets through; in the others it fails by itself."
    )
    assert story.lead(replace(bare, fails=0.0, leak=(1.0, 1.0, 1.0))).endswith(
        "nothing in this scenario can shoot."
    )


def test_what_nearly_always_decides() -> None:
    sure = replace(STOPPED, decided={"missed": 0.0, "common_mode": 0.09, "stopped": 0.91})
    assert "nearly always one fault stopped every shot at it (more than 99 of 100 cases)." in story.lead(sure)


def test_events_of_one_moment_stand_in_the_order_in_which_they_happen() -> None:
    mixed = [Event(None if kind == "never_saw" else 5.0, kind, "a", "b", "c", "") for kind in reversed(WHAT)]
    kinds = [event.kind for event in in_order(mixed)]
    assert kinds[-1] == "never_saw"
    assert kinds[:-1] == [kind for kind in WHAT if kind != "never_saw"]


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [(1, 1, "the one shot"), (2, 4, "the second of four shots"), (13, 16, "shot 13 of 16")],
)
def test_which_of_several_shots(number: int, of: int, said: str) -> None:
    assert story.which_of(number, of) == said
