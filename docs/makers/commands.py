"""The reference of the commands, from the questions and answers that the command line is made of."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from makers.tables import MADE, table
from opendome.answers import question as asked
from opendome.answers.refusals import choices_of
from opendome.answers.registry import COMMANDS, Command
from opendome.cli.options import FLAGS, Option, options_of
from opendome.contract.envelope import Envelope

HEAD = """# Commands

Every command answers in plain words on standard output; what it is doing, and what went wrong, is told on
standard error. `opendome COMMAND --help` shows the same as this page.

| exit status | means |
| --- | --- |
| 0 | good |
| 1 | a run could not finish |
| 2 | what was given cannot be used; every problem is named |
| 130 | interrupted; whole parts are kept |

## Options of every command

"""

JSON = """
`--json` prints one JSON document and nothing else on standard output. It has `opendome` (the version),
`command`, `inputs` (what was used after defaults), the keys that each command lists below, `sentence`,
`warnings` and `sources`. Names carry units. There is no NaN and no infinity: `null` means that a number does
not exist, and a warning says which. `{value, low, high}` is a mean and its 5th and 95th percentile over what
is not known.

With an error the document holds `error` (the first) and `errors`, each with `kind`, `message`, `file`,
`line`, `key`, `value` and `remedy`.
"""


def page() -> str:
    """Every command with its examples, options and result keys."""
    common = [_row(one) for one in options_of(asked.Question)]
    common += [(f"`--{name}`", "–", meaning) for name, meaning in FLAGS.items()]
    common.append(("`--help`", "–", "Print what the command does, its options, and examples."))
    text = MADE + HEAD + table(("option", "default", "meaning"), common) + JSON
    group = ""
    for command in COMMANDS.values():
        if command.group != group:
            group = command.group
            text += f"\n## {group}\n"
        text += _section(command)
    return text


def _section(command: Command) -> str:
    module: Any = command.module()
    examples = "\n".join(command.examples)
    rows = [_row(one) for one in options_of(module.Question) if not one.common]
    return (
        f"\n### {command.name}\n\n{command.summary}\n\n```sh\n{examples}\n```\n\n"
        + table(("argument or option", "default", "meaning"), rows)
        + "\n"
        + _keys(module.Answer)
    )


def _keys(answer: type[BaseModel]) -> str:
    """The keys of an answer: plain ones in a sentence, those that hold others below it."""
    every = list(_own(answer, Envelope))
    plain = [f"`{name}`" for name, field in every if _inside(field.annotation)[0] is None]
    nested = [_key(name, field) for name, field in every if _inside(field.annotation)[0] is not None]
    text = f"The answer has {', '.join(plain)}" + (", and\n\n" if nested else ".\n")
    return text + "".join(f"- {key}\n" for key in nested)


def _row(one: Option) -> tuple[str, str, str]:
    if one.position >= 0:
        written = one.written + ("…" if one.many else "")
    else:
        written = f"{one.written} {one.metavar}".rstrip()
    default = one.info.default
    shown = "–" if one.switch or default in (None, (), "") else f"`{default}`"
    meaning = one.info.description or ""
    if choices := choices_of(one.info):
        meaning += f" One of: {', '.join(f'`{choice}`' for choice in choices)}."
    return f"`{written}`", "**needed**" if one.info.is_required() else shown, meaning


def _own(model: type[BaseModel], base: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        if name not in base.model_fields:
            yield field.alias or name, field


def _key(name: str, field: FieldInfo) -> str:
    """A key, with those inside it: `{…}` for one thing, `[…]` for a list of them."""
    inside, opening, closing = _inside(field.annotation)
    if inside is None:
        return f"`{name}`"
    keys = ", ".join(_key(*item) for item in _own(inside, BaseModel))
    meaning = f": {field.description}" if field.description else ""
    return f"`{name}`{opening}{keys}{closing}{meaning}"


def _inside(annotation: Any) -> tuple[type[BaseModel] | None, str, str]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _inside(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        found = [_inside(part) for part in get_args(annotation)]
        return next((one for one in found if one[0] is not None), (None, "", ""))
    if origin in (list, tuple):
        inside, _, _ = _inside(get_args(annotation)[0])
        return inside, "[", "]"
    if origin is Literal or not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return None, "", ""
    return annotation, "{", "}"
