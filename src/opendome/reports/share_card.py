"""A dark picture of 1,200 by 675 pixels that stands alone: page, title, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.reports import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE, HIGH = 1200, 675
"""Pixels; what social networks show whole."""

PAGE, TEXT, SOFT, GRID, RULE = "#05080f", "#ffffff", "#93a1b8", "#1b2331", "#2a3446"

SMALL = 12.4
"""The smallest letters [points]: 17 pixels, 7 where the picture is shown 500 wide."""

EDGE = 56.0
"""Blank at both sides [pixels]."""

TOP = 62.0
"""Where the title begins [pixels]."""

_TITLES = ((28.0, 2), (25.0, 2), (22.0, 3), (19.0, 3), (16.0, 4))
"""Sizes of the title [points], the largest first, and how many lines it may have there."""


def page() -> Figure:
    """An empty picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    whole = Figure(figsize=(WIDE / style.DPI, HIGH / style.DPI), dpi=style.DPI, facecolor=PAGE)
    FigureCanvasAgg(whole)
    return whole


def words(
    whole: Figure, text: str, left: float, top: float, size: float, colour: str, **more: object
) -> None:
    """Text whose upper edge is at a place in pixels."""
    look = {"va": "top", **more}
    whole.text(left / WIDE, 1.0 - top / HIGH, text, fontsize=size, color=colour, **look)  # type: ignore[arg-type]


def wide(whole: Figure, text: str, size: float, weight: str = "normal") -> float:
    """Width of a text [pixels]."""
    shape = whole.text(0.0, 0.0, text, fontsize=size, fontweight=weight)
    width = float(shape.get_window_extent().width)
    shape.remove()
    return width


def fitted(whole: Figure, sentences: list[str], width: float) -> tuple[float, list[str]]:
    """The largest size at which a title fits, and its lines; each sentence begins one, if that is enough.

    Args:
        whole: The picture.
        sentences: Of the title.
        width: Of its lines [pixels].
    """
    size, most = _TITLES[-1]
    for size, most in _TITLES:
        apart = [line for sentence in sentences for line in _broken(whole, sentence, size, width)]
        if len(apart) <= most:
            return size, apart
        together = _broken(whole, " ".join(sentences), size, width)
        if len(together) <= most:
            return size, together
    return size, [*together[: most - 1], cut(whole, " ".join(together[most - 1 :]), size, width, "semibold")]


def _broken(whole: Figure, text: str, size: float, width: float) -> list[str]:
    """A text in lines that are no wider than this."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(whole, longer, size, "semibold") > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def cut(whole: Figure, text: str, size: float, width: float, weight: str = "normal") -> str:
    """A text that is cut off where it would be too wide."""
    if wide(whole, text, size, weight) <= width:
        return text
    while text and wide(whole, f"{text.rstrip()}…", size, weight) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def title(whole: Figure, sentences: list[str], top: float = TOP) -> float:
    """Write the title, its upper edge here [pixels]; where the drawing under it may begin [pixels]."""
    size, lines = fitted(whole, sentences, WIDE - 2.0 * EDGE)
    words(whole, "\n".join(lines), EDGE, top, size, TEXT, weight="semibold", linespacing=1.22)
    return top + len(lines) * size * 1.22 * style.DPI / 72.0 + 22.0


def foot(whole: Figure, said: str, maker: str) -> float:
    """What it stands on at the left, maker at the right; where the rule above them is [pixels]."""
    from matplotlib.lines import Line2D

    room = WIDE - 2.0 * EDGE - wide(whole, maker, SMALL) - 40.0
    lines = _lines(whole, said, room)
    line = SMALL * 1.3 * style.DPI / 72.0
    rule = HIGH - 30.0 - line * len(lines) - 14.0
    whole.add_artist(
        Line2D(
            (EDGE / WIDE, 1.0 - EDGE / WIDE), (1.0 - rule / HIGH,) * 2, color=RULE, linewidth=1.0,
            transform=whole.transFigure,
        )
    )  # fmt: skip
    for row, text in enumerate(lines):
        words(whole, text, EDGE, rule + 29.0 + row * line, SMALL, SOFT, va="baseline")
    words(whole, maker, WIDE - EDGE, rule + 29.0, SMALL, SOFT, va="baseline", ha="right")
    return rule


def _lines(whole: Figure, text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(whole, longer, SMALL) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
