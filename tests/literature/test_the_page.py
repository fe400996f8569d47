"""The Validation page holds every claim once, every gap its cause, and everything that waits its reason."""

from __future__ import annotations

from itertools import groupby

import pytest

from literature.record import HERE, STAGES, Claim, Waiting, check_waiting, entries, page

ENTRIES = list(entries())


def test_nothing_is_written_twice() -> None:
    names = [(entry.source, entry.quantity, entry.unit) for _, entry in ENTRIES]
    assert len(names) == len(set(names))


def test_the_page_holds_what_the_tests_hold_and_nothing_else() -> None:
    stages = [row["stage"] for row in page().values()]
    assert stages == [stage for stage, _ in ENTRIES]
    assert [source for source, _ in page()] == [entry.source for _, entry in ENTRIES]


def test_each_source_has_one_section() -> None:
    held = [(stage, entry.source) for stage, entry in ENTRIES if isinstance(entry, Claim)]
    sections = [key for key, _ in groupby(held)]
    assert len(sections) == len(set(sections))


def test_every_file_of_claims_is_part_of_the_story() -> None:
    """A file without a stage would be left out of the page without a word."""
    for file in HERE.glob("test_*.py"):
        text = file.read_text("utf8")
        assert ("\nCLAIMS" not in text and "\nWAITING" not in text) or "\nSTAGE = " in text, file.name
    assert {stage for stage, _ in ENTRIES} == set(STAGES)


def test_every_row_that_is_not_met_says_why() -> None:
    for row in page().values():
        if row["inside"] is False:
            assert len(row["cause"]) > 20, row["quantity"]
        if row["inside"] is None:
            assert len(row["why"]) > 20, row["quantity"]
            assert row["computed"] is None
            assert row["published"]


@pytest.mark.parametrize("waiting", [entry for _, entry in ENTRIES if isinstance(entry, Waiting)],
                         ids=lambda waiting: waiting.quantity)  # fmt: skip
def test_what_waits_is_on_the_page(waiting: Waiting) -> None:
    check_waiting(waiting)
