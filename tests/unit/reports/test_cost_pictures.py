"""Pictures of money: what they say to those who cannot see them, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.text import Text

from opendome.programme.bridge import Bridge, Step, between
from opendome.randomness import uniforms
from opendome.reports import (
    bridge_picture,
    budget_picture,
    cost_curve_picture,
    cost_joint_picture,
    cost_movers_picture,
    cost_years_picture,
)
from opendome.reports.budget_picture import Needed, Published
from opendome.reports.cost_curve_picture import Curve
from opendome.reports.cost_joint_picture import Joint
from opendome.reports.cost_movers_picture import Moved
from opendome.reports.cost_sheet import Priced
from opendome.reports.cost_words import Dollars
from opendome.reports.cost_years_picture import ByYear, Part
from opendome.reports.plates import Plate
from unit.reports.pictured import texts

MADE = Priced("CBO-class architecture", Dollars(2026, 20), 2_000, 1)
THEN = Priced("CBO-class architecture", Dollars(None, 20), 2_000, 1)
DRAWN = uniforms(1, "test", "pictures", np.arange(2_000), 2)
TOTALS = 0.7e12 + 0.8e12 * DRAWN[:, 0]
YEARS = np.arange(2027.0, 2047.0)
NEED = 20e9 + 60e9 * np.exp(-((YEARS - 2033.0) ** 2) / 32.0)


def curve(folder: Path) -> Plate:
    return cost_curve_picture.draw(Curve(TOTALS, 0.98e12, [("CBO 2026", 1.191e12)]), MADE, folder)


def by_year(folder: Path) -> Plate:
    shares = {"boost": 0.6, "midcourse": 0.1, "glide": 0.1, "terminal": 0.1, "sensing": 0.1}
    parts = [Part(name.capitalize(), name, NEED * share) for name, share in shares.items()]
    return cost_years_picture.draw(ByYear(YEARS, NEED, 0.7 * NEED, 1.5 * NEED, parts), MADE, folder)


def movers(folder: Path) -> Plate:
    found = [
        Moved("Life of a satellite", ("7 years", "4 years"), (0.8e12, 1.35e12)),
        Moved("Price of a launch to low orbit, for each kilogram", ("$200", "$1,500"), (0.95e12, 1.1e12)),
        Moved("Nothing", ("1", "2"), (1e12, 1e12)),
    ]
    plate = cost_movers_picture.draw(found, 1.0e12, 1.19e12, MADE, folder)
    assert plate is not None
    return plate


def joint(folder: Path) -> Plate:
    dates = 2033.0 + 4.0 * DRAWN[:, 1]
    days = np.linspace(2036.2, 2037.0, 20)
    totals = np.array([np.quantile(TOTALS, min(0.7 / np.mean(dates <= day), 1.0)) for day in days])
    one = Joint(dates, TOTALS, days, totals)
    return cost_joint_picture.draw(one, "the goal is first passed", MADE, folder)


def bridge(folder: Path) -> Plate:
    marks = [
        17_500_000_000_000,
        29_000_000_000_000,
        74_300_000_000_000,
        72_100_000_000_000,
        119_100_000_000_000,
    ]
    kinds = [("years", "Years counted"), ("orbit_quantity", "Interceptors in orbit"),
             ("launch_price", "Price of launch"), ("unexplained", "Not explained in CBO 2026")]  # fmt: skip
    steps = tuple(
        Step(kind, name, marks[place], marks[place + 1]) for place, (kind, name) in enumerate(kinds)
    )
    return bridge_picture.draw(
        Bridge("Announced, 2025", "CBO 2026", marks[0], marks[-1], steps), MADE, folder
    )


def budget(folder: Path) -> Plate:
    ceiling = np.where(YEARS < 2037.0, 40e9, np.inf)
    one = Needed(
        YEARS, NEED, 0.7 * NEED, 1.5 * NEED,
        [Published(2025, 24.4e9, "enacted"), Published(2027, 17.5e9, "requested")],
        ceiling, np.minimum(NEED, ceiling), [("Terminal", 2.44), ("Command", None), ("Sensing", 0.5)],
    )  # fmt: skip
    return budget_picture.draw(one, THEN, folder)


PICTURES: dict[str, tuple[Callable[[Path], Plate], tuple[str, ...]]] = {
    "curve": (curve, ("How much money is enough?", "$1.25 trillion (2026 dollars, 20 years)",
                      "70 of 100", "50, 70 and 80")),
    "by year": (by_year, ("What does each year cost?", "FY 2033", "$80 billion (56–120)", "60 %",
                          "Midcourse")),
    "movers": (movers, ("What moves the cost?", "life of a satellite", "7 years", "$1.4 trillion",
                        "mean of the draws")),
    "joint": (joint, ("Which budget and date", "late 2034", "are both kept in", "Both kept")),
    "bridge": (bridge, ("From $175 billion to $1.191 trillion", "+$453 billion (2026 dollars, 20 years)",
                        "unexplained", "−$22.0 billion")),
    "budget": (budget, ("Does it fit the budget?", "FY 2027", "$17.5 billion", "Terminal by 2.4 years",
                        "Command never fits whole", "Published: FY 2027")),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_what_it_shows(name: str, tmp_path: Path, wholes: list[Any]) -> None:
    draw, said = PICTURES[name]
    plate = draw(tmp_path)
    for words in said:
        assert words in plate.alternative
    assert len(wholes) == 1  # no two of its texts meet
    shown = texts(tmp_path / f"{plate.name}.svg")
    dollars = "dollars of each year" if name == "budget" else "2026 dollars"
    assert f"billion {dollars}" in shown.replace("Billion", "billion")
    assert dollars in plate.data.columns[1] or dollars in plate.data.columns[3]
    assert all(len(row) == len(plate.data.columns) for row in plate.data.rows)
    assert (tmp_path / f"{plate.name}.svg").is_file()


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    held = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        plate = PICTURES[name][0](folder)
        held.append([(folder / f"{plate.name}.{ending}").read_bytes() for ending in ("svg", "png")])
    assert held[0] == held[1]


@pytest.mark.parametrize("name", PICTURES)
def test_letters_can_be_read_at_five_hundred_pixels(name: str, tmp_path: Path, wholes: list[Any]) -> None:
    PICTURES[name][0](tmp_path)
    small = [
        text for text in wholes[0].findobj(Text)
        if text.get_text() and float(text.get_fontsize()) * 100.0 / 72.0 * 500.0 / 960.0 < 6.5
        and not str(text.get_gid() or "").startswith("frame")
    ]  # fmt: skip
    assert [text.get_text() for text in small] == []


def test_where_nothing_moves_there_is_no_picture(tmp_path: Path) -> None:
    still = [Moved("x", ("1", "2"), (1e9, 1e9))]
    assert cost_movers_picture.draw(still, 1e9, None, MADE, tmp_path) is None


def test_two_totals_that_nobody_broke_down(tmp_path: Path) -> None:
    plate = bridge_picture.draw(between(("A", "B"), (175e9, 185e9)), MADE, tmp_path)
    assert "nobody published what they are" in plate.finding
    assert "$10.0 billion" in plate.finding
    same = bridge_picture.draw(between(("A", "B"), (175e9, 175e9)), MADE, tmp_path)
    assert "count the same" in same.finding


def test_a_ceiling_under_which_nothing_slips(tmp_path: Path) -> None:
    one = Needed(YEARS, NEED, NEED, NEED, ceiling=np.full(20, 100e9), fitted=NEED)
    assert "nothing slips" in budget_picture.draw(one, THEN, tmp_path).finding
    plain = replace(one, ceiling=None, fitted=None)
    assert "No published amount" in budget_picture.draw(plain, THEN, tmp_path).finding


LONG = "An element whose name has eighty letters, which is long, and longer than columns"


def test_long_names_keep_apart(tmp_path: Path, wholes: list[Any]) -> None:
    found = [Moved(f"Running one for a year: {LONG}", ("1", "2"), (0.8e12, 1.3e12)) for _ in range(4)]
    cost_movers_picture.draw(found, 1.0e12, 1.1e12, MADE, tmp_path)
    marks = [100_000_000_000, 500_000_000_000, 300_000_000_000, 900_000_000_000]
    steps = tuple(Step("elements", f"With: {LONG}", *pair) for pair in pairwise(marks))
    bridge_picture.draw(Bridge(LONG, LONG, marks[0], marks[-1], steps), MADE, tmp_path)
    assert len(wholes) == 2


def test_a_single_year_is_written_once(tmp_path: Path, wholes: list[Any]) -> None:
    one = np.array([2027.0])
    need = np.array([4e9])
    part = Part("Boost", "boost", need)
    cost_years_picture.draw(ByYear(one, need, need, need, [part]), MADE, tmp_path)
    budget_picture.draw(Needed(one, need, need, need), THEN, tmp_path)
    small = [text.get_text() for text in wholes[0].axes[1].get_xticklabels()]
    assert small == ["2027"]


def test_a_picture_of_a_budget_tells_of_no_marks_that_are_not_there(tmp_path: Path) -> None:
    bare = Needed(YEARS, NEED, NEED, NEED, ceiling=np.full(20, 40e9), fitted=np.minimum(NEED, 40e9))
    assert "marks: published" not in budget_picture.draw(bare, THEN, tmp_path).reading
    twice = replace(bare, published=[Published(2027, 10e9, "enacted"), Published(2027, 5e9, "enacted")])
    plate = budget_picture.draw(twice, THEN, tmp_path)
    assert "marks: published" in plate.reading
    assert plate.data.rows[0][2] == 15_000_000_000


def test_of_many_that_slip_a_few_are_named(tmp_path: Path, wholes: list[Any]) -> None:
    late = [
        *((f"Late {number}", 1.0 + number) for number in range(9)),
        *((f"Never {n}", None) for n in range(90)),
    ]
    one = Needed(YEARS, NEED, NEED, NEED, ceiling=np.full(20, 40e9), fitted=np.minimum(NEED, 40e9), late=late)
    said = budget_picture.draw(one, THEN, tmp_path).finding
    assert "Late 6 by 7.0 years and six more elements" in said
    assert "Never 2 and 87 more elements never fit whole" in said
    assert len(wholes) == 1
