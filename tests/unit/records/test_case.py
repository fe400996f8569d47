"""Worlds and plays: who plays in which world, and which numbers hold there."""

from __future__ import annotations

import numpy as np
import pytest

import flights
from opendome.records.case import Plays


@pytest.mark.parametrize(
    ("runs", "worlds"), [(1, 1), (7, 7), (10, 10), (200, 10), (1_000, 50), (10_000, 500)]
)
def test_every_play_has_one_world(runs: int, worlds: int) -> None:
    plays = Plays(runs)
    assert plays.worlds_count == worlds
    held = np.concatenate([plays.in_world(index) for index in range(1, worlds + 1)])
    assert np.array_equal(np.sort(held), np.arange(1, runs + 1))


def test_worlds_of_a_case() -> None:
    case = flights.case_of("hwasong-14", to=(41.88, -87.63))
    worlds = list(case.worlds(Plays(40, seed=3)))
    assert [world.index for world in worlds] == list(range(11))
    assert np.array_equal(worlds[0].numbers, case.figures.reference())
    assert worlds[0].missiles["payload_mass"][0] == 281.0
    assert worlds[0].stages["burn_time"][0].tolist() == [131.2, 111.8]
    assert np.isnan(worlds[0].missiles["fairing_mass"][0])
    drawn = [float(world.missiles["payload_mass"][0]) for world in worlds[1:]]
    assert len(set(drawn)) == 10
    assert 150.0 < min(drawn) < max(drawn) < 600.0
    for world in worlds:
        assert world.missiles["payload_mass"][0] == world.missiles["reentry_mass"][0]  # they move together


def test_the_same_seed_is_the_same_world() -> None:
    case = flights.case_of("hwasong-14", to=(41.88, -87.63))
    one, again, other = (list(case.worlds(Plays(20, seed=seed)))[4] for seed in (3, 3, 4))
    assert np.array_equal(one.numbers, again.numbers)
    assert not np.array_equal(one.numbers, other.numbers)
