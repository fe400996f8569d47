"""A radar can follow so many objects at once: who comes later waits until one is let go."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from opendome.arrays import Floats, Integers
from opendome.records.sensors import RADAR
from opendome.records.sightings import LOAD, Sightings
from opendome.sensing.instruments import DWELL, REVISIT
from opendome.sensing.looks import SENSOR, THREAT, TIME
from opendome.sensing.noting import COUNT, FIRST_DETECTED, LAST_DETECTED


def capacity(post: np.void, row: Floats) -> int:
    """How many objects a radar can follow: as told, and no more dwells than fit between two measurements.

    Args:
        post: Its row of `records.sensors.POST`.
        row: As `instruments` names the columns (COLUMNS,).
    """
    fit = max(int(row[REVISIT] / row[DWELL] + 1e-9), 1)  # 0.3 over 0.1 is three
    told = int(post["tracks_maximum"])
    return min(told, fit) if told else fit


def overload(
    found: Floats,
    seen: Floats,
    limit: Integers,
    posts: NDArray[np.void],
    table: Floats,
    looking: NDArray[np.bool_],
) -> Floats:
    """Take away what radars had no time for.

    Objects come in the order in which they were first detected. One that finds all places taken waits for the
    first that is let go, and is lost if that is too late.

    Args:
        found: Detections by threat and time (D, columns of `looks`).
        seen, limit: Sightings (N, S, columns) and their limits; changed where something is lost.
        posts, table: Rows of `records.sensors.POST` (S,), and as `instruments.rows` makes them (S, COLUMNS).
        looking: Which of them looked (S,).
    """
    keep: NDArray[np.bool_] | None = None
    ends = np.searchsorted(found[:, THREAT], np.arange(len(seen) + 1))
    for sensor in np.flatnonzero(looking & (posts["kind"] == RADAR)):
        followed = np.flatnonzero(seen[:, sensor, COUNT] > 0)
        most = capacity(posts[sensor], table[sensor])
        if len(followed) <= most:
            continue
        keep = np.ones(len(found), dtype=np.bool_) if keep is None else keep
        start = _starts(seen[followed, sensor, FIRST_DETECTED], seen[followed, sensor, LAST_DETECTED], most)
        late = start > seen[followed, sensor, FIRST_DETECTED]
        for threat, begins in zip(followed[late], start[late], strict=True):
            mine = slice(ends[threat], ends[threat + 1])
            own = found[mine, SENSOR] == sensor
            lost = own & (found[mine, TIME] < begins)
            keep[mine] &= ~lost
            times = found[mine, TIME][own & ~lost]
            seen[threat, sensor, COUNT] = len(times)
            taken = (times.min(), times.max()) if len(times) else (np.nan, np.nan)
            seen[threat, sensor, FIRST_DETECTED], seen[threat, sensor, LAST_DETECTED] = taken
            if not len(times):
                limit[threat, sensor] = LOAD
    return found if keep is None else found[keep]


def capacities(posts: NDArray[np.void], table: Floats) -> Integers:
    """How many objects each radar can follow, 0 for what is no radar (S,)."""
    return np.array(
        [capacity(post, row) if post["kind"] == RADAR else 0 for post, row in zip(posts, table, strict=True)],
        dtype=np.int64,
    )


def crowded(sightings: Sightings, threats: Integers, most: Integers) -> bool:
    """Whether some radar has more to follow at a time than it can, so that an object waits or is lost.

    Args:
        sightings: As if every radar could follow any number of objects.
        threats: Which of them come (T,).
        most: How many objects each radar can follow, 0 for what is no radar (S,).
    """
    for sensor in np.flatnonzero(most):
        mine = threats[sightings.detections_count[threats, sensor] > 0]
        if len(mine) > most[sensor]:
            begins = sightings.first_detected[mine, sensor]
            if (_starts(begins, sightings.last_detected[mine, sensor], int(most[sensor])) > begins).any():
                return True
    return False


def _starts(first: Floats, last: Floats, most: int) -> Floats:
    """When each object is taken up: at once, or when the earliest place becomes free; infinity for never."""
    start = np.empty(len(first))
    ends: list[float] = []
    for one in np.lexsort((np.arange(len(first)), first)):
        begins = float(first[one])
        while ends and ends[0] <= begins:
            heappop(ends)
        if len(ends) >= most:
            begins = ends[0]
        if begins > last[one]:
            start[one] = np.inf
            continue
        if len(ends) >= most:
            heappop(ends)
        heappush(ends, float(last[one]))
        start[one] = begins
    return start
