"""From the address of an answer to its question: the same `Question` as the command line's, checked alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

import opendome
from opendome.answers.question import Question
from opendome.answers.refusals import refusal
from opendome.errors import InputError, Problem

OF_THE_MACHINE = ("library", "settings", "out")
"""Options that name files: a page neither reads nor writes any."""


@cache
def open_part(question: type[Question]) -> type[BaseModel]:
    """The options that may stand in an address: all but those that name files.

    Args:
        question: Of the command.
    """
    fields: dict[str, Any] = {
        name: (info.annotation, info)
        for name, info in question.model_fields.items()
        if name not in OF_THE_MACHINE
    }
    config = ConfigDict(extra="forbid", allow_inf_nan=False)
    return create_model(f"Open{question.__module__.rpartition('.')[2].title()}", __config__=config, **fields)


def question_of(
    command: str, question: type[Question], pairs: Sequence[tuple[str, str]], example: str
) -> Question:
    """The question that the pairs of an address make.

    Args:
        command: Its name.
        question: Its class.
        pairs: Key and value, as they stand in the address; several of a key where it may be given again.
        example: An address that works.

    Raises:
        InputError: Keys or values that cannot be used; holds all of them.
    """
    known = {info.alias or name: info for name, info in open_part(question).model_fields.items()}
    many = {name for name, info in known.items() if get_origin(info.annotation) is tuple}
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in many:
            values.setdefault(key, []).append(value)
        else:
            values[key] = value
    unknown = [_unknown(command, key, list(known)) for key in values if key not in known]
    unknown += [_file(command, key) for key, value in pairs if key in known and _names_a_file(value)]
    try:
        asked = question.model_validate({key: value for key, value in values.items() if key in known})
    except ValidationError as errors:
        raise InputError(*unknown, *_refused(question, errors, example)) from None
    if unknown:
        raise InputError(*unknown)
    return asked


def document(found: Sequence[Problem], command: str) -> dict[str, Any]:
    """The contract's error document."""
    errors = [problem.as_answer() for problem in found]
    return {"opendome": opendome.__version__, "command": command, "error": errors[0], "errors": errors}


def _refused(question: type[Question], errors: ValidationError, example: str) -> list[Problem]:
    fields = {info.alias or name: info for name, info in question.model_fields.items()}
    remedy = f"As in: {example}"
    return [
        refusal(str(detail["loc"][0]), fields[str(detail["loc"][0])], detail, example, remedy)
        for detail in errors.errors(include_url=False)
        if detail["loc"]
    ]


def _names_a_file(value: str) -> bool:
    """Whether a value is a path: on the command line an entry may be a file of one's own."""
    return "/" in value or "\\" in value or value.lower().endswith((".yaml", ".yml"))


def _file(command: str, key: str) -> Problem:
    message = f"{key} names a file: a page reads and writes none, but knows every name of the library."
    return Problem("not_here", message, f"Use: opendome {command} --{key.replace('_', '-')}", key=key)


def _unknown(command: str, key: str, known: list[str]) -> Problem:
    from difflib import get_close_matches

    if key in ("library", "set", "out"):
        message = f"{key} is for the command line: a page reads and writes no files."
        return Problem("not_here", message, f"Use: opendome {command} --{key}", key=key)
    near = get_close_matches(key, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Problem(
        "unknown_key", f"{command} has no {key}.{hint}", f"All: opendome {command} --help", key=key
    )
