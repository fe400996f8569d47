"""Ramps: by hand, by adding up, and the stock of what wears out unit by unit."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import ramps


def test_an_even_ramp_by_hand() -> None:
    rate, ramp = np.array([10.0]), np.array([4.0])
    assert ramps.delivered(np.array([2.0]), rate, ramp)[0] == pytest.approx(5.0)
    assert ramps.delivered(np.array([4.0]), rate, ramp)[0] == pytest.approx(20.0)
    assert ramps.delivered(np.array([6.0]), rate, ramp)[0] == pytest.approx(40.0)
    assert ramps.delivered(np.array([-1.0]), rate, ramp)[0] == 0.0
    assert ramps.time_to_deliver(np.array([40.0]), rate, ramp)[0] == pytest.approx(6.0)
    assert ramps.time_to_deliver(np.array([5.0]), rate, ramp)[0] == pytest.approx(2.0)


@pytest.mark.parametrize("learns", [False, True])
@pytest.mark.parametrize("ramp", [0.0, 0.3, 3.0, 12.0])
def test_what_is_made_is_the_rate_added_up(learns: bool, ramp: float) -> None:
    at = np.linspace(0.0, 10.0, 20_001)
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.clip(np.where(ramp > 0.0, at / ramp, 1.0), 0.0, 1.0)
    rate = 7.0 * (3.0 * x**2 - 2.0 * x**3 if learns else x)
    added = np.concatenate(([0.0], np.cumsum(0.5 * (rate[1:] + rate[:-1]) * np.diff(at))))
    made = ramps.delivered(at, np.full(1, 7.0), np.full(1, ramp), learns)
    np.testing.assert_allclose(made, added, atol=2e-3)


@pytest.mark.parametrize("learns", [False, True])
def test_the_time_to_deliver_is_the_inverse(learns: bool) -> None:
    quantity = np.geomspace(1e-6, 1e4, 400)
    time = ramps.time_to_deliver(quantity, np.full(1, 30.0), np.full(1, 5.0), learns)
    assert (np.diff(time) > 0.0).all()
    np.testing.assert_allclose(
        ramps.delivered(time, np.full(1, 30.0), np.full(1, 5.0), learns), quantity, rtol=1e-9
    )
    assert ramps.time_to_deliver(np.zeros(1), np.full(1, 30.0), np.full(1, 5.0), learns)[0] == 0.0


def one_by_one(first: list[int], capacity: list[int], quantity: int, life: int) -> list[int]:
    """In service at the end of each year, units made on its last day and each thrown away after its life."""
    born: list[int] = []
    stands = []
    for year, (own, most) in enumerate(zip(first, capacity, strict=True)):
        born = [one for one in born if year - one < life]
        more = min(max(own, most), quantity - len(born))
        born += [year] * more
        stands.append(len(born))
    return stands


def test_stock_against_units_one_by_one() -> None:
    first, capacity = [2, 5, 3, 0, 0, 0, 0, 0, 0, 0], [2, 5, 3, 4, 4, 4, 4, 4, 4, 4]
    rows = (np.array(one, float)[:, None] for one in (first, capacity))
    made = ramps.in_service(*rows, 10.0, np.full(1, 4.0), np.zeros(1))[:, 0]
    assert made.tolist() == one_by_one(first, capacity, 10, 4)


def test_a_slow_line_keeps_up_its_rate_times_the_life() -> None:
    capacity = np.full((40, 1), 100.0)
    stands = ramps.in_service(capacity, capacity, 1_000.0, np.full(1, 5.0), np.zeros(1))[:, 0]
    assert stands.max() == pytest.approx(500.0)
    assert stands[-1] == pytest.approx(500.0)


def test_what_is_lost_is_made_again_or_missing() -> None:
    first = np.zeros((5, 1))
    first[0] = 100.0
    alone = ramps.in_service(first, first, 100.0, np.full(1, np.inf), np.full(1, 0.1))[:, 0]
    np.testing.assert_allclose(alone, 100.0 * 0.9 ** np.array([0.0, 1.5, 2.5, 3.5, 4.5]))
    again = ramps.in_service(first, np.full((5, 1), 50.0), 100.0, np.full(1, np.inf), np.full(1, 0.1))[:, 0]
    np.testing.assert_allclose(again, 100.0)


def test_owned_units_wear_out_too() -> None:
    none = np.zeros((6, 1))
    stands = ramps.in_service(none, none, 10.0, np.full(1, 3.0), np.zeros(1), owned=10.0)[:, 0]
    assert stands.tolist() == [10.0, 10.0, 10.0, 0.0, 0.0, 0.0]
