"""The picture to share: how big a raid can be stopped, dark, with all that it needs to stand alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import opendome
from opendome.reports import charts, raid_captions, share_card, size_curve, style
from opendome.reports.charts import Made
from opendome.reports.share_card import EDGE, GRID, HIGH, PAGE, SMALL, SOFT, WIDE
from opendome.reports.size_curve import Curve, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "how-big-a-raid"
DARK = Look(size=14.0, line=2.0, text="#e8edf5", soft=SOFT, curve="#ff5f66", page=PAGE, band=0.2, edge=0.6)

_LEFT, _RIGHT = 116.0, 254.0

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def draw(one: Curve, made: Made, epoch: str, folder: Path) -> None:
    """Write `how-big-a-raid.svg` and `.png`, 1200 by 675 pixels.

    Args:
        one: The curve and what is marked on it.
        made: What it was made from.
        epoch: When the scenario is set, UTC, ISO 8601.
        folder: Where to write.
    """
    clauses = raid_captions.how_big(raid_captions.bend(one.found, one.limit))
    title = [f"{clause[:1].upper()}{clause[1:]}." for clause in clauses if clause]
    with style.styled():
        whole = share_card.page()
        date = f" · set on {_day(epoch)}"
        room = WIDE - 2.0 * EDGE - share_card.wide(whole, date, SMALL)
        name = share_card.cut(whole, made.scenario, SMALL, room)
        share_card.words(whole, f"{name}{date}", EDGE, 32.0, SMALL, SOFT)
        top = share_card.title(whole, title)
        maker = f"OpenDome {opendome.__version__} · {made.runs:,} run{'' if made.runs == 1 else 's'}"
        maker += ": rough" if made.runs < charts.FEW else ""
        foot = share_card.foot(whole, f"{one.doctrine}; band: 90 % of what is not known", maker)
        _panel(whole, one, top, foot)
        style.save(whole, folder, NAME, "How big a raid can it stop?", " ".join(title), True)


def _panel(whole: Figure, one: Curve, top: float, foot: float) -> None:
    """The curve between title and foot; its axes are named above it and below it."""
    share_card.words(whole, "Get through [missiles]", EDGE, top, DARK.size, SOFT)
    upper, lower = top + 40.0, foot - 76.0
    axes: Axes = whole.add_axes(
        (_LEFT / WIDE, 1.0 - lower / HIGH, (WIDE - _LEFT - _RIGHT) / WIDE, (lower - upper) / HIGH)
    )
    axes.set_facecolor(PAGE)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(SOFT)
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=1.0)
    size_curve.draw(axes, one, DARK)
    axes.tick_params(pad=8)
    middle = _LEFT + 0.5 * (WIDE - _LEFT - _RIGHT)
    share_card.words(whole, "Size of the raid [missiles]", middle, lower + 40.0, DARK.size, SOFT, ha="center")


def _day(epoch: str) -> str:
    """A day in prose: `1 January 2026`."""
    read = datetime.fromisoformat(epoch)
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"
