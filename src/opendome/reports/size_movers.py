"""The picture of what moves the count of `size`: one bar an option, from its low end to its high end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendome.reports import numbers, size_words, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from opendome.contract.size import SizeDriverRow

NAME = "what-moves-the-count"
QUESTION = "What moves the count?"

_LEFT, _RIGHT, _ROW, _BELOW, _TOP = 250.0, 110.0, 34.0, 52.0, 30.0
_BAR = 0.5
_LETTERS = 118


def draw(rows: Sequence[SizeDriverRow], count: float, said: str, folder: Path) -> bool:
    """Write `what-moves-the-count.svg` and `.png`; whether there was anything to draw.

    Args:
        rows: Options, the one that moves the count most first; ends without a count are left out.
        count: In orbit, as asked.
        said: What the count stands on, for the foot.
        folder: Where to write.
    """
    shown = [row for row in rows if _counts(row) is not None]
    if not shown:
        return False
    top = shown[0]
    low, high = size_words.ends(top)
    ends = _counts(top) or (0.0, 0.0)
    name = size_words.option_words(top.option)
    finding = (
        f"Most: {name[:1].lower()}{name[1:]}, {numbers.significant(ends[0])} in orbit at {low} and "
        f"{numbers.significant(ends[1])} at {high}. As asked it is {numbers.significant(count)}."
    )
    reading = (
        "Each bar changes one option alone; its values stand at both ends. Equal lengths are equal factors."
    )
    with style.styled():
        caption = style.lines(f"{finding} {reading}", _LETTERS)
        head = 66.0 + 19.0 * len(caption) + _TOP
        whole = style.figure(head + _ROW * len(shown) + _BELOW + style.FOOT)
        style.heading(whole, QUESTION, caption)
        style.foot(whole, said)
        axes = style.panel(whole, _LEFT, head, style.WIDTH - _LEFT - _RIGHT, _ROW * len(shown))
        _frame(axes, shown, count)
        for place, row in enumerate(shown):
            _bar(axes, place, row)
        style.save(whole, folder, NAME, QUESTION, finding)
    return True


def _counts(row: SizeDriverRow) -> tuple[float, float] | None:
    low, high = row.constellation_in_orbit_count_at_low, row.constellation_in_orbit_count_at_high
    return None if low is None or high is None or min(low, high) <= 0.0 else (low, high)


def _frame(axes: Axes, rows: Sequence[SizeDriverRow], count: float) -> None:
    """Axes, names, and the line of the answer."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    ends = [end for row in rows for end in _counts(row) or ()]
    axes.set_xscale("log")
    low, high = min([*ends, count]), max([*ends, count])
    room = (high / low) ** 0.12 * 1.06
    axes.set_xlim(low / room, high * room)
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda tick, _: numbers.rounded(tick, 0 if tick >= 1 else 2))
    )
    decades = axes.get_xlim()[1] / axes.get_xlim()[0]
    if decades < 60.0:
        ticks = [step * 10.0**power for power in range(-3, 8) for step in (1, 2, 5)]
        axes.set_xticks([tick for tick in ticks if axes.get_xlim()[0] <= tick <= axes.get_xlim()[1]])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.spines["left"].set_visible(False)
    axes.set_yticks(range(len(rows)), [size_words.option_words(row.option) for row in rows])
    axes.tick_params(axis="y", labelcolor=style.TEXT, pad=10)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("Interceptors in orbit")
    axes.plot((count, count), (0.0, 1.0), transform=axes.get_xaxis_transform(), color=style.TEXT,
              linewidth=1.2, zorder=5, clip_on=False)  # fmt: skip
    axes.annotate(
        f"as asked: {numbers.significant(count)}", (count, 1.0), xycoords=("data", "axes fraction"),
        xytext=(0, 6), textcoords="offset points", ha="center", va="bottom", fontsize=8, color=style.TEXT,
        fontweight="semibold", annotation_clip=False,
    )  # fmt: skip


def _bar(axes: Axes, place: int, row: SizeDriverRow) -> None:
    """One option; at each end of the bar stands its value there."""
    at = _counts(row) or (1.0, 1.0)
    axes.barh(place, abs(at[1] - at[0]), _BAR, min(at), color=style.ORBIT, linewidth=0.0, zorder=3)
    for end, words in enumerate(size_words.ends(row)):
        right = at[end] > at[1 - end]
        axes.annotate(
            words, (at[end], place), xytext=(5 if right else -5, 0), textcoords="offset points",
            ha="left" if right else "right", va="center", fontsize=8, color=style.TEXT, zorder=6,
            annotation_clip=False, bbox=style.halo(style.PAGE) | {"alpha": 0.9},
        )  # fmt: skip
