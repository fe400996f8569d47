"""Fates as they are rolled, against the chances that are taken instead of dice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from opendome.records.engagements import NEVER_FLEW, NO_LAYER, REASONS, SHOT_HIT, Engagements
from shooting import CHANNELS, COMMON, KILL, TELLS, case_of, chances_of, fought, rule, world_of

PLAYS = 20_000
LAYERED = (("gbi", 12), ("sm-3-iia", 6), ("thaad", 10))

WORLDS: dict[str, dict[str, Any]] = {
    "one look": {"doctrine": {"midcourse": rule(2)}, "missiles": 3},
    "a common fault": {"doctrine": {"midcourse": rule(3)}, "missiles": 3, "gbi": {COMMON: 0.2}},
    "looks": {"doctrine": {"midcourse": rule(1, 3)}, "missiles": 3, "gbi": {COMMON: 0.2}},
    "missiles that fail": {"doctrine": {"midcourse": rule(1, 2)}, "missiles": 5, "reliability": 0.7},
    "two layers": {
        "batteries": LAYERED,
        "doctrine": {
            "midcourse": rule(2, 2, taken_for_stopped_probability=0.1, taken_for_flying_probability=0.2),
            "terminal": rule(1, 2, taken_for_stopped_probability=0.05),
        },
        "missiles": 5,
        "decoys": 2,
        "reliability": 0.9,
        "gbi": {COMMON: 0.1, TELLS: 0.4},
        "sm_3_iia": {COMMON: 0.3, KILL: 0.5},
        "thaad": {KILL: 0.7, COMMON: 0.1, TELLS: 0.8, CHANNELS: 2},
    },
    "several warheads": {
        "batteries": LAYERED,
        "doctrine": {"midcourse": rule(1, 2), "terminal": rule(1)},
        "missiles": 3,
        "warheads": 3,
        "sm_3_iia": {COMMON: 0.2},
    },
}  # fmt: skip


ONE_WARHEAD = [name for name, asked in WORLDS.items() if "warheads" not in asked]


def play(name: str) -> Engagements:
    """All plays of one of these worlds; layers shoot one after another, threats a minute apart."""
    world = world_of(case_of(**WORLDS[name]), PLAYS)
    layer = world.case.defence.shooters["layer"]
    first = 100.0 + 400.0 * (layer > 1) + 60.0 * np.arange(len(world.case.threat_id))[:, None]
    return fought(world, chances_of(world, first=first, last=first + 250.0, flight=60.0))


def agree(rolled: np.ndarray, chance: np.ndarray, wrong: str) -> None:
    """Shares of plays and chances differ by luck alone."""
    sigma = np.sqrt(np.maximum(chance * (1.0 - chance), 1.0 / PLAYS) / PLAYS)
    assert np.all(np.abs(rolled - chance) < 5.0 * sigma), f"{wrong}: {rolled} is not {chance}"


@pytest.mark.parametrize("name", WORLDS)
def test_rolled_fates_agree_with_chances(name: str) -> None:
    found = play(name)
    leaks = found.past == NO_LAYER
    agree(leaks.mean(axis=0), found.arrives, "leaks")
    assert (found.past == NEVER_FLEW).mean(axis=0) == pytest.approx(found.fails, abs=1e-12)
    agree(np.array((leaks.sum(axis=1) == 0).mean()), np.array(found.no_leak.mean()), "nothing leaks")
    counts = np.bincount(leaks.sum(axis=1), minlength=len(found.histogram)) / PLAYS
    agree(counts, found.histogram, "number of leakers")


def _by_layer(found: Engagements) -> None:
    for layer in range(4):
        agree((found.past == layer).mean(axis=0), found.stopped[:, layer], f"layer {layer}")


@pytest.mark.parametrize("name", ONE_WARHEAD)
def test_rolled_layers_agree_with_chances(name: str) -> None:
    _by_layer(play(name))


def test_rolled_layers_agree_with_chances_of_several_warheads() -> None:
    _by_layer(play("several warheads"))


@pytest.mark.parametrize("name", ONE_WARHEAD)
def test_rolled_reasons_agree_with_chances(name: str) -> None:
    found = play(name)
    leaks = found.past == NO_LAYER
    for code in range(1, len(REASONS)):
        rolled = (leaks & (found.reason == code)).mean(axis=0)
        agree(rolled, found.decided[:, code], list(REASONS)[code])


@pytest.mark.parametrize("name", WORLDS)
def test_chances_add_up(name: str) -> None:
    found = play(name)
    whole = found.stopped.sum(axis=1) + found.arrives + found.fails
    assert whole == pytest.approx(1.0, abs=1e-9)
    assert found.decided.sum(axis=1) == pytest.approx(1.0 - found.fails, abs=1e-9)
    assert found.histogram.sum() == pytest.approx(1.0, abs=1e-9)
    assert found.leakers.mean() == pytest.approx(found.arrives.sum(), abs=1e-9)
    assert found.histogram @ np.arange(len(found.histogram)) == pytest.approx(found.arrives.sum(), abs=1e-9)
    assert found.no_leak.mean() == pytest.approx(found.histogram[0], abs=1e-9)
    assert found.by_layer[:, :, 1].sum(axis=1) == pytest.approx(found.used.sum(axis=1))
    assert found.by_layer[:, :, 2].mean(axis=0) == pytest.approx(found.stopped.sum(axis=0), abs=1e-9)


def test_chances_are_steadier_than_dice() -> None:
    """With one look and no fault nothing is left to luck; with looks, some of it."""
    assert np.ptp(play("one look").no_leak) == 0.0
    assert np.all(play("one look").luck < 1e-15)
    found = play("looks")
    rolled = (found.past == NO_LAYER).var(axis=0) / (PLAYS - 1)
    assert np.all(found.luck < rolled)
    assert np.all(found.luck > 0.0)


def test_luck_is_what_the_mean_scatters() -> None:
    """The variance that is told is that of means over other plays of the same world."""
    world = case_of(**WORLDS["looks"])
    means, told = [], []
    for part in range(60):
        found = fought(world_of(world, range(1 + 200 * part, 201 + 200 * part)), keep=0)
        means.append(found.arrives)
        told.append(found.luck)
    assert np.var(means, axis=0, ddof=1).mean() == pytest.approx(np.mean(told), rel=0.35)


def test_shots_hit_as_often_as_they_should() -> None:
    world = world_of(case_of(missiles=11, doctrine={"midcourse": rule(4)}, gbi={KILL: 0.3}), 1_000)
    hits = fought(world, keep=1_000).shots[:, SHOT_HIT]
    assert len(hits) == 44_000
    assert abs(hits.mean() - 0.3) < 5.0 * np.sqrt(0.3 * 0.7 / len(hits))
