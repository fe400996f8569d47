"""Follow every object of a world through its detections."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.compiled import over, wait_for
from opendome.physics.constants import earth as earth_of
from opendome.records.case import World
from opendome.records.sightings import Detections
from opendome.records.tracks import PAIRS, Tracks
from opendome.watch import SILENT, Watch

KERNELS = "opendome.tracking.kernels"
"""What is compiled for it."""

CHUNK = 8
"""Objects a thread takes at a time."""

_PREDICTIONS = 256
"""Room for nodes of an object besides its detections, at first."""

_NODE = 8 + len(PAIRS) + 2


def track(world: World, detections: Detections, watch: Watch = SILENT) -> Tracks:
    """Tracks from these detections, and from nothing else.

    Each object is followed by one filter that takes the detections of all sensors in order of time.

    Args:
        world: For the Earth, and for what is known of climbing missiles beforehand.
        detections: In order of object and time. The column `threat` is not read.
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

    columns = (
        detections.sensor, detections.time, *detections.site.T, *detections.direction.T, detections.range,
        detections.angle_error, detections.range_error, detections.interval,
    )  # fmt: skip
    rows: Floats = np.empty((len(detections), len(columns)))
    for place, column in enumerate(columns):
        rows[:, place] = column
    first = np.searchsorted(detections.object, np.arange(objects + 1)).astype(np.int64)
    climb = np.array([world.case.climb[name] for name in world.case.climb.dtype.names or ()]).T
    model = world.case.earth
    profile = np.ascontiguousarray(climb, dtype=np.float64)
    earth = earth_of(model.rotating, model.spherical)
    parts: dict[int, Floats] = {}

    def work(begin: int, end: int) -> None:
        room = int(first[end] - first[begin]) + _PREDICTIONS * (end - begin)
        used = np.zeros(1, dtype=np.int64)
        while True:
            out = np.empty((room, _NODE))
            used[0] = 0
            follow(rows, first, begin, end, profile, earth, out, used)
            if used[0] <= room:
                break
            room = int(used[0])
        parts[begin] = out[: used[0]]

    over(work, objects, CHUNK, watch)
    return _tracks(np.concatenate([parts[begin] for begin in sorted(parts)]), names)


def _tracks(nodes: Floats, names: tuple[str, ...]) -> Tracks:
    thing = nodes[:, 0].astype(np.int64)
    return Tracks(
        object_id=names,
        object=thing,
        time=nodes[:, 1],
        position=nodes[:, 2:5],
        velocity=nodes[:, 5:8],
        covariance=nodes[:, 8 : 8 + len(PAIRS)],
        sensor=nodes[:, -2].astype(np.int64),
        phase=nodes[:, -1].astype(np.int64),
        first=np.searchsorted(thing, np.arange(len(names) + 1)).astype(np.int64),
    )
