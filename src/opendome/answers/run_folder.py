"""The folder of a run: what goes in, and reading the folder of an equal run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendome
from opendome import storage
from opendome.answers.fingerprint import of_case
from opendome.contract.run import Answer
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.answers.finished_run import Run, Settled
    from opendome.answers.run import Question
    from opendome.reports.plates import Plate

DEFAULT = "runs"
"""Where folders of runs stand, unless somebody names another place."""

RECORDS = ("figures.parquet", "outcomes.parquet", "trajectories.parquet")
WATCHED_RECORDS = ("detections.parquet", "known.parquet", "sightings.parquet", "tracks.parquet")
SHOOTING_RECORDS = ("engagements.parquet", "opportunities.parquet", "reach.parquet")
MOST_RECORDED = 1_000
"""Detections and tracks are kept of so many missiles: of a raid of ten thousand they would fill gigabytes."""

REPORT = "report.html"
SOURCES = "sources.json"
"""A line to print for each source of the figures used."""

CAPTIONS = "figures/captions.json"
"""What stands around each picture."""

GLOBE = "globe.czml"
PICTURES = ("where-they-land",)
WATCHED_PICTURES = ("minute-by-minute", "how-well-known")


def name_of(question: Question) -> str:
    """What a run's folder is called: the scenario's name in the library, or its file's stem."""
    return Path(question.scenario).stem or "scenario"


@dataclass(frozen=True)
class Place:
    """Where the folder of a run stands or will stand.

    Attributes:
        folder: Its path.
        whole: Whether it is there, with all its files.
        manifest: All that the run follows from.
        digest: Of the manifest.
    """

    folder: Path
    whole: bool
    manifest: dict[str, Any]
    digest: str


def place_of(one: Settled | Run, parent: Path) -> Place:
    """The place of a run's folder below `parent`, before the run and after it.

    Raises:
        RunError: The folder of this name is not ours.
    """
    manifest = _manifest(one)
    digest = storage.digest_of(manifest)
    folder, whole = storage.place_for(parent, name_of(one.question), digest)
    return Place(folder, whole, manifest, digest)


def _manifest(one: Settled | Run) -> dict[str, Any]:
    question = one.question
    return {
        "folder": storage.FOLDER_FORMAT,
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "run",
        "scenario": storage.plain_name(name_of(question)),
        "description": storage.plain(one.description),
        "case": of_case(one.case),
        "epoch": one.case.epoch,
        "seed": question.seed,
        "runs": question.runs,
        "library_settings": sorted(path for path in question.settings if path.startswith("library.")),
        **_search(question),
    }


def _search(question: Question) -> dict[str, Any]:
    return {"require": question.require, "solve": question.solve} if question.require else {}


def read(place: Place, question: Question) -> Answer:
    """The answer of an equal run whose folder is whole."""
    stored = storage.read_json(place.folder / storage.ANSWER)
    return with_paths(Answer.model_validate(stored | {"inputs": question.inputs()}), place.folder, True)


def write(run: Run, parent: Path, watch: Watch = SILENT) -> Answer:
    """Write the folder below `parent`; the answer with its paths.

    Raises:
        RunError: It cannot be written.
        Stopped: The watch asked to stop; nothing is left behind.
    """
    place = place_of(run, parent)
    if not place.whole:
        storage.write(
            place.folder,
            place.digest,
            place.manifest,
            lambda beside: _fill(run, beside, place, watch),
            lambda: run.durations,
        )
    return with_paths(run.answer, place.folder, place.whole)


def _fill(run: Run, beside: Path, place: Place, watch: Watch) -> None:
    from opendome.answers import figures_of_run
    from opendome.answers.report import page_of
    from opendome.records.frames import figures_frame, opportunities_frame
    from opendome.reports import globe, raid_map
    from opendome.reports.plates import as_data
    from opendome.reports.raid_shown import raid_shown

    # other options may lead to the same case: what is kept names only what the folder is named after
    asked = {
        "scenario": storage.plain_name(name_of(run.question)),
        "runs": run.question.runs,
        "seed": run.question.seed,
        **_search(run.question),
    }
    kept = run.answer.model_copy(update={"inputs": asked})
    storage.write_json(beside / storage.ANSWER, kept.document(name_nulls=False))
    storage.write_table(beside / RECORDS[0], figures_frame(run.figures))
    storage.write_table(beside / RECORDS[1], run.outcomes.to_frame())
    storage.write_table(beside / RECORDS[2], run.flights.to_frame())
    (beside / "figures").mkdir()
    raid = raid_shown(run.case, run.flights, run.opportunities, run.engagements)
    said = raid_map.caption(run.case, run.flights, raid, run.answer.landing)
    plates = [raid_map.draw(run.case, run.flights, said, _foot(run), beside / "figures", raid)]
    world = run.case.reference_world(run.plays)
    globe.write(world, run.flights, run.sightings, raid, said, _foot(run), beside)
    if len(run.case.sensors):
        plates += _fill_watched(run, beside)
    plates += figures_of_run.draw_all(run, beside, watch)
    storage.write_json(beside / CAPTIONS, as_data(plates))
    known = run.question.open_library().sources
    storage.write_json(beside / SOURCES, {key: known[key] for key in run.answer.sources if key in known})
    if len(run.case.defence):
        storage.write_table(beside / SHOOTING_RECORDS[0], run.engagements.to_frame())
        storage.write_table(beside / SHOOTING_RECORDS[1], opportunities_frame(run.every_opportunities))
        storage.write_table(beside / SHOOTING_RECORDS[2], run.reach.flyouts.to_frame())
    storage.write_text(beside / REPORT, page_of(beside, place.manifest | {"digest": place.digest}))


def _fill_watched(run: Run, beside: Path) -> list[Plate]:
    """What sensors and trackers add."""
    import polars

    from opendome.outcomes.knowledge import good_enough
    from opendome.reports import knowledge_picture, lanes_picture
    from opendome.reports.raid_shown import raid_shown

    assert run.outcomes.known is not None  # there are sensors
    first = polars.col("object") < MOST_RECORDED
    storage.write_table(beside / WATCHED_RECORDS[0], run.detections.to_frame().filter(first))
    storage.write_table(beside / WATCHED_RECORDS[1], run.outcomes.known.to_frame())
    storage.write_table(beside / WATCHED_RECORDS[2], run.sightings.to_frame())
    good = good_enough(run.case.reference_world(run.plays), run.sightings, run.tracks)
    told = run.tracks.to_frame().with_columns(polars.Series("good_enough", good))
    storage.write_table(beside / WATCHED_RECORDS[3], told.filter(first))
    figures, foot = beside / "figures", _foot(run)
    said = run.answer.watching
    raid = raid_shown(run.case, run.flights, run.opportunities, run.engagements)
    minutes = lanes_picture.draw(
        run.case, run.flights, run.sightings, run.detections, run.tracks, good, said, foot, figures, raid
    )
    asked = run.answer.fire_control.position_error_km
    known = knowledge_picture.draw(
        run.case, run.outcomes.known, run.sightings, run.detections, asked, said, foot, figures
    )
    return [minutes, known]


def _foot(run: Run) -> str:
    return f"{run.plays.runs_count:,} runs · seed {run.plays.seed}"


def with_paths(answer: Answer, folder: Path, already: bool = False) -> Answer:
    """The answer with the paths of its files in a folder, and whether they were there already."""
    from opendome.answers import figures_of_run

    watched = answer.sensors_count > 0
    shooting = SHOOTING_RECORDS if answer.by_site else ()
    names = [
        *RECORDS,
        *(WATCHED_RECORDS if watched else ()),
        *shooting,
        storage.ANSWER,
        REPORT,
        CAPTIONS,
        SOURCES,
        GLOBE,
    ]
    for picture in (*PICTURES, *(WATCHED_PICTURES if watched else ())):
        names += [f"figures/{picture}.svg", f"figures/{picture}.png"]
    names += figures_of_run.files(answer)
    files = [(folder / name).as_posix() for name in sorted(names)]
    found = {"run_folder": folder.as_posix(), "files": files, "already_run": already}
    return answer.model_copy(update=found)
