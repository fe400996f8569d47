"""Cost and date together: the chance that a budget is enough and a date is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.cost import JointPoint

if TYPE_CHECKING:
    from opendome.answers.cost import Costed
    from opendome.scenario.library import Library
    from opendome.watch import Watch

WANTED, POINTS = 0.7, 9
"""Chance of cost and date together whose curve is told, and how many dates of it."""


def joint(found: Costed, library: Library, seed: int, late: float, watch: Watch) -> list[JointPoint]:
    """Pairs of a budget and a date that are kept together with a chance of 70 %, the earliest first.

    Cost growth and durations share a factor, draw by draw. Nothing is told where a scenario has nothing to do
    that takes time.

    Args:
        found: The programme and its draws.
        library: What its names mean.
        seed: Start of all chance.
        late: All first deliveries come so much later [year].
        watch: Asked between blocks.
    """
    import numpy as np

    from opendome.errors import InputError
    from opendome.programme import dates, joint
    from opendome.reports import plan_dates
    from opendome.scenario.settle.schedule import settle_schedule

    costs = found.draws.total_usd
    try:
        schedule = settle_schedule(found.scenario, library)
    except InputError:
        return []  # `schedule` says why there is nothing to do
    finish = dates.dates(schedule, seed, len(costs), kept=0, watch=watch).finish[-1] + late
    at = joint.dates_of_frontier(finish, WANTED, POINTS)
    told = joint.frontier(costs, finish, WANTED, at)
    return [
        JointPoint(
            date=plan_dates.iso(schedule.start_year, float(date)), total_usd=float(cost), probability=WANTED
        )
        for date, cost in zip(at, told, strict=True)
        if np.isfinite(cost)
    ]
