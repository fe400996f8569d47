"""What each year needs beside what was asked for, enacted and allowed; and what is left under a ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from opendome.arrays import Floats
from opendome.reports import cost_sheet, cost_words, numbers, style
from opendome.reports.charts import Story
from opendome.reports.cost_sheet import SIZE, Priced
from opendome.reports.labels import Labels
from opendome.reports.plates import Cell, Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "what-each-year-needs"
QUESTION = "Does it fit the budget?"

_LEFT, _RIGHT, _TOP, _HIGH, _BELOW = 76.0, 44.0, 30.0, 330.0, 50.0
_SLOT = 0.8
_NAMED = 3
"""Elements that are named where more of them slip."""

_STAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "enacted": ("enacted", {"marker": "D", "markersize": 9, "markerfacecolor": style.TEXT}),
    "requested": (
        "asked for",
        {"marker": "D", "markersize": 9, "markerfacecolor": style.PAGE},
    ),
    "planned": ("planned", {"marker": "o", "markersize": 8, "markerfacecolor": style.PAGE}),
    "bill": ("in a bill", {"marker": "^", "markersize": 9, "markerfacecolor": style.PAGE}),
    "passed_by_house": (
        "passed by the House",
        {"marker": "^", "markersize": 9, "markerfacecolor": style.PAGE},
    ),
    "announced": ("announced", {"marker": "v", "markersize": 9, "markerfacecolor": style.PAGE}),
}  # fmt: skip
"""How a published amount of each stage is told and drawn."""


@dataclass(frozen=True)
class Published:
    """One published amount: fiscal year, dollars of that year, and how far it has come (a key of stages)."""

    year: int
    usd: float
    stage: str


@dataclass(frozen=True)
class Needed:
    """What the picture shows.

    Attributes:
        years: Fiscal years, shape (year,).
        mean, low, high: Authority that the programme needs [dollars of each year], shape (year,).
        published: Amounts that were published; years before the programme may be among them.
        ceiling: The most of each year [dollars of that year], shape (year,); infinite where there is none.
        fitted: What is left under the ceiling [dollars of that year], shape (year,); None: not asked.
        late: Names of elements that slip, and by how many years; None for never.
    """

    years: Floats
    mean: Floats
    low: Floats
    high: Floats
    published: Sequence[Published] = ()
    ceiling: Floats | None = None
    fitted: Floats | None = None
    late: Sequence[tuple[str, float | None]] = ()


def draw(one: Needed, made: Priced, folder: Path, used: tuple[str, ...] = ()) -> Plate:
    """Write `what-each-year-needs.svg` and `.png`.

    Args:
        one: What is shown.
        made: What it was made from.
        folder: Where to write.
        used: Paths of the figures that decide most.
    """
    story = _story(one, made, used)
    with cost_sheet.styled():
        whole, head = cost_sheet.sheet(story, made, _TOP + _HIGH + _BELOW)
        axes = cost_sheet.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        first = min([int(one.years[0]), *(row.year for row in one.published)])
        every = np.arange(first, int(one.years[-1]) + 1, dtype=np.float64)
        axes.set_xlim(first - 0.6, float(one.years[-1]) + 0.6)
        most = max([float(one.high.max()), float(one.mean.max()), *(row.usd for row in one.published)])
        held = [] if one.ceiling is None else [usd for usd in one.ceiling.tolist() if np.isfinite(usd)]
        most = 1.18 * max([most, *held, 1.0])
        axes.set_ylim(0.0, most)
        unit = cost_sheet.money(axes.yaxis, 0.0, most, 6)
        cost_sheet.fiscal_years(axes, every)
        axes.grid(visible=False, axis="x")
        axes.set_xlabel("Fiscal year", fontsize=SIZE)
        said = f"Budget authority [{unit} {made.dollars.kind}]"
        style.words(whole, said, style.EDGE, head + 4.0, SIZE, style.SOFT)
        _marks(axes, one)
        return cost_sheet.saved(whole, story, head, folder)


def _marks(axes: Axes, one: Needed) -> None:
    axes.bar(one.years, one.mean, _SLOT, color="#c3cbd4", linewidth=0.0, zorder=2)
    axes.vlines(one.years, one.low, one.high, color="#7d8a98", linewidth=1.2, zorder=3)
    labels = Labels(axes)
    for year, high in zip(one.years, np.maximum(one.high, one.mean), strict=True):
        labels.keep_off(np.array([year - 0.4, year + 0.4]), np.full(2, high))
        for aside in (-0.3, 0.0, 0.3):
            labels.keep_off(np.full(2, float(year) + aside), np.array([0.0, high]))
    if one.fitted is not None:
        axes.bar(one.years, one.fitted, 0.46, facecolor="#b4d0ea", edgecolor=style.MIDCOURSE, linewidth=1.0,
                 zorder=4)  # fmt: skip
    for row in one.published:
        axes.plot(row.year, row.usd, linestyle="none", markeredgecolor=style.TEXT, markeredgewidth=1.6,
                  zorder=7, **_STAGES[row.stage][1])  # fmt: skip
        labels.keep_off_box(row.year, row.usd, 9.0)
    if one.ceiling is not None:
        _ceiling(axes, one.years, one.ceiling, labels)
    top = int(np.argmax(one.mean))
    labels.place("needed, with 90 of 100 draws", float(one.years[top]), float(one.high[top]), SIZE,
                 style.SOFT, first=(0, 1), halo=style.PAGE)  # fmt: skip
    if one.fitted is not None and one.fitted.any():
        last = int(np.flatnonzero(one.fitted)[-1])
        labels.place("under the ceiling", float(one.years[last]), float(one.fitted[last]), SIZE,
                     style.MIDCOURSE_TEXT, "semibold", first=(0, 1), halo=style.PAGE)  # fmt: skip
    told: set[str] = set()
    for row in one.published:
        words = cost_words.published(row.usd)
        name = _STAGES[row.stage][0]
        if name not in told:
            words = f"{name}:\n{words}"
            told.add(name)
        labels.place(words, row.year, row.usd, SIZE, first=(0, 1), halo=style.PAGE)


def _ceiling(axes: Axes, years: Floats, ceiling: Floats, labels: Labels) -> None:
    """A line with a tooth at its end over each year that has a ceiling."""
    for year, usd in zip(years, ceiling, strict=True):
        if np.isfinite(usd):
            axes.plot((year - 0.5, year + 0.5), (usd, usd), color=style.BALLISTIC, linewidth=2.2, zorder=6)
            labels.keep_off(np.array([year - 0.5, year + 0.5]), np.full(2, usd))
    bound = np.flatnonzero(np.isfinite(ceiling))
    if len(bound):
        last = int(bound[-1])
        labels.place("ceiling", float(years[last]) + 0.4, float(ceiling[last]), SIZE, style.BALLISTIC_TEXT,
                     "semibold", first=(1, 0), halo=style.PAGE)  # fmt: skip


def _story(one: Needed, made: Priced, used: tuple[str, ...]) -> Story:
    by_year = {int(year): float(usd) for year, usd in zip(one.years, one.mean, strict=True)}
    shared = [row for row in one.published if row.year in by_year]
    finding, drawn = "No published amount lies in the years of the programme.", []
    if shared:
        worst = max(shared, key=lambda row: (by_year[row.year] - row.usd, -row.year))
        needs, name = by_year[worst.year], _STAGES[worst.stage][0]
        more = needs > worst.usd
        finding = (
            f"FY {worst.year} needs {cost_words.amount(needs)}, {'more' if more else 'no more'} than the "
            f"{cost_words.published(worst.usd)} {name} ({made.dollars.kind})."
        )
        drawn = [
            f"FY {row.year} {cost_words.published(row.usd)} {_STAGES[row.stage][0]}" for row in shared[:3]
        ]
        finding += f" {_late(one.late)}" if one.fitted is not None else ""
    elif one.fitted is not None:
        finding = _late(one.late)
    kind = made.dollars.kind
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading=_reading(one),
        drawn_by=f"Published: {numbers.listing(drawn)}." if drawn else "",
        used=used,
        data=Data(
            ("Fiscal year", f"Needed [{kind}]", f"Published [{kind}]", f"Ceiling [{kind}]",
             f"Under the ceiling [{kind}]"),
            tuple(_rows(one)),
        ),
    )  # fmt: skip


def _reading(one: Needed) -> str:
    """How to read what is drawn, and of nothing else."""
    said = "Grey bars: what each year needs, with the band of 90 of 100 draws"
    said += "; blue: what is left under the ceiling" if one.fitted is not None else ""
    return f"{said}; marks: published." if one.published else f"{said}."


def _rows(one: Needed) -> Iterator[tuple[Cell, ...]]:
    """One row a fiscal year."""
    seen: dict[int, int] = {}
    for row in one.published:
        seen[row.year] = seen.get(row.year, 0) + round(row.usd)
    for place, year in enumerate(one.years):
        most = np.inf if one.ceiling is None else float(one.ceiling[place])
        yield (
            int(year), round(float(one.mean[place])), seen.get(int(year)),
            round(most) if np.isfinite(most) else None,
            None if one.fitted is None else round(float(one.fitted[place])),
        )  # fmt: skip


def _years(years: float) -> str:
    """A mean delay in words."""
    return "less than a tenth of a year" if years < 0.05 else f"{numbers.rounded(years, 1)} years"


def _late(late: Sequence[tuple[str, float | None]]) -> str:
    """What slips, the worst first."""
    if not late:
        return "Under the ceiling nothing slips."
    never = [name for name, years in late if years is None]
    slips = sorted(((years, name) for name, years in late if years), reverse=True)
    said = [f"{name} by {_years(years)}" for years, name in slips[:_NAMED]]
    said += [numbers.count(len(slips) - _NAMED, "more element")] if len(slips) > _NAMED else []
    words = f"Under the ceiling these slip: {numbers.listing(said)}" if said else ""
    if never:
        left = len(never) - _NAMED
        names = [*never[:_NAMED], *([numbers.count(left, "more element")] if left > 0 else [])]
        gone = f"{numbers.listing(names)} never fit{'s' if len(never) == 1 else ''} whole"
        words = f"{words}; {gone}" if words else f"Under the ceiling {gone}"
    return f"{words}."
