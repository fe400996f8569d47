"""`globe.czml`: the reference play of a run, as Cesium shows it without a plug-in and without a network."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from opendome.arrays import Integers
from opendome.records.case import Case, World
from opendome.records.sightings import Sightings
from opendome.records.trajectories import Trajectories
from opendome.reports import czml, globe_missiles, globe_places, globe_shots, globe_words
from opendome.reports.czml import Packet
from opendome.reports.globe_look import Scene
from opendome.reports.raid_shown import RaidShown

NAME = "globe.czml"
MOST = 500
"""So many missiles are shown."""

SPEED = 60
"""Times as fast as the clock runs."""

AFTER = 60.0
"""How long the clock runs on after the last thing that happens [s]."""


NARROWEST = 50_000.0
"""Labels of a raid that spreads less are shown as if it spread so far [m]."""


def write(
    world: World,
    flights: Trajectories,
    sightings: Sightings,
    raid: RaidShown | None,
    sentence: str,
    run: str,
    folder: Path,
) -> None:
    """Write `globe.czml`.

    Args:
        world: The reference world.
        flights, sightings: Of it.
        raid: Its one play; None where nothing can shoot.
        sentence: The finding.
        run: How many runs and which seed.
        folder: Where to write.
    """
    czml.save(packets(world, flights, sightings, raid, sentence, run), folder / NAME)


def packets(
    world: World, flights: Trajectories, sightings: Sightings, raid: RaidShown | None, sentence: str, run: str
) -> list[Packet]:
    """The document's packets, in the order in which they are written; arguments as of `write`."""
    scene = scene_of(world, flights, raid)
    about = globe_words.about(scene, sentence, run)
    return [
        _document(scene, about),
        *globe_places.places(scene, about),
        *globe_places.sensors(scene, sightings),
        *globe_missiles.packets(scene, sightings),
        *globe_shots.packets(scene),
    ]


def shown(case: Case) -> Integers:
    """Rows of the missiles that are shown, ascending (M,): the first of each course, then of the others."""
    first = case.courses[1]
    rest = np.setdiff1d(np.arange(len(case.threat_id)), first)
    return np.sort(np.concatenate((first, rest))[:MOST])


def scene_of(world: World, flights: Trajectories, raid: RaidShown | None) -> Scene:
    """What is shown, from when to when."""
    rows = shown(world.case)
    ends = flights.ends
    until = ends if raid is None else np.minimum(ends, raid.until)
    start = float(czml.tenths(flights.begins.min()))
    happens = [*until[rows][flights.lands[rows] | (until[rows] < ends[rows])].tolist()]
    if raid is not None:
        mine = set(rows.tolist())
        happens += [min(shot.meets, float(ends[shot.threat])) for shot in raid.shots if shot.threat in mine]
    happens = [moment for moment in happens if np.isfinite(moment)] or ends[rows].tolist()
    end = max(float(czml.tenths(max(happens))), start) + AFTER
    first = np.unique(world.case.courses[1])
    where = flights.only(first).position
    wide = max(float(np.linalg.norm(where.max(axis=0) - where.min(axis=0))), NARROWEST)
    over = np.minimum(np.where(until < ends, czml.tenths(until), ends), end)
    return Scene(world, flights, raid, rows, start, end, wide, over)


def _document(scene: Scene, about: list[str]) -> Packet:
    made = czml.packet("document", f"OpenDome: {scene.case.name}", about)
    return made | {
        "version": "1.0",
        "clock": {
            "interval": scene.clock.interval(scene.start, scene.end),
            "currentTime": scene.clock.moment(scene.start),
            "multiplier": SPEED,
            "range": "LOOP_STOP",
            "step": "SYSTEM_CLOCK_MULTIPLIER",
        },
    }
