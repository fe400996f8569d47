"""Shots, leakage and the chance that nothing gets through, against closed forms and published counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import comb, sqrt

import numpy as np
import pytest
from scipy.optimize import brentq

from literature.record import SHOOTING, Claim, check
from opendome.records.defence import MIDCOURSE, TERMINAL
from opendome.records.engagements import SHOT_OBJECT, SHOT_THREAT, Engagements
from shooting import (
    COMMON,
    KILL,
    RECORD,
    case_of,
    chances_of,
    fight,
    fought,
    rule,
    with_number,
    with_rule,
    with_stock,
    world_of,
)

STAGE = SHOOTING

WILKENING = "Leakage algebra after Wilkening 1999"
GRID84 = "Guides of grid84 to Ground-based Midcourse Defense"
DIGITS = "Half of the last digit."
EXACT = "A count."
MANY = 40_000
AMPLE = 10_000


@cache
def salvo(kill: float, shots: int, missiles: int, common: float = 0.0) -> Engagements:
    """All interceptors that are wanted, so many at each missile, no look."""
    asked = case_of((("gbi", AMPLE),), missiles, {"midcourse": rule(shots)}, gbi={KILL: kill, COMMON: common})
    return fought(world_of(asked))


def no_leak(kill: float, shots: int, missiles: int, common: float = 0.0) -> float:
    return float(salvo(kill, shots, missiles, common).no_leak[0])


def killed(kill: float, shots: int) -> float:
    """Chance that one warhead is stopped by so many shots."""
    return float(salvo(kill, shots, 1).stopped[0, MIDCOURSE])


def needed(missiles: int, wanted: float, shots: int = 1) -> float:
    """The kill probability at which nothing gets through with this chance."""
    world = world_of(case_of((("gbi", AMPLE),), missiles, {"midcourse": rule(shots)}))

    def short_by(kill: float) -> float:
        return float(fought(with_number(world, kill, "gbi", KILL)).no_leak[0]) - wanted

    return float(brentq(short_by, 0.01, 1.0, xtol=1e-12))


def shots_needed(kill: float, missiles: int) -> int:
    """The fewest shots at each missile with which nothing gets through in 0.8 of all cases."""
    return next(shots for shots in range(1, 20) if no_leak(kill, shots, missiles) >= 0.8)


@cache
def looking(shots: int = 4) -> Engagements:
    """One shot after another until the target is seen to be stopped; four missiles."""
    return fight(MANY, batteries=(("gbi", AMPLE),), doctrine={"midcourse": rule(1, shots)})


def shots_a_target() -> float:
    return float(looking().used.mean()) / 4.0


def short(missiles: int, decoys: int = 0, stock: int = 44) -> Engagements:
    """A stock that runs out, four at each object."""
    asked = {"missiles": missiles, "decoys": decoys, "doctrine": {"midcourse": rule(4)}}
    return fight(batteries=(("gbi", stock),), **asked)


def engaged(fight: Engagements) -> int:
    """Objects that were shot at."""
    return len(np.unique(fight.shots[:, [SHOT_THREAT, SHOT_OBJECT]], axis=0))


def stopped_looking() -> float:
    """Share of missiles that are stopped when each shot is looked at, of at most four."""
    return 1.0 - float(looking().arrives.mean())


def _table() -> list[Claim]:
    """The fewest shots at each of four and ten missiles."""
    wanted = {4: (5, 3, 2, 2), 10: (6, 4, 3, 2)}
    return [
        Claim(WILKENING, f"shots at each of {missiles} missiles, {kill} each, for 0.8 that nothing leaks", "",
              shots, _shots(kill, missiles), EXACT, apart=0.0)
        for missiles, row in wanted.items()
        for kill, shots in zip((0.5, 0.7, 0.8, 0.9), row, strict=True)
    ]  # fmt: skip


def _shots(kill: float, missiles: int) -> Callable[[], float]:
    return lambda: shots_needed(kill, missiles)


CLAIMS = [
    Claim(WILKENING, "kill probability against each of 4 missiles for 0.8 that nothing leaks", "", 0.9457,
          lambda: needed(4, 0.8), DIGITS, apart=5e-5),
    Claim(WILKENING, "kill probability against each of 10 missiles for 0.8 that nothing leaks", "", 0.9779,
          lambda: needed(10, 0.8), DIGITS, apart=5e-5),
    *_table(),
    Claim(WILKENING, "shots a target, looking after each of at most four", "", 1.691, shots_a_target,
          "Five sigma of 40,000 plays at four missiles.", apart=0.012),
    Claim(WILKENING, "shots a target, four at once", "", 4, lambda: float(salvo(RECORD, 4,
                                                                                4).used.sum()) / 4.0, EXACT,
          apart=0.0),
    Claim(WILKENING, "share stopped, looking after each of at most four", "", 0.966, stopped_looking,
          "Five sigma of 40,000 plays at four missiles.", apart=2.3e-3),
    *(Claim(WILKENING, f"share stopped by {shots} shot{'' if shots == 1 else 's'} of 12/21 each", "", share,
            lambda shots=shots: killed(RECORD, shots), DIGITS, apart=5e-4)
      for shots, share in ((1, 0.571), (2, 0.816), (3, 0.921), (4, 0.966))),
    Claim(WILKENING, "chance that nothing leaks with a common fault of 0.05, 60 shots each", "", 0.95,
          lambda: no_leak(RECORD, 60, 4, 0.05), "Exact.", apart=1e-12),
    Claim(GRID84, "two shots at the test record", "", 0.82, lambda: killed(RECORD, 2), DIGITS, apart=5e-3),
    Claim(GRID84, "missiles engaged of 17, 44 interceptors, four each", "", 11,
          lambda: engaged(short(17)), EXACT, apart=0.0),
    Claim(GRID84, "credible objects of 17 missiles with ten balloons each", "", 187,
          lambda: engaged(short(17, 10, AMPLE)), EXACT, apart=0.0),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


@pytest.mark.parametrize("shots", [1, 2, 3, 4])
def test_shots_at_one_warhead(shots: int) -> None:
    assert killed(RECORD, shots) == pytest.approx(1.0 - (1.0 - RECORD) ** shots, abs=1e-12)


@pytest.mark.parametrize("missiles", [1, 4, 10, 25])
@pytest.mark.parametrize("shots", [1, 2, 3, 4])
def test_nothing_leaks_with_the_power_of_the_raid(missiles: int, shots: int) -> None:
    whole = 1.0 - (1.0 - RECORD) ** shots
    assert no_leak(RECORD, shots, missiles) == pytest.approx(whole**missiles, abs=1e-12)


def test_leakers_are_binomial() -> None:
    fight = salvo(0.7, 2, 10)
    leak = 0.3**2
    wanted = [comb(10, n) * leak**n * (1.0 - leak) ** (10 - n) for n in range(11)]
    assert fight.histogram == pytest.approx(np.array(wanted), abs=1e-12)
    assert fight.leakers[0] == pytest.approx(10 * leak, abs=1e-12)


@pytest.mark.parametrize(("missiles", "wanted"), [(4, 0.9457), (10, 0.9779)])
def test_kill_probability_needed(missiles: int, wanted: float) -> None:
    assert needed(missiles, 0.8) == pytest.approx(0.8 ** (1.0 / missiles), abs=1e-9)
    assert needed(missiles, 0.8) == pytest.approx(wanted, abs=5e-5)


@pytest.mark.parametrize("shots", [1, 2, 4, 8, 16, 60])
def test_a_common_fault_caps_what_shots_can_do(shots: int) -> None:
    chance = no_leak(RECORD, shots, 4, 0.05)
    assert chance == pytest.approx(0.95 * no_leak(RECORD, shots, 4), abs=1e-12)
    assert chance <= 0.95


LAYERED = case_of(
    (("gbi", 99), ("sm-3-iia", 99), ("thaad", 99)),
    5,
    {"midcourse": rule(2), "terminal": rule(1)},
    gbi={KILL: 0.5},
    sm_3_iia={KILL: 0.2},
    thaad={KILL: 0.6},
)
"""Two layers; the better of two kinds fires all that the first one fires."""

FIRST, SECOND = 1.0 - 0.5**2, 0.6
THROUGH = (1.0 - FIRST) * (1.0 - SECOND)


def test_layers_multiply() -> None:
    """Where the second layer cannot wait for the results of the first, nothing is rolled."""
    world = world_of(LAYERED)
    fight = fought(world, chances_of(world, flight=5_000.0))
    assert fight.arrives == pytest.approx(THROUGH, abs=1e-12)
    assert fight.no_leak[0] == pytest.approx((1.0 - THROUGH) ** 5, abs=1e-12)
    assert fight.stopped[:, MIDCOURSE] == pytest.approx(FIRST, abs=1e-12)
    assert fight.stopped[:, TERMINAL] == pytest.approx((1.0 - FIRST) * SECOND, abs=1e-12)
    assert fight.used.tolist() == [[10.0, 0.0, 5.0]]


def test_layers_multiply_when_the_second_looks_first() -> None:
    """A second layer that looks loses nothing, and fires only at what the first left over."""
    fight = fought(world_of(LAYERED, 4_000))
    count = 5 * 4_000
    assert abs(fight.arrives.mean() - THROUGH) < 5.0 * sqrt(THROUGH / count)
    left = 1.0 - FIRST
    assert abs(fight.used[:, 2].mean() / 5.0 - left) < 5.0 * sqrt(left * FIRST / count)
    assert np.all(fight.used[:, 0] == 10.0)


def test_looking_after_each_shot_saves_shots_and_loses_nothing() -> None:
    fight, whole = looking(), 1.0 - (1.0 - RECORD) ** 4
    expected = whole / RECORD
    numbers = np.arange(1, 5)
    chances = RECORD * (1.0 - RECORD) ** (numbers - 1)
    chances[-1] = (1.0 - RECORD) ** 3
    sigma = sqrt(float(chances @ numbers**2) - expected**2) / sqrt(4.0 * MANY)
    assert expected == pytest.approx(1.691, abs=5e-4)
    assert abs(shots_a_target() - expected) < 5.0 * sigma
    leak = (1.0 - whole) / sqrt(4.0 * MANY * (1.0 - whole))
    assert abs(float(fight.arrives.mean()) - (1.0 - whole)) < 5.0 * leak
    assert salvo(RECORD, 4, 4).used.sum() == 16


@pytest.mark.parametrize("shots", [2, 4])
def test_backwards_from_ten_missiles(shots: int) -> None:
    assert needed(10, 0.9, shots) == pytest.approx(1.0 - (1.0 - 0.9**0.1) ** (1.0 / shots), abs=1e-9)


def test_the_algebra_ends_where_the_stock_does() -> None:
    """Twelve missiles, 44 interceptors, four each: the twelfth comes through whatever the others do."""
    each = 1.0 - (1.0 - RECORD) ** 4
    ample, fight = short(12, stock=48), short(12)
    assert ample.no_leak[0] == pytest.approx(each**12, abs=1e-12)
    assert fight.no_leak[0] == 0.0
    assert fight.arrives[:11] == pytest.approx(1.0 - each, abs=1e-12)
    assert fight.arrives[11] == 1.0
    assert fight.leakers[0] == pytest.approx(1.0 + 11 * (1.0 - each), abs=1e-12)


def test_the_algebra_ends_where_shots_fail_together() -> None:
    """With a common fault the leakers are no longer binomial, though each leaks as often as it should."""
    fight = salvo(RECORD, 4, 4, 0.05)
    each = 0.05 + 0.95 * (1.0 - RECORD) ** 4
    assert fight.arrives == pytest.approx(each, abs=1e-12)
    assert fight.no_leak[0] > (1.0 - each) ** 4 + 0.1
    assert fight.histogram[4] == pytest.approx(0.05 + 0.95 * (1.0 - RECORD) ** 16, abs=1e-12)
    assert fight.histogram[4] > 1_000 * each**4


def test_decoys_take_shots_from_warheads() -> None:
    """Eleven objects of 187 are engaged; which ones, nobody can tell."""
    fight = short(17, 10)
    assert engaged(fight) == 11
    assert fight.used.sum() == 44


def test_counts_of_a_doctrine_can_be_changed() -> None:
    """What these tests build on: stock and shots of a case, changed afterwards."""
    one = case_of((("gbi", 44),), 4, {"midcourse": rule(4)})
    two = with_stock(with_rule(case_of((("gbi", 1),), 4), MIDCOURSE, shots=4, looks=1), [44])
    for case in (one, two):
        world = world_of(case)
        assert fought(world, chances_of(world)).used.sum() == 16
