"""One raid shot at: stock, salvos, looks, layers, and what decided where something gets through."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from opendome.engagement import engage
from opendome.records import engagements as why
from opendome.records.defence import MIDCOURSE, TERMINAL
from opendome.records.engagements import (
    NO_LAYER,
    SHOT_INTERCEPT,
    SHOT_LAUNCH,
    SHOT_LAYER,
    SHOT_LOOK,
    SHOT_PLAY,
    SHOT_SHOOTER,
    SHOT_THREAT,
    Engagements,
)
from opendome.records.opportunities import MAY_SHOOT, NOT_SEEN, OUT_OF_REACH, TOO_LATE
from shooting import (
    CHANNELS,
    COMMON,
    KILL,
    RECORD,
    SPACING,
    case_of,
    chances_of,
    fight,
    flown,
    fought,
    rule,
    world_of,
)

ONE = (("gbi", 44),)
FOUR_EACH = {"midcourse": rule(4)}
TWO_LAYERS = (("gbi", 20), ("thaad", 20))


def reasons(fight: Engagements) -> dict[int, float]:
    """Chance of each reason, summed over the threats; those that never occur left out."""
    sums = fight.decided.sum(axis=0)
    return {code: float(sums[code]) for code in np.flatnonzero(sums > 1e-15)}


@pytest.mark.parametrize(("missiles", "shots"), [(4, 16), (10, 40), (11, 44), (12, 44), (30, 44)])
def test_four_shots_each_while_stock_lasts(missiles: int, shots: int) -> None:
    found = fight(missiles=missiles, doctrine=FOUR_EACH)
    assert found.used.sum() == shots == len(found.shots)
    assert found.by_layer[0, MIDCOURSE].tolist()[:2] == [min(missiles, 11), shots]


def test_leakers_bend_where_the_stock_ends() -> None:
    """Up to eleven missiles a few get through in spite of four shots each; then every further one."""
    leakers = [float(fight(missiles=count, doctrine=FOUR_EACH).leakers[0]) for count in range(1, 16)]
    steps = np.diff([0.0, *leakers])
    assert steps[:11] == pytest.approx((1.0 - RECORD) ** 4, abs=1e-12)
    assert steps[11:] == pytest.approx(1.0, abs=1e-12)


def test_a_stock_that_is_no_multiple_is_fired_all_the_same() -> None:
    found = fight(missiles=2, batteries=(("gbi", 7),), doctrine=FOUR_EACH)
    assert [int((found.shots[:, SHOT_THREAT] == row).sum()) for row in (0, 1)] == [4, 3]
    assert found.arrives == pytest.approx([(1.0 - RECORD) ** 4, (1.0 - RECORD) ** 3], abs=1e-12)


def test_without_interceptors_everything_gets_through() -> None:
    found = fight(batteries=(("gbi", 0),))
    assert found.arrives.tolist() == [1.0] * 4
    assert reasons(found) == {why.NO_INVENTORY: 4.0}
    assert len(found.shots) == 0
    nobody = fight(batteries=())
    assert nobody.leakers[0] == 4.0
    assert reasons(nobody) == {why.NO_INVENTORY: 4.0}


def test_the_reserve_is_kept() -> None:
    found = fight(missiles=12, doctrine={"midcourse": rule(4, reserve=20)})
    assert found.used.sum() == 24
    assert reasons(found)[why.NO_INVENTORY] == pytest.approx(6.0, abs=1e-12)
    two = fight(batteries=(("gbi", 5), ("gbi", 5)), doctrine={"midcourse": rule(4, reserve=4)})
    assert two.used.sum() == 6


def test_more_in_reserve_than_there_are() -> None:
    assert fight(doctrine={"midcourse": rule(4, reserve=100)}).used.sum() == 0


def test_a_second_look_takes_time() -> None:
    """Flight and assessment have to be over while somebody may still launch."""
    world = world_of(case_of(missiles=1, doctrine={"midcourse": rule(1, 2, assess_time_s=25)}, gbi={KILL: 0}))
    for last, shots in ((174.9, 1), (175.1, 2)):
        found = fought(world, chances_of(world, first=100.0, last=last, flight=50.0))
        assert found.used.sum() == shots
    assert found.shots[1, [SHOT_LAUNCH, SHOT_INTERCEPT, SHOT_LOOK]].tolist() == [175.0, 225.0, 2.0]
    assert found.by_threat[0, :4].tolist() == [2.0, 2.0, 1.0, 100.0]


def test_looks_end_with_their_number() -> None:
    never = {KILL: 0}
    assert fight(missiles=1, doctrine={"midcourse": rule(2, 3)}, gbi=never).used.sum() == 6
    always = fight(missiles=1, doctrine={"midcourse": rule(2, 3)}, gbi={KILL: 1})
    assert always.used.sum() == 2
    assert always.no_leak[0] == 1.0


def test_a_target_wrongly_taken_for_stopped_gets_through() -> None:
    rules = {"midcourse": rule(1, 4, taken_for_stopped_probability=1.0)}
    found = fight(missiles=3, doctrine=rules, gbi={KILL: 0})
    assert found.used.sum() == 3
    assert found.past.tolist() == [[NO_LAYER] * 3]
    assert reasons(found) == {why.MISSED: 3.0}
    later = rules | {"terminal": rule(1)}
    found = fight(missiles=3, batteries=TWO_LAYERS, doctrine=later, gbi={KILL: 0}, thaad={KILL: 1})
    assert found.leakers[0] == 3.0


def test_a_target_wrongly_taken_for_flying_costs_shots_and_stays_stopped() -> None:
    rules = {"midcourse": rule(1, 4, taken_for_flying_probability=1.0)}
    found = fight(missiles=3, doctrine=rules, gbi={KILL: 1})
    assert found.used.sum() == 12
    assert found.past.tolist() == [[MIDCOURSE] * 3]
    assert found.no_leak[0] == 1.0
    assert found.stopped[:, MIDCOURSE].tolist() == [1.0] * 3


@pytest.mark.parametrize(
    ("name", "kill", "again"), [("taken_for_stopped", 0, 0.7), ("taken_for_flying", 1, 0.3)]
)
def test_wrong_assessments_come_as_often_as_they_should(name: str, kill: int, again: float) -> None:
    plays = 4_000
    rules = {"midcourse": rule(1, 2, **{f"{name}_probability": 0.3})}
    found = fight(plays, missiles=1, doctrine=rules, gbi={KILL: kill})
    assert abs(found.used.mean() - 1.0 - again) < 5.0 * np.sqrt(0.3 * 0.7 / plays)
    assert np.all(found.no_leak == kill)


@pytest.mark.parametrize("kill", [0, 1])
def test_a_later_layer_shoots_only_at_what_seems_to_fly(kill: int) -> None:
    rules = {"midcourse": rule(2), "terminal": rule(1)}
    found = fight(batteries=TWO_LAYERS, doctrine=rules, gbi={KILL: kill}, thaad={KILL: 1})
    assert found.used.tolist() == [[8.0, 0.0 if kill else 4.0]]
    assert found.past.tolist() == [[MIDCOURSE if kill else TERMINAL] * 4]


def test_a_later_layer_that_cannot_wait_shoots_all_the_same() -> None:
    rules = {"midcourse": rule(2, assess_time_s=60), "terminal": rule(1)}
    world = world_of(case_of(TWO_LAYERS, 4, rules, gbi={KILL: 1}, thaad={KILL: 1}))
    first, last = [[100.0, 140.0]], [[900.0, 200.0]]
    found = fought(world, chances_of(world, first=first, last=last, flight=50.0))
    assert found.used.tolist() == [[8.0, 4.0]]
    # the first that meets it has stopped it
    assert found.past.tolist() == [[MIDCOURSE] * 4]


def test_channels_limit_what_is_guided_at_once() -> None:
    """Two at a time, 50 s each, in 120 s: six shots, and the rest of the raid finds all busy."""
    world = world_of(case_of(ONE, 10, {"midcourse": rule(1)}, gbi={CHANNELS: 2}))
    found = fought(world, chances_of(world, first=100.0, last=220.0, flight=50.0))
    assert found.shots[:, SHOT_LAUNCH].tolist() == [100.0, 100.0, 150.0, 150.0, 200.0, 200.0]
    assert reasons(found)[why.CHANNEL_BUSY] == pytest.approx(4.0, abs=1e-12)
    assert found.arrives[6:].tolist() == [1.0] * 4


def test_launches_keep_their_spacing() -> None:
    world = world_of(case_of(ONE, 10, {"midcourse": rule(1)}, gbi={SPACING: 15}))
    found = fought(world, chances_of(world, first=100.0, last=150.0, flight=50.0))
    assert found.shots[:, SHOT_LAUNCH].tolist() == [100.0, 115.0, 130.0, 145.0]
    assert reasons(found)[why.CHANNEL_BUSY] == pytest.approx(6.0, abs=1e-12)


def test_a_salvo_waits_for_channels() -> None:
    world = world_of(case_of(ONE, 1, {"midcourse": rule(3)}, gbi={CHANNELS: 1, KILL: 0}))
    found = fought(world, chances_of(world, first=100.0, last=220.0, flight=50.0))
    assert found.shots[:, [SHOT_LAUNCH, SHOT_LOOK]].tolist() == [[100.0, 1.0], [150.0, 1.0], [200.0, 1.0]]
    assert found.by_threat[0, :2].tolist() == [3.0, 1.0]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [(OUT_OF_REACH, why.OUT_OF_REACH), (NOT_SEEN, why.NOT_SEEN), (TOO_LATE, why.SEEN_LATE)],
)
def test_what_nobody_may_shoot_at_says_why(limit: int, reason: int) -> None:
    world = world_of(case_of(doctrine=FOUR_EACH))
    found = fought(world, chances_of(world, limit=limit))
    assert reasons(found) == {reason: 4.0}
    two = world_of(case_of(TWO_LAYERS))
    found = fought(two, chances_of(two, limit=[[limit, OUT_OF_REACH]]))
    assert reasons(found) == {reason: 4.0}


def test_missed_and_common_mode() -> None:
    """Of what leaks in spite of shots, a common fault decided its share."""
    found = fight(missiles=2, doctrine={"midcourse": rule(2)}, gbi={COMMON: 0.1})
    misses = (1.0 - RECORD) ** 2
    wanted = {why.STOPPED: 1.8 * (1.0 - misses), why.MISSED: 1.8 * misses, why.COMMON_MODE: 0.2}
    assert reasons(found) == pytest.approx(wanted, abs=1e-12)
    assert found.decided.sum(axis=1) == pytest.approx(1.0, abs=1e-12)


def test_a_flight_that_comes_down_elsewhere_does_not_count() -> None:
    world = world_of(case_of(missiles=2, doctrine=FOUR_EACH))
    found = engage(world, flown(world, [True, False]), chances_of(world))
    assert found.arrives == pytest.approx([(1.0 - RECORD) ** 4, 0.0], abs=1e-12)
    assert found.used.sum() == 8


def test_missiles_that_fail_are_not_shot_at() -> None:
    plays = 4_000
    found = fight(plays, doctrine=FOUR_EACH, reliability=0.8)
    sigma = np.sqrt(0.8 * 0.2 / plays)
    assert np.all(np.abs(found.fails - 0.2) < 5.0 * sigma)
    flies = found.past != why.NEVER_FLEW
    assert np.array_equal(found.used.sum(axis=1), 4.0 * flies.sum(axis=1))
    assert found.fails == pytest.approx(1.0 - flies.mean(axis=0), abs=1e-12)
    assert found.arrives == pytest.approx((1.0 - RECORD) ** 4 * flies.mean(axis=0), abs=1e-12)


def test_shots_are_kept_of_the_plays_asked_for() -> None:
    world = world_of(case_of(doctrine=FOUR_EACH), [3, 50, 99, 120, 300])
    assert sorted(set(fought(world, keep=99).shots[:, SHOT_PLAY])) == [3, 50, 99]
    assert len(fought(world, keep=0).shots) == 0


def test_every_shot_is_written_down_as_it_was() -> None:
    world = world_of(case_of(TWO_LAYERS, 2, {"midcourse": rule(1), "terminal": rule(1)}, gbi={KILL: 0}))
    flight = np.array([[[40.0], [20.0]]])
    found = fought(world, chances_of(world, first=[[100.0, 300.0], [110.0, 310.0]], flight=flight))
    columns = [SHOT_THREAT, SHOT_SHOOTER, SHOT_LAYER, SHOT_LAUNCH, SHOT_INTERCEPT]
    wanted = [
        [0, 0, MIDCOURSE, 100, 140], [1, 0, MIDCOURSE, 110, 150],
        [0, 1, TERMINAL, 300, 320], [1, 1, TERMINAL, 310, 330],
    ]  # fmt: skip
    assert found.shots[:, columns].tolist() == wanted


def test_a_salvo_broken_off_counts_as_shot_at() -> None:
    """The second missile's first shot is fired; the channel for its second goes to the first missile."""
    world = world_of(case_of(ONE, 2, {"midcourse": rule(2)}, gbi={CHANNELS: 1}))
    found = fought(world, chances_of(world, first=[[120.0], [100.0]], last=160.0, flight=50.0))
    assert sorted(found.shots[:, SHOT_THREAT]) == [0, 1]
    assert found.by_threat[:, 0].tolist() == [1.0, 1.0]
    assert found.by_layer[0, MIDCOURSE, 0] == 2.0


def test_nothing_is_asked_any_more_for_a_target_that_has_had_its_shots() -> None:
    """The better shooter has one left for the second missile: as many as are asked of it."""
    shooters = (("gbi", 2), ("sm-3-iia", 9))
    for looks in (1, 2):
        world = world_of(case_of(shooters, 2, {"midcourse": rule(1, looks)}, sm_3_iia={KILL: 0.1}))
        first, limit = [[100.0], [900.0]], [[MAY_SHOOT, OUT_OF_REACH], [MAY_SHOOT, MAY_SHOOT]]
        last = [[200.0], [1_000.0]]
        found = fought(world, chances_of(world, first=first, last=last, flight=500.0, limit=limit))
        assert found.used.tolist() == [[2.0, 0.0]], looks


def test_a_shooter_out_of_reach_does_not_change_the_reason() -> None:
    for batteries, limit in ((ONE, MAY_SHOOT), (TWO_LAYERS, [[MAY_SHOOT, OUT_OF_REACH]])):
        world = world_of(case_of(batteries))
        found = fought(world, chances_of(world, flight=nan, limit=limit))
        assert reasons(found) == {why.NO_TRACK: 4.0}


def test_results_are_known_only_when_those_of_all_shots_are() -> None:
    """A simplification: the first shot has stopped it at 150 s, and the other layer's takes until 440 s."""
    rules = {"midcourse": rule(1, 2), "terminal": rule(1)}
    world = world_of(case_of(TWO_LAYERS, 1, rules, gbi={KILL: 1}))
    flight = np.array([[50.0], [300.0]])
    found = fought(world, chances_of(world, first=[[100.0, 140.0]], last=[[400.0, 145.0]], flight=flight))
    assert found.used.tolist() == [[2.0, 1.0]]
