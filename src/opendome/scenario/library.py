"""The library: packaged equipment, sites, cities and scenarios, and the user's own folders beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.bibliography import read_bibliography
from opendome.scenario.budgets import Budget, JointProject, OutlayRates, Total
from opendome.scenario.checks import entry_problems
from opendome.scenario.cruise import Cruise
from opendome.scenario.equipment import Equipment
from opendome.scenario.files import nearest_files, read_document, read_text
from opendome.scenario.gliders import Glide
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library_names import unknown_names
from opendome.scenario.naming import did_you_mean, listed, near
from opendome.scenario.origin import Origin, Written
from opendome.scenario.problems import validated
from opendome.scenario.programme.activities import ActivityPath
from opendome.scenario.programme.costs import Cost
from opendome.scenario.reading import Document
from opendome.scenario.sensors import Infrared, Radar
from opendome.scenario.sites import City, Site
from opendome.scenario.threats import Ballistic

PACKAGED = FilePath(__file__).parent.parent / "library"
SCHEMAS = FilePath(__file__).parent / "schemas"

MODELS: dict[str, tuple[str, type[Equipment]]] = {
    "ballistic": ("threats", Ballistic),
    "glide": ("threats", Glide),
    "cruise": ("threats", Cruise),
    "infrared": ("sensors", Infrared),
    "radar": ("sensors", Radar),
    "interceptor": ("interceptors", Interceptor),
    "cost": ("costs", Cost),
    "path": ("paths", ActivityPath),
    "site": ("sites", Site),
    "budget": ("budgets", Budget),
    "outlay_rates": ("budgets", OutlayRates),
    "total": ("totals", Total),
    "project": ("projects", JointProject),
}
"""By the `kind:` of a file, the folder it belongs to and its spec. New equipment is one more line."""

EQUIPMENT = ("threats", "sensors", "interceptors", "costs", "paths")
"""Folders whose ids share one space of names, so that `library.ID` in a scenario means one entry."""

FOLDERS = (*EQUIPMENT, "sites", "budgets", "totals", "projects", "scenarios")
SINGULAR = {"threats": "threat", "sensors": "sensor", "interceptors": "interceptor", "costs": "cost",
            "paths": "path", "sites": "site", "budgets": "budget", "totals": "total", "projects": "project",
            "cities": "city", "scenarios": "scenario", "sources": "source", "schemas": "schema"}  # fmt: skip

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_KIND = re.compile(r"^kind:[ \t]*[\"']?([\w-]*)", re.MULTILINE)
_PRICES = re.compile(r"^prices:[ \t]*[\"']?([\w-]*)", re.MULTILINE)
_REPLACES = re.compile(r"^replaces:[ \t]*[\"']?([\w-]*)", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """Where one entry stands: its id, its folder, its file."""

    id: str
    folder: str
    file: FilePath
    own: bool  # in a folder of the user's

    @property
    def shown(self) -> str:
        """The file as a message names it."""
        return str(self.file) if self.own else f"library/{self.folder}/{self.file.name}"


class Library:
    """All equipment that names can mean.

    Args:
        folders: The user's own folders, laid out as the packaged library or flat.

    Raises:
        InputError: A folder is not there, or two files have one id.
    """

    def __init__(self, folders: Sequence[FilePath] = (), packaged: FilePath = PACKAGED) -> None:
        self.packaged = packaged
        self.folders = tuple(FilePath(folder) for folder in folders)
        self._entries: dict[tuple[str, str], Entry] = {}
        self._specs: dict[tuple[str, str], Equipment] = {}
        self._documents: dict[FilePath, Document] = {}
        found: list[Problem] = []
        for entry in _scan(packaged, own=False):
            self._entries[_space(entry.folder), entry.id] = entry
        for folder in self.folders:
            found += self._add(folder)
        if found:
            raise InputError(*found)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What can be listed."""
        return (*FOLDERS, "cities", "sources", "schemas")

    def ids(self, kind: str) -> list[str]:
        """Ids of one kind, sorted; from names of files, nothing is parsed."""
        if kind == "cities":
            return [city.name for city in self.cities]
        if kind == "sources":
            return sorted(self.sources)
        if kind == "schemas":
            return sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))
        return sorted(entry.id for entry in self._entries.values() if entry.folder == kind)

    def find(self, kind: str, name: str) -> Entry:
        """The entry of this id.

        Raises:
            InputError: There is none; the nearest name is said.
        """
        entry = self._entries.get((_space(kind), name))
        if entry is None or entry.folder != kind:
            raise InputError(self.unknown(kind, name))
        return entry

    def has(self, kind: str, name: str) -> bool:
        """Whether there is an entry of this id."""
        entry = self._entries.get((_space(kind), name))
        return entry is not None and entry.folder == kind

    def folder_of(self, name: str) -> str | None:
        """The folder of the equipment of this id, or None."""
        entry = self._entries.get(("equipment", name))
        return entry.folder if entry else None

    def costs_of(self, equipment: str) -> list[str]:
        """Ids of the cost entries that price a piece of equipment, sorted; nothing is parsed."""
        return sorted(
            entry.id
            for entry in self._entries.values()
            if entry.folder == "costs" and _peek(entry.file, _PRICES) == equipment
        )

    def unknown(self, kind: str, name: str) -> Problem:
        """The problem of a name that no entry has."""
        message, remedy = self.unknown_words(kind, name)
        return Problem("unknown_name", message, remedy, value=name)

    def unknown_words(self, kind: str, name: str) -> tuple[str, str]:
        """What to say about a name that no entry has, and the way out."""
        elsewhere = self.folder_of(name)
        message = f"There is no {SINGULAR[kind]} of this name.{did_you_mean(name, self.ids(kind))}"
        if elsewhere and elsewhere != kind:
            message = f"There is no {SINGULAR[kind]} of this name; {name} is one of the {elsewhere}."
        return message, f"All names: opendome list {kind}"

    def document(self, entry: Entry) -> Document:
        """The entry's file, read once.

        Raises:
            InputError: The file cannot be read as YAML.
        """
        if entry.file not in self._documents:
            self._documents[entry.file] = read_document(entry.file, entry.shown, kept=not entry.own)
        return self._documents[entry.file]

    def entry(self, kind: str, name: str) -> Equipment:
        """The entry of this id, checked.

        Raises:
            InputError: There is none, or its file has problems.
        """
        entry = self.find(kind, name)
        key = (kind, name)
        if key not in self._specs:
            document = self.document(entry)
            spec, found = self.check_entry(document.data, Written(document), kind)
            if spec is None or found:
                raise InputError(*found)
            self._specs[key] = spec
        return self._specs[key]

    def check_entry(
        self, data: Any, origin: Origin, folder: str | None = None
    ) -> tuple[Equipment | None, list[Problem]]:
        """The spec that an entry's data make, and everything wrong with them."""
        if not isinstance(data, dict):
            return None, [
                origin.problem(
                    "wrong_form", (), "A file of the library is a mapping: keys with their values."
                )
            ]
        kinds = [kind for kind, (where, _) in MODELS.items() if folder in (None, where)]
        kind = data.get("kind")
        if "kind" not in data:
            message = f"The key kind is missing here: one of {', '.join(kinds)}."
            return None, [origin.problem("missing_key", (), message, "A scenario has the key raid instead.")]
        if not isinstance(kind, str) or kind not in kinds:
            meant = near(kind, kinds) if isinstance(kind, str) else None
            message = f"This is one of: {', '.join(kinds)}." + (f" Did you mean {meant}?" if meant else "")
            if isinstance(kind, str) and kind in MODELS:
                message = f"A {kind} belongs to the {MODELS[kind][0]}, not here."
            return None, [origin.problem("unknown_kind", ("kind",), message)]
        spec, found = validated(MODELS[kind][1], data, origin)
        if spec is not None:
            found = [*entry_problems(spec, origin, self.sources), *unknown_names(spec, origin, self)]
        return spec, found

    @cached_property
    def sources(self) -> dict[str, str]:
        """Every source by its key, as one line to print."""
        sources: dict[str, str] = {}
        for folder in (self.packaged, *self.folders):
            file = folder / "sources.bib"
            if file.is_file():
                sources |= read_bibliography(read_text(file))
        return dict(sorted(sources.items()))

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """Every city, in the order of its file; a user's own table comes after the packaged one."""
        cities: list[City] = []
        for folder in (self.packaged, *self.folders):
            file = folder / "cities.csv"
            if file.is_file():
                cities += _read_cities(file)
        return tuple(cities)

    @property
    def places(self) -> tuple[str, ...]:
        """Every name that a place can have: ids of sites, and cities."""
        return (*self.ids("sites"), *dict.fromkeys(city.name for city in self.cities))

    def site(self, name: str) -> Site | None:
        """The site of this id or name, or None."""
        if self.has("sites", name):
            spec = self.entry("sites", name)
            return spec if isinstance(spec, Site) else None
        wanted = name.casefold()
        for known in self.ids("sites"):
            spec = self.entry("sites", known)
            if isinstance(spec, Site) and wanted in (spec.name.casefold(), known.casefold()):
                return spec
        return None

    @property
    def coastline_file(self) -> FilePath | None:
        """Outlines of land, or None where the library has none."""
        for name in ("land-50m.json", "land-110m.json"):
            file = self.packaged / "coastlines" / name
            if file.is_file():
                return file
        return None

    def _add(self, folder: FilePath) -> list[Problem]:
        """Take a user's folder in; a second entry of one id must say that it replaces the first."""
        if not folder.is_dir():
            why = "is a file, not a folder" if folder.exists() else "is not there"
            remedy = (
                f"Give the folder it is in: {folder.parent}" if folder.exists() else nearest_files(folder)
            )
            said = f"The library folder {folder} {why}."
            return [Problem("no_folder", said, remedy, value=str(folder))]
        found = []
        entries = _scan(folder, own=True)
        for entry in entries:
            key = (_space(entry.folder), entry.id)
            first = self._entries.get(key)
            if not _ID.match(entry.id):
                found.append(
                    Problem(
                        "bad_id",
                        "The name of this file makes no id: letters, digits and - only.",
                        file=entry.shown,
                    )
                )
            elif entry.folder not in FOLDERS:
                message = (
                    f"This file's kind is not known here: {entry.folder}.{did_you_mean(entry.folder, MODELS)}"
                )
                remedy, line = f"Kinds: {', '.join(MODELS)}.", _line_of(entry.file, _KIND)
                found.append(Problem("unknown_kind", message, remedy, file=entry.shown, line=line))
            elif first is not None and _peek(entry.file, _REPLACES) != entry.id:
                found.append(
                    Problem(
                        "repeated_id",
                        f"Two files have the id {entry.id}: {first.shown} and {entry.shown}.",
                        f"Give this one another name, or the line `replaces: {entry.id}`.",
                        file=entry.shown,
                    )
                )
            elif (other := _peek(entry.file, _REPLACES)) and other != entry.id:
                message = f"This replaces {other}, but its id is {entry.id}: both would stand."
                remedy, line = f"Call the file {other}.yaml.", _line_of(entry.file, _REPLACES)
                found.append(Problem("replaces_other", message, remedy, file=entry.shown, line=line))
            else:
                self._entries[key] = entry
        if not entries and not any((folder / name).is_file() for name in ("cities.csv", "sources.bib")):
            found.append(
                Problem(
                    "empty_folder",
                    f"The library folder {folder} holds no equipment.",
                    f"Put .yaml files with `kind:` in it, or folders {listed(FOLDERS)}.",
                )
            )
        return found


def _space(folder: str) -> str:
    return "equipment" if folder in EQUIPMENT else folder


def _scan(root: FilePath, own: bool) -> list[Entry]:
    """Entries of a folder, in folders by kind or flat; sorted, so that order never depends on the disk."""
    entries = [
        Entry(file.stem, folder, file, own) for folder in FOLDERS for file in _yaml_files(root / folder)
    ]
    if not own:
        return entries
    for file in _yaml_files(root):
        kind = _peek(file, _KIND)
        if kind is not None:
            folder = MODELS[kind][0] if kind in MODELS else "scenarios" if kind == "scenario" else kind
            entries.append(Entry(file.stem, folder, file, own))
        elif _peek(file, re.compile(r"^(raid):", re.MULTILINE)):
            entries.append(Entry(file.stem, "scenarios", file, own))
    return entries


def _yaml_files(folder: FilePath) -> list[FilePath]:
    return sorted(file for pattern in ("*.yaml", "*.yml") for file in folder.glob(pattern) if file.is_file())


def _peek(file: FilePath, pattern: re.Pattern[str]) -> str | None:
    """What stands after a top-level key, without parsing; None where there is none."""
    found = pattern.search(_start_of(file))
    return found[1] if found else None


def _line_of(file: FilePath, pattern: re.Pattern[str]) -> int | None:
    """The line of a top-level key, without parsing; None where there is none."""
    text = _start_of(file)
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _start_of(file: FilePath) -> str:
    """The first part of a text, whatever it holds; nothing of a file that cannot be read."""
    try:
        with file.open(encoding="utf8", errors="replace") as lines:
            return lines.read(200_000)
    except OSError:
        return ""


def _read_cities(file: FilePath) -> list[City]:
    cities = []
    rows = csv.DictReader(line for line in read_text(file).splitlines() if not line.startswith("#"))
    for row in rows:
        try:
            cities.append(
                City(
                    row["name"].strip(),
                    row["country"].strip(),
                    float(row["lat_deg"]),
                    float(row["lon_deg"]),
                    int(row["population_count"]),
                )
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InputError(
                Problem(
                    "city_row",
                    "A city has name, country, lat_deg, lon_deg and population_count.",
                    file=str(file),
                    line=rows.line_num,
                )
            ) from None
    return cities
