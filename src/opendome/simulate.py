"""One run: the verbs of the stages, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opendome import outcomes, threats
from opendome.records.case import Case, Plays
from opendome.records.outcomes import WorldOutcome
from opendome.records.trajectories import Trajectories
from opendome.watch import SILENT, Watch, check


@dataclass(frozen=True)
class WorldRun:
    """What one world leaves behind."""

    outcome: WorldOutcome
    flights: Trajectories


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
    watch.step("flight", 0, of)
    reference = None
    for done, world in enumerate(case.worlds(plays), start=1):
        check(watch)
        flights = threats.fly(world, watch, near=reference)
        reference = flights if reference is None else reference
        watch.step("flight", done, of)
        yield WorldRun(outcomes.score(world, flights), flights)
