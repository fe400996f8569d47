"""Paths and activities of a programme: what is refused, at which line, in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError, Problem
from opendome.records.schedule import Schedule
from opendome.scenario.library import Library
from opendome.scenario.loading import check_file, load_scenario
from opendome.scenario.references import in_service, references
from opendome.scenario.settle.schedule import settle_schedule

LIBRARY = Library()

SCENARIO = """
name: A shield that is planned
raid:
  - {{threat: scud-b, launch: {{lat_deg: 40, lon_deg: 127}}, aim: {{lat_deg: 38, lon_deg: 127}}}}
architecture:
  sensors:
    - {{use: an-tpy-2, at: {{lat_deg: 38, lon_deg: 127}}}}
  interceptors:
    - {{use: thaad, at: {{lat_deg: 38, lon_deg: 127}}, inventory_count: 48}}
programme:
  start_year: 2027
  {programme}
"""


def problems(folder: Path, programme: str) -> list[Problem]:
    """What `check` says of a programme."""
    file = folder / "planned.yaml"
    file.write_text(SCENARIO.format(programme=programme.replace("\n", "\n  ")), "utf8")
    return check_file(str(file), LIBRARY)


def only(folder: Path, activities: str) -> Problem:
    found = problems(folder, f"activities: [{activities}]")
    assert len(found) == 1, [one.message for one in found]
    return found[0]


def path_problems(folder: Path, activities: str) -> list[Problem]:
    file = folder / "mine.yaml"
    file.write_text(f"kind: path\nname: Mine\nactivities:\n{activities}", "utf8")
    return check_file(str(file), LIBRARY)


def test_a_programme_that_changes_its_path_is_right(tmp_path: Path) -> None:
    said = """activities:
- {id: thaad/build, duration_year: 3, not_before_year: 2028}
- {id: exercise, name: All exercised together, kind: test, duration_year: 0.5, after: thaad/first}
- {id: ready, name: Ready, kind: milestone, after: exercise, promised_year: 2032}
schedule: {paths: {thaad: silo-site}, shared_doubt_fraction: 0.5}"""
    assert problems(tmp_path, said) == []


def test_a_loop_is_named_with_its_members(tmp_path: Path) -> None:
    wrong = only(tmp_path, "{id: thaad/choose, after: [thaad/first]}")
    assert wrong.kind == "activity_loop"
    for member in ("thaad/choose", "thaad/build", "thaad/join", "thaad/first"):
        assert member in wrong.message
    assert "thaad/choose waits for thaad/first" in wrong.message
    assert wrong.line is not None
    assert wrong.line > 9


def test_an_unknown_activity_has_its_nearest_name(tmp_path: Path) -> None:
    assert "Did you mean build?" in only(tmp_path, "{id: thaad/biuld, duration_year: 3}").message
    assert "Did you mean thaad?" in only(tmp_path, "{id: thad/build, duration_year: 3}").message
    late = only(tmp_path, "{id: thaad/build, after: [thaad/choosen]}")
    assert "No activity is called thaad/choosen. Did you mean thaad/choose?" in late.message
    assert "its name and kind" in only(tmp_path, "{id: exercise, duration_year: 1}").remedy


def test_years_before_the_start_are_refused(tmp_path: Path) -> None:
    wrong = only(tmp_path, "{id: thaad/build, not_before_year: 2020}")
    assert wrong.kind == "year_order"
    assert "before the programme begins, in 2027" in wrong.message


def test_a_milestone_before_its_cause_is_refused(tmp_path: Path) -> None:
    said = "{id: thaad/build, not_before_year: 2033}, {id: thaad/first, promised_year: 2030}"
    wrong = only(tmp_path, said)
    assert "before its cause: thaad/build does not begin before 2033" in wrong.message


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        ("{id: thaad/build, duration_year: -1}", "cannot be negative"),
        ("{id: thaad/first, duration_year: 1}", "A milestone takes no time"),
        ("{id: new, name: New, kind: test}", "How long it takes is missing"),
        ("{id: new, name: New, kind: milestone}", "A milestone has a cause"),
        ("{id: thaad/build, readiness_from_count: 8, readiness_to_count: 6}", "Its readiness falls"),
        ("{id: thaad/build, readiness_from_count: 12}", "between 1 and 9"),
        ("{id: thaad/build, promised_year: 2030}", "Only a milestone is promised"),
        ("{id: thaad/build, share_fraction: 0.5}", "Only production and launch"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, activities: str, said: str) -> None:
    assert said in only(tmp_path, activities).message


def test_a_milestone_before_its_delivery_is_refused(tmp_path: Path) -> None:
    said = "elements: [{use: thaad, deliver_from_year: 2035}]\n"
    [wrong] = problems(tmp_path, f"{said}activities: [{{id: thaad/full, promised_year: 2030}}]")
    assert wrong.kind == "year_order"
    assert "thaad/produce-rest does not begin before 2035" in wrong.message
    assert wrong.line is not None
    assert not problems(tmp_path, f"{said}activities: [{{id: thaad/full, promised_year: 2035}}]")


def test_shares_that_a_programme_changes_come_to_all_units(tmp_path: Path) -> None:
    wrong = only(tmp_path, "{id: thaad/produce-first, share_fraction: 0.9}, "
                           "{id: thaad/produce-rest, share_fraction: 0.9}")  # fmt: skip
    assert "Shares of production come to 1.8" in wrong.message
    assert wrong.key == "programme.activities[1]"


def test_two_new_activities_have_two_ids(tmp_path: Path) -> None:
    new = "{id: drill, name: Drill, kind: test, duration_year: 1}"
    assert "has the id drill already" in only(tmp_path, f"{new}, {new}").message
    assert not problems(tmp_path, f"activities: [{new}, {{id: drill, duration_year: 2}}]")


def planned(folder: Path, programme: str) -> Schedule:
    assert problems(folder, programme) == []
    return settle_schedule(load_scenario(str(folder / "planned.yaml"), LIBRARY), LIBRARY)


def test_what_is_there_is_not_waited_for(tmp_path: Path) -> None:
    said = """elements: [{use: thaad, owned_count: 48}]
activities:
- {id: thaad/build, duration_year: 9}
- {id: exercise, name: Exercise, kind: test, duration_year: 1, after: thaad/full}"""
    plan = planned(tmp_path, said)
    assert plan.network.name == ("exercise",)
    assert plan.network.after == ((),)
    plan = planned(tmp_path, said.replace("48", "47"))
    assert plan.network.name[plan.network.after[-1][0]] == "thaad/full"


def test_a_year_that_is_left_empty_is_not_said(tmp_path: Path) -> None:
    empty = planned(tmp_path, "elements: [{use: thaad, deliver_from_year: , develop_from_year: }]")
    assert list(empty.network.not_before) == list(planned(tmp_path, "").network.not_before)


def test_a_priority_alone_plans_nothing_that_stands(tmp_path: Path) -> None:
    elements = {
        one.name: one for one in planned(tmp_path, "elements: [{use: an-tpy-2, priority_count: 1}]").elements
    }
    assert elements["an-tpy-2"].why == "there"
    elements = {
        one.name: one for one in planned(tmp_path, "elements: [{use: an-tpy-2, owned_count: 0}]").elements
    }
    assert elements["an-tpy-2"].why != "there"


def test_the_life_of_a_battery_is_not_that_of_its_missiles(tmp_path: Path) -> None:
    plan = planned(tmp_path, "prices: {thaad: [thaad-flat, thaad-battery-48]}")
    file = tmp_path / "planned.yaml"
    worn = "\nlibrary: {thaad-battery-48: {life_duration_year: 2, attrition_per_year_fraction: 0.5}}\n"
    file.write_text(file.read_text("utf8") + worn, "utf8")
    again = settle_schedule(load_scenario(str(file), LIBRARY), LIBRARY)
    assert [one.life for one in again.elements] == [one.life for one in plan.elements]
    assert [one.attrition for one in again.elements] == [one.attrition for one in plan.elements]


def test_a_line_is_held_to_what_it_makes_at_most(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        "prices: {thaad: thaad-flat}\n"
        "elements: [{use: thaad, quantity_count: 4000, deliver_year_count: 0.25}]",
    )
    [line] = [one for one in plan.lines if one.whole]
    assert plan.figures.value[line.most] == 400.0


def test_elements_of_one_name_are_told_apart_alike_everywhere(tmp_path: Path) -> None:
    twice = "elements: [{cost: ngi-cape-2021, name: New}, {cost: ngi-cape-2021, name: New}]\n"
    plan = planned(tmp_path, f"{twice}activities: [{{id: New 2/develop, duration_year: 2}}]")
    assert "New 2/develop" in plan.network.name


def test_paths_that_are_none_are_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, "schedule: {paths: {thaad: silo-sight, gbi: silo-site}}")
    assert ["Did you mean silo-site?" in one.message for one in found] == [True, False]
    assert "uses no equipment of this name" in found[1].message


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        ("- {id: a, name: A, kind: test, duration_year: 1, after: b}\n"
         "- {id: b, name: B, kind: test, duration_year: 1, after: a}\n", "wait for one another: "),
        ("- {id: a, name: A, kind: test, duration_year: 1, after: c}\n", "No activity here has the id c"),
        ("- {id: a, name: A, kind: test, duration_year: 1}\n" * 2, "has this id already"),
        ("- {id: a/b, name: A, kind: test, duration_year: 1}\n", "has no stroke"),
        ("- {id: a, name: A, kind: production, share_fraction: 0.4}\n", "Shares of production come to 0.4"),
        ("- {id: a, name: A, kind: production, share_fraction: 0.7}\n"
         "- {id: b, name: B, kind: production, share_fraction: 0.7, after: a}\n", "come to 1.4"),
    ],
)  # fmt: skip
def test_paths_that_make_no_sense_are_refused(tmp_path: Path, activities: str, said: str) -> None:
    found = path_problems(tmp_path, activities)
    assert any(said in one.message for one in found), [one.message for one in found]
    assert all(one.line for one in found)


@pytest.mark.parametrize("name", LIBRARY.ids("paths"))
def test_paths_of_the_library_are_whole(name: str) -> None:
    path = LIBRARY.entry("paths", name)
    kinds = [one.kind for one in path.activities]
    assert kinds.count("milestone") >= 1
    assert set(path.references) <= set(references())
    assert path.note


def test_every_reference_is_sourced_and_used() -> None:
    used = {name for path in LIBRARY.ids("paths") for name in LIBRARY.entry("paths", path).references}
    assert used == set(references())
    for one in (*references().values(), *in_service().values()):
        assert one.source in LIBRARY.sources
        assert one.where
    for one in references().values():
        assert (one.whole_duration_year is None) != (one.late_duration_year is None)
    for use in in_service():
        assert LIBRARY.folder_of(use) in ("sensors", "interceptors")


def settled(folder: Path, programme: str):
    file = folder / "planned.yaml"
    file.write_text(SCENARIO.format(programme=programme.replace("\n", "\n  ")), "utf8")
    return settle_schedule(load_scenario(str(file), LIBRARY), LIBRARY)


def test_what_is_owned_is_not_planned(tmp_path: Path) -> None:
    plan = settled(tmp_path, "elements: [{use: thaad, owned_count: 48}]")
    assert len(plan.network) == 0
    assert [one.owned for one in plan.elements] == [1.0, 48.0]
    some = settled(
        tmp_path, "elements: [{use: thaad, owned_count: 40, spare_fraction: 0.5, test_assets_count: 2}]"
    )
    assert some.elements[1].to_make == pytest.approx(8 * 1.5 + 2)
    assert some.ends.max() == pytest.approx(14.0)


def test_what_is_developed_is_not_developed_again(tmp_path: Path) -> None:
    said = "schedule: {paths: {thaad: new-interceptor}}"
    develop = "thaad/develop"
    plain, done = (
        settled(tmp_path, f"{said}\n{more}") for more in ("", "elements: [{use: thaad, developed: true}]")
    )
    assert plain.duration[plain.network.name.index(develop)] >= 0
    assert done.duration[done.network.name.index(develop)] == -1


def test_dates_of_elements_hold_activities_back(tmp_path: Path) -> None:
    plan = settled(tmp_path, "elements: [{use: thaad, deliver_from_year: 2031, develop_from_year: 2029}]")
    held = dict(zip(plan.network.name, plan.network.not_before.tolist(), strict=True))
    assert held["thaad/parts"] == held["thaad/choose"] == 2.0
    assert held["thaad/produce-first"] == 4.0
    assert held["thaad/build"] == 0.0


def test_shares_lie_one_after_another(tmp_path: Path) -> None:
    plan = settled(tmp_path, "horizon_year_count: 15")
    spans = {
        name: (low, high) for name, low, high in zip(plan.network.name, plan.begins, plan.ends, strict=True)
    }
    assert spans["thaad/produce-first"] == (0.0, 12.0)
    assert spans["thaad/produce-rest"] == (12.0, 48.0)


def test_a_path_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no path of this name"):
        settled(tmp_path, "schedule: {paths: {thaad: nothing-like-it}}")
