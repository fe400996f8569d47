"""Tables of money as files: amounts with their year, the same bytes each time, no formulas."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from opendome.reports.cost_table import Column, Table, csv_text, write_csv, write_excel
from opendome.reports.cost_words import Dollars

BY_YEAR = Table(
    "by-year",
    (Column("Fiscal year", unit="year"), Column("Authority", Dollars(None)),
     Column("Authority", Dollars(2026)), Column("Note")),
    ((2027, 12_345_678_901.25, 12_000_000_000.0, "=1+1"), (2028, None, 0.1, "plain, with a comma")),
    ("Outlays are a gap.",),
)  # fmt: skip

_CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_every_column_of_money_says_its_year() -> None:
    lines = csv_text(BY_YEAR).splitlines()
    assert lines[0] == "# Outlays are a gap."
    assert next(csv.reader([lines[1]])) == [
        "Fiscal year [year]", "Authority [US$, dollars of each year]", "Authority [US$, 2026 dollars]",
        "Note",
    ]  # fmt: skip


def test_amounts_stand_to_the_cent_and_nothing_is_a_formula() -> None:
    first, second = list(csv.reader(csv_text(BY_YEAR).splitlines()[2:]))
    assert first == ["2027", "12345678901.25", "12000000000.00", "'=1+1"]
    assert second == ["2028", "", "0.10", "plain, with a comma"]


def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        write_csv([BY_YEAR], folder)
        write_excel([BY_YEAR, BY_YEAR], folder / "cost.xlsx", "Cost")
    for name in ("by-year.csv", "cost.xlsx"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    with ZipFile(first / "cost.xlsx") as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
        assert re.findall(rb'sheet name="([^"]+)"', book.read("xl/workbook.xml")) == [
            b"by-year",
            b"by-year 2",
        ]


def test_an_excel_file_holds_numbers_and_texts(tmp_path: Path) -> None:
    file = write_excel([BY_YEAR], tmp_path / "cost.xlsx", "Cost")
    with ZipFile(file) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        texts = "".join(ElementTree.fromstring(book.read("xl/sharedStrings.xml")).itertext())
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{_CELLS}c")}
    assert float(cells["B2"].findtext(f"{_CELLS}v") or "nan") == 12_345_678_901.25
    assert cells["B3"].find(f"{_CELLS}v") is None
    assert cells["D2"].get("t") == "s"
    assert not list(sheet.iter(f"{_CELLS}f"))
    assert "=1+1" in texts
    assert "Authority [US$, 2026 dollars]" in texts
    assert "Outlays are a gap." in texts


def test_long_names_of_sheets_are_cut(tmp_path: Path) -> None:
    long = Table("from one total: to the other, in steps", BY_YEAR.columns, ())
    file = write_excel([long, long], tmp_path / "cost.xlsx", "Cost")
    with ZipFile(file) as book:
        names = re.findall(rb'sheet name="([^"]+)"', book.read("xl/workbook.xml"))
    assert len(names) == len(set(names)) == 2
    assert all(len(name) <= 31 and b":" not in name for name in names)


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells for 4 columns"):
        Table("x", BY_YEAR.columns, ((1, 2),))
