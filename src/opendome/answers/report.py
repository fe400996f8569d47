"""`report`: the page of a run folder."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any


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
    from opendome.answers.run import Answer
    from opendome.answers.run_folder import CAPTIONS, RECORDS, SOURCES
    from opendome.reports.document import Kept, compose
    from opendome.reports.plates import from_data

    plates = from_data(storage.read_json(folder / CAPTIONS))
    pictures = folder / "figures"
    command, own = _again(manifest)
    return compose(
        Kept(
            answer=Answer.model_validate(storage.read_json(folder / storage.ANSWER)),
            plates=plates,
            pictures={
                plate.name: (pictures / f"{plate.name}.svg").read_text(encoding="utf-8") for plate in plates
            },
            figures=polars.read_parquet(folder / RECORDS[0]).to_dicts(),
            bibliography=storage.read_json(folder / SOURCES),
            epoch=manifest["epoch"],
            digest=manifest["digest"],
            scenario=manifest["description"],
            reproduce=command,
            own=own,
        )
    )


def _again(manifest: dict[str, Any]) -> tuple[str, str]:
    """The command that runs it again, and the name of the file that the scenario must be saved as first."""
    from opendome import storage
    from opendome.errors import InputError
    from opendome.scenario.library import Library
    from opendome.scenario.loading import load_scenario

    name = manifest["scenario"]
    try:
        ready = storage.plain(load_scenario(name, Library(())).as_written()) == manifest["description"]
    except InputError:
        ready = False
    words = ["opendome", "run", name if ready else f"{name}.yaml", "--runs", str(manifest["runs"])]
    words += ["--seed", str(manifest["seed"])]
    if "require" in manifest:
        words += ["--require", manifest["require"], "--solve", manifest["solve"]]
    for setting in manifest["library_settings"]:
        words += ["--set", setting]
    return shlex.join(words), "" if ready else f"{name}.yaml"
