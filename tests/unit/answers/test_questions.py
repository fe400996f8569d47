"""Questions and answers: what may be asked together, and what is never in an answer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from opendome.answers import fingerprint
from opendome.answers.fly import Question as FlyQuestion
from opendome.answers.fly_options import check_options
from opendome.answers.registry import COMMANDS
from opendome.answers.run import Question as RunQuestion
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Band, Maybe
from opendome.errors import InputError
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle

NAN = float("nan")


class _Found(Envelope):
    range_km: Maybe
    arrive_count: Band


def _answer(**found: object) -> _Found:
    given = {"range_km": 1.0, "arrive_count": Band(value=1.0, low=1.0, high=1.0)} | found
    return _Found(command="fly", inputs={}, sentence="So.", warnings=[], sources=[], **given)


def test_the_envelope_stands_around_the_result() -> None:
    keys = list(_answer().document())
    assert keys == [
        "opendome",
        "command",
        "inputs",
        "range_km",
        "arrive_count",
        "sentence",
        "warnings",
        "sources",
    ]


def test_what_does_not_exist_is_null_and_said() -> None:
    found = _answer(range_km=NAN, arrive_count=Band(value=NAN, low=NAN, high=float("inf"))).document()
    assert found["range_km"] is None
    assert found["arrive_count"] == {"value": None, "low": None, "high": None}
    (said,) = found["warnings"]
    assert "range_km" in said
    assert "arrive_count.high" in said
    json.dumps(found, allow_nan=False)


def test_numbers_have_nine_digits() -> None:
    assert _answer(range_km=10259.123456789).document()["range_km"] == 10259.1235


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"to": "Chicago", "azimuth_deg": 40},
        {"to": "Chicago", "maximum_range": True},
        {"to": "Chicago", "loft_deg": 40, "pitch_rate_deg_per_s": 1},
        {"azimuth_deg": 40},
        {"azimuth_deg": 40, "apogee_km": 500, "maximum_range": True},
        {"azimuth_deg": 40, "loft_deg": 40},
        {"azimuth_deg": 40, "pitch_rate_deg_per_s": 1},
        {"azimuth_deg": 40, "maximum_range": True, "loft_deg": 40, "pitch_rate_deg_per_s": 1},
    ],
    ids=str,
)
def test_flights_that_mean_nothing_or_two_things(options: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        check_options(FlyQuestion.model_validate({"threat": "scud-b", "from": "1,2"} | options))
    (problem,) = caught.value.problems()
    assert problem.kind == "options"
    assert problem.remedy.startswith("Give ")


@pytest.mark.parametrize(
    "options",
    [
        {"to": "Chicago"},
        {"to": "Chicago", "apogee_km": 2000},
        {"azimuth_deg": 40, "maximum_range": True},
        {"azimuth_deg": 40, "loft_deg": 40, "pitch_rate_deg_per_s": 1},
    ],
    ids=str,
)
def test_flights_that_mean_one_thing(options: dict[str, object]) -> None:
    check_options(FlyQuestion.model_validate({"threat": "scud-b", "from": "1,2"} | options))


def test_nan_is_no_option() -> None:
    with pytest.raises(ValidationError):
        FlyQuestion.model_validate({"threat": "scud-b", "from": "1,2", "to": "3,4", "apogee_km": "nan"})


def test_inputs_name_what_was_used() -> None:
    used = RunQuestion.model_validate({"set": ("raid.0.count=8",), "out": "elsewhere"}).inputs()
    assert used == {
        "library": [],
        "set": ["raid.0.count=8"],
        "seed": 1,
        "scenario": "limited-raid",
        "runs": 1000,
        "require": None,
        "solve": None,
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_three_parts(name: str) -> None:
    module = COMMANDS[name].module()
    assert issubclass(module.Answer, Envelope)
    assert module.Question.model_fields["seed"].description
    assert callable(module.answer)
    assert 2 <= len(COMMANDS[name].examples) <= 3


def test_a_case_is_known_by_all_it_holds() -> None:
    library = Library()
    case = settle(load_scenario("limited-raid", library), library)
    again = settle(load_scenario("limited-raid", Library()), Library())
    assert fingerprint.of(case) == fingerprint.of(again)
    more = settle(load_scenario("limited-raid", library, ["raid.0.spacing_s=31"]), library)
    others = {fingerprint.of(case), fingerprint.of(more), fingerprint.of(replace(case, name="other"))}
    wider = replace(case.figures, high=case.figures.high * 1.01)
    others.add(fingerprint.of(replace(case, figures=wider)))
    assert len(others) == 4
