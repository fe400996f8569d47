"""Who fires the next shot: one decision at a time."""

from __future__ import annotations

from math import inf, nan
from typing import Any, NamedTuple

import numpy as np
import pytest

from opendome.engagement import state
from opendome.engagement.planner import EMPTY, NOBODY, TAKEN, decide, flight_at, free_channel
from opendome.records.defence import MIDCOURSE, TERMINAL
from opendome.records.opportunities import (
    CHANCE,
    FIRST,
    FLIGHT,
    LAST,
    LAUNCHES,
    MAY_SHOOT,
    OUT_OF_REACH,
    TOO_LATE,
)

ROOM = 3
"""Channels that an array of shooters has room for."""


class Said(NamedTuple):
    """What `decide` says."""

    shooter: int
    launch: float
    again: float
    why: int


def shooter(
    hits: float = 0.5, stock: int = 4, wanted: int = 2, busy: tuple[float, ...] = (), **more: float
) -> dict[str, Any]:
    """One shooter and its chance.

    Args:
        hits, stock, wanted: Chance to hit, interceptors left, shots its targets may yet ask of it.
        busy: When each of its channels is free again; none for any number of channels.
        more: `first`, `last`, `flight`, `layer`, `kind`, `next`, `limit`.
    """
    base = {"first": 0.0, "last": 70.0, "flight": 30.0, "layer": MIDCOURSE, "kind": 0, "next": -inf}
    return base | {"limit": MAY_SHOOT, "hits": hits, "stock": stock, "wanted": wanted, "busy": busy} | more


def ask(*shooters: dict[str, Any], now: float = 10.0, left: float = 99.0, tells: float = 0.0) -> Said:
    """What is decided, about one target."""
    posts = np.zeros((len(shooters), state.POST + ROOM))
    chances = np.full((len(shooters), CHANCE), nan)
    limits = np.array([one["limit"] for one in shooters], dtype=np.int64)
    for post, chance, one in zip(posts, chances, shooters, strict=True):
        post[[state.KIND, state.LAYER, state.HITS, state.STOCK, state.NEXT, state.WANTED]] = [
            one[name] for name in ("kind", "layer", "hits", "stock", "next", "wanted")
        ]
        post[state.CHANNELS] = len(one["busy"])
        post[state.POST : state.POST + len(one["busy"])] = one["busy"]
        chance[FIRST], chance[LAST] = one["first"], one["last"]
        chance[FLIGHT : FLIGHT + LAUNCHES] = one["flight"]
    layers = np.zeros((state.LAYER_COUNT, state.ONE_LAYER))
    layers[:, state.LEFT] = left
    told = np.array([tells, 0.0])
    return Said(*decide(posts, layers, chances, limits, told, MIDCOURSE, now))


def test_it_shoots_at_once() -> None:
    assert ask(shooter()) == Said(0, 10.0, inf, 0)


@pytest.mark.parametrize("other", [{"layer": TERMINAL}, {"limit": OUT_OF_REACH}, {"limit": TOO_LATE}])
def test_who_does_not_come_into_question(other: dict[str, Any]) -> None:
    assert ask(shooter(**other)) == Said(NOBODY, inf, inf, 0)
    assert ask(shooter(hits=0.9, **other), shooter()).shooter == 1


def test_who_knows_a_decoy_leaves_it_alone() -> None:
    assert ask(shooter(), tells=1.0) == Said(NOBODY, inf, inf, 0)
    assert ask(shooter(hits=0.9), shooter(kind=1), tells=1.0).shooter == 1


def test_without_stock() -> None:
    assert ask(shooter(stock=0)) == Said(NOBODY, inf, inf, EMPTY)
    assert ask(shooter(stock=0), shooter()) == Said(1, 10.0, inf, EMPTY)


def test_the_reserve_of_a_layer_is_kept() -> None:
    assert ask(shooter(), left=0.0) == Said(NOBODY, inf, inf, EMPTY)
    assert ask(shooter(), left=1.0).shooter == 0


def test_before_a_window_it_waits() -> None:
    assert ask(shooter(first=25.0)) == Said(NOBODY, inf, 25.0, 0)
    assert ask(shooter(first=25.0), shooter(first=15.0)) == Said(NOBODY, inf, 15.0, 0)
    assert ask(shooter(first=10.0)).shooter == 0


def test_after_a_window_it_is_over() -> None:
    assert ask(shooter(last=9.0)) == Said(NOBODY, inf, inf, 0)
    assert ask(shooter(last=10.0)) == Said(0, 10.0, inf, 0)


def test_channels_wait_and_are_free_again() -> None:
    assert ask(shooter(busy=(20.0, 15.0))) == Said(NOBODY, inf, 15.0, TAKEN)
    assert ask(shooter(busy=(20.0, 10.0))) == Said(0, 10.0, inf, 0)
    assert ask(shooter(busy=(71.0, 80.0))) == Said(NOBODY, inf, inf, TAKEN)
    assert ask(shooter(hits=0.9, busy=(20.0,)), shooter()).shooter == 1


def test_a_channel_is_taken_where_it_is_free_first() -> None:
    post = np.zeros(state.POST + ROOM)
    assert free_channel(post) == (-1, -inf)
    post[state.CHANNELS] = 3
    post[state.POST :] = 30.0, 20.0, 20.0
    assert free_channel(post) == (state.POST + 1, 20.0)
    post[state.CHANNELS] = 1
    assert free_channel(post) == (state.POST, 30.0)


def test_launches_follow_one_another() -> None:
    assert ask(shooter(next=12.5)) == Said(0, 12.5, inf, 0)
    assert ask(shooter(next=70.0)) == Said(0, 70.0, inf, 0)
    assert ask(shooter(next=70.5)) == Said(NOBODY, inf, inf, TAKEN)


def test_a_gap_is_asked_again_at_its_next_launch_time() -> None:
    gap = np.array([30.0, nan, nan, 27.0, 26.0, nan, 24.0, 23.0])  # launches at 0, 10, … 70
    assert ask(shooter(flight=gap), now=0.0).shooter == 0
    assert ask(shooter(flight=gap), now=10.0) == Said(NOBODY, inf, 20.0, 0)
    assert ask(shooter(flight=gap), now=5.0) == Said(NOBODY, inf, 10.0, 0)
    assert ask(shooter(flight=gap), now=29.0) == Said(NOBODY, inf, 30.0, 0)
    assert ask(shooter(flight=gap), now=30.0).shooter == 0
    assert ask(shooter(flight=gap, next=45.0), now=30.0) == Said(NOBODY, inf, 50.0, 0)


def test_a_gap_to_the_end_ends() -> None:
    now, asked = 0.0, []
    while now < inf:
        asked.append(now)
        said = ask(shooter(flight=nan, first=1.0 / 3.0, last=1_000.0), now=now)
        assert said.shooter == NOBODY
        assert said.again > now
        now = said.again
    assert len(asked) == LAUNCHES + 1


def test_a_gap_of_one_moment_ends() -> None:
    assert ask(shooter(flight=nan, first=10.0, last=10.0)) == Said(NOBODY, inf, inf, 0)


@pytest.mark.parametrize(("first", "width"), [(10.0, 1e-15), (3_600.0, 1e-10), (86_400.0, 1e-5)])
def test_a_gap_of_almost_one_moment_ends(first: float, width: float) -> None:
    last = max(first + width, float(np.nextafter(first, inf)))
    for now in np.linspace(first, last, LAUNCHES):
        assert ask(shooter(flight=nan, first=first, last=last), now=float(now)).again > now


def test_equal_ones_by_number() -> None:
    assert ask(shooter(), shooter(), shooter()).shooter == 0
    assert ask(shooter(stock=0), shooter(), shooter()).shooter == 1


def test_the_chance_to_hit_counts_as_far_as_the_stock_goes() -> None:
    assert ask(shooter(0.9, stock=2, wanted=4), shooter(0.5, stock=4, wanted=4)).shooter == 1
    assert ask(shooter(0.9, stock=3, wanted=4), shooter(0.5, stock=4, wanted=4)).shooter == 0
    assert ask(shooter(0.5, stock=4, wanted=4), shooter(0.9, stock=4, wanted=4)).shooter == 1
    assert ask(shooter(0.5, stock=1, wanted=4), shooter(0.9, stock=3, wanted=4)).shooter == 1


def test_then_less_asked_then_earlier() -> None:
    assert ask(shooter(stock=4, wanted=2), shooter(stock=8, wanted=2)).shooter == 1
    assert ask(shooter(next=20.0), shooter(next=15.0)) == Said(1, 15.0, inf, 0)
    assert ask(shooter(0.6, next=20.0), shooter(0.5)).shooter == 0
    assert ask(shooter(stock=5, next=20.0), shooter(stock=4)).shooter == 0


def test_flight_times_between_launches() -> None:
    chance = np.full(CHANCE, nan)
    chance[FIRST], chance[LAST] = 100.0, 170.0
    chance[FLIGHT : FLIGHT + LAUNCHES] = np.arange(LAUNCHES) ** 2.0
    for place in (0.0, 0.25, 1.0, 3.5, 6.9, 7.0):
        row = min(int(place), 6)
        wanted = row**2 + (place - row) * (2 * row + 1)
        assert flight_at(chance, 100.0 + 10.0 * place) == pytest.approx(wanted, abs=1e-12)
    chance[FLIGHT + 3] = nan
    assert flight_at(chance, 120.0) == 4.0
    assert np.isnan(flight_at(chance, 121.0))
    assert np.isnan(flight_at(chance, 139.0))
    assert flight_at(chance, 140.0) == 16.0


def test_flight_time_of_one_moment() -> None:
    chance = np.full(CHANCE, nan)
    chance[FIRST] = chance[LAST] = 100.0
    chance[FLIGHT] = 42.0
    assert flight_at(chance, 100.0) == 42.0
