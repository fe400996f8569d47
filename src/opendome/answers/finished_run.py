"""From a scenario to a finished run: settled, every world run that is not kept yet, and reduced to keys."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.answers.replay import Scene
    from opendome.answers.required import Sought
    from opendome.answers.run import Question
    from opendome.contract.run import Answer
    from opendome.records.case import Case, Plays
    from opendome.records.engagements import Engagements
    from opendome.records.figures import Figures
    from opendome.records.opportunities import Opportunities
    from opendome.records.outcomes import Outcomes
    from opendome.records.prices import Prices
    from opendome.records.reach import Reach
    from opendome.records.sightings import Detections, Sightings
    from opendome.records.tracks import Tracks
    from opendome.records.trajectories import Trajectories
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.scenario.origin import Origin
    from opendome.simulate import WorldRun
    from opendome.storage import Unfinished

MOST_PAIRS = 5_000
"""Opportunities are kept of every world up to so many pairs of missile and battery."""


@dataclass(frozen=True)
class Settled:
    """What is to be run.

    Attributes:
        question: What was asked.
        case: The scenario settled.
        plays: How many rolls of the dice, over how many worlds.
        scenario, library: The scenario as it was loaded, and what its names mean.
        description: The scenario as written, as data.
        origin: Where it was written; None: made in Python.
        sought: What is searched for, if anything.
        prices: What its missiles and interceptors cost.
    """

    question: Question
    case: Case
    plays: Plays
    scenario: Scenario
    library: Library
    description: dict[str, Any]
    origin: Origin | None
    sought: Sought | None
    prices: Prices


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
        prices: What its missiles and interceptors cost.
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
    prices: Prices

    @property
    def figures(self) -> Figures:
        """Every figure used."""
        from opendome.records.figures import joined

        return joined(self.case.figures, self.prices.figures)

    def report(self, out: str | Path) -> list[str]:
        """Write the run folder below `out`, the same files as the command line; their paths."""
        from opendome.answers.run_folder import write

        return write(self, Path(out)).files


def settled(question: Question, scenario: Scenario | None = None) -> Settled:
    """Load what the question names, unless the scenario is given, and settle it.

    Raises:
        InputError: The scenario cannot be used; holds every problem. Or what is searched for is not there.
    """
    library = question.open_library()
    from opendome.answers.required import sought
    from opendome.scenario.loading import load_scenario, scenario_origin

    origin: Origin | None = None
    if scenario is None:
        scenario = load_scenario(question.scenario, library, question.settings)
        origin = scenario_origin(question.scenario, library, question.settings)
    from opendome.records.case import Plays
    from opendome.scenario.settle import settle
    from opendome.scenario.settle.prices import settle_prices

    plays = Plays(question.runs, question.seed)
    case = settle(scenario, library)
    goal = sought(question.require, question.solve, case)
    prices = settle_prices(scenario, library, case)
    return Settled(question, case, plays, scenario, library, scenario.as_written(), origin, goal, prices)


def finished(asked_for: Settled, watch: Watch, kept: Unfinished) -> Run:
    """Simulate and reduce.

    Args:
        asked_for: What is to be run.
        watch: Told how far it is, asked whether to stop.
        kept: Worlds that an earlier call left; those of this one are added.

    Raises:
        InputError: An aim cannot be reached.
        RunError: Worlds cannot be written.
        Stopped: Somebody asked to stop.
    """
    from opendome import outcomes
    from opendome.answers.run_keys import answer_of

    case = asked_for.case
    started = time.perf_counter()
    reference, scenes = _worlds(asked_for, watch, kept)
    counted = [kept.worlds[number] for number in sorted(kept.worlds)]
    joined = outcomes.join(case.threat_id, [one.outcome for one in counted])
    flown = time.perf_counter()
    found = answer_of(asked_for, reference, joined, scenes, watch)
    durations = {"worlds": flown - started, "answer": time.perf_counter() - flown}
    chances = (reference.chances, *(one.chances for one in counted if one.chances is not None))
    shots = outcomes.join_shots([reference.shots, *(one.shots for one in counted)])
    return Run(
        asked_for.question, case, asked_for.plays, reference.flights, reference.reach, reference.sightings,
        reference.detections, reference.tracks, reference.chances, chances, shots, joined, found, durations,
        asked_for.scenario, asked_for.library, asked_for.description, asked_for.prices,
    )  # fmt: skip


def _worlds(asked_for: Settled, watch: Watch, kept: Unfinished) -> tuple[WorldRun, list[Scene]]:
    """Run every world that is not kept yet; the reference world, and the scenes that a search needs."""
    from opendome.answers.replay import Scene
    from opendome.answers.required import scenes_for
    from opendome.answers.unreachable import refuse
    from opendome.simulate import simulate
    from opendome.storage import KeptWorld

    case = asked_for.case
    wanted = 0 if asked_for.sought is None else scenes_for(case)
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
