"""Sentences about what gets through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opendome.contract.run import DriverRow
from opendome.records.engagements import REASONS
from opendome.reports import findings

FOUND = findings.Finding(
    missiles=4, no_leak=(0.61, 0.38, 0.82), leakers=(0.6, 0.3, 1.1), shot_at=1.0, interceptors=44
)


def test_the_lead_has_the_chance_its_range_and_the_mean() -> None:
    assert findings.lead(FOUND) == (
        "In 61 of 100 such raids nothing gets through. What is not known about the figures leaves that "
        "between 38 and 82. On average 0.60 of 4 get through."
    )


def test_a_range_of_one_number_is_left_out() -> None:
    assert "not known" not in findings.lead(replace(FOUND, no_leak=(0.872, 0.8720, 0.8723)))


@pytest.mark.parametrize(("chance", "said"), [(0.0, "fewer than 1 of 100"), (1.0, "more than 99 of 100")])
def test_never_all_and_never_none(chance: float, said: str) -> None:
    assert said in findings.lead(replace(FOUND, no_leak=(chance, chance, chance)))
    assert "fewer than 0.01 of 4" in findings.lead(replace(FOUND, leakers=(0.0, 0.0, 0.0)))
    ends = findings.lead(replace(FOUND, no_leak=(0.5, 0.0, 1.0)))
    assert "between fewer than 1 and more than 99." in ends


def test_where_nothing_can_shoot() -> None:
    nobody = replace(FOUND, shot_at=0.0, interceptors=0, leakers=(4.0, 4.0, 4.0))
    assert findings.lead(nobody) == "Nothing can shoot: all 4 get through."
    empty = replace(FOUND, interceptors=0, leakers=(4.0, 4.0, 4.0))
    assert findings.lead(empty) == "Nothing can shoot: all 4 get through."
    alone = replace(nobody, missiles=1, leakers=(1.0, 1.0, 1.0))
    assert findings.lead(alone) == "Nothing can shoot: it gets through."
    far = replace(FOUND, shot_at=0.0, leakers=(3.2, 2.7, 3.7))
    said = "No interceptor can be fired at any of them: on average 3.2 of 4 get through."
    assert findings.lead(far) == said


NONE_FIRED = ((0.0, 0.0, 0.0), 44)


def test_the_limits_that_bind_are_at_most_three_and_the_greatest_first() -> None:
    limits = [
        ("seen_late", (0.15, 0.0, 0.23)), ("no_track", (0.51, 0.3, 0.79)), ("missed", (0.10, 0.02, 0.21)),
        ("channel_busy", (0.16, 0.0, 0.67)), ("decoy", (0.0, 0.0, 0.0)),
    ]  # fmt: skip
    names, said = findings.binding(limits, (43.7, 33.2, 57.8), NONE_FIRED)
    assert names == ["no_track", "channel_busy", "seen_late"]
    assert said == (
        "Three limits bind most: of the missiles that get through (44 on average), 51 % (30–79) do because "
        "no track of them is good enough to shoot on, 16 % (<1–67) because every battery in reach is busy "
        "and 15 % (<1–23) because they are known too late to shoot."
    )


def test_a_limit_of_a_few_does_not_bind_but_the_greatest_is_told() -> None:
    names, said = findings.binding(
        [("missed", (0.96, 0.9, 0.99)), ("no_track", (0.04, 0.0, 0.1))], (0.4, 0.2, 0.6), NONE_FIRED
    )
    assert names == ["missed"]
    assert said == (
        "One limit binds most: of the missiles that get through, 96 % (90–99) do because every shot at "
        "them misses."
    )


def test_a_limit_is_never_all_of_it() -> None:
    _, said = findings.binding([("out_of_reach", (1.0, 1.0, 1.0))], (7.0, 6.5, 7.3), NONE_FIRED)
    assert "> 99 % do because no interceptor reaches them." in said
    assert "100" not in said


def test_who_runs_out_is_said_with_what_is_fired() -> None:
    _, said = findings.binding(
        [("no_inventory", (0.6, 0.5, 0.7)), ("missed", (0.4, 0.3, 0.5))],
        (9.0, 8.0, 9.9),
        ((43.6, 42.0, 44.0), 44),
    )
    assert "Two limits bind most: of the missiles that get through (9.0 on average)" in said
    assert "60 % (50–70) do because no interceptor in reach is left (44 of 44 are fired) and 40 %" in said


@pytest.mark.parametrize("limits", [[], [("missed", (0.0, 0.0, 0.0))]])
def test_where_nothing_gets_through_no_limit_binds(limits: list[tuple[str, findings.Ends]]) -> None:
    assert findings.binding(limits, (0.0, 0.0, 0.0), NONE_FIRED) == ([], "")


def test_every_reason_ends_a_sentence() -> None:
    assert set(findings.LIMIT_WORDS) == set(REASONS) - {"none", "stopped"}


def test_reasons_by_their_share() -> None:
    said = findings.reasons([("missed", 0.28), ("no_track", 0.4), ("common_mode", 0.32), ("decoy", 0.0)])
    assert said == (
        "Why they got through: no track good enough to shoot on 40 %, one fault common to all interceptors "
        "32 %, every shot missed 28 %."
    )
    assert findings.reasons([("missed", 0.0)]) == ""


def test_every_reason_has_its_words() -> None:
    assert set(findings.REASON_WORDS) == set(REASONS) - {"stopped"}


def test_what_would_change_it() -> None:
    path = "library.gbi.kill_probability_given_launch"
    row = DriverRow(
        figure=path, low=0.394, high=0.7348, no_leak_probability_at_low=0.38, no_leak_probability_at_high=0.71
    )
    said = findings.driver(
        row.figure, row.low, row.high, row.no_leak_probability_at_low, row.no_leak_probability_at_high
    )
    assert said == (
        "What would change the answer most: the chance that one shot hits (gbi), 39–73 %: 38 against 71 of "
        "100 raids."
    )
    assert findings.figure("doctrine.midcourse.decide_time_s") == "the time to decide (midcourse)"
    assert findings.figure("library.lrdr.loss_db") == "the loss (lrdr)"


def test_the_raid_that_is_too_large() -> None:
    said = findings.raid_limit(11, 4, 1.0, 44, "")
    assert said == "The limit: 11 missiles. Four shots each use up the 44 interceptors in reach."
    decoys = findings.raid_limit(2, 4, 4.0, 44, "midcourse")
    assert "Four shots at each of 4 targets a missile use up the 44 interceptors of the midcourse" in decoys
    assert findings.raid_limit(0, 4, 1.0, 3, "").startswith("Four shots each would take more than the 3")
    assert "One shot each uses up" in findings.raid_limit(44, 1, 1.0, 44, "")


def test_what_would_have_to_be_true() -> None:
    published = (0.568, 0.394, 0.7348)
    inside = findings.needed_chance(0.9, 0.68, published, inside=True)
    assert "68 % (published: 57 %, 39 to 73): inside the published range" in inside
    assert findings.needed_chance(0.9, None, published, inside=False).endswith("up to 1 is enough")
    assert "may take 1 min at most" in findings.needed_time(0.7, 60.0, 3600.0, (30.0, 10.0, 90.0))
    assert "an hour or more" in findings.needed_time(0.7, 3600.0, 3600.0, (30.0, 10.0, 90.0))
    assert "46 interceptors would be needed" in findings.needed_count(0.6, 46, 44)
