"""From when to when a shooter may launch at a threat. Device code."""

from __future__ import annotations

from math import inf

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.records.opportunities import (
    ALTITUDE,
    CLOSING,
    FIRST,
    FLIGHT,
    LAST,
    LAUNCHES,
    MAY_SHOOT,
    NO_TRACK,
    READY,
    TOO_LATE,
)
from opendome.records.reach import MEET_ALTITUDE, MEET_CLOSING, MEET_FLIGHT, MEET_TIME

Flags = NDArray[np.bool_]

EDGE = 1e-6
"""Launches so near to a stretch belong to it [s]."""


@device
def ends_of(span: Floats) -> tuple[float, float]:
    """Earliest and latest launch that leads to a meeting of one stretch, after the threat's launch [s]."""
    low, high = inf, -inf
    for row in range(len(span)):
        launch = span[row, MEET_TIME] - span[row, MEET_FLIGHT]
        if launch == launch:
            low, high = min(low, launch), max(high, launch)
    return low, high


@device
def meeting_of(meeting: Floats, launch: float, chance: Floats, number: int) -> None:
    """Enter the earliest meeting after a launch [s after the threat's] in the columns of launch `number`."""
    best = inf
    for one in range(len(meeting)):
        span = meeting[one]
        for row in range(len(span) - 1):
            a, b = (
                span[row, MEET_TIME] - span[row, MEET_FLIGHT],
                span[row + 1, MEET_TIME] - span[row + 1, MEET_FLIGHT],
            )
            if not (min(a, b) - EDGE <= launch <= max(a, b) + EDGE):
                continue  # also where one of them is NaN
            share = min(max((launch - a) / (b - a), 0.0), 1.0) if a != b else 0.0
            time = span[row, MEET_TIME] + share * (span[row + 1, MEET_TIME] - span[row, MEET_TIME])
            if time < best:
                best = time
                chance[FLIGHT + number] = time - launch
                for into, column in ((CLOSING, MEET_CLOSING), (ALTITUDE, MEET_ALTITUDE)):
                    here, there = span[row, column], span[row + 1, column]
                    chance[into + number] = here + share * (there - here)


@device
def find(
    meeting: Floats, launched: float, time: Floats, good: Flags, begin: int, end: int, reported: float,
    delay: float, reaction: float, chance: Floats,
) -> int:  # fmt: skip
    """From when to when one shooter may launch at one threat.

    It may while the track is good enough, once that has been confirmed and decided, and as long as some
    meeting is left.

    Args:
        meeting: Of its course and the shooter, as `Reach.meeting` (SPANS, SAMPLES, MEETING).
        launched: When the threat was launched [s].
        time, good: Nodes of all tracks, and whether they are good enough for this kind of interceptor (K,).
        begin, end: The threat's own nodes.
        reported: When others may first know of it [s].
        delay: To confirm and decide [s].
        reaction: From the order to the launch [s].
        chance: NaN; receives the columns of `Opportunities.table` (CHANCE,).

    Returns:
        A code of `CHANCE_LIMITS`.
    """
    clear, first, last, latest = inf, inf, -inf, -inf
    ends = np.empty((len(meeting), 2))
    for one in range(len(meeting)):
        opens, closes = ends_of(meeting[one])
        ends[one, 0], ends[one, 1] = launched + opens, launched + closes
        latest = max(latest, launched + closes)
    for node in range(begin, end):
        if not good[node] or time[node] < reported:
            continue
        clear = min(clear, time[node] + delay)
        low = max(time[node], clear) + reaction
        high = max(time[node + 1] if node + 1 < end else time[node], clear) + reaction
        for one in range(len(meeting)):
            a, b = max(low, ends[one, 0]), min(high, ends[one, 1])
            if a <= b:
                first, last = min(first, a), max(last, b)
    if clear == inf:
        return NO_TRACK
    chance[READY] = clear + reaction
    if first > last:
        return TOO_LATE if clear + reaction > latest else NO_TRACK
    chance[FIRST], chance[LAST] = first, last
    for number in range(LAUNCHES):
        launch = first + (last - first) * number / (LAUNCHES - 1.0)
        if (
            number == 0
            or number == LAUNCHES - 1
            or known_at(launch - reaction, clear, time, good, begin, end)
        ):
            meeting_of(meeting, launch - launched, chance, number)
    return MAY_SHOOT


@device
def known_at(now: float, clear: float, time: Floats, good: Flags, begin: int, end: int) -> bool:
    """Whether the order to shoot may be given at a time."""
    if now < clear:
        return False
    low, high = begin, end
    while high - low > 1:
        middle = (low + high) // 2
        if time[middle] <= now:
            low = middle
        else:
            high = middle
    return bool(good[low])
