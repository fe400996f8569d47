"""Let the sensors look at what missiles let go: a pass of its own, after the missiles are known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opendome.records.case import ABSENT, Case, World
from opendome.records.objects import WARHEAD, Objects
from opendome.records.sightings import Sightings
from opendome.records.tracks import Tracks
from opendome.sensing.observe import Seen, observe
from opendome.watch import SILENT, Watch

PER_MISSILE = (
    "missile_id", "missile_class", "kind", "missiles", "gliders", "steering", "cruisers", "stages",
    "stage_count", "has_bus", "pitch", "pitch_rule", "drag_mach", "drag_coefficient", "energy",
    "cross_sections", "signatures", "reentry_count", "decoy_count",
)  # fmt: skip
"""What a case holds once a missile type."""


def observe_objects(
    world: World, objects: Objects, sightings: Sightings, tracks: Tracks, watch: Watch = SILENT
) -> Sightings:
    """What every sensor sees of every object, one row an object.

    Nothing that is let go has a flame, so radars alone see it: a warhead or a decoy with the cross-section
    of a warhead, stages, fairings and a bus with that of a missile. A radar that is told of a missile looks
    where it flies, and finds there what stays near its path; stages and fairings it must find by itself.
    Each object is seen as if it were alone: objects are no load on radars here.

    Args:
        world: One draw of every figure, and of the noise.
        objects: What there is to see.
        sightings: What the sensors saw of the missiles; cues are made of it.
        tracks: Tracks of the missiles, likewise.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    theirs = replace(world, case=_case_of(world.case, objects))
    told = _told(objects, sightings, tracks)
    found = replace(Seen.nothing(theirs), sightings=told)
    known = _tracks(objects, tracks)
    columns = {}
    for tier in world.case.sensors.tiers:
        looks = world.case.sensors.tier == tier
        seen = observe(theirs, objects.flights, tier, known, found, watch=watch, unlimited=True).sightings
        columns[tier] = (looks, seen)
    return _joined(told, columns)


def _case_of(case: Case, objects: Objects) -> Case:
    """The case with one launch an object; every missile stands in it twice, at last as its bare stages."""
    bare = case.missiles.copy()
    bare["reentry_mass"] = ABSENT  # is seen whole
    twice: dict[str, Any] = {name: _twice(getattr(case, name)) for name in PER_MISSILE}
    twice["missiles"] = np.concatenate((case.missiles, bare))
    launches = case.launches[objects.threat]
    launches["missile"] += np.where(objects.kind < WARHEAD, len(bare), 0)
    blank = ("",) * len(objects)
    return replace(
        case,
        **twice,
        launches=launches,
        routes=case.routes[objects.threat],
        threat_id=objects.flights.threat_id,
        launch_name=blank,
        aim_name=blank,
    )


def _twice(given: Any) -> Any:
    return given + given if isinstance(given, tuple) else np.concatenate((given, given))


def _told(objects: Objects, sightings: Sightings, tracks: Tracks) -> Sightings:
    """What may be passed on about each object: what was reported of its missile, if it stays near it."""
    near = (objects.near_path & (np.diff(tracks.first)[objects.threat] > 0))[:, None]
    shape = (len(objects), len(sightings.sensor_id))
    never = np.full(shape, np.nan)
    reported = np.where(near, sightings.reported[objects.threat], np.nan)
    none = np.zeros(shape, dtype=np.int64)
    return Sightings(
        objects.flights.threat_id, sightings.sensor_id, never, never, never, never, never, reported,
        np.zeros(shape), none, none,
    )  # fmt: skip


def _tracks(objects: Objects, tracks: Tracks) -> Tracks:
    """The track of its missile for each object that stays near it."""
    spans = [tracks.of(threat) for threat in range(len(tracks.object_id))]
    parts = [
        tracks.nodes[spans[threat]] if near else tracks.nodes[:0]
        for threat, near in zip(objects.threat, objects.near_path, strict=True)
    ]
    first = np.cumsum([0, *(len(part) for part in parts)])
    which = np.repeat(np.arange(len(objects)), np.diff(first))
    nodes = np.concatenate([tracks.nodes[:0], *parts])
    return Tracks(objects.flights.threat_id, which, nodes, first.astype(np.int64))


def _joined(told: Sightings, columns: dict[int, tuple[NDArray[np.bool_], Sightings]]) -> Sightings:
    """Of each sensor what it saw when its tier looked."""
    names = (
        "first_view", "last_view", "first_detectable", "first_detected", "last_detected", "reported",
        "best_snr", "detections_count", "limit",
    )  # fmt: skip
    whole = {name: getattr(told, name).copy() for name in names}
    for looks, seen in columns.values():
        for name in names:
            whole[name][:, looks] = getattr(seen, name)[:, looks]
    return replace(told, **whole)
