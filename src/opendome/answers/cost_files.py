"""Pictures and tables of `cost`, where files are wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import opendome

if TYPE_CHECKING:
    from opendome.answers.cost import Costed, Question
    from opendome.answers.cost_compare import Published
    from opendome.answers.cost_joint import Together
    from opendome.choices.ceiling import Fitted
    from opendome.contract.cost import Answer
    from opendome.reports.cost_sheet import Priced
    from opendome.reports.cost_years_picture import ByYear
    from opendome.scenario.library import Library

BOOK = "cost.xlsx"


@dataclass(frozen=True)
class Seen:
    """What files show.

    Attributes:
        answer: The answer without its files.
        together: Cost and date of every draw, where there are dates.
        fitted: The programme under its ceilings, where it names some.
        found: All that are compared.
    """

    answer: Answer
    together: Together | None
    fitted: Fitted | None
    found: list[Costed | Published]


def write(question: Question, first: Costed, seen: Seen, library: Library) -> list[str]:
    """Write pictures, tables and one book of all tables below the folder asked for; their paths."""
    from opendome import storage

    inputs = {
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "cost",
        "question": question.inputs(),
        "answer": seen.answer.document(name_nulls=False),
    }
    digest = storage.digest_of(inputs)
    folder, whole = storage.place_for(Path(question.out or "."), f"cost-{Path(first.reference).stem}", digest)
    if not whole:
        storage.write(folder, digest, inputs, lambda beside: _fill(beside, first, seen, library))
    return sorted(
        (folder / file.name).as_posix()
        for file in folder.iterdir()
        if file.suffix in (".svg", ".png", ".csv", ".xlsx")
    )


def _fill(folder: Path, first: Costed, seen: Seen, library: Library) -> None:
    from opendome.reports import cost_table, cost_tables

    made = _priced(first, seen)
    _pictures(folder, first, seen, made, library)
    tables = cost_tables.tables(seen.answer)
    cost_table.write_csv(tables, folder)
    cost_table.write_excel(tables, folder / BOOK, first.programme.name)


def _priced(first: Costed, seen: Seen) -> Priced:
    from opendome.reports.cost_sheet import Priced
    from opendome.reports.cost_words import Dollars

    programme = first.programme
    return Priced(
        programme.name,
        Dollars(programme.price_year, len(programme.index)),
        len(first.draws.total_usd),
        int(seen.answer.inputs["seed"]),
    )


def _pictures(folder: Path, first: Costed, seen: Seen, made: Priced, library: Library) -> None:
    """Every picture that has something to show."""
    import numpy as np

    from opendome.reports import (
        bridge_picture,
        cost_curve_picture,
        cost_figures,
        cost_movers_picture,
        cost_years_picture,
    )

    draws, point = first.draws, seen.answer.point_usd
    if not len(first.programme.elements) or draws.total_usd.max() <= 0.0:
        return
    spread = float(np.ptp(draws.total_usd)) > 1e-6 * point
    if spread:
        cost_curve_picture.draw(cost_curve_picture.Curve(draws.total_usd, point), made, folder)
    cost_years_picture.draw(_by_year(first), made, folder)
    movers = [
        cost_movers_picture.Moved(
            one.what,
            (cost_figures.value_of(one.figure, one.low), cost_figures.value_of(one.figure, one.high)),
            (one.low_total_usd, one.high_total_usd),
        )
        for one in seen.answer.drivers
    ]  # fmt: skip
    # where prices include growth the mean of the draws is no other number
    grown = spread and first.programme.growth[0] >= 0
    cost_movers_picture.draw(movers, point, seen.answer.total_usd.value if grown else None, made, folder)
    _with_dates(folder, first, seen, made)
    _with_budgets(folder, first, seen, made, library)
    if seen.answer.bridge:
        from opendome.answers.cost_compare import bridge_of

        bridge_picture.draw(bridge_of(seen.found[0], seen.found[1], library), made, folder)


def _by_year(first: Costed) -> ByYear:
    import numpy as np

    from opendome.reports import cost_years_picture
    from opendome.scenario.programme.costs import CATEGORIES

    draws, categories = first.draws, first.programme.elements.category
    parts = []
    for category in CATEGORIES:
        members = [at for at, name in enumerate(categories) if name == category]
        mean = draws.mean_usd[members].sum(axis=(0, 1)) if members else np.zeros(1)
        if mean.any():
            parts.append(cost_years_picture.Part(category.capitalize(), category, mean))
    low, high = np.quantile(draws.by_year_usd, (0.05, 0.95), axis=0)
    years = np.array(first.programme.years, dtype=np.float64)
    return cost_years_picture.ByYear(years, draws.by_year_usd.mean(axis=0), low, high, parts)


def _with_dates(folder: Path, first: Costed, seen: Seen, made: Priced) -> None:
    """Cost against the date at which all stands."""
    if seen.together is None:
        return
    import numpy as np

    from opendome.reports import cost_joint_picture

    both, start = seen.together, seen.together.start_year - 0.25  # a fiscal year begins in October
    cost_joint_picture.draw(
        cost_joint_picture.Joint(
            start + both.finish, first.draws.total_usd, start + np.array(both.dates), np.array(both.totals)
        ),
        "all that is planned stands",
        made,
        folder,
    )


def _with_budgets(folder: Path, first: Costed, seen: Seen, made: Priced, library: Library) -> None:
    """What each year needs, beside what was published and under the ceiling."""
    if not seen.answer.published:
        return
    import numpy as np

    from opendome.answers.cost_budget import published_lines
    from opendome.reports import budget_picture
    from opendome.reports.cost_words import Dollars

    then = first.draws.by_year_then_usd
    low, high = np.quantile(then, (0.05, 0.95), axis=0)
    ceiling, left = (
        (None, None) if seen.fitted is None else (seen.fitted.asked.ceiling, seen.fitted.then_year)
    )
    lines = [
        budget_picture.Published(year, usd, stage) for year, usd, stage in published_lines(first, library)
    ]
    late = [
        (one.name, None if one.never_usd > 0.5 else one.late_year_count)
        for one in seen.answer.slipped
        if one.delayed_fraction > 0.0
    ]
    budget_picture.draw(
        budget_picture.Needed(
            np.array(first.programme.years, dtype=np.float64), then.mean(axis=0), low, high, lines,
            ceiling, left, late,
        ),
        replace(made, dollars=Dollars(None)),
        folder,
    )  # fmt: skip
