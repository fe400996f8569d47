"""The tables of `cost`, from its answer: elements, years, appropriations, and what lies beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendome.reports import cost_words
from opendome.reports.cost_table import USD, Column, Table
from opendome.reports.cost_words import Dollars
from opendome.reports.plates import Cell

if TYPE_CHECKING:
    from opendome.contract.cost import Answer, Money, ProjectRow

_MEAN = "mean of all draws; low and high hold 90 of 100 draws"
THEN = Dollars(None)
"""Dollars of each fiscal year."""


def tables(found: Answer) -> list[Table]:
    """Every table that has rows, in the order of the answer."""
    made = [
        _totals(found), _elements(found), _kinds(found), _years(found), _appropriations(found),
        _levels(found), _joint(found), _drivers(found), _published(found), _slipped(found),
        _projects(found), _compared(found), _bridge(found),
    ]  # fmt: skip
    return [one for one in made if one.rows]


def _counted(found: Answer) -> Dollars:
    return Dollars(found.price_year, found.horizon_year_count)


def _yearly(found: Answer) -> Dollars:
    return Dollars(found.price_year)


def _notes(found: Answer, *more: str) -> tuple[str, ...]:
    return (f"{found.name}; price index: {found.index}; {found.draws_count:,} draws", *more)


def _spread(name: str, dollars: Dollars) -> tuple[Column, ...]:
    """Columns of a mean, its median and its ends."""
    return tuple(Column(f"{name}, {part}", dollars) for part in ("mean", "median", "low", "high"))


def _of(money: Money) -> tuple[float, ...]:
    return money.value, money.median, money.low, money.high


def _mean(money: Money | None) -> float | None:
    return None if money is None else money.value


def _totals(found: Answer) -> Table:
    """One row a total; which dollars and years it counts stands in columns of its own."""
    years, price = found.horizon_year_count, str(found.price_year)
    held = [("total", found.total_usd, price, years), ("acquisition", found.acquisition_usd, price, years),
            ("operations", found.operations_usd, price, years),
            ("first ten years", found.total_10_year_usd, price, min(10, years)),
            ("total, then-year", found.total_then_year_usd, "each year", years)]  # fmt: skip
    if found.total_20_year_usd is not None:
        held.append(("first twenty years", found.total_20_year_usd, price, 20))
    columns = (Column("Total"), Column("Year of the dollars"), Column("Years counted", unit="count"),
               *(Column(part, unit=USD) for part in ("Mean", "Median", "Low", "High")))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, kind, count, *_of(money)) for name, money, kind, count in held
    )
    return Table("totals", columns, rows, _notes(found, _MEAN))


def _elements(found: Answer) -> Table:
    dollars = _counted(found)
    columns = (Column("Element"), Column("Part"), Column("Work breakdown"), Column("Per"),
               Column("In service", unit="count"), Column("Bought", unit="count"), *_spread("Total", dollars),
               Column("Without growth", dollars), Column("Price covers"))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, one.category, one.work_breakdown, one.per, one.quantity_count, one.bought_count,
         *_of(one.total_usd), one.point_usd, one.includes)
        for one in found.by_element
    )  # fmt: skip
    return Table("by-element", columns, rows, _notes(found, _MEAN))


def _kinds(found: Answer) -> Table:
    dollars = _counted(found)
    columns = (Column("Kind of money"), *_spread("Total", dollars), Column("Without growth", dollars))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.kind, *_of(one.total_usd), one.point_usd) for one in found.by_kind
    )
    return Table("by-kind", columns, rows, _notes(found, _MEAN))


def _years(found: Answer) -> Table:
    constant = _yearly(found)
    columns = (Column("Fiscal year", unit="year"), *_spread("Budget authority", THEN),
               Column("Outlays, mean", THEN),
               *_spread("Budget authority", constant), Column("Outlays, mean", constant))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.year, *_of(one.budget_authority_usd), _mean(one.outlay_usd),
         *_of(one.budget_authority_constant_usd), _mean(one.outlay_constant_usd))
        for one in found.by_year
    )  # fmt: skip
    gap = [cost_words.missing_outlays(())] if any(one.outlay_usd is None for one in found.by_year) else []
    return Table("by-year", columns, rows, _notes(found, _MEAN, *gap))


def _appropriations(found: Answer) -> Table:
    years = range(found.start_year, found.start_year + found.horizon_year_count)
    columns = (Column("Appropriation"), Column("Total", _counted(found)), Column("Total", THEN),
               *(Column(f"FY {year}", THEN) for year in years))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (cost_words.appropriation(one.appropriation), one.total_usd, one.total_then_year_usd, *one.by_year)
        for one in found.by_appropriation
    )
    return Table("by-appropriation", columns, rows, _notes(found, "means, to the cent: sums are exact"))


def _levels(found: Answer) -> Table:
    columns = (Column("Chance that it is enough", unit="probability"), Column("Total", _counted(found)))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.probability, one.total_usd) for one in found.confidence_curve
    )
    return Table("confidence", columns, rows, _notes(found))


def _joint(found: Answer) -> Table:
    columns = (Column("Date"), Column("Total", _counted(found)),
               Column("Chance that both are kept", unit="probability"))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.date, one.total_usd, one.probability) for one in found.joint_confidence
    )
    return Table("cost-and-date", columns, rows, _notes(found))


def _drivers(found: Answer) -> Table:
    dollars = _counted(found)
    columns = (Column("Figure, its unit at the end of its name"), Column("Low", unit="unit of the figure"),
               Column("Value", unit="unit of the figure"), Column("High", unit="unit of the figure"),
               Column("Total at low", dollars), Column("Total at high", dollars))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.figure, one.low, one.value, one.high, one.low_total_usd, one.high_total_usd)
        for one in found.drivers
    )
    return Table("drivers", columns, rows, _notes(found, "one figure alone, without growth"))


def _published(found: Answer) -> Table:
    columns = (Column("Fiscal year", unit="year"), Column("Needed", THEN), Column("Published", THEN),
               Column("Needed beyond it", THEN), Column("What was published"), Column("Source"),
               Column("Note"))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.year,
            one.budget_authority_usd,
            one.published_usd,
            one.difference_usd,
            one.name,
            one.source,
            one.why,
        )
        for one in found.published
    )
    return Table("published", columns, rows, _notes(found))


def _slipped(found: Answer) -> Table:
    columns = (Column("Element"), Column("Mean delay", unit="years"), Column("Late or never",
               unit="fraction"),
               Column("Never fits", _counted(found)))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, one.late_year_count, one.delayed_fraction, one.never_usd) for one in found.slipped
    )
    return Table("slipped", columns, rows, _notes(found, "least delay by priority under the ceilings"))


def _projects(found: Answer) -> Table:
    dollars = _yearly(found)
    columns = (Column("Project"), Column("Partner"), Column("Share", unit="fraction"), Column("Pays",
               dollars),
               Column("Whole cost", dollars), Column("Gain", unit="probability"),
               Column("One sigma of it", unit="probability"), Column("Why no gain"))  # fmt: skip

    def told(one: ProjectRow) -> tuple[Cell, ...]:
        return one.cost_usd, one.gain_probability, one.gain_sampling_error_probability, one.why

    def rows() -> Iterator[tuple[Cell, ...]]:
        for one in found.projects:
            for partner in one.partners:
                paid = partner.name, partner.share_fraction, partner.cost_usd
                yield one.name, *paid, *told(one)
            if not one.partners:
                yield one.name, None, None, None, *told(one)

    return Table("projects", columns, tuple(rows()), _notes(found))


def _compared(found: Answer) -> Table:
    """Totals side by side; each is in its own dollars, which stand in a column."""
    columns = (Column("Programme"), Column("Year of the dollars", unit="year"),
               Column("Years counted", unit="count"),
               *(Column(part, unit=USD) for part in
                 ("Mean or published", "Low", "High", "Enough in 70 of 100", "Nobody split")),
               Column("In dollars of one year", _yearly(found)))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, one.price_year, one.horizon_year_count, one.total_usd.value, one.total_usd.low,
         one.total_usd.high, one.total_p70_usd, one.unallocated_usd, one.common_usd)
        for one in found.compared
    )  # fmt: skip
    note = "a year of the dollars or of years counted that is empty was not published"
    return Table("compared", columns, rows, _notes(found, note))


def _bridge(found: Answer) -> Table:
    dollars = _counted(found)
    columns = (
        Column("Step"),
        Column("Adds", dollars),
        Column("Total after it", dollars),
        Column("Published"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.step, one.change_usd, one.total_usd, "yes" if one.published else "no") for one in found.bridge
    )
    return Table("bridge", columns, rows, _notes(found, "steps add up exactly; totals without growth"))
