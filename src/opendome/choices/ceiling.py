"""What must slip to stay under a ceiling: a linear programme over elements and fiscal years, solved by HiGHS.

Each element spends its money in the order in which it was planned, so a schedule is one curve an element:
what it has spent by the end of each year, never ahead of the plan. Delay is the area between plan and curve,
in dollar-years, weighted by priority. Money that does not fit within the horizon counts as late by as many
years again as the horizon has, so that nothing is left out to spare somebody else a short delay.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from opendome.arrays import Floats, Integers

_STEP = 2.0
"""Weight of one place of the order against the next, where no weights are given."""

_LEAST_WEIGHT = 1e-4
"""Of the first element's weight: smaller ones are lost in the solver's tolerance."""

_DUST = 1e-9
"""Share of all money below which an amount is nothing."""


@dataclass(frozen=True)
class Asked:
    """A programme and its ceilings.

    Attributes:
        names: Of the elements, the most important first.
        years: Fiscal years, shape (year,).
        planned: What each element asks for, shape (element, year) [constant dollars].
        price: Dollars of each year for one constant dollar, shape (year,).
        ceiling: The most in each year, shape (year,) [dollars of that year]; infinite where there is none.
        total: The most over all years [dollars of each year]; infinite where there is none.
        may_slip: Whether an element may slip at all, shape (element,); empty: every one may.
        most: What an element can spend in a year at most, shape (element,) [constant dollars]: what its
            industry can make; infinite or empty where nothing is known.
        weights: Of a dollar-year of delay, shape (element,); empty: each element twice the next one.
    """

    names: tuple[str, ...]
    years: Integers
    planned: Floats
    price: Floats
    ceiling: Floats
    total: float = np.inf
    may_slip: tuple[bool, ...] = ()
    most: Floats | None = None
    weights: tuple[float, ...] = ()


@dataclass(frozen=True)
class Slip:
    """What became of one element.

    Attributes:
        name: Of the element.
        planned_usd: What it asked for over the horizon [constant dollars].
        delayed_usd: Of that, what is spent later than planned, or never.
        never_usd: Of that, what does not fit within the horizon.
        mean_slip_year: Delay of a mean dollar that is spent, those that are on time among them.
        longest_slip_year: Delay of the dollar that waits longest; of those that are spent.
        planned_end_year: Last fiscal year with money in the plan; None without money.
        end_year: The same under the ceiling; None where some of it never fits.
    """

    name: str
    planned_usd: float
    delayed_usd: float
    never_usd: float
    mean_slip_year: float
    longest_slip_year: int
    planned_end_year: int | None
    end_year: int | None

    @property
    def delayed_fraction(self) -> float:
        """Share of its money that is late, or never comes."""
        return self.delayed_usd / self.planned_usd if self.planned_usd > 0.0 else 0.0


@dataclass(frozen=True)
class Fitted:
    """A programme under its ceilings.

    Attributes:
        asked: What was asked.
        spent: Shape (element, year) [constant dollars].
        slips: By element, in the order asked.
        over: What does not fit because it may not slip, shape (year,) [dollars of that year].
        delay: What was made least: weighted dollar-years.
    """

    asked: Asked
    spent: Floats
    slips: tuple[Slip, ...]
    over: Floats
    delay: float

    @property
    def then_year(self) -> Floats:
        """Yearly totals, shape (year,) [dollars of that year]."""
        found: Floats = self.spent.sum(axis=0) * self.asked.price
        return found

    @property
    def planned_then_year(self) -> Floats:
        """Yearly totals as planned, shape (year,) [dollars of that year]."""
        found: Floats = self.asked.planned.sum(axis=0) * self.asked.price
        return found

    @property
    def slips_at_all(self) -> bool:
        """Whether the ceiling moves anything."""
        return any(one.delayed_usd > 0.0 for one in self.slips)


def fit(asked: Asked) -> Fitted:
    """Move money to later years until every ceiling holds, with the least delay by priority.

    What may not slip is taken off the ceilings first; where it alone passes one, the rest is told in `over`.

    Args:
        asked: Programme and ceilings.

    Returns:
        Money by element and year, and who is late by how much.

    Raises:
        ValueError: Shapes do not agree, or money or ceilings are negative.
    """
    _check(asked)
    firm = ~np.asarray(asked.may_slip or (True,) * len(asked.names))
    held = (asked.planned * firm[:, None]).sum(axis=0) * asked.price
    over = np.maximum(held - asked.ceiling, 0.0)
    room = np.maximum(asked.ceiling - held, 0.0)
    left = max(asked.total - float(held.sum()), 0.0)
    spent = asked.planned.astype(np.float64)
    free = np.flatnonzero(~firm)
    if len(free):
        spent[free] = _solved(asked, free, room, left)
    weights = _weights(asked)
    slips = tuple(
        _slip(name, asked.years, asked.planned[row], spent[row]) for row, name in enumerate(asked.names)
    )
    return Fitted(asked, spent, slips, over, _delay(asked.planned, spent, weights))


def _check(asked: Asked) -> None:
    rows, count = len(asked.names), len(asked.years)
    for name, array in (("price", asked.price), ("ceiling", asked.ceiling)):
        if array.shape != (count,):
            raise ValueError(f"{name} has shape {array.shape}, not one number a year")
    if asked.planned.shape != (rows, count):
        raise ValueError(f"planned has shape {asked.planned.shape}, not ({rows}, {count})")
    if (asked.planned < 0.0).any() or (asked.ceiling < 0.0).any() or asked.total < 0.0:
        raise ValueError("money and ceilings are never negative")
    if not (asked.price > 0.0).all():
        raise ValueError("prices are more than zero")
    for given in (asked.may_slip, asked.weights, () if asked.most is None else asked.most):
        if len(given) not in (0, rows):
            raise ValueError("one entry an element, or none")


def _weights(asked: Asked) -> Floats:
    """Weights as given, or halved from one element to the next, but never lost to the solver."""
    if asked.weights:
        return np.asarray(asked.weights, dtype=np.float64)
    count = len(asked.names)
    step = min(_STEP, _LEAST_WEIGHT ** (-1.0 / max(count - 1, 1)))
    found: Floats = step ** -np.arange(count, dtype=np.float64)
    return found


def _delay(planned: Floats, spent: Floats, weights: Floats) -> float:
    """Weighted dollar-years between plan and curve; what never fits counts as late by the horizon again."""
    behind = np.cumsum(planned, axis=1) - np.cumsum(spent, axis=1)
    late = behind.sum(axis=1) + planned.shape[1] * behind[:, -1]
    return float(weights @ np.maximum(late, 0.0))


def _solved(asked: Asked, free: Integers, room: Floats, total: float) -> Floats:
    """Money of those that may slip, shape (free element, year) [constant dollars]."""
    from scipy import sparse
    from scipy.optimize import linprog

    planned = asked.planned[free]
    scale = max(float(planned.sum(axis=0).max()), 1.0)
    rows, count = planned.shape
    # a dollar spent in year y shortens the delay of this year and of all later ones, and is not never spent
    worth = np.arange(count, 0, -1) + float(count)
    gain = np.multiply.outer(_weights(asked)[free], worth)
    sums = sparse.tril(np.ones((count, count)))
    limits: list[Any] = [sparse.kron(sparse.eye(rows), sums, format="csr")]
    ends = [np.cumsum(planned, axis=1).ravel() / scale]
    bound = np.isfinite(room)
    if bound.any():
        a_year = sparse.kron(np.ones((1, rows)), sparse.diags(asked.price), format="csr")
        limits.append(a_year[np.flatnonzero(bound)])
        ends.append(room[bound] / scale)
    if np.isfinite(total):
        limits.append(sparse.csr_matrix(np.tile(asked.price, rows)[None, :]))
        ends.append(np.array([total / scale]))
    most = np.full(rows, np.inf) if asked.most is None or not len(asked.most) else asked.most[free]
    caps = np.repeat(np.maximum(most, planned.max(axis=1)) / scale, count)
    bounds: Any = np.column_stack((np.zeros(rows * count), caps))
    table: Any = sparse.vstack(limits, format="csr")
    found = linprog(
        -gain.ravel(), A_ub=table, b_ub=np.concatenate(ends),
        bounds=bounds, method="highs-ds",
    )  # fmt: skip
    if found.status != 0 or found.x is None:
        raise RuntimeError(f"the solver stopped: {found.message}")
    spent: Floats = np.maximum(found.x.reshape(rows, count), 0.0) * scale
    spent[spent < _DUST * scale] = 0.0
    # the plan itself where nothing slips, without the solver's last digit
    near = np.abs(spent - planned) <= 1e-7 * scale
    return np.where(near, planned, spent)


def _slip(name: str, years: Integers, planned: Floats, spent: Floats) -> Slip:
    """How late one element is; its dollars are spent in the order in which they were planned."""
    whole = float(planned.sum())
    plan, curve = np.cumsum(planned), np.cumsum(spent)
    dust = max(_DUST * whole, 0.0) * 1e2
    moved, waited, longest = _matched(plan, curve, dust)
    never = float(plan[-1] - curve[-1])
    never = never if never > dust else 0.0
    paid = whole - never
    ends = np.flatnonzero(planned > dust)
    last = np.flatnonzero(spent > dust)
    return Slip(
        name, whole, min(moved + never, whole), never, waited / paid if paid > dust else 0.0, longest,
        int(years[ends[-1]]) if len(ends) else None,
        int(years[last[-1]]) if len(last) and never == 0.0 else None,
    )  # fmt: skip


def _matched(plan: Floats, curve: Floats, dust: float) -> tuple[float, float, int]:
    """Dollars spent later than planned, the dollar-years that they wait, and the longest wait [years]."""
    marks = np.unique(np.concatenate(([0.0], plan, curve)))
    marks = marks[marks <= curve[-1]]
    moved = waited = 0.0
    longest = 0
    for low, high in pairwise(marks.tolist()):
        if high - low <= dust:
            continue
        middle = 0.5 * (low + high)
        late = int(np.searchsorted(curve, middle)) - int(np.searchsorted(plan, middle))
        if late > 0:
            moved += high - low
            waited += late * (high - low)
            longest = max(longest, late)
    return float(moved), float(waited), longest
