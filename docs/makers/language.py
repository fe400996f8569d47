"""The reference of the language, from the models that read it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from makers.tables import MADE, number, table
from opendome import scenario, units
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import Bounds, Figure, Spec, _number, _whole

PAGES = {
    "scenario": ("Scenario", "document"),
    "threats": ("Threats", "threats"),
    "gliders": ("Gliders", "gliders"),
    "cruise": ("Cruise missiles and drones", "cruise"),
    "signatures": ("What sensors see of a threat", "signatures"),
    "sensors": ("Sensors", "sensors"),
    "interceptors": ("Interceptors", "interceptors"),
    "constellations": ("Interceptors in orbit", "constellations"),
    "sites": ("Sites", "sites"),
    "doctrine": ("Doctrine", "doctrine"),
    "costs": ("What things cost", "costs"),
    "programme": ("The programme", "plan"),
    "activities": ("Activities and paths", "activities"),
    "budgets": ("Budgets, totals and projects", "budgets"),
    "figures": ("Figures", "figures"),
    "entries": ("Keys that every entry has", "equipment"),
}
"""Each page: its title, and the module of `opendome.scenario` whose models it shows."""

KEYS_OF_ALL = set(Equipment.model_fields)


def pages() -> dict[str, str]:
    """Every page of the reference, by name."""
    unshown = {model.__module__.rsplit(".", 1)[-1] for model in models()}
    unshown -= {module for _, module in PAGES.values()}
    if unshown:
        raise SystemExit(f"docs/makers/language.py has no page for the models of: {sorted(unshown)}")
    return {name: _page(title, module) for name, (title, module) in PAGES.items()}


def models() -> list[type[Spec]]:
    """Every model of the language, in the order of its modules and of their text."""
    found = []
    for module in pkgutil.walk_packages(scenario.__path__, f"{scenario.__name__}."):
        if ".settle" in module.name:
            continue  # what settles reads models and has none
        holder = importlib.import_module(module.name)
        # in the order of the text; names that are imported stand in front of it, and are of other modules
        found += [thing for thing in vars(holder).values() if _is_model(thing, holder.__name__)]
    return found


def _is_model(thing: Any, module: str) -> bool:
    return (
        isinstance(thing, type)
        and issubclass(thing, Spec)
        and thing.__module__ == module
        and bool(thing.model_fields)
    )


def _page(title: str, module: str) -> str:
    shown = [model for model in models() if model.__module__.endswith(f".{module}")]
    top_first = sorted(shown, key=lambda model: not _is_top(model))
    text = f"{MADE}# {title}\n"
    for model in top_first:
        text += f"\n({_anchor(model)})=\n## {_heading(model)}\n\n{_first_line(model)}\n\n"
        if _is_entry(model):
            text += "Besides the [keys that every entry has](entries.md):\n\n"
        text += table(("key", "what", "unit", "default", "meaning"), _rows(model))
    return text


def _is_top(model: type[Spec]) -> bool:
    return "kind" in model.model_fields and "name" in model.model_fields


def _is_entry(model: type[Spec]) -> bool:
    return issubclass(model, Equipment) and model is not Equipment


def _heading(model: type[Spec]) -> str:
    kinds = get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()
    if len(kinds) == 1:  # of several, a kind is a key like others
        return f"`kind: {kinds[0]}`" + ("" if _is_top(model) else f" ({_words(model)})")
    return _words(model)


def _words(model: type[Spec]) -> str:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return spaced.strip().removesuffix(" spec").capitalize()


def _anchor(model: type[Spec]) -> str:
    return f"language-{model.__module__.rsplit('.', 1)[-1]}-{model.__name__.lower()}"


def _first_line(model: type[Spec]) -> str:
    return (inspect.getdoc(model) or "").split("\n\n")[0].replace("\n", " ")


def _rows(model: type[Spec]) -> Iterator[list[str]]:
    inherited = KEYS_OF_ALL if _is_entry(model) else set()
    for key, field in model.model_fields.items():
        if key not in inherited:
            yield _row(key, field)


def _row(key: str, field: FieldInfo) -> list[str]:
    name = field.alias or key
    what = _what(_whole_annotation(field))
    symbol = units.symbol(name) if _is_number(_whole_annotation(field)) else ""
    if key.endswith("_year") and what.startswith("whole number"):
        what, symbol = re.sub(r"(?<=\d),(?=\d)", "", what.replace("whole number", "calendar year")), ""
    return [f"`{name}`", what, symbol or "", _default(field), field.description or ""]


def _whole_annotation(field: FieldInfo) -> Any:
    """The annotation with what pydantic took out of it."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _is_number(annotation: Any) -> bool:
    base, marks = unwrap(annotation)
    return base is Figure or _number_kind(marks) != ""


def unwrap(annotation: Any) -> tuple[Any, list[Any]]:
    """The type itself and the marks on it, without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        base, *marks = get_args(annotation)
        inner, more = unwrap(base)
        return inner, [*more, *marks]
    if get_origin(annotation) in (Union, types.UnionType):
        left = [part for part in get_args(annotation) if part is not types.NoneType]
        if len(left) == 1:
            return unwrap(left[0])
    return annotation, []


def _number_kind(marks: list[Any]) -> str:
    readers = {mark.func for mark in marks if isinstance(mark, BeforeValidator)}
    if _whole in readers:
        return "whole number"
    return "number" if _number in readers else ""


def _what(annotation: Any) -> str:
    base, marks = unwrap(annotation)
    limits = "".join(_limits(mark) for mark in marks if isinstance(mark, Bounds))
    if base is Figure:
        return f"[figure](figures.md){limits}"
    if kind := _number_kind(marks):
        return kind + limits
    if get_origin(base) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(base))
    if get_origin(base) in (Union, types.UnionType):
        return " or ".join(_what(part) for part in get_args(base))
    if get_origin(base) is tuple:
        return _list(get_args(base), marks)
    if isinstance(base, type) and issubclass(base, Spec):
        return f"[{_words(base).lower()}](#{_anchor(base)})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(base, "mapping")


def _list(parts: tuple[Any, ...], marks: list[Any]) -> str:
    if parts[-1] is not Ellipsis:
        return "pair of " + " and ".join(_what(part) for part in parts)
    one_will_do = any(isinstance(mark, BeforeValidator) for mark in marks)
    return f"{_what(parts[0])}, or a list of them" if one_will_do else f"list: {_what(parts[0])}"


def _limits(bounds: Bounds) -> str:
    low = "" if bounds.low is None else f"{'>' if bounds.above else '≥'} {number(bounds.low)}"
    high = "" if bounds.high is None else f"≤ {number(bounds.high)}"
    return ", " + ", ".join(limit for limit in (low, high) if limit)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    value = field.get_default(call_default_factory=True)
    if value is None or value is PydanticUndefined or value in ("", (), {}) or isinstance(value, Spec):
        return "–"
    return f"`{value}`"
