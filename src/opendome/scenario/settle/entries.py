"""Entries of the library as a scenario changes them."""

from __future__ import annotations

from opendome.errors import InputError
from opendome.scenario.document import Scenario
from opendome.scenario.equipment import Equipment
from opendome.scenario.library import Library
from opendome.scenario.nodes import Node, Span
from opendome.scenario.origin import Written
from opendome.scenario.raid_checks import changed_entry
from opendome.scenario.reading import Document


def entry_of(scenario: Scenario, folder: str, name: str, library: Library) -> Equipment:
    """An entry with the scenario's changes laid over it.

    Raises:
        InputError: There is none of this name, or it has problems.
    """
    nowhere = Written(Document(None, [], Node(None, Span(1, 1, 1))))
    spec, found = changed_entry(library, folder, name, scenario.library.get(name), nowhere)
    if found or spec is None:
        raise InputError(*(found or [library.unknown(folder, name)]))
    return spec
