"""`opendome check` in words."""

from __future__ import annotations

import sys
from typing import Any

from opendome.answers.check import Answer, Question
from opendome.cli import problems
from opendome.cli.page import Page


def show(_question: Question, answer: Answer) -> None:
    """Print the answer; problems go to standard error."""
    if answer.found:
        print(problems.text(answer.found, "check"), file=sys.stderr)
    else:
        page = Page()
        page.line(answer.sentence)
        page.notes(answer.warnings)


def document(answer: Answer) -> dict[str, Any]:
    """The answer with the keys that every error document has, where there are problems."""
    found = answer.document()
    return found | problems.document(answer.found, "check") if answer.found else found


def status(answer: Answer) -> int:
    """2 where something is wrong."""
    return 2 if answer.found else 0
