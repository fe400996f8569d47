"""Changes to plain data: a scenario's changes to library entries, and `--set` on the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from opendome.errors import InputError, Problem
from opendome.scenario.figures import Path
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import of_setting
from opendome.scenario.reading import key_text, parse

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_PATH = re.compile(r"[^.\[\]]+(\.[^.\[\]]+|\[\d+\])*\Z")
_LARGEST_POSITION = 9  # digits


def merged(base: Any, change: Any) -> Any:
    """Plain data with a change laid over them.

    Mappings join key by key, a mapping over a list counts positions, anything else replaces. A figure with a
    value of its own replaces the old one whole, so that no source stays beside a number it does not have.
    """
    if not isinstance(change, Mapping) or "value" in change:
        return change
    if isinstance(base, Mapping):
        return {**base, **{key: merged(base.get(key), new) for key, new in change.items()}}
    if isinstance(base, list) and change and all(str(key).isdecimal() for key in change):
        return _merged_list(base, change)
    if _is_number(base) and set(change) <= {"low", "high", "shape", "moves_with", "source", "where"}:
        return {"value": base, **change}
    return dict(change)


def _merged_list(base: list[Any], change: Mapping[Any, Any]) -> Any:
    items = list(base)
    for key, new in change.items():
        if int(key) >= len(items):
            return dict(change)  # no such item: the form is refused where it is checked
        items[int(key)] = merged(items[int(key)], new)
    return items


def apply_settings(
    data: Any, settings: Sequence[str], own: tuple[str, ...] = ()
) -> tuple[Any, dict[tuple[str, ...], str], list[Problem]]:
    """Plain data with every `--set` applied in turn.

    Args:
        data: What a file holds; it is left as it is.
        settings: Texts as `raid.0.count=8`.
        own: Start of a path that means these data themselves, as `("library", ID)` for an entry.

    Returns:
        The new data; which path each setting wrote; what is wrong with the settings.
    """
    written: dict[tuple[str, ...], str] = {}
    found: list[Problem] = []
    for setting in settings:
        try:
            path, value = read_setting(setting)
            if own and path[: len(own)] == own:
                path = path[len(own) :]
            data, path = _with(data, path, value, setting)
            written[tuple(map(str, path))] = setting
        except InputError as error:
            found.extend(error.problems())
    return data, written, found


def read_setting(setting: str) -> tuple[Path, Any]:
    """Path and value of one `--set`.

    Raises:
        InputError: It has not the form PATH=VALUE, or the value is no YAML.
    """
    name, equals, text = setting.partition("=")
    name = name.strip()
    if not equals or not _PATH.match(name):
        raise InputError(
            of_setting(
                setting, "setting", "A setting is written as PATH=VALUE.", "For example: --set raid.0.count=8"
            )
        )
    path: list[str | int] = []
    for word, position in _STEP.findall(name):
        number = position or (word if word.isdecimal() and word.isascii() else "")
        path.append(int(number) if number and len(number) <= _LARGEST_POSITION else word or position)
    if not text.strip():
        return tuple(path), None
    try:
        value = parse(text, None).data
    except InputError as error:
        why = error.problems()[0]
        raise InputError(of_setting(setting, why.kind, why.message, why.remedy, tuple(path))) from None
    return tuple(path), value


def _with(data: Any, path: Path, value: Any, setting: str, done: Path = ()) -> tuple[Any, Path]:
    """Data with one value in them replaced, and the path as the data have it."""
    if not path:
        return value, done
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        if not isinstance(step, int) or step >= len(data):
            raise InputError(_no_item(data, step, done, setting))
        new, real = _with(data[step], rest, value, setting, (*done, step))
        return [*data[:step], new, *data[step + 1 :]], real
    key = str(step)
    if data is None:
        data = {}
    if _is_number(data) and not rest and key in ("low", "high", "shape", "moves_with", "source", "where"):
        data = {"value": data}
    if not isinstance(data, dict):
        if step == 0 and isinstance(step, int):
            return _with(data, rest, value, setting, done)
        message = f"{key_text(done) or 'The file'} is no mapping: there is no {key} in it."
        raise InputError(of_setting(setting, "unknown_key", message, path=(*done, *path), on_key=True))
    if isinstance(step, int) and key not in data and step == 0 and done and data and done[0] != "library":
        return _with(data, rest, value, setting, done)  # one item written without its list
    new, real = _with(data.get(key), rest, value, setting, (*done, key))
    return {**data, key: new}, real


def _no_item(data: list[Any], step: str | int, done: Path, setting: str) -> Problem:
    name = key_text(done) or "The file"
    if isinstance(step, int):
        has = f"{len(data)} item" + ("" if len(data) == 1 else "s")
        message = f"{name} has {has}: counted from 0, there is no number {step}."
    else:
        keys = sorted({str(key) for item in data if isinstance(item, dict) for key in item})
        message = f"{name} is a list: say which item by its number, from 0.{did_you_mean(step, keys)}"
    return of_setting(setting, "unknown_key", message, path=(*done, step), on_key=True)


def _is_number(data: Any) -> bool:
    return isinstance(data, (int, float)) and not isinstance(data, bool)
