"""The figures of a run are drawn from its own numbers, and their files are known before they are written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import opendome as od
from opendome.answers import figures_of_run, run_files
from opendome.answers.finished_run import Run
from opendome.answers.raid_sizes import raid_sizes
from opendome.reports.plates import Plate
from opendome.scenario.document import Scenario

PLACE = {"lat_deg": 40.0, "lon_deg": 127.0}
AIM = {"city": "Seattle"}
SENSORS = [
    {"use": "opir-geo"}, {"use": "cobra-dane"}, {"use": "lrdr"},
    {"use": "an-tpy-2", "at": AIM, "azimuth_from_deg": 270, "azimuth_to_deg": 30},
]  # fmt: skip
GBI = {"use": "gbi", "site": "fort-greely", "inventory_count": 8}
THAAD = {"use": "thaad", "at": AIM, "inventory_count": 6}

pytestmark = pytest.mark.xdist_group("raid sizes")


@cache
def _run(kind: str) -> Run:
    """A raid of three against two layers, one, or none; or one that nobody reaches."""
    interceptors: dict[str, list[Any]] = {
        "two layers": [GBI, THAAD],
        "one layer": [GBI],
        "out of reach": [{**THAAD, "at": {"city": "Miami"}}],
        "nobody": [],
    }
    scenario = {
        "name": kind,
        "raid": [{"threat": "notional-solid-icbm", "launch": PLACE, "aim": AIM, "count": 3, "spacing_s": 20}],
        "architecture": {"sensors": SENSORS, "interceptors": interceptors[kind]},
        "doctrine": {"midcourse": {"shots_per_look_count": 2}, "terminal": {"shots_per_look_count": 2}},
    }
    return od.simulate(Scenario.model_validate(scenario), runs=20)


@cache
def _drawn(kind: str) -> tuple[list[Plate], list[str]]:
    """What stands around the figures, and the files that were written."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        plates = figures_of_run.draw_all(_run(kind), raid_sizes(_run(kind)), folder)
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return plates, files


ALWAYS = ["how-many-get-through"]
SHOOTING = ["how-big-a-raid-in-report", "why-they-got-through", "what-runs-out", "what-moves-the-answer"]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("two layers", [*ALWAYS, SHOOTING[0], "what-each-layer-stopped", *SHOOTING[1:]]),
        ("one layer", [*ALWAYS, *SHOOTING]),
        ("out of reach", [*ALWAYS, "why-they-got-through"]),
        ("nobody", ALWAYS),
    ],
)
def test_what_has_content_is_drawn_and_was_announced(kind: str, names: list[str]) -> None:
    plates, files = _drawn(kind)
    found = [plate.name for plate in plates]
    # out of reach or not at all, some figures of flights may still move the share that fails by itself
    assert [name for name in found if name != "what-moves-the-answer" or name in names] == names
    of_the_raid = ("where-they-land", "minute-by-minute", "how-well-known")
    listed = [name for name in run_files.pictures(_run(kind).answer) if name not in of_the_raid]
    assert files == sorted(f"{name}.{end}" for name in listed for end in ("png", "svg"))


def test_findings_say_the_numbers_of_the_answer() -> None:
    run = _run("two layers")
    answer = run.answer
    plates = {plate.name: plate for plate in _drawn("two layers")[0]}
    none = round(100.0 * float(answer.no_leak_probability.value or 0.0))
    assert plates["how-many-get-through"].finding.startswith(f"In {none} of 100 raids nothing gets through")
    rows = plates["how-many-get-through"].data.rows
    assert [row[2] for row in rows] == [round(one.probability, 4) for one in answer.leakers_histogram]
    layers = plates["what-each-layer-stopped"]
    shares = [row.intercepted_fraction.value for row in answer.by_layer]
    assert [row[1] for row in layers.data.rows if "layer" in str(row[0])] == [
        round(100.0 * float(share or 0.0), 2) for share in shares
    ]
    assert [row.intercepted_count / 3 for row in answer.by_layer] == pytest.approx(shares)
    assert sum(float(row[1] or 0.0) for row in layers.data.rows) == pytest.approx(100.0, abs=0.02)
    reasons = plates["why-they-got-through"].data.rows
    assert [row[1] for row in reasons] == [
        round(100.0 * float(row.fraction.value or 0.0), 1) for row in answer.leak_reasons
    ]
    movers = plates["what-moves-the-answer"].data.rows
    assert [row[3:] for row in movers[:-1]] == [
        (round(100.0 * row.no_leak_probability_at_low, 1), round(100.0 * row.no_leak_probability_at_high, 1))
        for row in answer.drivers
    ]
    assert plates["what-moves-the-answer"].used[0] == answer.drivers[0].figure
    own = next(row for row in plates["how-big-a-raid-in-report"].data.rows if row[0] == 3)
    assert own[1] == pytest.approx(answer.leakers_count.value, abs=5e-4)


def test_figures_used_are_figures_of_the_case() -> None:
    paths = set(_run("two layers").case.figures.path)
    for plate in _drawn("two layers")[0]:
        assert plate.used
        assert set(plate.used) <= paths
        assert re.match(r"[A-Z]", plate.finding)
        assert plate.finding.endswith(".")
        assert "nan" not in f"{plate.alternative} {plate.reading}".split()


def test_drivers_are_held_against_the_reference() -> None:
    answer = _run("two layers").answer
    ends = [(row.no_leak_probability_at_low, row.no_leak_probability_at_high) for row in answer.drivers]
    assert ends
    # each bar holds the place where all figures have their values: the same dice, one figure moved
    assert all(min(one) - 0.05 <= answer.reference_no_leak_probability <= max(one) + 0.05 for one in ends)
