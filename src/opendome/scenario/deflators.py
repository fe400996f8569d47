"""Price indices: the library's and people's own, read from a file and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from opendome.arrays import Floats
from opendome.errors import InputError, Problem
from opendome.records.price_index import PriceIndex
from opendome.scenario.files import read_document
from opendome.scenario.library import Library
from opendome.scenario.naming import did_you_mean, listed
from opendome.scenario.reading import Document

FOLDER = "deflators"

KEYS = ("opendome", "kind", "name", "edition", "base_year", "estimated_from_year", "source", "where", "note",
        "index_ratio")  # fmt: skip
NEEDED = ("kind", "edition", "index_ratio")

_FIRST, _LAST = 1800, 2200


def index_of(
    name: str, library: Library, price_year: int, years: Sequence[int]
) -> tuple[Floats, str, tuple[int, ...]]:
    """What years cost over one of them.

    Args:
        name: Id of an index, or a file of one's own.
        library: Where ids are looked up.
        price_year: The year that costs 1.
        years: Fiscal years.

    Returns:
        Price of each year over that of `price_year` (Y,); which index and edition; and the years, the price
        year among them, that the table does not have, so that their prices are carried on.

    Raises:
        InputError: There is no such index, or its file has problems.
    """
    index = price_index(name, library)
    return index.factor(price_year, years), index.edition, index.beyond([price_year, *years])


def before(name: str, library: Library, years: Sequence[int]) -> tuple[int, ...]:
    """Those of these years that lie before the table, so that prices are carried back to them; rising.

    Raises:
        InputError: There is no such index, or its file has problems.
    """
    index = price_index(name, library)
    return tuple(year for year in index.beyond(years) if year < int(index.years[0]))


def factor_of(name: str, library: Library, from_year: int, to_year: int) -> float:
    """What a dollar of `from_year` is in dollars of `to_year`.

    Raises:
        InputError: There is no such index, or its file has problems.
    """
    return float(price_index(name, library).factor(from_year, to_year))


def price_index(name: str, library: Library) -> PriceIndex:
    """The index of this id, or in this file.

    Raises:
        InputError: There is none, or its file has problems; all at once.
    """
    known = ids(library)
    if name in known:
        file, own = known[name]
        shown = str(file) if own else f"library/{FOLDER}/{file.name}"
    elif name.endswith((".yaml", ".yml")):
        file, own, shown = Path(name), True, name
    else:
        message = f"There is no price index of this name.{did_you_mean(name, known)}"
        remedy = f"Known: {listed(list(known))}. Or give a file of your own, ending in .yaml."
        raise InputError(Problem("unknown_name", message, remedy, value=name))
    document = read_document(file, shown, kept=not own)
    found = list(problems(document, library.sources))
    if found:
        raise InputError(*found)
    return _made(file.stem, document.data)


def ids(library: Library) -> dict[str, tuple[Path, bool]]:
    """Every index by its id, with its file and whether the user gave it; a user's own goes before."""
    found = {}
    for folder in (library.packaged, *library.folders):
        for file in sorted((folder / FOLDER).glob("*.yaml")):
            found[file.stem] = (file, folder != library.packaged)
    return found


def problems(document: Document, sources: dict[str, str]) -> Iterator[Problem]:
    """Everything that is wrong with a file of an index."""
    data = document.data
    if not isinstance(data, dict):
        yield document.problem("wrong_form", (), "A price index is a mapping: keys with their values.")
        return
    for key in data:
        if key not in KEYS:
            message = f"There is no key {key} here.{did_you_mean(str(key), KEYS)}"
            yield document.problem("unknown_key", (key,), message, f"Keys: {', '.join(KEYS)}.", on_key=True)
    for key in NEEDED:
        if not data.get(key):
            yield document.problem("missing_key", (), f"The key {key} is missing here.", _WHY.get(key, ""))
    if data.get("kind") not in (None, "deflator"):
        yield document.problem("unknown_kind", ("kind",), "A price index has the kind deflator.")
    source = data.get("source")
    if source is not None and source not in sources and source != "assumed":
        message = f"No bibliography has this source.{did_you_mean(str(source), sources)}"
        yield document.problem(
            "unknown_source", ("source",), message, "Add it to a sources.bib, or say assumed."
        )
    if data.get("index_ratio"):
        yield from _of_table(document, data["index_ratio"])
        yield from _of_years(document, data)


_WHY = {
    "edition": "Editions of one index differ; this one is printed beside every sum.",
    "index_ratio": "Write one year a line below it: `2026: 1.3074`.",
}


def _of_table(document: Document, table: Any) -> Iterator[Problem]:
    """What is wrong with years and values."""
    if not isinstance(table, dict):
        yield document.problem(
            "wrong_form", ("index_ratio",), "A mapping is expected here.", _WHY["index_ratio"]
        )
        return
    before: int | None = None
    for key, value in table.items():
        path = ("index_ratio", key)
        if not _is_year(key):
            message = f"A fiscal year is expected here, from {_FIRST} to {_LAST}."
            yield document.problem("not_a_year", path, message, on_key=True)
            continue
        year = int(key)
        if not _is_number(value):
            yield document.problem("out_of_range", path, "A price is a number above zero.")
        if before is not None and year < before:
            message = f"The years are out of order: {year} comes after {before}."
            yield document.problem("years_order", path, message, "Let them rise by one a line.", on_key=True)
        elif before is not None and year > before + 1:
            gap = (
                f"The year {before + 1} is"
                if year == before + 2
                else f"The years {before + 1} to {year - 1} are"
            )
            remedy = "A price index has every year from its first to its last."
            yield document.problem("missing_years", path, f"{gap} missing here.", remedy, on_key=True)
        before = year
    if len(table) < 2:
        message = "A price index has two years or more."
        yield document.problem("wrong_length", ("index_ratio",), message, "One alone tells no growth.")


def _of_years(document: Document, data: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the other years of the file."""
    table = data["index_ratio"] if isinstance(data["index_ratio"], dict) else {}
    for key in ("base_year", "estimated_from_year"):
        year = data.get(key)
        if year is not None and not _is_year(str(year)):
            yield document.problem(
                "not_a_year", (key,), f"A fiscal year is expected here, from {_FIRST} to {_LAST}."
            )
    value: Any = table.get(str(data.get("base_year")))
    if _is_number(value) and abs(value - 1.0) > 5e-3:
        message = f"The base year costs 1, but {data['base_year']} stands here with {value:g}."
        yield document.problem(
            "base_year", ("base_year",), message, "Leave base_year out: only ratios count."
        )


def _is_year(key: Any) -> bool:
    return isinstance(key, str) and key.isascii() and key.isdigit() and _FIRST <= int(key) <= _LAST


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 1e-9 < value < 1e9


def _made(name: str, data: dict[str, Any]) -> PriceIndex:
    table = {int(year): float(value) for year, value in data["index_ratio"].items()}
    estimated = data.get("estimated_from_year")
    return PriceIndex(
        id=name,
        edition=str(data["edition"]),
        years=np.array(list(table), dtype=np.int64),
        values=np.array(list(table.values())),
        estimated_from_year=None if estimated is None else int(estimated),
        source=str(data.get("source", "")),
        where=str(data.get("where", "")),
    )
