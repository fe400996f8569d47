"""Dollars of one year and dollars of each year: a programme's yearly money there and back.

Constant dollars say what is bought, then-year dollars what a budget shows. Between them stands a price index,
year by year, in one edition (`records.price_index`). Money is counted in the year in which it is given; the
United States' own books inflate procurement to the later years in which it is spent, by outlay rates, so
their then-year sums are higher: by 2.5 % in the first year of the PAC-3 MSE's report of December 2015.

Source: United States Office of Management and Budget, Historical Tables, section 10: an amount of one year
times the ratio of the two years' indices.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.records.price_index import PriceIndex


def then_year(
    constant: Floats, years: Sequence[int] | Integers, index: PriceIndex, price_year: int
) -> Floats:
    """Money of each year in that year's own dollars (..., Y).

    Args:
        constant: Money of each year, in dollars of `price_year` (..., Y).
        years: Fiscal years (Y,).
        index: Prices.
        price_year: Fiscal year of the constant dollars.
    """
    return np.asarray(constant * index.factor(price_year, years))


def constant(
    then_year: Floats, years: Sequence[int] | Integers, index: PriceIndex, price_year: int
) -> Floats:
    """Money of each year in dollars of one year (..., Y).

    Args:
        then_year: Money of each year, in that year's own dollars (..., Y).
        years: Fiscal years (Y,).
        index: Prices.
        price_year: Fiscal year of the dollars wanted.
    """
    return np.asarray(then_year * index.factor(years, price_year))
