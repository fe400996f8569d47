"""What holds for every budget: sums to the cent, and ceilings."""

from __future__ import annotations

from math import fsum

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from opendome.arrays import Floats
from opendome.programme import budget
from opendome.programme.budget import APPROPRIATION_OF, APPROPRIATIONS, in_cents
from opendome.randomness import uniforms

KINDS = tuple(APPROPRIATION_OF)

amounts = arrays(
    np.float64,
    st.tuples(st.just(len(KINDS)), st.integers(1, 30)),
    elements=st.floats(0.0, 4e11, allow_subnormal=False),
)


@given(amounts)
def test_years_and_appropriations_add_up_to_the_cent(costs: Floats) -> None:
    granted = budget.authority(costs, KINDS)
    total = round(100.0 * fsum(costs.ravel().tolist()))
    assert abs(int(granted.sum()) - total) <= 1
    assert int(granted.sum(axis=0).sum()) == int(granted.sum(axis=1).sum()) == int(granted.sum())
    split = np.array([costs[[APPROPRIATION_OF[kind] == name for kind in KINDS]].sum(axis=0)
                      for name in APPROPRIATIONS])  # fmt: skip
    assert np.abs(granted - 100.0 * split).max() <= 1.0 + 1e-3


@given(amounts, st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8), st.integers(0, 9))
def test_every_cent_is_paid_once_or_never(costs: Floats, shares: list[float], lapse: int) -> None:
    most = sum(shares) * (1.0 + 0.1 * lapse) or 1.0
    rates = {name: [share / most for share in shares] for name in APPROPRIATIONS}
    years = 2027 + np.arange(costs.shape[1])
    granted = budget.authority(costs, KINDS)
    paid = budget.outlays(years, granted, rates)
    assert paid.by_year is not None
    assert int(paid.by_year.sum() + paid.never_spent.sum()) == int(granted.sum())
    assert (paid.cents.sum(axis=1) + paid.never_spent).tolist() == granted.sum(axis=1).tolist()
    assert (paid.cents >= 0).all()


@given(st.integers(1, 400), st.integers(0, 1_000))
def test_cents_add_up_whatever_the_size(count: int, seed: int) -> None:
    drawn = uniforms(seed, "test", "cents", np.arange(count), 1)[:, 0]
    held = 1e12 * drawn**8
    cents = in_cents(held)
    assert (
        int(cents.sum()) == round(100.0 * float(held.sum()))
        or abs(int(cents.sum()) - 100.0 * float(held.sum())) <= 1.0
    )
    assert np.abs(cents - 100.0 * held).max() <= 1.0 + 1e-2
