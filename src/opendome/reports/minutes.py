"""Lanes against the minutes since the first launch: what pictures of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def axis(axes: Axes, last_min: float, top: float) -> None:
    """Set up a panel of lanes: minutes along, lanes from 0 to `top` without numbers."""
    axes.set_xlim(0.0, max(last_min, 0.1))
    axes.set_ylim(0.0, top)
    axes.set_yticks([])
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("Time since first launch [min]")
    step = next((step for step in (1, 2, 5, 10, 20, 60, 120) if last_min / step <= 10), 240)
    axes.set_xticks(np.arange(0.0, max(last_min, 0.1), step))


def beside(axes: Axes, text: str, edge: float, height: float, align: str, size: float, **more: Any) -> None:
    """Words outside the panel, left (0) or right (1) of it, beside a height of the data."""
    axes.annotate(
        text, (edge, height), xycoords=("axes fraction", "data"), xytext=(12 if edge else -10, 0),
        textcoords="offset points", ha=align, va="center", fontsize=size, annotation_clip=False, **more,
    )  # fmt: skip
