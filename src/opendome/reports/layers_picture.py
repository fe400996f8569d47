"""The picture of what each layer stops: bars that fall from 100 missiles to those that get through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendome.reports import captions, charts, numbers, style
from opendome.reports.captions import Stage
from opendome.reports.charts import Made, Story
from opendome.reports.findings import Ends
from opendome.reports.marks import LOOKS
from opendome.reports.plates import Data, Plate

QUESTION = "What did each layer stop?"
NAME = "what-each-layer-stopped"

_LEFT, _RIGHT, _TOP, _ROW, _BELOW = 208.0, 140.0, 12.0, 46.0, 52.0


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, from how many missiles to how many of 100, and the words beside it."""

    name: str
    begin: float
    end: float
    words: str
    look: dict[str, Any]


def draw(
    stages: Sequence[Stage], through: Ends, used: tuple[str, ...], made: Made, folder: Path
) -> Plate | None:
    """Write `what-each-layer-stopped.svg` and `.png`; None where there is one layer.

    Args:
        stages: What takes missiles out of the raid, in the order of a flight.
        through: Share that gets through.
        used: Paths of the figures that decide most.
        made: What it was made from.
        folder: Where to write.
    """
    if sum(stage.layer >= 0 for stage in stages) < 2:
        return None
    story = _story(stages, through, used)
    bars = _bars(stages, through)
    high = _ROW * len(bars)
    with style.styled():
        whole, head = charts.sheet(story, made, _TOP + high + _BELOW)
        charts.few_runs(whole, made, head)
        axes = style.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, high)
        axes.set_xlim(0.0, 100.0)
        axes.set_ylim(len(bars) - 0.5, -0.5)
        axes.set_xticks(charts.ticks(100.0, 10))
        axes.set_yticks(range(len(bars)), [bar.name for bar in bars])
        axes.tick_params(axis="y", labelcolor=style.TEXT)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("Missiles left [of 100]")
        for row, bar in enumerate(bars):
            axes.barh(row, bar.begin - bar.end, 0.52, bar.end, zorder=3, **bar.look)
            if row:
                axes.vlines(bar.begin, row - 0.74, row - 0.26, color=style.SOFT, linewidth=0.7, zorder=2)
            axes.annotate(
                bar.words, (bar.begin, row), xytext=(8, 0), textcoords="offset points", va="center",
                fontsize=8.5, color=style.TEXT, zorder=6, annotation_clip=False,
                bbox=style.halo(style.PAGE) | {"alpha": 0.85},
            )  # fmt: skip
        charts.save(whole, story, folder)
    return story.plate(head)


def _bars(stages: Sequence[Stage], through: Ends) -> list[Bar]:
    """From 100 down; the last bar is what gets through."""
    left = 100.0
    found = []
    *takes, last = captions.hundred(stages, through)
    for stage, count in zip(stages, takes, strict=True):
        share = 100.0 * stage.share[0]
        words = f"{count or 'none'}{_range(stage.share)}"
        if stage.layer >= 0:
            look: dict[str, Any] = {"color": LOOKS[stage.layer].colour, "linewidth": 0.0}
            found.append(Bar(stage.name, left, left - share, f"{words} stopped", look))
        else:
            look = {"facecolor": style.PAGE, "edgecolor": style.SOFT, "linewidth": 1.0, "hatch": "////",
                    "hatch_linewidth": 0.5}  # fmt: skip
            found.append(Bar(stage.name, left, left - share, words, look))
        left -= share
    look = {"color": style.BALLISTIC, "linewidth": 0.0}
    return [*found, Bar("get through", 100.0 * through[0], 0.0, f"{last}{_range(through)}", look)]


def _range(share: Ends) -> str:
    """The range behind a number, as `numbers.percent` writes it; "" where it has none."""
    return numbers.percent(*share).partition(" %")[2]


def _story(stages: Sequence[Stage], through: Ends, used: tuple[str, ...]) -> Story:
    rows = [*((stage.name, stage.share) for stage in stages), ("get through", through)]
    finding = captions.layers(stages, through)
    said = [f"{name} {numbers.percent(*share)}" for name, share in rows]
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading=captions.LAYERS_READ,
        drawn_by=f"Of all launched: {numbers.listing(said)}.",
        used=used,
        data=Data(
            ("What becomes of them", "Missiles [of 100]", "5 of 100 draws below", "5 of 100 draws above"),
            tuple((name, *(round(100.0 * end, 2) for end in share)) for name, share in rows),
        ),
    )
