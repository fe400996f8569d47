"""The folder of a run: what goes in, and reading the folder of an equal run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendome
from opendome import storage
from opendome.answers.fingerprint import of_case
from opendome.answers.run import Question, Run
from opendome.contract.run import Answer
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.records.case import Case
    from opendome.reports.plates import Plate

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


def manifest_of(question: Question, case: Case, description: dict[str, Any]) -> dict[str, Any]:
    """All that the run follows from."""
    return {
        "folder": storage.FOLDER_FORMAT,
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "run",
        "scenario": storage.plain_name(name_of(question)),
        "description": storage.plain(description),
        "case": of_case(case),
        "epoch": case.epoch,
        "seed": question.seed,
        "runs": question.runs,
        "library_settings": sorted(one for one in question.settings if one.startswith("library.")),
        **({"require": question.require, "solve": question.solve} if question.require else {}),
    }


def read(parent: Path, question: Question, case: Case, description: dict[str, Any]) -> Answer | None:
    """The answer of an equal run whose folder is whole, or None."""
    digest = storage.digest_of(manifest_of(question, case, description))
    folder, whole = storage.place_for(parent, name_of(question), digest)
    if not whole:
        return None
    stored = storage.read_json(folder / storage.ANSWER)
    return _placed(Answer.model_validate(stored | {"inputs": question.inputs()}), folder, already=True)


def unfinished(
    parent: Path, question: Question, case: Case, description: dict[str, Any]
) -> storage.Unfinished:
    """Worlds that an earlier call with the same inputs left, and where this one keeps its own.

    Raises:
        RunError: The folder of this name is not ours.
    """
    digest = storage.digest_of(manifest_of(question, case, description))
    return storage.Unfinished.beside(storage.place_for(parent, name_of(question), digest)[0], digest)


def placed(run: Run, parent: Path) -> Answer:
    """The answer with the paths that its folder will have below `parent`.

    Raises:
        RunError: The folder of this name is not ours.
    """
    digest = storage.digest_of(manifest_of(run.question, run.case, run.description))
    return _placed(run.answer, storage.place_for(parent, name_of(run.question), digest)[0], already=False)


def write(run: Run, parent: Path, watch: Watch = SILENT) -> Answer:
    """Write the folder below `parent`; the answer with its paths.

    Raises:
        RunError: It cannot be written.
        Stopped: The watch asked to stop; nothing is left behind.
    """
    manifest = manifest_of(run.question, run.case, run.description)
    digest = storage.digest_of(manifest)
    folder, whole = storage.place_for(parent, name_of(run.question), digest)
    if not whole:
        storage.write(
            folder,
            digest,
            manifest,
            lambda beside: _fill(run, beside, manifest, digest, watch),
            lambda: run.durations,
        )
    return _placed(run.answer, folder, already=whole)


def _fill(run: Run, beside: Path, manifest: dict[str, Any], digest: str, watch: Watch) -> None:
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
        "seed": run.plays.seed,
        **({"require": run.question.require, "solve": run.question.solve} if run.question.require else {}),
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
    storage.write_text(beside / REPORT, page_of(beside, manifest | {"digest": digest}))


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


def _placed(answer: Answer, folder: Path, already: bool) -> Answer:
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
