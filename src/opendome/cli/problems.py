"""Errors, as people and as programs read them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import opendome
from opendome.answers.registry import COMMANDS
from opendome.cli.wrapping import wrap
from opendome.errors import OpenDomeError, Problem

SHOWN = 10
WIDTH = 88
RUNS = ("run", "fly")
"""Commands that would have run something."""


def report(error: OpenDomeError, given: Sequence[str]) -> int:
    """Say what is wrong: sentences on standard error, or one JSON document on standard output."""
    found = error.problems()
    command = _command(given)
    if "--json" in given:
        from opendome.cli.dispatch import print_json

        print_json(document(found, command))
    else:
        print(text(found, command), file=sys.stderr)
    return error.exit_code


def document(found: Sequence[Problem], command: str | None) -> dict[str, object]:
    """The contract's error document."""
    errors = [problem.as_answer() for problem in found]
    return {"opendome": opendome.__version__, "command": command, "error": errors[0], "errors": errors}


def report_unexpected(error: Exception, given: Sequence[str]) -> int:
    """One sentence for an error that nobody foresaw, with how to report it."""
    from opendome.errors import RunError

    name = type(error).__name__
    detail = " ".join(str(error).split())[:200]
    what = f"{name}: {detail}" if detail else name
    again = RunError(
        f"Something went wrong inside OpenDome {opendome.__version__} ({what}).",
        "Please report it with the command you typed; OPENDOME_TRACEBACK=1 before the command shows where.",
    )
    return report(again, given)


def _command(given: Sequence[str]) -> str | None:
    name = next((word for word in given if not word.startswith("-")), None)
    return name if name in COMMANDS else None


def text(found: Sequence[Problem], command: str | None) -> str:
    """All problems in words: those of files with line, caret and path; the first ten and a count."""
    files = list(dict.fromkeys(problem.file for problem in found if problem.file))
    lines: list[str] = []
    shown = list(found[:SHOWN])
    for problem in shown:
        if problem.file is None or not problem.line:
            lines += [*_bare(problem), ""]
    for file in files:
        of_file = [problem for problem in found if problem.file == file and problem.line]
        if not of_file:
            continue
        count = f"{len(of_file)} problem" + ("s" if len(of_file) > 1 else "")
        ran = " Nothing was run." if command in RUNS else ""
        lines += [f"{file} has {count}.{ran}", ""]
        for problem in shown:
            if problem.file == file and problem.line:
                lines += [*_in_file(problem), ""]
    if len(found) > SHOWN:
        lines += [f"… and {len(found) - SHOWN:,} more.", ""]
    in_files = {problem.file for problem in found if problem.line}
    own = [file for file in files if file in in_files and not file.startswith("library/")]
    if own and command != "check":
        lines.append(f"Check again without running: opendome check {' '.join(own)}")
    return "\n".join(lines).rstrip("\n")


def _bare(problem: Problem) -> list[str]:
    """A problem of the command line, or of a file as a whole."""
    lines = []
    message = f"{problem.file}: {problem.message}" if problem.file else problem.message
    if problem.text:
        lines += [
            f"  {_visible(problem.text)}",
            "  " + " " * ((problem.column or 1) - 1) + "^" * problem.length,
        ]
    lines += wrap(message, WIDTH)
    lines += wrap(problem.remedy, WIDTH)
    return lines


def _in_file(problem: Problem) -> list[str]:
    """A problem at a place in a file: the line, a caret, the path, the reason, the way out."""
    label = f"line {problem.line}"
    indent = " " * (4 + max(len(label), 7))
    lines = []
    if problem.text is not None:
        bare = _visible(problem.text)
        cut = len(bare) - len(bare.lstrip())
        start = max((problem.column or 1) - 1 - cut, 0)
        shown, start = _window(bare[cut:].rstrip(), start)
        length = max(1, min(problem.length, len(shown) - start))
        lines.append(f"  {label:7}  {shown}")
        lines.append(f"{indent}{' ' * start}{'^' * length}  {problem.key or ''}".rstrip())
    else:
        lines.append(f"  {label:7}  {problem.key or ''}".rstrip())
    lines += [indent + part for part in wrap(problem.message, WIDTH - len(indent))]
    lines += [indent + part for part in wrap(problem.remedy, WIDTH - len(indent))]
    return lines


def _visible(line: str) -> str:
    """A line without characters that would move the terminal's cursor."""
    return "".join(
        " " if mark == "\t" else mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in line
    )


def _window(line: str, start: int) -> tuple[str, int]:
    """A part of a long line around the caret."""
    most = WIDTH - 12
    if len(line) <= most:
        return line, start
    left = max(0, min(start - 20, len(line) - most))
    part = line[left : left + most]
    return ("…" + part[1:] if left else part), start - left
