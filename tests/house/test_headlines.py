"""Headline numbers of ready scenarios stand still, or a page says why; columns of records say their unit."""

from __future__ import annotations

import pytest

from golden.headlines import headlines, moved, read, ready_run, rounded
from house.tree import ROOT
from opendome import sensing, threats, units
from opendome.records.objects import Objects
from opendome.records.raid_sizes import RaidSizes

ANEW = "say in docs/changes-of-results.md what moved and why, then python tests/golden/headlines.py --write"


def test_headline_numbers_stand_still() -> None:
    now, written = headlines(), read()
    assert now.keys() == written.keys(), ANEW
    changes = [
        f"{scenario} {key}: from {written[scenario].get(key)} to {value}"
        for scenario, numbers in now.items()
        for key, value in numbers.items()
        if key not in written[scenario] or moved(written[scenario][key], value)
    ]
    gone = [f"{scenario} {key}" for scenario in written for key in written[scenario].keys() - now[scenario]]
    assert changes + gone == [], ANEW


@pytest.mark.parametrize(
    ("written", "now", "other"),
    [
        (0.7853, 0.7854, False),
        (0.7853, 0.7855, True),
        (2196.0, 2197.0, False),
        (2196.0, 2198.0, True),
        (0.0, 0.0, False),
        (None, None, False),
        (None, 3.0, True),
        (3.0, None, True),
    ],
)
def test_a_number_that_moves_is_found(written: float | None, now: float | None, other: bool) -> None:
    assert moved(written, now) is other


def test_what_never_happens_has_no_number() -> None:
    assert rounded(float("inf")) is None
    assert rounded(1234.56) == 1235.0


def test_every_headline_says_its_unit() -> None:
    keys = {key for numbers in read().values() for key in numbers}
    assert len(keys) >= 14
    assert [key for key in sorted(keys) if units.ending_of(key) is None] == []


def test_the_page_says_what_moved_and_why() -> None:
    page = (ROOT / "docs" / "changes-of-results.md").read_text("utf8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("| 0")]
    assert rows
    assert all(len(row) == 5 and all(cell.strip() for cell in row) for row in rows)


NUMBERS_WITHOUT_UNIT = {"value", "low", "high"}
"""Columns of the table of figures: in the unit that stands beside them."""


def test_every_column_of_a_record_says_its_unit() -> None:
    run, joined = ready_run("limited-raid")
    assert joined.known is not None
    records = (
        run.flights, run.reach, run.reach.flyouts, run.sightings, run.detections, run.tracks, run.chances,
        run.shots, joined, joined.known, run.world.case.figures,
    )  # fmt: skip
    tables = {type(record).__name__: record.to_frame() for record in records}
    assert len(tables) == len(records)
    objects = threats.objects(run.world, run.flights)
    seen = sensing.observe_objects(run.world, objects, run.sightings, run.tracks)
    tables[Objects.__name__] = objects.to_frame(seen)
    assert all(len(table) > 0 for table in tables.values())
    bare = [
        f"{name}.{column}"
        for name, table in tables.items()
        for column, kind in table.schema.items()
        if kind.is_float() and units.ending_of(column) is None and column not in NUMBERS_WITHOUT_UNIT
    ]
    assert bare == []


def test_no_record_that_becomes_a_table_is_left_out() -> None:
    """`RaidSizes` is filled by an answer and has its own test of names; `Objects` stand in the test above."""
    from house.test_public_names import tabled_records

    run, joined = ready_run("limited-raid")
    shown = {type(value).__name__ for value in (*vars(run).values(), joined, joined.known, run.reach.flyouts)}
    shown |= {type(run.world.case.figures).__name__, RaidSizes.__name__, Objects.__name__}
    assert tabled_records() - shown == set()
