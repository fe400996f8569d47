"""`opendome list` and `opendome show` in words."""

from __future__ import annotations

import json
from typing import Any

from opendome.answers.list import Answer as ListAnswer
from opendome.answers.question import Question
from opendome.answers.show import Answer as ShowAnswer
from opendome.answers.show import FigureRow
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.contract.envelope import Envelope
from opendome.reports import numbers


def show(_question: Question, answer: Envelope) -> None:
    """Print the answer."""
    if isinstance(answer, ListAnswer):
        _list(answer)
    elif isinstance(answer, ShowAnswer):
        _show(answer)


def _list(answer: ListAnswer) -> None:
    page = Page()
    page.line(answer.sentence)
    if not answer.items:
        return
    page.line()
    width = max(len(item.id) for item in answer.items)
    for item in answer.items:
        parts = wrap(item.name, page.width - width - 4) or [""]
        if item.name.split(",")[0] == item.id:
            page.line(f"  {item.name}")
            continue
        page.line(f"  {item.id.ljust(width)}  {parts[0]}".rstrip())
        for part in parts[1:]:
            page.line(" " * (width + 4) + part)


def _show(answer: ShowAnswer) -> None:
    page = Page()
    if answer.kind == "schemas":
        print(json.dumps(answer.entry, ensure_ascii=False, indent=2))
        return
    page.line(answer.sentence)
    page.line()
    for key, value in _plain(answer.entry):
        parts = wrap(value, page.width - 6 - len(key)) or [""]
        page.line(f"  {key}: {parts[0]}")
        for part in parts[1:]:
            page.line(" " * (4 + len(key)) + part)
    if answer.figures:
        for title, figures in _by_entry(answer):
            page.line()
            rows = [_row(figure, title) for figure in figures]
            page.table((title or "Figure", "Value", "Low–high", "Source"), rows, (False, True, True, False))
    if any(figure.source == "assumed" for figure in answer.figures):
        page.line("  ◇ assumed: no public source, so it carries a range")
    if answer.bibliography:
        page.line()
        for source in answer.bibliography:
            parts = wrap(f"[{source.key}] {source.text}", page.width - 4)
            page.line("  " + parts[0])
            for part in parts[1:]:
                page.line("      " + part)


def _by_entry(answer: ShowAnswer) -> list[tuple[str, list[FigureRow]]]:
    """A scenario's figures by the entry that they belong to; those of one entry together."""
    if answer.kind != "scenarios":
        return [("", answer.figures)]
    found: dict[str, list[FigureRow]] = {}
    for figure in answer.figures:
        found.setdefault(figure.path.removeprefix("library.").split(".")[0], []).append(figure)
    return list(found.items())


def _plain(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """The keys of an entry that are words or bare numbers."""
    return [
        (key, " ".join(str(value).split()))
        for key, value in entry.items()
        if isinstance(value, (str, int, float)) and key not in ("opendome", "source", "where", "replaces")
    ]


def _row(figure: FigureRow, title: str) -> tuple[str, str, str, str]:
    band = "" if figure.low == figure.high else f"{_number(figure.low)}–{_number(figure.high)}"
    source = {"assumed": "◇ assumed", "": "no source"}.get(figure.source, f"[{figure.source}]")
    return figure.path.removeprefix("library.").removeprefix(f"{title}."), _number(figure.value), band, source


def _number(value: float) -> str:
    """A published figure as published."""
    if value == round(value) and abs(value) < 1e15:
        return numbers.rounded(value, 0)
    return f"{value:,.10g}".replace("-", "−")
