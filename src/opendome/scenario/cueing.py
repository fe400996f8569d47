"""Who tells whom where to look: an order in which all can look, or the circle that has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def circle(cued_by: Mapping[str, Sequence[str]]) -> list[str]:
    """Members of a circle of cues, each cued by the next and the last by the first; or none.

    Args:
        cued_by: By the name of a sensor, the names of those that may cue it.
    """
    try:
        TopologicalSorter(_known(cued_by)).prepare()
    except CycleError as found:
        # graphlib lists the circle with its first member at both ends, each a predecessor of the next
        members: list[str] = list(found.args[1])[:0:-1]
        return members
    return []


def tiers(cued_by: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """By name, how many rounds of cues come before a sensor looks; there must be no circle."""
    found: dict[str, int] = {}
    for name in TopologicalSorter(_known(cued_by)).static_order():
        found[name] = 1 + max((found[other] for other in cued_by[name] if other in found), default=-1)
    return found


def _known(cued_by: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The same, without names that this architecture does not have."""
    return {name: [other for other in others if other in cued_by] for name, others in cued_by.items()}
