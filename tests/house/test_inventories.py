"""The table of inventories: every number with who told it and where, and the page as it says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from house.tree import ROOT
from opendome.reports import style
from opendome.scenario.library import Library
from unit.reports.pictured import nothing_meets

sys.path.insert(0, str(ROOT / "docs"))

from makers import inventories

ROWS = inventories.rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.country}-{row.kind}")
def test_every_count_says_who_told_it_and_where(row: Any) -> None:
    known = Library().sources
    assert row.counts
    for one in row.counts:
        assert one.source in known
        assert one.where.strip()
        assert one.year in inventories.YEARS
        assert 0 <= one.low <= one.high
    told = [(one.year, one.source) for one in row.counts]
    assert len(told) == len(set(told)), "one source tells a count of a year once"


def test_a_class_of_a_country_stands_once() -> None:
    named = [(row.country, row.kind) for row in ROWS]
    assert len(named) == len(set(named))


def test_the_page_shows_both_where_tellings_differ() -> None:
    page = inventories.page()
    (korea,) = [row for row in ROWS if row.country == "North Korea"]
    assert korea.words(2025) == "at most 10 or 20"
    assert "[shield-data](#source-shield-data)" in korea.disagreement()
    assert f"| {korea.country} | {korea.kind} | at most 10 or 20 | 50 |" in page
    differ = [row for row in ROWS if any(len(row.said(year)) > 1 for year in inventories.YEARS)]
    assert [row for row in ROWS if row.disagreement()] == differ
    assert all(one.where in page for row in ROWS for one in row.counts)


def test_the_picture_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    save = style.save

    def looked_at(whole: Any, *rest: Any) -> None:
        nothing_meets(whole)
        seen.append(whole)
        save(whole, *rest)

    monkeypatch.setattr(style, "save", looked_at)
    (file,) = inventories.pictures(tmp_path)
    assert file.read_bytes()[:4] == b"\x89PNG"
    assert len(seen) == 1
