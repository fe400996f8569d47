"""One run: the verbs of the stages, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opendome import outcomes, sensing, threats, tracking
from opendome.compiled import compile_beside
from opendome.records.case import Case, Plays, World
from opendome.records.outcomes import WorldOutcome
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import Trajectories
from opendome.watch import SILENT, Watch, check


@dataclass(frozen=True)
class WorldRun:
    """What one world leaves behind."""

    outcome: WorldOutcome
    flights: Trajectories
    sightings: Sightings
    detections: Detections
    tracks: Tracks


def simulate(case: Case, plays: Plays, watch: Watch = SILENT) -> Iterator[WorldRun]:
    """Run every world of a case, the reference world first.

    Args:
        case: The scenario settled.
        plays: How many rolls of the dice, over how many worlds.
        watch: Told after each world, asked before it.

    Yields:
        One `WorldRun` a world, in order.

    Raises:
        Stopped: The watch asked to stop; the worlds yielded so far are whole.
    """
    of = plays.worlds_count + 1
    if len(case.sensors):
        compile_beside(sensing.KERNELS, tracking.KERNELS)
    watch.step("worlds", 0, of)
    reference = None
    for done, world in enumerate(case.worlds(plays), start=1):
        check(watch)
        flights = threats.fly(world, watch, near=reference)
        reference = flights if reference is None else reference
        seen, tracks = follow(world, flights, watch=watch)
        known = outcomes.know(world, flights, seen.sightings, tracks) if len(case.sensors) else None
        watch.step("worlds", done, of)
        outcome = outcomes.score(world, flights, known)
        yield WorldRun(outcome, flights, seen.sightings, seen.detections, tracks)


def follow(
    world: World, flights: Trajectories, without: str = "", watch: Watch = SILENT
) -> tuple[sensing.Seen, Tracks]:
    """See and track the flights of a world, tier after tier of sensors, each cued by those before.

    Args:
        world: One draw of every figure, and of the noise.
        flights: What there is to see.
        without: A system of sensors that is left out, or "".
        watch: Asked between chunks.
    """
    seen, tracks = sensing.Seen.nothing(world), Tracks.none(flights.threat_id)
    for tier in world.case.sensors.tiers:
        seen = sensing.observe(world, flights, tier, tracks, seen, without, watch)
        tracks = tracking.track(world, seen.detections, tracks, seen.fresh, watch)
    return seen, tracks
