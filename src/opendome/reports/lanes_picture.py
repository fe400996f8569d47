"""The picture of what happens to each missile: engines, sensors, tracks and interceptors on one clock."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.records.case import Case
from opendome.records.defence import LAYERS
from opendome.records.sensors import INFRARED, RADAR
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import Trajectories
from opendome.reports import keys, lane_marks, marks, minutes, numbers, raid_plates, sentences, style
from opendome.reports.lanes import MOST_LANES, Lane, Watching, enough, lanes, shown
from opendome.reports.plates import Plate
from opendome.reports.raid_shown import RaidShown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = "What happens to each missile, minute by minute?"
NAME = "minute-by-minute"

_EDGE, _LEFT, _RIGHT = lane_marks.EDGE, lane_marks.LEFT, 82.0


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
    raid: RaidShown | None = None,
) -> Plate:
    """Write `minute-by-minute.svg` and `.png`; what a report says around it.

    Args:
        case: The scenario settled.
        flights, sightings, detections, tracks: Of the reference world.
        good: At which nodes of the tracks they are good enough (K,).
        sentence: The finding where nothing can shoot.
        run: How many runs and which seed, for the foot.
        folder: Where to write.
        raid: The one raid whose shots are shown; None where nothing can shoot.
    """
    kinds = [kind for kind in (INFRARED, RADAR) if (case.sensors.posts["kind"] == kind).any()]
    drawn = lanes(case, flights, Watching(sightings, detections, tracks, good), raid)
    heights = [lane_marks.height(lane, len(kinds), raid is not None) for lane in drawn]
    with style.styled():
        said = _caption(case, sentence, raid)
        caption = style.lines(" ".join(said), 118)
        key = keys.rows(_key(case, drawn, raid), style.WIDTH - 2.0 * _EDGE)
        key_top = 66.0 + 19.0 * len(caption)
        top = key_top + keys.ROW * len(key) + 24.0
        whole = style.figure(top + sum(heights) + 92.0)
        style.heading(whole, TITLE, caption)
        keys.draw(whole, _EDGE, key_top, key)
        _panel(whole, top, drawn, kinds, heights)
        style.foot(whole, f"{case.name} · {run} · shown with every figure at its value")
        style.save(whole, folder, NAME, TITLE, said[0])
    return raid_plates.of_lanes(NAME, TITLE, said, key_top - 10.0, drawn)


def _caption(case: Case, sentence: str, raid: RaidShown | None) -> tuple[str, str]:
    """The finding, and how to read it."""
    reading = (
        f"One lane is one missile, with every figure at its value; it counts as tracked while {enough(case)}."
    )
    if raid is None:
        return sentence, reading
    zero = float(case.launches["time"].min())
    first = min((shot.launch - zero for shot in raid.shots), default=None)
    return sentences.shown(raid.summary(), first), reading


def _key(case: Case, drawn: list[Lane], raid: RaidShown | None) -> list[keys.Entry]:
    """What is drawn in these lanes and does not stand beside its row in words."""
    said: list[keys.Entry] = []
    if any(len(lane.unseen) for lane in drawn):
        stripes = keys.striped(lane_marks.UNSEEN, lane_marks.STRIPES)
        said.append(keys.Entry("it flies and nobody sees it", stripes))
    if any(isfinite(lane.reported) for lane in drawn):
        said.append(keys.Entry("others first hear of it", _report, 5.0))
    said += _key_to_shots(drawn)
    if any(lane.lands and lane.until == np.inf for lane in drawn):
        said.append(keys.Entry("comes down", marks.landing, 9.0))
    if any(lane.until < np.inf for lane in drawn):
        said.append(keys.Entry("pale: as it would have gone on", keys.bar(style.FADED, 7.0)))
    if len(case.launches) > len(drawn):
        of = f"the first {numbers.word(MOST_LANES)} courses" if len(drawn) == MOST_LANES else "each course"
        said.append(keys.Entry(f"Shown is the first missile of {of}, of {len(case.launches):,} launched"))
        beyond = 0 if raid is None else len(raid.shots) - sum(len(raid.at(one)) for one in shown(case))
        if raid is not None and beyond:
            said.append(keys.Entry(f"{beyond:,} of {len(raid.shots):,} shots are at missiles not shown"))
    return said


def _key_to_shots(drawn: list[Lane]) -> list[keys.Entry]:
    """How interceptors and their ends look, as far as there are any."""
    blocks = [block for lane in drawn for block in lane.blocks]
    shots = [shot for block in blocks for row in block.rows for shot in row]
    said = []
    layers = sorted({block.layer for block in blocks})
    for layer in layers:
        which, look = f"{LAYERS[layer]} " if len(layers) > 1 else "", marks.LOOKS[layer]
        said.append(keys.Entry(f"{which}interceptor in flight", keys.line(look.colour, 2.4, look.dash)))
    if any(shot.hits and not shot.decoy for shot in shots):
        said.append(keys.Entry("it hits", marks.ring, 9.0))
    if any(not shot.hits and not shot.decoy for shot in shots):
        said.append(keys.Entry("it misses", marks.cross, 9.0))
    if any(shot.decoy for shot in shots):
        said.append(keys.Entry("it meets a decoy", marks.wasted, 9.0))
    if any(isfinite(lane.last_chance) for lane in drawn):
        said.append(keys.Entry("last moment to shoot", _last_moment, 9.0))
    return said


def _report(axes: Axes, x: float, y: float) -> None:
    axes.vlines(x, y - 5.5, y + 5.5, color=style.TEXT, linewidth=1.3)


def _last_moment(axes: Axes, x: float, y: float) -> None:
    marks.last_moment(axes, x + 2.0, y - 5.5, y + 5.5)


def _panel(whole: Figure, top: float, drawn: list[Lane], kinds: list[int], heights: list[float]) -> None:
    """All lanes on one clock; heights count in pixels from below."""
    high = sum(heights)
    axes = style.panel(whole, _LEFT, top, style.WIDTH - _LEFT - _RIGHT, high)
    last = max(max(lane.end for lane in drawn) / 60.0, 0.1)
    minutes.axis(axes, last, high)
    ceiling = high
    for lane, height in zip(drawn, heights, strict=True):
        lane_marks.draw(axes, lane, kinds, ceiling, height)
        ceiling -= height
    minutes.beside(axes, "starts at", 1.0, high + 8.0, "left", 7.5, color=style.SOFT)
