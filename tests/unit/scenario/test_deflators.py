"""Price indices: the library's are whole, and everything wrong with one's own is said at its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from opendome.errors import InputError, Problem
from opendome.scenario import deflators, growth
from opendome.scenario.library import PACKAGED, Library

LIBRARY = Library()

GOOD = """\
opendome: 1
kind: deflator
name: Mine
edition: mine, of today
source: assumed
index_ratio:
  2024: 0.9
  2025: 1
  2026: 1.05
"""


@pytest.mark.parametrize("name", deflators.ids(LIBRARY))
def test_an_index_of_the_library_is_whole(name: str) -> None:
    index = deflators.price_index(name, LIBRARY)
    assert set(np.diff(index.years)) == {1}
    grows = index.values[1:] / index.values[:-1]
    assert 0.85 < grows.min() < grows.max() < 1.25, "a digit is wrong"
    assert index.source in LIBRARY.sources
    assert index.where
    assert "edition" in index.edition or "FY20" in index.edition
    assert index.estimated_from_year is not None
    assert index.years[0] < index.estimated_from_year <= index.years[-1]


def test_all_files_of_the_folder_are_known() -> None:
    assert sorted(deflators.ids(LIBRARY)) == sorted(file.stem for file in (PACKAGED / "deflators").iterdir())


def test_what_settling_asks() -> None:
    factors, edition, beyond = deflators.index_of("omb-gdp-fy2025", LIBRARY, 2026, [2027, 2029, 2030, 2031])
    assert "FY2025" in edition
    assert beyond == (2030, 2031)
    assert factors[0] == pytest.approx(1.3348 / 1.3074, rel=1e-14)
    assert factors[3] == pytest.approx(1.3911 / 1.3074 * (1.3911 / 1.3626) ** 2, rel=1e-12)
    assert deflators.factor_of("omb-gdp-fy2025", LIBRARY, 2012, 2023) == pytest.approx(
        1.2207 / 0.9314, rel=1e-14
    )


def test_ones_own_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD, encoding="utf8")
    index = deflators.price_index(str(file), LIBRARY)
    assert (index.id, index.edition, index.estimated_from_year) == ("mine", "mine, of today", None)
    assert index.factor(2024, 2026) == pytest.approx(1.05 / 0.9)


def test_ones_own_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deflators"
    folder.mkdir()
    (folder / "omb-gdp-fy2025.yaml").write_text(GOOD, encoding="utf8")
    (tmp_path / "sources.bib").write_text("@misc{mine, title = {Mine}, author = {Me}, year = {2026}}", "utf8")
    assert deflators.price_index("omb-gdp-fy2025", Library((tmp_path,))).edition == "mine, of today"


def of(tmp_path: Path, text: str) -> list[Problem]:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf8")
    with pytest.raises(InputError) as refused:
        deflators.price_index(str(file), LIBRARY)
    return refused.value.found


@pytest.mark.parametrize(
    ("old", "new", "kind", "line", "says"),
    [
        ("  2025: 1\n", "", "missing_years", 8, "The year 2025 is missing here."),
        ("  2026: 1.05", "  2031: 1.05", "missing_years", 9, "The years 2026 to 2030 are missing here."),
        (
            "  2024: 0.9",
            "  2027: 0.9",
            "years_order",
            8,
            "The years are out of order: 2025 comes after 2027.",
        ),
        ("2025: 1\n", "twenty: 1\n", "not_a_year", 8, "from 1800 to 2200"),
        ("2025: 1\n", "2025: 0\n", "out_of_range", 8, "A price is a number above zero."),
        ("2025: 1\n", "2025: yes please\n", "out_of_range", 8, "A price is a number above zero."),
        ("edition: mine, of today\n", "", "missing_key", 1, "The key edition is missing here."),
        ("kind: deflator", "kind: radar", "unknown_kind", 2, "the kind deflator"),
        ("name: Mine", "heading: Mine", "unknown_key", 3, "There is no key heading here."),
        ("source: assumed", "source: omb-table-10-fy2025", "unknown_source", 5, "omb-table-10-1-fy2025"),
        ("name: Mine", "base_year: 2024", "base_year", 3, "2024 stands here with 0.9"),
        ("name: Mine", "estimated_from_year: soon", "not_a_year", 3, "A fiscal year is expected here"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, kind: str, line: int, says: str
) -> None:
    (problem,) = [one for one in of(tmp_path, GOOD.replace(old, new)) if one.kind == kind]
    assert problem.line == line
    assert says in problem.message
    assert problem.file == str(tmp_path / "mine.yaml")


def test_all_at_once(tmp_path: Path) -> None:
    wrong = (
        GOOD.replace("2025: 1\n", "2025: -1\n")
        .replace("  2024", "  2026")
        .replace("  2026: 1.05", "  2030: 2")
    )
    assert {one.kind for one in of(tmp_path, wrong)} == {"years_order", "out_of_range", "missing_years"}


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("index_ratio: 3", "wrong_form"),
        ("index_ratio: {2025: 1}", "wrong_length"),
        ("name: x", "missing_key"),
    ],
)
def test_no_table(tmp_path: Path, table: str, kind: str) -> None:
    text = f"opendome: 1\nkind: deflator\nedition: mine\n{table}\n"
    assert kind in {one.kind for one in of(tmp_path, text)}


def test_not_a_mapping(tmp_path: Path) -> None:
    assert [one.kind for one in of(tmp_path, "- 1\n- 2\n")] == ["wrong_form"]


def test_an_unknown_name() -> None:
    with pytest.raises(InputError, match="Did you mean omb-defence-outlays-fy2022") as refused:
        deflators.price_index("omb-defence-outlay-fy2022", LIBRARY)
    assert "omb-gdp-fy2025" in refused.value.found[0].remedy
    with pytest.raises(InputError, match="no such file"):
        deflators.price_index("no-such-file.yaml", LIBRARY)


def test_growth_is_sourced_and_has_ranges() -> None:
    for name, figure in growth.historical().items():
        low, high = figure.ends
        assert low < figure.value < high, name
        assert figure.source == "assumed" or figure.source in LIBRARY.sources
        assert figure.where
