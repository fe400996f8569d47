"""Run folders for tests of reports, made once for all tests of a process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from opendome.answers.run import Question, begin
from opendome.watch import SILENT

_HELD: list[tempfile.TemporaryDirectory[str]] = []

RAIDS = {
    "flagship": Question(scenario="limited-raid", runs=200),
    "two-layers": Question(scenario="regional-two-batteries", runs=100),
    "too-many": Question(scenario="limited-raid", runs=100, set=("raid.0.count=14",)),
    "few-runs": Question(scenario="limited-raid-iran", runs=20),
}
"""Raids that differ in what their report has to say."""


@cache
def folder(name: str) -> Path:
    """The run folder of one of these raids."""
    held = tempfile.TemporaryDirectory(prefix="opendome-")
    _HELD.append(held)
    answer, finish = begin(RAIDS[name].model_copy(update={"out": held.name}), SILENT)
    finish()
    return Path(answer.run_folder)
