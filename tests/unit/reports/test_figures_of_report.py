"""Figures of a report: their words stand in the picture, none on another; same content, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opendome.outcomes.bands import luck_of
from opendome.records.defence import MIDCOURSE, TERMINAL
from opendome.records.raid_sizes import RaidSizes
from opendome.reports import (
    charts,
    how_many_picture,
    layers_picture,
    left_picture,
    movers_picture,
    raid_size_picture,
    reasons_picture,
)
from opendome.reports.captions import HowMany, Mover, Stage
from opendome.reports.charts import Made
from opendome.reports.findings import REASON_WORDS
from opendome.reports.left_picture import Row
from opendome.reports.movers_picture import Movers
from opendome.reports.plates import Plate
from opendome.reports.raid_captions import Site
from opendome.reports.size_curve import Curve
from unit.reports.curves import bent, curve
from unit.reports.pictured import texts

MADE = Made("Limited raid on the homeland", 1_000, 1)
USED = ("library.gbi.kill_probability_given_launch",)
FOUR = HowMany(4, (0.794, 0.125, 0.025, 0.027, 0.029), (0, 3))
DOCTRINE = "Four shots each; one shot hits in 57 of 100 (39–73)"
SHARES = {"missed": (0.38, 0.07, 0.78), "common_mode": (0.58, 0.16, 0.93), "seen_late": (0.04, 0.0, 0.04)}
REASONS = [(name, SHARES.get(name, (0.0, 0.0, 0.0))) for name in REASON_WORDS]
STAGES = [
    Stage("fail by themselves", (0.22, 0.22, 0.22)),
    Stage("midcourse layer", (0.54, 0.43, 0.63), MIDCOURSE),
    Stage("terminal layer", (0.17, 0.07, 0.26), TERMINAL),
]
KILL = Mover("library.gbi.kill_probability_given_launch", 0.394, 0.735, 0.6, 0.93)
FAULT = Mover("library.gbi.common_failure_probability", 0.0, 0.15, 0.89, 0.76)
SITES = [
    Row(Site("Fort Greely", 40, True), MIDCOURSE, 0),
    Row(Site("Vandenberg Space Force Base", 4, True), MIDCOURSE, 1),
]


def _curve(found: RaidSizes, own: int, limit: int) -> Curve:
    return Curve(found, own, limit, 44, DOCTRINE)


def _runs_dry() -> RaidSizes:
    found = bent(28, 11, 0.1, 1.0)
    left = np.column_stack(
        (np.maximum(40.0 - 3.2 * found.missiles, 0.0), np.where(found.missiles < 13, 4.0, 0.1))
    )
    empty = np.column_stack((found.missiles >= 13, found.missiles >= 14)).astype(float)
    return replace(found, left=left, left_low=0.9 * left, left_high=1.1 * left, empty=empty)


def _said(folder: Path, plate: Plate) -> str:
    return texts(folder / f"{plate.name}.svg")


DRAWN: dict[str, Callable[[Path], Plate | None]] = {
    "how many": lambda folder: how_many_picture.draw(FOUR, USED, MADE, folder),
    "how big": lambda folder: raid_size_picture.draw(
        _curve(bent(28, 11, 0.1, 1.0), 4, 11), USED, MADE, folder
    ),
    "layers": lambda folder: layers_picture.draw(STAGES, (0.07, 0.03, 0.11), USED, MADE, folder),
    "reasons": lambda folder: reasons_picture.draw(REASONS, USED, MADE, folder),
    "runs out": lambda folder: left_picture.draw(_runs_dry(), SITES, 4, USED, MADE, folder),
    "movers": lambda folder: movers_picture.draw(Movers((KILL, FAULT), 0.79, 0.85), MADE, folder),
}
WORDS = {
    "how many": ("79", "13", "Get through of 4 [missiles]"),
    "how big": ("Size of the raid [missiles]", "Get through [missiles]", "no defence", "44 interceptors",
                "this raid: 4", "11: the last raid with", f"{DOCTRINE}."),
    "layers": ("Missiles left [of 100]", "midcourse layer", "54 (43–63) stopped", "17 (7–26) stopped",
               "7 (3–11)"),
    "reasons": ("Share of all that get through [%]", *REASON_WORDS.values(), "58 % (16–93)", "4 % (&lt;1–4)"),
    "runs out": ("Left after the raid [interceptors]", "Fort Greely: 0 of 40", "this raid: 4",
                 "13: Fort Greely empty"),
    "movers": ("Raids in which nothing gets through [of 100]", "39 %", "74 %", "0 %", "15 %",
               "luck of 100 raids", "the answer: 79", "all at their values: 85"),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_words_stand_in_the_picture_and_apart(name: str, tmp_path: Path, wholes: list[Any]) -> None:
    plate = DRAWN[name](tmp_path)
    assert plate is not None
    said = _said(tmp_path, plate)
    for word in (plate.question, MADE.foot, *WORDS[name]):
        assert word in said
    caption = " ".join(said.split())
    assert " ".join(plate.finding.split()[:6]).replace("<", "&lt;") in caption
    assert plate.alternative == f"{plate.question} {plate.finding} {plate.drawn_by}"
    assert len(plate.drawn_by) > 20
    assert all(len(row) == len(plate.data.columns) for row in plate.data.rows)
    assert (tmp_path / f"{plate.name}.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(wholes) == 1


@pytest.mark.parametrize("name", DRAWN)
def test_a_report_can_cut_heading_and_foot_away(
    name: str, tmp_path: Path, wholes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the head stand heading and caption alone, below it all the rest; few runs are told in there."""
    from matplotlib.text import Text

    from opendome.reports import style

    monkeypatch.setitem(globals(), "MADE", Made(MADE.scenario, 20, 1))
    plate = DRAWN[name](tmp_path)
    assert plate is not None
    (whole,) = wholes
    high = whole.get_figheight() * style.DPI
    inside = []
    for text in whole.findobj(Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent()
        top, bottom = high - box.y1, high - box.y0
        gid = str(text.get_gid())
        if gid in (f"{style.FRAME}-title", f"{style.FRAME}-caption"):
            assert bottom <= plate.head
        elif gid.startswith(style.FRAME):
            assert top >= high - style.FOOT
        else:
            assert top >= plate.head, text.get_text()
            assert bottom <= high - style.FOOT, text.get_text()
            inside.append(text.get_text())
    assert "from 20 runs: rough" in inside


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for name in ("how big", "movers"):
            DRAWN[name](tmp_path / folder)
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_no_content_no_picture(tmp_path: Path) -> None:
    nothing = [(name, (0.0, 0.0, 0.0)) for name in REASON_WORDS]
    assert reasons_picture.draw(nothing, USED, MADE, tmp_path) is None
    assert layers_picture.draw(STAGES[:2], (0.1, 0.1, 0.1), USED, MADE, tmp_path) is None
    assert movers_picture.draw(Movers((), 0.0, 0.0), MADE, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("missiles", "names"),
    [
        (1, ["0", "1"]),
        (12, [str(number) for number in range(13)]),
        (14, ["0", "1–2", "3–4", "5–6", "7–8", "9–10", "11–12", "13–14"]),
        (100, ["0", *(f"{first}–{first + 9}" for first in range(1, 101, 10))]),
    ],
)
def test_numbers_share_stacks_in_large_raids(
    missiles: int, names: list[str], tmp_path: Path, wholes: list[Any]
) -> None:
    shares = np.full(missiles + 1, 1.0 / (missiles + 1))
    one = HowMany(missiles, tuple(shares), (0, missiles))
    stacks = how_many_picture.stacks(one)
    assert [stack.name for stack in stacks] == names
    assert sum(stack.dots for stack in stacks) == 100
    how_many_picture.draw(one, USED, MADE, tmp_path)
    assert len(wholes) == 1


@given(st.integers(1, 400), st.data())
def test_every_raid_of_a_hundred_is_one_dot(missiles: int, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=missiles + 1))
    weights = np.array([*drawn, 1.0])
    first = data.draw(st.integers(0, max(missiles + 1 - len(weights), 0)))
    assume(weights[: missiles + 1 - first].sum() > 1e-6)
    shares = np.zeros(missiles + 1)
    shares[first : first + len(weights)] = weights[: missiles + 1 - first]
    shares /= shares.sum()
    stacks = how_many_picture.stacks(HowMany(missiles, tuple(shares), (0, missiles)))
    assert sum(stack.dots for stack in stacks) == 100
    assert len(stacks) <= how_many_picture.MOST_STACKS
    assert stacks[0].first == stacks[0].last == 0
    assert stacks[0].dots == round(100.0 * shares[0])
    assert all(one.last < other.first for one, other in pairwise(stacks))
    assert stacks[-1].last <= missiles


def test_the_stack_at_zero_is_full_and_says_never_and_always_with_care(tmp_path: Path) -> None:
    always = how_many_picture.stacks(HowMany(2, (0.998, 0.001, 0.001), (0, 0)))
    assert [stack.count for stack in always] == ["more than 99", "0", "0"]
    never = how_many_picture.stacks(HowMany(2, (0.001, 0.0, 0.999), (2, 2)))
    assert never[0].count == "fewer than 1"
    assert never[2].count == "100"


@pytest.mark.parametrize(
    ("found", "own", "limit"),
    [
        (bent(28, 11, 0.1, 1.0), 14, 11),
        (bent(28, 11, 0.1, 1.0), 11, 11),
        (bent(4, 1, 0.2, 1.0), 1, 1),
        (bent(4, 1, 0.2, 1.0), 4, 1),
        (bent(120, 11, 0.1, 0.8), 100, 11),
        (bent(120, 11, 0.1, 0.1), 13, 11),
        (bent(60, 48, 0.02, 0.4), 12, 48),
        (curve([1, 20, 1_000], [0.2, 11.0, 990.0], 1.0), 1_000, 11),
        (bent(8, 0, 0.0, 1.0), 1, 0),
    ],
)  # fmt: skip
def test_marks_of_any_curve_keep_apart(
    found: RaidSizes, own: int, limit: int, tmp_path: Path, wholes: list[Any]
) -> None:
    one = _curve(found, own, limit)
    plate = raid_size_picture.draw(one, USED, MADE, tmp_path)
    said = _said(tmp_path, plate)
    assert f"this raid: {own:,}" in said
    assert ("the last raid with" in said) == (0 < limit < one.top or own == limit)
    assert len(wholes) == 1


def test_many_sites_and_one_out_of_reach(tmp_path: Path, wholes: list[Any]) -> None:
    sites = [Row(Site(f"Battery {number}", 4 * number, number != 2), TERMINAL, number) for number in range(9)]
    found = bent(40, 11, 0.1, 1.0)
    left = np.array([[4.0 * number] * 9 for number in range(40, 0, -1)])[:, :9] * np.linspace(0.0, 0.2, 9)
    many = replace(
        found, left=left, left_low=left, left_high=left, empty=np.zeros((40, 9)), shooter_id=("b",) * 9
    )
    plate = left_picture.draw(many, sites, 4, USED, MADE, tmp_path)
    assert "Battery 2 is out of reach of every missile of this raid and keeps its 8." in plate.reading
    assert len(wholes) == 1


def test_figures_at_the_ends_of_the_scale_keep_their_words_inside(tmp_path: Path, wholes: list[Any]) -> None:
    edge = Mover(
        "library.a-rather-long-name-of-a-missile.launch_reliability_probability", 0.6, 0.97, 1.0, 0.0
    )
    time = Mover("doctrine.midcourse.decide_time_s", 10.0, 900.0, 0.999, 0.2)
    for number, (answer, reference) in enumerate(((0.0, 0.0), (1.0, 1.0), (0.5, 0.51))):
        folder = tmp_path / str(number)
        folder.mkdir()
        plate = movers_picture.draw(Movers((edge, time), answer, reference), MADE, folder)
        assert plate is not None
        assert "900 s" in _said(folder, plate)
    assert len(wholes) == 3


@pytest.mark.parametrize("chance", [0.0, 0.03, 0.5, 0.85, 1.0])
def test_luck_is_the_binomial_of_a_hundred_raids(chance: float) -> None:
    from scipy.stats import binom

    low, high = movers_picture.luck_of(chance)
    assert (low, high) == (
        int(binom.ppf(0.05, 100, chance)) if chance else 0,
        int(binom.ppf(0.95, 100, chance)),
    )
    shares = binom.pmf(np.arange(101), 100, chance)
    assert luck_of(shares) == (low, high)


@pytest.mark.parametrize(("reference", "ends"), [(1.0, ["100"]), (0.0, ["0"]), (0.999, ["99", "100"])])
def test_words_at_a_bar_without_length_do_not_meet(
    reference: float, ends: list[str], tmp_path: Path, wholes: list[Any]
) -> None:
    """Luck that has one end says it once; a figure that moves nothing has its ends on both sides."""
    still = Mover("library.gbi.kill_probability_given_launch", 0.394, 0.735, 0.6, 0.6)
    movers_picture.draw(Movers((KILL, still), 0.79, reference), MADE, tmp_path)
    (axes,) = wholes[0].axes
    luck = [text.get_text() for text in axes.texts if getattr(text, "xy", (0, 0))[1] == 2]
    assert luck == ends


@given(st.lists(st.floats(0.0, 100.0), min_size=1, max_size=8), st.floats(0.5, 10.0))
def test_labels_are_pushed_apart_in_their_order(places: list[float], least: float) -> None:
    moved = charts.apart(places, least, 0.0, 100.0)
    order = sorted(range(len(places)), key=lambda place: (places[place], place))
    rows = [moved[place] for place in order]
    assert all(b - a >= least - 1e-9 for a, b in pairwise(rows))
    assert all(-1e-9 <= row <= 100.0 + 1e-9 for row in rows)
    wide = sorted(places)
    if all(b - a >= least for a, b in pairwise(wide)):
        assert moved == pytest.approx(places)


@pytest.mark.parametrize(("top", "most", "found"), [(28, 8, [0, 5, 10, 15, 20, 25]), (4, 8, [0, 1, 2, 3, 4]),
                                                    (120, 6, [0, 20, 40, 60, 80, 100, 120])])  # fmt: skip
def test_ticks_are_whole_and_few(top: int, most: int, found: list[int]) -> None:
    assert charts.ticks(top, most) == found
