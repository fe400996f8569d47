"""Rows of `schedule`: milestones, activities, the critical path, elements, programmes like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.schedule import (
    ActivityRow,
    CriticalStep,
    Keys,
    MilestoneRow,
    PlannedElement,
    ReferenceRow,
)
from opendome.reports import plan_dates

if TYPE_CHECKING:
    import numpy as np

    from opendome.answers.schedule import Settled
    from opendome.arrays import Floats
    from opendome.programme.dates import Dates
    from opendome.records.schedule import Schedule


def keys(one: Settled) -> Keys:
    """Everything that follows from the dates alone."""
    plan, drawn = one.schedule, one.dates
    start = plan_dates.start(plan.start_year).isoformat()
    if drawn is None:
        return Keys(start_date=start, elements=_elements(plan, None), references=_references(one))
    at = _at(drawn.finish)
    whole = [plan_dates.iso(plan.start_year, time) for time in at[-1]]
    value, pert, chance = _points(plan, at[-1, 1])
    return Keys(
        start_date=start,
        date_p20=whole[0],
        date_p50=whole[1],
        date_p80=whole[2],
        pert_date=plan_dates.iso(plan.start_year, pert),
        pert_probability=chance,
        deterministic_date=plan_dates.iso(plan.start_year, value),
        milestones=_milestones(plan, drawn, at),
        critical_path=_critical(plan),
        activities=_activities(plan, drawn),
        elements=_elements(plan, drawn),
        references=_references(one),
    )


def _at(times: Floats) -> Floats:
    from opendome.programme.dates import at_shares

    return at_shares(times)


def _points(plan: Schedule, median: float) -> tuple[float, float, float]:
    """The end with every figure at its value, by PERT's rule, and the chance that gives the median [year]."""
    from opendome.programme import dates, network

    _, finish = network.forward(plan.network, dates.at_value(plan))
    pert, variance = network.pert_end(plan.network, *dates.by_pert(plan))
    return float(network.end(finish)), pert, network.pert_chance(pert, variance, median)


def _milestones(plan: Schedule, drawn: Dates, at: Floats) -> list[MilestoneRow]:
    rows = []
    order = sorted(range(len(drawn.milestones)), key=lambda row: (at[row, 1], drawn.milestones[row]))
    for row in order:
        place = drawn.milestones[row]
        days = [plan_dates.iso(plan.start_year, time) for time in at[row]]
        promised = int(plan.promised[place]) or None
        kept = None
        if promised is not None:
            kept = float((drawn.finish[row] <= promised - plan.start_year + 1.0).mean())
        rows.append(
            MilestoneRow(
                name=plan.network.name[place],
                label=plan.label[place],
                element=_element(plan, place),
                date_p20=days[0],
                date_p50=days[1],
                date_p80=days[2],
                critical_probability=float(drawn.critical[place]),
                promised_year=promised,
                promised_probability=kept,
            )
        )
    return rows


def _critical(plan: Schedule) -> list[CriticalStep]:
    from opendome.programme import dates, network

    value = dates.at_value(plan)
    start, finish = network.forward(plan.network, value)
    return [
        CriticalStep(
            name=plan.network.name[place],
            label=plan.label[place],
            element=_element(plan, place),
            start_date=plan_dates.iso(plan.start_year, float(start[place])),
            finish_date=plan_dates.iso(plan.start_year, float(finish[place])),
        )
        for place in network.critical_path(plan.network, value)
    ]


def _activities(plan: Schedule, drawn: Dates) -> list[ActivityRow]:
    """One row an activity, in the order of elements and of their paths."""
    starts, finishes = _at(drawn.starts), _at(drawn.finishes)

    def said(times: np.ndarray, share: int, place: int) -> str:
        return plan_dates.iso(plan.start_year, float(times[place, share]))

    return [
        ActivityRow(
            name=name,
            label=plan.label[place],
            element=_element(plan, place),
            kind=plan.kind[place],
            start_p20=said(starts, 0, place),
            start_p50=said(starts, 1, place),
            finish_p50=said(finishes, 1, place),
            finish_p80=said(finishes, 2, place),
            critical_probability=float(drawn.critical[place]),
            sensitivity_ratio=float(drawn.sensitivity[place]),
        )
        for place, name in enumerate(plan.network.name)
    ]


def _element(plan: Schedule, place: int) -> str:
    number = int(plan.element[place])
    return plan.elements[number].name if number >= 0 else ""


def _elements(plan: Schedule, drawn: Dates | None) -> list[PlannedElement]:
    rows = []
    for number, one in enumerate(plan.elements):
        counted = [
            place
            for place in range(len(plan.network))
            if plan.element[place] == number and plan.kind[place] == "launch" and plan.line[place] >= 0
        ]
        held = float(drawn.launch_held[counted[-1]]) if counted and drawn is not None else None
        rows.append(
            PlannedElement(
                name=one.name,
                path=one.path,
                why=one.why,
                quantity_count=one.quantity,
                owned_count=one.owned,
                made_count=one.to_make,
                launch_held_probability=held,
            )
        )
    return rows


def _references(one: Settled) -> list[ReferenceRow]:
    """Programmes that the paths taken name, each once, in their order."""
    from opendome.scenario.programme.activities import ActivityPath
    from opendome.scenario.references import references

    known = references()
    names: list[str] = []
    for element in one.schedule.elements:
        spec = one.library.entry("paths", element.path) if element.path else None
        names += spec.references if isinstance(spec, ActivityPath) else ()
    return [
        ReferenceRow(
            id=name,
            name=known[name].name,
            whole_duration_year=known[name].whole_duration_year,
            late_duration_year=known[name].late_duration_year,
            source=known[name].source,
            where=known[name].where,
        )
        for name in dict.fromkeys(names)
        if name in known
    ]


def too_early(plan: Schedule) -> list[tuple[str, int]]:
    """What is made or launched before its technology is ready, with the level it begins at."""
    from opendome.reports.schedule_words import EARLY_LEVEL

    return [
        (f"{plan.label[place]} ({_element(plan, place) or 'the programme'})", level)
        for place, level in enumerate(int(one) for one in plan.readiness[:, 0])
        if plan.kind[place] in ("production", "launch") and 0 < level < EARLY_LEVEL
    ]


def left_out(one: Settled) -> list[str]:
    """What a scenario says and nothing here follows: activities of what is there, and undated prices."""
    said = one.scenario.programme
    known = set(one.schedule.network.name)
    names = dict.fromkeys(
        change.id.partition("/")[0]
        for change in (said.activities if said is not None else ())
        if change.id not in known
    )
    told = []
    if names:
        told.append(
            f"Nothing is planned for {', '.join(names)}, all of which is there: what activities say of it is "
            "left out."
        )
    if undated := _undated(one):
        told.append(
            f"No date here, though `opendome cost` counts them, for their prices name no activities: "
            f"{'; '.join(undated)}. A path: in a price gives it activities; see opendome list paths."
        )
    return told


def _undated(one: Settled) -> list[str]:
    """Elements that are priced by a cost entry without a path, and are still to be delivered."""
    from opendome.scenario.programme.costs import Cost
    from opendome.scenario.settle.entries import entry_of

    said = one.scenario.programme
    found = []
    for element in said.elements if said is not None else ():
        cost = entry_of(one.scenario, "costs", element.cost, one.library) if element.cost else None
        count = 1.0 if element.quantity_count is None else float(element.quantity_count.value)
        if isinstance(cost, Cost) and not cost.path and count > (element.owned_count or 0.0):
            found.append(element.name or cost.name)
    return list(dict.fromkeys(found))


def sources(plan: Schedule, made: Keys) -> list[str]:
    """Bibliography keys of the figures, of programmes like it, and of what is there today."""
    from opendome.scenario.references import in_service

    there = [in_service()[one.name].source for one in made.elements if one.why == "there"]
    return sorted({*plan.figures.keys(), *(row.source for row in made.references), *there})
