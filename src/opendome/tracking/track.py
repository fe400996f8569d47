"""Follow every object of a world through its detections."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import joined, over, wait_for
from opendome.physics.constants import earth as earth_of
from opendome.records.case import World
from opendome.records.sightings import Detections
from opendome.records.tracks import NODE, NODE_OBJECT, Tracks
from opendome.watch import SILENT, Watch

KERNELS = "opendome.tracking.kernels"
"""What is compiled for it."""

CHUNK = 8
"""Objects a thread takes at a time."""

_PREDICTIONS = 256
"""Room for nodes of an object besides its detections, at first."""


def track(
    world: World,
    detections: Detections,
    before: Tracks | None = None,
    fresh: Floats | None = None,
    watch: Watch = SILENT,
) -> Tracks:
    """Tracks from these detections, and from nothing else.

    Each object is followed by one filter that takes the detections of all sensors in order of time.

    Args:
        world: For the Earth, and for what is known of climbing missiles beforehand.
        detections: In order of object and time. The column `threat` is not read.
        before: Tracks from some of these detections; they are gone on with, which saves time and changes
            no byte.
        fresh: Each object's first detection that those did not have [s], infinity for none, (N,).
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    names = world.case.threat_id
    objects = len(names)
    if not len(detections):
        return Tracks.none(names)
    wait_for(KERNELS)
    from opendome.tracking.kernels import follow

    first = np.searchsorted(detections.object, np.arange(objects + 1)).astype(np.int64)
    climb = np.array([world.case.climb[name] for name in world.case.climb.dtype.names or ()]).T
    model = world.case.earth
    profile = np.ascontiguousarray(climb, dtype=np.float64)
    earth = earth_of(model.rotating, model.spherical)
    earlier = before if before is not None and fresh is not None else Tracks.none(names)
    since = fresh if fresh is not None else np.full(objects, -np.inf)
    parts: dict[int, Floats] = {}

    def work(begin: int, end: int) -> None:
        room = int(first[end] - first[begin]) + _PREDICTIONS * (end - begin)
        used = np.zeros(1, dtype=np.int64)
        while True:
            out = np.empty((room, NODE))
            used[0] = 0
            follow(
                detections.sensor, detections.measured, first, earlier.nodes, earlier.first, since,
                begin, end, profile, earth, out, used,
            )  # fmt: skip
            if used[0] <= room:
                break
            room = int(used[0])
        parts[begin] = out[: used[0]]

    over(work, objects, CHUNK, watch)
    return _tracks(joined(parts), names)


def _tracks(nodes: Floats, names: tuple[str, ...]) -> Tracks:
    thing = nodes[:, NODE_OBJECT].astype(np.int64)
    first = np.searchsorted(thing, np.arange(len(names) + 1)).astype(np.int64)
    return Tracks(names, thing, nodes, first)
