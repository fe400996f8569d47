"""The tables of an answer of `cost`: every column of money has its year, and years add up to the cent."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from opendome.answers.cost import Question, answer
from opendome.contract.cost import Answer
from opendome.reports.cost_table import csv_text, write_csv, write_excel
from opendome.reports.cost_tables import tables

DOLLARS = re.compile(r"\[US\$, (\d{4} dollars|dollars of each year)")


@cache
def found() -> Answer:
    """CBO's system of 2026, few draws."""
    return answer(Question(scenarios=("cbo-2026",), draws=200))


def test_every_amount_says_which_dollars_it_is_in() -> None:
    made = {table.name: table for table in tables(found())}
    assert {"totals", "by-element", "by-year", "by-appropriation", "confidence", "drivers"} <= set(made)
    for table in made.values():
        for column in table.columns:
            plain = column.heading.endswith("[US$]")
            assert not plain or "Year of the dollars" in [one.name for one in table.columns]
            assert "US$" not in column.heading or plain or DOLLARS.search(column.heading)


def test_years_of_an_appropriation_add_up_to_the_cent() -> None:
    table = next(one for one in tables(found()) if one.name == "by-appropriation")
    lines = [line for line in csv_text(table).splitlines() if not line.startswith("#")]
    whole = 0
    for row in csv.reader(lines[1:]):
        cents = [round(100 * float(cell)) for cell in row[2:]]
        assert cents[0] == sum(cents[1:])
        whole += cents[0]
    assert abs(whole - round(100.0 * found().total_then_year_usd.value)) <= 1


def test_outlays_without_rates_are_said_to_be_a_gap() -> None:
    table = next(one for one in tables(found()) if one.name == "by-year")
    assert any("Outlays are a gap" in note for note in table.notes)


def test_files_hold_every_table(tmp_path: Path) -> None:
    made = tables(found())
    files = write_csv(made, tmp_path)
    assert [file.stem for file in files] == [table.name for table in made]
    assert write_excel(made, tmp_path / "cost.xlsx", found().name).stat().st_size > 5_000


def test_amounts_stand_to_the_cent() -> None:
    for table in tables(found()):
        rows = [line for line in csv_text(table).splitlines() if not line.startswith("#")]
        for row in csv.reader(rows[1:]):
            for cell, column in zip(row, table.columns, strict=True):
                assert not column.money or re.fullmatch(r"(-?\d+\.\d\d)?", cell), (table.name, column.name)
