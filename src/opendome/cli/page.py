"""Words on standard output: paragraphs, tables without lines, and two colours at most."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from opendome.cli.wrapping import wrap

LEAST, MOST = 80, 96
NUMBER, PATH = "bold cyan", "cyan"


class _Console(Console):
    """A console that leaves it to us what a pipe that nobody reads means: rich would end with status 1."""

    def on_broken_pipe(self) -> None:
        raise  # rich calls this where it handles the error


class Page:
    """What a command prints; one instance a command."""

    def __init__(self) -> None:
        columns = shutil.get_terminal_size((MOST, 24)).columns
        self.width = min(MOST, max(LEAST, columns))
        plain = not sys.stdout.isatty()
        self._console = _Console(
            file=sys.stdout, width=10_000, highlight=False, emoji=False, markup=False, no_color=plain or None
        )

    def line(self, text: str | Text = "") -> None:
        """One line as it is."""
        self._console.print(text, soft_wrap=True)

    def lead(self, sentence: str, number: str) -> None:
        """The lead sentence, wrapped; the first match of the pattern `number` stands out."""
        wrapped = "\n".join("  " + part for part in wrap(sentence, self.width - 4))
        text = Text(wrapped)
        found = re.search(number.replace(" ", r"\s+"), wrapped)
        if found:
            text.stylize(NUMBER, *found.span())
        self.line(text)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
        """Columns two spaces apart; `right` says which are set to the right."""
        whole = [header, *rows]
        widths = [max(len(row[place]) for row in whole) for place in range(len(header))]
        for row in whole:
            cells = [
                cell.rjust(width) if to_right else cell.ljust(width)
                for cell, width, to_right in zip(row, widths, right, strict=True)
            ]
            self.line("  " + "  ".join(cells).rstrip())

    def pair(self, label: str, parts: Sequence[str], path: bool = False, beside: str = "") -> None:
        """A label and lines beside it, the first of each line a path if so said; a note where it fits."""
        for place, part in enumerate(parts):
            text = Text(f"  {label if place == 0 else '':9} ")
            text.append(part, style=PATH if path else "")
            if beside and len(text) + len(beside) + 4 <= self.width:
                text.append(f"  ({beside})")
            self.line(text)

    def notes(self, sentences: Sequence[str]) -> None:
        """Warnings, each wrapped."""
        for sentence in sentences:
            self.pair("Note", wrap(sentence, self.width - 14))

    def text(self, sentences: Sequence[str]) -> None:
        """Plain sentences, each on lines of its own, set in as tables are."""
        for sentence in sentences:
            for part in wrap(sentence, self.width - 4):
                self.line("  " + part)

    def fits(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
        """Whether a table of these columns fits the width."""
        whole = [header, *rows]
        widths = [max(len(row[place]) for row in whole) for place in range(len(header))]
        return 2 + sum(widths) + 2 * (len(widths) - 1) <= self.width
