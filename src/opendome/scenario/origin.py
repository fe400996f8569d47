"""Where each value was written: in a file, in a scenario's changes to the library, or behind `--set`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from opendome.errors import Problem
from opendome.scenario.figures import Path
from opendome.scenario.nodes import clipped
from opendome.scenario.reading import Document, key_text


class Origin(Protocol):
    """Makes problems that point at the place where a value was written."""

    def problem(
        self, kind: str, path: Path, message: str, remedy: str = "", *, on_key: bool = False
    ) -> Problem:
        """A problem with the value, or the key, at this path of the data."""


@dataclass(frozen=True)
class Written:
    """Data of one file, some of them set on the command line.

    Attributes:
        document: The file.
        settings: What `--set` wrote, by path of the data; positions as text.
    """

    document: Document
    settings: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def problem(
        self, kind: str, path: Path, message: str, remedy: str = "", *, on_key: bool = False
    ) -> Problem:
        """A problem in the file, or in a setting where one wrote this value."""
        for end in range(len(path), 0, -1):
            setting = self.settings.get(tuple(map(str, path[:end])))
            if setting is not None:
                return of_setting(setting, kind, message, remedy, path, on_key=on_key)
        if path and not self.document.has(path):
            # a setting wrote something inside: all that is there came from it
            above = tuple(map(str, path))
            for written, setting in self.settings.items():
                if written[: len(above)] == above:
                    return of_setting(setting, kind, message, remedy, path, on_key=True)
        return self.document.problem(kind, path, message, remedy, on_key=on_key)


@dataclass(frozen=True)
class Changed:
    """Data of a library entry that a scenario changes.

    Attributes:
        entry: Where the entry was written.
        base: The entry's data before the change.
        scenario: Where the change was written.
        change: The change's data.
        prefix: Where the change stands in the scenario: `("library", ID)`.
    """

    entry: Origin
    base: Any
    scenario: Origin
    change: Any
    prefix: Path

    def problem(
        self, kind: str, path: Path, message: str, remedy: str = "", *, on_key: bool = False
    ) -> Problem:
        """A problem in the change where it wrote this value, in the entry's file otherwise."""
        if self._is_changed(path):
            return self.scenario.problem(kind, (*self.prefix, *path), message, remedy, on_key=on_key)
        return self.entry.problem(kind, path, message, remedy, on_key=on_key)

    def _is_changed(self, path: Path) -> bool:
        change, base = self.change, self.base
        for step in path:
            if not isinstance(change, Mapping):
                return True
            key = step if step in change else str(step)
            if key not in change:
                # a key that is missing from what only the change wrote is the change's
                return base is None and change is not self.change
            change = change[key]
            base = _inside(base, step)
        return True


def _inside(data: Any, step: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(str(step))
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def of_setting(
    setting: str, kind: str, message: str, remedy: str = "", path: Path = (), *, on_key: bool = False
) -> Problem:
    """A problem with one `--set`."""
    name, _, value = setting.partition("=")
    text = clipped(f"--set {setting}")
    start = min(6 if on_key or not value else 6 + len(name) + 1, len(text) - 1)
    return Problem(
        kind=kind,
        message=message,
        remedy=remedy,
        column=start + 1,
        length=max(1, min(len(name) if on_key or not value else len(value), len(text) - start)),
        key=key_text(path) or name,
        value=clipped(value),
        text=text,
    )
