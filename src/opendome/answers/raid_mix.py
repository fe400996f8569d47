"""Raids of other sizes: the same mix of missiles, from the first one to more than the scenario has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.arrays import Integers
    from opendome.records.case import Case
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library

MOST_SHOWN = 60
"""A range of sizes ends here, unless the scenario's own raid or the limit lies beyond."""

LARGE = 1_000
"""Raids from this size on are not made larger still."""

BEYOND_OWN, BEYOND_LIMIT, LEAST = 2.0, 2.5, 4
"""How far a range goes: so many times the own raid, so many times the limit, and at least to this size."""

MARGIN = 1.2
"""How far it goes beyond them at least."""

EVERY_ONE = 40
"""Up to this size every size is worked out."""

STEPS, COSTLY_STEPS = 24, 6
"""Sizes in larger ranges; and between those that cost little and the largest, where radars are busy."""


@dataclass(frozen=True)
class Mix:
    """The largest raid, of which every smaller one is a part.

    Attributes:
        case: The largest raid settled.
        order: Its threats in the order in which they join: the first n are the raid of n missiles.
        same: Which of the scenario's own threats flies alike but for its time, -1 for none (N,).
    """

    case: Case
    order: Integers
    same: Integers

    def members(self, count: int) -> Integers:
        """The threats of a raid of so many missiles, in the order of the scenario."""
        import numpy as np

        return np.sort(self.order[:count])


def mix_of(scenario: Scenario, library: Library, own: Case, most: int) -> Mix:
    """The raid with so many missiles in the scenario's own proportions.

    Missiles join by the method of the largest quotient (Webster's): each next one is of the entry that lags
    most behind its share. So every raid is a part of the next larger one, and the raid of the scenario's own
    size is the scenario's own raid, under the same ids.

    Args:
        scenario: What is changed.
        library: What its names mean.
        own: The scenario settled.
        most: How many missiles, at least as many as the scenario has.
    """
    import numpy as np

    from opendome.scenario.settle import settle

    shares = [item.count for item in scenario.raid]
    joined = _by_quotient(shares, most)
    counts = np.bincount(joined, minlength=len(shares))
    items = tuple(
        item.model_copy(update={"count": int(count)})
        for item, count in zip(scenario.raid, counts, strict=True)
    )
    case = settle(scenario.model_copy(update={"raid": items}), library, own.earth)
    begins = np.concatenate(([0], np.cumsum(counts)))[:-1]
    place = np.zeros(len(shares), dtype=np.int64)
    order = np.empty(most, dtype=np.int64)
    for step, item in enumerate(joined):
        order[step] = begins[item] + place[item]
        place[item] += 1
    ids, same = _ids(scenario, [int(count) for count in counts])
    return Mix(replace(case, threat_id=tuple(ids)), order, np.array(same, dtype=np.int64))


def _ids(scenario: Scenario, counts: list[int]) -> tuple[list[str], list[int]]:
    """Ids of so many missiles of each entry, and which of the scenario's own each flies like.

    The own ones keep their ids, so that the same dice are rolled for them; those of further ones count on.
    """
    from collections import Counter

    names = scenario.threat_ids()
    last: Counter[str] = Counter()
    for item, own in zip(scenario.raid, names, strict=True):
        last[item.name or item.threat] += len(own)
    ids: list[str] = []
    same: list[int] = []
    first = 0
    for item, own, count in zip(scenario.raid, names, counts, strict=True):
        label = item.name or item.threat
        further = count - len(own)
        ids += own + [f"{label}-{last[label] + number}" for number in range(1, further + 1)]
        last[label] += further
        alike = [*range(len(own)), *(number % len(item.aim) for number in range(len(own), count))]
        same += [first + one if one < len(own) else -1 for one in alike]
        first += len(own)
    return ids, same


def _by_quotient(shares: list[int], most: int) -> list[int]:
    """Which entry each next missile is of; of equal quotients the earlier entry."""
    import heapq

    waiting = [(-2.0 * share, item, 0) for item, share in enumerate(shares)]
    heapq.heapify(waiting)
    found = []
    for _ in range(most):
        _, item, has = heapq.heappop(waiting)
        found.append(item)
        heapq.heappush(waiting, (-2.0 * shares[item] / (2 * has + 3), item, has + 1))
    return found


def part_of(case: Case, members: Integers) -> Case:
    """The same case with these threats alone; their rows, ascending (T,)."""
    return replace(
        case,
        launches=case.launches[members],
        threat_id=tuple(case.threat_id[one] for one in members),
        launch_name=tuple(case.launch_name[one] for one in members),
        aim_name=tuple(case.aim_name[one] for one in members),
    )


def top_of(own: int, limit: int) -> int:
    """The largest raid of the range.

    Args:
        own: How many missiles the scenario has.
        limit: The largest raid in which every missile can still be shot at.
    """
    if own >= LARGE:
        return own
    wanted = max(BEYOND_OWN * own, BEYOND_LIMIT * limit, LEAST)
    if wanted > MOST_SHOWN:
        near = limit if limit < LARGE / MARGIN else 0
        wanted = max(MOST_SHOWN, MARGIN * own, MARGIN * near)
    return _round_up(wanted)


def _round_up(wanted: float) -> int:
    """The next size that looks well at the end of an axis."""
    from math import ceil

    step = 4 if wanted <= 40 else 10 if wanted <= 200 else 50 if wanted <= 1_000 else 500
    return step * ceil(wanted / step)


def sizes_of(own: int, limit: int, top: int, free: int) -> list[int]:
    """Which sizes are worked out.

    Args:
        own, limit, top: As above.
        free: Up to this size no radar has more to follow than it can, so that a size costs little.
    """
    step = 1 if top <= EVERY_ONE else -(-top // STEPS)
    found = {*range(step, min(free, top) + 1, step), 1, own, limit, top}
    # where the curve bends: one after another, or ten steps to twice the limit
    bend = range(limit, 2 * limit + 1, max(1, limit // 10))
    found |= {size for size in bend if size <= free} | {size + 1 for size in (limit,) if size < free}
    if free < top:
        width = (top - free) / COSTLY_STEPS
        found |= {round(free + width * number) for number in range(1, COSTLY_STEPS + 1)}
    return sorted(size for size in found if 1 <= size <= top)
