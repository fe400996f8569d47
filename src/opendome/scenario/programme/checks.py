"""What is wrong with a programme beyond the form of its keys: names that nothing has, years out of order.

As the other checks of a scenario these read plain data, so that they speak even where another key is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.budgets import Budget, OutlayRates
from opendome.scenario.changes import apply_settings
from opendome.scenario.deflators import price_index
from opendome.scenario.document import Scenario
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import ASSUMED, Path
from opendome.scenario.library import Library
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import Origin
from opendome.scenario.problems import validated
from opendome.scenario.programme.activity_checks import activity_problems
from opendome.scenario.programme.costs import Cost

ROOT = ("programme",)


def programme_problems(data: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """Everything wrong with the programme in a scenario's data."""
    programme = data.get("programme") if isinstance(data, dict) else None
    if not isinstance(programme, dict):
        return
    used = _used(data)
    launched = _named(data.get("raid"), "threat")  # a run asks what a missile costs as well
    yield from _prices(programme.get("prices"), [*used, *launched], origin, library)
    yield from _elements(programme.get("elements"), used, origin, library)
    yield from _tables(programme, origin, library)
    yield from _deflator(programme.get("deflator"), origin, library)
    yield from _raids(data, programme.get("raids"), origin)
    yield from _years(programme, origin)
    yield from _sources(programme, ROOT, origin, library)
    yield from activity_problems(data, origin, library)


def _used(data: dict[str, Any]) -> list[str]:
    """Ids of the equipment of the architecture."""
    architecture = data.get("architecture")
    lists = architecture if isinstance(architecture, dict) else {}
    found = [name for kind in ("sensors", "interceptors") for name in _named(lists.get(kind), "use")]
    return list(dict.fromkeys(found))


def _named(items: Any, key: str) -> list[str]:
    """Ids that the items of a list name under a key, each once."""
    named = [item.get(key) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return list(dict.fromkeys(name for name in named if isinstance(name, str)))


def _prices(prices: Any, used: list[str], origin: Origin, library: Library) -> Iterator[Problem]:
    for name, chosen in prices.items() if isinstance(prices, dict) else ():
        path: Path = (*ROOT, "prices", name)
        if name not in used:
            yield _not_used(name, path, used, origin)
        for place, cost in enumerate(chosen if isinstance(chosen, list) else [chosen]):
            where = (*path, place) if isinstance(chosen, list) else path
            spec = yield from _cost(cost, where, origin, library)
            if spec is not None and spec.prices != name:
                yield origin.problem(
                    "wrong_price",
                    where,
                    f"This is the price of {spec.prices or 'no equipment'}, not of {name}.",
                    f"Prices of {name}: {', '.join(library.costs_of(name)) or 'none'}.",
                )


def _elements(elements: Any, used: list[str], origin: Origin, library: Library) -> Iterator[Problem]:
    for place, item in enumerate(elements if isinstance(elements, list) else ()):
        if not isinstance(item, dict):
            continue
        name = item.get("use")
        if isinstance(name, str) and name and name not in used:
            yield _not_used(name, (*ROOT, "elements", place, "use"), used, origin)
        if item.get("cost"):
            yield from _cost(item["cost"], (*ROOT, "elements", place, "cost"), origin, library)


def _tables(programme: dict[str, Any], origin: Origin, library: Library) -> Iterator[Problem]:
    """Names of tables and projects that the library does not have."""
    named: list[tuple[Path, str, Any]] = [
        ((key,), "budgets", programme.get(key)) for key in ("outlays", "ceilings")
    ]
    projects = programme.get("projects")
    named += [
        (("projects", place), "projects", name)
        for place, name in enumerate(projects if isinstance(projects, list) else ())
    ]
    for path, folder, name in named:
        if isinstance(name, str) and name.strip() and not library.has(folder, name):
            yield origin.problem("unknown_name", (*ROOT, *path), *library.unknown_words(folder, name))
        elif isinstance(name, str) and name.strip() and path[0] in TABLES:
            yield from _of_kind(name, (*ROOT, *path), *TABLES[str(path[0])], origin, library)


TABLES: dict[str, tuple[type[Equipment], str]] = {
    "outlays": (OutlayRates, "outlay_rates"),
    "ceilings": (Budget, "budget"),
}
"""What the tables that a programme names are, and how their kind is called."""


def _of_kind(
    name: str, path: Path, wanted: type[Equipment], kind: str, origin: Origin, library: Library
) -> Iterator[Problem]:
    """That a table is none of the kind that is named here, and what is wrong with the table itself."""
    try:
        spec = library.entry("budgets", name)
    except InputError as error:
        yield from error.problems()
        return
    if not isinstance(spec, wanted):
        message = f"A table of the kind {kind} is named here; {name} is none."
        yield origin.problem("unknown_kind", path, message, "All names: opendome list budgets")


def _deflator(name: Any, origin: Origin, library: Library) -> Iterator[Problem]:
    """A price index that is not there, or that has problems of its own."""
    if not isinstance(name, str) or not name.strip():
        return
    try:
        price_index(name, library)
    except InputError as error:
        for one in error.problems():
            # what has no file of its own is the name, which stands here
            here = origin.problem(one.kind, (*ROOT, "deflator"), one.message, one.remedy)
            yield one if one.file else here


@dataclass(frozen=True)
class _Here:
    """Lets everything that is wrong stand at one place."""

    origin: Origin
    path: Path
    said: str

    def problem(
        self, kind: str, path: Path, message: str, remedy: str = "", *, on_key: bool = False
    ) -> Problem:
        """A problem there."""
        del path, on_key
        return self.origin.problem(kind, self.path, f"{self.said} {message}", remedy)


def _raids(data: dict[str, Any], raids: Any, origin: Origin) -> Iterator[Problem]:
    """Changes of a year's raid that no scenario can have."""
    plain = {key: value for key, value in data.items() if key != "programme"}
    items: list[tuple[int, dict[str, Any]]] = [
        (place, item["set"])
        for place, item in enumerate(raids if isinstance(raids, list) else ())
        if isinstance(item, dict) and isinstance(item.get("set"), dict)
    ]
    if not items or validated(Scenario, plain, origin)[1]:
        return  # what is wrong with the scenario itself is told elsewhere
    for place, changes in items:
        where = (*ROOT, "raids", place, "set")
        changed, _, wrong = apply_settings(
            plain, [f"{path}={json.dumps(new)}" for path, new in changes.items()]
        )
        for one in wrong:
            yield origin.problem(one.kind, where, one.message, one.remedy)
        if not wrong:
            yield from validated(Scenario, changed, _Here(origin, where, "In the raid of this year:"))[1][:1]


def _not_used(name: Any, path: Path, used: list[str], origin: Origin) -> Problem:
    there = f"Equipment of the architecture: {', '.join(used)}." if used else "It has no equipment."
    return origin.problem(
        "not_in_architecture",
        path,
        f"The architecture uses no equipment of this name.{did_you_mean(str(name), used)}",
        f"{there} What it does not list is named with cost: opendome list costs",
        on_key=path[1] == "prices",
    )


def _cost(name: Any, path: Path, origin: Origin, library: Library) -> Generator[Problem, None, Cost | None]:
    """What is wrong with a name of a cost entry; its own result is the entry, or None."""
    if not isinstance(name, str) or not name.strip():
        return None
    if not library.has("costs", name):
        yield origin.problem("unknown_name", path, *library.unknown_words("costs", name))
        return None
    try:
        spec = library.entry("costs", name)
    except InputError as error:
        yield from error.problems()
        return None
    return spec if isinstance(spec, Cost) else None


def _years(programme: dict[str, Any], origin: Origin) -> Iterator[Problem]:
    """Raids that do not follow one another, deliveries before the programme begins."""
    last: int | None = None
    raids = programme.get("raids")
    for place, item in enumerate(raids if isinstance(raids, list) else ()):
        year = item.get("from_year") if isinstance(item, dict) else None
        if not isinstance(year, int):
            continue
        if last is not None and year <= last:
            yield origin.problem(
                "year_order",
                (*ROOT, "raids", place, "from_year"),
                f"Raids stand in the order of their years: {year} does not come after {last}.",
                "Put the earlier year first.",
            )
        last = year
    start = programme.get("start_year", 2026)
    elements = programme.get("elements")
    for place, item in enumerate(elements if isinstance(elements, list) else ()):
        for key in ("deliver_from_year", "develop_from_year") if isinstance(item, dict) else ():
            year = item.get(key)
            if isinstance(year, int) and isinstance(start, int) and year < start:
                yield origin.problem(
                    "year_order",
                    (*ROOT, "elements", place, key),
                    f"This lies before the programme begins, in {start}.",
                    "What is there already is owned_count; or let the programme begin earlier: start_year.",
                )
        ready = item.get("deliver_from_year") if isinstance(item, dict) else None
        begun = item.get("develop_from_year") if isinstance(item, dict) else None
        if isinstance(ready, int) and isinstance(begun, int) and ready <= begun:
            yield origin.problem(
                "year_order",
                (*ROOT, "elements", place, "deliver_from_year"),
                f"It is delivered in {ready}, before what it follows from: development begins in {begun}.",
                "Let it be delivered later, or developed earlier.",
            )


def _sources(data: Any, path: Path, origin: Origin, library: Library) -> Iterator[Problem]:
    """Figures that name a source the library does not have, or are assumed without a range."""
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from _sources(item, (*path, place), origin, library)
    if not isinstance(data, dict):
        return
    source = data.get("source")
    if isinstance(source, str) and source and source != ASSUMED and source not in library.sources:
        message = f"There is no source of this key.{did_you_mean(source, [*library.sources, ASSUMED])}"
        yield origin.problem(
            "unknown_source", (*path, "source"), message, "All sources: opendome list sources"
        )
    if source == ASSUMED and "value" in data and data.get("low") == data.get("high"):
        yield origin.problem(
            "assumed_without_range",
            path,
            "An assumed figure needs a range.",
            f"Write it as {{value: {data.get('value')}, low: …, high: …, source: assumed}}.",
        )
    for key, inner in data.items():
        yield from _sources(inner, (*path, key), origin, library)
