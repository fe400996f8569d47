"""What flies beside a warhead: decoys that take shots, and other warheads of the same missile."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.records import engagements as why
from opendome.records.engagements import SHOT_DECOY, SHOT_OBJECT, SHOT_SHOOTER
from shooting import KILL, RECORD, TELLS, fight, rule

FOUR_EACH = {"midcourse": rule(4)}
MISS = (1.0 - RECORD) ** 4


def test_decoys_take_shots() -> None:
    found = fight(missiles=1, decoys=10, doctrine=FOUR_EACH)
    assert found.used.sum() == 44
    assert found.shots[:, SHOT_DECOY].sum() == 40
    assert np.array_equal(found.shots[:, SHOT_DECOY] == 1.0, found.shots[:, SHOT_OBJECT] > 0.0)
    assert found.arrives[0] == pytest.approx(MISS, abs=1e-12)


def test_who_tells_them_apart_leaves_them_alone() -> None:
    found = fight(50, missiles=4, decoys=10, doctrine=FOUR_EACH, gbi={TELLS: 1})
    assert np.all(found.used == 16.0)
    assert found.arrives == pytest.approx(MISS, abs=1e-12)


@pytest.mark.parametrize("tells", [0.2, 0.7])
def test_who_tells_some_of_them_apart_shoots_at_the_rest(tells: float) -> None:
    plays, decoys = 2_000, 5
    found = fight(plays, missiles=2, decoys=decoys, doctrine={"midcourse": rule(1)}, gbi={TELLS: tells})
    at_decoys = found.used.sum(axis=1) - 2.0
    sigma = np.sqrt(2 * decoys * tells * (1.0 - tells) / plays)
    assert abs(at_decoys.mean() - 2 * decoys * (1.0 - tells)) < 5.0 * sigma
    assert at_decoys.var() == pytest.approx(2 * decoys * tells * (1.0 - tells), rel=0.15)


def test_one_kind_tells_and_another_does_not() -> None:
    batteries = (("gbi", 40), ("sm-3-iia", 40))
    found = fight(
        missiles=1, decoys=3, batteries=batteries, doctrine=FOUR_EACH, sm_3_iia={TELLS: 1, KILL: 0.9}
    )
    at_decoys = found.shots[:, SHOT_DECOY] == 1.0
    assert set(found.shots[at_decoys, SHOT_SHOOTER]) == {0.0}
    assert set(found.shots[~at_decoys, SHOT_SHOOTER]) == {1.0}
    assert found.used.tolist() == [[12.0, 4.0]]


def test_a_stock_that_decoys_used_up_is_the_decoys_doing() -> None:
    found = fight(missiles=17, decoys=10, doctrine=FOUR_EACH)
    sums = found.decided.sum(axis=0)
    assert sums[why.DECOY] == pytest.approx(16.0, abs=1e-9)
    assert sums[why.NO_INVENTORY] == 0.0
    assert found.used.sum() == 44


def test_a_warhead_is_not_known_by_its_number() -> None:
    """Four shots at one of eleven objects that nobody can tell apart."""
    plays = 2_000
    found = fight(plays, missiles=1, batteries=(("gbi", 4),), decoys=10, doctrine=FOUR_EACH)
    wanted = 1.0 - (1.0 - MISS) / 11.0
    assert abs(found.arrives[0] - wanted) < 5.0 * np.sqrt(wanted * (1.0 - wanted) / plays)


@pytest.mark.parametrize("warheads", [2, 3, 10])
def test_a_missile_leaks_where_one_of_its_warheads_does(warheads: int) -> None:
    found = fight(missiles=2, batteries=(("gbi", 99),), warheads=warheads, doctrine=FOUR_EACH)
    assert found.used.sum() == 8 * warheads
    assert found.arrives == pytest.approx(1.0 - (1.0 - MISS) ** warheads, abs=1e-12)
    assert found.no_leak[0] == pytest.approx((1.0 - MISS) ** (2 * warheads), abs=1e-12)


def test_decoys_count_once_a_look_of_their_missile() -> None:
    """Threats shot at are missiles, whatever flies of them."""
    found = fight(missiles=3, decoys=4, batteries=(("gbi", 99),), doctrine={"midcourse": rule(2)})
    assert found.by_layer[0, 1, :2].tolist() == [3.0, 30.0]
    assert found.by_threat[:, :2].tolist() == [[10.0, 1.0]] * 3
