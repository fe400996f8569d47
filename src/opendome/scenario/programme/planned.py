"""Which path a thing follows, and all activities of a programme with their full names."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from opendome.errors import InputError
from opendome.scenario.figures import Path
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library import Library
from opendome.scenario.programme.activities import Activity, ActivityChange, ActivityPath
from opendome.scenario.programme.costs import Cost
from opendome.scenario.sensors import Infrared, Radar

SAID, BY_COST, BY_KIND = "said", "cost", "kind"
"""Why a path was taken."""

OWN_UNITS = ("interceptor", "satellite", "radar")


@dataclass(frozen=True)
class Planned:
    """An activity with its full names.

    Attributes:
        id: `ELEMENT/ACTIVITY`, or its own id where it belongs to the programme as a whole.
        element: Its element, or "".
        spec: What it is, changes of the scenario in it.
        after, ends_after: Full names of what it waits for.
        changed: Places of the changes in the scenario that made it or touched it.
        key: Where its path holds it, () where a scenario made it.
    """

    id: str
    element: str
    spec: Activity
    after: tuple[str, ...]
    ends_after: tuple[str, ...]
    changed: tuple[int, ...]
    key: Path


def path_of(use: str, programme: Mapping[str, Any], library: Library) -> tuple[str, str]:
    """The path of equipment of the architecture, and why; "" where there is none for its kind.

    Args:
        use: Id of the equipment.
        programme: What a scenario says, as plain data.
        library: What names mean.
    """
    schedule = programme.get("schedule")
    paths = schedule.get("paths") if isinstance(schedule, Mapping) else None
    said = paths.get(use) if isinstance(paths, Mapping) else None
    if isinstance(said, str) and said:
        return said, SAID
    prices = programme.get("prices")
    chosen = prices.get(use) if isinstance(prices, Mapping) else None
    names = [chosen] if isinstance(chosen, str) else chosen if isinstance(chosen, list) else []
    costs = [spec for name in names or library.costs_of(use) if (spec := _cost(name, library)) is not None]
    for spec in sorted(costs, key=lambda one: (one.per not in OWN_UNITS, not one.preferred)):
        if spec.path:
            return spec.path, BY_COST
    return _by_kind(use, library), BY_KIND


def free_name(name: str, taken: Container[str]) -> str:
    """A name that no element has yet: the second of one name has a 2 behind it."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name} {number}", number + 1
    return found


def _cost(name: Any, library: Library) -> Cost | None:
    try:
        spec = library.entry("costs", name) if isinstance(name, str) else None
    except InputError:
        return None
    return spec if isinstance(spec, Cost) else None


def _by_kind(use: str, library: Library) -> str:
    folder = library.folder_of(use)
    try:
        spec = library.entry(folder, use) if folder else None
    except InputError:
        return ""
    if isinstance(spec, Infrared) or (isinstance(spec, Interceptor) and spec.basing == "orbit"):
        return "new-satellite"
    if isinstance(spec, Interceptor):
        return "silo-site" if spec.layer == "midcourse" else "battery-at-a-site"
    return "radar-at-a-site" if isinstance(spec, Radar) else ""


def planned(
    paths: Mapping[str, ActivityPath], changes: Sequence[tuple[int, ActivityChange]]
) -> dict[str, Planned]:
    """Every activity by its full name: those of paths, then those that a scenario adds.

    Args:
        paths: By name of the element.
        changes: With their places in the scenario.

    Raises:
        ValueError: A change leaves no whole activity behind; its text is a sentence. (pydantic's own error.)
    """
    found: dict[str, Planned] = {}
    for element, path in paths.items():
        for place, one in enumerate(path.activities):
            name = full(element, one.id)
            found[name] = _made(name, element, one, (), ("activities", place))
    for number, change in changes:
        old = found.get(change.id)
        if old is None:
            element = change.id.partition("/")[0] if "/" in change.id else ""
            own = {"id": change.id, **_given(change)}
            found[change.id] = _made(change.id, element, Activity.model_validate(own), (number,), ())
        else:
            data = {**old.spec.as_written(), **_given(change)}
            spec = Activity.model_validate(data)
            found[change.id] = _made(change.id, old.element, spec, (*old.changed, number), old.key)
    return {name: _resolved(one, found) for name, one in found.items()}


def _resolved(one: Planned, known: Mapping[str, Planned]) -> Planned:
    """The same with names of the programme as a whole where its element has none of them."""

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        short = {name: name.removeprefix(f"{one.element}/") for name in names}
        return tuple(name if name in known or short[name] not in known else short[name] for name in names)

    return replace(one, after=named(one.after), ends_after=named(one.ends_after))


def _given(change: ActivityChange) -> dict[str, Any]:
    return {key: value for key, value in change.as_written().items() if key != "id" and value is not None}


def _made(name: str, element: str, spec: Activity, changed: tuple[int, ...], key: Path) -> Planned:
    after = tuple(full(element, one) for one in spec.after)
    beside = tuple(full(element, one) for one in spec.ends_after)
    return Planned(name, element, spec, after, beside, changed, key)


def full(element: str, name: str) -> str:
    """The full name of what an activity of an element calls `name`."""
    return name if "/" in name or not element else f"{element}/{name}"
