"""Compiled: one element's money laid into fiscal years.

Times are years after the begin of the programme; a fiscal year `y` reaches from y to y + 1. Money is dollars
of the programme's price year.

Arrays:
    drawn: Figures in the unit of their column (figure, draw).
    figure: Places of an element's figures, as `records.programme.FIGURES` (FIGURES,).
    fixed: Its plain numbers, as `records.programme.FIXED` (FIXED,).
    asked: What follows from both, as the columns below (ASKED,).
    paid: Its money by kind and year (KINDS, Y).
    units: Units by year, as the columns below (UNITS, Y).
"""

from __future__ import annotations

from math import ceil, exp, log2

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device, kernel, ready
from opendome.programme.learning import sum_of_powers
from opendome.programme.streams import reached, stream, waited
from opendome.records.programme import FIGURES, FIXED, KINDS

(
    QUANTITY, DEVELOPMENT, DEVELOPMENT_YEAR, UNIT, SLOPE, LINE, RATE_SLOPE, PRODUCED, LEAD, LAUNCH_MASS,
    LAUNCH_PRICE, CONSTRUCTION, OPERATIONS, OPERATIONS_FIXED, LIFE, SPARE, ATTRITION, TESTS, DISPOSAL,
    UNALLOCATED, DELIVER_YEAR,
) = range(len(FIGURES))  # fmt: skip
(
    FACTOR, COUNT, OWNED, THEORY, QUOTED_FOR, GOES_ON, QUOTED_RATE, DELIVER_FROM, DEVELOP_FROM, INCLUDED,
    DEVELOPED, SERVE_FROM,
) = range(len(FIXED))  # fmt: skip
(
    DEVELOPING, BUYING, LAUNCHING, BUILDING, REPLACING, RUNNING, DISPOSING, UNSPLIT,
) = range(len(KINDS))  # fmt: skip
(
    NEED, HELD, KEPT, FIRST, START, SPAN, PACE, SERVES, DEVELOP_START, DEVELOP_SPAN, LIVES, EACH, LATER,
    POWER, CURVE, ASKED,
) = range(16)  # fmt: skip
"""To be put in service, there already and kept, the first with spares, bought first, first delivery, years of
deliveries and one over them, what is delivered serves from then on, development, life, price of the first
unit, price of one bought later, exponent of the curve and its `curve_of`."""
ORDERED, AGAIN, ARRIVED, ANEW, LOST, SERVING, UNITS = range(7)
"""Ordered of the first set, ordered again for a whole set, delivered of both, ordered for what was worn
before or lost, and in service in the mean of the year."""

USUAL_YEARS = 5.0
"""Development and deliveries take so long where nothing is said."""
RAYLEIGH = 3.506557897319982
"""-ln 0.03: a Norden-Rayleigh profile that ends when 97 % is spent."""
WHOLE = 0.97
NEVER, FEW = 1e9, 8.0
"""Up to so many units a sum of powers is added up one by one."""
LOGARITHMS = np.log(np.arange(1.0, FEW + 0.5))
TRACE = 1e-9
"""Fewer units than this are none."""


@device
def of(drawn: Floats, figure: Integers, column: int, draw: int, absent: float) -> float:
    """A figure of an element, or what holds where it has none."""
    return drawn[figure[column], draw] if figure[column] >= 0 else absent


@device
def spent(time: float, span: float) -> float:
    """Share of a development that is paid by so long after its begin."""
    if time <= 0.0:
        return 0.0
    return min(1.0, (1.0 - exp(-RAYLEIGH * (time / span) ** 2)) / WHOLE) if time < span else 1.0


@device
def until(count: float, theory: float, power: float, curve: float) -> float:
    """What the first `count` units cost, over the price of the first one.

    Args:
        count: Units; they need not be whole.
        theory: Place in `THEORIES`.
        power: Exponent of the curve.
        curve: From `curve_of`.
    """
    if theory == 0.0 or count <= 0.0:
        return max(0.0, count)
    if theory == 2.0:
        return count ** (power + 1.0)
    return sum_of_powers(0.0, count, power) if count < FEW else curve + _tail(count, power)


@device
def curve_of(theory: float, power: float) -> float:
    """What a sum of powers differs by from its smooth part, found once for all lots of an element."""
    if theory != 1.0:
        return 0.0
    total = -_tail(FEW, power)
    for place in range(len(LOGARITHMS)):
        total += exp(power * LOGARITHMS[place])
    return total


@device
def _tail(count: float, power: float) -> float:
    """The smooth part of a sum of powers: the integral to half a unit on, and its corrections there.

    The same as in `learning.sum_of_powers`, with one power in all.
    """
    edge = count + 0.5
    whole = edge ** (power + 1.0)
    square = 1.0 / (edge * edge)
    first = power * whole * square
    third = first * (power - 1.0) * (power - 2.0) * square
    fifth = third * (power - 3.0) * (power - 4.0) * square
    return whole / (power + 1.0) - first / 24.0 + 7.0 * third / 5_760.0 - 31.0 * fifth / 967_680.0


@device
def ask(drawn: Floats, figure: Integers, fixed: Floats, draw: int, slip: float, asked: Floats) -> None:
    """Fill what is asked for, and when, for one draw."""
    count = of(drawn, figure, QUANTITY, draw, fixed[COUNT])
    need = max(0.0, count - fixed[OWNED])
    asked[NEED] = need
    asked[HELD] = min(count, fixed[OWNED])  # more than are wanted are not kept: nobody runs or replaces them
    asked[KEPT] = need * (1.0 + of(drawn, figure, SPARE, draw, 0.0))
    asked[FIRST] = max(0.0, asked[KEPT] + of(drawn, figure, TESTS, draw, 0.0) - fixed[INCLUDED])
    asked[LIVES] = of(drawn, figure, LIFE, draw, NEVER)
    span = of(drawn, figure, DELIVER_YEAR, draw, 0.0)
    made = of(drawn, figure, PRODUCED, draw, 0.0)
    if made > 0.0:
        span = max(span, asked[FIRST] / made)
    elif span <= 0.0:
        span = USUAL_YEARS
    asked[SPAN] = max(span, 1e-6)
    asked[PACE] = 1.0 / asked[SPAN]
    lead = of(drawn, figure, LEAD, draw, 0.0)
    begin = fixed[DEVELOP_FROM] if fixed[DEVELOP_FROM] == fixed[DEVELOP_FROM] else 0.0
    start = fixed[DELIVER_FROM]
    developing = of(drawn, figure, DEVELOPMENT, draw, 0.0) > 0.0 and fixed[DEVELOPED] == 0.0
    usual = max(1.0, start - lead - begin) if start == start else USUAL_YEARS
    asked[DEVELOP_START] = begin
    asked[DEVELOP_SPAN] = of(drawn, figure, DEVELOPMENT_YEAR, draw, usual)
    if start != start:
        start = (begin + asked[DEVELOP_SPAN] if developing else 0.0) + lead
    asked[START] = start + slip
    asked[SERVES] = fixed[SERVE_FROM] + slip if fixed[SERVE_FROM] == fixed[SERVE_FROM] else 0.0
    asked[DEVELOP_SPAN] += slip if developing else 0.0
    _price(drawn, figure, fixed, draw, asked)


@device
def _price(drawn: Floats, figure: Integers, fixed: Floats, draw: int, asked: Floats) -> None:
    """Fill the price of the first unit, with what the yearly rate does to it, and the curve's exponent."""
    each = of(drawn, figure, UNIT, draw, 0.0) * fixed[FACTOR]
    slope = of(drawn, figure, RATE_SLOPE, draw, 1.0)
    if slope < 1.0 and asked[FIRST] > 0.0:
        each *= (asked[FIRST] / asked[SPAN] / fixed[QUOTED_RATE]) ** log2(slope)
    asked[LATER] = each
    asked[POWER], asked[CURVE] = 0.0, 0.0
    if fixed[THEORY] > 0.0:
        asked[POWER] = log2(of(drawn, figure, SLOPE, draw, 1.0))
        asked[CURVE] = curve_of(fixed[THEORY], asked[POWER])
        each *= fixed[QUOTED_FOR] / until(fixed[QUOTED_FOR], fixed[THEORY], asked[POWER], asked[CURVE])
    asked[EACH] = each


@device
def flow(asked: Floats, lead: float, lost: float, units: Floats) -> None:
    """Fill units by year.

    Args:
        asked: (ASKED,).
        lead: From order to delivery [year].
        lost: Share of those in service that is lost in a year.
        units: Receives them (UNITS, Y).
    """
    years, start, pace, life = units.shape[1], asked[START], asked[PACE], asked[LIVES]
    for row in range(UNITS):
        for year in range(years):
            units[row, year] = 0.0
    stream(asked[FIRST], start - lead, pace, units, ORDERED)
    stream(asked[FIRST], start, pace, units, ARRIVED)
    if life < NEVER:
        born = start + life
        while born - lead < years:
            stream(asked[KEPT], born - lead, pace, units, AGAIN)
            stream(asked[KEPT], born, pace, units, ANEW)
            born += life
    rising = min(float(years), max(0.0, ceil(max(start + asked[SPAN], asked[SERVES]))))
    before = waited(asked[SERVES], start, asked[SPAN], pace)  # what waits for its site serves nobody
    for year in range(int(rising)):
        now = max(before, waited(year + 1.0, start, asked[SPAN], pace))
        units[SERVING, year] = asked[HELD] + asked[NEED] * (now - before)
        before = now
    for year in range(int(rising), years):
        units[SERVING, year] = asked[HELD] + asked[NEED]
    worn = asked[HELD] / life if life < NEVER else 0.0  # ages of those that were there before are even
    for year in range(years if worn + lost > 0.0 else 0):
        units[LOST, year] = worn + lost * units[SERVING, year]
        units[ANEW, year] += units[LOST, year]


@device
def buy(
    drawn: Floats, figure: Integers, fixed: Floats, draw: int, growth: float, asked: Floats, units: Floats,
    paid: Floats,
) -> None:  # fmt: skip
    """Add what is ordered and built in each year: the first set, and what is bought again."""
    line = of(drawn, figure, LINE, draw, 0.0) * fixed[FACTOR] * growth
    site = of(drawn, figure, CONSTRUCTION, draw, 0.0) * fixed[FACTOR] * growth
    each, theory, power, curve = asked[EACH] * growth, fixed[THEORY], asked[POWER], asked[CURVE]
    built = asked[NEED] / max(asked[FIRST], TRACE)
    made, worth, done = 0.0, 0.0, asked[FIRST]
    before = until(done, theory, power, curve) if fixed[GOES_ON] > 0.0 else 0.0
    for year in range(paid.shape[1]):
        new, again, lost = units[ORDERED, year], units[AGAIN, year], units[LOST, year]
        if new + again + lost <= TRACE:
            continue
        paid[BUYING, year] += line
        paid[BUILDING, year] += site * built * new
        if new > 0.0:
            made += new
            now = until(made, theory, power, curve)
            paid[BUYING, year] += each * (now - worth)
            worth = now
        if fixed[GOES_ON] > 0.0:
            done += again + lost
            now = until(done, theory, power, curve)
            paid[REPLACING, year] += each * (now - before)
            before = now
        else:
            paid[REPLACING, year] += asked[LATER] * growth * lost
            paid[REPLACING, year] += each * again if theory == 0.0 else 0.0
    if theory > 0.0 and fixed[GOES_ON] == 0.0:
        _sets_again(each, theory, asked, of(drawn, figure, LEAD, draw, 0.0), paid)


@device
def _sets_again(each: float, theory: float, asked: Floats, lead: float, paid: Floats) -> None:
    """Add whole sets that are bought again, each unit at the price of the one that it replaces."""
    years = paid.shape[1]
    start = asked[START] - lead + asked[LIVES]
    while start < years:
        share_now, before, year = 0.0, 0.0, max(0, int(start))
        while year < years and share_now < 1.0:
            share_now = reached(year + 1.0, start, asked[PACE])
            now = until(asked[KEPT] * share_now, theory, asked[POWER], asked[CURVE])
            paid[REPLACING, year] += each * (now - before)
            before = now
            year += 1
        start += asked[LIVES]


@device
def run(drawn: Floats, figure: Integers, fixed: Floats, draw: int, units: Floats, paid: Floats) -> None:
    """Add what it costs to launch what is delivered, to run what serves and to dispose of what is worn."""
    lift = (
        of(drawn, figure, LAUNCH_MASS, draw, 0.0) * of(drawn, figure, LAUNCH_PRICE, draw, 0.0) * fixed[FACTOR]
    )
    running = of(drawn, figure, OPERATIONS, draw, 0.0) * fixed[FACTOR]
    always = of(drawn, figure, OPERATIONS_FIXED, draw, 0.0) * fixed[FACTOR]
    ending = of(drawn, figure, DISPOSAL, draw, 0.0) * fixed[FACTOR]
    whole = of(drawn, figure, UNALLOCATED, draw, 0.0) * fixed[FACTOR]
    years = paid.shape[1]
    for year in range(years if lift > 0.0 else 0):
        paid[LAUNCHING, year] = lift * units[ARRIVED, year]
        paid[REPLACING, year] += lift * units[ANEW, year]
    for year in range(years if running + always > 0.0 else 0):
        count = units[SERVING, year]
        paid[RUNNING, year] = running * count + (always if count > TRACE else 0.0)
    for year in range(years if ending > 0.0 else 0):
        paid[DISPOSING, year] = ending * units[ANEW, year]
    for year in range(years if whole > 0.0 else 0):
        paid[UNSPLIT, year] = whole / years


@device
def develop(whole: float, asked: Floats, paid: Floats) -> None:
    """Add development, year by year."""
    before = 0.0
    for year in range(paid.shape[1]):
        now = spent(year + 1.0 - asked[DEVELOP_START], asked[DEVELOP_SPAN])
        paid[DEVELOPING, year] += whole * (now - before)
        before = now
        if now >= 1.0:
            return


@device
def spends(figure: Integers, fixed: Floats, kind: int) -> bool:
    """Whether an element can have money of a kind; others are neither cleared nor added."""
    if kind == DEVELOPING:
        return figure[DEVELOPMENT] >= 0 and fixed[DEVELOPED] == 0.0
    if kind == BUYING:
        return figure[UNIT] >= 0 or figure[LINE] >= 0
    if kind == LAUNCHING:
        return figure[LAUNCH_MASS] >= 0
    if kind == BUILDING:
        return figure[CONSTRUCTION] >= 0
    if kind == REPLACING:
        return figure[LIFE] >= 0 or figure[ATTRITION] >= 0
    if kind == RUNNING:
        return figure[OPERATIONS] >= 0 or figure[OPERATIONS_FIXED] >= 0
    return figure[DISPOSAL] >= 0 if kind == DISPOSING else figure[UNALLOCATED] >= 0


@device
def _add(spent_on: Integers, paid: Floats, by_year: Floats, by_kind: Floats, mean: Floats) -> float:
    """Add an element's money to the sums of its draw and to those over draws; its total."""
    whole = 0.0
    for kind in range(paid.shape[0]):
        if spent_on[kind] == 0:
            continue
        total = 0.0
        for year in range(paid.shape[1]):  # one loop: three are slower, for rows are short
            total += paid[kind, year]
            by_year[year] += paid[kind, year]
            mean[kind, year] += paid[kind, year]
        whole += total
        by_kind[kind] += total
    return whole


@device
def _count(units: Floats, served: Floats, element: int) -> None:
    """Add an element's units to the sums over draws, where they are asked for."""
    if element >= served.shape[0]:
        return
    for year in range(units.shape[1]):
        served[element, 0, year] += units[SERVING, year]
        served[element, 1, year] += units[ARRIVED, year]
        served[element, 2, year] += units[ORDERED, year] + units[AGAIN, year] + units[LOST, year]


@kernel("void(f8[:,::1], i8[:,::1], f8[:,::1], f8[:,:,::1], f8[::1], f8[:,::1], f8[:,::1], f8[:,::1], f8[:,:,::1], f8[:,:,::1])")  # fmt: skip  # noqa: E501
def fill_costs(
    drawn: Floats, figures: Integers, fixed: Floats, growth: Floats, slip: Floats, by_element: Floats,
    by_year: Floats, by_kind: Floats, mean: Floats, served: Floats,
) -> None:  # fmt: skip
    """Fill what a programme costs in every draw.

    Args:
        drawn: (figure, draw).
        figures: (element, FIGURES).
        fixed: (element, FIXED).
        growth: Factors of development and of procurement (2, element, draw).
        slip: Deliveries are so much later [year] (draw,).
        by_element: Receives totals (draw, element).
        by_year: Receives totals (draw, Y).
        by_kind: Receives totals (draw, KINDS).
        mean: Receives sums over draws (element, KINDS, Y).
        served: Receives sums over draws: in service, delivered of the first set, and ordered in all
            (element, 3, Y); without elements where nobody asks.
    """
    years, kinds = by_year.shape[1], mean.shape[1]
    paid, units, asked = np.zeros((kinds, years)), np.zeros((UNITS, years)), np.zeros(ASKED)
    used = np.zeros(kinds, dtype=np.int64)
    # element by element, so that what is summed over draws stays near the processor
    for element in range(figures.shape[0]):
        figure, plain = figures[element], fixed[element]
        for kind in range(kinds):
            used[kind] = 1 if spends(figure, plain, kind) else 0
        for draw in range(drawn.shape[1]):
            for kind in range(kinds):
                if used[kind] > 0:
                    paid[kind] = 0.0
            ask(drawn, figure, plain, draw, slip[draw], asked)
            if used[DEVELOPING] > 0:
                whole = of(drawn, figure, DEVELOPMENT, draw, 0.0) * plain[FACTOR] * growth[0, element, draw]
                develop(whole, asked, paid)
            lead, lost = of(drawn, figure, LEAD, draw, 0.0), of(drawn, figure, ATTRITION, draw, 0.0)
            flow(asked, lead, lost, units)
            buy(drawn, figure, plain, draw, growth[1, element, draw], asked, units, paid)
            run(drawn, figure, plain, draw, units, paid)
            _count(units, served, element)
            by_element[draw, element] = _add(used, paid, by_year[draw], by_kind[draw], mean[element])


ready(__name__)
