"""`run`: a scenario, end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from opendome.answers import question as asked
from opendome.answers.required import Solvable
from opendome.contract.run import Answer
from opendome.errors import Stopped
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.answers.finished_run import Run
    from opendome.records.case import Plays
    from opendome.scenario.document import Scenario
    from opendome.storage import Unfinished

__all__ = ["Answer", "Question", "answer", "begin", "run"]


class Question(asked.Question):
    """How a run is asked for."""

    scenario: str = Field(
        "limited-raid",
        description="Name of a scenario of the library, or a YAML file of your own.",
        json_schema_extra={"position": 0, "metavar": "SCENARIO"},
    )
    runs: int = Field(
        1000,
        ge=1,
        le=10_000_000,
        description="How many rolls of the dice, over up to a twentieth as many draws of the figures.",
        json_schema_extra={"metavar": "N"},
    )
    require: str | None = Field(
        None,
        description="What must hold, as no_leak_probability=0.9; goes with --solve.",
        json_schema_extra={"metavar": "GOAL"},
    )
    solve: Solvable | None = Field(
        None,
        description="What is searched for: kill_probability, inventory, decide_time or satellites.",
        json_schema_extra={"metavar": "NAME"},
    )


def answer(question: Question, watch: Watch) -> Answer:
    """Run it and write its folder, or read the folder of an equal run.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
        RunError: The folder cannot be written.
        Stopped: Somebody asked to stop.
    """
    found, finish = begin(question, watch)
    finish()
    return found


def begin(question: Question, watch: Watch) -> tuple[Answer, Callable[[], None]]:
    """The answer as soon as it is known, and what writes its folder: pictures take longer than runs.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
        RunError: The folder of this name is not ours.
        Stopped: Somebody asked to stop.
    """
    from opendome import storage
    from opendome.answers import run_folder
    from opendome.answers.finished_run import finished, settled

    asked_for = settled(question)
    parent = Path(question.out or run_folder.DEFAULT)
    place = run_folder.place_of(asked_for, parent)
    if place.whole:
        return run_folder.read(place, question), lambda: None
    storage.check_writable(parent)
    kept = storage.Unfinished.beside(place.folder, place.digest)
    with _said_how_far(asked_for.plays, kept):
        made = finished(asked_for, watch, kept)

    def finish() -> None:
        watch.step("pictures and records", 0, 2)
        with _said_how_far(asked_for.plays, kept):
            run_folder.write(made, parent, watch)
        kept.discard()
        watch.step("pictures and records", 2, 2)

    return run_folder.with_paths(made.answer, place.folder), finish


def run(scenario: str | Scenario, runs: int, seed: int, library: tuple[str, ...] = ()) -> Run:
    """Run a scenario from Python; nothing is written.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
    """
    from opendome.answers.finished_run import finished, settled
    from opendome.storage import Unfinished

    name = scenario if isinstance(scenario, str) else scenario.name
    question = Question(scenario=name, runs=runs, seed=seed, library=library)
    asked_for = settled(question, None if isinstance(scenario, str) else scenario)
    return finished(asked_for, SILENT, Unfinished(None))


@contextmanager
def _said_how_far(plays: Plays, kept: Unfinished) -> Iterator[None]:
    """Who stops a run is told how far it came, and that the same call goes on from there."""
    try:
        yield
    except Stopped:
        if not kept.worlds:
            raise
        done = f"Stopped at {len(kept.worlds):,} of {plays.worlds_count:,} worlds."
        raise Stopped(f"{done} Nothing is lost: the same command goes on from there.") from None
