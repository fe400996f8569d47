"""Sentences under the figures of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opendome.records.defence import MIDCOURSE, TERMINAL
from opendome.records.engagements import REASONS
from opendome.reports import captions
from opendome.reports.captions import HowMany, Mover, Stage

FOUR = HowMany(4, (0.794, 0.125, 0.025, 0.027, 0.029), (0, 3))
NOT_MISSES = [
    ("missed", (0.38, 0.07, 0.78)),
    ("common_mode", (0.58, 0.16, 0.93)),
    ("decoy", (0.04, 0.0, 0.1)),
]
IN, FEWER, NOTHING = "In", "In fewer than 1 of 100", "raids nothing gets through"
KILL = Mover("library.gbi.kill_probability_given_launch", 0.394, 0.735, 0.6, 0.93)


def _of(missiles: int, usual: tuple[int, int], **shares: float) -> HowMany:
    chances = [0.0] * (missiles + 1)
    for name, share in shares.items():
        chances[int(name[1:])] = share
    return HowMany(missiles, tuple(chances), usual)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (FOUR, f"{IN} 79 of 100 {NOTHING}; in 3 all four do."),
        (_of(1, (0, 1), _0=0.79, _1=0.21), f"{IN} 79 of 100 {NOTHING}; in 21 the missile does."),
        (_of(1, (1, 1), _1=1.0), f"{FEWER} {NOTHING}; in more than 99 the missile does."),
        (_of(4, (0, 0), _0=0.999, _1=0.001), f"{IN} more than 99 of 100 {NOTHING}."),
        (_of(4, (0, 2), _0=0.6, _1=0.3, _2=0.1),
         f"{IN} 60 of 100 {NOTHING}; in 95 of 100 no more than two of four get through."),
        (_of(4, (0, 1), _0=0.7, _1=0.3),
         f"{IN} 70 of 100 {NOTHING}; in 95 of 100 no more than one of four gets through."),
        (_of(12, (0, 0), _0=0.96, _1=0.02, _9=0.02),
         f"{IN} 96 of 100 {NOTHING}; in the others one to nine do."),
        (_of(100, (55, 84), _55=0.5, _84=0.5),
         f"{FEWER} {NOTHING}; in 90 of 100, between 55 and 84 of the 100 get through."),
        (_of(3, (3, 3), _3=1.0), f"{FEWER} {NOTHING}; in more than 99 all three do."),
    ],
)  # fmt: skip
def test_how_many_get_through(one: HowMany, said: str) -> None:
    assert captions.how_many(one) == said


def test_layers_take_from_what_is_left_and_add_up_to_a_hundred() -> None:
    stages = [
        Stage("fail by themselves", (0.219, 0.219, 0.219)),
        Stage("midcourse layer", (0.536, 0.43, 0.63), MIDCOURSE),
        Stage("terminal layer", (0.177, 0.07, 0.26), TERMINAL),
    ]
    through = (0.068, 0.03, 0.11)
    assert captions.layers(stages, through) == (
        "Of 100 missiles 22 do not come to their aim by themselves, the midcourse layer stops 53 of the 78 "
        "and the terminal layer 18 of the 25 that are left; 7 get through."
    )
    assert sum(captions.hundred(stages, through)) == 100
    idle = captions.layers([replace(stages[1], share=(0.0, 0.0, 0.0))], (1.0, 1.0, 1.0))
    assert " stops none of the 100; " in idle
    alone = captions.layers([replace(stages[1], share=(0.9, 0.8, 1.0))], (0.1, 0.0, 0.2))
    assert alone == "Of 100 missiles the midcourse layer stops 90 of the 100; 10 get through."


def test_most_leaks_are_not_misses_only_where_they_are_not() -> None:
    assert captions.reasons(NOT_MISSES) == (
        "Most leaks are not misses: of 100 missiles that get through, 58 do because of one fault common to "
        "all interceptors."
    )
    half = [("missed", (0.5, 0.4, 0.6)), ("common_mode", (0.5, 0.4, 0.6))]
    assert not captions.reasons(half).startswith("Most leaks")
    misses = [("missed", (0.68, 0.4, 0.9)), ("common_mode", (0.32, 0.1, 0.6))]
    assert captions.reasons(misses) == "Of 100 missiles that get through, 68 do because every shot missed."
    alone = captions.reasons([("no_track", (1.0, 1.0, 1.0))])
    assert "more than 99 do because no track was good enough to shoot on" in alone


def test_every_reason_can_be_told() -> None:
    assert set(captions.BECAUSE) == set(REASONS) - {"stopped"}


def test_what_moves_the_answer_most() -> None:
    assert captions.movers([KILL]) == (
        "Knowing the chance that one shot hits (gbi) better would settle more than any other figure: nothing "
        "gets through in 60 of 100 raids at 39 %, in 93 at 74 %."
    )
    late = Mover("doctrine.midcourse.decide_time_s", 10.0, 90.0, 1.0, 0.0)
    said = captions.movers([late])
    assert "the time to decide (midcourse)" in said
    assert "in more than 99 of 100 raids at 10 s, in fewer than 1 at 90 s." in said


def test_what_luck_is_is_said() -> None:
    said = captions.movers_read(0.85, (79, 90))
    assert "with every figure at its value, 79 to 90 of 100 raids let nothing through" in said
    assert "(dotted line: 85)" in said
    assert "value, 100 of 100 raids" in captions.movers_read(1.0, (100, 100))
    assert "value, up to 3 of 100 raids let nothing" in captions.movers_read(0.01, (0, 3))
    assert "value, none of 100 raids lets nothing" in captions.movers_read(0.0, (0, 0))
