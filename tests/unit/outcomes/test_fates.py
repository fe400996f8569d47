"""Fates, their dice, and their bands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from opendome.engagement import engage
from opendome.outcomes import join, score
from opendome.outcomes.bands import band, histogram, leakers
from opendome.records import trajectories as flown
from opendome.records.case import Case, Plays, World
from opendome.records.opportunities import CHANCE, Opportunities
from opendome.records.outcomes import FAILED_BY_ITSELF, FATES, LEAKED, MISSED_TARGET, WorldOutcome
from opendome.records.trajectories import Trajectories
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from unit.outcomes.small import arcs


@pytest.fixture(scope="module")
def case() -> Case:
    library = Library()
    return settle(load_scenario("limited-raid", library), library)


def _world(case: Case, reliability: float, plays: int = 4000, index: int = 1) -> World:
    world = case.reference_world(Plays(1, 7))
    missiles = world.missiles.copy()
    missiles["launch_reliability"] = reliability
    drawn = World(case, index, 7, np.arange(1, plays + 1), world.numbers)
    drawn.__dict__["missiles"] = missiles  # in the place of the cached table
    return drawn


def scored_in(world: World, flights: Trajectories) -> WorldOutcome:
    """The world scored, without a shot: nobody can shoot."""
    threats = len(flights)
    nobody = np.empty(0, int)
    table, limit = np.empty((threats, 0, CHANCE)), np.empty((threats, 0), int)
    chances = Opportunities(flights.threat_id, (), table, np.empty(0), limit, nobody, nobody)
    unarmed = replace(
        world.case,
        defence=replace(world.case.defence, shooter_id=(), shooters=world.case.defence.shooters[:0]),
    )
    quiet = World(unarmed, world.index, world.seed, world.plays, world.numbers)
    quiet.__dict__["missiles"] = world.missiles
    return score(quiet, flights, None, chances, engage(quiet, flights, chances))


def _flights(case: Case, **changes: np.ndarray):
    count = len(case.threat_id)
    return replace(arcs(case.threat_id, tuple(30.0 * row for row in range(count))), **changes)


def test_the_dice_follow_the_reliability(case: Case) -> None:
    scored = scored_in(_world(case, 0.8), _flights(case))
    shares = (scored.fate == LEAKED).mean(axis=0)
    assert np.abs(shares - 0.8).max() < 5 * np.sqrt(0.8 * 0.2 / 4000)
    assert scored.chance[:, LEAKED] == pytest.approx(shares, abs=1e-12)
    assert scored.chance.sum(axis=1) == pytest.approx(1.0)


def test_each_missile_has_its_own_dice(case: Case) -> None:
    fails = scored_in(_world(case, 0.5), _flights(case)).fate == FAILED_BY_ITSELF
    together = np.mean(fails[:, 0] == fails[:, 1])
    assert abs(together - 0.5) < 5 * 0.5 / np.sqrt(len(fails))


def test_a_reliable_missile_never_fails(case: Case) -> None:
    scored = scored_in(_world(case, 1.0), _flights(case))
    assert (scored.fate == LEAKED).all()


@pytest.mark.parametrize(
    "changes",
    [{"miss": np.full(4, 10_001.0)}, {"status": np.full(4, flown.OUT_OF_REACH)}],
    ids=["far from the aim", "out of reach"],
)
def test_what_comes_down_elsewhere_has_missed(case: Case, changes: dict[str, np.ndarray]) -> None:
    scored = scored_in(_world(case, 0.9), _flights(case, **changes))
    assert set(np.unique(scored.fate)) == {FAILED_BY_ITSELF, MISSED_TARGET}
    assert scored.chance[:, MISSED_TARGET] == pytest.approx((scored.fate == MISSED_TARGET).mean(axis=0))


def test_worlds_are_joined_in_order_without_the_reference(case: Case) -> None:
    worlds = [scored_in(_world(case, 0.5, 10, index), _flights(case)) for index in (2, 0, 1)]
    joined = join(case.threat_id, worlds)
    assert joined.world.tolist() == [1] * 10 + [2] * 10
    assert joined.fate.shape == (20, 4)
    assert joined.chance.shape == (2, 4, len(FATES))
    assert len(joined.to_frame()) == 80


def test_a_band_lies_around_its_mean() -> None:
    found = band(np.array([1.0, 2.0, 3.0, np.nan]))
    assert (found.value, found.low, found.high) == pytest.approx((2.0, 1.1, 2.9))
    nothing = band(np.full(3, np.nan))
    assert np.isnan([nothing.value, nothing.low, nothing.high]).all()
    equal = band(np.full(7, 0.1))
    assert equal.low == equal.value == equal.high == 0.1


def test_what_is_not_known_is_without_luck(case: Case) -> None:
    # the worlds differ by their dice alone, so that nothing is unknown
    worlds = []
    for index in (1, 2, 3):
        world = _world(case, 0.75, 20, index)
        rolled = World(case, index, 7, world.plays + 100 * index, world.numbers)
        rolled.__dict__["missiles"] = world.missiles
        worlds.append(scored_in(rolled, _flights(case)))
    joined = join(case.threat_id, worlds)
    found = leakers(joined)
    assert found.low == pytest.approx(found.high, abs=0.3)
    assert abs(found.value - 3.0) < 5 * np.sqrt(4 * 0.75 * 0.25 / 60)
    assert found.sampling_error < 0.4
    shares = histogram(joined)
    assert len(shares) == 5
    assert shares.sum() == pytest.approx(1.0)
    assert shares.max() < 1.0
