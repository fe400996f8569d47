"""What stands in the lane of one missile: bars, stripes, shots, and words beside them."""

from __future__ import annotations

from math import inf, isfinite
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.sensors import INFRARED, RADAR
from opendome.reports import marks, minutes, numbers, style
from opendome.reports.lanes import Block, Lane, within
from opendome.reports.raid_shown import Shot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KIND_COLOURS = {INFRARED: style.INFRARED, RADAR: style.RADAR}
"""Of the marks of each kind of sensor."""

BAR_HEIGHTS = {INFRARED: 4.5, RADAR: 7.0}
"""In pixels: the second cue, for a print in grey."""

UNSEEN, STRIPES = "#f1f3f6", "#bcc6d1"
EDGE, LEFT = 24.0, 240.0

_KIND_WORDS = {INFRARED: "seen by satellites", RADAR: "seen by radars"}
_ROW, _PAD, _SHOT, _FLAG = 14.0, 7.0, 7.5, 7.0
_NAME_WIDTH, _LONG_NAME_WIDTH, _BLOCK_WIDTH = 16, 20, 25


def height(lane: Lane, kinds: int, shooting: bool) -> float:
    """How high a lane is [pixel].

    Args:
        lane: The missile.
        kinds: How many kinds of sensors have a row.
        shooting: Whether anything can shoot.
    """
    rows = 2 + kinds
    shots = sum(_block_height(block) for block in lane.blocks) or _ROW
    return rows * _ROW + (_FLAG + shots if shooting else 0.0) + 2.0 * _PAD


def draw(axes: Axes, lane: Lane, kinds: list[int], ceiling: float, lane_height: float) -> None:
    """Rows from the top: engines, each kind of sensor, track, interceptors."""
    floor, middle = ceiling - lane_height, ceiling - _PAD - 0.5 * _ROW
    axes.axhline(floor, color=style.LINE, linewidth=0.8, zorder=1)
    _row(axes, lane.burns, lane.until, middle, 9.0, style.BALLISTIC, "engines burn")
    seen_top = middle - 0.5 * _ROW - 1.0
    for kind in kinds:
        middle -= _ROW
        colour, word = KIND_COLOURS[kind], _KIND_WORDS[kind]
        _row(axes, lane.seen[kind], lane.until, middle, BAR_HEIGHTS[kind], colour, word)
    if kinds:
        _draw_unseen(axes, lane, middle - 0.5 * _ROW + 1.0, seen_top)
    if isfinite(lane.reported):
        bottom, top = middle - 0.5 * _ROW, seen_top + 1.0
        strength = 1.0 if lane.reported <= lane.until else style.PALE
        axes.vlines(
            lane.reported / 60.0, bottom, top, color=style.TEXT, linewidth=1.3, alpha=strength, zorder=5
        )
    middle -= _ROW
    _row(axes, lane.tracked, lane.until, middle, 10.0, style.TRACKED, "tracked", strong=True)
    if not len(lane.tracked):
        _say(axes, "no track good enough", lane.start, middle)
    _draw_shooting(axes, lane, middle - 0.5 * _ROW)
    if lane.lands:
        marks.landing(axes, lane.end / 60.0, floor, 6.0, pale=lane.until < inf)
    _name(axes, lane, ceiling - _PAD - 1.0, lane_height - 2 * _PAD)


def _draw_shooting(axes: Axes, lane: Lane, ceiling: float) -> None:
    """Shots by kind of interceptor, and the last moment to shoot across all of them."""
    top = ceiling
    ceiling -= _FLAG
    for block in lane.blocks:
        _draw_block(axes, block, ceiling)
        ceiling -= _block_height(block)
    if not lane.blocks and lane.unshot:
        ceiling -= _ROW
        _say(axes, lane.unshot, lane.start, ceiling + 0.5 * _ROW)
    if isfinite(lane.last_chance) and lane.until > -inf:
        marks.last_moment(axes, lane.last_chance / 60.0, min(ceiling, top - _FLAG - _ROW) + 2.0, top - 2.0)


def _block_height(block: Block) -> float:
    return max(_ROW, _SHOT * len(block.rows) + 4.0)


def _draw_block(axes: Axes, block: Block, ceiling: float) -> None:
    """One row a shot in flight, the first launched on top; the name of the kind at the left."""
    zero = block.rows[0][0].launch - block.first
    high = _block_height(block)
    middle = ceiling - 0.5 * high
    for place, row in enumerate(block.rows):
        line = middle + (0.5 * (len(block.rows) - 1) - place) * _SHOT
        for shot in row:
            _draw_shot(axes, shot, zero, line)
    said = wrap(block.name, _BLOCK_WIDTH)
    if block.unseen:
        said.append(f"{block.unseen} more shots not drawn")
    room = max(int(high / 11.5), 1)
    if len(said) > room:
        said = [*said[: room - 1], f"{said[room - 1]} …"]
    minutes.beside(
        axes, "\n".join(said), 0.0, middle, "right", 7.0, color=marks.LOOKS[block.layer].text, linespacing=1.1
    )
    minutes.beside(axes, numbers.clock(block.first), 1.0, middle, "left", 7.0, color=style.SOFT)


def _draw_shot(axes: Axes, shot: Shot, zero: float, line: float) -> None:
    """From launch to the meeting, with how it ends."""
    look = marks.LOOKS[shot.layer]
    start, end = (shot.launch - zero) / 60.0, (shot.meets - zero) / 60.0
    axes.plot(
        (start, end), (line, line), color=look.colour, linewidth=2.2, linestyle=look.dash,
        alpha=style.PALE if shot.late else 1.0, solid_capstyle="butt", dash_capstyle="butt", zorder=4,
    )  # fmt: skip
    mark = marks.wasted if shot.decoy else marks.ring if shot.hits else marks.cross
    mark(axes, end, line, 4.6, pale=shot.late)


def _row(
    axes: Axes,
    spans: Floats,
    until: float,
    middle: float,
    high: float,
    colour: str,
    word: str,
    strong: bool = False,
) -> None:
    """Bars, pale once the missile is stopped; their word at the left, the clock of their start right."""
    for start, end, strength in ((-inf, until, 1.0), (until, inf, style.PALE)):
        part = within(spans, start, end)
        # the edge keeps a bar of a single look visible
        axes.broken_barh(
            [(float(begin) / 60.0, float(ends - begin) / 60.0) for begin, ends in part],
            (middle - 0.5 * high, high), facecolor=colour, edgecolor=colour, linewidth=0.5, alpha=strength,
            zorder=4,
        )  # fmt: skip
    minutes.beside(axes, word, 0.0, middle, "right", 7.0, color=style.SOFT)
    begins = len(spans) > 0 and spans[0, 0] <= until
    clock = numbers.clock(float(spans[0, 0])) if begins else numbers.MISSING
    weight, shade = ("semibold", style.TEXT) if strong else ("normal", style.SOFT)
    minutes.beside(axes, clock, 1.0, middle, "left", 8.5 if strong else 7.0, color=shade, weight=weight)


def _draw_unseen(axes: Axes, lane: Lane, bottom: float, top: float) -> None:
    """Pale stripes where it flies and nobody sees it, with the words where they fit."""
    from matplotlib.patches import Rectangle

    pixels = axes.get_window_extent().width / np.diff(axes.get_xlim())[0]
    for begin, until, strength in ((-inf, lane.until, 1.0), (lane.until, inf, 0.45)):
        for start, end in within(lane.unseen, begin, until) / 60.0:
            axes.add_patch(
                Rectangle(
                    (start, bottom), end - start, top - bottom, facecolor=UNSEEN, edgecolor=STRIPES,
                    hatch="////", hatch_linewidth=0.5, linewidth=0.0, alpha=strength, zorder=2,
                )
            )  # fmt: skip
            if strength == 1.0 and (end - start) * pixels > 84.0:
                axes.text(
                    0.5 * (start + end), 0.5 * (bottom + top), "nobody sees it", ha="center", va="center",
                    fontsize=7, color=style.SOFT, zorder=3, bbox=style.halo(UNSEEN) | {"alpha": 1.0},
                )  # fmt: skip


def _say(axes: Axes, text: str, start: float, middle: float) -> None:
    """Words in a row that has no bar."""
    axes.annotate(
        text, (start / 60.0, middle), xytext=(3, 0), textcoords="offset points", va="center", fontsize=7,
        color=style.SOFT,
    )  # fmt: skip


def _name(axes: Axes, lane: Lane, ceiling: float, room: float) -> None:
    """Whither it flies, when it leaves and how it ends, at the left edge; long names in smaller letters."""
    below = [(f"launch {numbers.clock(lane.start)}", "normal", style.SOFT)]
    if lane.fate:
        below.append((lane.fate, "semibold", style.TEXT))
    size, lines = 8.5, wrap(lane.name, _NAME_WIDTH)
    if len(lines) > 2:
        most = max(int(room / 12.0) - len(below), 1)
        size, lines = 7.0, wrap(lane.name, _LONG_NAME_WIDTH, max_lines=most, placeholder=" …")
    line = 1.25 * size * style.DPI / 72.0
    rows = [(one, size, "normal", style.TEXT, ceiling - line * place) for place, one in enumerate(lines)]
    for place, (text, weight, colour) in enumerate(below):
        rows.append((text, 7.0, weight, colour, ceiling - line * len(lines) - 1.0 - 12.5 * place))
    for text, letters, weight, colour, level in rows:
        axes.annotate(
            text, (0.0, level), xycoords=("axes fraction", "data"),
            xytext=((EDGE - LEFT) * 72.0 / style.DPI, 0), textcoords="offset points", va="top",
            fontsize=letters, color=colour, weight=weight, annotation_clip=False,
        )  # fmt: skip
