"""From words on the command line to a command's answer on the screen."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import opendome
from opendome.answers.registry import COMMANDS, Command
from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.answers.question import Question
    from opendome.cli.progress import Terminal
    from opendome.contract.envelope import Envelope

VIEWS = {
    "run": "run", "fly": "fly", "check": "check", "list": "lists", "show": "lists", "explain": "explain",
    "report": "report", "size": "size", "serve": "serve", "schedule": "schedule",
    "cost": "cost",
}  # fmt: skip
"""The module here that shows each command's answer in words."""

HELP = ("--help", "-h")


def dispatch(given: list[str]) -> int:
    """Do what was asked; the exit status.

    Raises:
        InputError: No such command or option, or a value that cannot be used.
        OpenDomeError: What the command itself reports.
    """
    words = given[: given.index("--")] if "--" in given else given
    name = next((word for word in words if not word.startswith("-")), None)
    if "--version" in words and (name is None or words[0] == "--version"):
        print(f"opendome {opendome.__version__}")
        return 0
    asks_help = any(word in HELP for word in words)
    if name is None or (name == "help" and name not in COMMANDS):
        return _without_command(
            [word for word in words if word != "help"], asks_help or name == "help", words
        )
    if name not in COMMANDS and words[0] != name and words[0] not in HELP:
        raise InputError(_missing_command(words[0]))
    if name not in COMMANDS:
        raise InputError(_unknown_command(name))
    if asks_help:
        from opendome.cli import help as texts

        print(texts.of_command(COMMANDS[name]))
        return 0
    rest = [word for place, word in enumerate(given) if place != given.index(name)]
    return _run(COMMANDS[name], rest)


def _without_command(words: list[str], asks_help: bool, all_words: list[str]) -> int:
    from opendome.cli import help as texts

    wrong = [word for word in words if word.startswith("-") and word not in HELP]
    wanted = all_words[all_words.index("help") + 1 :] if "help" in all_words else []
    if wanted and wanted[0] in COMMANDS:
        print(texts.of_command(COMMANDS[wanted[0]]))
        return 0
    if wrong and not asks_help:
        raise InputError(_missing_command(wrong[0]))
    print(texts.of_all())
    return 0


def _missing_command(option: str) -> Problem:
    return Problem(
        kind="missing_command",
        message=f"A command is missing before {option}.",
        remedy="Options stand after the command, as in: opendome run --json",
        value=option,
    )


def _unknown_command(name: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Problem(
        kind="unknown_command",
        message=f"There is no command {name}.{hint}",
        remedy="All commands: opendome --help",
        value=name,
    )


def _run(command: Command, arguments: list[str]) -> int:
    from opendome.cli import options, progress

    module = command.module()
    values, flags = options.parse(command, module.Question, arguments)
    view = import_module(f"opendome.cli.{VIEWS[command.name]}")
    if not flags.json and "out" not in values and hasattr(view, "DEFAULT_OUT"):
        values["out"] = view.DEFAULT_OUT
    question: Question = options.question(command, module.Question, values)
    if hasattr(view, "stay"):
        return int(view.stay(question, flags.json))
    with progress.watching(quiet=flags.quiet) as watch:
        if not flags.json and hasattr(module, "begin"):
            return _shown_first(module, view, question, watch)
        answer: Envelope = module.answer(question, watch)
    if flags.json:
        print_json(view.document(answer) if hasattr(view, "document") else answer.document())
    else:
        view.show(question, answer)
    return int(view.status(answer)) if hasattr(view, "status") else 0


def _shown_first(module: Any, view: Any, question: Question, watch: Terminal) -> int:
    """Show the answer as soon as it is known, and write its files after that."""
    answer, finish = module.begin(question, watch)
    watch.close()
    try:
        view.show(question, answer)
        sys.stdout.flush()
    finally:
        finish()  # also where whoever reads the words has gone, as `head` does
    return 0


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on standard output, and nothing else."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    if (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") != "utf8":
        text = json.dumps(document, allow_nan=False, indent=2)
    print(text)
