"""Help texts, 80 columns, made from the registry and the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.answers.registry import COMMANDS, Command
from opendome.cli.wrapping import wrap

if TYPE_CHECKING:
    from opendome.cli.options import Option

WIDTH = 80
LEFT = 28
"""Where descriptions of options begin."""


def of_all() -> str:
    """The help of the whole program: what it is for, and its commands by group."""
    lines = [
        "OpenDome: open analysis of layered missile defence, from published figures.",
        "",
        "Usage: opendome COMMAND [OPTIONS]",
    ]
    column = 4 + max(len(name) for name in COMMANDS)
    for group in dict.fromkeys(command.group for command in COMMANDS.values()):
        lines += ["", group]
        for command in COMMANDS.values():
            if command.group == group:
                lines += _row(command.name, command.summary, column)
    lines += ["", "Start here"]
    lines += ["  opendome run", "  opendome run --help"]
    lines += ["", "Options"]
    lines += _row("--version", "Print the version.", 14)
    lines += _row("--help", "Print this; after a command, its own help.", 14)
    return "\n".join(lines)


def of_command(command: Command) -> str:
    """The help of one command: what it answers, its options with units and defaults, examples."""
    from opendome.cli.options import FLAGS, options_of

    every = options_of(command.module().Question)
    places = [one for one in every if one.position >= 0]
    own = [one for one in every if one.position < 0 and not one.common]
    common = [one for one in every if one.common]
    lines = [*wrap(command.summary, WIDTH), "", _usage(command, places, own)]
    if places:
        lines += ["", "What"]
        for one in places:
            lines += _row(one.written, _described(one), LEFT)
    if own:
        lines += ["", "Options"]
        for one in own:
            lines += _row(_left(one), _described(one), LEFT)
    lines += ["", "Options of every command"]
    for one in common:
        lines += _row(_left(one), _described(one), LEFT)
    for name, text in FLAGS.items():
        lines += _row(f"--{name}", text, LEFT)
    lines += _row("--help", "Print this.", LEFT)
    lines += ["", "Examples", *(f"  {example}" for example in command.examples)]
    return "\n".join(lines)


def _usage(command: Command, places: list[Option], own: list[Option]) -> str:
    parts = [f"Usage: opendome {command.name}"]
    for one in places:
        text = one.written + ("..." if one.many else "")
        parts.append(text if one.info.is_required() else f"[{text}]")
    parts += [_left(one) for one in own if one.info.is_required()]
    return " ".join([*parts, "[OPTIONS]"])


def _left(one: Option) -> str:
    return f"{one.written} {one.metavar}".rstrip()


def _described(one: Option) -> str:
    """Description, choices and default."""
    from opendome.answers.refusals import choices_of

    text = one.info.description or ""
    choices = choices_of(one.info)
    if choices:
        text += f" One of: {', '.join(choices)}."
    default = one.info.default
    if one.info.is_required() or one.switch or default in (None, ()):
        return text
    return f"{text} Default: {default:,}." if isinstance(default, int) else f"{text} Default: {default}."


def _row(left: str, right: str, column: int) -> list[str]:
    """Left text, and right text wrapped from a column on."""
    parts = wrap(right, WIDTH - column) or [""]
    first = f"  {left}"
    if len(first) > column - 2:
        return [first, *(" " * column + part for part in parts)]
    return [first.ljust(column) + parts[0], *(" " * column + part for part in parts[1:])]
