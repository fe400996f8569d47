"""The picture of why missiles got through: one bar a reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendome.reports import captions, charts, numbers, style
from opendome.reports.charts import Made, Story
from opendome.reports.findings import REASON_WORDS, Ends
from opendome.reports.plates import Data, Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUESTION = "Why did the others get through?"
NAME = "why-they-got-through"

_LEFT, _RIGHT, _TOP, _ROW, _BELOW = 268.0, 110.0, 12.0, 27.0, 52.0
_BAR, _BAND = 0.4, 0.78


def draw(shares: Sequence[tuple[str, Ends]], used: tuple[str, ...], made: Made, folder: Path) -> Plate | None:
    """Write `why-they-got-through.svg` and `.png`; None where nothing gets through.

    Args:
        shares: Every reason in its fixed order, and its share of all that got through.
        used: Paths of the figures that decide most.
        made: What it was made from.
        folder: Where to write.
    """
    if not any(share > 0.0 for _, (share, _, _) in shares):
        return None
    story = _story(shares, used)
    high = _ROW * len(shares)
    with style.styled():
        whole, head = charts.sheet(story, made, _TOP + high + _BELOW)
        charts.few_runs(whole, made, head)
        axes = style.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, high)
        most = max(max(share, top) for _, (share, _, top) in shares)
        end = min(100.0, 10.0 * (int(10.0 * most) + 1))
        axes.set_xlim(0.0, end)
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_xticks(charts.ticks(end, 10))
        axes.set_yticks(range(len(shares)), [REASON_WORDS[name] for name, _ in shares])
        axes.tick_params(axis="y", labelcolor=style.TEXT)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("Share of all that get through [%]")
        for row, (_, (share, low, top)) in enumerate(shares):
            there = share > 0.0
            axes.barh(
                row, 100.0 * share if there else end, _BAR if there else 0.0, color=style.BALLISTIC,
                edgecolor=style.LINE, linewidth=0.0 if there else 1.0, zorder=3,
            )  # fmt: skip
            if not there:
                continue
            _band(axes, row, 100.0 * low, 100.0 * top)
            axes.annotate(
                numbers.percent(share, low, top), (max(100.0 * share, 100.0 * top), row), xytext=(8, 0),
                textcoords="offset points", va="center", fontsize=8.5, color=style.TEXT, zorder=6,
                annotation_clip=False,
            )  # fmt: skip
        charts.save(whole, story, folder)
    return story.plate(head)


def _band(axes: Axes, row: float, low: float, high: float) -> None:
    """The range of what is not known, behind the bar."""
    if high > low:
        axes.barh(row, high - low, _BAND, low, color=style.BALLISTIC, alpha=0.18, linewidth=0.0, zorder=2)
        edges = row - 0.5 * _BAND, row + 0.5 * _BAND
        axes.vlines([low, high], *edges, color=style.BALLISTIC, alpha=0.6, linewidth=0.8, zorder=4)


def _story(shares: Sequence[tuple[str, Ends]], used: tuple[str, ...]) -> Story:
    there = [f"{REASON_WORDS[name]} {numbers.percent(*ends)}" for name, ends in shares if ends[0] > 0.0]
    return Story(
        name=NAME,
        question=QUESTION,
        finding=captions.reasons(shares),
        reading=captions.REASONS_READ,
        drawn_by=f"{numbers.listing(there)}."[:1].upper() + f"{numbers.listing(there)}."[1:],
        used=used,
        data=Data(
            ("Reason", "Share [%]", "5 of 100 draws below [%]", "5 of 100 draws above [%]"),
            tuple((REASON_WORDS[name], *(round(100.0 * end, 1) for end in ends)) for name, ends in shares),
        ),
    )
