"""Files of budgets, outlay rates, totals and projects: what is refused, and in what words."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError, Problem
from opendome.scenario.budgets import Budget, JointProject, OutlayRates, Total
from opendome.scenario.library import Library

LINE = "{fiscal_year: 2026, name: x, stage: enacted, authority_million_usd: 1, covers: all}"
BIB = "@misc{mine,\n  author = {Me},\n  title = {Rates},\n  year = {2026},\n}\n"


def problem(folder: Path, text: str) -> Problem:
    """The one thing wrong with a file of the user's library."""
    (folder / "sources.bib").write_text(BIB, encoding="utf8")
    (folder / "mine.yaml").write_text(f"opendome: 1\nname: Mine\n{text}", encoding="utf8")
    library = Library([folder])
    kind = next(kind for kind in ("budgets", "totals", "projects") if library.has(kind, "mine"))
    with pytest.raises(InputError) as caught:
        library.entry(kind, "mine")
    (only,) = caught.value.found
    return only


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        (f"kind: budget\nlines: [{LINE.replace('enacted', 'hoped')}]", "lines[0].stage", "one of"),
        (f"kind: budget\nlines: [{LINE.replace('authority_million_usd: 1, ', '')}]", "lines[0]", "missing"),
        (f"kind: budget\nlines: [{LINE.replace(': 1,', ': -1,')}]", "lines[0].authority_million_usd",
         "negative"),
        (f"kind: budget\nlines: [{LINE.replace('2026', '26')}]", "lines[0].fiscal_year", "between"),
        ("kind: budget\nceilings: [{fiscal_year: 2026, authority_million_usd: 1}, "
         "{fiscal_year: 2026, authority_million_usd: 2}]", "ceilings[1].fiscal_year", "two ceilings"),
        ("kind: outlay_rates\nrdte_fraction: [0.5, 0.5]", None, "says where it comes from"),
        ("kind: outlay_rates\nsource: mine\nwhere: p. 1\nrdte_fraction: [0.6, 0.6]", "rdte_fraction", "1.2"),
        ("kind: outlay_rates\nsource: mine\nwhere: p. 1\nrdte_fraction: [1.6]", "rdte_fraction[0]",
         "between 0"),
        ("kind: total\ntotal_million_usd: 10\npublished_year: 2026\ncounts: all\n"
         "parts: [{name: a, total_million_usd: 11}]", "parts", "more than the total"),
        ("kind: project\ncost_million_usd: 1", "cost_million_usd", "without its year"),
        ("kind: project\nfrom_year: 2030\nuntil_year: 2029", "until_year", "ends before"),
        ("kind: project\npartners: [{name: a, share_fraction: 0.7}, {name: b, share_fraction: 0.7}]",
         "partners", "1.4"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, text: str, key: str | None, says: str) -> None:
    found = problem(tmp_path, text)
    assert says in found.message
    assert found.key == key
    assert found.line is not None


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf8")
    text = (
        "opendome: 1\nkind: outlay_rates\nname: Mine\nsource: mine\nwhere: p. 1\nrdte_fraction: [0.6, 0.3]\n"
    )
    (tmp_path / "mine.yaml").write_text(text, encoding="utf8")
    found = Library([tmp_path]).entry("budgets", "mine")
    assert isinstance(found, OutlayRates)
    assert found.rates == {"rdte": (0.6, 0.3)}


def test_every_file_of_the_library_can_be_read() -> None:
    library = Library()
    budgets = [library.entry("budgets", name) for name in library.ids("budgets")]
    totals = [library.entry("totals", name) for name in library.ids("totals")]
    projects = [library.entry("projects", name) for name in library.ids("projects")]
    assert len(budgets) >= 3
    assert len(totals) >= 13
    assert len(projects) >= 3
    assert all(isinstance(one, Budget) for one in budgets)
    assert all(isinstance(one, Total) for one in totals)
    assert all(isinstance(one, JointProject) for one in projects)
