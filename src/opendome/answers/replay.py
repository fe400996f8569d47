"""A world again with one thing changed: only the stages that depend on it are done anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.records.case import Case, World
    from opendome.records.opportunities import Opportunities
    from opendome.records.reach import Reach
    from opendome.records.sightings import Sightings
    from opendome.records.tracks import Tracks
    from opendome.records.trajectories import Trajectories
    from opendome.simulate import WorldRun

# What has to be done anew, from the last stage to the first.
PLAYS, CHANCES, REACH, SENSING, FLIGHT = range(5)


@dataclass(frozen=True)
class Scene:
    """A world with what its stages made."""

    world: World
    flights: Trajectories
    reach: Reach
    sightings: Sightings
    tracks: Tracks
    chances: Opportunities

    @classmethod
    def of(cls, run: WorldRun) -> Scene:
        """The scene of a world that was run."""
        return cls(run.world, run.flights, run.reach, run.sightings, run.tracks, run.chances)


def no_leak(scene: Scene, world: World, since: int) -> float:
    """Chance that nothing gets through in a changed world.

    Args:
        scene: What an alike world made.
        world: The changed one.
        since: The first stage that the change touches.
    """
    from opendome import engagement, interception, threats
    from opendome.simulate import follow

    flights, sightings, tracks = scene.flights, scene.sightings, scene.tracks
    reach, chances = scene.reach, scene.chances
    if since >= FLIGHT:
        flights = threats.fly(world, near=scene.flights)
    if since >= REACH and since != SENSING:
        reach = interception.reach(world, flights)
    if since == SENSING:
        flights = threats.shine(world, flights)
    if since >= SENSING:
        seen, tracks = follow(world, flights)
        sightings = seen.sightings
    if since >= CHANCES:
        chances = engagement.opportunities(world, sightings, tracks, reach)
    else:
        chances = replace(chances, kill_probability=engagement.chance_to_hit(world, chances.place))
    return float(engagement.engage(world, flights, chances, keep=-1).no_leak.mean())


def stages_of(case: Case) -> dict[int, int]:
    """The first stage that each figure touches, by its place in the table."""
    found: dict[int, int] = {}

    def note(places: object, since: int) -> None:
        for place in set(np.asarray(places).ravel().tolist()) - {ABSENT}:
            found[place] = max(found.get(place, PLAYS), since)

    import numpy as np

    from opendome.records.case import ABSENT

    plays = {"kill_probability", "reliability", "common_failure", "discrimination", "launch_spacing"}
    chances = {"position_error", "velocity_error", "reaction_time"}
    for name in case.defence.kinds.dtype.names or ():
        note(case.defence.kinds[name], PLAYS if name in plays else CHANCES if name in chances else REACH)
    for name in case.defence.orbit_places.dtype.names or ():
        note(case.defence.orbit_places[name], REACH)
    for name in case.defence.doctrine.dtype.names or ():
        since = {"keep_out": REACH, "confirm": CHANCES, "decide": CHANCES}.get(name, PLAYS)
        note(case.defence.doctrine[name], since)
    for table in (case.sensors.places, case.signatures, case.cross_sections):
        for name in table.dtype.names or ():
            note(table[name], SENSING)
    for table in (case.missiles, case.stages, case.pitch):
        for name in table.dtype.names or ():
            note(table[name], {"plume_intensity": SENSING, "launch_reliability": PLAYS}.get(name, FLIGHT))
    return found
