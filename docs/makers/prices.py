"""The picture of the page Learning and prices: lots on a learning curve, development beside Rayleigh's."""

from __future__ import annotations

import runpy
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from opendome.programme import learning, phasing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

REPORT = Path(__file__).resolve().parents[2] / "tests" / "literature" / "sar_2015.py"
"""The published tables, as the tests hold them."""

NAME = "learning-and-prices"
TITLE = "What does the next one cost, and when is development paid for?"


def draw(folder: Path) -> list[Path]:
    """Write the picture."""
    from opendome.reports import style

    report = runpy.run_path(str(REPORT))
    fit = learning.fit_lots(report["LOT_QUANTITY"], report["LOT_BY"])
    half = float(phasing.spent_of_series(report["RDTE_TY"], 0.5))
    said = (
        f"PAC-3 MSE as reported in December 2015. Each doubling of the number made takes the price to "
        f"{100.0 * fit.slope:.1f} %. Of the money for development {100.0 * half:.0f} % was spent at half "
        f"time, as Rayleigh's curve has it, though in two humps."
    )
    with style.styled():
        whole = style.figure(430.0)
        style.heading(whole, TITLE, style.lines(said, 118))
        _lots(style.panel(whole, 70.0, 135.0, 375.0, 200.0), report, fit)
        _spent(style.panel(whole, 545.0, 135.0, 360.0, 200.0), report["RDTE_TY"])
        style.foot(whole, "Selected Acquisition Report, PAC-3 MSE, December 2015 (16-F-0402)")
        with TemporaryDirectory() as beside:
            style.save(whole, Path(beside), NAME, TITLE, said)
            return [Path(copyfile(Path(beside) / f"{NAME}.png", folder / f"{NAME}.png"))]


def _lots(axes: Axes, report: dict[str, Any], fit: learning.LotFit) -> None:
    from opendome.reports import style

    number = np.geomspace(10.0, 1_200.0, 120)
    price = fit.first * number ** np.log2(fit.slope)
    spread = np.exp(fit.residual)
    axes.fill_between(number, price / spread, price * spread, color=style.MIDCOURSE, alpha=0.12, linewidth=0)
    axes.plot(number, price, color=style.MIDCOURSE)
    axes.plot(
        fit.midpoint, report["LOT_BY"] / report["LOT_QUANTITY"], "o", color=style.BALLISTIC, markersize=4.5
    )
    axes.set_title("Price of one, $ million of 2014", fontsize=9.5, loc="left", fontweight="semibold", pad=12)
    axes.set_xlabel("number of the missile", labelpad=8)
    axes.set_xlim(0.0, 1_200.0)
    axes.set_xticks(range(0, 1_201, 200), [f"{count:,}" for count in range(0, 1_201, 200)])
    axes.set_ylim(0.0, 6.5)
    axes.annotate(
        "lots of 2014 to 2025", (fit.midpoint[2], report["LOT_BY"][2] / report["LOT_QUANTITY"][2]),
        xytext=(0, -30), textcoords="offset points", color=style.BALLISTIC_TEXT,
    )  # fmt: skip
    axes.annotate(
        f"slope {100.0 * fit.slope:.1f} %, and one sigma about it", (480.0, 5.1), color=style.MIDCOURSE_TEXT
    )


def _spent(axes: Axes, yearly: Any) -> None:
    from opendome.reports import style

    years = len(yearly)
    time = np.linspace(0.0, years, 200)
    done = np.concatenate([[0.0], np.cumsum(yearly)]) / yearly.sum()
    axes.plot(time, 100.0 * phasing.spent(time / years), color=style.MIDCOURSE)
    axes.plot(np.arange(years + 1), 100.0 * done, color=style.BALLISTIC, marker="o", markersize=3.5,
              clip_on=False)  # fmt: skip
    axes.plot([years / 2.0] * 2, [0.0, 60.0], color=style.SOFT, linewidth=0.9, linestyle=(0, (3, 3)))
    axes.set_title("Development spent, %", fontsize=9.5, loc="left", fontweight="semibold", pad=12)
    axes.set_xlabel("years since its begin in 2004", labelpad=8)
    axes.set_xlim(0.0, years)
    axes.set_ylim(0.0, 100.0)
    axes.annotate("half time", (years / 2.0 + 0.15, 5.0), color=style.SOFT)
    axes.annotate("as reported", (3.4, 47.0), ha="right", color=style.BALLISTIC_TEXT)
    axes.annotate("Rayleigh's curve", (8.9, 73.0), color=style.MIDCOURSE_TEXT)
