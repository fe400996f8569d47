"""The library: packaged and the user's own, ids, sources, cities."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError
from opendome.scenario.bibliography import read_bibliography
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario, load_threat
from opendome.scenario.naming import near
from opendome.scenario.threats import Ballistic
from unit.scenario.small import INTERCEPTOR, SCENARIO, SITE, THREAT, refused, write_library


def test_ids_come_from_names_of_files(library: Library) -> None:
    kinds = ("threats", "sensors", "interceptors", "sites", "scenarios")
    assert {kind: library.ids(kind) for kind in kinds} == {
        "threats": ["small"], "sensors": ["watcher"], "interceptors": ["catcher"], "sites": ["fort-small"],
        "scenarios": ["small-raid"],
    }  # fmt: skip
    assert library.ids("cities") == ["Chicago", "Seattle", "Birmingham", "Birmingham"]
    assert library.ids("sources") == ["book1999", "other2001"]
    assert "scenario" in library.ids("schemas")


def test_every_kind_can_be_listed(library: Library) -> None:
    assert all(isinstance(library.ids(kind), list) for kind in library.kinds)


def test_a_figure_without_a_source_inherits_the_entrys(library: Library) -> None:
    spec = library.entry("threats", "small")
    assert isinstance(spec, Ballistic)
    dry, wet = spec.stages[0].dry_mass_kg, spec.stages[0].propellant_mass_kg
    assert spec.source_of(("stages", 0, "dry_mass_kg"), dry) == ("book1999", "table 2")
    assert spec.source_of(("stages", 0, "propellant_mass_kg"), wet) == ("other2001", "p. 4")


def test_the_nearest_name_is_said(library: Library) -> None:
    problem = refused(library.entry, "threats", "smal")
    assert problem.message == "There is no threat of this name. Did you mean small?"
    assert "one of the interceptors" in refused(library.entry, "threats", "catcher").message


@pytest.mark.parametrize(("given", "meant"), [("gbl", "gbi"), ("sbz", "sbx"), ("gbx", "gbi"), ("xyz", None)])
def test_names_of_three_letters_may_have_one_wrong(given: str, meant: str | None) -> None:
    assert near(given, ("gbi" if meant == "gbi" else "sbx", "thaad", "pac-3-mse")) == meant


@pytest.mark.parametrize("flat", [True, False])
def test_a_users_folder_adds_equipment(library: Library, tmp_path: Path, flat: bool) -> None:
    mine = tmp_path / "mine"
    (mine if flat else mine / "threats").mkdir(parents=True)
    (mine / ("other.yaml" if flat else "threats/other.yaml")).write_text(THREAT.replace("Small", "Other"))
    both = Library((mine,), packaged=library.packaged)
    assert both.ids("threats") == ["other", "small"]
    assert both.entry("threats", "other").name == "Other missile"


def test_a_users_scenario_may_lie_flat(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "war.yaml").write_text(SCENARIO)
    both = Library((tmp_path / "mine",), packaged=library.packaged)
    assert load_scenario("war", both).name == "Small raid"


def test_a_second_entry_must_say_that_it_replaces(library: Library, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    file = mine / "small.yaml"
    file.write_text(THREAT)
    problem = refused(lambda: Library((mine,), packaged=library.packaged))
    assert problem.kind == "repeated_id"
    assert "library/threats/small.yaml" in problem.message
    assert str(file) in problem.message
    file.write_text(THREAT.replace("Small missile", "Mine") + "replaces: small\n")
    assert Library((mine,), packaged=library.packaged).entry("threats", "small").name == "Mine"


def test_folders_that_are_none(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught:
        Library((tmp_path / "not-there", tmp_path / "empty", tmp_path / "file"), packaged=library.packaged)
    assert [problem.kind for problem in caught.value.problems()] == ["no_folder", "empty_folder", "no_folder"]


def test_a_kind_that_is_none(library: Library, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("kind: balistic\n")
    assert "ballistic?" in refused(lambda: Library((tmp_path,), packaged=library.packaged)).message


def test_problems_in_an_entry_point_at_its_file(library: Library, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "broken.yaml").write_text(THREAT.replace("1198", "-1198"))
    both = Library((mine,), packaged=library.packaged)
    raid = tmp_path / "raid.yaml"
    raid.write_text(SCENARIO.replace("threat: small", "threat: broken"))
    problem = refused(load_scenario, str(raid), both)
    assert problem.file == str(mine / "broken.yaml")
    assert (problem.line, problem.key) == (11, "stages[0].dry_mass_kg")


def test_an_entry_in_the_wrong_folder(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    (tmp_path / "library" / "threats" / "odd.yaml").write_text(INTERCEPTOR)
    again = Library(packaged=library.packaged)
    assert "belongs to the interceptors" in refused(again.entry, "threats", "odd").message


def test_a_broken_table_of_cities(library: Library, tmp_path: Path) -> None:
    (library.packaged / "cities.csv").write_text(
        "name,country,lat_deg,lon_deg,population_count\nX,US,north,3,4\n"
    )
    problem = refused(lambda: Library(packaged=library.packaged).cities)
    assert (problem.kind, problem.line) == ("city_row", 2)


def test_sites_by_id_and_name(library: Library) -> None:
    by_id, by_name = library.site("fort-small"), library.site("fort SMALL")
    assert by_id is not None
    assert by_id == by_name
    assert library.site("nowhere") is None
    assert SITE.splitlines()[1] == f"name: {by_id.name}"


def test_bibliography() -> None:
    text = """
    @comment{not, this = 1}
    @article{a2001, author = "Other, O. and {van} P", title = {More -- or {L}ess}, year = {2001}, pages = 3}
    @misc{b, url = {https://x.org/a,b}, title = {T \\& U}}
    """
    sources = read_bibliography(text)
    assert sources == {
        "a2001": "Other, O. and van P. More – or Less. 3. 2001.",
        "b": "T & U. https://x.org/a,b.",
    }


def test_a_threat_by_name_and_by_file(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(THREAT)
    assert load_threat("small", library)[1] == load_threat(str(file), library)[1]
    assert load_threat(str(file), library)[0] == "mine"


def test_the_packaged_library_is_good() -> None:
    library = Library()
    for kind in ("threats", "sensors", "interceptors", "sites"):
        for name in library.ids(kind):
            spec = library.entry(kind, name)
            assert type(spec).model_validate(spec.as_written()) == spec
    assert [load_scenario(name, library).name for name in library.ids("scenarios")]


def test_what_replaces_another_has_its_name(tmp_path: Path) -> None:
    """Under another name the entry that it is to replace stood beside it, and was taken."""
    folder = tmp_path / "mine" / "threats"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(THREAT + "replaces: scud-b\n")
    with pytest.raises(InputError) as caught:
        Library((tmp_path / "mine",))
    (problem,) = caught.value.problems()
    assert "replaces scud-b" in problem.message
    assert problem.remedy == "Call the file scud-b.yaml."
    assert problem.line
