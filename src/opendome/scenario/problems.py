"""What the specs refuse, in plain words, each at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from opendome import units
from opendome.errors import Problem
from opendome.scenario.figures import Figure, Path, Spec
from opendome.scenario.naming import (
    inner_models,
    key_names,
    listed,
    models_at,
    near,
    near_elsewhere,
    without_unit,
)
from opendome.scenario.nodes import MOST_PROBLEMS
from opendome.scenario.origin import Origin
from opendome.scenario.reading import key_text

SpecOf = TypeVar("SpecOf", bound=Spec)

_PLAIN = {
    "model_type": ("wrong_form", "A mapping is expected here: keys with their values.", ""),
    "model_attributes_type": ("wrong_form", "A mapping is expected here: keys with their values.", ""),
    "dict_type": ("wrong_form", "A mapping is expected here: keys with their values.", ""),
    "dict_attributes_type": ("wrong_form", "A mapping is expected here: keys with their values.", ""),
    "tuple_type": (
        "wrong_form",
        "A list is expected here.",
        "Write it as [first, second], or one `- ` a line.",
    ),
    "list_type": (
        "wrong_form",
        "A list is expected here.",
        "Write it as [first, second], or one `- ` a line.",
    ),
    "string_type": ("wrong_form", "A text is expected here.", "Put the value in quotes."),
    "too_long": ("wrong_length", "This list is too long: two numbers belong here.", ""),
    "union_tag_not_found": ("missing_key", "The key kind is missing here.", "It says which kind this is."),
    "model_attributes": ("wrong_form", "A mapping is expected here: keys with their values.", ""),
}
_EMPTY = {
    "aim": ("empty_list", "No place is aimed at.", "Give a place, or a list of places."),
    "orbit": ("empty_list", "There is no orbit here.", "Give an orbit, or a list of orbits."),
    "drag_coefficient_by_mach": ("empty_list", "A drag table has at least two points.", ""),
    "raid": ("empty_raid", "The raid is empty: nothing is launched.", "Add an item: - threat: NAME"),
    "stages": ("no_stages", "This missile has no stages.", "Add its stages, the first to burn first."),
}


def validated(model: type[SpecOf], data: Any, origin: Origin) -> tuple[SpecOf | None, list[Problem]]:
    """The spec that plain data make, or None and everything that is wrong with them."""
    try:
        return model.model_validate(data), []
    except ValidationError as errors:
        return None, explain(errors, model, data, origin)
    except RecursionError:
        return None, [origin.problem("too_deep", (), "This is nested too deep.")]


def explain(errors: ValidationError, model: type[Spec], data: Any, origin: Origin) -> list[Problem]:
    """Every refusal as a problem, in the order of the file; of thousands, the first thousand."""
    details = errors.errors(include_url=False)[:MOST_PROBLEMS]
    broken = {detail["loc"] for detail in details}
    found: list[Problem] = []
    suggested: set[Path] = set()
    missing: list[tuple[Path, ErrorDetails]] = []
    for detail in details:
        location = detail["loc"]
        if detail["type"] == "missing":
            missing.append(((*_real(location[:-1], data), location[-1]), detail))
        elif detail["type"] == "extra_forbidden":
            path = _real(location, data)
            problem, meant = _unknown_key(model, path, data, origin)
            suggested.add((*path[:-1], meant))
            found.append(problem)
        elif detail["type"] == "too_short" and any(_below(other, location) for other in broken):
            continue  # only because its items are wrong themselves
        else:
            found.append(_one(detail, model, data, origin))
    for path, _ in missing:
        if path not in suggested:
            found.append(_missing(model, path, origin))
    return in_order(found)


def in_order(found: Iterable[Problem]) -> list[Problem]:
    """Problems by file and line, without repeats; those of settings first."""
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda one: (one.file or "", one.line or 0, one.column or 0))


def _below(other: Path, location: Path) -> bool:
    return len(other) > len(location) and other[: len(location)] == location


def _real(location: Path, data: Any) -> Path:
    """The steps of an error's location that the data have: choices and defaults leave none."""
    path: list[str | int] = []
    for step in location:
        there = (
            step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        )
        if there:
            data = data[step]
            path.append(step)
    return tuple(path)


def _at(path: Path, data: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def _one(detail: ErrorDetails, model: type[Spec], data: Any, origin: Origin) -> Problem:
    """A refusal that is about a value."""
    kind, location = detail["type"], detail["loc"]
    context = detail.get("ctx", {})
    part = context.get("part", ())
    path = _real((*location, *((part,) if isinstance(part, str) else part)), data)
    if kind == "literal_error":
        return _choice(context["expected"], path, data, origin)
    if kind == "union_tag_invalid":
        return _choice(context["expected_tags"], _real((*path, "kind"), data), data, origin)
    if kind == "too_short":
        last = next((step for step in reversed(path) if isinstance(step, str)), "")
        word, message, remedy = _EMPTY.get(last, ("empty_list", "This list is too short.", ""))
        return origin.problem(word, path, message, remedy)
    if kind == "missing":
        return origin.problem("missing_key", path, "Something is missing here.")
    if kind in _PLAIN:
        word, message, remedy = _PLAIN[kind]
        given = _at(path, data)
        if kind == "tuple_type" and isinstance(given, dict) and given and all(map(str.isdecimal, given)):
            word, message = "unknown_key", "There is no item of this number to change; items count from 0."
        elif given is None:
            message, remedy = f"Nothing stands here. {message}", ""
        elif kind == "string_type" and isinstance(given, (dict, list)):
            remedy = ""
        if kind in ("model_type", "tuple_type", "model_attributes_type") and isinstance(given, (dict, list)):
            remedy = _keys_there(model, path) or remedy
        return origin.problem(word, path, message, remedy)
    if kind in OURS:
        return origin.problem(kind, path, detail["msg"], _remedy(kind, path, data))
    return origin.problem("not_usable", path, "This value cannot be used here.", _keys_there(model, path))


OURS = {
    "not_a_number", "not_finite", "not_whole", "half_range", "range_order", "log_range", "out_of_range",
    "empty_text", "pitch_rule", "time_order", "mach_order", "pitch_order", "record_order", "band_order",
    "orbit_order", "walker", "field_order", "place_form", "battery_place", "epoch", "version",
    "half_search", "orbit_height", "band_twice", "sensor_place", "half_field",
    "glide_end", "glide_start", "booster_climb", "air_launch", "orbit",
    "class_speed", "short_range", "battery_stock", "basing_key",
    "learning", "price_year", "no_price", "half_price", "unallocated_price", "included_interceptors",
    "included_equipment", "gain_twice",
    "element", "shares", "year_order", "activity", "activity_loop", "no_source",
}  # fmt: skip
"""Kinds that the specs raise themselves, with a sentence of their own."""


def _remedy(kind: str, path: Path, data: Any) -> str:
    """A way out, where one can be told from the value."""
    if not path:
        return ""
    given, key = _at(path, data), path[-1]
    if kind == "place_form" and isinstance(given, str):
        return f"Did you mean {{city: {given}}}?"
    if kind == "not_a_number" and isinstance(given, str) and isinstance(key, str):
        if re.fullmatch(r"[-+]?[0-9.]+(e[-+]?[0-9]+)?", given.strip()):
            return "Take the quotes away."
        ending = units.ending_of(key)
        if ending in units.UNITS:
            return f"This key is given in {units.UNITS[ending].symbol}."
    return ""


def _choice(expected: str, path: Path, data: Any, origin: Origin) -> Problem:
    """A word or number that is none of those offered."""
    offered = re.findall(r"'([^']*)'", expected) or re.findall(r"[\w.]+", expected.replace(" or ", " "))
    given = _at(path, data)
    meant = near(given, offered) if isinstance(given, str) else None
    message = f"This is one of: {', '.join(offered)}." if len(offered) > 1 else f"{offered[0]} belongs here."
    return origin.problem("unknown_choice", path, message + (f" Did you mean {meant}?" if meant else ""))


def _keys_there(model: type[Spec], path: Path) -> str:
    names = [name for inner in models_at(model, path)[:1] if inner is not Figure for name in key_names(inner)]
    return f"Keys there: {listed(names)}." if names else ""


def _missing(model: type[Spec], path: Path, origin: Origin) -> Problem:
    """A key that must be there and is not."""
    name = str(path[-1])
    told = ""
    if isinstance(path[-1], int):
        return origin.problem("wrong_length", path[:-1], "Two numbers belong here.")
    for inner in models_at(model, path[:-1]):
        for field_name, field in inner.model_fields.items():
            if name == (field.alias or field_name) and field.description:
                told = f"{name}: {field.description}"
    return origin.problem("missing_key", path[:-1], f"The key {name} is missing here.", told)


def _unknown_key(model: type[Spec], path: Path, data: Any, origin: Origin) -> tuple[Problem, str]:
    """A key that the language does not have, and the one that was likely meant."""
    key, above = str(path[-1]), path[:-1]
    models = models_at(model, above)
    names = list(dict.fromkeys(name for inner in models for name in key_names(inner)))
    message, meant, remedy = "This key is not known here.", "", ""
    if ":" in key and near(key.split(":")[0], names):
        message = "A space is missing after the colon."
        remedy = "Write `key: value`."
        return origin.problem("unknown_key", path, message, remedy, on_key=True), key.split(":")[0]
    stem = without_unit(key)
    same = [name for name in names if without_unit(name) == stem and name != stem]
    if same and stem != key:
        meant = same[0]
        message += f" Write {meant}: the number is given in {units.symbol(meant) or 'no unit'}."
    elif found := near(key, names):
        meant = found
        message += f" Did you mean {meant}?"
    elif elsewhere := (_one_down(key, models, above, data) or _one_up(key, model, above)):
        where, name = elsewhere
        message += f" Did you mean {name}?" if name != key else ""
        remedy = f"It stands elsewhere: {where}."
    elif names:
        remedy = f"Keys here: {listed(names)}."
    return origin.problem("unknown_key", path, message, remedy, on_key=True), meant


def _one_down(key: str, models: list[type[Spec]], above: Path, data: Any) -> tuple[str, str] | None:
    """A near miss among the keys one level deeper, those that the file has first."""
    here = _at(above, data)
    inners = {name: inner_models(model, name) for model in models for name in key_names(model)}
    usual = ("midcourse",)  # of layers that nobody mentions, the one that most scenarios have
    ranked = sorted(inners, key=lambda name: (name not in here, name not in usual))
    for name in ranked:
        for inner in inners[name]:
            if inner is not Figure and (found := near_elsewhere(key, key_names(inner))):
                return key_text((*above, name, found)), found
    return None


def _one_up(key: str, model: type[Spec], above: Path) -> tuple[str, str] | None:
    """A near miss among the keys one level higher."""
    while above:
        above = above[:-1]
        names = [name for inner in models_at(model, above) for name in key_names(inner)]
        if found := near_elsewhere(key, names):
            return key_text((*above, found)), found
    return None
