"""Schema files are what the code says, and every field says what it is and in which unit."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from opendome import units
from opendome.scenario.figures import Figure, Spec
from opendome.scenario.schema import SPECS, schema_file, schema_text

BARE_NUMBERS = {"kill_probability_given_launch", "swerling"}
"""Keys that the contract names without an ending, and a number that is a name."""


@pytest.mark.parametrize("name", SPECS)
def test_schema_files_are_in_step(name: str) -> None:
    stored = schema_file(name).read_text(encoding="utf8")
    assert stored == schema_text(name), "write them anew: python -m opendome.scenario.schema"
    assert json.loads(stored)["type"] == "object"


def specs() -> list[type[Spec]]:
    found: dict[type[Spec], None] = {}

    def add(model: type[Spec]) -> None:
        if model not in found:
            found[model] = None
            for field in model.model_fields.values():
                for inner in parts(field.annotation):
                    if isinstance(inner, type) and issubclass(inner, Spec):
                        add(inner)

    for model in SPECS.values():
        add(model)
    return list(found)


def parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, list):
        for part in get_args(annotation):
            yield from parts(part)
    else:
        yield annotation


@pytest.mark.parametrize("model", specs(), ids=lambda model: model.__name__)
def test_every_field_is_described(model: type[Spec]) -> None:
    bare = [name for name, field in model.model_fields.items() if not field.description]
    assert bare == []
    assert model.__doc__


@pytest.mark.parametrize(
    "model", [model for model in specs() if model is not Figure], ids=lambda m: m.__name__
)
def test_every_number_has_a_unit_in_its_name(model: type[Spec]) -> None:
    numbers = [
        name
        for name, field in model.model_fields.items()
        if any(part is Figure or part in (int, float) for part in parts(field.annotation))
        or "number"
        in json.dumps(model.model_json_schema()["properties"].get(field.alias or name, {}).get("type", ""))
    ]
    without = [
        name
        for name in numbers
        if units.ending_of(name) is None and name not in units.BARE and name not in BARE_NUMBERS
    ]
    assert without == []


def test_a_figure_may_be_a_number_or_a_mapping() -> None:
    shapes = json.loads(schema_text("ballistic"))["$defs"]["Figure"]["anyOf"]
    assert shapes[0] == {"type": "number"}
    assert shapes[1]["required"] == ["value"]
