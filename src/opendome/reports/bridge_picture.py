"""The bridge from one total to another: one bar a step; what nobody published is hatched."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from opendome.programme.bridge import Bridge, Step
from opendome.programme.budget import CENT
from opendome.reports import cost_sheet, cost_words, numbers, style
from opendome.reports.charts import Story
from opendome.reports.cost_sheet import SIZE, Priced
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "from-one-total-to-the-other"

_LEFT, _RIGHT, _TOP, _ROW, _BELOW = 268.0, 40.0, 14.0, 44.0, 56.0
_BAR, _NAME_LETTERS = 0.56, 32
_TOTAL, _MORE, _LESS = style.TRACKED, style.MIDCOURSE, "#9fc3e3"


def question(one: Bridge) -> str:
    """The heading: `From $175 billion to $1.19 trillion: what lies between?`."""
    ends = (cost_words.published(cent / CENT) for cent in (one.from_cent, one.to_cent))
    return f"From {next(ends)} to {next(ends)}: what lies between?"


def draw(one: Bridge, made: Priced, folder: Path, used: tuple[str, ...] = ()) -> Plate:
    """Write `from-one-total-to-the-other.svg` and `.png`.

    Args:
        one: The bridge.
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures that decide most.
    """
    story = _story(one, made, used)
    rows = len(one.steps) + 2
    names = [_wrapped(name) for name in (one.before, *(step.name for step in one.steps), one.after)]
    high = rows * max(_ROW, cost_sheet.rows_of(names))
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + high + _BELOW)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, high)
        ends = [0, one.from_cent, one.to_cent, *(step.to_cent for step in one.steps)]
        low, high = min(ends) / CENT, max(ends) / CENT
        axes.set_xlim(low, high + 0.22 * (high - low))
        axes.set_ylim(rows - 0.5, -0.5)
        unit = cost_sheet.money(axes.xaxis, low, high)
        axes.set_xlabel(f"Total [{unit} {made.dollars.kind}]", fontsize=SIZE)
        axes.spines["left"].set_visible(False)
        axes.set_yticks(range(rows), names)
        axes.tick_params(axis="y", labelcolor=style.TEXT, pad=10)
        axes.grid(visible=False, axis="y")
        _bars(axes, one)
        return cost_sheet.saved(whole, story, head, folder)


def _wrapped(name: str) -> str:
    return "\n".join(wrap(name, _NAME_LETTERS, break_on_hyphens=False))


def _bars(axes: Axes, one: Bridge) -> None:
    last = len(one.steps) + 1
    _bar(axes, 0, 0, one.from_cent, {"color": _TOTAL, "linewidth": 0.0},
         cost_words.published(one.from_cent / CENT), "semibold")  # fmt: skip
    for row, step in enumerate(one.steps, start=1):
        _bar(axes, row, step.from_cent, step.to_cent, _look(step), cost_words.change(step.usd), "normal")
    _bar(axes, last, 0, one.to_cent, {"color": _TOTAL, "linewidth": 0.0},
         cost_words.published(one.to_cent / CENT), "semibold")  # fmt: skip
    ends = [one.from_cent, *(step.to_cent for step in one.steps)]
    for row, cent in enumerate(ends):
        axes.plot((cent / CENT,) * 2, (row + 0.5 * _BAR, row + 1 - 0.5 * _BAR), color=style.SOFT,
                  linewidth=0.9, zorder=2)  # fmt: skip


def _look(step: Step) -> dict[str, Any]:
    """Dark adds, pale takes away; hatched is what nobody published."""
    if not step.published:
        return {"facecolor": style.PAGE, "edgecolor": style.TRACKED, "linewidth": 1.0, "hatch": "////",
                "hatch_linewidth": 0.7}  # fmt: skip
    colour = _MORE if step.to_cent >= step.from_cent else _LESS
    return {"color": colour, "linewidth": 0.0}


def _bar(axes: Axes, row: int, start: int, end: int, look: dict[str, Any], words: str, weight: str) -> None:
    axes.barh(row, abs(end - start) / CENT, _BAR, min(start, end) / CENT, zorder=3, **look)
    axes.annotate(
        words, (max(start, end) / CENT, row), xytext=(6, 0), textcoords="offset points", va="center",
        fontsize=SIZE, fontweight=weight, annotation_clip=False, zorder=6,
    )  # fmt: skip


def _story(one: Bridge, made: Priced, used: tuple[str, ...]) -> Story:
    whole = (one.to_cent - one.from_cent) / CENT
    hatched = [step for step in one.steps if not step.published]
    known = [step for step in one.steps if step.published]
    if not one.steps:
        finding = f"Nothing lies between {one.before} and {one.after}: both count the same."
    elif not known:
        finding = (
            f"Between {one.before} and {one.after} lie {cost_words.change(whole).lstrip('+')}; nobody "
            "published what they are."
        )
    else:
        top = max(known, key=lambda step: abs(step.usd))
        name = f"{top.name[:1].lower()}{top.name[1:]}"
        finding = f"The largest step, {cost_words.change(top.usd)} ({made.dollars.words}): {name}."
        if hatched:
            rest = sum(step.usd for step in hatched)
            finding += f" {cost_words.change(rest)} stay unexplained: nobody published what they are."
    reading = "Steps add up exactly."
    if len(known) > 1:
        reading = "Steps are taken from the top down and add up exactly; another order would give other ones."
    if any(step.usd < 0.0 for step in known):
        reading += " Pale steps take away."
    if hatched:
        reading += " Hatched: not published."
    said = [f"{step.name} {cost_words.change(step.usd)}" for step in one.steps]
    return Story(
        name=NAME,
        question=question(one),
        finding=finding,
        reading=reading,
        drawn_by=f"From {one.before} to {one.after}: {numbers.listing(said) or 'no step'}.",
        used=used,
        data=Data(
            ("Step", f"Adds [{made.dollars.kind}]", f"Total after it [{made.dollars.kind}]", "Published"),
            (
                (one.before, None, one.from_cent / CENT, "yes"),
                *((step.name, step.usd, step.to_cent / CENT, "yes" if step.published else "no")
                  for step in one.steps),
                (one.after, None, one.to_cent / CENT, "yes"),
            ),
        ),
    )  # fmt: skip
