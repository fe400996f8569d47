"""Reading YAML 1.2 so that every key and value keeps its place in the file.

The parser is ruamel.yaml's; the nodes are our own (see `nodes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.figures import Path
from opendome.scenario.nodes import BREAK, Composer, Node, Span, clipped, windowed


@dataclass(frozen=True)
class Document:
    """A file that was read: its name, its lines, its nodes."""

    file: str | None
    lines: list[str]
    root: Node

    @property
    def data(self) -> Any:
        """Plain dicts, lists, texts, numbers, booleans and None."""
        return self.root.data

    def has(self, path: Path) -> bool:
        """Whether the file itself holds a value at this path."""
        node = self.root
        for step in path:
            if step not in node.parts:
                return False
            node = node.parts[step]
        return True

    def problem(
        self, kind: str, path: Path, message: str, remedy: str = "", *, on_key: bool = False
    ) -> Problem:
        """A problem at this path, with its line and caret.

        Args:
            kind: The problem's stable word.
            path: Where it is; steps that the file does not have are left out.
            message: What is wrong.
            remedy: The way out.
            on_key: Point at the key instead of the value.
        """
        node, span, written = self.root, Span(1, 1, 1), self.root.span
        for given in path:
            step = given if given in node.parts else str(given)  # a position may be the key of a change
            if step not in node.parts:
                continue
            written = node.keys.get(str(step), node.parts[step].span)
            node = node.parts[step]
        empty = node.data is None and not node.text
        span = written if on_key or node.block or empty else node.span
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        text, column = windowed(line, span.column)
        return Problem(
            kind=kind,
            message=message,
            remedy=remedy,
            file=self.file,
            line=span.line,
            column=column,
            length=max(1, min(span.length, len(text) - column + 1)),
            key=key_text(path) or None,
            value=None if node.text is None else clipped(node.text),
            text=text,
        )


def key_text(path: Path) -> str:
    """A path as people write it: `raid[0].launch.lat_deg`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def parse(text: str, file: str | None) -> Document:
    """The document that a text holds.

    Raises:
        InputError: The text is no YAML, or uses what has no place here; all repeated keys at once.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    reader = Composer(file, BREAK.split(text))
    events = YAML(typ="safe", pure=True).parse(text)
    line = 1
    while True:
        try:
            event = next(events, None)
        except MarkedYAMLError as error:
            raise reader.explain(error) from None
        except Exception:
            # the parser itself stumbles over some malformed texts, in ways of its own
            message = "From about this line on this cannot be read as YAML."
            shown, _ = windowed(reader.lines[min(line, len(reader.lines)) - 1], 1)
            problem = Problem("not_yaml", message, "Check how it is indented.", file, line, 1, text=shown)
            raise InputError(problem) from None
        if event is None:
            break
        line = event.end_mark.line + 1
        reader.take(event)
        if reader.is_long_list:
            break  # no file is a list: who asked for it says so, without reading on
    if reader.found:
        raise InputError(*reader.found)
    if reader.root is None:
        message, remedy = "This file holds nothing but comments.", "See an example: opendome show scenarios"
        raise InputError(
            Problem("empty_file", message, remedy, file, 1, 1, text=windowed(reader.lines[0], 1)[0])
        )
    return Document(file, reader.lines, reader.root)
