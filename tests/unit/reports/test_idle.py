"""Why a battery that could have shot did not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opendome.reports.idle import Fired, Idle, why

SHOT = Fired(
    battery="other", layer="midcourse", threat="icbm-1", thing=0, decoy=False, launch=100.0, meets=600.0,
    hit=False,
)  # fmt: skip
OWN = replace(SHOT, battery="mine", threat="icbm-2")
IDLE = Idle(
    battery="mine",
    layer="midcourse",
    stock=2,
    first=200.0,
    last=800.0,
    stopped=None,
    decided_by="missed",
    at_it=(),
    own=(),
    shots_per_look=2,
    looks_maximum=2,
    warheads=1,
    reserved=False,
    zero=10.0,
)
FIRED = "other fired two shots at the missile"
COULD = "It could have shot from 3:10 to 13:10."
SALVO = (SHOT, replace(SHOT, launch=105.0))
AGAIN = (*SALVO, *(replace(shot, launch=shot.launch + 500) for shot in SALVO))
TERMINAL = (replace(SHOT, layer="terminal"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stopped": 150.0}, "The missile was stopped at 2:20, before this battery could shoot."),
        ({"stock": 0}, "It has no interceptors."),
        (
            {"own": (OWN, replace(OWN, launch=150.0))},
            "No interceptor was left. The last of its 2 interceptors was fired at 2:20, at icbm-2; it could "
            "have shot from 3:10.",
        ),
        (
            {"own": (replace(OWN, launch=300.0),), "stock": 1},
            "No interceptor was left when its turn came. Its one interceptor was fired at 4:50, at icbm-2; "
            "it could have shot from 3:10 to 13:10.",
        ),
        (
            {"at_it": AGAIN},
            f"{COULD} other fired four shots at the missile, all that its layer fires at one.",
        ),
        (
            {"at_it": SALVO, "stopped": 600.0},
            f"{COULD} {FIRED}, which was stopped at 9:50.",
        ),
        (
            {"at_it": SALVO},
            f"{COULD} {FIRED}. After that the missile was taken for stopped, or it "
            "was too late to look and shoot again: which is not kept.",
        ),
        ({"at_it": SALVO, "looks_maximum": 0, "shots_per_look": 0}, f"{COULD} {FIRED}."),
        ({"reserved": True}, f"{COULD} What was left to its layer by then is kept in reserve."),
        ({"at_it": (replace(SHOT, launch=900.0),)}, f"{COULD} other fired later than that."),
        (
            {"at_it": (SHOT,), "stopped": 600.0},
            f"{COULD} other fired one shot at the missile, which was stopped at 9:50.",
        ),
        (
            {"at_it": TERMINAL, "stopped": 600.0},
            f"{COULD} other fired one shot at the missile, which was stopped at 9:50.",
        ),
        (
            {"at_it": TERMINAL},
            f"{COULD} other fired one shot at the missile. Its layer waited for the result, took the missile "
            "for stopped, or was busy: which is not kept.",
        ),
        ({"decided_by": "channel_busy"}, f"{COULD} Until then it was busy with other missiles."),
        ({}, f"{COULD} Why it did not is not kept."),
    ],
    ids=str,
)  # fmt: skip
def test_the_reason(change: dict[str, object], said: str) -> None:
    assert why(replace(IDLE, **change)) == said


def test_what_may_have_kept_it_from_a_second_look_is_named_in_full() -> None:
    own = (replace(OWN, launch=500.0), replace(OWN, launch=550.0))
    said = why(replace(IDLE, at_it=SALVO, own=own, reserved=True))
    for part in (
        "taken for stopped",
        "too late to look",
        "no interceptor was left here (the last was fired at 9:00)",
    ):
        assert part in said
    assert "kept in reserve: which is not kept." in said


def test_every_warhead_asks_for_a_salvo() -> None:
    """Two shots at one of two warheads are not all: then something else kept the battery from the second."""
    said = why(replace(IDLE, at_it=SALVO, warheads=2, looks_maximum=1))
    assert said.endswith("why this battery added none is not kept.")
    both = (*SALVO, *(replace(shot, thing=1) for shot in SALVO))
    assert "all that its layer fires" in why(replace(IDLE, at_it=both, warheads=2, looks_maximum=1))


def test_shots_at_decoys_are_no_salvo() -> None:
    decoys = tuple(replace(shot, decoy=True, thing=1) for shot in SALVO)
    assert "why this battery added none is not kept" in why(replace(IDLE, at_it=decoys))


def test_a_shot_that_left_after_its_last_chance_leaves_it_an_interceptor() -> None:
    late = (OWN, replace(OWN, launch=900.0))
    assert not why(replace(IDLE, own=late)).startswith("No interceptor")
