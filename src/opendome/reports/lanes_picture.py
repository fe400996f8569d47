"""The picture of what happens to each missile: engines, sensors and tracks against one clock."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, isfinite
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.outcomes.knowledge import CUSTODY, first_of_each_course
from opendome.records.case import Case, Plays
from opendome.records.sensors import INFRARED, RADAR
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import BOOST, BUS, IMPACT, Trajectories
from opendome.reports import minutes, numbers, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = "What happens to each missile, minute by minute?"
NAME = "minute-by-minute"
MOST_LANES = 8

KIND_COLOURS = {INFRARED: style.INFRARED, RADAR: style.RADAR}
"""Of the marks of each kind of sensor."""

BAR_HEIGHTS = {INFRARED: 4.5, RADAR: 7.0}
"""In pixels: the second cue, for a print in grey."""

SHOOTING = style.MIDCOURSE
"""Of what midcourse interceptors do and ask for."""

JOINED = 3.0
"""Looks that detect are one span where no more than this many looks in a row found nothing between them."""

_KIND_WORDS = {INFRARED: "seen by satellites", RADAR: "seen by radars"}
_UNSEEN, _STRIPES = "#f1f3f6", "#bcc6d1"
_EDGE, _LEFT, _RIGHT = 24.0, 240.0, 82.0
_ROW, _PAD = 14.0, 7.0
_NAME_WIDTH, _LONG_NAME_WIDTH = 16, 20


@dataclass(frozen=True)
class _Lane:
    """One missile; times count from the first launch [s], spans are (span, 2).

    Attributes:
        name: Of its aim, or its own.
        start, end: When its flight starts and ends.
        lands: Whether it ends on the ground.
        burns: While its engines burn.
        seen: While a sensor of each kind detects it.
        unseen: While it flies and nobody detects it.
        tracked: While its track is good enough.
        reported: When others first hear of it, NaN for never.
    """

    name: str
    start: float
    end: float
    lands: bool
    burns: Floats
    seen: dict[int, Floats]
    unseen: Floats
    tracked: Floats
    reported: float


def draw(
    case: Case,
    flights: Trajectories,
    sightings: Sightings,
    detections: Detections,
    tracks: Tracks,
    good: NDArray[np.bool_],
    sentence: str,
    run: str,
    folder: Path,
) -> None:
    """Write `minute-by-minute.svg` and `.png`.

    Args:
        case: The scenario settled.
        flights, sightings, detections, tracks: Of the reference world.
        good: At which nodes of the tracks they are good enough (K,).
        sentence: The finding, for the caption.
        run: How many runs and which seed, for the foot.
        folder: Where to write.
    """
    kinds = [kind for kind in (INFRARED, RADAR) if (case.sensors.posts["kind"] == kind).any()]
    lanes = [
        _lane(case, flights, sightings, detections, _good_spans(tracks, good, threat), threat)
        for threat in _shown(case)
    ]
    lane_height = (2 + len(kinds)) * _ROW + 2 * _PAD
    with style.styled():
        caption = style.lines(f"{sentence} {_how_to_read(case, kinds)}", 118)
        top = 66.0 + 19.0 * len(caption) + 26.0
        whole = style.figure(top + lane_height * len(lanes) + 92.0)
        style.words(whole, TITLE, _EDGE, 22, 15, weight="semibold")
        style.words(whole, "\n".join(caption), _EDGE, 54, 9.5, style.SOFT, linespacing=1.35)
        style.words(whole, _key(case, lanes), _EDGE, top - 15, 7.5, style.SOFT)
        _panel(whole, top, lanes, kinds, lane_height)
        style.foot(whole, f"{case.name} · {run} · shown with every figure at its value")
        style.save(whole, folder, NAME, TITLE, sentence)


def asks(case: Case) -> bool:
    """Whether any kind of interceptor says how good a track must be before a shot."""
    asked = case.reference_world(Plays(1)).interceptors["position_error"]
    return bool(np.isfinite(asked).any())


def enough(case: Case) -> str:
    """What holds while a track is good enough, in words."""
    if asks(case):
        return "its track is good enough to shoot on"
    # without interceptors `good_enough` takes custody for it
    return f"its place is known to {CUSTODY / 1e3:g} km"


def aim(case: Case, threat: int) -> str:
    """What a missile is called in pictures: the name or place of its aim, else its own."""
    row = case.launches[threat]
    if case.aim_name[threat] or not isfinite(row["aim_latitude"]):
        return case.aim_name[threat] or case.threat_id[threat]
    return numbers.place(degrees(row["aim_latitude"]), degrees(row["aim_longitude"]))


def seen_spans(detections: Detections, threat: int, sensors: NDArray[np.bool_]) -> Floats:
    """While any of these sensors detects a missile, [s] since the epoch (span, 2).

    Args:
        detections: Of one world.
        threat: The missile.
        sensors: Which of the sensors count (S,).
    """
    pieces = [np.empty((0, 2))]
    for sensor in np.flatnonzero(sensors):
        mine = (detections.threat == threat) & (detections.sensor == sensor)
        time, interval = detections.time[mine], detections.interval[mine]
        order = np.argsort(time, kind="stable")
        time, interval = time[order], interval[order]
        until = time + interval
        near = np.diff(time) <= JOINED * interval[:-1]
        until[:-1] = np.where(near, time[1:], until[:-1])
        pieces.append(np.column_stack((time, until)))
    return union(np.concatenate(pieces))


def union(pieces: Floats) -> Floats:
    """Spans that overlap or touch as one, in order (span, 2)."""
    if not len(pieces):
        return np.empty((0, 2))
    pieces = pieces[np.argsort(pieces[:, 0], kind="stable")]
    reach = np.maximum.accumulate(pieces[:, 1])
    first = np.flatnonzero(np.concatenate(([True], pieces[1:, 0] > reach[:-1])))
    last = np.append(first[1:], len(pieces)) - 1
    return np.column_stack((pieces[first, 0], reach[last]))


def _shown(case: Case) -> list[int]:
    """All missiles of a small raid, the first of each course of a large one, in order of launch."""
    time = case.launches["time"]
    if len(time) <= MOST_LANES:
        return [int(threat) for threat in np.argsort(time, kind="stable")]
    courses = first_of_each_course(case)
    return [int(threat) for threat in sorted(courses, key=lambda one: (time[one], one))][:MOST_LANES]


def _lane(
    case: Case, flights: Trajectories, sightings: Sightings, detections: Detections, good: Floats, threat: int
) -> _Lane:
    zero = float(case.launches["time"].min())
    count = int(flights.count[threat])
    nodes = flights.time[threat, :count]
    start, end = float(nodes[0]), float(nodes[-1])
    powered = np.isin(flights.phase[threat, : count - 1], (BOOST, BUS))
    kind = case.sensors.posts["kind"]
    seen = {
        one: _within(seen_spans(detections, threat, kind == one), start, end) for one in (INFRARED, RADAR)
    }
    edges = np.concatenate(([start], union(np.concatenate(tuple(seen.values()))).ravel(), [end]))
    unseen = edges.reshape(-1, 2)
    heard = sightings.reported[threat]
    return _Lane(
        name=aim(case, threat),
        start=start - zero,
        end=end - zero,
        lands=len(flights.nodes_of(threat, IMPACT)) > 0,
        burns=union(np.column_stack((nodes[:-1], nodes[1:]))[powered]) - zero,
        seen={one: spans - zero for one, spans in seen.items()},
        unseen=unseen[unseen[:, 1] > unseen[:, 0] + 1e-6] - zero,
        tracked=_within(good, start, end) - zero,
        reported=float(np.min(heard[np.isfinite(heard)], initial=np.inf)) - zero,
    )


def _good_spans(tracks: Tracks, good: NDArray[np.bool_], threat: int) -> Floats:
    """While a track is good enough: each node that is stands until the next."""
    mine = tracks.of(threat)
    time, holds = tracks.time[mine], good[mine]
    return union(np.column_stack((time[:-1], time[1:]))[holds[:-1]])


def _within(spans: Floats, start: float, end: float) -> Floats:
    """The parts of spans between two times."""
    inside = spans[(spans[:, 1] > start) & (spans[:, 0] < end)]
    return np.asarray(np.clip(inside, start, end))


def _how_to_read(case: Case, kinds: list[int]) -> str:
    eyes = {INFRARED: "satellites", RADAR: "radars"}
    who = numbers.listing([eyes[kind] for kind in kinds])
    seeing = f"while {who} see it, " if kinds else ""
    return (
        "One lane is one missile, from launch to the end of its flight; bars show while its engines burn, "
        f"{seeing}and while {enough(case)}."
    )


def _key(case: Case, lanes: list[_Lane]) -> str:
    said = ["striped: it flies and nobody sees it"] if len(case.sensors) else []
    if any(isfinite(lane.reported) for lane in lanes):
        said.append("upright tick: first report to others")
    if any(lane.lands for lane in lanes):
        said.append("triangle: impact")
    if len(case.launches) > len(lanes):
        of = f"the first {numbers.word(MOST_LANES)} courses" if len(lanes) == MOST_LANES else "each course"
        said.append(f"shown is the first missile of {of}, of {len(case.launches):,} launched")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _panel(whole: Figure, top: float, lanes: list[_Lane], kinds: list[int], lane_height: float) -> None:
    """All lanes on one clock; heights count in pixels from below."""
    high = lane_height * len(lanes)
    axes = style.panel(whole, _LEFT, top, style.WIDTH - _LEFT - _RIGHT, high)
    last = max(max(lane.end for lane in lanes) / 60.0, 0.1)
    minutes.axis(axes, last, high)
    for place, lane in enumerate(lanes):
        _draw_lane(axes, lane, kinds, high - place * lane_height, lane_height)
    minutes.beside(axes, "starts at", 1.0, high + 8.0, "left", 7.5, color=style.SOFT)


def _draw_lane(axes: Axes, lane: _Lane, kinds: list[int], ceiling: float, lane_height: float) -> None:
    """Rows from the top: engines, each kind of sensor, track."""
    floor, middle = ceiling - lane_height, ceiling - _PAD - 0.5 * _ROW
    axes.axhline(floor, color=style.LINE, linewidth=0.8, zorder=1)
    _row(axes, lane.burns, middle, 9.0, style.BALLISTIC, "engines burn")
    seen_top = middle - 0.5 * _ROW - 1.0
    for kind in kinds:
        middle -= _ROW
        _row(axes, lane.seen[kind], middle, BAR_HEIGHTS[kind], KIND_COLOURS[kind], _KIND_WORDS[kind])
    if kinds:
        _draw_unseen(axes, lane.unseen, middle - 0.5 * _ROW + 1.0, seen_top)
    if isfinite(lane.reported):
        bottom, top = middle - 0.5 * _ROW, seen_top + 1.0
        axes.vlines(lane.reported / 60.0, bottom, top, color=style.TEXT, linewidth=1.3, zorder=5)
    middle -= _ROW
    _row(axes, lane.tracked, middle, 10.0, SHOOTING, "tracked", strong=True)
    if not len(lane.tracked):
        axes.annotate(
            "no track good enough", (lane.start / 60.0, middle), xytext=(3, 0), textcoords="offset points",
            va="center", fontsize=7, color=style.SOFT,
        )  # fmt: skip
    if lane.lands:
        axes.plot(
            lane.end / 60.0, floor, marker="v", markersize=6, color=style.BALLISTIC, clip_on=False, zorder=6
        )
    _name(axes, lane, ceiling - _PAD - 1.0, lane_height - 2 * _PAD)


def _row(
    axes: Axes, spans: Floats, middle: float, height: float, colour: str, word: str, strong: bool = False
) -> None:
    """Bars with their word at the left and the clock of their start at the right."""
    bars = [(float(start) / 60.0, float(end - start) / 60.0) for start, end in spans]
    # the edge keeps a bar of a single look visible
    axes.broken_barh(
        bars, (middle - 0.5 * height, height), facecolor=colour, edgecolor=colour, linewidth=0.5, zorder=4
    )
    minutes.beside(axes, word, 0.0, middle, "right", 7.0, color=style.SOFT)
    clock = numbers.clock(float(spans[0, 0])) if len(spans) else numbers.MISSING
    weight, shade = ("semibold", style.TEXT) if strong else ("normal", style.SOFT)
    minutes.beside(axes, clock, 1.0, middle, "left", 8.5 if strong else 7.0, color=shade, weight=weight)


def _draw_unseen(axes: Axes, spans: Floats, bottom: float, top: float) -> None:
    """Pale stripes where it flies and nobody sees it, with the words where they fit."""
    from matplotlib.patches import Rectangle

    pixels = axes.get_window_extent().width / np.diff(axes.get_xlim())[0]
    for start, end in spans / 60.0:
        axes.add_patch(
            Rectangle(
                (start, bottom), end - start, top - bottom, facecolor=_UNSEEN, edgecolor=_STRIPES,
                hatch="////", hatch_linewidth=0.5, linewidth=0.0, zorder=2,
            )
        )  # fmt: skip
        if (end - start) * pixels > 84.0:
            axes.text(
                0.5 * (start + end), 0.5 * (bottom + top), "nobody sees it", ha="center", va="center",
                fontsize=7, color=style.SOFT, zorder=3, bbox=style.halo(_UNSEEN) | {"alpha": 1.0},
            )  # fmt: skip


def _name(axes: Axes, lane: _Lane, ceiling: float, room: float) -> None:
    """Whither it flies and when it leaves, at the left edge of the picture; long names in smaller letters."""
    size, lines = 8.5, wrap(lane.name, _NAME_WIDTH)
    if len(lines) > 2:
        most = max(int(room / 12.0) - 1, 1)
        size, lines = 7.0, wrap(lane.name, _LONG_NAME_WIDTH, max_lines=most, placeholder=" …")
    line = 1.25 * size * style.DPI / 72.0
    launch = f"launch {numbers.clock(lane.start)}"
    rows = [(one, size, style.TEXT, ceiling - line * place) for place, one in enumerate(lines)]
    rows.append((launch, 7.0, style.SOFT, ceiling - line * len(lines) - 1.0))
    for text, letters, colour, height in rows:
        axes.annotate(
            text, (0.0, height), xycoords=("axes fraction", "data"),
            xytext=((_EDGE - _LEFT) * 72.0 / style.DPI, 0), textcoords="offset points", va="top",
            fontsize=letters, color=colour, annotation_clip=False,
        )  # fmt: skip
