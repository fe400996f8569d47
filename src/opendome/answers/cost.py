"""`cost`: what it costs.

From Python: `answer(Question(scenarios=("cbo-2026",)))`; with several scenarios and `compare=True` they stand
side by side, and the first two are joined by a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.cost import Answer
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.answers.cost_compare import Published
    from opendome.answers.cost_dates import Dated
    from opendome.records.programme import Costs, Programme
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library

__all__ = ["Answer", "Question", "answer"]

DEFAULT = "cbo-2026"


class Question(asked.Question):
    """Whose programme, and how it is counted."""

    scenarios: tuple[str, ...] = Field(
        (DEFAULT,),
        description="Names of scenarios of the library, or files of your own; in a comparison also ids of "
        "published totals.",
        json_schema_extra={"position": 0, "metavar": "SCENARIO"},
    )
    compare: bool = Field(
        False, description="Set several side by side, and bridge the first to the second, step by step."
    )
    draws: int = Field(
        10_000,
        ge=100,
        le=1_000_000,
        description="Draws of what is not known.",
        json_schema_extra={"metavar": "N"},
    )
    late_duration_year: float = Field(
        0.0,
        ge=0,
        le=30,
        description="All first deliveries come so many years later than planned.",
        json_schema_extra={"metavar": "YEARS"},
    )
    by_schedule: bool = Field(
        False,
        description="Deliveries come, and serve, when the activities of `opendome schedule` have them in "
        "half of all cases, not when the programme asks for them.",
    )
    gains: bool = Field(
        False,
        description="Fly the raid with what each project of joint research would change. Takes minutes.",
    )


@dataclass(frozen=True)
class Costed:
    """One scenario's programme, its point, its draws, and its dates where it has something to do."""

    reference: str
    scenario: Scenario
    programme: Programme
    point: Costs
    draws: Costs
    dated: Dated | None


def answer(question: Question, watch: Watch = SILENT) -> Answer:
    """Cost every scenario asked for.

    Raises:
        InputError: Everything that is wrong with a scenario or its prices.
        Stopped: The watch asked to stop.
    """
    _refuse(question)
    library = question.open_library()
    found = [_of(question, reference, library, watch) for reference in question.scenarios]
    first = next((one for one in found if isinstance(one, Costed)), None)
    if first is None:
        raise asked.wrong_options(
            "Totals that were published have nothing to cost: one of both must be a scenario.",
            "opendome list scenarios",
            "scenarios",
        )
    return _answer(question, first, found, library, watch)


def _of(question: Question, reference: str, library: Library, watch: Watch) -> Costed | Published:
    """A programme, or a total of the library."""
    from opendome.answers.cost_compare import Published
    from opendome.scenario.budgets import Total

    if question.compare and library.has("totals", reference) and not library.has("scenarios", reference):
        spec = library.entry("totals", reference)
        if isinstance(spec, Total):
            return Published(reference, spec)
    return costed(question, reference, library, watch)


def _refuse(question: Question) -> None:
    if len(question.scenarios) > 1 and not question.compare:
        raise asked.wrong_options(
            "Several scenarios stand side by side with --compare.",
            f"opendome cost {' '.join(question.scenarios)} --compare",
            "compare",
        )
    if len(question.scenarios) < 2 and question.compare:
        raise asked.wrong_options(
            "A comparison needs two scenarios or more.",
            f"opendome cost {question.scenarios[0]} OTHER --compare; see opendome list scenarios",
            "scenarios",
        )


def costed(question: Question, reference: str, library: Library, watch: Watch = SILENT) -> Costed:
    """One scenario's programme, costed."""
    from opendome.answers import cost_dates
    from opendome.programme import cost
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle.programme import settle_programme

    scenario = load_scenario(reference, library, question.settings)
    programme = settle_programme(scenario, library)
    found = cost_dates.dated(scenario, library, question.seed, question.draws, watch)
    if question.by_schedule:
        programme = cost_dates.following(programme, found)
    return Costed(
        reference,
        scenario,
        programme,
        cost.point(programme, question.late_duration_year),
        cost.drawn(programme, question.seed, question.draws, question.late_duration_year, watch),
        found,
    )


def _answer(
    question: Question, first: Costed, found: list[Costed | Published], library: Library, watch: Watch
) -> Answer:
    from opendome.answers import cost_budget, cost_compare, cost_files, cost_joint, cost_projects
    from opendome.answers import cost_rows as rows
    from opendome.answers import cost_words as words
    from opendome.answers.cost_dates import at_odds
    from opendome.programme import cost

    programme, draws = first.programme, first.draws
    budget = cost_budget.budget_of(first, library)
    together = cost_joint.together(first, question.late_duration_year)
    fitted = cost_budget.fitted(first, library)
    years = len(programme.index)
    made = Answer(
        command="cost",
        inputs=question.inputs(),
        scenario=first.reference,
        name=programme.name,
        price_year=programme.price_year,
        start_year=programme.start_year,
        horizon_year_count=years,
        index=programme.index_edition,
        draws_count=question.draws,
        complete=not programme.unpriced and len(programme.elements) > 0,
        unpriced=list(programme.unpriced),
        point_usd=float(first.point.total_usd[0]),
        **rows.totals(draws, years),
        by_element=rows.elements(programme, first.point, draws),
        by_category=rows.categories(programme, draws),
        by_kind=rows.kinds(first.point, draws),
        by_year=cost_budget.years(first, budget, library),
        by_appropriation=cost_budget.appropriations(budget),
        confidence_curve=rows.confidence(draws),
        joint_confidence=together.rows() if together is not None else [],
        drivers=rows.drivers(programme, cost.movers(programme, question.late_duration_year)),
        other_prices=rows.other_prices(first, library),
        published=cost_budget.published(first, library),
        slipped=cost_budget.slipped(fitted),
        projects=cost_projects.rows(question, first, library, watch),
        compared=cost_compare.compared(found, first, library) if question.compare else [],
        bridge=cost_compare.bridge(found[0], found[1], library) if question.compare else [],
        files=[],
        sentence=words.sentence(first),
        warnings=[
            *words.warnings(first, library),
            *at_odds(programme, first.point, first.dated),
            *cost_budget.remarks(first, budget, fitted, library),
        ],
        sources=words.sources(found, library),
    )
    if question.out is None:
        return made
    files = cost_files.write(question, first, cost_files.Seen(made, together, fitted, found), library)
    return made.model_copy(update={"files": files})
