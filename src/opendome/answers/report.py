"""`report`: the page of a run folder, written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from opendome.answers import question as asked
from opendome.answers.again import command_of, settings_of
from opendome.contract.envelope import Envelope
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.answers.kept import KeptRun


OTHER_CODE = (
    "The run was made by another state of the program. Its numbers and pictures are kept as they were."
)


class Question(asked.Question):
    """How a report is asked for."""

    run_folder: str = Field(
        description="The folder of a run, as `opendome run` names it.",
        json_schema_extra={"position": 0, "metavar": "RUN_FOLDER"},
    )


class Answer(Envelope):
    """What `report` writes."""

    run_folder: str
    scenario_name: str
    files: list[str]
    changed: bool


def answer(question: Question, watch: Watch) -> Answer:  # noqa: ARG001 - every command has a watch
    """Write the page of a kept run into its folder, or with `--out` into another.

    Raises:
        InputError: The folder cannot be used.
        RunError: The page cannot be written.
    """
    from opendome import storage
    from opendome.answers.kept import open_run
    from opendome.answers.run_files import REPORT

    run = open_run(question.run_folder, spare=(REPORT,))
    page = _page(run)
    place = Path(question.out or question.run_folder) / REPORT
    changed = not place.is_file() or place.read_bytes() != page.encode()
    if changed:
        storage.replace_text(place, page)
    name = str(run.answer["scenario_name"])
    other = run.manifest.get("code") != storage.code_digest()
    return Answer(
        command="report",
        inputs=question.inputs(),
        run_folder=run.folder.as_posix(),
        scenario_name=name,
        files=[place.as_posix()],
        changed=changed,
        sentence=str(run.answer["sentence"]),
        warnings=[OTHER_CODE] if other else [],
        sources=[str(key) for key in run.answer["sources"]],
    )


def _page(run: KeptRun) -> str:
    """The page, or a word on which file is not what OpenDome writes."""
    from opendome.answers.kept import spoilt
    from opendome.errors import RunError

    try:
        return page_of(run.folder, run.manifest)
    except (RunError, ValueError, KeyError, TypeError, OSError):
        raise spoilt(run.folder, run.manifest, "figures") from None


def page_of(folder: Path, manifest: dict[str, Any]) -> str:
    """`report.html` of a folder that holds everything but it.

    It is made of what the folder holds and of nothing else, so that an old folder gives the same page.

    Args:
        folder: With answer, figures and captions.
        manifest: What the run follows from, and its digest.

    Raises:
        ValueError: Something there is not what OpenDome writes.
        OSError: Something cannot be read.
    """
    import polars

    from opendome import storage
    from opendome.answers.run_files import CAPTIONS, FIGURES, REMAINS, SOURCES, parquet
    from opendome.contract.run import Answer
    from opendome.reports.document import Kept, compose
    from opendome.reports.plates import from_data

    plates = from_data(storage.read_json(folder / CAPTIONS))
    pictures = folder / "figures"
    settings = settings_of(manifest)
    fallen = folder / parquet(REMAINS)
    own = "" if settings is not None else f"{manifest['scenario']}.yaml"
    return compose(
        Kept(
            answer=Answer.model_validate(storage.read_json(folder / storage.ANSWER)),
            plates=plates,
            pictures={
                plate.name: (pictures / f"{plate.name}.svg").read_text(encoding="utf-8") for plate in plates
            },
            figures=polars.read_parquet(folder / parquet(FIGURES)).to_dicts(),
            bibliography=storage.read_json(folder / SOURCES),
            epoch=manifest["epoch"],
            digest=manifest["digest"],
            scenario=manifest["description"],
            reproduce=command_of(manifest, settings or (), own),
            own=own,
            remains=polars.read_parquet(fallen).to_dicts() if fallen.is_file() else (),
        )
    )
