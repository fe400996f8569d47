"""What one costs in the mean, how that grew, and when it is a breach of the law.

The United States report two unit costs of each large programme: all of it, development and construction among
it, over all units (programme acquisition unit cost), and procurement over the units procured. Both are held
against two baselines, the current and the original one, in dollars of the base year. Fewer units mean dearer
ones, so unit cost alone does not say whether anything became dearer: PAC-3 MSE cost 11 % more each and 18 %
less in all, because a quarter fewer were to be bought. `growth_at_quantity` compares at one quantity.

Source: 10 U.S.C. 4371 to 4375 (formerly 2433), the Nunn-McCurdy provisions: growth of 15 % over the current
or 30 % over the original baseline is significant, of 25 % or 50 % critical; Selected Acquisition Reports of
December 2015 (16-F-0402) for the form of the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from opendome.arrays import Floats
from opendome.programme.learning import Theory, first_unit_of_average, units_worth

Breach = Literal["none", "significant", "critical"]

SIGNIFICANT, CRITICAL = (0.15, 0.30), (0.25, 0.50)
"""Growth over the current and over the original baseline from which on a breach is one."""


def unit_cost(total: float | Floats, quantity: float | Floats) -> Floats:
    """The mean price of one: money over units (...).

    Args:
        total: Money, any shape; all of acquisition for the programme's unit cost, procurement alone for the
            procurement's.
        quantity: Units that it pays for, over 0, any shape.

    Raises:
        ValueError: A quantity of none.
    """
    count = np.asarray(quantity, dtype=np.float64)
    if not np.all(count > 0.0):
        raise ValueError("a unit cost takes one unit or more")
    return np.asarray(total / count)


def growth(now: float | Floats, baseline: float | Floats) -> Floats:
    """How much more than at the baseline, as a share of it (...); below 0 where it is less.

    Args:
        now: Cost, in dollars of the baseline's year, any shape.
        baseline: Cost then, over 0, any shape.

    Raises:
        ValueError: A baseline of nothing.
    """
    base = np.asarray(baseline, dtype=np.float64)
    if not np.all(base > 0.0):
        raise ValueError("growth is over a baseline that costs something")
    return np.asarray(now / base - 1.0)


def breach(over_current: float, over_original: float) -> Breach:
    """The class of a growth of unit cost under the Nunn-McCurdy provisions.

    Args:
        over_current: Growth over the current baseline, as a share.
        over_original: Growth over the original baseline, as a share.
    """
    found = (over_current, over_original)
    if any(grown >= limit for grown, limit in zip(found, CRITICAL, strict=True)):
        return "critical"
    if any(grown >= limit for grown, limit in zip(found, SIGNIFICANT, strict=True)):
        return "significant"
    return "none"


@dataclass(frozen=True)
class Growth:
    """Growth of procurement between two plans of different quantity.

    Attributes:
        total: Of all money, as a share of the former plan's.
        unit: Of the price of one in the mean.
        at_quantity: What is left at the new quantity on the old learning curve: the growth of the price.
        by_quantity: How much dearer each one is alone because fewer are bought.
    """

    total: float
    unit: float
    at_quantity: float
    by_quantity: float


def growth_at_quantity(
    now: tuple[float, float], before: tuple[float, float], slope: float, theory: Theory = "unit"
) -> Growth:
    """Growth of procurement, with that part taken off which the change of quantity explains.

    The former plan is priced anew for the new quantity, down its own learning curve; what the new plan costs
    beside that is growth. The two parts multiply to the growth of the unit's price.

    Args:
        now: Money and quantity of the new plan; dollars of one year.
        before: Money and quantity of the former plan, in the same dollars.
        slope: Of learning.
        theory: Of learning.

    Raises:
        ValueError: A quantity under 1, or a slope outside its bounds.

    Source: `rand-tr-343`, which adjusts growth for changes of quantity.
    """
    cost, quantity = now
    first = first_unit_of_average(theory, unit_cost(*before), slope, before[1])
    old_price = float(first * units_worth(theory, slope, 0.0, quantity)) / quantity
    unit, unit_before = float(unit_cost(cost, quantity)), float(unit_cost(*before))
    return Growth(
        total=float(growth(cost, before[0])),
        unit=float(growth(unit, unit_before)),
        at_quantity=float(growth(unit, old_price)),
        by_quantity=float(growth(old_price, unit_before)),
    )


def walk(start: float, steps: Sequence[float]) -> Floats:
    """A unit cost's way from one baseline to the next: the start, and where each step leads (N + 1,).

    Args:
        start: Unit cost at the first baseline.
        steps: What each cause added, below 0 where it took away, N of them.
    """
    return np.cumsum([start, *steps])


def over_life(per_year: Sequence[float], years: float) -> float:
    """What is run for years costs: the parts of a year's cost, times the years.

    Args:
        per_year: Maintenance, support and whatever else a year costs, in any money.
        years: Of service of all that is run, as units times years where it is counted so.
    """
    return float(np.sum(per_year)) * years


def years_of_work(remaining: float | Floats, per_year: float | Floats) -> Floats:
    """How long a line takes for what is still to be made [year] (...).

    Args:
        remaining: Units, any shape.
        per_year: Units a year, over 0, any shape.

    Raises:
        ValueError: A line that makes nothing.
    """
    rate = np.asarray(per_year, dtype=np.float64)
    if not np.all(rate > 0.0):
        raise ValueError("a line makes more than none a year")
    return np.asarray(remaining / rate)
