"""The calendar of a schedule with its doubt: a bar an activity, a diamond a milestone, one axis of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendome.contract.schedule import ActivityRow, Answer, MilestoneRow
from opendome.reports import keys, numbers, style
from opendome.reports.plan_dates import fiscal_year, quarter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "calendar"
QUESTION = "When does each part happen, and how sure is that?"
READING = (
    "A bar runs from the median start to the median end; its pale ends reach to the start that 20 of 100 "
    "cases come before and to the end that 80 keep. A diamond is a milestone, its whiskers 20 and 80 of 100."
)

MILESTONES = (
    "A diamond is a milestone, its whiskers 20 and 80 of 100; a full one holds up the end in a quarter "
    "of all cases or more."
)

OFTEN = 0.25
"""From this share of cases on an activity counts as one that holds up the end."""

MOST_ROWS = 70
"""More activities than this are shown by their milestones alone."""

BAR, PALE, HELD, PALE_HELD = "#7b8ea3", "#d6dde5", "#18222f", "#a9b2bd"
"""Of most activities and of those that hold up the end: far apart in grey, too."""

_LEFT, _RIGHT = 262.0, 96.0
_ROW, _HEAD = 19.0, 26.0
_HEADING = 110
"""Letters of an element's name over its rows."""
_BESIDE = ("axes fraction", "data")
_LETTER, _GAP = 5.3, 12.0
"""What a letter of a quarter takes, and what lies before and behind it [pixels]."""
_POINT = 72.0 / style.DPI
"""Points in one pixel of the picture."""


@dataclass(frozen=True)
class Row:
    """One line of the calendar: a heading, an activity, or a milestone.

    Attributes:
        label: What stands at its left.
        activity: What is drawn; None for a heading.
        milestone: Its dates at three chances, where it is one.
    """

    label: str
    activity: ActivityRow | None = None
    milestone: MilestoneRow | None = None


def draw(found: Answer, folder: Path) -> None:
    """Write `calendar.svg` and `.png`."""
    rows = _rows(found)
    with style.styled():
        drawn = sum(row.activity is not None for row in rows)
        caption = style.lines(f"{found.sentence} {_reading(found, drawn)}", 118)
        promised = any(row.milestone is not None and row.milestone.promised_year for row in rows)
        key = keys.rows(_key(promised, _is_short(found)), style.WIDTH - 2.0 * style.EDGE)
        key_top = 66.0 + 19.0 * len(caption)
        top = key_top + keys.ROW * len(key) + 34.0
        heights = [_HEAD if row.activity is None else _ROW for row in rows]
        high = sum(heights) + 6.0
        whole = style.figure(top + high + 16.0 + style.FOOT)
        style.heading(whole, QUESTION, caption)
        keys.draw(whole, style.EDGE, key_top, key)
        _panel(whole, top, high, rows, heights, found)
        made = f"{found.scenario_name} · {found.draws_count:,} draws · fiscal years from October to September"
        style.foot(whole, made)
        style.save(whole, folder, NAME, QUESTION, found.sentence)


def _rows(found: Answer) -> list[Row]:
    """Headings and activities by element, in the order of their starts; of very many the last milestones."""
    milestones = {row.name: row for row in found.milestones}
    short = _is_short(found)
    if short and len(milestones) > MOST_ROWS:
        held = {row.name: row for row in found.activities}
        last = {row.element or row.name: row for row in found.milestones}
        shown = [row for row in found.milestones if last[row.element or row.name] is row][-MOST_ROWS:]
        return [Row(", ".join(filter(None, (row.element, row.label))), held[row.name], row) for row in shown]
    rows: list[Row] = []
    groups = list(dict.fromkeys(row.element for row in found.activities))
    for group in groups:
        mine = [
            row for row in found.activities if row.element == group and (not short or row.name in milestones)
        ]
        if not mine:
            continue
        # a milestone comes after everything that starts with it
        mine.sort(key=lambda row: (row.start_p50, row.name in milestones, row.finish_p50))
        rows.append(Row(group or "The programme as a whole"))
        rows += [Row(row.label, row, milestones.get(row.name)) for row in mine]
    return rows


def _is_short(found: Answer) -> bool:
    """Whether milestones stand for the many activities that lead to them."""
    return len(found.activities) > MOST_ROWS and bool(found.milestones)


def _reading(found: Answer, shown: int) -> str:
    """How to read what is drawn."""
    if not _is_short(found):
        return READING
    left = len(found.activities) - shown
    return f"{MILESTONES} {numbers.count(left, 'further row')} of activities and milestones are in the JSON."


def _key(promised: bool, short: bool) -> list[keys.Entry]:
    bars = [
        keys.Entry("holds up the end in a quarter of all cases or more", keys.bar(HELD, 8.0)),
        keys.Entry("does not", keys.bar(BAR, 8.0)),
        keys.Entry("may begin earlier, may end later", keys.bar(PALE, 8.0)),
    ]
    said = [*([] if short else bars), keys.Entry("milestone, 20 to 80 of 100 cases", _diamond)]
    return [*said, keys.Entry("promised by", _promise, 9.0)] if promised else said


def _diamond(axes: Axes, x: float, y: float) -> None:
    axes.plot([x - 9.0, x + 9.0], [y, y], color=style.TEXT, linewidth=1.2, solid_capstyle="butt")
    axes.plot([x], [y], "D", markersize=5.0, color=style.TEXT)


def _promise(axes: Axes, x: float, y: float) -> None:
    axes.plot(
        [x], [y], "v", markersize=5.0, color=style.PAGE, markeredgecolor=style.TEXT, markeredgewidth=1.0
    )


def _panel(
    whole: Figure, top: float, high: float, rows: list[Row], heights: list[float], found: Answer
) -> None:
    """All rows over one axis of fiscal years; heights count in pixels from below."""
    axes = style.panel(whole, _LEFT, top, style.WIDTH - _LEFT - _RIGHT, high)
    first = fiscal_year(found.start_date)
    drawn = [row.activity.finish_p80 for row in rows if row.activity is not None]
    last = max([fiscal_year(one) for one in drawn] + [row.promised_year or first for row in found.milestones])
    axes.set_xlim(0.0, float(last - first + 1))
    axes.set_ylim(0.0, high)
    _years(axes, first, last, high)
    axes.annotate("holds up the\nend, of 100", (1.0, high + 5.0), xytext=(8, 0), xycoords=_BESIDE,
                  textcoords="offset points", fontsize=7.5, va="bottom", color=style.SOFT,
                  annotation_clip=False)  # fmt: skip
    level = high - 3.0
    for row, height in zip(rows, heights, strict=True):
        middle = level - 0.5 * height
        if row.activity is None:
            _heading(axes, row.label, level - height)
        else:
            _draw_row(axes, row, middle, found.start_date)
        level -= height


def _times(share: float) -> str:
    """How often of 100, as short as a column asks."""
    return {"0": "<1", "100": ">99"}.get(f"{100.0 * share:.0f}", f"{100.0 * share:.0f}")


def _years(axes: Axes, first: int, last: int, high: float) -> None:
    """Years over the top, at the middle of each; of many every second, fifth or tenth."""
    count = last - first + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1_000) if count / step <= 16)
    axes.set_yticks([])
    axes.set_xticks([float(year) for year in range(count + 1)], [""] * (count + 1))
    axes.grid(visible=True, axis="x", color=style.LINE, linewidth=0.6)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for year in range(first, last + 1):
        if year % step == 0:
            axes.text(year - first + 0.5, high + 5.0, str(year), ha="center", va="bottom", fontsize=7.5,
                      color=style.SOFT, clip_on=False)  # fmt: skip


def _heading(axes: Axes, label: str, low: float) -> None:
    axes.annotate(_shortened(label, _HEADING), (0.0, low + 6.0), xytext=(_POINT * (style.EDGE - _LEFT), 0),
                  xycoords=_BESIDE, textcoords="offset points", fontsize=8.5, fontweight="semibold",
                  va="baseline", annotation_clip=False, bbox=style.halo(style.PAGE))  # fmt: skip
    axes.axhline(low + 0.5, color=style.LINE, linewidth=0.8)


def _draw_row(axes: Axes, row: Row, middle: float, start: str) -> None:
    one = row.activity
    assert one is not None  # headings are drawn elsewhere
    held = one.critical_probability >= OFTEN
    axes.annotate(
        _shortened(row.label), (0.0, middle), xycoords=_BESIDE,
        xytext=(_POINT * (style.EDGE + 12.0 - _LEFT), 0), textcoords="offset points", fontsize=7.8,
        va="center", color=style.TEXT if held or row.milestone else style.SOFT,
        fontweight="semibold" if row.milestone else "normal", annotation_clip=False,
    )  # fmt: skip
    if row.milestone is not None:
        _milestone(axes, row.milestone, middle, start, held)
        return
    outer = _at(one.start_p20, start), _at(one.finish_p80, start)
    inner = _at(one.start_p50, start), _at(one.finish_p50, start)
    pale, full = (PALE_HELD, HELD) if held else (PALE, BAR)
    axes.broken_barh([(outer[0], outer[1] - outer[0])], (middle - 4.0, 8.0), facecolor=pale, linewidth=0.0)
    axes.broken_barh([(inner[0], inner[1] - inner[0])], (middle - 4.0, 8.0), facecolor=full, linewidth=0.0)
    if one.critical_probability >= 0.005:
        axes.annotate(_times(one.critical_probability), (1.0, middle), xytext=(8, 0), xycoords=_BESIDE,
                      textcoords="offset points", fontsize=7.5, va="center", annotation_clip=False,
                      color=style.TEXT if held else style.SOFT)  # fmt: skip


def _milestone(axes: Axes, one: MilestoneRow, middle: float, start: str, held: bool) -> None:
    """A diamond with whiskers, its quarter beside it, and the year it is promised for."""
    low, date_, high = (_at(day, start) for day in (one.date_p20, one.date_p50, one.date_p80))
    look: dict[str, Any] = {"color": style.TEXT, "clip_on": False, "zorder": 5}
    axes.plot([low, high], [middle, middle], linewidth=1.2, solid_capstyle="butt", **look)
    for end in (low, high):
        axes.plot([end], [middle], "|", markersize=6.0, markeredgewidth=1.2, **look)
    axes.plot([date_], [middle], "D", markersize=6.0, color=style.TEXT if held else style.PAGE, clip_on=False,
              markeredgecolor=style.TEXT, markeredgewidth=1.2, zorder=6)  # fmt: skip
    at = None
    if one.promised_year is not None:
        at = one.promised_year - fiscal_year(start) + 1.0
        axes.plot([at], [middle], "v", markersize=6.0, color=style.PAGE, markeredgecolor=style.TEXT,
                  markeredgewidth=1.0, clip_on=False, zorder=8)  # fmt: skip
    last, words = axes.get_xlim()[1], quarter(one.date_p50)
    wide = last * (_LETTER * len(words) + _GAP) / (style.WIDTH - _LEFT - _RIGHT)
    place, side = _beside((low, high), at, wide, last)
    axes.annotate(words, (place, middle), xytext=(8.0 * side, 0.0), fontsize=7.5,
                  textcoords="offset points", ha="left" if side > 0 else "right", va="center",
                  bbox=style.halo(style.PAGE), annotation_clip=False, zorder=7)  # fmt: skip


def _beside(ends: tuple[float, float], promised: float | None, wide: float, last: float) -> tuple[float, int]:
    """Where a milestone's quarter stands: at which place, and to its right (1) or left (-1).

    Args:
        ends: Of its whiskers [year].
        promised: Where its promise stands [year]; None for none.
        wide: What the words take [year].
        last: End of the axis [year].
    """
    low, high = ends
    marks = [] if promised is None else [promised]
    for place, side in ((high, 1), (low, -1), *((mark, side) for mark in marks for side in (1, -1))):
        left, right = sorted((place, place + side * wide))
        meets = any(left < mark < right for mark in marks) or (place in marks and left < high and right > low)
        if not meets and left >= 0.0 and right <= last:
            return place, side
    return high, 1


def _at(day: str, start: str) -> float:
    """Years of a day after the start of the axis."""
    return (date.fromisoformat(day) - date.fromisoformat(start)).days / 365.25


def _shortened(label: str, most: int = 40) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
