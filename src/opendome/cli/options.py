"""Options of a command, made from the fields of its `Question`: one source of truth."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, get_origin

from opendome.answers.refusals import refusal
from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic.fields import FieldInfo

    from opendome.answers.question import Question
    from opendome.answers.registry import Command


@dataclass(frozen=True)
class Flags:
    """How the answer is shown; no part of the question."""

    json: bool
    quiet: bool


def folders(question: Question) -> str:
    """Words that a next command needs to find the same entries."""
    from shlex import quote

    return "".join(f" --library {quote(folder)}" for folder in question.library)


def kept(question: Question, anew: str = "") -> str:
    """Words that a next command needs to speak of the same: folders and settings, as typed.

    Args:
        question: What was asked.
        anew: A key that the next command sets itself.
    """
    from shlex import quote

    settings = [one for one in question.settings if one.partition("=")[0] != anew]
    return folders(question) + "".join(f" --set {quote(one)}" for one in settings)


FLAGS = {
    "json": "Print one JSON document instead of words.",
    "quiet": "Say nothing about progress.",
}


@dataclass(frozen=True)
class Option:
    """One option or positional argument of a command.

    Attributes:
        field: Name of the field.
        key: Its key in JSON.
        written: As typed: `--apogee-km`, or `THREAT`.
        metavar: What stands for the value in the help; "" for a switch.
        position: Place among the positional arguments, -1 for options.
        common: Whether every command has it.
        many: Whether it may be given again.
        switch: Whether it takes no value.
        info: The field.
    """

    field: str
    key: str
    written: str
    metavar: str
    position: int
    common: bool
    many: bool
    switch: bool
    info: FieldInfo


def options_of(question: type[Question]) -> list[Option]:
    """Every option of a question: positional ones first, those of all commands last."""
    found = [_option(name, info) for name, info in question.model_fields.items()]
    return sorted(found, key=lambda one: (one.position < 0, one.position, one.common))


def _option(name: str, info: FieldInfo) -> Option:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    key = info.alias or name
    position = extra.get("position", -1)
    metavar = str(extra.get("metavar") or "VALUE")
    place = position if isinstance(position, int) else -1
    switch = info.annotation is bool
    return Option(
        field=name,
        key=key,
        written=metavar if place >= 0 else "--" + key.replace("_", "-"),
        metavar="" if switch else metavar,
        position=place,
        common=bool(extra.get("common", False)),
        many=get_origin(info.annotation) is tuple,
        switch=switch,
        info=info,
    )


def parse(command: Command, question: type[Question], arguments: list[str]) -> tuple[dict[str, Any], Flags]:
    """The values given, by key, as text; and how to show the answer.

    Raises:
        InputError: An option is not known, or lacks its value.
    """
    import typer

    given: dict[str, Any] = {}
    every = options_of(question)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(command.name)(_function(every, given))
    parser = typer.main.get_command(app)
    try:
        parser.main(arguments, prog_name=f"opendome {command.name}", standalone_mode=False)
    except Exception as error:
        # typer's own errors have no public base class; what they share is this method
        if not hasattr(error, "format_message"):
            raise
        raise InputError(_usage(command, every, error)) from None
    flags = Flags(json=bool(given.pop("json")), quiet=bool(given.pop("quiet")))
    values = {one.key: given[one.field] for one in every if given[one.field] not in (None, [], ())}
    return {key: value for key, value in values.items() if value is not False}, flags


def _function(every: list[Option], given: dict[str, Any]) -> Callable[..., None]:
    """A function with one parameter an option, as typer reads it."""
    import typer

    parameters = []
    for one in every:
        kind: Any = bool if one.switch else list[str] if one.many else str | None
        default: Any = False if one.switch else None
        if one.many and one.position < 0:
            kind = list[str] | None
        mark: Any = typer.Option(one.written) if one.position < 0 else typer.Argument(metavar=one.metavar)
        if one.many and one.position >= 0:
            kind = list[str] | None
        parameters.append(_parameter(one.field, Annotated[kind, mark], default))
    parameters += [_parameter(name, Annotated[bool, typer.Option(f"--{name}")], False) for name in FLAGS]

    def collect(**values: Any) -> None:
        given.update(values)

    collect.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return collect


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _usage(command: Command, every: list[Option], error: Exception) -> Problem:
    """What typer refused, in one sentence."""
    remedy = f"All options: opendome {command.name} --help"
    known = [one.written for one in every if one.position < 0] + [f"--{name}" for name in FLAGS]
    name = getattr(error, "option_name", None)
    if isinstance(name, str):
        written = name if name.startswith("-") else f"--{name}"
        if written in known:
            one = next((one for one in every if one.written == written), None)
            if one is not None and not one.switch:
                return Problem(
                    "missing_value", f"{written} needs a value: {written} {one.metavar}.", remedy, key=written
                )
            return Problem("no_value", f"{written} is a switch and takes no value.", remedy, key=written)
        near = get_close_matches(written, known, n=1, cutoff=0.6)
        hint = f" Did you mean {near[0]}?" if near else ""
        message = f"opendome {command.name} has no option {written}.{hint}"
        return Problem("unknown_option", message, remedy, key=written, value=written)
    said = str(error.format_message())  # type: ignore[attr-defined]
    if "extra argument" in said:
        extra = said[said.rfind("(") + 1 : said.rfind(")")]
        message = f"opendome {command.name} does not know what to do with: {extra}."
        return Problem("extra_argument", message, remedy, value=extra)
    return Problem("options", said if said.endswith(".") else said + ".", remedy)


def question(command: Command, model: type[Question], values: dict[str, Any]) -> Question:
    """The question that these values make.

    Raises:
        InputError: Values are missing or cannot be used; holds all of them.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(values)
    except ValidationError as errors:
        raise InputError(*_refusals(command, model, errors)) from None


def _refusals(command: Command, model: type[Question], errors: ValidationError) -> list[Problem]:
    by_key = {one.key: one for one in options_of(model)}
    found = []
    for detail in errors.errors(include_url=False):
        one = by_key.get(str(detail["loc"][0]) if detail["loc"] else "")
        if one is not None:
            remedy = f"See: opendome {command.name} --help"
            found.append(refusal(one.written, one.info, detail, command.examples[0], remedy))
    return found
