"""What is wrong with the activities of a programme: names, loops, years that cannot be.

As the other checks of a scenario these read plain data, so that they speak even where another key is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from opendome.errors import InputError, Problem
from opendome.scenario.figures import Path
from opendome.scenario.library import Library
from opendome.scenario.naming import did_you_mean, listed
from opendome.scenario.origin import Origin
from opendome.scenario.programme.activities import (
    DELIVERY,
    ActivityChange,
    ActivityPath,
    loop_words,
    shares_off,
)
from opendome.scenario.programme.costs import Cost
from opendome.scenario.programme.planned import OWN_UNITS, Planned, free_name, path_of, planned

ROOT = ("programme",)
FIRST_YEAR = 2026
"""First fiscal year where a programme does not say."""


def activity_problems(data: Mapping[str, Any], origin: Origin, library: Library) -> list[Problem]:
    """Everything wrong with what a scenario's programme says of its activities.

    Args:
        data: The scenario.
        origin: Where it was written.
        library: What names mean.
    """
    programme = data.get("programme")
    if not isinstance(programme, Mapping):
        return []
    uses = _uses(data)
    found = list(_paths(programme, uses, origin, library))
    paths = {use: path for use in uses if (path := _path(use, programme, library)) is not None}
    paths |= dict(_further(programme, {*uses}, library))
    changes = list(_changes(programme))
    found += _years(programme, changes, origin)
    if found:
        return found
    found += _ids(changes, paths, origin)
    if found:
        return found
    try:
        whole = planned(paths, changes)
    except ValidationError:
        return list(_broken(paths, changes, origin))
    found += _waits(whole, changes, origin)
    found += _twice(changes, origin)
    found += _shares(whole, origin)
    return found or [*_loops(whole, origin), *_promises(whole, _begun(programme, {*uses}, library), origin)]


def _uses(data: Mapping[str, Any]) -> list[str]:
    """Ids of the equipment of the architecture, each once."""
    architecture = data.get("architecture")
    found: list[str] = []
    for kind in ("sensors", "interceptors"):
        items = architecture.get(kind) if isinstance(architecture, Mapping) else None
        given = (
            [item.get("use") for item in items if isinstance(item, Mapping)]
            if isinstance(items, list)
            else []
        )
        found += [use for use in given if isinstance(use, str)]
    return list(dict.fromkeys(found))


def _path(use: str, programme: Mapping[str, Any], library: Library) -> ActivityPath | None:
    name, _ = path_of(use, programme, library)
    try:
        spec = library.entry("paths", name) if name else None
    except InputError:
        return None
    return spec if isinstance(spec, ActivityPath) else None


def _further(
    programme: Mapping[str, Any], taken: set[str], library: Library
) -> Iterator[tuple[str, ActivityPath]]:
    """Elements that the programme names by their cost, with the path of that; as they are called.

    Args:
        programme: What a scenario says of it.
        taken: Names that are not free; those of the elements found are added.
        library: What names mean.
    """
    elements = programme.get("elements")
    for item in elements if isinstance(elements, list) else ():
        cost = item.get("cost") if isinstance(item, Mapping) else None
        if not isinstance(cost, str) or not library.has("costs", cost):
            continue
        try:
            spec = library.entry("costs", cost)
            path = library.entry("paths", spec.path) if isinstance(spec, Cost) and spec.path else None
        except InputError:
            continue
        if isinstance(path, ActivityPath):
            name = free_name(str(item.get("name") or spec.name), taken)
            taken.add(name)
            yield name, path


def _paths(
    programme: Mapping[str, Any], uses: list[str], origin: Origin, library: Library
) -> Iterator[Problem]:
    """Paths of equipment that is not there, and paths that are none."""
    schedule = programme.get("schedule")
    paths = schedule.get("paths") if isinstance(schedule, Mapping) else None
    for use, name in paths.items() if isinstance(paths, Mapping) else ():
        where: Path = (*ROOT, "schedule", "paths", use)
        if use not in uses:
            message = f"The architecture uses no equipment of this name.{did_you_mean(str(use), uses)}"
            yield origin.problem("not_in_architecture", where, message, on_key=True)
        if isinstance(name, str) and not library.has("paths", name):
            yield origin.problem("unknown_name", where, *library.unknown_words("paths", name))


def _changes(programme: Mapping[str, Any]) -> Iterator[tuple[int, ActivityChange]]:
    """Changes whose own form is good, with their places."""
    given = programme.get("activities")
    for place, item in enumerate(given if isinstance(given, list) else ()):
        try:
            yield place, ActivityChange.model_validate(item)
        except ValidationError:
            continue  # told where the form is checked


def _years(
    programme: Mapping[str, Any], changes: list[tuple[int, ActivityChange]], origin: Origin
) -> Iterator[Problem]:
    start = programme.get("start_year", FIRST_YEAR)
    for place, change in changes if isinstance(start, int) else ():
        for key in ("not_before_year", "promised_year"):
            year = getattr(change, key)
            if year is not None and year < start:
                yield origin.problem(
                    "year_order",
                    (*ROOT, "activities", place, key),
                    f"This lies before the programme begins, in {start}.",
                    "Let the programme begin earlier: start_year.",
                )


def _ids(
    changes: list[tuple[int, ActivityChange]], paths: Mapping[str, ActivityPath], origin: Origin
) -> Iterator[Problem]:
    """Activities of elements that are not there, and new ones that do not say what they are."""
    for place, change in changes:
        where: Path = (*ROOT, "activities", place, "id")
        element, stroke, name = change.id.partition("/")
        if stroke and element not in paths:
            message = f"No element with activities is called {element}.{did_you_mean(element, list(paths))}"
            yield origin.problem(
                "unknown_name", where, message, f"Elements: {listed(list(paths)) or 'none'}."
            )
            continue
        known = [one.id for one in paths[element].activities] if stroke else []
        earlier = [other.id for _, other in changes if other is not change]
        if name in known or change.id in earlier or (change.name and change.kind):
            continue
        message = f"There is no activity of this name.{did_you_mean(name, known) if stroke else ''}"
        remedy = f"Activities of {element}: {listed(known)}." if stroke else ""
        yield origin.problem(
            "unknown_name", where, message, f"{remedy} A new one says its name and kind.".strip()
        )


def _broken(
    paths: Mapping[str, ActivityPath], changes: list[tuple[int, ActivityChange]], origin: Origin
) -> Iterator[Problem]:
    """The first change that leaves no whole activity behind."""
    for count in range(1, len(changes) + 1):
        try:
            planned(paths, changes[:count])
        except ValidationError as error:
            place, _ = changes[count - 1]
            said = error.errors(include_url=False)[0]["msg"]
            yield origin.problem("activity", (*ROOT, "activities", place), said)
            return


def _waits(
    whole: Mapping[str, Planned], changes: list[tuple[int, ActivityChange]], origin: Origin
) -> Iterator[Problem]:
    """Names that no activity has."""
    for place, change in changes:
        one = whole[change.id]
        for key in ("after", "ends_after"):
            for name in getattr(one, key) if getattr(change, key) is not None else ():
                if name not in whole:
                    near = [other for other in whole if other.startswith(f"{one.element}/")] or list(whole)
                    message = f"No activity is called {name}.{did_you_mean(name, list(whole))}"
                    where = (*ROOT, "activities", place, key)
                    yield origin.problem("unknown_name", where, message, f"Activities: {listed(near)}.")
    for name, one in whole.items():
        for other in (*one.after, *one.ends_after):
            if other not in whole and not one.changed:
                message = f"{name} of its path waits for {other}, which no activity here is called."
                remedy = (
                    f"Take another path for {one.element}, or let the activity wait for others: activities."
                )
                yield origin.problem("unknown_name", ROOT, message, remedy)


def _twice(changes: list[tuple[int, ActivityChange]], origin: Origin) -> Iterator[Problem]:
    """New activities of one id: what is said last would change the first one without a word."""
    new: set[str] = set()
    for place, change in changes:
        if change.name and change.kind:
            if change.id in new:
                message = f"Another activity has the id {change.id} already."
                remedy = "Give it an id of its own; to change the first one leave name and kind away."
                yield origin.problem("activity", (*ROOT, "activities", place, "id"), message, remedy)
            new.add(change.id)


def _shares(whole: Mapping[str, Planned], origin: Origin) -> Iterator[Problem]:
    """Shares of the units of an element that with a scenario's changes are more or less than all."""
    for element in dict.fromkeys(one.element for one in whole.values()):
        mine = [one for one in whole.values() if one.element == element]
        places = [place for one in mine for place in one.changed if one.spec.kind in DELIVERY]
        for _, said in shares_off([one.spec for one in mine]) if places and element else ():
            remedy = "Let the shares come to 1, or leave one of them away."
            yield origin.problem("activity", (*ROOT, "activities", max(places)), said, remedy)


def _loops(whole: Mapping[str, Planned], origin: Origin) -> Iterator[Problem]:
    """Activities that wait for one another."""
    from opendome.records.network import loop

    around = loop({name: (*one.after, *one.ends_after) for name, one in whole.items()})
    if around:
        places = [place for name in around for place in whole[name].changed]
        where: Path = (*ROOT, "activities", max(places)) if places else ROOT
        remedy = "Take one of these waits away: after and ends_after."
        yield origin.problem("activity_loop", where, loop_words(around), remedy)


def _promises(whole: Mapping[str, Planned], begun: Mapping[str, Begun], origin: Origin) -> Iterator[Problem]:
    """Milestones that are promised before what causes them can begin."""
    for name, one in whole.items():
        promised = one.spec.promised_year
        if promised is None:
            continue
        for cause in (name, *_causes(name, whole)):
            begins, why = _begins(whole[cause], begun)
            if begins <= promised:
                continue
            changed = [*one.changed, *whole[cause].changed]
            where: Path = (*ROOT, "activities", max(one.changed or changed)) if changed else why
            yield origin.problem(
                "year_order",
                where,
                f"{name} is promised for {promised}, before its cause: {cause} does not begin before "
                f"{begins}.",
                "Promise it for a later year, or let its cause begin earlier.",
            )
            break


@dataclass
class Begun:
    """Years that a programme says of an element, each with where it says so."""

    deliver: tuple[int, Path] | None = None
    develop: tuple[int, Path] | None = None


def _begun(programme: Mapping[str, Any], taken: set[str], library: Library) -> dict[str, Begun]:
    """What the programme says of the years of its elements, by the name of each; `taken` as in `_further`."""
    found: dict[str, Begun] = {}
    elements = programme.get("elements")
    for place, item in enumerate(elements if isinstance(elements, list) else ()):
        if not isinstance(item, Mapping):
            continue
        name = item.get("use")
        if not name:
            one = {"elements": [item]}
            name = next((free for free, _ in _further(one, taken, library)), None)
        elif item.get("per") not in (None, *OWN_UNITS):
            continue
        for key in ("deliver", "develop") if isinstance(name, str) else ():
            year = item.get(f"{key}_from_year")
            if isinstance(year, int):
                where = (*ROOT, "elements", place, f"{key}_from_year")
                setattr(found.setdefault(str(name), Begun()), key, (year, where))
    return found


def _begins(one: Planned, begun: Mapping[str, Begun]) -> tuple[int, Path]:
    """Fiscal year before which an activity does not begin, and where a scenario says so; 0 for none."""
    said = begun.get(one.element, Begun())
    years: list[tuple[int, Path]] = [(one.spec.not_before_year or 0, ROOT)]
    if said.develop is not None and not one.after:
        years.append(said.develop)
    if said.deliver is not None and one.spec.kind == "production" and one.spec.delivers:
        years.append(said.deliver)
    return max(years, key=lambda pair: pair[0])


def _causes(name: str, whole: Mapping[str, Planned]) -> list[str]:
    """Everything that an activity waits for, nearest first."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        one = whole[waiting.pop(0)]
        for before in (*one.after, *one.ends_after):
            if before in whole and before not in found:
                found.append(before)
                waiting.append(before)
    return found
