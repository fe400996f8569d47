"""Loading: from a name or a file to a checked scenario or threat, all problems at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.changes import apply_settings
from opendome.scenario.document import Scenario
from opendome.scenario.files import read_document
from opendome.scenario.kinds import Threat
from opendome.scenario.library import MODELS, Library
from opendome.scenario.naming import several_near
from opendome.scenario.origin import Written
from opendome.scenario.problems import in_order, validated
from opendome.scenario.raid_checks import scenario_problems
from opendome.scenario.reading import Document


def load_scenario(reference: str, library: Library, settings: Sequence[str] = ()) -> Scenario:
    """A scenario by its file or its name in the library.

    Args:
        reference: A path, or the id of a scenario of the library.
        library: What names mean.
        settings: `--set` texts, applied before checks.

    Raises:
        InputError: Everything that is wrong.
    """
    document = _document(reference, "scenarios", library)
    scenario, found = _check_scenario(document, library, settings)
    if scenario is None or found:
        raise InputError(*found)
    return scenario


def scenario_origin(reference: str, library: Library, settings: Sequence[str] = ()) -> Written:
    """Where each value of a scenario was written, for problems that show only when it is flown."""
    document = _document(reference, "scenarios", library)
    return Written(document, apply_settings(document.data, settings)[1])


def load_threat(reference: str, library: Library, settings: Sequence[str] = ()) -> tuple[str, Threat]:
    """A threat by its file or its name in the library, with its id.

    Args:
        reference: A path, or the id of a threat of the library.
        library: What names mean.
        settings: `--set` texts; their paths are the threat's own, or `library.ID.…`.

    Raises:
        InputError: Everything that is wrong.
    """
    document = _document(reference, "threats", library)
    name = FilePath(reference).stem if _is_file(reference) else reference
    data, written, found = apply_settings(document.data, settings, own=("library", name))
    spec, wrong = library.check_entry(data, Written(document, written), "threats")
    found += wrong
    if found:
        raise InputError(*in_order(found))
    if not isinstance(spec, Threat):
        raise InputError(Problem("unknown_kind", "This file describes no threat.", file=document.file))
    spec._overrides = _nested(written)
    return name, spec


def is_scenario(reference: str, library: Library) -> bool:
    """Whether a file that has no problem, or a name, is that of a scenario."""
    return _describes_scenario(_document(reference, "scenarios", library).data)


def _describes_scenario(data: object) -> bool:
    return isinstance(data, dict) and ("raid" in data or data.get("kind") == "scenario")


def check_file(reference: str, library: Library, settings: Sequence[str] = ()) -> list[Problem]:
    """Everything wrong with a file of any kind: a scenario, or an entry of a library."""
    try:
        document = _document(reference, "scenarios", library)
    except InputError as error:
        return error.problems()
    data = document.data
    if _describes_scenario(data):
        return _check_scenario(document, library, settings)[1]
    data, written, found = apply_settings(data, settings)
    return in_order([*found, *library.check_entry(data, Written(document, written))[1]])


def _check_scenario(
    document: Document, library: Library, settings: Sequence[str]
) -> tuple[Scenario | None, list[Problem]]:
    data, written, found = apply_settings(document.data, settings)
    origin = Written(document, written)
    if not isinstance(data, dict):
        message = "A scenario is a mapping: keys with their values."
        return None, [
            *found,
            origin.problem("wrong_form", (), message, "See one: opendome show scenario limited-raid"),
        ]
    kind = data.get("kind")
    if isinstance(kind, str) and kind in MODELS:
        message = f"This file describes a {kind}, not a scenario."
        return None, [
            origin.problem("unknown_kind", ("kind",), message, f"Check it: opendome check {document.file}")
        ]
    scenario, wrong = validated(Scenario, data, origin)
    wrong += scenario_problems(data, origin, library)
    return scenario, in_order([*found, *wrong])


def _document(reference: str, folder: str, library: Library) -> Document:
    if _is_file(reference):
        return read_document(FilePath(reference), reference)
    if library.has(folder, reference):
        return library.document(library.find(folder, reference))
    if FilePath(reference).exists():
        return read_document(FilePath(reference), reference)
    problem = library.unknown(folder, reference)
    near = several_near(reference, library.ids(folder))
    if not near and any(mark in reference for mark in "./\\"):
        return read_document(FilePath(reference), reference)
    raise InputError(problem)


def _is_file(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml")) or "/" in reference or "\\" in reference


def _nested(written: dict[tuple[str, ...], str]) -> dict[str, Any]:
    """Paths as nested mappings, the form of a scenario's changes."""
    nested: dict[str, Any] = {}
    for path in written:
        inner = nested
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = True
    return nested
