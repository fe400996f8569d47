"""Names carry units, keys say what they mean, and the reference shows every model."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import numpy as np
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

import opendome
from opendome import units
from opendome.records.engagements import REASONS, SHOT, Engagements
from opendome.records.opportunities import CHANCE, Opportunities
from opendome.records.outcomes import FATES, Fought, Outcomes
from opendome.records.reach import FLY, Flyouts
from unit.outcomes.small import arcs

LAYERS_WITH_MODELS = ("scenario", "contract", "answers")

NAMED_BY_THE_CONTRACT = {
    # scripts rely on these names; the unit of a fate stands in the key above it, `fate_probability`
    "opendome.scenario.interceptors.Interceptor.kill_probability_given_launch",
    *(f"opendome.contract.threats.Fates.{fate}" for fate in FATES),
    *(f"opendome.contract.threats.Decided.{reason}" for reason in REASONS),
    *(f"opendome.contract.run.DriverRow.no_leak_probability_at_{end}" for end in ("low", "high")),
    *(f"opendome.contract.shots.Leakers.luck_{end}" for end in ("low", "high")),
    "opendome.answers.size.Question.assurance",
    *(
        f"opendome.contract.size.SizeDriverRow.constellation_in_orbit_count_at_{end}"
        for end in ("low", "high")
    ),
    # in the unit of the value beside it
    "opendome.contract.parts.Estimate.sampling_error",
    "opendome.contract.shots.Leakers.sampling_error",
}


def _models() -> list[type[BaseModel]]:
    found = {}
    for layer in LAYERS_WITH_MODELS:
        package = importlib.import_module(f"opendome.{layer}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for thing in vars(importlib.import_module(module.name)).values():
                if isinstance(thing, type) and issubclass(thing, BaseModel):
                    found[f"{thing.__module__}.{thing.__name__}"] = thing
    return [thing for name, thing in sorted(found.items()) if name.startswith(opendome.__name__)]


def _fields() -> Iterator[tuple[str, str, FieldInfo]]:
    for model in _models():
        for name, field in model.model_fields.items():
            yield f"{model.__module__}.{model.__name__}", field.alias or name, field


def test_every_key_says_what_it_means() -> None:
    silent = [
        f"{model}.{name}"
        for model, name, field in _fields()
        if _is_written_by_people(model) and not (field.description or "").rstrip().endswith((".", "?"))
    ]
    assert silent == []


def test_every_number_carries_its_unit() -> None:
    numbers = [
        (model, name) for model, name, field in _fields() if _is_number(field.annotation, *field.metadata)
    ]
    assert len(numbers) > 60, "the numbers of the models are not recognised any more"
    bare = {
        f"{model}.{name}" for model, name in numbers if not units.ending_of(name) and name not in units.BARE
    }
    assert sorted(bare - NAMED_BY_THE_CONTRACT) == []
    assert sorted(NAMED_BY_THE_CONTRACT - bare) == []


def _is_written_by_people(model: str) -> bool:
    """Files and options; the keys of answers are explained beside the commands."""
    return model.startswith("opendome.scenario.") or model.endswith(".Question")


def test_columns_carry_units() -> None:
    outcomes = _small(Outcomes)
    flights = dataclasses.replace(arcs(), infrared_band=("mwir",), intensity=np.zeros((7, 1)))
    shots = dataclasses.replace(_small(Engagements), shots=np.zeros((1, SHOT)))
    zeros = np.zeros((1, 1), int), np.zeros(1, int), np.zeros(1, int)
    chances = Opportunities(("a-1",), ("b",), np.zeros((1, 1, CHANCE)), np.ones(1), *zeros)
    made = Flyouts(("b",), np.ones(1), np.ones(1), np.zeros((1, 1, 1, FLY)))
    tables = (flights, outcomes, shots, chances, made)
    for table in (record.to_frame() for record in tables):
        for column, kind in table.schema.items():
            if kind.is_float():
                assert units.ending_of(column), column


def _is_number(annotation: Any, *marks: Any) -> bool:
    """Whether a key holds one number: a figure, a float, or one of the language's own number types."""
    readers = {mark.func.__name__ for mark in marks if isinstance(mark, BeforeValidator)}
    if readers & {"_number", "_whole"} or annotation is float:
        return True
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _is_number(inner, *more)
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_is_number(part) for part in get_args(annotation))
    return getattr(annotation, "__name__", "") == "Figure"


def _small(record: type[Any]) -> Any:
    """A record of one threat: zeros in every array."""

    def values() -> Iterator[Any]:
        for field in dataclasses.fields(record):
            if field.name in {"threat_id", "shooter_id"}:
                yield ("a-1",)
            elif field.name == "fought":
                yield _small(Fought)
            elif field.name in {"count", "world", "play", "status"}:
                yield np.ones(1, dtype=np.int64)
            elif field.name in {"fate", "reason"}:
                yield np.zeros((1, 1), dtype=np.int64)
            else:
                yield np.zeros((1, 1))

    return record(*values())
