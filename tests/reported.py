"""Run folders for tests of reports, made once for all tests of a process."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from functools import cache
from pathlib import Path

from lighter import undrawn
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

LAYERED = "layered"
IN_WORDS = ("too-many", LAYERED)
"""Of these the words are looked at alone: their pictures are blank sheets."""

TWO_LAYERS = """
opendome: 1
name: Twenty against two layers
raid:
  - threat: al-husayn
    launch: {lat_deg: 29.0, lon_deg: 51.5}
    aim: {lat_deg: 25.1, lon_deg: 51.3}
    count: 20
    spacing_s: 5
architecture:
  sensors:
    - {use: opir-geo}
    - {use: an-tpy-2, site: al-udeid}
  interceptors:
    - {use: thaad, site: al-udeid, inventory_count: 16}
    - {use: gbi, site: fort-greely, inventory_count: 3}
doctrine:
  terminal: {shots_per_look_count: 2, looks_maximum_count: 2}
  midcourse: {shots_per_look_count: 1, looks_maximum_count: 1}
"""
"""A midcourse layer out of reach, and a terminal one that runs out; no raid of the library has two layers."""


@cache
def folder(name: str) -> Path:
    """The run folder of one of these raids."""
    held = tempfile.TemporaryDirectory(prefix="opendome-")
    _HELD.append(held)
    if name == LAYERED:
        file = Path(held.name) / "layered.yaml"
        file.write_text(TWO_LAYERS, encoding="utf8")
        question = Question(scenario=str(file), runs=100)
    else:
        question = RAIDS[name]
    with undrawn() if name in IN_WORDS else nullcontext():
        answer, finish = begin(question.model_copy(update={"out": f"{held.name}/runs"}), SILENT)
        finish()
    return Path(answer.run_folder)
