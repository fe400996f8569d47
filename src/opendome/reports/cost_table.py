"""Tables of money as CSV and Excel files: every amount with its unit and year, the same bytes each time."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from opendome.errors import RunError
from opendome.reports.cost_words import Dollars
from opendome.reports.plates import Cell

_CLOCK = (1980, 1, 1, 0, 0, 0)
"""When every part of an Excel file says that it was written: the first moment that a zip can tell."""

_WIDEST, _NARROWEST = 48, 10
_LONGEST_NAME = 31
"""Letters that Excel allows in the name of a sheet."""

_FORBIDDEN = frozenset("[]:*?/\\")
_MONEY = "#,##0"

USD = "US$"
"""Unit of a column of money whose year stands in another column of its row."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: What stands in it, in words.
        dollars: Which dollars, of a column of money; None of others.
        unit: Of other numbers, as `year` or `count`; `US$` of money whose year stands in a column beside it;
            "" of words.
    """

    name: str
    dollars: Dollars | None = None
    unit: str = ""

    @property
    def money(self) -> bool:
        """Whether amounts stand in it."""
        return self.dollars is not None or self.unit == USD

    @property
    def heading(self) -> str:
        """The heading: money says its year, and how many years it counts.

        >>> Column("Total", Dollars(2026, 20)).heading, Column("Element").heading
        ('Total [US$, 2026 dollars, 20 years]', 'Element')
        """
        if self.dollars is not None:
            return f"{self.name} [US$, {self.dollars.words}]"
        return f"{self.name} [{self.unit}]" if self.unit else self.name


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        name: Of its file and of its sheet.
        columns: In order.
        rows: One cell a column; None is what does not exist.
        notes: What to mind, in words; they stand under the table in Excel and above it in CSV.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {self.name} has {len(row)} cells for {len(self.columns)} columns")


def csv_text(table: Table) -> str:
    """A table as comma-separated values; amounts to the cent, notes as lines that begin with #."""
    out = StringIO()
    for note in table.notes:
        out.write(f"# {' '.join(note.split())}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([_text(cell, column) for cell, column in zip(row, table.columns, strict=True)])
    return out.getvalue()


def _text(cell: Cell, column: Column) -> str:
    """A cell of a CSV file; what does not exist is empty."""
    if cell is None:
        return ""
    if column.money and not isinstance(cell, str):
        return f"{cell:.2f}"
    return repr(cell) if isinstance(cell, float) else _harmless(str(cell))


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def write_csv(tables: Sequence[Table], folder: Path) -> list[Path]:
    """Write each table as `NAME.csv`."""
    files = []
    for table in tables:
        file = folder / f"{table.name}.csv"
        file.write_text(csv_text(table), encoding="utf-8", newline="\n")
        files.append(file)
    return files


def write_excel(tables: Sequence[Table], file: Path, title: str) -> Path:
    """Write all tables into one Excel file, a sheet each.

    Args:
        tables: In the order of their sheets.
        file: Where to write.
        title: Of the document.

    Raises:
        RunError: The package that writes Excel files is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise RunError("Excel files need the package xlsxwriter.", "pip install xlsxwriter") from None
    held = BytesIO()
    # strings stay strings: no text becomes a formula, a number or a link
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
                "strings_to_urls": False}  # fmt: skip
    book = xlsxwriter.Workbook(held, settings)
    book.set_properties({"title": title, "author": "OpenDome", "created": _first_moment()})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "money": book.add_format({"num_format": _MONEY}),
        "note": book.add_format({"italic": True}),
        "plain": book.add_format(),
    }
    names: set[str] = set()
    for table in tables:
        _sheet(book.add_worksheet(_sheet_name(table.name, names)), table, looks)
    book.close()
    file.write_bytes(_timeless(held.getvalue()))
    return file


def _first_moment() -> Any:
    from datetime import datetime

    return datetime(*_CLOCK)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    plain = "".join("-" if letter in _FORBIDDEN else letter for letter in name).strip("'") or "table"
    found, number = plain[:_LONGEST_NAME], 1
    while found.casefold() in taken:
        number += 1
        ending = f" {number}"
        found = plain[: _LONGEST_NAME - len(ending)] + ending
    taken.add(found.casefold())
    return found


def _sheet(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    """Fill one sheet."""
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, looks["head"])
        money = column.money
        wide = max([len(column.heading) // 2, *(len(str(row[place])) for row in table.rows), _NARROWEST])
        sheet.set_column(place, place, min(wide + 4, _WIDEST), looks["money"] if money else looks["plain"])
        for line, row in enumerate(table.rows, start=1):
            _cell(sheet, line, place, row[place], looks["money"] if money else looks["plain"])
    sheet.freeze_panes(1, 1)
    for line, note in enumerate(table.notes, start=len(table.rows) + 2):
        sheet.write_string(line, 0, note, looks["note"])


def _cell(sheet: Any, line: int, place: int, cell: Cell, look: Any) -> None:
    if cell is None:
        sheet.write_blank(line, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(line, place, cell, look)
    else:
        sheet.write_number(line, place, cell, look)


def _timeless(raw: bytes) -> bytes:
    """A zip again with a fixed clock, its parts in the order that they had."""
    held = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = ZipInfo(part.filename, _CLOCK)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(entry, old.read(part.filename), compresslevel=6)
    return held.getvalue()
