"""What the n-th unit costs: learning in both theories, how many a year, and the line itself.

**Unit theory** (Crawford): unit n costs C₁ n^b, with b = log2(slope): each doubling of the number of the unit
brings the price of that unit down to `slope`. **Cumulative average** (Wright): the mean of the first N units
costs C₁ N^b, so that N units cost C₁ N^(b+1). The same slope means less money in the second: at 80 % the
first hundred cost 32.65 C₁ in the one and 22.71 C₁ in the other. **Flat**: every unit costs the same.

A published price is nearly always a mean over some quantity, not the price of a first unit that nobody has
seen; `first_unit_of_average` turns the one into the other.

Totals of the unit theory are sums of powers. The first eight terms are added up; of the others the sum is the
integral from half a unit before to half a unit after, with four terms of Euler and Maclaurin. Between whole
quantities that is the Hurwitz zeta function, the one smooth way through all sums: it rises with quantity and
bends only one way, so half a unit more costs something and less than the half before it.

Valid for: slopes over 0 and up to 1; in cumulative average over 0.5, where the last unit still costs
something. Relative error of a total below 1e-9 for slopes from 0.4 on.

Source: T. P. Wright, Factors Affecting the Cost of Airplanes, Journal of the Aeronautical Sciences 3 (1936)
122-128; J. R. Crawford, Learning Curve, Ship Curve, Ratios, Related Data, Lockheed (1944), the unit theory;
for the sums NIST Digital Library of Mathematical Functions, 25.11 and 2.10(i).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, log
from typing import Literal, get_args

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import device

Theory = Literal["flat", "unit", "cumulative_average"]
THEORIES: tuple[Theory, ...] = get_args(Theory)

_ADDED = 8
"""So many units are added up one by one."""

# Euler and Maclaurin at half units: odd derivatives 1, 3, 5 and 7 of n^b, at both ends
_MIDPOINT = (-1.0 / 24.0, 7.0 / 5_760.0, -31.0 / 967_680.0, 127.0 / 154_828_800.0)

_ROUNDS = 60
"""The fit of lots settles in some ten."""


def exponent(slope: float | Floats, theory: Theory = "unit") -> Floats:
    """The power b that a slope stands for, log2(slope), any shape.

    Args:
        slope: What a doubling leaves of the price, over 0 and up to 1, any shape.
        theory: In `cumulative_average` the slope must be over 0.5.

    Raises:
        ValueError: The slope lies outside.
    """
    given = np.asarray(slope, dtype=np.float64)
    if not np.all((given > 0.0) & (given <= 1.0)):
        raise ValueError("a slope lies over 0 and at or below 1: what a doubling leaves of the price")
    if theory == "cumulative_average" and not np.all(given > 0.5):
        raise ValueError(
            "in cumulative average a slope lies over 0.5: at or below it one more unit costs nothing"
        )
    return np.asarray(np.log2(given))


@device
def sum_of_powers(before: float, after: float, power: float) -> float:
    """Sum of n^power over the units before + 1, …, after; plain numbers, so that a kernel can compile it.

    Args:
        before, after: Units made before the lot and after it, at least 0; they need not be whole.
        power: Any.
    """
    total = 0.0
    while before < _ADDED:
        before += 1.0
        total += before**power
    while after < _ADDED:
        after += 1.0
        total -= after**power
    low, high = before + 0.5, after + 0.5
    one = power + 1.0
    stretch = log(high / low)
    at_low = low**power
    # a slope of a half is 1/n, whose integral is a logarithm
    total += stretch if one == 0.0 else low * at_low * expm1(one * stretch) / one
    return total + _ends(high, at_low * exp(power * stretch), power) - _ends(low, at_low, power)


@device
def _ends(edge: float, at_edge: float, power: float) -> float:
    """Euler's and Maclaurin's terms at one end of a sum of powers, where the power itself is `at_edge`."""
    square = 1.0 / (edge * edge)
    derivative = power * at_edge / edge
    total = 0.0
    for order in range(4):
        total += _MIDPOINT[order] * derivative
        derivative *= (power - 2.0 * order - 1.0) * (power - 2.0 * order - 2.0) * square
    return total


def sums_of_powers(before: float | Floats, after: float | Floats, power: float | Floats) -> Floats:
    """`sum_of_powers` of arrays that broadcast (...).

    Args:
        before, after: Units made before the lot and after it, at least 0, any shape.
        power: Of the number of a unit, any shape.
    """
    low, high, power = np.broadcast_arrays(
        *(np.asarray(one, dtype=np.float64) for one in (before, after, power))
    )
    low, high = low.copy(), high.copy()
    total = np.zeros(low.shape)
    for edge, sign in ((low, 1.0), (high, -1.0)):
        for _ in range(_ADDED):
            few = edge < _ADDED
            if not few.any():
                break
            edge[few] += 1.0
            total[few] += sign * edge[few] ** power[few]
    low += 0.5
    high += 0.5
    one = power + 1.0
    stretch = np.log(high / low)
    at_low = low**power
    harmonic = one == 0.0
    whole = low * at_low * np.expm1(one * stretch) / np.where(harmonic, 1.0, one)
    total += np.where(harmonic, stretch, whole)
    at_high = at_low * np.exp(power * stretch)
    return np.asarray(total + _ends_of(high, at_high, power) - _ends_of(low, at_low, power))


def _ends_of(edge: Floats, at_edge: Floats, power: Floats) -> Floats:
    square = 1.0 / (edge * edge)
    derivative = power * at_edge / edge
    total = np.zeros(edge.shape)
    for order, weight in enumerate(_MIDPOINT):
        total += weight * derivative
        derivative *= (power - 2.0 * order - 1.0) * (power - 2.0 * order - 2.0) * square
    return total


def units_worth(
    theory: Theory, slope: float | Floats, before: float | Floats, after: float | Floats
) -> Floats:
    """What a lot costs in first units: its total over C₁ (...).

    Args:
        theory: Which.
        slope: What a doubling leaves of the price; not asked for where the price is flat; any shape.
        before, after: Units made before the lot and after it, at least 0, any shape; they need not be whole.

    Raises:
        ValueError: A slope outside its bounds, or an unknown theory.
    """
    if theory not in THEORIES:
        raise ValueError(f"the theory is one of {', '.join(THEORIES)}, not {theory}")
    before, after = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if theory == "flat":
        return np.asarray(after - before)
    return _worth(theory, exponent(slope, theory), before, after)


def _worth(theory: Theory, power: Floats, before: Floats, after: Floats) -> Floats:
    if theory == "unit":
        return sums_of_powers(before, after, power)
    return np.asarray(after ** (power + 1.0) - before ** (power + 1.0))


def first_unit_of_average(
    theory: Theory, average: float | Floats, slope: float | Floats, quoted_for: float | Floats
) -> Floats:
    """The first unit's price such that the first `quoted_for` cost `average` in the mean (...).

    Args:
        theory: Which.
        average: The published price, in any money, any shape.
        slope: What a doubling leaves of the price, any shape.
        quoted_for: How many units the price is the mean of; 1 where it is the first unit's own; any shape.

    Raises:
        ValueError: A slope outside its bounds, or a price for less than one unit.
    """
    count = np.asarray(quoted_for, dtype=np.float64)
    if not np.all(count >= 1.0):
        raise ValueError("a price is quoted for one unit or more")
    return np.asarray(average * count / units_worth(theory, slope, 0.0, count))


def rate_factor(rate: float | Floats, quoted_rate: float | Floats, slope: float | Floats) -> Floats:
    """What making so many a year does to the price: slope^log2(rate / quoted) (...); 1 where none is made.

    Args:
        rate: Made in the year, any shape.
        quoted_rate: At which the price was quoted, over 0, any shape.
        slope: What twice the yearly rate leaves of the price, over 0 and up to 1, any shape.

    Raises:
        ValueError: A slope or a quoted rate outside its bounds.

    Source: the rate term as in the DoD's cost analysis, ln C = ln C₁ + b ln n + r ln Q: M. S. Goldberg and
    A. E. Touw, Statistical Methods for Learning Curves and Cost Analysis (2003).
    """
    quoted, made = np.asarray(quoted_rate, dtype=np.float64), np.asarray(rate, dtype=np.float64)
    if not np.all(quoted > 0.0):
        raise ValueError("the yearly rate that a price was quoted at is over 0")
    ratio = np.where(made > 0.0, made / quoted, 1.0)
    return np.asarray(ratio ** exponent(slope))


def line_cost(made: Floats, per_year: float | Floats) -> Floats:
    """What the line costs by itself in each year in which it makes anything (...).

    Args:
        made: Units made (..., Y).
        per_year: Fixed cost of an open line in one year, any shape that broadcasts.
    """
    return np.where(made > 0.0, per_year, 0.0)


@dataclass(frozen=True)
class LotFit:
    """A learning curve through the lots of a programme.

    Attributes:
        first: Price of the first unit; with the rate term, at one unit a year.
        slope: What a doubling of the unit's number leaves of the price.
        rate_slope: What a doubling of the yearly rate leaves; 1 where it was not fitted.
        residual: Standard deviation of the logarithms of lot means about the curve, over the lots beyond the
            number of unknowns.
        midpoint: n such that first × n^b is the mean price of the lot (L,).
    """

    first: float
    slope: float
    rate_slope: float
    residual: float
    midpoint: Floats


def fit_lots(
    quantities: Floats, costs: Floats, theory: Theory = "unit", *, with_rate: bool = False
) -> LotFit:
    """The curve through lots: least squares on logarithms, at each lot's true midpoint.

    The unit that costs what its lot costs in the mean depends on the slope that is looked for, so both are
    found in turn until neither changes.

    Args:
        quantities: Of each lot, in order, over 0 (L,).
        costs: Of each lot, in dollars of one year, over 0 (L,).
        theory: Unit or cumulative average.
        with_rate: Fit the rate term as well, each lot being one year's making.

    Raises:
        ValueError: Fewer lots than unknowns and one, a lot of none, a lot for nothing, or a flat theory.

    Source: M. S. Goldberg and A. E. Touw, Statistical Methods for Learning Curves and Cost Analysis (2003).
    """
    quantity, cost = np.asarray(quantities, dtype=np.float64), np.asarray(costs, dtype=np.float64)
    unknowns = 3 if with_rate else 2
    if theory == "flat":
        raise ValueError("a flat price has no slope to fit")
    if quantity.shape != cost.shape or quantity.ndim != 1 or len(quantity) <= unknowns:
        raise ValueError(
            f"a fit of {unknowns} unknowns takes quantities and costs of more than {unknowns} lots"
        )
    if not (np.all(quantity > 0.0) and np.all(cost > 0.0)):
        raise ValueError("every lot has units and costs something")
    after = np.cumsum(quantity)
    before = after - quantity
    log_mean = np.log(cost / quantity)
    midpoint = np.ones(len(quantity))
    power = -0.1
    found = np.zeros(unknowns)
    for _ in range(_ROUNDS):
        # where nothing is learnt, every unit is the midpoint; just beside it there is one
        power = power if abs(power) > 1e-9 else -1e-9
        if theory == "cumulative_average" and power <= -1.0:
            raise ValueError("the lots fall so fast that in cumulative average one more unit costs nothing")
        mean = _worth(theory, np.asarray(power), before, after) / quantity
        midpoint = mean ** (1.0 / power)
        columns = [np.ones(len(quantity)), np.log(midpoint), *([np.log(quantity)] if with_rate else [])]
        found = np.linalg.lstsq(np.stack(columns, axis=1), log_mean, rcond=None)[0]
        settled = abs(found[1] - power) < 1e-13
        power = float(found[1])
        if settled:
            break
    residual = log_mean - np.stack(columns, axis=1) @ found
    return LotFit(
        first=float(np.exp(found[0])),
        slope=float(2.0 ** found[1]),
        rate_slope=float(2.0 ** found[2]) if with_rate else 1.0,
        residual=float(np.sqrt(residual @ residual / (len(quantity) - unknowns))),
        midpoint=midpoint,
    )
