"""One kill probability for all shots of a world, drawn from a test record: what bands say of it."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.special import betaincinv, betaln

from one_unknown import MANY, RUNS, asked, outcomes
from opendome.outcomes import bands
from opendome.records.case import Plays
from shooting import RECORD


def misses(shots: int) -> float:
    """Chance that so many shots all miss, over the posterior of 12 of 21: a quotient of beta functions."""
    return float(np.exp(betaln(12.5, 9.5 + shots) - betaln(12.5, 9.5)))


@pytest.mark.parametrize("shots", [1, 2, 4])
def test_shots_that_share_what_is_not_known_miss_together(shots: int) -> None:
    leak = bands.leak(outcomes(MANY if shots == 4 else MANY // 10, shots)).value
    assert leak == pytest.approx(misses(shots), abs=2e-4)
    assert leak > (1.0 - RECORD) ** shots


def test_a_raid_of_four() -> None:
    """The test that a fixed probability fails."""
    leak, none = bands.leak(outcomes(MANY, 4)), bands.no_leak(outcomes(MANY, 4))
    ends = (1.0 - betaincinv(12.5, 9.5, np.array([0.95, 0.05]))) ** 4
    assert (leak.low, leak.high) == pytest.approx(tuple(ends), abs=5e-4)
    assert (none.high, none.low) == pytest.approx(tuple((1.0 - ends) ** 4), abs=2e-3)


def test_a_fixed_probability_hides_what_is_not_known() -> None:
    found = outcomes(RUNS, 4, False)
    leak, none = bands.leak(found), bands.no_leak(found)
    assert leak.value == pytest.approx((1.0 - RECORD) ** 4, abs=1e-12)
    assert none.value == pytest.approx((1.0 - (1.0 - RECORD) ** 4) ** 4, abs=1e-12)
    for band in (leak, none):
        assert band.high - band.low < 1e-12
        assert band.sampling_error < 1e-12


def test_more_runs_leave_the_band() -> None:
    """A hundred times the runs: only the doubt of the mean itself becomes less, by ten."""
    for of in (bands.leak, bands.no_leak):
        few, many = of(outcomes(RUNS, 4)), of(outcomes(MANY, 4))
        assert many.value == pytest.approx(few.value, abs=few.sampling_error)
        width = few.high - few.low
        assert many.high - many.low == pytest.approx(width, rel=0.15)
        assert many.sampling_error == pytest.approx(few.sampling_error / 10.0, rel=0.3)


def test_leakers_of_one_world_come_together() -> None:
    """All four get through far more often than four independent misses of all shots say."""
    shares = bands.histogram(outcomes(MANY, 4))
    assert shares.sum() == pytest.approx(1.0, abs=1e-12)
    assert shares[4] == pytest.approx(misses(16), rel=0.05)
    assert shares[4] > 10.0 * misses(4) ** 4


def test_rolled_fates_agree_with_the_chances() -> None:
    found = outcomes(MANY, 4)
    leaked = (found.fate == 4).mean()
    chance = bands.leak(found).value
    # plays of one world share its kill probability: their spread counts by worlds
    spread = found.chance[:, :, 4].mean(axis=1).std() / sqrt(len(found.chance))
    dice = sqrt(chance * (1.0 - chance) / found.fate.size)
    assert abs(leaked - chance) < 5.0 * (dice + 0.1 * spread)


def test_reference_world_holds_the_mean() -> None:
    case = asked()
    world = case.reference_world(Plays(RUNS))
    assert float(world.kinds["kill_probability"][0]) == pytest.approx(12.5 / 22.0, abs=5e-5)
