"""Prices by year: factors, years beyond the table, there and back."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.programme import deflators
from opendome.records.price_index import PriceIndex

INDEX = PriceIndex("made", "made for this test", np.array([2020, 2021, 2022]), np.array([0.8, 1.0, 1.1]))


def test_factors_are_ratios() -> None:
    assert INDEX.factor(2020, 2022) == pytest.approx(1.1 / 0.8)
    assert INDEX.factor([2020, 2021], 2021) == pytest.approx([1.25, 1.0])
    assert INDEX.factor(2021, 2021) == 1.0


def test_beyond_the_table_growth_goes_on() -> None:
    assert INDEX.growth == pytest.approx(0.1)
    assert INDEX.price([2023, 2025]) == pytest.approx([1.1 * 1.1, 1.1 * 1.1**3])
    assert INDEX.price(2018) == pytest.approx(0.8 * 0.8**2)
    assert INDEX.beyond([2025, 2021, 2018, 2025]) == (2018, 2025)
    assert INDEX.beyond([2020, 2022]) == ()


def test_there_and_back() -> None:
    bought = np.arange(6.0).reshape(2, 3)
    years = [2019, 2021, 2040]
    dear = deflators.then_year(bought, years, INDEX, 2020)
    assert dear[1, 1] == pytest.approx(4.0 * 1.25)
    np.testing.assert_allclose(deflators.constant(dear, years, INDEX, 2020), bought, rtol=1e-14)
