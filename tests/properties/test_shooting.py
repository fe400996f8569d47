"""Shooting: more never hurts where there is enough, strangers change nothing, every shot keeps the rules."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.defence import MIDCOURSE
from opendome.records.engagements import (
    SHOT_INTERCEPT,
    SHOT_LAUNCH,
    SHOT_LAYER,
    SHOT_LOOK,
    SHOT_OBJECT,
    SHOT_PLAY,
    SHOT_SHOOTER,
    SHOT_THREAT,
    Engagements,
)
from opendome.records.opportunities import MAY_SHOOT, OUT_OF_REACH
from raids import Raid, kills, raids
from shooting import (
    COMMON,
    KILL,
    chances_of,
    fought,
    with_number,
    with_rule,
    with_stock,
    world_of,
)
from some_threads import threads


def played(raid: Raid, plays: int = 20, order: tuple[int, ...] | None = None) -> Engagements:
    case = raid.case(order)
    return fought(world_of(case, plays), raid.chances(case, order))


plain_raids = raids(plain=True, kinds=("gbi", "sm-3-iia"))
single = raids(plain=True, kinds=("gbi",))


def ample(case: Case) -> Case:
    return with_stock(case, [1_000] * len(case.defence))


def chance(case: Case, raid: Raid) -> float:
    """Chance that nothing gets through; one look, so that nothing is rolled."""
    return float(fought(world_of(case), raid.chances(case)).no_leak[0])


@given(plain_raids)
def test_one_more_shot_a_look_never_hurts(raid: Raid) -> None:
    case = ample(raid.case())
    shots = int(case.defence.rules["shots"][MIDCOURSE])
    assert chance(with_rule(case, MIDCOURSE, shots=shots + 1), raid) >= chance(case, raid) - 1e-12


@given(plain_raids, kills)
def test_a_better_interceptor_never_hurts(raid: Raid, better: float) -> None:
    case = ample(raid.case())
    name = next(iter(raid.kinds))
    world = with_number(world_of(case), max(better, raid.kinds[name][KILL]), name, KILL)
    first, last = raid.first, raid.first + raid.length
    found = fought(world, chances_of(world, first, last, raid.flight[..., None], raid.limit))
    assert float(found.no_leak[0]) >= chance(case, raid) - 1e-12


@given(plain_raids)
def test_one_more_interceptor_never_hurts_where_there_is_enough(raid: Raid) -> None:
    case = ample(raid.case())
    more = with_stock(case, [1_001] + [1_000] * (len(case.defence) - 1))
    assert chance(more, raid) >= chance(case, raid) - 1e-12


@given(single)
def test_one_more_interceptor_of_the_only_battery_never_hurts(raid: Raid) -> None:
    case = raid.case()
    few, more = (
        fought(world_of(one), raid.chances(one)) for one in (case, with_stock(case, [raid.stock[0] + 1]))
    )
    assert more.no_leak[0] >= few.no_leak[0] - 1e-12
    assert more.leakers[0] <= few.leakers[0] + 1e-12
    assert few.used.sum() <= more.used.sum() <= few.used.sum() + 1.0


EVERYTHING = tuple(field.name for field in fields(Engagements) if field.name not in ("shooter_id", "used"))


def same(one: Engagements, two: Engagements, names: tuple[str, ...] = EVERYTHING) -> list[str]:
    """Parts that differ, by their bytes."""
    parts = [(name, np.asarray(getattr(one, name)), np.asarray(getattr(two, name))) for name in names]
    return [name for name, mine, theirs in parts if mine.tobytes() != theirs.tobytes()]


@given(raids(kinds=("gbi", "sm-3-iia", "thaad")), st.integers(0, 9))
def test_a_battery_out_of_reach_changes_nothing(raid: Raid, stock: int) -> None:
    rules = {layer: given | {"reserve_count": 0} for layer, given in raid.rules.items()}
    alone = replace(raid, rules=rules)
    column = np.full((raid.missiles, 1), 100.0)
    beside = replace(
        alone,
        kinds=raid.kinds | {"pac-3-mse": {KILL: 0.99, COMMON: 0.5}},
        stock=(*raid.stock, stock),
        first=np.hstack((raid.first, column)),
        length=np.hstack((raid.length, column)),
        flight=np.hstack((raid.flight, column)),
        limit=np.hstack((raid.limit, np.full((raid.missiles, 1), OUT_OF_REACH))),
    )
    one, two = played(alone), played(beside)
    # a fault of the stranger is weighed both ways, which may cost a last digit
    exact = ("past", "reason", "fails", "by_threat", "shots")
    assert same(one, two, exact) == []
    for name in set(EVERYTHING) - set(exact) - {"threat_id", "plays"}:
        np.testing.assert_allclose(getattr(two, name), getattr(one, name), rtol=0.0, atol=1e-12, err_msg=name)
    assert np.array_equal(one.used, two.used[:, :-1])
    assert not two.used[:, -1].any()


@given(raids(), st.data())
def test_the_order_of_shooters_changes_nobodys_fate(raid: Raid, data: Any) -> None:
    """No two hit equally well here: then no choice falls to the lower number."""
    order = tuple(data.draw(st.permutations(range(len(raid.kinds)))))
    one, two = played(raid), played(raid, order=order)
    assert same(one, two, ("past", "reason", "fails", "by_threat")) == []
    assert np.array_equal(one.used[:, order], two.used)
    for name in ("stopped", "arrives", "decided", "no_leak", "leakers", "histogram", "by_layer"):
        np.testing.assert_allclose(getattr(two, name), getattr(one, name), rtol=0.0, atol=1e-12, err_msg=name)


@given(raids())
def test_same_bytes_on_any_number_of_threads(raid: Raid) -> None:
    with threads(1):
        one = played(raid, 70)
    for count in (2, 5):
        with threads(count):
            assert same(one, played(raid, 70), (*EVERYTHING, "used")) == []


@given(raids())
def test_every_shot_keeps_the_rules(raid: Raid) -> None:
    case = raid.case()
    world = world_of(case, 10)
    chances = raid.chances(case)
    found = fought(world, chances)
    shots, posts = found.shots, case.defence.shooters
    who, threat = shots[:, SHOT_SHOOTER].astype(int), shots[:, SHOT_THREAT].astype(int)
    launch, meets = shots[:, SHOT_LAUNCH], shots[:, SHOT_INTERCEPT]
    assert np.all(chances.limit[threat, who] == MAY_SHOOT)
    assert np.all(launch >= chances.first_launch[threat, who])
    assert np.all(launch <= chances.last_launch[threat, who])
    np.testing.assert_allclose(meets - launch, raid.flight[threat, who], rtol=0.0, atol=1e-9)
    assert np.all(found.used <= posts["inventory"])
    for play in np.unique(shots[:, SHOT_PLAY]):
        here = shots[:, SHOT_PLAY] == play
        for one in np.unique(who[here]):
            mine = here & (who == one)
            _keeps_pace(launch[mine], meets[mine], float(world.kinds["launch_spacing"][posts["kind"][one]]))
            _keeps_channels(launch[mine], meets[mine], int(posts["channels"][one]))
        for layer in np.unique(posts["layer"]):
            fired = int((here & (shots[:, SHOT_LAYER] == layer)).sum())
            stock = int(posts["inventory"][posts["layer"] == layer].sum())
            assert fired <= max(stock - int(case.defence.rules["reserve"][layer]), 0)
    _keeps_looks(case, shots, world.doctrine["assess"])


def _keeps_pace(launch: Floats, meets: Floats, spacing: float) -> None:
    assert np.all(np.diff(np.sort(launch)) >= np.nan_to_num(spacing) - 1e-9)


def _keeps_channels(launch: Floats, meets: Floats, channels: int) -> None:
    for moment in launch if channels else ():
        assert ((launch <= moment) & (moment < meets)).sum() <= channels


def _keeps_looks(case: Case, shots: Floats, assess: Floats) -> None:
    """A look has so many shots at most, there are so many looks, and a later one waits for the results."""
    rules = case.defence.rules
    named = shots[:, [SHOT_PLAY, SHOT_THREAT, SHOT_OBJECT, SHOT_LAYER]]
    for key in np.unique(named, axis=0):
        mine = shots[np.all(named == key, axis=1)]
        look, layer = mine[:, SHOT_LOOK].astype(int), int(key[3])
        assert look.max() <= rules["looks"][layer]
        assert np.bincount(look).max() <= rules["shots"][layer]
        for number in range(2, look.max() + 1):
            results = mine[look < number, SHOT_INTERCEPT].max() + np.nan_to_num(assess[layer])
            assert mine[look == number, SHOT_LAUNCH].min() >= results - 1e-9
