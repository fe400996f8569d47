"""The picture of what was known: how wrong each missile's track is over time, and who sees it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.outcomes.bands import band
from opendome.records.case import Case, Plays
from opendome.records.outcomes import CURVE_EVERY, Known
from opendome.records.sensors import INFRARED, RADAR
from opendome.records.sightings import LIMITS, Detections, Sightings
from opendome.reports import numbers, raid_plates, style
from opendome.reports.lane_marks import BAR_HEIGHTS, KIND_COLOURS
from opendome.reports.lanes import aim, asks, seen_spans
from opendome.reports.plates import Plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = "How well was each missile known, and when?"
NAME = "how-well-known"
MOST_PANELS = 4
MOST_ROWS = 6

LOW, HIGH = 5.0, 95.0
"""Ends of the band, in percent of the worlds that have a track."""

_EDGE, _LEFT, _RIGHT, _GAP = 24.0, 206.0, 104.0, 26.0
_CHART, _SINGLE_CHART, _STRIP_GAP = 176.0, 240.0, 8.0
_NAME_WIDTH, _TITLE_WIDTH = 32, 36
_REACH = (1e-3, 1e5)
"""Errors beyond these are off the scale [km]."""


@dataclass(frozen=True)
class _Row:
    """One row of the strips: a system of sensors, or all that have no row of their own."""

    name: str
    sensors: NDArray[np.bool_]


@dataclass(frozen=True)
class _Panel:
    """One missile; times after its own launch [min], errors [km], NaN where too few worlds have a track."""

    name: str
    threat: int
    time: Floats
    low: Floats
    middle: Floats
    high: Floats
    note: str
    empty: str


@dataclass(frozen=True)
class _Frame:
    """What all panels share."""

    last: float
    bottom: float
    top: float
    asked_km: float
    asked_words: str
    rows: list[_Row]
    row_height: float
    head: float


def draw(
    case: Case,
    known: Known,
    sightings: Sightings,
    detections: Detections,
    asked_km: float,
    sentence: str,
    run: str,
    folder: Path,
) -> Plate:
    """Write `how-well-known.svg` and `.png`; what a report says around it.

    Args:
        case: The scenario settled.
        known: Of all counted worlds, joined.
        sightings, detections: Of the reference world.
        asked_km: How well the place must be known before a shot; NaN for no line.
        sentence: The finding, for the caption.
        run: How many runs and which seed, for the foot.
        folder: Where to write.
    """
    shown = known.shown[:MOST_PANELS]
    panels = [_panel(case, known, sightings, place) for place in range(len(shown))]
    rows = _rows(case, detections, [int(threat) for threat in shown])
    frame = _frame(case, sightings, detections, panels, rows, asked_km)
    columns = 2 if len(panels) > 1 else 1
    chart = _CHART if columns == 2 else _SINGLE_CHART
    strip = frame.row_height * len(rows)
    block = frame.head + chart + (strip + _STRIP_GAP if rows else 0.0) + 28.0
    with style.styled():
        any_line = any(not panel.empty for panel in panels)
        reading = _how_to_read(known) if any_line else ""
        caption = style.lines(f"{sentence} {reading}".strip(), 118)
        key = style.lines(_key(case, asked_km, rows, any_line), 170)
        top = 70.0 + 19.0 * len(caption) + 15.0 * len(key)
        deep = ceil(len(panels) / columns)
        whole = style.figure(top + block * deep + 70.0)
        style.heading(whole, TITLE, caption)
        style.words(whole, "\n".join(key), _EDGE, 63 + 19 * len(caption), 7.5, style.SOFT, linespacing=1.35)
        wide = (style.WIDTH - _LEFT - _RIGHT - _GAP * (columns - 1)) / columns
        for place, panel in enumerate(panels):
            down, across = divmod(place, columns)
            spot = (_LEFT + across * (wide + _GAP), top + down * block + frame.head, wide, chart)
            last_of_row = across == columns - 1 or place == len(panels) - 1
            lowest = place + columns >= len(panels)
            _draw_chart(whole, spot, panel, frame, across == 0, last_of_row, lowest and not rows)
            if rows:
                below = (spot[0], spot[1] + chart + _STRIP_GAP, wide, strip)
                _draw_strip(whole, below, case, detections, panel, frame, across == 0, lowest)
        style.foot(whole, f"{case.name} · {run}")
        style.save(whole, folder, NAME, TITLE, sentence)
    curves = [(panel.name, panel.time, panel.low, panel.middle, panel.high) for panel in panels]
    return raid_plates.of_knowledge(NAME, TITLE, (sentence, reading), 58.0 + 19.0 * len(caption), curves)


def _panel(case: Case, known: Known, sightings: Sightings, place: int) -> _Panel:
    """One missile's error over the worlds, point by point."""
    threat = int(known.shown[place])
    curves = known.curve[:, place] / 1e3
    held = np.isfinite(curves).sum(axis=0)
    often = held >= max(0.5 * len(curves), 1.0)
    bands = np.full((3, curves.shape[1]), np.nan)
    bands[:, often] = np.nanpercentile(curves[:, often], (LOW, 50.0, HIGH), axis=0)
    empty = ""
    if not often.any():
        limit = int(sightings.limit[threat].max(initial=0))
        unseen = not sightings.detections_count[threat].any()
        empty = f"Nobody sees it. {list(LIMITS.values())[limit] if limit else ''}".strip()
        empty = empty if unseen else "Fewer than half of the draws have a track."
    return _Panel(
        name=aim(case, threat),
        threat=threat,
        time=np.asarray(CURVE_EVERY * np.arange(curves.shape[1]) / 60.0, dtype=np.float64),
        low=bands[0],
        middle=bands[1],
        high=bands[2],
        note=_note(case, known.first_tracked[:, threat]),
        empty=empty,
    )


def _title(panel: _Panel) -> list[str]:
    """Its name in lines that fit over a panel."""
    return wrap(panel.name, _TITLE_WIDTH)


def _note(case: Case, tracked: Floats) -> str:
    """When the track is first good enough: the mean and band that tables give, and in how many worlds."""
    word = "good enough to shoot on" if asks(case) else "good enough"
    count = int(np.isfinite(tracked).sum())
    if not count:
        return f"never {word}"
    when = band(tracked)
    low, high = numbers.clock(when.low), numbers.clock(when.high)
    ends = f" ({low}–{high})" if low != high else ""
    if count == len(tracked):
        return f"first {word} at {numbers.clock(when.value)}{ends}"
    return f"good enough in {count} of {len(tracked):,} draws, first at {numbers.clock(when.value)}{ends}"


def _rows(case: Case, detections: Detections, shown: list[int]) -> list[_Row]:
    """The systems that see most, in the order in which they first do; the last row is for all others."""
    launch = case.launches["time"]
    found: list[tuple[float, float, _Row]] = []
    for system in case.sensors.systems:
        of_it = np.array([one == system for one in case.sensors.system])
        spans = [seen_spans(detections, threat, of_it) - launch[threat] for threat in shown]
        total = sum(float(np.diff(one, axis=1).sum()) for one in spans)
        if total > 0.0:
            first = min(float(one[0, 0]) for one in spans if len(one))
            name = case.sensors.system_name[int(np.argmax(of_it))]
            found.append((total, first, _Row(name, of_it)))
    found.sort(key=lambda one: -one[0])
    own = found if len(found) <= MOST_ROWS else found[: MOST_ROWS - 1]
    rows = [row for _, _, row in sorted(own, key=lambda one: one[1])]
    rest = [row for _, _, row in found[len(own) :]]
    if rest:
        together = np.logical_or.reduce([row.sensors for row in rest])
        radars = case.sensors.posts["kind"][together] == RADAR
        word = "radars" if radars.all() else "sensors"
        rows.append(_Row(f"{numbers.word(len(rest))} other {word}", together))
    return rows


def _frame(
    case: Case,
    sightings: Sightings,
    detections: Detections,
    panels: list[_Panel],
    rows: list[_Row],
    asked_km: float,
) -> _Frame:
    """Limits that hold every panel."""
    launch = case.launches["time"]
    ends = [0.0]
    for panel in panels:
        ends += list(panel.time[np.isfinite(panel.middle)][-1:])
        mine = detections.time[detections.threat == panel.threat]
        # where nobody sees it, at least as long as there was something to see
        view = sightings.last_view[panel.threat]
        until = np.concatenate((mine, view[np.isfinite(view)])) - launch[panel.threat]
        ends.append(float(until.max(initial=0.0)) / 60.0)
    values = np.concatenate([np.concatenate((panel.low, panel.high)) for panel in panels])
    values = np.append(values[np.isfinite(values)], asked_km if isfinite(asked_km) else ())
    values = np.clip(values if len(values) else np.array([1.0]), *_REACH)
    lines = max((len(wrap(row.name, _NAME_WIDTH)) for row in rows), default=1)
    return _Frame(
        last=1.02 * max(ends) if max(ends) > 0.0 else 10.0,
        bottom=float(values.min()) / 1.6,
        top=max(float(values.max()) * 1.6, float(values.min()) * 10.0),
        asked_km=asked_km,
        asked_words="asked for\nbefore a shot:" if asks(case) else "good enough:",
        rows=rows,
        row_height=5.0 + 10.5 * lines,
        head=25.0 + 14.5 * max(len(_title(panel)) for panel in panels),
    )


def _how_to_read(known: Known) -> str:
    return (
        "The line is the distance between the track and the true place, in the middle of "
        f"{len(known.curve):,} draws of what is not known; the band holds 90 of 100 draws."
    )


def _key(case: Case, asked_km: float, rows: list[_Row], any_line: bool) -> str:
    said = ["blank where fewer than half of the draws have a track"] if any_line else []
    speed = case.reference_world(Plays(1)).kinds["velocity_error"]
    speed = speed[np.isfinite(speed)]
    if isfinite(asked_km) and asks(case) and len(speed):
        said.append(f"before a shot the speed must be known as well, to {float(speed.max()):g} m/s")
    if rows:
        said.append(
            "bars: who sees it, with every figure at its value (thick for radars, thin for satellites)"
        )
    courses = len(case.courses[1])
    if len(case.launches) > min(courses, MOST_PANELS):
        of = (
            f"the first {numbers.word(MOST_PANELS)} of {courses:,} courses"
            if courses > MOST_PANELS
            else "each course"
        )
        said.append(f"shown is the first missile of {of}")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _draw_chart(
    whole: Figure,
    spot: tuple[float, float, float, float],
    panel: _Panel,
    frame: _Frame,
    first: bool,
    last: bool,
    lowest: bool,
) -> None:
    """Line and band of one missile, with what is asked before a shot."""
    axes = style.panel(whole, *spot)
    axes.set_yscale("log")
    axes.set_ylim(frame.bottom, frame.top)
    decades = np.arange(ceil(log10(frame.bottom)), floor(log10(frame.top)) + 1)
    axes.set_yticks(10.0 ** decades.astype(np.float64))
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    _share_time(axes, frame, lowest)
    axes.tick_params(labelleft=first, labelbottom=not frame.rows)
    if first:
        axes.set_ylabel("Position error [km]")
        axes.yaxis.set_label_coords(-48.0 / spot[2], 0.5)
    axes.fill_between(
        panel.time, panel.low, panel.high, color=style.BALLISTIC, alpha=0.18, linewidth=0, zorder=2
    )
    for edge in (panel.low, panel.high):
        axes.plot(panel.time, edge, color=style.BALLISTIC, alpha=0.5, linewidth=0.6, zorder=3)
    axes.plot(panel.time, panel.middle, color=style.BALLISTIC, linewidth=1.5, zorder=4)
    if isfinite(frame.asked_km):
        axes.axhline(frame.asked_km, color=style.TRACKED, linewidth=1.0, linestyle=(0, (5, 2)), zorder=5)
        if last:
            axes.annotate(
                f"{frame.asked_words}\n{frame.asked_km:g} km", (1.0, frame.asked_km),
                xycoords=("axes fraction", "data"), xytext=(8, 0), textcoords="offset points", va="center",
                fontsize=7.5, color=style.TRACKED, annotation_clip=False,
            )  # fmt: skip
    if panel.empty:
        _say_why(axes, panel, frame)
    title = _title(panel)
    high = spot[1] - 19.0 - 14.5 * len(title)
    style.words(whole, "\n".join(title), spot[0], high, 9.0, weight="semibold", linespacing=1.0)
    style.words(whole, panel.note, spot[0], spot[1] - 17.0, 7.5, style.TRACKED)


def _say_why(axes: Axes, panel: _Panel, frame: _Frame) -> None:
    """Words in place of a line, off the line of what is asked for."""
    share = log10(frame.asked_km / frame.bottom) / log10(frame.top / frame.bottom)
    axes.text(
        0.5, 0.25 if share > 0.5 else 0.75, "\n".join(wrap(panel.empty, 44)), transform=axes.transAxes,
        ha="center", va="center", fontsize=8.5, color=style.SOFT, zorder=6,
        bbox=style.halo(style.PAGE) | {"alpha": 1.0},
    )  # fmt: skip


def _draw_strip(
    whole: Figure,
    spot: tuple[float, float, float, float],
    case: Case,
    detections: Detections,
    panel: _Panel,
    frame: _Frame,
    first: bool,
    lowest: bool,
) -> None:
    """Who sees this missile, one row a system; heights count in pixels from below."""
    axes = style.panel(whole, *spot)
    axes.set_ylim(0.0, spot[3])
    axes.set_yticks([])
    _share_time(axes, frame, lowest)
    launch = float(case.launches["time"][panel.threat])
    for place, row in enumerate(frame.rows):
        middle = spot[3] - (place + 0.5) * frame.row_height
        axes.axhline(middle, color=style.LINE, linewidth=0.6, zorder=1)
        for kind in (RADAR, INFRARED):
            which = row.sensors & (case.sensors.posts["kind"] == kind)
            spans = (seen_spans(detections, panel.threat, which) - launch) / 60.0
            high = BAR_HEIGHTS[kind]
            axes.broken_barh(
                [(float(start), float(end - start)) for start, end in spans],
                (middle - 0.5 * high, high), facecolor=KIND_COLOURS[kind], edgecolor=KIND_COLOURS[kind],
                linewidth=0.5, zorder=4,
            )  # fmt: skip
        if first:
            axes.annotate(
                "\n".join(wrap(row.name, _NAME_WIDTH)), (0.0, middle), xycoords=("axes fraction", "data"),
                xytext=(-8, 0), textcoords="offset points", ha="right", va="center", fontsize=7,
                color=style.SOFT, annotation_clip=False, linespacing=1.05,
            )  # fmt: skip


def _share_time(axes: Axes, frame: _Frame, lowest: bool) -> None:
    """The common clock; its name only under the lowest panel of a column."""
    axes.set_xlim(0.0, frame.last)
    step = next((step for step in (1, 2, 5, 10, 20, 60, 120) if frame.last / step <= 9), 240)
    axes.set_xticks(np.arange(0.0, frame.last, step))
    if lowest:
        axes.set_xlabel("Time after its own launch [min]")
