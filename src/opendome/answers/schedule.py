"""`schedule`: when it can stand, what holds it up, and what stands each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.schedule import Answer
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.programme.dates import Dates
    from opendome.records.schedule import Schedule
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library

__all__ = ["Answer", "Question", "answer"]


class Question(asked.Question):
    """The scenario, and how well its dates are to be known."""

    scenario: str = Field(
        description="Name of a scenario of the library, or a YAML file of your own.",
        json_schema_extra={"position": 0, "metavar": "SCENARIO"},
    )
    draws: int = Field(
        100_000,
        ge=100,
        le=10_000_000,
        description="How many draws of all durations and rates.",
        json_schema_extra={"metavar": "N"},
    )
    capability: bool = Field(False, description="Fly the raid of each year against what stands at its end.")
    runs: int = Field(
        100,
        ge=1,
        le=1_000_000,
        description="With --capability: rolls of the dice for each year that differs.",
        json_schema_extra={"metavar": "N"},
    )


@dataclass(frozen=True)
class Settled:
    """What a question means, and its dates.

    Attributes:
        question: As asked.
        scenario, library: As loaded.
        schedule: Settled.
        dates: Of every draw; None where there is nothing to do.
    """

    question: Question
    scenario: Scenario
    library: Library
    schedule: Schedule
    dates: Dates | None


def answer(question: Question, watch: Watch) -> Answer:
    """Settle, draw, and say when.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
        RunError: A folder cannot be written.
        Stopped: Somebody asked to stop.
    """
    library = question.open_library()
    from opendome.answers import schedule_capability, schedule_files, schedule_rows
    from opendome.programme.dates import dates
    from opendome.reports import schedule_words
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle.schedule import settle_schedule

    scenario = load_scenario(question.scenario, library, question.settings)
    plan = settle_schedule(scenario, library)
    drawn = dates(plan, question.seed, question.draws, watch=watch) if len(plan.network) else None
    one = Settled(question, scenario, library, plan, drawn)
    keys = schedule_rows.keys(one)
    capability, flown = schedule_capability.by_year(one, watch)
    goal, reached = schedule_capability.goal(one, capability)
    said = schedule_words.Said(
        scenario.name, plan.start_year, plan.horizon, keys, capability, goal, reached, plan.shared,
        schedule_rows.too_early(plan), plan.figures.count()[1], len(plan.figures),
    )  # fmt: skip
    found = Answer(
        command="schedule",
        inputs=question.inputs(),
        scenario_name=scenario.name,
        draws_count=question.draws,
        shared_doubt_fraction=plan.shared,
        goal_no_leak_probability=goal,
        goal_year=reached,
        capability_by_year=capability,
        held_up_by=schedule_words.held_up(said),
        took=schedule_words.took(keys.references),
        files=[],
        sentence=schedule_words.sentence(said),
        warnings=[*schedule_words.warnings(said), *schedule_rows.left_out(one), *flown],
        sources=schedule_rows.sources(plan, keys),
        **keys.parts(),
    )
    return found.model_copy(update={"files": schedule_files.write(one, found)})
