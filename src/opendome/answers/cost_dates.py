"""When things come: deliveries as the money has them against deliveries as the activities have them.

A programme may ask for a first delivery in a year that its own activities do not reach. `cost` counts what is
asked; here it is held against the schedule, and on demand deliveries follow the schedule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendome.arrays import Floats
    from opendome.records.programme import Costs, Programme
    from opendome.records.schedule import Schedule
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.watch import Watch

APART_YEAR = 1
"""First deliveries that lie no more fiscal years apart are told as the same."""


@dataclass(frozen=True)
class Dated:
    """A schedule's dates, as money needs them.

    Attributes:
        schedule: Settled.
        finish: When all stands, years after the start of its first year, in every draw (draw,).
        deliveries: By element: median begin and length of its deliveries [year].
    """

    schedule: Schedule
    finish: Floats
    deliveries: Mapping[str, tuple[float, float]]

    def of(self, programme: Programme, row: int) -> tuple[float, float] | None:
        """Those of an element of a programme; a battery or a site comes with what stands in it."""
        elements = programme.elements
        return self.deliveries.get(elements.use[row] or elements.name[row])


def dated(scenario: Scenario, library: Library, seed: int, draws: int, watch: Watch) -> Dated | None:
    """Dates of a scenario's programme; None where it has nothing to do that takes time.

    Args:
        scenario: As loaded.
        library: What its names mean.
        seed: Start of all chance.
        draws: How many.
        watch: Asked between blocks.

    Raises:
        Stopped: The watch asked to stop.
    """
    import numpy as np

    from opendome.errors import InputError
    from opendome.programme import dates, standing
    from opendome.scenario.settle.schedule import settle_schedule

    try:
        schedule = settle_schedule(scenario, library)
    except InputError:
        return None  # `schedule` says why there is nothing to do
    if not len(schedule.network):
        return None  # all that is planned is there already
    drawn = dates.dates(schedule, seed, draws, watch=watch)
    begin, end = standing.deliveries(schedule, drawn)
    come = {
        element.name: (float(np.median(begin[number])), float(np.median(end[number] - begin[number])))
        for number, element in enumerate(schedule.elements)
        if not np.isnan(begin[number]).any()
    }
    return Dated(schedule, drawn.finish[-1], come)


def following(programme: Programme, found: Dated | None) -> Programme:
    """A programme whose deliveries begin, and last, as the activities have them at the median."""
    from dataclasses import replace

    from opendome.records import figures
    from opendome.records.programme import FIGURES, FIXED

    if found is None:
        return programme
    elements = programme.elements
    fixed, places = elements.fixed.copy(), elements.figure.copy()
    rows: list[figures.Row] = []
    for row, name in enumerate(elements.name):
        come = found.of(programme, row)
        if come is None:
            continue
        begin, long = come
        fixed[row, FIXED.index("deliver_from_year")] = begin
        places[row, FIGURES.index("deliver_year")] = len(programme.figures) + len(rows)
        rows.append((f"schedule.{name}.deliver_year", long, long, long, "triangular", "", "", ""))
    return replace(
        programme,
        elements=replace(elements, fixed=fixed, figure=places),
        figures=figures.joined(programme.figures, figures.of(rows)),
    )


def at_odds(programme: Programme, point: Costs, found: Dated | None) -> list[str]:
    """What comes sooner in the money than its activities let it, in words.

    Args:
        programme: Settled.
        point: What it costs at its values; holds what is delivered in which year.
        found: Its dates.
    """
    import numpy as np

    if found is None:
        return []
    odd = []
    for row, name in enumerate(programme.elements.name):
        years = np.flatnonzero(point.delivered_count[row] > 0.0)
        come = found.of(programme, row)
        if come is None or not years.size:
            continue
        asked, begin = int(years[0]), int(come[0])
        if begin - asked > APART_YEAR:
            odd.append(f"{name}, FY {programme.start_year + asked} against FY {programme.start_year + begin}")
    if not odd:
        return []
    return [
        "The money has first deliveries sooner than `opendome schedule` does in half of all cases: "
        f"{'; '.join(odd)}. With --by-schedule they come when the activities bring them."
    ]
