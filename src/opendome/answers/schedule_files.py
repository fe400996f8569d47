"""The picture of `schedule`, where files are wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import opendome

if TYPE_CHECKING:
    from opendome.answers.schedule import Settled
    from opendome.contract.schedule import Answer


def write(one: Settled, found: Answer) -> list[str]:
    """Write the calendar below the folder asked for; paths of the files, none where no folder was."""
    if one.question.out is None or not found.activities:
        return []
    from opendome import storage
    from opendome.reports import calendar_picture

    inputs = {
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "schedule",
        "question": one.question.inputs(),
        "scenario": one.scenario.as_written(),
    }
    digest = storage.digest_of(inputs)
    folder, whole = storage.place_for(Path(one.question.out), "schedule", digest)
    if not whole:
        storage.write(folder, digest, inputs, lambda beside: calendar_picture.draw(found, beside))
    return [(folder / f"{calendar_picture.NAME}.{ending}").as_posix() for ending in ("svg", "png")]
