"""Reading `sources.bib`: every source that a figure may name."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"@(\w+)\s*\{\s*([^,\s{}]+)\s*,")
_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=\s*")
_ORDER = ("author", "editor", "organization", "institution", "title", "journal", "booktitle", "publisher",
          "series", "number", "volume", "pages", "year", "date", "howpublished", "doi", "url",
          "note")  # fmt: skip


def read_bibliography(text: str) -> dict[str, str]:
    """Every entry of a BibTeX text as one line to print, by its key."""
    sources = {}
    for found in _ENTRY.finditer(text):
        if found[1].lower() in ("comment", "string", "preamble"):
            continue
        sources[found[2]] = _line(_fields(text, found.end()))
    return sources


def _fields(text: str, start: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    place = start
    while found := _FIELD.search(text, place):
        if "}" in text[place : found.start()].replace(",", "") or "@" in text[place : found.start()]:
            break  # the entry has ended before this field
        value, place = _value(text, found.end())
        fields[found[1].lower()] = value
    return fields


def _value(text: str, start: int) -> tuple[str, int]:
    """A value in braces, in quotes, or bare; and where it ends."""
    opening = text[start : start + 1]
    depth = 0
    for place in range(start, len(text)):
        letter = text[place]
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth < 0 or (depth == 0 and opening == "{"):
                return _clean(text[start:place]), place + (depth == 0)
        elif depth == 0 and (
            (letter == '"' and place > start and opening == '"') or (letter == "," and opening not in '{"')
        ):
            return _clean(text[start:place]), place + (letter == '"')
    return _clean(text[start:]), len(text)


def _clean(value: str) -> str:
    plain = value.replace("--", "–").replace(r"\&", "&").replace(r"\%", "%")
    return " ".join(re.sub(r'[{}"]', "", plain).split())


def _line(fields: dict[str, str]) -> str:
    parts = [fields[name] for name in _ORDER if fields.get(name)]
    return ". ".join(part.rstrip(".") for part in parts) + "." if parts else ""
