"""`explain`: what became of one missile of a run, moment by moment, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Band, Maybe, Part
from opendome.contract.threats import Decided
from opendome.errors import InputError, Problem
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.answers.kept import KeptRun
    from opendome.answers.told import Told
    from opendome.reports.story import Tale

FAILED = "failed_by_itself"


class Question(asked.Question):
    """Which missile of which run."""

    run_folder: str = Field(
        description="The folder that opendome run wrote.",
        json_schema_extra={"position": 0, "metavar": "RUN_FOLDER"},
    )
    threat_id: str = Field(
        description="The missile, as opendome run names it, or its number in the raid: 3 is the third.",
        json_schema_extra={"position": 1, "metavar": "THREAT_ID"},
    )
    play: int = Field(
        0,
        ge=0,
        description="Which roll of the dice; 0 is the reference play, in which every figure has its value.",
        json_schema_extra={"metavar": "N"},
    )


class EventRow(Part):
    """One thing that happened to it, or did not: then `time_s` is null, and `detail` says why."""

    time_s: Maybe
    what: str
    by: str
    detail: str
    kind: str
    by_kind: str
    by_name: str


class Answer(Envelope):
    """What `explain` finds; times count from the scenario's epoch."""

    run_folder: str
    scenario_name: str
    threat_id: str
    aim: str
    play: int
    world: int
    fate: str
    decided_by: str
    leak_probability: Band
    decided_by_probability: Decided
    first_launch_s: float
    launch_s: float
    end_s: Maybe
    shots_count: int | None
    another_play: int | None
    another_fate: str | None
    worst_threat_id: str
    events: list[EventRow]


def answer(question: Question, _watch: Watch) -> Answer:
    """Tell the story of one missile.

    Raises:
        InputError: The folder is not that of a whole run, or has no such missile or play.
    """
    from opendome.answers.kept import open_run
    from opendome.answers.story_events import events
    from opendome.reports import story

    run = open_run(question.run_folder)
    number = _number(run, question.threat_id)
    told, another = _told(run, number, question.play)
    row = told.row
    return Answer(
        command="explain",
        inputs=question.inputs(),
        run_folder=run.folder.as_posix(),
        scenario_name=run.answer["scenario_name"],
        threat_id=told.threat_id,
        aim=row["aim"],
        play=told.play,
        world=told.world,
        fate=told.fate,
        decided_by=told.decided_by,
        leak_probability=Band.model_validate(row["leak_probability"]),
        decided_by_probability=Decided.model_validate(row["decided_by_probability"]),
        first_launch_s=told.zero,
        launch_s=row["launch_s"],
        end_s=told.end,
        shots_count=None if told.all_shots is None else len(told.shots),
        another_play=None if another is None else another[0],
        another_fate=None if another is None else another[1],
        worst_threat_id=_worst(run),
        events=[
            EventRow(
                time_s=one.time_s, what=one.what, by=one.by, detail=one.detail, kind=one.kind,
                by_kind=one.by_kind, by_name=one.by_name,
            )
            for one in events(told)
        ],
        sentence=story.lead(_tale(told)),
        warnings=_warnings(told),
        sources=run.answer["sources"],
    )  # fmt: skip


def _number(run: KeptRun, asked_for: str) -> int:
    """The place of a missile in the raid, by its id or its number.

    Raises:
        InputError: There is none; the nearest are named.
    """
    from opendome.reports import numbers
    from opendome.scenario.naming import listed, several_near

    ids = [str(row["threat_id"]) for row in run.answer["by_threat"]]
    if asked_for in ids:
        return ids.index(asked_for)
    if asked_for.isascii() and asked_for.isdigit() and 1 <= int(asked_for) <= len(ids):
        return int(asked_for) - 1
    near = several_near(asked_for, ids)
    meant = f"Did you mean {' or '.join(near)}?" if near else f"Its missiles: {listed(ids, 4)}."
    there = numbers.missiles(len(ids))
    raise InputError(
        Problem(
            kind="unknown_threat",
            message=f"There is no missile {asked_for} in {run.folder.as_posix()}, which has {there}.",
            remedy=f"{meant} A number counts them in the order of the raid.",
            key="THREAT_ID",
            value=asked_for,
        )
    )


def _told(run: KeptRun, number: int, play: int) -> tuple[Told, tuple[int, str] | None]:
    """A missile in a play; and the first play with kept shots in which its fate is another, with that fate.

    Raises:
        InputError: There is no such play.
    """
    from opendome.answers.told import Told
    from opendome.records.engagements import KEPT_PLAYS

    row = run.answer["by_threat"][number]
    found = run.table("outcomes", threat_id=row["threat_id"])
    rows = [] if found is None else found.sort("play").to_dicts()
    told = Told(run, number, 0, 0, row["reference_fate"], row["reference_decided_by"])
    if play:
        mine = next((one for one in rows if one["play"] == play), None)
        if mine is None:
            raise _no_such_play(run, play)
        told = Told(run, number, play, mine["world"], mine["fate"], mine["decided_by"])
    if told.fate == FAILED:
        told = Told(run, number, told.play, told.world, FAILED, FAILED)
    wanted = "intercepted" if told.fate == "leaked" else "leaked"
    another = next(
        (one for one in rows if one["fate"].startswith(wanted) and one["play"] <= KEPT_PLAYS), None
    )
    return told, None if another is None else (another["play"], another["fate"])


def _no_such_play(run: KeptRun, play: int) -> InputError:
    count = int(run.answer["runs_count"])
    return InputError(
        Problem(
            kind="out_of_range",
            message=f"This run has no play {play:,}: it has plays 1 to {count:,}, and 0, the reference play.",
            remedy=f"Give --play a number up to {count:,}, or run more with --runs.",
            key="--play",
            value=str(play),
        )
    )


def _tale(told: Told) -> Tale:
    from opendome.answers.story_events import height_km
    from opendome.records.defence import member_id, member_words
    from opendome.reports.story import Tale

    row, stop = told.row, told.stopping
    by = "" if stop is None else member_id(stop.battery, stop.satellite)
    leak = row["leak_probability"]
    return Tale(
        threat_id=told.threat_id,
        aim=row["aim"],
        play=told.play,
        fate=told.fate,
        decided_by=told.decided_by,
        end_s=None if told.end is None else told.end - told.zero,
        miss_km=row["miss_km"],
        shots=None if told.all_shots is None else len(told.shots),
        at_decoys=sum(shot.decoy for shot in told.shots),
        hit=0 if stop is None else told.shots.index(stop) + 1,
        hit_by="" if stop is None else member_words(stop.battery, stop.satellite),
        height_km=None if stop is None else height_km(told.chances.get(by), stop.launch),
        warheads=told.warheads,
        warheads_hit=len({shot.thing for shot in told.shots if shot.hit and not shot.decoy}),
        defended=bool(told.batteries),
        leak=(leak["value"], leak["low"], leak["high"]),
        fails=row["fate_probability"]["failed_by_itself"],
        decided=row["decided_by_probability"],
    )


def _worst(run: KeptRun) -> str:
    """The missile that gets through most often, the first of equals."""
    rows = run.answer["by_threat"]
    return str(max(rows, key=lambda row: row["fate_probability"]["leaked"])["threat_id"])


def _warnings(told: Told) -> list[str]:
    """What was not kept of this missile and play, and what a reader must know besides."""
    from opendome.answers.run_folder import MOST_RECORDED
    from opendome.records.engagements import KEPT_PLAYS
    from opendome.records.trajectories import STATUSES
    from opendome.reports import numbers

    said = []
    if told.row["status"] != "ok":
        said.append(STATUSES[told.row["status"]])
    if told.all_shots is None:
        said.append(f"Shots are kept of plays 0 to {KEPT_PLAYS}, and not of play {told.play:,}.")
    sensors = bool(told.run.answer["sensors_count"])
    if told.play and sensors:
        said.append("Which sensor saw it, and when, is kept of play 0 alone.")
    if told.play == 0 and sensors and told.number >= MOST_RECORDED:
        said.append(f"How well it was tracked is kept of the first {numbers.missiles(MOST_RECORDED)} alone.")
    if not sensors:
        said.append("There is no sensor in this scenario.")
    if told.run.answer["runs_count"] < 100:
        said.append("Fewer than 100 runs: the ranges are rough.")
    return said
