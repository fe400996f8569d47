"""What holds under every ceiling."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opendome.choices.ceiling import Asked, fit
from slipping import in_order

whole = st.integers(0, 20)


@st.composite
def cases(draw: st.DrawFn) -> Asked:
    """A programme of some elements, prices that rise, and a ceiling that may bite."""
    rows, count = draw(st.integers(1, 4)), draw(st.integers(2, 6))
    table = draw(st.lists(whole, min_size=rows * count, max_size=rows * count))
    limits = draw(st.lists(st.integers(0, 40), min_size=count, max_size=count))
    rise = draw(st.sampled_from((1.0, 1.02, 1.1)))
    return Asked(
        names=tuple("abcd"[:rows]),
        years=2027 + np.arange(count),
        planned=1e9 * np.array(table, dtype=np.float64).reshape(rows, count),
        price=rise ** np.arange(count, dtype=np.float64),
        ceiling=1e9 * np.array(limits, dtype=np.float64),
    )


@given(cases())
def test_ceilings_hold_and_money_is_kept(case: Asked) -> None:
    found = fit(case)
    dollar = 1e-6 * 1e9
    assert (found.then_year <= case.ceiling + dollar).all()
    ahead = np.cumsum(found.spent, axis=1) - np.cumsum(case.planned, axis=1)
    assert ahead.max() <= dollar
    never = np.array([one.never_usd for one in found.slips])
    np.testing.assert_allclose(found.spent.sum(axis=1) + never, case.planned.sum(axis=1), atol=1e3)
    for one in found.slips:
        assert 0.0 <= one.never_usd <= one.delayed_usd + dollar
        assert 0.0 <= one.delayed_fraction <= 1.0


@given(cases())
def test_each_years_room_goes_to_the_most_important_that_waits(case: Asked) -> None:
    np.testing.assert_allclose(fit(case).spent, in_order(case), atol=1e3)


@given(cases(), st.lists(st.integers(0, 10), min_size=6, max_size=6))
def test_a_higher_ceiling_never_slips_more(case: Asked, more: list[int]) -> None:
    higher = replace(case, ceiling=case.ceiling + 1e9 * np.array(more[: len(case.years)]))
    low, high = fit(case), fit(higher)
    assert high.delay <= low.delay * (1.0 + 1e-9) + 1.0
    for before, after in zip(low.slips, high.slips, strict=True):
        assert after.never_usd <= before.never_usd + 1e3
        assert (
            after.mean_slip_year * (after.planned_usd - after.never_usd) + len(case.years) * (after.never_usd)
            <= before.mean_slip_year * (before.planned_usd - before.never_usd)
            + len(case.years) * (before.never_usd)
            + 1e4
        )


@given(cases(), st.integers(0, 100), st.integers(0, 100))
def test_a_higher_total_never_slips_more(case: Asked, total: int, more: int) -> None:
    low = fit(replace(case, total=1e9 * total))
    high = fit(replace(case, total=1e9 * (total + more)))
    assert low.then_year.sum() <= 1e9 * total + 1e3
    assert high.delay <= low.delay * (1.0 + 1e-9) + 1.0
