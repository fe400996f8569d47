"""Who may cue whom: order, circles, and what a person is told about them and about where sensors stand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import watching
from opendome.errors import InputError, Problem
from opendome.scenario.cueing import circle, tiers
from opendome.scenario.loading import check_file

TREES: list[dict[str, list[str]]] = [
    {},
    {"a": []},
    {"a": [], "b": ["a"], "c": ["a", "b"]},
    {"c": ["b", "a"], "b": ["a"], "a": []},
    {"a": ["nobody-here"], "b": ["a"]},
    {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]},
]


@pytest.mark.parametrize("cued_by", TREES)
def test_no_circle_in_a_tree(cued_by: dict[str, list[str]]) -> None:
    assert circle(cued_by) == []
    tier = tiers(cued_by)
    assert set(tier) == set(cued_by)
    for name, others in cued_by.items():
        known = [tier[other] for other in others if other in cued_by]
        assert tier[name] == (1 + max(known) if known else 0)


def test_a_sensor_that_cues_itself() -> None:
    assert circle({"a": ["a"]}) == ["a"]
    assert circle({"b": [], "a": ["b", "a"], "c": ["a"]}) == ["a"]


@pytest.mark.parametrize(
    "cued_by",
    [
        {"a": ["b"], "b": ["a"]},
        {"a": ["b"], "b": ["c"], "c": ["a"]},
        {"z": [], "a": ["z", "b"], "b": ["c", "z"], "c": ["d"], "d": ["b"], "e": ["a"]},
    ],
)
def test_members_of_a_circle_in_order(cued_by: dict[str, list[str]]) -> None:
    """Each is cued by the next, and the last by the first; who only hangs on the circle is no member."""
    members = circle(cued_by)
    assert len(members) == len(set(members)) >= 2
    for one, other in pairwise([*members, members[0]]):
        assert other in cued_by[one]


names = st.sampled_from("abcdef")


@given(st.dictionaries(names, st.lists(names, max_size=3)))
def test_either_a_circle_or_an_order(cued_by: dict[str, list[str]]) -> None:
    members = circle(cued_by)
    for one, other in pairwise([*members, *members[:1]]):
        assert other in cued_by[one]
    if not members:
        tier = tiers(cued_by)
        for name, others in cued_by.items():
            assert all(tier[other] < tier[name] for other in others if other in cued_by)
            assert tier[name] == 0 or any(tier.get(other) == tier[name] - 1 for other in others)


SCENARIO = """\
opendome: 1
name: Cues
raid:
  - threat: notional-solid-icbm
    launch: {lat_deg: 40.0, lon_deg: 127.0}
    aim: {city: Chicago}
architecture:
  sensors:
    - {use: opir-geo}
    - {use: uewr}
    - {use: sbx, at: {lat_deg: 45.0, lon_deg: -170.0}}
library:
  uewr:
    cued_by: [opir-geo]
  sbx:
    cued_by: [uewr]
"""


def problems(old: str, new: str, folder: Path) -> list[Problem]:
    """Everything wrong with the scenario after this change."""
    assert SCENARIO.count(old) == 1
    file = folder / "given.yaml"
    file.write_text(SCENARIO.replace(old, new), encoding="utf8")
    return check_file(str(file), watching.library())


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


def line_of(text: str, old: str, new: str) -> int:
    """The line of the changed scenario that holds a text."""
    lines = SCENARIO.replace(old, new).splitlines()
    return 1 + next(number for number, line in enumerate(lines) if text in line)


def test_good_cues_have_no_problems(tmp_path: Path) -> None:
    assert problems("name: Cues", "name: Good cues", tmp_path) == []


def test_a_circle_is_refused_where_it_is_written(tmp_path: Path) -> None:
    change = ("[opir-geo]", "[sbx]")
    problem = only(problems(*change, tmp_path))
    assert problem.kind == "cue_circle"
    assert "uewr" in problem.message
    assert "sbx" in problem.message
    assert problem.file == str(tmp_path / "given.yaml")
    assert problem.line in (line_of("cued_by: [sbx]", *change), line_of("cued_by: [uewr]", *change))
    assert problem.text is not None
    assert "cued_by" in problem.text
    assert problem.remedy


def test_a_sensor_cued_by_itself_is_refused(tmp_path: Path) -> None:
    change = ("[opir-geo]", "[opir-geo, uewr]")
    problem = only(problems(*change, tmp_path))
    assert problem.kind == "cue_circle"
    assert problem.message == "uewr is cued by itself."
    assert (problem.file, problem.line) == (str(tmp_path / "given.yaml"), line_of("geo, uewr]", *change))


def test_a_circle_through_a_name_given_here_is_refused(tmp_path: Path) -> None:
    """The scenario calls a radar eye; whoever is cued by the eye is cued by that radar."""
    file = tmp_path / "given.yaml"
    text = SCENARIO.replace("{use: sbx, at", "{use: sbx, name: eye, at").replace("[opir-geo]", "[eye]")
    file.write_text(text, encoding="utf8")
    problem = only(check_file(str(file), watching.library()))
    assert (problem.kind, problem.file) == ("cue_circle", str(file))
    assert "uewr" in problem.message


def test_a_circle_of_the_library_alone_is_no_problem_where_it_is_not_used(tmp_path: Path) -> None:
    """Who is not in the architecture cues nobody."""
    assert problems("    - {use: opir-geo}\n", "", tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("[opir-geo]", "[opir-geoo]", "opir-geo?"), ("[uewr]", "[uewr, nobody]", "")],
)  # fmt: skip
def test_names_that_nobody_has(old: str, new: str, says: str, tmp_path: Path) -> None:
    problem = only(problems(old, new, tmp_path))
    assert problem.kind == "unknown_name"
    assert problem.file == str(tmp_path / "given.yaml")
    assert problem.line == line_of(new, old, new)
    assert says in problem.message


def test_a_name_given_in_the_scenario_is_known(tmp_path: Path) -> None:
    file = tmp_path / "given.yaml"
    text = SCENARIO.replace("{use: opir-geo}", "{use: opir-geo, name: eyes}").replace("[opir-geo]", "[eyes]")
    file.write_text(text, encoding="utf8")
    assert check_file(str(file), watching.library()) == []


AT = "{lat_deg: 45.0, lon_deg: -170.0}}"


@pytest.mark.parametrize(
    ("old", "new", "kind", "under"),
    [
        (AT, "{lat_deg: 40, lon_deg: 127, altitude_km: -0.9}}", "under_ground", "-0.9"),
        (AT, "{lat_deg: 40, lon_deg: 127, altitude_km: -0.451}}", "under_ground", "-0.451"),
        (AT, AT[:-1] + ", azimuth_from_deg: 361, azimuth_to_deg: 60}", "out_of_range", "361"),
        (AT, AT[:-1] + ", azimuth_from_deg: 30, azimuth_to_deg: 360.5}", "out_of_range", "360.5"),
        (AT, AT[:-1] + ", azimuth_from_deg: -1, azimuth_to_deg: 60}", "out_of_range", "-1"),
        ("    cued_by: [uewr]", "    azimuth_from_deg: 361", "out_of_range", "361"),
        (
            "    cued_by: [uewr]",
            "    azimuth_to_deg: {value: 350, low: 340, high: 370}",
            "out_of_range",
            "370",
        ),
        ("library:\n", "library:\n  opir-geo:\n    nadir_cone_deg: 181\n", "out_of_range", "181"),
        ("library:\n", "library:\n  opir-geo:\n    nadir_cone_deg: 0\n", "out_of_range", "0"),
    ],
)
def test_places_and_fields_that_cannot_be(old: str, new: str, kind: str, under: str, tmp_path: Path) -> None:
    problem = only(problems(old, new, tmp_path))
    assert problem.kind == kind
    assert problem.file == str(tmp_path / "given.yaml")
    assert problem.text is not None
    assert problem.column is not None
    assert problem.text[problem.column - 1 : problem.column - 1 + problem.length] == under


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (AT, "{lat_deg: 31.5, lon_deg: 35.5, altitude_km: -0.43}}"),  # the Dead Sea
        (AT, AT[:-1] + ", azimuth_from_deg: 0, azimuth_to_deg: 360}"),
        ("library:\n", "library:\n  opir-geo:\n    nadir_cone_deg: 180\n"),
    ],
)
def test_places_and_fields_that_just_can_be(old: str, new: str, tmp_path: Path) -> None:
    assert problems(old, new, tmp_path) == []


def test_settling_refuses_a_circle_too() -> None:
    """Data that never went through a file end at the same words."""
    with pytest.raises(InputError) as caught:
        watching.case_of(["uewr", watching.SBX], uewr={"cued_by": ["sbx"]}, sbx={"cued_by": ["uewr"]})
    assert caught.value.problems()[0].kind == "cue_circle"
