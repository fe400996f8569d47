"""`run`: a scenario, end to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from opendome.answers import question as asked
from opendome.answers.required import Required, Solvable
from opendome.contract.parts import Estimate
from opendome.contract.run import Answer, FigureCounts
from opendome.errors import Stopped
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.answers.replay import Scene
    from opendome.records.case import Case, Plays
    from opendome.records.engagements import Engagements
    from opendome.records.figures import Figures
    from opendome.records.opportunities import Opportunities
    from opendome.records.outcomes import Outcomes
    from opendome.records.reach import Reach
    from opendome.records.sightings import Detections, Sightings
    from opendome.records.tracks import Tracks
    from opendome.records.trajectories import Trajectories
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.scenario.origin import Origin
    from opendome.simulate import WorldRun
    from opendome.storage import Unfinished

DEFAULT_FOLDER = "runs"
MOST_PAIRS = 5_000
"""Opportunities are kept of every world up to so many pairs of missile and battery."""


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


@dataclass(frozen=True)
class Run:
    """A finished run, as Python sees it: records, the answer, and the files.

    Attributes:
        question: What was asked.
        case: The scenario settled.
        plays: How many rolls of the dice, over how many worlds.
        flights, reach, sightings, detections, tracks, opportunities: The reference world's.
        every_opportunities: Of every world, the reference world first; of a raid of thousands, its alone.
        engagements: Shots of the reference play, and of the first hundred plays that count.
        outcomes: What became of each threat, play by play.
        answer: The keys of the contract; its paths are those of the last folder written, if any.
        durations: Seconds spent, by stage.
        scenario, library: The scenario as it was loaded, and what its names mean.
        description: The scenario as written, as data.
    """

    question: Question
    case: Case
    plays: Plays
    flights: Trajectories
    reach: Reach
    sightings: Sightings
    detections: Detections
    tracks: Tracks
    opportunities: Opportunities
    every_opportunities: tuple[Opportunities, ...]
    engagements: Engagements
    outcomes: Outcomes
    answer: Answer
    durations: dict[str, float]
    scenario: Scenario
    library: Library
    description: dict[str, Any]

    @property
    def figures(self) -> Figures:
        """Every figure used."""
        return self.case.figures

    def report(self, out: str | Path) -> list[str]:
        """Write the run folder below `out`, the same files as the command line; their paths."""
        from opendome.answers.run_folder import write

        return write(self, Path(out)).files


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
    from opendome.answers.run_folder import placed, read, unfinished, write

    asked_for = _settle(question, None)
    parent = Path(question.out or DEFAULT_FOLDER)
    there = read(parent, question, asked_for.case, asked_for.description)
    if there is not None:
        return there, lambda: None
    storage.check_writable(parent)
    kept = unfinished(parent, question, asked_for.case, asked_for.description)
    with _said_how_far(asked_for.plays, kept):
        made = _run(question, asked_for, watch, kept)

    def finish() -> None:
        watch.step("pictures and records", 0, 2)
        with _said_how_far(asked_for.plays, kept):
            write(made, parent, watch)
        kept.discard()
        watch.step("pictures and records", 2, 2)

    return placed(made, parent), finish


def run(scenario: str | Scenario, runs: int, seed: int, library: tuple[str, ...] = ()) -> Run:
    """Run a scenario from Python; nothing is written.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
    """
    from opendome.storage import Unfinished

    name = scenario if isinstance(scenario, str) else scenario.name
    question = Question(scenario=name, runs=runs, seed=seed, library=library)
    asked_for = _settle(question, None if isinstance(scenario, str) else scenario)
    return _run(question, asked_for, SILENT, Unfinished(None))


@dataclass(frozen=True)
class _Asked:
    """What is to be run: the case, the plays, the scenario, what its names mean, its text, its file."""

    case: Case
    plays: Plays
    scenario: Scenario
    library: Library
    description: dict[str, Any]
    origin: Origin | None


def _settle(question: Question, scenario: Scenario | None) -> _Asked:
    """Load what the question names, unless the scenario is given."""
    library: Library = question.open_library()
    from opendome.scenario.loading import load_scenario, scenario_origin

    origin: Origin | None = None
    if scenario is None:
        scenario = load_scenario(question.scenario, library, question.settings)
        origin = scenario_origin(question.scenario, library, question.settings)
    from opendome.records.case import Plays
    from opendome.scenario.settle import settle

    plays = Plays(question.runs, question.seed)
    return _Asked(settle(scenario, library), plays, scenario, library, scenario.as_written(), origin)


def _run(question: Question, asked_for: _Asked, watch: Watch, kept: Unfinished) -> Run:
    """Simulate and reduce."""
    from opendome import outcomes
    from opendome.answers.required import check_solvable, goal_of

    case, plays = asked_for.case, asked_for.plays
    if goal_of(question.require, question.solve) is not None and question.solve is not None:
        check_solvable(case, question.solve)
    started = time.perf_counter()
    reference, scenes = _worlds(question, asked_for, watch, kept)
    counted = [kept.worlds[number] for number in sorted(kept.worlds)]
    joined = outcomes.join(case.threat_id, [one.outcome for one in counted])
    flown = time.perf_counter()
    found = reduce(question, case, plays, reference, joined, scenes, watch)
    durations = {"worlds": flown - started, "answer": time.perf_counter() - flown}
    chances = (reference.chances, *(one.chances for one in counted if one.chances is not None))
    shots = outcomes.join_shots([reference.shots, *(one.shots for one in counted)])
    return Run(
        question, case, plays, reference.flights, reference.reach, reference.sightings, reference.detections,
        reference.tracks, reference.chances, chances, shots, joined, found, durations, asked_for.scenario,
        asked_for.library, asked_for.description,
    )  # fmt: skip


def _worlds(
    question: Question, asked_for: _Asked, watch: Watch, kept: Unfinished
) -> tuple[WorldRun, list[Scene]]:
    """Run every world that is not kept yet; the reference world, and the scenes that a search needs."""
    from opendome.answers.replay import Scene
    from opendome.answers.required import scenes_for
    from opendome.answers.unreachable import refuse
    from opendome.simulate import simulate
    from opendome.storage import KeptWorld

    case = asked_for.case
    wanted = 0 if question.solve is None else scenes_for(case)
    known = {number for number in kept.worlds if number > wanted}
    reference: WorldRun | None = None
    scenes: list[Scene] = []
    try:
        for world in simulate(case, asked_for.plays, watch, known):
            if reference is None:
                reference = world
                refuse(case, world.flights, asked_for.scenario, asked_for.origin)
                continue
            if len(scenes) < wanted:
                scenes.append(Scene.of(world))
            few = world.chances.limit.size <= MOST_PAIRS
            kept.add(KeptWorld(world.outcome, world.shots, world.chances if few else None))
    finally:
        kept.flush()
    assert reference is not None  # the reference world is always there
    return reference, scenes


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


def reduce(
    question: Question,
    case: Case,
    plays: Plays,
    reference: WorldRun,
    joined: Outcomes,
    scenes: list[Scene],
    watch: Watch,
) -> Answer:
    """From records to keys."""
    from opendome.answers import shot_rows, telling
    from opendome.answers.drivers import at_values, drivers
    from opendome.answers.replay import Scene
    from opendome.answers.sensor_rows import sensor_rows
    from opendome.answers.threat_rows import landings, threat_rows
    from opendome.outcomes import bands

    rows = threat_rows(case, reference, joined)
    asked = telling.fire_control(case, plays)
    first, last = landings(rows)
    leakers, histogram = shot_rows.leakers(joined)
    counts = case.figures.count()
    parts: dict[str, Any] = {
        **telling.counts(case, plays),
        "no_leak_probability": Estimate.of(bands.no_leak(joined)),
        "leak_probability": Estimate.of(bands.leak(joined)),
        "leakers_count": leakers,
        "leakers_histogram": histogram,
        "interceptors_used_count": Estimate.of(bands.used(joined)),
        "raid_limit_count": shot_rows.raid_limit(case, plays, reference.chances).missiles,
        "leak_reasons": shot_rows.reason_rows(joined),
        "drivers": drivers(case, plays, Scene.of(reference), joined, watch),
        "reference_no_leak_probability": at_values(Scene.of(reference)),
        "by_layer": shot_rows.layer_rows(case, joined),
        "by_site": shot_rows.site_rows(case, joined, reference.chances),
        "by_sensor": sensor_rows(case, plays, reference.flights, reference.sightings, watch),
        "by_asset": shot_rows.asset_rows([row.aim for row in rows], joined),
        "by_threat": rows,
    }
    required = _required(question, case, scenes, watch)
    if required is not None:
        parts |= {key: getattr(required, key) for key in ("needed", "published", "inside_published")}
    return Answer(
        command="run",
        inputs=question.inputs(),
        **parts,
        **telling.sentences_of(case, plays, reference, parts, joined, asked, required),
        first_impact_s=first,
        last_impact_s=last,
        fire_control=asked,
        figures_count=FigureCounts(sourced=counts[0], assumed=counts[1], no_source=counts[2]),
        run_folder="",
        files=[],
        warnings=telling.warnings(case, plays, rows, asked),
        sources=case.figures.keys(),
    )


def _required(question: Question, case: Case, scenes: list[Scene], watch: Watch) -> Required | None:
    from opendome.answers.required import goal_of, solve_for

    goal = goal_of(question.require, question.solve)
    if goal is None or question.solve is None:
        return None
    return solve_for(case, question.solve, goal, scenes, watch)
