"""`list`: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from opendome.answers import question as asked
from opendome.answers.kinds import kind_of
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Part
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.scenario.library import Library


class Question(asked.Question):
    """Which kind to list."""

    kind: str = Field(
        description="threats, sensors, interceptors, sites, cities, scenarios, sources or schemas.",
        json_schema_extra={"position": 0, "metavar": "KIND"},
    )


class Item(Part):
    """One entry."""

    id: str
    name: str
    kind: str


class Answer(Envelope):
    """What `list` finds."""

    kind: str
    items: list[Item]


def answer(question: Question, _watch: Watch) -> Answer:
    """List one kind, sorted by id.

    Raises:
        InputError: There is no such kind, or an entry of the library has problems.
    """
    library = question.open_library()
    kind = kind_of(question.kind, library)
    items = _items(kind, library)
    return Answer(
        command="list",
        inputs=question.inputs(),
        kind=kind,
        items=items,
        sentence=_sentence(kind, len(items)),
        warnings=[],
        sources=[],
    )


def _sentence(kind: str, count: int) -> str:
    from opendome.reports import numbers
    from opendome.scenario.library import SINGULAR

    if not count:
        return f"The library holds no {kind}."
    return f"The library holds {numbers.count(count, SINGULAR[kind], kind)}."


def _items(kind: str, library: Library) -> list[Item]:
    if kind == "cities":
        return [
            Item(id=city.name, name=f"{city.name}, {city.country}", kind="city") for city in library.cities
        ]
    if kind == "sources":
        return [Item(id=key, name=text, kind="source") for key, text in library.sources.items()]
    if kind == "schemas":
        return [
            Item(id=name, name=f"JSON Schema of files of kind {name}", kind="schema")
            for name in library.ids(kind)
        ]
    if kind == "scenarios":
        from opendome.scenario.loading import load_scenario

        return [
            Item(id=name, name=load_scenario(name, library).name, kind="scenario")
            for name in library.ids(kind)
        ]
    entries = {name: library.entry(kind, name) for name in library.ids(kind)}
    return [
        Item(id=name, name=entry.name, kind=str(getattr(entry, "kind", kind)))
        for name, entry in entries.items()
    ]
