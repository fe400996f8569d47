"""`run`: a scenario, end to end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from opendome.answers import question as asked
from opendome.answers.question import Band, Maybe, Part
from opendome.answers.sensor_rows import SensorRow
from opendome.answers.threat_rows import ThreatRow
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.records.case import Case, Plays
    from opendome.records.figures import Figures
    from opendome.records.outcomes import Outcomes
    from opendome.records.sightings import Detections, Sightings
    from opendome.records.tracks import Tracks
    from opendome.records.trajectories import Trajectories
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.scenario.origin import Origin
    from opendome.simulate import WorldRun

DEFAULT_FOLDER = "runs"


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


class FigureCounts(Part):
    """How well founded the figures used are."""

    sourced: int
    assumed: int
    no_source: int


class ArriveShare(Part):
    """Share of runs in which so many arrive."""

    arrive_count: int
    probability: float


class FireControl(Part):
    """How well a track must be known before a shot: as the least exacting interceptor asks."""

    interceptor: str
    position_error_km: float
    velocity_error_m_per_s: Maybe


class AssetRow(Part):
    """One place aimed at."""

    asset: str
    aimed_count: int


class Answer(asked.Answer):
    """What `run` finds."""

    scenario_name: str
    threats_count: int
    objects_count: int
    warheads_count: int
    decoys_count: int
    runs_count: int
    worlds_count: int
    arrive_count: Band
    arrive_histogram: list[ArriveShare]
    first_impact_s: Maybe
    last_impact_s: Maybe
    sensors_count: int
    fire_control: FireControl
    figures_count: FigureCounts
    by_sensor: list[SensorRow]
    by_asset: list[AssetRow]
    by_threat: list[ThreatRow]
    run_folder: str
    files: list[str]
    already_run: bool = Field(False, exclude=True)


@dataclass(frozen=True)
class Run:
    """A finished run, as Python sees it: records, the answer, and the files.

    Attributes:
        question: What was asked.
        case: The scenario settled.
        plays: How many rolls of the dice, over how many worlds.
        flights, sightings, detections, tracks: The reference world's.
        outcomes: What became of each threat, play by play.
        answer: The keys of the contract; its paths are those of the last folder written, if any.
        durations: Seconds spent, by stage.
        description: The scenario as written, as data.
    """

    question: Question
    case: Case
    plays: Plays
    flights: Trajectories
    sightings: Sightings
    detections: Detections
    tracks: Tracks
    outcomes: Outcomes
    answer: Answer
    durations: dict[str, float]
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
    from opendome.answers.run_folder import read, write

    asked_for = _settle(question, None)
    parent = Path(question.out or DEFAULT_FOLDER)
    there = read(parent, question, asked_for.case, asked_for.description)
    if there is not None:
        return there
    return write(_run(question, asked_for, watch), parent)


def run(scenario: str | Scenario, runs: int, seed: int, library: tuple[str, ...] = ()) -> Run:
    """Run a scenario from Python; nothing is written.

    Raises:
        InputError: The scenario cannot be used; holds every problem.
    """
    name = scenario if isinstance(scenario, str) else scenario.name
    question = Question(scenario=name, runs=runs, seed=seed, library=library)
    return _run(question, _settle(question, None if isinstance(scenario, str) else scenario), SILENT)


@dataclass(frozen=True)
class _Asked:
    """What is to be run: the case, the plays, the scenario, its text as data, where it was written."""

    case: Case
    plays: Plays
    scenario: Scenario
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
    return _Asked(settle(scenario, library), plays, scenario, scenario.as_written(), origin)


def _run(question: Question, asked_for: _Asked, watch: Watch) -> Run:
    """Simulate and reduce."""
    case, plays = asked_for.case, asked_for.plays
    from opendome import outcomes
    from opendome.answers.sensor_rows import sensor_rows
    from opendome.answers.unreachable import refuse
    from opendome.simulate import simulate

    started = time.perf_counter()
    reference: WorldRun | None = None
    scored = []
    for world in simulate(case, plays, watch):
        if reference is None:
            reference = world
            refuse(case, world.flights, asked_for.scenario, asked_for.origin)
        scored.append(world.outcome)
    assert reference is not None  # the reference world is always there
    joined = outcomes.join(case.threat_id, scored)
    flown = time.perf_counter()
    sensors = sensor_rows(case, plays, reference.flights, reference.sightings, watch)
    found = _reduce(question, case, plays, reference, joined, sensors)
    durations = {"worlds": flown - started, "answer": time.perf_counter() - flown}
    return Run(
        question, case, plays, reference.flights, reference.sightings, reference.detections, reference.tracks,
        joined, found, durations, asked_for.description,
    )  # fmt: skip


def _reduce(
    question: Question,
    case: Case,
    plays: Plays,
    reference: WorldRun,
    joined: Outcomes,
    sensors: list[SensorRow],
) -> Answer:
    """From records to keys."""
    import numpy as np

    from opendome.answers.threat_rows import landings, threat_rows
    from opendome.outcomes import bands

    rows = threat_rows(case, reference.flights, reference.sightings, joined)
    asked = _fire_control(case, plays)
    missile = case.launches["missile"]
    warheads = int(np.maximum(case.reentry_count[missile], 1).sum())
    decoys = int(case.decoy_count[missile].sum())
    first, last = landings(rows)
    arrive = bands.arrive_count(joined)
    shares = bands.arrive_histogram(joined)
    counts = case.figures.count()
    return Answer(
        command="run",
        inputs=question.inputs(),
        scenario_name=case.name,
        threats_count=len(case.threat_id),
        objects_count=warheads + decoys,
        warheads_count=warheads,
        decoys_count=decoys,
        runs_count=plays.runs_count,
        worlds_count=plays.worlds_count,
        arrive_count=Band.of(arrive),
        arrive_histogram=[
            ArriveShare(arrive_count=number, probability=float(share)) for number, share in enumerate(shares)
        ],
        first_impact_s=first,
        last_impact_s=last,
        sensors_count=len(case.sensors),
        fire_control=asked,
        by_sensor=sensors,
        figures_count=FigureCounts(sourced=counts[0], assumed=counts[1], no_source=counts[2]),
        by_asset=_by_asset(rows),
        by_threat=rows,
        run_folder="",
        files=[],
        sentence=_sentence(rows, (arrive.value, arrive.low, arrive.high), joined, asked),
        warnings=_warnings(case, plays, rows, asked),
        sources=case.figures.keys(),
    )


def _by_asset(rows: list[ThreatRow]) -> list[AssetRow]:
    """Places aimed at, in the order of the raid."""
    aimed: dict[str, int] = {}
    for row in rows:
        aimed[row.aim] = aimed.get(row.aim, 0) + 1
    return [AssetRow(asset=name, aimed_count=number) for name, number in aimed.items()]


def _fire_control(case: Case, plays: Plays) -> FireControl:
    """The least exacting interceptor's figures, or custody where none asks for anything."""
    import numpy as np

    from opendome.outcomes.knowledge import CUSTODY

    asked = case.reference_world(plays).interceptors
    places = asked["position_error"]
    if not np.isfinite(places).any():
        return FireControl(interceptor="", position_error_km=CUSTODY / 1e3, velocity_error_m_per_s=None)
    least = int(np.nanargmax(places))
    return FireControl(
        interceptor=case.interceptor_id[least],
        position_error_km=float(places[least]) / 1e3,
        velocity_error_m_per_s=float(asked["velocity_error"][least]),
    )


def _sentence(
    rows: list[ThreatRow], arrive: tuple[float, float, float], joined: Outcomes, asked: FireControl
) -> str:
    from opendome.answers.threat_rows import landings
    from opendome.reports import sentences

    first, last = landings(rows)
    landing = sentences.raid(
        sentences.Raid(
            starts=list(dict.fromkeys(row.launch_name for row in rows)),
            aims=list(dict.fromkeys(row.aim for row in rows)),
            launched=len(rows),
            landing_s=None if first is None or last is None else (first, last),
            arrive=arrive,
            fails=any(row.fate_probability.failed_by_itself > 0.0 for row in rows),
            astray=sum(row.fate_probability.missed_target > 0.5 for row in rows),
        )
    )
    return landing if joined.known is None else f"{landing} {watched_sentence(joined, asked)}"


def watched_sentence(joined: Outcomes, asked: FireControl) -> str:
    """The sentence about what is known, over all missiles and worlds."""
    import numpy as np

    from opendome.outcomes.bands import band
    from opendome.outcomes.knowledge import mean_of_known
    from opendome.reports import sentences

    known = joined.known
    assert known is not None  # asked by the caller
    tracked = band(mean_of_known(known.first_tracked))
    return sentences.watched(
        sentences.Watched(
            missiles=known.first_detected.shape[1],
            seen_s=band(mean_of_known(known.first_detected)).value,
            seen_share=float(np.isfinite(known.first_detected).mean()),
            tracked_s=(tracked.value, tracked.low, tracked.high),
            tracked_share=float(np.isfinite(known.first_tracked).mean()),
            to_shoot=bool(asked.interceptor),
        )
    )


def _unseen(case: Case, row: ThreatRow) -> bool:
    """Whether sensors are there and none saw this missile."""
    return len(case.sensors) > 0 and not row.seen_by


def _warnings(case: Case, plays: Plays, rows: list[ThreatRow], asked: FireControl) -> list[str]:
    """What a reader must know besides."""
    from opendome.records.trajectories import STATUSES
    from opendome.reports.numbers import count

    said = []
    for status, meaning in STATUSES.items():
        ids = [row.threat_id for row in rows if row.status == status]
        if status != "ok" and ids:
            more = f" and {len(ids) - 3:,} more" if len(ids) > 3 else ""
            said.append(f"{', '.join(ids[:3])}{more}: {meaning[0].lower()}{meaning[1:]}")
    if len(case.sensors) and not asked.interceptor:
        said.append(
            "No interceptor here says how well a track must be known before a shot: "
            "10 km is taken for good enough."
        )
    said += [f"{row.threat_id}: {row.not_tracked_because}" for row in rows if _unseen(case, row)][:3]
    bare = case.figures.count()[2]
    if bare:
        said.append(
            f"{count(bare, 'figure').capitalize()} used here {'has' if bare == 1 else 'have'} no source."
        )
    if plays.runs_count < 100:
        said.append("Fewer than 100 runs: the ranges are rough.")
    return said
