"""What slips under a ceiling: cases by hand, and every schedule of small ones tried."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from opendome.arrays import Floats
from opendome.choices import ceiling
from opendome.choices.ceiling import Asked, fit
from slipping import in_order

NONE = np.inf


def asked(planned: list[list[float]], limits: list[float], **more: object) -> Asked:
    rows, count = len(planned), len(planned[0])
    one = Asked(
        names=tuple("abcdef"[:rows]),
        years=2027 + np.arange(count),
        planned=np.array(planned),
        price=np.ones(count),
        ceiling=np.array(limits),
    )
    return replace(one, **more)  # type: ignore[arg-type]


def test_nothing_slips_under_a_high_ceiling() -> None:
    one = fit(asked([[3, 2, 0], [1, 1, 1]], [4, 3, NONE]))
    assert not one.slips_at_all
    assert one.spent.tolist() == [[3, 2, 0], [1, 1, 1]]
    assert one.delay == 0.0


def test_the_less_important_element_waits() -> None:
    one = fit(asked([[3, 2, 0, 0], [1, 1, 1, 0]], [3, 3, 2, 2]))
    np.testing.assert_allclose(one.spent, [[3, 2, 0, 0], [0, 1, 2, 0]])
    first, second = one.slips
    assert (first.delayed_usd, first.mean_slip_year, first.end_year) == (0.0, 0.0, 2028)
    # its first dollar comes in 2028 and its second in 2029: both a year late, the third on time
    assert second.delayed_fraction == pytest.approx(2 / 3)
    assert second.mean_slip_year == pytest.approx(2 / 3)
    assert (second.longest_slip_year, second.planned_end_year, second.end_year) == (1, 2029, 2029)


def test_what_never_fits_is_told() -> None:
    one = fit(asked([[4, 0, 0], [2, 2, 2]], [2, 2, 2]))
    np.testing.assert_allclose(one.spent, [[2, 2, 0], [0, 0, 2]])
    assert one.slips[1].never_usd == pytest.approx(4.0)
    assert one.slips[1].delayed_fraction == 1.0
    assert one.slips[1].longest_slip_year == 2
    assert one.slips[1].end_year is None


def test_a_dollar_that_waits_buys_less() -> None:
    price = np.array([1.0, 1.25, 1.5])
    one = fit(asked([[4, 0, 0]], [2, 2, 2], price=price))
    np.testing.assert_allclose(one.spent, [[2, 1.6, 0.4]])
    np.testing.assert_allclose(one.then_year, [2, 2, 0.6])
    np.testing.assert_allclose(one.planned_then_year, [4, 0, 0])


def test_what_may_not_slip_is_taken_off_first() -> None:
    one = fit(asked([[2, 2], [3, 1]], [3, 3], may_slip=(True, False)))
    np.testing.assert_allclose(one.spent, [[0, 2], [3, 1]])
    assert one.over.tolist() == [0.0, 0.0]
    tight = fit(asked([[2, 2], [3, 1]], [1, 3], may_slip=(True, False)))
    assert tight.over.tolist() == [2.0, 0.0]


def test_a_ceiling_on_the_total_leaves_the_less_important_out() -> None:
    one = fit(asked([[3, 0], [3, 0]], [NONE, NONE], total=4.0))
    np.testing.assert_allclose(one.spent.sum(axis=1), [3, 1])


def test_an_industry_that_cannot_catch_up_is_served_now() -> None:
    # b can take 1 a year; served in turn by importance alone it would never catch up
    case = asked([[2, 0, 0], [1, 1, 1]], [2, 2, 1], most=np.array([NONE, 1.0]), weights=(1.0, 0.9))
    one = fit(case)
    assert (one.spent[1] <= 1.0 + 1e-9).all()
    np.testing.assert_allclose(one.spent[1], [1, 1, 1])


def replaced(one: ceiling.Fitted, spent: Floats) -> float:
    """Delay of another schedule of the same case."""
    return ceiling._delay(one.asked.planned, spent, ceiling._weights(one.asked))


@pytest.mark.parametrize("limits", list(product((1, 2, 4), repeat=3)))
@pytest.mark.parametrize(
    "planned",
    [[[2, 1, 0], [1, 0, 1]], [[0, 2, 1], [3, 0, 0]], [[1, 1, 1], [1, 1, 1]], [[4, 0, 0], [0, 0, 2]]],
)
def test_no_schedule_in_whole_dollars_is_better(planned: list[list[float]], limits: tuple[int, ...]) -> None:
    case = asked(planned, list(limits))
    found = fit(case)
    best = np.inf
    plan = np.cumsum(case.planned, axis=1)
    ways = [
        [curve for curve in product(*(range(int(most) + 1) for most in row))
         if all(low <= high for low, high in pairwise(curve))]
        for row in plan
    ]  # fmt: skip
    for curves in product(*ways):
        spent = np.diff(np.array(curves, dtype=np.float64), axis=1, prepend=0.0)
        if (spent.sum(axis=0) <= case.ceiling).all():
            best = min(best, replaced(found, spent))
    assert found.delay == pytest.approx(best, abs=1e-9)
    np.testing.assert_allclose(found.spent, in_order(case), atol=1e-9)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"price": np.ones(2)}, "price"),
        ({"planned": np.ones((1, 3))}, "planned"),
        ({"ceiling": -np.ones(3)}, "negative"),
        ({"price": np.zeros(3)}, "more than zero"),
        ({"weights": (1.0,)}, "one entry"),
    ],
)
def test_what_does_not_agree_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        fit(replace(asked([[1, 1, 1], [1, 1, 1]], [1, 1, 1]), **change))  # type: ignore[arg-type]
