"""Draws are shares, stand where they are addressed, and stay between hard ends."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from opendome.randomness import uniforms
from opendome.records import figures
from opendome.records.sampling import SHAPES, quantile, strata

seeds = st.integers(-(2**63), 2**63)
names = st.text(max_size=30)
plays = st.lists(st.integers(0, 2**63 - 1), max_size=30, unique=True)


@given(seeds, names, names, plays, st.integers(0, 9))
def test_uniforms_are_open_shares(seed: int, stage: str, thing: str, numbers: list[int], draws: int) -> None:
    found = uniforms(seed, stage, thing, np.array(numbers, dtype=np.int64), draws)
    assert found.shape == (len(numbers), draws)
    assert np.all(found > 0.0)
    assert np.all(found < 1.0)


@given(seeds, names, plays, st.integers(1, 9), st.integers(1, 9), st.data())
def test_a_play_keeps_its_draws(
    seed: int, thing: str, numbers: list[int], draws: int, more: int, data: st.DataObject
) -> None:
    """Some of the plays, in any order, with more draws or fewer: the same numbers."""
    assume(numbers)
    part = data.draw(st.lists(st.sampled_from(numbers), min_size=1))
    whole = uniforms(seed, "engagement", thing, np.array(numbers, dtype=np.int64), draws + more)
    some = uniforms(seed, "engagement", thing, np.array(part, dtype=np.int64), draws)
    assert np.array_equal(some, whole[[numbers.index(number) for number in part], :draws])


@given(seeds, st.tuples(names, names), st.tuples(names, names))
def test_another_address_is_another_draw(seed: int, one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(one != other)
    assume("\x1f" not in "".join((*one, *other)))
    numbers = np.arange(3)
    assert not np.array_equal(uniforms(seed, *one, numbers, 2), uniforms(seed, *other, numbers, 2))
    assert not np.array_equal(uniforms(seed, *one, numbers, 2), uniforms(seed + 1, *one, numbers, 2))


@given(seeds, names, st.integers(1, 500))
def test_one_draw_in_every_stratum(seed: int, name: str, count: int) -> None:
    shares = np.sort(strata(seed, name, count))
    assert np.array_equal(np.floor(shares * count), np.arange(count))


ends = st.floats(-1e6, 1e6)
# as near to 0 and 1 as `strata` gives them: half of 2**-53, over more worlds than anybody flies
shares = st.lists(st.floats(1e-22, 1.0 - 2.0**-53), min_size=1, max_size=20)


@given(st.sampled_from(SHAPES), ends, st.floats(1e-3, 1e6), st.floats(0.0, 1.0), shares)
def test_draws_stay_between_hard_ends(
    shape: str, low: float, width: float, peak: float, given_shares: list[float]
) -> None:
    low = abs(low) + 1e-3 if shape == "log_uniform" else low
    high = low + width
    value = min(max(low + peak * width, low), high)
    drawn = quantile(shape, np.array(sorted(given_shares)), low, value, high)
    slack = 1e-12 * (abs(low) + abs(high))
    assert np.all(drawn >= low - slack)
    assert np.all(drawn <= high + slack)
    assert np.all(np.diff(drawn) >= -slack)


def _table(count: int, ranges: dict[int, tuple[float, float]]) -> figures.Figures:
    rows = []
    for number in range(count):
        low, high = ranges.get(number, (5.0, 5.0))
        rows.append((f"library.thing.part_{number}_kg", 5.0, low, high, "triangular", "", "assumed", ""))
    return figures.of(rows)


@given(seeds, st.integers(1, 60), st.integers(1, 6), st.integers(0, 5))
def test_a_new_figure_changes_no_other(seed: int, worlds: int, count: int, ranged: int) -> None:
    ranges = {ranged: (4.0, 7.0)}
    few = _table(count + ranged, ranges).draw(seed, worlds)
    more = _table(count + ranged + 3, ranges | {count + ranged + 1: (1.0, 9.0)}).draw(seed, worlds)
    assert np.array_equal(more[:, : few.shape[1]], few)
