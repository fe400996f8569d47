"""Phasing of development: the curve, yearly shares, real series."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import phasing


def test_a_curve_begins_at_nothing_and_ends_at_all() -> None:
    for shape, end in ((2.0, 0.97), (0.7, 0.5), (3.0, 0.999)):
        assert phasing.spent([-1.0, 0.0, 1.0, 2.0], shape, end).tolist() == [0.0, 0.0, 1.0, 1.0]


def test_yearly_shares_are_differences_of_the_curve() -> None:
    shares = phasing.yearly_shares(2027.25, 3.5, 2026, 6)
    assert shares[0] == 0.0
    assert shares[1] == pytest.approx(float(phasing.spent(0.75 / 3.5)))
    assert shares[2] == pytest.approx(float(phasing.spent(1.75 / 3.5) - phasing.spent(0.75 / 3.5)))
    assert shares[4] == pytest.approx(1.0 - float(phasing.spent(2.75 / 3.5)))
    assert shares[5] == 0.0


def test_each_draw_has_its_own_time() -> None:
    starts, durations = np.array([[2027.0], [2028.5]]), np.array([4.0, 0.0, 7.5])
    together = phasing.yearly_shares(starts, durations, 2027, 12)
    assert together.shape == (2, 3, 12)
    for at in np.ndindex(2, 3):
        alone = phasing.yearly_shares(starts[at[0], 0], durations[at[1]], 2027, 12)
        np.testing.assert_array_equal(together[at], alone)
    np.testing.assert_allclose(together.sum(axis=-1), 1.0, rtol=1e-14)


def test_what_takes_no_time_falls_at_once() -> None:
    assert phasing.yearly_shares(2028.0, 0.0, 2027, 3).tolist() == [0.0, 1.0, 0.0]
    assert phasing.yearly_shares(2028.9, 0.0, 2027, 3).tolist() == [0.0, 1.0, 0.0]
    assert phasing.yearly_shares(2028.5, 5e-324, 2027, 3).tolist() == [0.0, 1.0, 0.0]


def test_years_outside_are_left_out() -> None:
    assert phasing.yearly_shares(2020.0, 4.0, 2024, 3).tolist() == [0.0, 0.0, 0.0]
    whole = phasing.yearly_shares(2026.0, 4.0, 2026, 4)
    np.testing.assert_array_equal(phasing.yearly_shares(2026.0, 4.0, 2028, 1), whole[2:3])


@pytest.mark.parametrize(("shape", "end"), [(2.0, 0.97), (1.4, 0.9), (2.6, 0.995)])
def test_a_fit_finds_the_curve_that_made_the_series(shape: float, end: float) -> None:
    series = 870.0 * phasing.yearly_shares(0.0, 11.0, 0, 11, shape, end)
    found = phasing.fit(series)
    assert (found.shape, found.end) == pytest.approx((shape, end), rel=1e-5)
    assert found.residual < 1e-7
    assert found.correlation == pytest.approx(1.0)
    held = phasing.fit(series, phasing.RAYLEIGH)
    assert held.shape == phasing.RAYLEIGH
    assert held.residual >= found.residual


def test_a_series_by_share_of_its_time() -> None:
    assert phasing.spent_of_series(np.array([1.0, 3.0]), [0.0, 0.25, 0.5, 0.75, 1.0, 9.0]) == pytest.approx(
        [0.0, 0.125, 0.25, 0.625, 1.0, 1.0]
    )


@pytest.mark.parametrize(("shape", "end"), [(0.0, 0.97), (2.0, 1.0), (2.0, 0.0), (float("nan"), 0.9)])
def test_a_curve_that_is_none(shape: float, end: float) -> None:
    with pytest.raises(ValueError, match="shape over 0"):
        phasing.spent(0.5, shape, end)


@pytest.mark.parametrize("series", [[1.0, 2.0, 1.0], [0.0] * 5, [1.0, -1.0, 1.0, 1.0]])
def test_a_series_that_cannot_be_fitted(series: list[float]) -> None:
    with pytest.raises(ValueError, match="four years"):
        phasing.fit(np.array(series))
