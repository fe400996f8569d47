"""Whatever a file holds, the answer is problems with places or a good spec, never a traceback."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from opendome import units
from opendome.errors import InputError, Problem
from opendome.scenario.changes import apply_settings
from opendome.scenario.figures import Figure
from opendome.scenario.library import MODELS, Library
from opendome.scenario.loading import check_file, load_scenario
from opendome.scenario.reading import parse
from opendome.scenario.settle import settle
from unit.scenario.small import CITIES, INTERCEPTOR, SCENARIO, SITE, THREAT, write_library

GOOD = {"scenario": SCENARIO, "threat": THREAT, "interceptor": INTERCEPTOR, "site": SITE}
JARGON = re.compile(r"[Ii]nput should|validat|pydantic|[Ii]nvalid|Traceback|<class|NoneType")
ODD = [
    None, True, False, 0, -1, 1e9, 2.5, float("nan"), float("-inf"), 10**30, "", "x", "yes", "5 km", "small",
    "é\u2028", "2026-01-01", [], [None], [[]], {}, {"value": 1}, {"value": -1, "low": 5}, {"a": {"b": []}},
]  # fmt: skip
DAMAGE = some.text(alphabet=" :-[]{}#&*!|>'\"%@`\n\t,.0x~é", max_size=6)


@cache
def folder() -> Path:
    return Path(mkdtemp())


@cache
def library() -> Library:
    return write_library(folder() / "library")


def checked(raw: bytes) -> list[Problem]:
    file = folder() / "given.yaml"
    file.write_bytes(raw)
    found = check_file(str(file), library())
    for problem in found:
        assert problem.message
        assert not JARGON.search(problem.message + problem.remedy), problem
        if problem.text is not None:
            assert problem.column is not None
            assert 1 <= problem.column <= len(problem.text) + 1
            assert problem.length >= 1
    return found


@given(some.sampled_from(sorted(GOOD)), some.data())
def test_text_with_random_damage(name: str, data: some.DataObject) -> None:
    text = GOOD[name]
    for _ in range(data.draw(some.integers(1, 4))):
        start = data.draw(some.integers(0, len(text)))
        end = min(len(text), start + data.draw(some.integers(0, 12)))
        text = (
            text[:start]
            + data.draw(some.text(alphabet=" :-[]{}#&*!|>'\"%@`\n\t,.0x~é", max_size=6))
            + text[end:]
        )
    for problem in checked(text.encode()):
        assert problem.line is not None or problem.kind == "empty_file"


@given(some.binary(max_size=200))
def test_rubbish(raw: bytes) -> None:
    checked(raw)


@given(some.sampled_from(sorted(GOOD)), some.integers(0, 10**9))
def test_values_of_another_kind(name: str, seed: int) -> None:
    """Every value, at any depth, swapped for something odd; every problem has a line of the file."""
    text = GOOD[name]
    lot = random.Random(seed)
    lines = text.splitlines()
    for _ in range(lot.randint(1, 3)):
        place = lot.randrange(len(lines))
        key = lines[place].partition(": ")[0]
        lines[place] = f"{key}: {written(lot.choice(ODD))}"
    for problem in checked("\n".join(lines).encode()):
        assert problem.line is not None, problem


def written(value: Any) -> str:
    """A value in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float) and value != value:
        return ".nan"
    if value == float("-inf"):
        return "-.inf"
    return repr(value) if not isinstance(value, str) else f"'{value}'"


@given(some.text(max_size=30), some.sampled_from(["raid.0.", "library.small.", "doctrine.", ""]))
def test_settings_of_any_form(text: str, start: str) -> None:
    try:
        load_scenario("small-raid", library(), [start + text])
    except InputError as error:
        for problem in error.problems():
            assert problem.line is None
            assert not JARGON.search(problem.message + problem.remedy), problem


NUMBERS = some.floats(1e-6, 1e12) | some.integers(1, 10**12)


@given(NUMBERS, some.booleans())
def test_numbers_come_back_as_they_were(number: float, bare: bool) -> None:
    given: Any = number if bare else {"value": number, "low": number, "high": number * 2, "source": "x"}
    figure = Figure.model_validate(given)
    assert figure.as_written() == given if not bare else figure.model_dump() == given
    assert Figure.model_validate(figure.model_dump()) == figure


@given(NUMBERS)
def test_numbers_survive_the_file(number: float) -> None:
    data = parse(f"a: {number!r}\n", None).data
    assert data == {"a": number}
    assert type(data["a"]) is type(number) or isinstance(number, int)


@pytest.mark.parametrize("ending", sorted(units.UNITS))
def test_every_unit_there_and_back(ending: str) -> None:
    for number in (1.0, 0.3, 17.25):
        name = f"some_{ending}"
        assert number * units.si_factor(name) / units.si_factor(name) == pytest.approx(number, rel=1e-15)
        assert units.si_factor(name) == units.UNITS[ending].factor


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_entry_of_the_library_round_trips(kind: str) -> None:
    folder_name, model = MODELS[kind]
    packaged = Library()
    for name in packaged.ids(folder_name):
        spec = packaged.entry(folder_name, name)
        if isinstance(spec, model):
            again = model.model_validate(spec.as_written())
            assert again == spec
            assert again.as_written() == spec.as_written()


@given(some.integers(1, 50), some.floats(-89, 89), some.floats(-180, 180))
def test_settling_again_gives_the_same_bytes(count: int, lat_deg: float, lon_deg: float) -> None:
    settings = [
        f"raid.0.count={count}", f"raid.0.launch={{lat_deg: {lat_deg}, lon_deg: {lon_deg}}}",
        "library.small.basing=any",
    ]  # fmt: skip
    first, second = (settle(load_scenario("small-raid", library(), settings), library()) for _ in range(2))
    assert first.launches.tobytes() == second.launches.tobytes()
    assert first.figures.path == second.figures.path
    assert len(first.launches) == count


@given(some.lists(some.integers(0, 9), max_size=5))
def test_settings_do_not_change_what_they_are_given(counts: list[int]) -> None:
    data = parse(SCENARIO, None).data
    apply_settings(data, [f"raid.0.count={count}" for count in counts])
    assert data == parse(SCENARIO, None).data


def test_the_small_library_has_its_cities() -> None:
    assert len(library().cities) == len(CITIES.splitlines()) - 1
