"""What a person is told about a file that is wrong: all at once, each at its place, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opendome.scenario import problems
from opendome.scenario.library import Library
from unit.scenario.small import INTERCEPTOR, SCENARIO, THREAT, only, problems_of, under_caret

JARGON = re.compile(
    r"[Ii]nput should|validat|pydantic|[Ii]nvalid|illegal|failed to|NoneType|Tuple|type=|dict\b"
)


def scenario(old: str, new: str) -> str:
    assert old in SCENARIO
    return SCENARIO.replace(old, new, 1)


def threat(old: str, new: str) -> str:
    assert old in THREAT
    return THREAT.replace(old, new, 1)


def test_good_files_have_no_problems(library: Library, tmp_path: Path) -> None:
    for text in (SCENARIO, THREAT, INTERCEPTOR):
        assert problems_of(text, library, tmp_path) == []


def test_all_errors_at_once_in_the_order_of_the_file(library: Library, tmp_path: Path) -> None:
    text = SCENARIO.replace("threat: small", "threat: smal").replace("40.0", "400.0")
    text += "  shots_per_look: 2\n"
    name, latitude, key = problems_of(text, library, tmp_path)
    assert (name.line, name.key, under_caret(name)) == (5, "raid[0].threat", "smal")
    assert name.message == "There is no threat of this name. Did you mean small?"
    assert name.remedy == "All names: opendome list threats"
    assert (latitude.line, latitude.key, under_caret(latitude)) == (6, "raid[0].launch.lat_deg", "400.0")
    assert latitude.message == "A latitude lies between -90 and 90 degrees."
    assert (key.line, key.key, under_caret(key)) == (17, "doctrine.shots_per_look", "shots_per_look")
    assert key.message == "This key is not known here. Did you mean shots_per_look_count?"
    assert "doctrine.midcourse.shots_per_look_count" in key.remedy


@pytest.mark.parametrize(
    ("old", "new", "kind", "caret", "says"),
    [
        ("count: 4", "count: 2.5", "not_whole", "2.5", "whole number"),
        ("count: 4", "count: 0", "out_of_range", "0", "at least 1"),
        ("count: 4", "count: 1e9", "too_many", "1e9", "10,000"),
        ("count: 4", "count: 10001", "too_many", "10001", "10,000"),
        ("count: 4", "count: '4'", "not_a_number", "'4'", "number"),
        ("count: 4", "count: yes", "not_a_number", "yes", "number"),
        ("count: 4", "count: true", "not_a_number", "true", "number"),
        ("count: 4", "count: .nan", "not_finite", ".nan", "finite"),
        ("count: 4", "count:", "not_a_number", "count", "missing"),
        ("count: 4", "cout: 4", "unknown_key", "cout", "count?"),
        ("spacing_s: 30", "spacing_s: -1", "out_of_range", "-1", "negative"),
        ("spacing_s: 30", "spacing_min: 1", "unknown_key", "spacing_min", "spacing_s"),
        ("spacing_s: 30", "spacing_s:30", "not_yaml", "s", "colon"),
        ("inventory_count: 40", "inventory_count:40", "unknown_key", "inventory_count:40", "space"),
        ("spacing_s: 30", "energy: cut", "unknown_choice", "cut", "cutoff?"),
        ("{city: Chicago}", "{city: Chicgo}", "unknown_name", "Chicgo", "Chicago?"),
        ("{city: Chicago}", "{city: Birmingham}", "unknown_name", "Birmingham", "GB and US"),
        ("{city: Chicago}", "{site: fort-smal}", "unknown_name", "fort-smal", "fort-small?"),
        ("{city: Chicago}", "Chicago", "place_form", "Chicago", "{city: NAME}"),
        ("{city: Chicago}", "[]", "empty_list", "[]", "aimed at"),
        ("{city: Chicago}", "{lat_deg: 3}", "place_form", "{lat_deg: 3}", "lon_deg"),
        ("{city: Chicago}", "[{city: Seattle}, 3]", "wrong_form", "3", "mapping"),
        ("lon_deg: 127.0", "lon_deg: 500", "out_of_range", "500", "longitude"),
        ("lat_deg: 40.0", "latitude: 40.0", "unknown_key", "latitude", "lat_deg?"),
        ("use: catcher", "use: cacher", "unknown_name", "cacher", "catcher?"),
        ("inventory_count: 40", "inventory_count: -3", "out_of_range", "-3", "negative"),
        ("2026-01-01T00:00:00Z", "yesterday", "epoch", "yesterday", "2026-01-01T00:00:00Z"),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00+02:00", "epoch", "2026-01-01T00:00:00+02:00", "UTC"),
        ("opendome: 1", "opendome: 2", "version", "2", "version 1"),
        ("name: Small raid", "name: ''", "empty_text", "''", "missing"),
        ("name: Small raid", "name: 2026", "wrong_form", "2026", "text"),
    ],
)
def test_one_thing_wrong_in_a_scenario(
    library: Library, tmp_path: Path, old: str, new: str, kind: str, caret: str, says: str
) -> None:
    problem = only([p for p in problems_of(scenario(old, new), library, tmp_path) if p.kind != "missing_key"])
    assert (problem.kind, under_caret(problem)) == (kind, caret)
    assert says in problem.message


@pytest.mark.parametrize(
    ("old", "new", "kind", "caret", "says"),
    [
        ("1198", "-1198", "out_of_range", "-1198", "more than zero"),
        ("burn_time_s: 75", "burn_time_s: 0", "out_of_range", "0", "more than zero"),
        ("burn_time_s: 75", "burn_time_min: 1.25", "unknown_key", "burn_time_min", "burn_time_s"),
        ("diameter_m: 0.84", "diameter_m: 84 cm", "not_a_number", "84 cm", "number alone"),
        ("low: 3600", "low: 3750", "range_order", "3699", "outside its own range"),
        ("low: 0.75, ", "", "half_range", "{value: 0.9, high: 0.97, source: assumed}", "two ends"),
        ("low: 0.75, high: 0.97, ", "", "assumed_without_range", "{value: 0.9, source: assumed}", "range"),
        ("source: other2001", "source: othr2001", "unknown_source", "othr2001", "other2001?"),
        ("source: book1999", "source: book1998", "unknown_source", "book1998", "book1999?"),
        ("class: srbm", "class: srmb", "unknown_choice", "srmb", "srbm?"),
        ("kind: ballistic", "kind: balistic", "unknown_kind", "balistic", "ballistic?"),
        ("basing: land", "range_m: 3000", "unknown_key", "range_m", "not known"),
        ("basing: land", "typical_range_m: 3000", "unknown_key", "typical_range_m", "typical_range_km"),
        ("basing: land", "drag_coefficient_by_mach: [[0, 1]]", "empty_list", "[[0, 1]]", "two points"),
        ("basing: land", "drag_coefficient_by_mach: [[1, 1], [0, 1]]", "mach_order", "[[1, 1], [0, 1]]",
         "rise"),
        ("basing: land", "pitch_programme: [{from_s: 500, to_s: 600, rate_deg_per_s: 1}]", "after_burnout",
         "500", "burnt out"),
        ("basing: land", "pitch_programme: [{from_s: 5, to_s: 6}]", "pitch_rule", "{from_s: 5, to_s: 6}",
         "one of"),
        ("basing: land", "pitch_programme: [{from_s: 5, to_s: 4, hold_elevation_deg: 9}]", "time_order", "4",
         "ends before"),
        ("basing: land", "decoys: {count: -1}", "out_of_range", "-1", "negative"),
        ("basing: land", "reentry_vehicles: [{count: 2, mass_kg: 600, ballistic_coefficient_kg_per_m2: 9e3}]",
         "payload", "1000", "1,200 kg"),
    ],
)  # fmt: skip
def test_one_thing_wrong_in_a_threat(
    library: Library, tmp_path: Path, old: str, new: str, kind: str, caret: str, says: str
) -> None:
    problem = only(problems_of(threat(old, new), library, tmp_path))
    assert (problem.kind, under_caret(problem)) == (kind, caret)
    assert says in problem.message


def test_stages_out_of_order(library: Library, tmp_path: Path) -> None:
    heavier = THREAT.split("stages:\n")[1].replace("1198", "11980")
    problem = only(problems_of(THREAT + heavier, library, tmp_path))
    assert problem.kind == "stage_order"
    assert "from the bottom up" in problem.message
    assert (problem.line, problem.key) == (16, "stages[1]")


def test_overlapping_pitch(library: Library, tmp_path: Path) -> None:
    steering = (
        "pitch_programme: [{from_s: 5, to_s: 9, rate_deg_per_s: 1}, {from_s: 8, to_s: 10, rate_deg_per_s: 1}]"
    )
    problem = only(problems_of(threat("basing: land", steering), library, tmp_path))
    assert (problem.kind, problem.key) == ("pitch_order", "pitch_programme[1].from_s")


def test_a_missing_key_points_at_its_parent(library: Library, tmp_path: Path) -> None:
    problem = only(problems_of(threat("    burn_time_s: 75\n", ""), library, tmp_path))
    assert (problem.kind, problem.line, problem.key) == ("missing_key", 11, "stages[0]")
    assert "burn_time_s" in problem.message


def test_an_empty_raid(library: Library, tmp_path: Path) -> None:
    problem = only(problems_of("name: x\nraid: []\n", library, tmp_path))
    assert problem.message == "The raid is empty: nothing is launched."
    assert problem.line == 2


def test_another_kind_of_file(library: Library, tmp_path: Path) -> None:
    for text in ("null", "[1, 2]", "42", "a text"):
        assert only(problems_of(text, library, tmp_path)).kind == "wrong_form"
    assert "kind" in only(problems_of("a: 1", library, tmp_path)).message


@pytest.mark.parametrize(
    "text",
    [
        "raid:\nname:\narchitecture:\ndoctrine:\nlibrary:\nepoch:\n",
        "raid: {threat: a}\nname: [x]\narchitecture: []\ndoctrine: 3\nlibrary: []\nepoch: 5\n",
        "raid: [null, 3, [], {}, {threat: [], launch: [], aim: {}, count: {}, name: 5}]\nname: x\n",
        "name: x\nraid: []\narchitecture: {sensors: [null, {use: 3, at: x}], interceptors: {a: b}}\n",
        "name: x\nraid: []\nlibrary: {small: null, catcher: [], nothing: {a: 1}}\n",
        "name: x\nraid: []\nlibrary: {small: {stages: {a: 1}}, catcher: {kind: radar}}\n",
        "name: x\nraid: []\n<<: {a: 1}\n'': 3\n1: 2\nnull: 4\n",
        "kind: radar\n",
        "kind: infrared\norbit: {kind: moon}\nname: x\n",
        "kind: infrared\norbit: [{kind: geo}, {longitude_deg: 3}, 5, []]\n",
        "kind: [ballistic]\nraid: 3\n",
    ],
)
def test_words_are_plain_whatever_the_form(library: Library, tmp_path: Path, text: str) -> None:
    found = problems_of(text, library, tmp_path)
    assert found
    for problem in found:
        assert problem.line is not None
        assert problem.message.endswith((".", "?", ")"))
        assert not JARGON.search(problem.message + problem.remedy), problem


def test_a_land_missile_launched_at_sea(tmp_path: Path) -> None:
    library = Library()
    text = scenario("threat: small", "threat: notional-solid-icbm").replace("use: catcher", "use: gbi")
    text = text.replace("use: watcher", "use: opir-geo")
    text = text.replace("site: fort-small", "site: fort-greely").replace("lon_deg: 127.0", "lon_deg: -140.0")
    problem = only(problems_of(text, library, tmp_path))
    assert (problem.kind, problem.key) == ("at_sea", "raid[0].launch")
    assert problems_of(text.replace("-140.0", "127.0"), library, tmp_path) == []


def test_a_battery_stands_somewhere(library: Library, tmp_path: Path) -> None:
    problem = only(problems_of(scenario("site: fort-small, ", ""), library, tmp_path))
    assert problem.kind == "battery_place"


def test_every_refusal_of_a_spec_keeps_its_own_sentence() -> None:
    """A kind that is not known where problems are made would be shown as "cannot be used here"."""
    folder = Path(problems.__file__).parent
    raised = {
        kind
        for file in folder.rglob("*.py")
        for kind in re.findall(r'PydanticCustomError\(\s*"([a-z_]+)"', file.read_text("utf8"))
    }
    assert len(raised) > 20
    assert raised - problems.OURS == set()


@pytest.mark.parametrize("key", ["id", "country", "target", "type", "version", "author"])
def test_a_key_that_only_sounds_like_another_is_not_taken_for_it(
    library: Library, tmp_path: Path, key: str
) -> None:
    problem = only(problems_of(f"{SCENARIO}{key}: x\n", library, tmp_path))
    assert (problem.kind, problem.line) == ("unknown_key", SCENARIO.count("\n") + 1)
    assert problem.message == "This key is not known here."
    assert problem.remedy.startswith("Keys here: ")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("sensor", "architecture.sensors"),
        ("interceptor", "architecture.interceptors"),
        ("lanch", "raid.launch"),
        ("midcorse", "doctrine.midcourse"),
    ],
)
def test_a_near_miss_of_a_key_elsewhere_is_found(
    library: Library, tmp_path: Path, key: str, meant: str
) -> None:
    problem = only(problems_of(f"{SCENARIO}{key}: x\n", library, tmp_path))
    assert problem.message == f"This key is not known here. Did you mean {meant.rsplit('.', 1)[-1]}?"
    assert problem.remedy == f"It stands elsewhere: {meant}."


def test_a_key_of_a_stage_without_its_end_is_found(library: Library, tmp_path: Path) -> None:
    problem = only(problems_of(f"{THREAT}specific_impulse: 230\n", library, tmp_path))
    assert problem.message.endswith("Did you mean specific_impulse_vacuum_s?")
    assert "stages" in problem.remedy


def test_a_right_key_in_the_wrong_place_is_not_asked_after(library: Library, tmp_path: Path) -> None:
    text = scenario("launch: {lat_deg: 40.0, lon_deg: 127.0}", "launch: {city: Chicago}\n    lat_deg: 40.0")
    problem = only([one for one in problems_of(text, library, tmp_path) if one.kind == "unknown_key"])
    assert problem.message == "This key is not known here."
    assert problem.remedy == "It stands elsewhere: raid[0].launch.lat_deg."
