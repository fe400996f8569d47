"""Cost and date together: the chance that a budget is enough and a date is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.contract.cost import JointPoint

if TYPE_CHECKING:
    from opendome.answers.cost import Costed
    from opendome.arrays import Floats

WANTED, POINTS, TOLD = 0.7, 41, 5
"""Chance of cost and date together, how many dates its curve has, and of how many one is told."""


@dataclass(frozen=True)
class Together:
    """Cost and date of every draw, and pairs that are kept together.

    Attributes:
        finish: When all stands, years after the start of `start_year` (draw,).
        start_year: First fiscal year of the schedule.
        dates, totals: Pairs of a date and a budget [usd], kept together with the chance `WANTED`.
    """

    finish: Floats
    start_year: int
    dates: tuple[float, ...]
    totals: tuple[float, ...]

    def rows(self) -> list[JointPoint]:
        """The pairs, the earliest first."""
        from opendome.reports import plan_dates

        return [
            JointPoint(date=plan_dates.iso(self.start_year, date), total_usd=total, probability=WANTED)
            for date, total in list(zip(self.dates, self.totals, strict=True))[::TOLD]
        ]


def together(found: Costed, late: float) -> Together | None:
    """Cost and date, draw by draw; None where a scenario has nothing to do that takes time.

    Cost growth and durations share a factor.

    Args:
        found: The programme, its draws and its dates.
        late: All first deliveries come so much later [year].
    """
    import numpy as np

    from opendome.programme import joint

    if found.dated is None:
        return None
    costs, finish = found.draws.total_usd, found.dated.finish + late
    at = joint.dates_of_frontier(finish, WANTED, POINTS)
    told = joint.frontier(costs, finish, WANTED, at)
    known = np.isfinite(told)
    start = found.dated.schedule.start_year
    return Together(finish, start, tuple(map(float, at[known])), tuple(map(float, told[known])))
