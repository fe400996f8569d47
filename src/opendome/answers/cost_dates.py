"""When things come: deliveries as the money has them against deliveries as the activities have them.

A programme may ask for a first delivery in a year that its own activities do not reach, or before its site
stands. `cost` counts what is asked; here it is held against the schedule, and on demand money follows that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendome.arrays import Floats
    from opendome.records.programme import Costs, Programme
    from opendome.records.schedule import Schedule
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.watch import Watch

APART_YEAR = 1
"""First units in service that lie no more fiscal years apart are told as the same."""

FEWEST = 1e-9
"""Fewer units in service than this are none."""


class Come(NamedTuple):
    """When one element comes, at the median, in years after the start of the first year.

    Attributes:
        begin: Its deliveries begin; NaN where nothing is delivered.
        long: They last so long.
        stands: The first is in service.
    """

    begin: float
    long: float
    stands: float


@dataclass(frozen=True)
class Dated:
    """A schedule's dates, as money needs them.

    Attributes:
        schedule: Settled.
        finish: When all stands, years after the start of its first year, in every draw (draw,).
        comes: By element that has something to do.
    """

    schedule: Schedule
    finish: Floats
    comes: Mapping[str, Come]

    def of(self, programme: Programme, row: int) -> Come | None:
        """Those of an element of a programme; a battery or a site comes with what stands in it."""
        elements = programme.elements
        return self.comes.get(elements.use[row] or elements.name[row])


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
    begin, end, stands = standing.deliveries(schedule, drawn)
    middle = np.median(np.stack([begin, end - begin, stands], axis=-1), axis=1)
    comes = {
        element.name: Come(*map(float, row))
        for element, row in zip(schedule.elements, middle, strict=True)
        if not np.isnan(row[-1])
    }
    return Dated(schedule, drawn.finish[-1], comes)


def following(programme: Programme, found: Dated | None) -> Programme:
    """A programme whose deliveries begin, last and stand as activities have them at the median."""
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
        fixed[row, FIXED.index("serve_from_year")] = come.stands
        if come.begin != come.begin:
            continue
        fixed[row, FIXED.index("deliver_from_year")] = come.begin
        places[row, FIGURES.index("deliver_year")] = len(programme.figures) + len(rows)
        long = (come.long,) * 3
        rows.append((f"schedule.{name}.deliver_year", *long, "triangular", "", "", ""))
    return replace(
        programme,
        elements=replace(elements, fixed=fixed, figure=places),
        figures=figures.joined(programme.figures, figures.of(rows)),
    )


def at_odds(programme: Programme, point: Costs, found: Dated | None) -> list[str]:
    """What comes sooner in the money than its activities let it, in words.

    Args:
        programme: Settled.
        point: What it costs at its values; holds what is in service in which year.
        found: Its dates.
    """
    import numpy as np

    from opendome.records.programme import FIXED

    if found is None:
        return []
    odd = []
    for row, name in enumerate(programme.elements.name):
        owned = float(programme.elements.fixed[row, FIXED.index("owned_count")])
        years = np.flatnonzero(point.in_service_count[row] > owned + FEWEST)
        come = found.of(programme, row)
        if come is None or not years.size:
            continue
        asked, stands = int(years[0]), int(come.stands)
        if stands - asked > APART_YEAR:
            odd.append(
                f"{name}, FY {programme.start_year + asked} against FY {programme.start_year + stands}"
            )
    if not odd:
        return []
    return [
        "The money has the first in service sooner than `opendome schedule` does in half of all cases: "
        f"{'; '.join(odd)}. With --by-schedule they are paid for as they are made, and run once they stand."
    ]
