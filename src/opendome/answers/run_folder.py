"""The folder of a run: what goes in, and reading the folder of an equal run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendome
from opendome import storage
from opendome.answers import fingerprint, run_files
from opendome.contract.run import Answer
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import polars
    from numpy.typing import NDArray

    from opendome.answers.finished_run import Run, Settled
    from opendome.answers.run import Question
    from opendome.records.case import World
    from opendome.records.raid_sizes import RaidSizes
    from opendome.reports.plates import Plate
    from opendome.reports.raid_shown import RaidShown

DEFAULT = "runs"
"""Where folders of runs stand, unless somebody names another place."""

MOST_RECORDED = 1_000
"""Detections and tracks are kept of so many missiles: of a raid of ten thousand they would fill gigabytes."""


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
        "case": fingerprint.of(one.case),
        "prices": fingerprint.of(one.prices),
        "epoch": one.case.epoch,
        "seed": question.seed,
        "runs": question.runs,
        "library_settings": sorted(path for path in question.settings if path.startswith("library.")),
        **_search(question),
    }


def _search(question: Question) -> dict[str, Any]:
    return {"require": question.require, "solve": question.solve} if question.require else {}


def read(place: Place, question: Question) -> Answer:
    """The answer of an equal run whose folder is whole; what a killed call left beside it goes."""
    storage.forget(place.folder, place.digest)
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
    from opendome.answers.raid_sizes import raid_sizes
    from opendome.answers.report import page_of
    from opendome.outcomes.knowledge import good_enough
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
    raid = raid_shown(run.case, run.flights, run.opportunities, run.engagements)
    said = raid_map.caption(run.case, run.flights, raid, run.answer.landing)
    world, good = run.case.reference_world(run.plays), None
    globe.write(world, run.flights, run.sightings, raid, said, _foot(run), beside)
    if len(run.case.sensors):
        good = good_enough(world, run.sightings, run.tracks)
    sizes = raid_sizes(run, watch)
    ways = _tables(run, good, sizes) | {run_files.OBJECTS: lambda: _objects(run, world, watch)}
    for name in run_files.tables(run.answer):
        storage.write_table(beside / run_files.parquet(name), ways[name]())
    figures = beside / "figures"
    figures.mkdir()
    plates = [raid_map.draw(run.case, run.flights, said, _foot(run), figures, raid)]
    if good is not None:
        plates += _draw_watched(run, good, raid, figures)
    plates += figures_of_run.draw_all(run, sizes, figures)
    storage.write_json(beside / run_files.CAPTIONS, as_data(plates))
    known = run.question.open_library().sources
    sources = {key: known[key] for key in run.answer.sources if key in known}
    storage.write_json(beside / run_files.SOURCES, sources)
    page = page_of(beside, place.manifest | {"digest": place.digest})
    storage.write_text(beside / run_files.REPORT, page)


def _objects(run: Run, world: World, watch: Watch) -> polars.DataFrame:
    """What the missiles of the reference world let go, where it comes down and who first detects it."""
    from opendome import sensing, threats

    objects = threats.objects(world, run.flights, watch, MOST_RECORDED)
    return objects.to_frame(sensing.observe_objects(world, objects, run.sightings, run.tracks, watch))


def _holes(run: Run) -> polars.DataFrame:
    """What the reference play leaves of each constellation."""
    from opendome.answers import holes

    world = run.case.reference_world(run.plays)
    return holes.frame(world, holes.holes(world, run.flights, run.opportunities, run.engagements))


def _remains(run: Run) -> polars.DataFrame:
    """Where parts of missiles that are hit early come down."""
    from opendome.answers.early_hits import remains
    from opendome.records.frames import remains_frame

    left = remains(run.case.reference_world(run.plays), run.flights, run.engagements)
    return remains_frame(left, run.case.earth.spherical)


def _tables(
    run: Run, good: NDArray[np.bool_] | None, sizes: RaidSizes | None
) -> dict[str, Callable[[], polars.DataFrame]]:
    """How each record is made that a run may keep.

    Args:
        run: A finished run.
        good: At which nodes tracks are good enough; None where nobody watches.
        sizes: How raids of other sizes fare; None where nobody can shoot at anything.
    """
    import polars

    from opendome.records.frames import figures_frame, opportunities_frame

    first = polars.col("object") < MOST_RECORDED
    known = run.outcomes.known
    ways: dict[str, Callable[[], polars.DataFrame]] = {
        run_files.FIGURES: lambda: figures_frame(run.figures),
        run_files.OUTCOMES: run.outcomes.to_frame,
        run_files.TRAJECTORIES: run.flights.to_frame,
        run_files.ENGAGEMENTS: run.engagements.to_frame,
        run_files.OPPORTUNITIES: lambda: opportunities_frame(run.every_opportunities),
        run_files.REACH: run.reach.flyouts.to_frame,
        run_files.HOLES: lambda: _holes(run),
        run_files.REMAINS: lambda: _remains(run),
    }
    if known is not None:
        marked = polars.Series("good_enough", good)
        ways |= {
            run_files.DETECTIONS: lambda: run.detections.to_frame().filter(first),
            run_files.KNOWN: known.to_frame,
            run_files.SIGHTINGS: run.sightings.to_frame,
            run_files.TRACKS: lambda: run.tracks.to_frame().with_columns(marked).filter(first),
        }
    if sizes is not None:
        ways[run_files.RAID_SIZES] = sizes.to_frame
    return ways


def _draw_watched(run: Run, good: NDArray[np.bool_], raid: RaidShown | None, figures: Path) -> list[Plate]:
    """The pictures of what sensors and trackers add."""
    from opendome.reports import knowledge_picture, lanes_picture

    assert run.outcomes.known is not None  # there are sensors
    foot, said = _foot(run), run.answer.watching
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
    files = [(folder / name).as_posix() for name in run_files.files(answer)]
    found = {"run_folder": folder.as_posix(), "files": files, "already_run": already}
    return answer.model_copy(update=found)
