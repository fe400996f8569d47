"""The budget of a programme: appropriations, outlays, published money beside it, and what a ceiling moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.cost import AppropriationRow, CostYearRow, PublishedRow, SlippedRow

if TYPE_CHECKING:
    from opendome.answers.cost import Costed
    from opendome.choices.ceiling import Fitted
    from opendome.programme.budget import Budget
    from opendome.scenario import budgets
    from opendome.scenario.library import Library

CENT = 0.01


def budget_of(found: Costed, library: Library) -> Budget:
    """Authority by appropriation and year, and outlays where the programme names a table of rates."""
    import numpy as np

    from opendome.programme import budget
    from opendome.records.programme import KINDS
    from opendome.scenario.budgets import OutlayRates

    constant = found.draws.mean_usd.sum(axis=0)
    table = _named(found, "outlays", library)
    return budget.plan(
        np.array(found.programme.years),
        KINDS,
        constant * found.programme.index,
        constant,
        table.rates if isinstance(table, OutlayRates) else None,
    )


def _named(found: Costed, key: str, library: Library) -> budgets.Budget | budgets.OutlayRates | None:
    """The table that a programme names under a key, or None.

    Raises:
        InputError: There is none of this name, or it is another kind of table.
    """
    from opendome.errors import InputError, Problem
    from opendome.scenario.budgets import Budget, OutlayRates

    said = found.scenario.programme
    name = getattr(said, key) if said is not None else ""
    if not name:
        return None
    spec = library.entry("budgets", name)
    wanted = OutlayRates if key == "outlays" else Budget
    if not isinstance(spec, wanted):
        kind = "outlay_rates" if key == "outlays" else "budget"
        raise InputError(
            Problem(
                "unknown_kind",
                f"programme.{key} names a table of kind {kind}; {name} is none.",
                "All names: opendome list budgets",
                value=name,
            )
        )
    return spec


def appropriations(made: Budget) -> list[AppropriationRow]:
    """One row an appropriation that pays something; rounded to cents that add up."""
    from opendome.programme.budget import APPROPRIATIONS

    return [
        AppropriationRow(
            appropriation=name,
            total_usd=float(made.constant[at].sum()) * CENT,
            total_then_year_usd=float(made.then_year[at].sum()) * CENT,
            by_year=[float(cents) * CENT for cents in made.then_year[at]],
        )
        for at, name in enumerate(APPROPRIATIONS)
        if made.then_year[at].any()
    ]


def years(found: Costed, made: Budget, library: Library) -> list[CostYearRow]:
    """One row a fiscal year; outlays where rates are known."""
    from opendome.answers.cost_rows import money
    from opendome.programme import budget
    from opendome.scenario.budgets import OutlayRates

    table, then = _named(found, "outlays", library), found.draws.by_year_then_usd
    paid = budget.outlay_draws(then, made.then_year, table.rates) if isinstance(table, OutlayRates) else None
    rows = []
    for at, year in enumerate(found.programme.years):
        constant = None if paid is None else paid[:, at] / found.programme.index[at]
        rows.append(
            CostYearRow(
                year=year,
                budget_authority_usd=money(then[:, at]),
                outlay_usd=None if paid is None else money(paid[:, at]),
                budget_authority_constant_usd=money(found.draws.by_year_usd[:, at]),
                outlay_constant_usd=None if constant is None else money(constant),
            )
        )
    return rows


def published(found: Costed, library: Library) -> list[PublishedRow]:
    """What was asked for or given in each year, beside what the programme needs."""
    import numpy as np

    from opendome.choices.published import against
    from opendome.scenario.budgets import Budget

    table = _named(found, "ceilings", library)
    if not isinstance(table, Budget):
        return []
    means = found.draws.by_year_then_usd.mean(axis=0)
    rows = []
    for one in against(np.array(found.programme.years), means, table):
        gap = one.published_usd is None
        apart = (
            None if one.published_usd is None or one.asked_usd is None else one.asked_usd - one.published_usd
        )
        rows.append(
            PublishedRow(
                year=one.year,
                name="; ".join(one.names),
                published_usd=one.published_usd,
                budget_authority_usd=one.asked_usd,
                difference_usd=apart,
                source=", ".join(one.sources),
                why="no figure of this year was seen" if gap else "",
            )
        )
    return rows


def published_lines(found: Costed, library: Library) -> list[tuple[int, float, str]]:
    """Year, amount [usd] and stage of every published amount that counts into its year."""
    from opendome.scenario.budgets import Budget, million

    table = _named(found, "ceilings", library)
    if not isinstance(table, Budget):
        return []
    return [
        (line.fiscal_year, million(line.authority_million_usd), line.stage)
        for line in table.lines
        if line.adds
    ]


def fitted(found: Costed, library: Library) -> Fitted | None:
    """The programme under the ceilings that it names; None where it names none."""
    import numpy as np

    from opendome.choices import ceiling
    from opendome.choices.published import ceiling_of_total, ceilings
    from opendome.scenario.budgets import Budget

    table, programme = _named(found, "ceilings", library), found.programme
    if not isinstance(table, Budget) or not (table.ceilings or table.total_million_usd):
        return None
    order = sorted(range(len(programme.elements)), key=lambda at: (programme.elements.priority[at], at))
    planned = found.draws.mean_usd.sum(axis=1)[order]
    spending = [at for at in range(len(order)) if planned[at].sum() > 0.0]
    years = np.array(programme.years)
    return ceiling.fit(
        ceiling.Asked(
            names=tuple(programme.elements.name[order[at]] for at in spending),
            years=years,
            planned=planned[spending],
            price=programme.index,
            ceiling=ceilings(years, table),
            total=ceiling_of_total(table),
            may_slip=tuple(not programme.elements.committed[order[at]] for at in spending),
        )
    )


def slipped(made: Fitted | None) -> list[SlippedRow]:
    """What must slip so that every ceiling holds, one row an element."""
    return [
        SlippedRow(
            name=one.name,
            # what never gets any money is not late by any number of years
            late_year_count=one.mean_slip_year if one.never_usd < one.planned_usd - 0.5 else None,
            delayed_fraction=one.delayed_fraction,
            never_usd=one.never_usd,
        )
        for one in (made.slips if made is not None else ())
    ]


def remarks(found: Costed, made: Budget, under: Fitted | None, library: Library) -> list[str]:
    """What to know about ceilings and outlays."""
    from opendome.reports import cost_words
    from opendome.scenario.budgets import Budget as Table

    said = []
    if found.programme.early_years:
        early = found.programme.early_years
        years = f"{early[0]}" if len(early) == 1 else f"{early[0]} to {early[-1]}"
        said.append(
            f"The price index ({found.programme.index_edition}) does not reach back to dollars of {years}: "
            "its first step is carried back."
        )
    if made.outlays is None:
        said.append(cost_words.missing_outlays(()))
    elif not made.outlays.whole:
        said.append(cost_words.missing_outlays(made.outlays.missing))
    table = _named(found, "ceilings", library)
    if isinstance(table, Table):
        said += _said_of(table, list(found.programme.years))
    return [*said, *_over(under)]


def _over(under: Fitted | None) -> list[str]:
    """What is committed and fits under no ceiling."""
    from opendome.reports import cost_words

    if under is None or not under.over.any():
        return []
    years = [int(year) for year, usd in zip(under.asked.years, under.over, strict=True) if usd > 0.0]
    return [
        f"What is committed is more than the ceiling in FY {', '.join(map(str, years[:6]))}"
        f"{' …' if len(years) > 6 else ''}: {cost_words.amount(float(under.over.sum()))} of those years' "
        "dollars fit nowhere."
    ]


def _said_of(table: budgets.Budget, years: list[int]) -> list[str]:
    """That years without a ceiling are free."""
    known = {one.fiscal_year for one in table.ceilings}
    free = [year for year in years if year not in known]
    if not free or not known:
        return []
    later = [year for year in free if year > max(known)]
    others = [year for year in free if year < max(known)]
    left = "but what the total still allows" if table.total_million_usd is not None else "at all"
    said = []
    if others:
        names = ", ".join(str(year) for year in others[:6]) + (" …" if len(others) > 6 else "")
        said.append(
            f"{table.name} has no ceiling for FY {names}: nothing holds the programme back there {left}."
        )
    if later:
        said.append(
            f"Ceilings of {table.name} reach FY {max(known)}: in later years nothing holds the programme "
            f"back {left}."
        )
    return said
