"""The words of CZML, the language in which Cesium is told what to show: JSON, a packet a thing.

Places are Earth-fixed, in whole metres; times are UTC, to a tenth of a second. Nothing here knows missiles.

Source: the CZML Guide of the CesiumJS project.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from opendome.arrays import Floats

Packet = dict[str, Any]

DEGREE = 3
"""Of the polynomials that Cesium lays through sampled places."""

FONT = "26px Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
"""Drawn twice as large as shown, so that letters are sharp."""

SMALLEST = 0.65
"""Share of their size to which words shrink far away."""

TENTH = 10.0
"""Times are kept in tenths of a second."""


@dataclass(frozen=True)
class Clock:
    """Turns seconds since the scenario's epoch into moments.

    Attributes:
        epoch: UTC, ISO 8601.
    """

    epoch: str

    def moment(self, seconds: float) -> str:
        """A moment, ISO 8601, to a tenth of a second.

        >>> Clock("2026-01-01T00:00:00Z").moment(90.04)
        '2026-01-01T00:01:30Z'
        """
        start = datetime.fromisoformat(self.epoch.replace("Z", "+00:00"))
        start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
        then = start + timedelta(milliseconds=100 * round(seconds * TENTH))
        whole = then.strftime("%Y-%m-%dT%H:%M:%S")
        part = f"{then.microsecond:06d}".rstrip("0")
        return f"{whole}.{part}Z" if part else f"{whole}Z"

    def interval(self, start: float, end: float) -> str:
        """From one moment to another, both [s] since the epoch."""
        return f"{self.moment(start)}/{self.moment(end)}"


def tenths(times: ArrayLike) -> Floats:
    """Times to a tenth of a second, so that what is asked at them is also what is written [s], any shape."""
    return np.asarray(np.rint(np.asarray(times) * TENTH) / TENTH)


def inner_tenths(start: float, end: float) -> tuple[float, float]:
    """The first and the last tenth of a second inside a span [s]."""
    return float(np.ceil(start * TENTH - 1e-6) / TENTH), float(np.floor(end * TENTH + 1e-6) / TENTH)


def colour(code: str, strength: float = 1.0) -> Packet:
    """A colour from its code; `strength` is how little shows through.

    >>> colour("#ff5f63", 0.5)
    {'rgba': [255, 95, 99, 128]}
    """
    parts = [int(code[place : place + 2], 16) for place in (1, 3, 5)]
    return {"rgba": [*parts, round(255 * strength)]}


def place(position: Floats) -> Packet:
    """One place that stays, ECEF [m] (3,)."""
    return {"cartesian": _metres(position)}


def moving(clock: Clock, times: Floats, positions: Floats) -> Packet:
    """A place that moves; before and after its samples it stays where they begin and end.

    Args:
        clock: Of the document.
        times: Tenths of a second, ascending, since the epoch [s] (node,).
        positions: ECEF [m] (node, 3).
    """
    rows = []
    for time, position in zip(times.tolist(), positions, strict=True):
        seconds = round(time, 1)
        rows += [int(seconds) if seconds == int(seconds) else seconds, *_metres(position)]
    return {
        "interpolationAlgorithm": "LAGRANGE",
        "interpolationDegree": min(DEGREE, max(len(times) - 1, 1)),
        "forwardExtrapolationType": "HOLD",
        "backwardExtrapolationType": "HOLD",
        "referenceFrame": "FIXED",
        "epoch": clock.moment(0.0),
        "cartesian": rows,
    }


def point(code: str, size: int, strength: float = 1.0, ring: str = "", width: int = 0) -> Packet:
    """A dot of some pixels, or with `strength` 0 and a colour for its `ring`, a circle."""
    made: Packet = {"pixelSize": size, "color": colour(code, strength)}
    if ring:
        made |= {"outlineColor": colour(ring), "outlineWidth": width}
    return made


def label(
    text: str | list[Packet],
    code: str,
    outline: str,
    far: float,
    shrinks: tuple[float, float],
    right: float = 11.0,
    up: float = 0.0,
    size: float = 13.0,
    side: str = "LEFT",
) -> Packet:
    """Words beside a place.

    Args:
        text: What they say, always or from when to when.
        code, outline: Colours of letters and of what keeps them apart from the ground.
        far: Farther away than this they are not shown [m].
        shrinks: From so far away on they are smaller, until they are smallest [m].
        right, up: Where they start, from the place [pixel].
        size: Of the letters [pixel].
        side: Which end of them is there: LEFT, CENTER or RIGHT.
    """
    return {
        "text": text,
        "font": FONT,
        "scale": round(size / 26.0, 3),
        "style": "FILL_AND_OUTLINE",
        "fillColor": colour(code),
        "outlineColor": colour(outline),
        "outlineWidth": 5,
        "horizontalOrigin": side,
        "verticalOrigin": "CENTER",
        "pixelOffset": {"cartesian2": [right, -up]},
        "scaleByDistance": {"nearFarScalar": [round(shrinks[0]), 1, round(shrinks[1]), SMALLEST]},
        "distanceDisplayCondition": {"distanceDisplayCondition": [0, round(far)]},
    }


def line(positions: Floats, code: str, strength: float, width: float, dash: float = 0.0) -> Packet:
    """A line from place to place that stays, ECEF [m] (node, 3)."""
    flat = [number for position in positions for number in _metres(position)]
    return {
        "positions": {"cartesian": flat},
        "arcType": "NONE",
        "width": width,
        "material": _material(code, strength, dash),
    }


def trail(code: str, width: float, behind: float, strength: float = 1.0, dash: float = 0.0) -> Packet:
    """The way that something has come in the last `behind` seconds."""
    return {
        "leadTime": 0,
        "trailTime": round(behind),
        "resolution": 30,
        "width": width,
        "material": _material(code, strength, dash),
    }


def by_span(clock: Clock, parts: Iterable[tuple[float, float, Packet]]) -> list[Packet]:
    """A property that changes: what holds from when to when [s]."""
    return [{"interval": clock.interval(start, end), **holds} for start, end, holds in parts]


def packet(name: str, called: str, about: Sequence[str], within: str = "", **graphics: Any) -> Packet:
    """One thing of the document.

    Args:
        name: By which nothing else goes.
        called: What a reader calls it.
        about: Its paragraphs, in plain words.
        within: The group that it belongs to.
        graphics: What is shown of it.
    """
    made: Packet = {"id": name, "name": called}
    if within:
        made["parent"] = within
    if about:
        made["description"] = "".join(f"<p>{escape(text, quote=False)}</p>" for text in about)
    return made | graphics


def save(packets: Iterable[Packet], file: Path) -> None:
    """Write a document, a packet a line."""
    lines = [json.dumps(one, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for one in packets]
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def _material(code: str, strength: float, dash: float) -> Packet:
    """Of a line; `dash` is the length of its dashes [pixel], 0 for none."""
    if dash:
        return {"polylineDash": {"color": colour(code, strength), "dashLength": dash}}
    return {"solidColor": {"color": colour(code, strength)}}


def _metres(position: Floats) -> list[int]:
    return [round(number) for number in position.tolist()]
