"""One run: the verbs of the stages, in order."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from opendome import engagement, interception, outcomes, sensing, threats, tracking
from opendome.compiled import ahead, compile_beside, threads
from opendome.records.case import Case, Plays, World
from opendome.records.engagements import Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.outcomes import WorldOutcome
from opendome.records.reach import Reach
from opendome.records.sightings import Detections, Sightings
from opendome.records.tracks import Tracks
from opendome.records.trajectories import Trajectories
from opendome.watch import SILENT, Watch, check

FEW = 1_000
"""Of raids up to this many missiles, several worlds are run at the same time; larger ones fill the memory."""


@dataclass(frozen=True)
class WorldRun:
    """What one world leaves behind."""

    world: World
    outcome: WorldOutcome
    flights: Trajectories
    reach: Reach
    sightings: Sightings
    detections: Detections
    tracks: Tracks
    chances: Opportunities
    shots: Engagements


def simulate(
    case: Case, plays: Plays, watch: Watch = SILENT, kept: Container[int] = ()
) -> Iterator[WorldRun]:
    """Run every world of a case, the reference world first.

    Args:
        case: The scenario settled.
        plays: How many rolls of the dice, over how many worlds.
        watch: Told after each world, asked before it.
        kept: Numbers of worlds that are left out, because somebody has them already.

    Yields:
        One `WorldRun` a world, in order.

    Raises:
        Stopped: The watch asked to stop; the worlds yielded so far are whole.
    """
    of = plays.worlds_count + 1
    if len(case.sensors):
        compile_beside(sensing.KERNELS, tracking.KERNELS, engagement.KERNELS)
    before = sum(number in kept for number in range(1, of))
    watch.step("worlds", before, of)
    worlds = case.worlds(plays)
    reference = run_world(next(worlds), None, watch)
    watch.step("worlds", before + 1, of)
    yield reference
    at_once = threads() if len(case.threat_id) <= FEW else 1
    missing = (world for world in worlds if world.index not in kept)
    rest = ahead(lambda world: run_world(world, reference.flights, watch), missing, at_once)
    for done, run in enumerate(rest, start=before + 2):
        watch.step("worlds", done, of)
        yield run


def run_world(world: World, near: Trajectories | None = None, watch: Watch = SILENT) -> WorldRun:
    """Run one world, stage after stage.

    Args:
        world: One draw of every figure, and the dice rolled in it.
        near: Flights of another world, from which the aim is searched for.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    check(watch)
    flights = threats.fly(world, watch, near=near)
    reach = interception.reach(world, flights, watch)
    seen, tracks = follow(world, flights, watch=watch)
    known = outcomes.know(world, flights, seen.sightings, tracks) if len(world.case.sensors) else None
    chances = engagement.opportunities(world, seen.sightings, tracks, reach, watch)
    shots = engagement.engage(world, flights, chances, watch)
    outcome = outcomes.score(world, flights, known, chances, shots)
    return WorldRun(world, outcome, flights, reach, seen.sightings, seen.detections, tracks, chances, shots)


def follow(
    world: World,
    flights: Trajectories,
    without: str = "",
    watch: Watch = SILENT,
    unlimited: bool = False,
) -> tuple[sensing.Seen, Tracks]:
    """See and track the flights of a world, tier after tier of sensors, each cued by those before.

    Args:
        world: One draw of every figure, and of the noise.
        flights: What there is to see.
        without: A system of sensors that is left out, or "".
        watch: Asked between chunks.
        unlimited: Let every radar follow any number of objects.
    """
    seen, tracks = sensing.Seen.nothing(world), Tracks.none(flights.threat_id)
    for tier in world.case.sensors.tiers:
        seen = sensing.observe(world, flights, tier, tracks, seen, without, watch, unlimited)
        tracks = tracking.track(world, seen.detections, tracks, seen.fresh, watch)
    return seen, tracks
