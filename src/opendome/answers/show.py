"""`show`: one entry, with where each of its figures comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import Field

from opendome import units
from opendome.answers import question as asked
from opendome.answers.kinds import kind_of
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Part
from opendome.errors import InputError, Problem
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.scenario.library import Library


class Question(asked.Question):
    """What to show."""

    kind: str = Field(
        description="threat, sensor, interceptor, site, city, scenario, source or schema.",
        json_schema_extra={"position": 0, "metavar": "KIND"},
    )
    name: str = Field(
        description="Its id, as opendome list prints it; a scenario or threat may be a file.",
        json_schema_extra={"position": 1, "metavar": "NAME"},
    )


class FigureRow(Part):
    """One figure, in the unit it is written in."""

    path: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    where: str


class SourceRow(Part):
    """One source used."""

    key: str
    text: str


class Answer(Envelope):
    """What `show` finds."""

    kind: str
    id: str
    name: str
    entry: dict[str, Any]
    figures: list[FigureRow]
    bibliography: list[SourceRow]

    def document(self, name_nulls: bool = True) -> dict[str, Any]:
        """As every answer, the entry as it is written."""
        found = super().document(name_nulls)
        found["entry"] = json.loads(json.dumps(self.entry, default=str))
        return found


def answer(question: Question, _watch: Watch) -> Answer:
    """Show one entry.

    Raises:
        InputError: There is no such kind or entry, or it has problems.
    """
    library = question.open_library()
    kind = kind_of(question.kind, library)
    name, entry, figures = _entry(kind, question.name, question.settings, library)
    keys = sorted({row.source for row in figures} - {"", "assumed"})
    texts = library.sources
    return Answer(
        command="show",
        inputs=question.inputs(),
        kind=kind,
        id=question.name,
        name=name,
        entry=entry,
        figures=figures,
        bibliography=[SourceRow(key=key, text=texts.get(key, "")) for key in keys],
        sentence=_sentence(name, figures),
        warnings=[],
        sources=keys,
    )


def _entry(
    kind: str, name: str, settings: tuple[str, ...], library: Library
) -> tuple[str, dict[str, Any], list[FigureRow]]:
    """Name, content and figures of an entry."""
    if kind == "scenarios":
        return _scenario(name, settings, library)
    if kind == "threats":
        from opendome.scenario.loading import load_threat

        _, spec = load_threat(name, library, settings)
        return spec.name, spec.as_written(), _figures(spec)
    if kind == "cities":
        from opendome.scenario.places import find_city

        city = find_city(name, library)
        if isinstance(city, tuple):
            raise InputError(Problem("unknown_name", *city, value=name))
        return f"{city.name}, {city.country}", vars(city), []
    if kind == "sources":
        if name not in library.sources:
            raise InputError(library.unknown(kind, name))
        return name, {"text": library.sources[name]}, []
    if kind == "schemas":
        return f"JSON Schema of files of kind {name}", _schema(name, library), []
    entry = library.entry(kind, name)
    return entry.name, entry.as_written(), _figures(entry)


def _schema(name: str, library: Library) -> dict[str, Any]:
    from opendome.scenario.library import SCHEMAS

    if name not in library.ids("schemas"):
        raise InputError(library.unknown("schemas", name))
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def _figures(spec: Any) -> list[FigureRow]:
    """Every figure that an entry holds."""
    from opendome.scenario.figures import walk

    rows = []
    for path, figure in walk(spec):
        source, where = spec.source_of(path, figure)
        low, high = figure.ends
        text = ".".join(str(step) for step in path)
        rows.append(
            FigureRow(
                path=text,
                value=figure.value,
                low=low,
                high=high,
                unit=units.ending_of(text.rsplit(".", 1)[-1]) or "",
                source=source,
                where=where,
            )
        )
    return rows


def _scenario(
    name: str, settings: tuple[str, ...], library: Library
) -> tuple[str, dict[str, Any], list[FigureRow]]:
    """A scenario with every figure that it uses."""
    from opendome.records.figures import joined
    from opendome.scenario.loading import load_scenario
    from opendome.scenario.settle import settle
    from opendome.scenario.settle.prices import settle_prices

    scenario = load_scenario(name, library, settings)
    case = settle(scenario, library)
    table = joined(case.figures, settle_prices(scenario, library, case).figures)
    columns = zip(
        table.path, table.value, table.low, table.high, table.unit, table.source, table.where, strict=True
    )
    rows = [
        FigureRow(
            path=path,
            value=float(value),
            low=float(low),
            high=float(high),
            unit=unit,
            source=source,
            where=where,
        )
        for path, value, low, high, unit, source, where in columns
    ]
    return scenario.name, scenario.as_written(), rows


def _sentence(name: str, figures: list[FigureRow]) -> str:
    if not figures:
        return f"{name}."
    assumed = sum(row.source == "assumed" for row in figures)
    bare = sum(row.source == "" for row in figures)
    from opendome.reports.numbers import count

    parts = [f"{len(figures) - assumed - bare} with a source"]
    parts += [f"{assumed} assumed"] if assumed else []
    parts += [f"{bare} without a source"] if bare else []
    return f"{name}: {count(len(figures), 'figure')}, {', '.join(parts)}."
