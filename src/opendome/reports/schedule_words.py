"""What a schedule says in words: when it stands, what holds it up, what to mind, and what others took."""

from __future__ import annotations

from dataclasses import dataclass

from opendome.contract.schedule import ActivityRow, CapabilityYear, Keys, PlannedElement, ReferenceRow
from opendome.reports import numbers
from opendome.reports.plan_dates import fiscal_year, quarter

EARLY_LEVEL = 7
"""Below this technology readiness, making and launching is early."""

KEEPS_UP = 0.98
"""A line that keeps up less than this share of what is planned is spoken of."""

HALF = 0.5


@dataclass(frozen=True)
class Said:
    """What words are made of.

    Attributes:
        name: Of the scenario.
        start_year: First fiscal year.
        horizon: Fiscal years that are looked at.
        keys: Dates, activities, elements.
        capability: A row a year.
        goal: Chance that nothing gets through that is asked for, or None.
        goal_year: First year that passes it, or None.
        shared: Share of what is not known about durations that is common to all.
        readiness: Labels of what begins too early, with the level it begins at.
        assumed, figures: Figures that are assumed, of so many.
    """

    name: str
    start_year: int
    horizon: int
    keys: Keys
    capability: list[CapabilityYear]
    goal: float | None
    goal_year: int | None
    shared: float
    readiness: list[tuple[str, int]]
    assumed: int
    figures: int


def sentence(one: Said) -> str:
    """The finding."""
    keys = one.keys
    if keys.date_p50 is None or keys.date_p20 is None or keys.date_p80 is None:
        return "All that this architecture lists is there already, so there is no date to wait for."
    said = (
        f"All that is planned stands by {quarter(keys.date_p50)} in 50 of 100 cases: "
        f"by {quarter(keys.date_p20)} in 20, by {quarter(keys.date_p80)} in 80."
    )
    if one.goal is not None and any(row.no_leak_probability is not None for row in one.capability):
        goal = f"The goal, nothing through in {numbers.of_100(one.goal, 'raids')},"
        reached = f"is first passed at the end of fiscal year {one.goal_year}"
        said += f" {goal} {reached if one.goal_year else 'is not passed in these years'}."
    return said


def held_up(one: Said) -> list[str]:
    """What holds up the end, and what decides its date."""
    rows = [row for row in one.keys.activities if row.kind != "milestone"]
    many = len({row.element for row in rows}) > 1
    often = sorted((row for row in rows if row.critical_probability >= 0.005),
                   key=lambda row: -row.critical_probability)[:3]  # fmt: skip
    strong = max(rows, key=lambda row: row.sensitivity_ratio, default=None)
    said = []
    if often:
        parts = [f"{called(row, many)}, {numbers.hundredths(row.critical_probability)}" for row in often]
        said.append(f"What holds up the end most often, of 100 cases: {'; '.join(parts)}.")
    if strong is not None and strong.sensitivity_ratio > 0.1:
        said.append(
            f"What is not known about {called(strong, many)} moves the end most (correlation "
            f"{strong.sensitivity_ratio:.2f})."
        )
    chance = one.keys.pert_probability
    # where nothing varies there is one date, and PERT has it too
    if chance is not None and one.keys.date_p20 != one.keys.date_p80:
        said.append(
            f"PERT's rule would keep the date of 50 of 100 in {numbers.hundredths(chance)}: it leans on the "
            "likeliest durations, looks at one path alone, and lets nothing be late together."
        )
    said += [
        f"Launches hold up {row.name} in {numbers.of_100(row.launch_held_probability, 'cases')}: more of "
        "them a year would bring it forward."
        for row in one.keys.elements
        if row.launch_held_probability is not None and row.launch_held_probability >= HALF
    ]
    return said


def called(row: ActivityRow, many: bool) -> str:
    """An activity in the middle of a sentence, with the element it belongs to where there are many."""
    label = row.label[:1].lower() + row.label[1:] if row.label[1:2].islower() else row.label
    return f"{label} ({row.element})" if row.element and many else label


def took(rows: list[ReferenceRow]) -> list[str]:
    """Programmes like it, one a line."""
    said = []
    for row in rows:
        if row.whole_duration_year is not None:
            said.append(f"{row.name}: {long(row.whole_duration_year)}")
        elif row.late_duration_year is not None:
            said.append(f"{row.name}: {long(row.late_duration_year)} late")
    return said


def long(years: float) -> str:
    """A duration: months below two years.

    >>> long(1.08), long(9), long(11.9), long(0.25)
    ('13 months', '9 years', '11.9 years', '3 months')
    """
    if years < 2.0:
        months = round(12.0 * years)
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{years:g} years"


def warnings(one: Said) -> list[str]:
    """What to mind."""
    said = [*_paths(one.keys.elements), *_readiness(one), *_kept_up(one)]
    if one.figures:
        said.append(
            f"{one.assumed} of {one.figures} durations and rates are assumed; {100.0 * one.shared:g} % of "
            "what is not known about them is taken as common to all."
        )
    late = one.keys.date_p50
    if late is not None and fiscal_year(late) >= one.start_year + one.horizon:
        last = one.start_year + one.horizon - 1
        said.append(f"The years shown end with {last}, before all of it stands in 50 of 100 cases.")
    said += [
        f"{row.label} ({row.element or 'the programme'}) is promised by the end of fiscal year "
        f"{row.promised_year}: kept in {numbers.of_100(row.promised_probability, 'cases')}."
        for row in one.keys.milestones
        if row.promised_year is not None and row.promised_probability is not None
    ]
    return said


def _paths(elements: list[PlannedElement]) -> list[str]:
    by_kind = [f"{row.name} ({row.path})" for row in elements if row.why == "kind" and row.path]
    there = [row.name for row in elements if row.why == "there"]
    nothing = [
        row.name
        for row in elements
        if row.why == "kind" and not row.path and row.owned_count < row.quantity_count
    ]
    said = []
    if by_kind:
        said.append(
            f"Nobody says how these come about, so paths of their kind are taken: {numbers.listing(by_kind)}."
        )
    if there:
        said.append(f"Taken to be there already, for they are in service today: {numbers.listing(there)}.")
    if nothing:
        said.append(f"No path is known for the kind of {numbers.listing(nothing)}: taken to be there.")
    return said


def _readiness(one: Said) -> list[str]:
    return [
        f"{label} begins at technology readiness level {level}: before level {EARLY_LEVEL} a thing was not "
        "shown in its own surroundings, and what is made has often to be made again."
        for label, level in one.readiness
    ]


def _kept_up(one: Said) -> list[str]:
    """Lines that are too slow for the life of what they make."""
    said = []
    for place, row in enumerate(one.keys.elements):
        stands = [year.by_element[place].median_count for year in one.capability]
        if not stands or fiscal_year(one.keys.date_p80 or "9999-01-01") >= one.start_year + one.horizon:
            continue
        if (
            row.path
            and max(stands) >= 0.5 * row.quantity_count
            and stands[-1] < KEEPS_UP * row.quantity_count
        ):
            said.append(
                f"Of {row.quantity_count:,.0f} {row.name} about {numbers.significant(stands[-1])} are kept "
                f"in service in {one.start_year + one.horizon - 1}: the line makes no more in one life."
            )
    return said
