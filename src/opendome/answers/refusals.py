"""A value that a question refuses, in one sentence: on the command line and in the address of a page."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args, get_origin

from opendome.errors import Problem

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


def refusal(name: str, info: FieldInfo, detail: ErrorDetails, example: str, remedy: str) -> Problem:
    """One refusal in one sentence.

    Args:
        name: The option as whoever asks writes it.
        info: Its field.
        detail: What pydantic says.
        example: A whole question that works.
        remedy: Where to look.
    """
    kind, value = detail["type"], str(detail.get("input", ""))
    if kind in ("missing", "too_short"):
        return Problem("missing", f"{name} is missing.", f"As in: {example}", key=name)
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        message = f"{name} must be {words} {detail['ctx'][limit]:,}, not {value}."
        return Problem("out_of_range", message, remedy, key=name, value=value)
    if kind == "literal_error":
        choices = choices_of(info)
        near = get_close_matches(value, choices, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        message = f"{name} is one of: {', '.join(choices)}, not {value}.{hint}"
        return Problem("unknown_choice", message, remedy, key=name, value=value)
    if kind == "finite_number":
        message = f"{name} must be a finite number, not {value}."
        return Problem("not_finite", message, remedy, key=name, value=value)
    wanted = "a whole number" if kind.startswith("int") else "a number"
    return Problem("not_a_number", f"{name} needs {wanted}, not {value}.", remedy, key=name, value=value)


def choices_of(info: FieldInfo) -> list[str]:
    """The words that a field accepts, where it accepts only some."""
    found: list[str] = []
    for part in (info.annotation, *get_args(info.annotation)):
        if str(get_origin(part)) == "typing.Literal":
            found += [str(word) for word in get_args(part)]
    return found
