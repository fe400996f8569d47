"""Nodes of a YAML file: plain data and their places, built in one pass from the parser's events.

Nothing a file can hold (aliases that multiply, nesting without end, tags) takes long or ends in a traceback.
Plain scalars follow the core schema of YAML 1.2: `NO` is a text, a date is a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

DEEPEST = 40
MOST_NODES = 300_000
MOST_PROBLEMS = 1_000

BREAK = re.compile("\r\n|[\n\r]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_MOST_DIGITS = 18  # longer whole numbers become floats: nothing here counts that far
_TAGS: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": lambda text: plain(text),
    "tag:yaml.org,2002:float": lambda text: plain(text),
    "tag:yaml.org,2002:bool": lambda text: plain(text),
    "tag:yaml.org,2002:null": lambda text: plain(text),
}
_COLLECTION_TAGS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True)
class Span:
    """A piece of one line; line and column count from 1."""

    line: int
    column: int
    length: int


@dataclass
class Node:
    """One value of a file.

    Attributes:
        data: The plain value; the same object inside the parent's data.
        span: Where it stands; of a block, its first line.
        block: Whether it is a mapping or list written over lines of its own.
        text: A scalar as written.
        keys: Where each key of a mapping stands.
        parts: What a mapping or list holds, by key or position.
        size: Nodes in it, aliases counted as often as they are used.
        closed: False while it is still being read.
    """

    data: Any
    span: Span
    block: bool = False
    text: str | None = None
    keys: dict[str, Span] = field(default_factory=dict)
    parts: dict[str | int, Node] = field(default_factory=dict)
    size: int = 1
    closed: bool = True


def plain(text: str) -> Any:
    """What a plain scalar means in the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) <= _MOST_DIGITS else float(text)
    if _FLOAT.match(text):
        return float(text)
    if _BASED.match(text) and len(text) <= _MOST_DIGITS:
        return int(text, 0)
    return text


WIDEST = 160
"""A line longer than this is shown by the part around the caret."""


def windowed(line: str, column: int) -> tuple[str, int]:
    """A line to show, cut where it is long, and where the caret stands in it."""
    column = min(column, len(line) + 1)
    if len(line) <= WIDEST:
        return line, column
    start = max(0, min(column - 1 - WIDEST // 4, len(line) - WIDEST))
    before, after = "…" if start else "", "…" if start + WIDEST < len(line) else ""
    return before + line[start : start + WIDEST] + after, column - start + len(before)


def clipped(text: str) -> str:
    """A value to show, cut where it is long."""
    return text if len(text) <= WIDEST else text[:WIDEST] + "…"


LONG = 1_000
"""A text that is a list with more entries is not read to its end."""


class Composer:
    """Builds nodes from the parser's events."""

    def __init__(self, file: str | None, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.root: Node | None = None
        self.found: list[Problem] = []
        self.open: list[Node] = []
        self.waiting: list[tuple[str, Span] | None] = []  # the key read last in each open mapping
        self.anchors: dict[str, Node] = {}
        self.documents = 0
        self.total = 0  # values so far, aliases written out

    @property
    def is_long_list(self) -> bool:
        """Whether the whole text is a list, and already longer than anybody would read."""
        return self.root is not None and isinstance(self.root.data, list) and len(self.root.data) > LONG

    def take(self, event: Any) -> None:
        """Take the parser's next event in."""
        name = type(event).__name__
        if name == "ScalarEvent":
            self._scalar(event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, {} if name == "MappingStartEvent" else [])
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)
        elif name == "AliasEvent":
            self._alias(event)
        elif name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self._stop(
                    event.start_mark, "several_documents", "A file holds one document.", "Remove `---`."
                )

    def _scalar(self, event: Any) -> None:
        text = event.value
        start, end = event.start_mark, event.end_mark
        length = (
            end.column - start.column if end.line == start.line else len(self._line(start)) - start.column
        )
        span = Span(start.line + 1, start.column + 1, max(1, length))
        tag = None if event.ctag is None else str(event.ctag)
        if tag is not None and tag != "!":
            if tag not in _TAGS:
                raise self._stop(
                    start, "tag", "Tags have no place in this file.", "Write the value alone.", span
                )
            data = _TAGS[tag](text)
        else:
            data = plain(text) if event.style is None and tag is None else text
        if event.style == '"' and CONTROL.search(text):
            message = "These quotes hold a character that no text has."
            raise self._stop(start, "not_text", message, "Write the value without the backslash.", span)
        self._put(Node(data, span, text=text), event.anchor, key=text)

    def _open(self, event: Any, data: Any) -> None:
        start = event.start_mark
        tag = None if event.ctag is None else str(event.ctag)
        if tag is not None and tag not in _COLLECTION_TAGS:
            raise self._stop(start, "tag", "Tags have no place in this file.", "Write the value alone.")
        if len(self.open) >= DEEPEST:
            raise self._stop(start, "too_deep", f"This is nested more than {DEEPEST} levels deep.")
        span = Span(start.line + 1, start.column + 1, max(1, len(self._line(start)) - start.column))
        node = Node(data, span, block=not event.flow_style, closed=False)
        self._put(node, event.anchor, key=None, mark=start)
        self.open.append(node)
        self.waiting.append(None)

    def _close(self, event: Any) -> None:
        node = self.open.pop()
        self.waiting.pop()
        end = event.end_mark
        if not node.block and end.line + 1 == node.span.line:
            node.span = Span(node.span.line, node.span.column, max(1, end.column + 1 - node.span.column))
        node.closed = True
        if self.open:
            self.open[-1].size += node.size - 1  # one was counted when it was put there

    def _alias(self, event: Any) -> None:
        target = self.anchors.get(event.anchor)
        start = event.start_mark
        span = Span(start.line + 1, start.column + 1, len(event.anchor) + 1)
        if target is None:
            raise self._stop(start, "alias", f"There is no anchor &{event.anchor} above this line.", "", span)
        if not target.closed:
            raise self._stop(start, "alias", "This alias stands inside what it stands for.", "", span)
        node = Node(target.data, span, text=target.text, size=target.size)
        node.parts, node.keys = target.parts, target.keys
        self._put(node, None, key=target.text, mark=start)

    def _put(self, node: Node, anchor: str | None, key: str | None, mark: Any = None) -> None:
        """Give a node to the mapping or list that is open."""
        if anchor:
            self.anchors[anchor] = node
        self.total += node.size
        if self.total > MOST_NODES:
            message = f"This file holds over {MOST_NODES:,} values, aliases written out."
            raise InputError(
                self._problem("too_many", message, "Say how many missiles with `count:`.", node.span)
            )
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.data, list):
            parent.parts[len(parent.data)] = node
            parent.data.append(node.data)
            parent.size += node.size
            return
        waiting = self.waiting[-1]
        if waiting is None:
            if key is None:
                raise self._stop(mark, "key", "A key is a word, not a mapping or a list.", "", node.span)
            self.waiting[-1] = (key, node.span)
            return
        self.waiting[-1] = None
        name, span = waiting
        if name in parent.data:
            self._repeated(name, span, parent.keys[name])
            return
        parent.data[name] = node.data
        parent.parts[name] = node
        parent.keys[name] = span
        parent.size += node.size

    def _repeated(self, name: str, span: Span, first: Span) -> None:
        self.found.append(
            self._problem(
                "repeated_key",
                f"The key {name} stands here twice, first on line {first.line}.",
                "Keep one.",
                span,
            )
        )
        if len(self.found) >= MOST_PROBLEMS:
            raise InputError(*self.found)

    def explain(self, error: MarkedYAMLError) -> InputError:
        """A parser's complaint in plain words."""
        told = error.problem or ""
        mark = error.problem_mark or error.context_mark
        if "could not find expected ':'" in told:
            mark = error.context_mark or mark  # the key itself, not the line after it
        message, remedy = (
            "From here on this cannot be read as YAML.",
            "Check colons, quotes, brackets and indents.",
        )
        for part, plainly, way_out in _COMPLAINTS:
            if part in told or part in (error.context or ""):
                message, remedy = plainly, way_out
                break
        if mark is None:
            return InputError(Problem("not_yaml", message, remedy, file=self.file))
        return self._stop(mark, "not_yaml", message, remedy)

    def _line(self, mark: Any) -> str:
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    def _stop(
        self, mark: Any, kind: str, message: str, remedy: str = "", span: Span | None = None
    ) -> InputError:
        where = span or Span(mark.line + 1, mark.column + 1, 1)
        return InputError(*self.found, self._problem(kind, message, remedy, where))

    def _problem(self, kind: str, message: str, remedy: str, span: Span) -> Problem:
        text = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        text, column = windowed(text, span.column)
        length = max(1, min(span.length, len(text) - column + 1))
        return Problem(kind, message, remedy, self.file, span.line, column, length, text=text)


_COMPLAINTS = (
    ("'\\t'", "A tab stands where only spaces may.", "Indent with spaces."),
    (
        "mapping values are not allowed",
        "A colon stands where none can.",
        "Put texts that hold a colon in quotes.",
    ),
    ("expected ',' or ']'", "A list in brackets is not closed, or lacks a comma.", "Check [ ] and commas."),
    ("expected ',' or '}'", "A mapping in braces is not closed, or lacks a comma.", "Check { } and commas."),
    ("while scanning a quoted scalar", "A text in quotes is not closed.", "Close the quotes."),
    (
        "could not find expected ':'",
        "A key lacks its colon or the space after it.",
        "Write `key: value`.",
    ),
    ("expected <block end>", "This line is indented otherwise than the lines above.", "Align it with them."),
    ("cannot start any token", "No value starts with this character.", "Put the text in quotes."),
    ("found undefined alias", "This alias has no anchor above it.", "Write the value itself."),
    ("undefined tag handle", "Tags have no place in this file.", "Write the value alone."),
    (
        "found unknown escape character",
        "A backslash in double quotes starts an escape.",
        "Use single quotes.",
    ),
)
