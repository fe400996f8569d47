"""Files of the library that were parsed before: kept as JSON, by a digest of their text and of the parser.

Half of what a first screen waits for reading the library is the YAML parser. What it made is plain data and
places, so JSON holds it: nothing that is read back can run. Whatever is wrong with a kept file, it is as if
there were none.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from opendome import cache
from opendome.scenario import reading
from opendome.scenario.nodes import BREAK, Node, Span
from opendome.scenario.reading import Document

FOLDER = "parsed"
PARSERS = ("nodes.py", "reading.py", "parsed.py")
"""What parses: files beside this one."""


# a text and not a file is remembered: a file that has changed is read anew
@lru_cache(maxsize=256)
def parsed(text: str, shown: str) -> Document:
    """A document, parsed once in this process and, where it can be kept, once on this machine.

    Args:
        text: Of the file.
        shown: What a message calls the file.

    Raises:
        InputError: As `parse` does.
    """
    file = cache.base() / FOLDER / f"{_digest(text)}.json"
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Document(shown, BREAK.split(text), _read(json.loads(file.read_text("utf8"))))
    found = reading.parse(text, shown)
    # an alias is one node in two places, which a tree cannot hold
    if "&" not in text:
        keep(file, json.dumps(_written(found.root), separators=(",", ":")).encode())
    return found


def keep(file: Path, data: bytes) -> None:
    """Write beside and rename: whoever reads finds a whole file or none."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.stem}-{os.getpid()}")
        try:
            beside.write_bytes(data)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)


def _digest(text: str) -> str:
    digest = hashlib.blake2b(_of_parser(), digest_size=16)
    digest.update(text.encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _of_parser() -> bytes:
    """Digest of what parses, so that another version reads its own."""
    digest = hashlib.blake2b(digest_size=16)
    for name in PARSERS:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.digest()


def _written(node: Node) -> list[Any]:
    """A node as JSON can hold it: place, form, text, and what it holds."""
    span, held = node.span, node.parts
    place = [span.line, span.column, span.length, node.block]
    if isinstance(node.data, dict):
        keys = {name: [key.line, key.column, key.length] for name, key in node.keys.items()}
        return [*place, keys, {str(name): _written(part) for name, part in held.items()}]
    if isinstance(node.data, list):
        return [*place, None, [_written(part) for part in held.values()]]
    return [*place, node.text, node.data]


def _read(found: list[Any]) -> Node:
    """The node that was written."""
    line, column, length, block, about, held = found
    span = Span(line, column, length)
    if not isinstance(held, (dict, list)):
        return Node(held, span, block, about)
    if isinstance(held, list):
        parts: dict[str | int, Node] = {place: _read(part) for place, part in enumerate(held)}
        data: Any = [part.data for part in parts.values()]
        keys = {}
    else:
        parts = {name: _read(part) for name, part in held.items()}
        data = {name: part.data for name, part in parts.items()}
        keys = {name: Span(*key) for name, key in about.items()}
    size = 1 + sum(part.size for part in parts.values())
    return Node(data, span, block, None, keys, parts, size)
