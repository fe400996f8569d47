"""`opendome serve`: start the page, say where it is, stay until Ctrl-C."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from opendome.answers.serve import Answer, Question, answer
from opendome.cli.page import Page
from opendome.errors import InputError, Problem

NEEDED = ("fastapi", "uvicorn")
"""Packages of the extra `web`."""


def stay(question: Question, as_json: bool) -> int:
    """Serve until Ctrl-C.

    Args:
        question: Where.
        as_json: Say so in one JSON document.

    Raises:
        InputError: The extra is missing, or the port is taken.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        message = f"The page needs what is not installed: {' and '.join(missing)}."
        raise InputError(Problem("missing_extra", message, 'Install: pip install "opendome[web]"'))
    from opendome.server import running

    there = running.bound(question.port)
    found = answer(question.model_copy(update={"port": there.getsockname()[1]}))

    def begun() -> None:
        _say(found, as_json)
        if not question.no_browser:
            _open(found.address)

    running.serve(there, begun)
    return 0


def _say(found: Answer, as_json: bool) -> None:
    if as_json:
        from opendome.cli.dispatch import print_json

        print_json(found.document())
    else:
        page = Page()
        page.lead(f"{found.sentence}", r"http\S+")
        page.line()
        page.line("  Nobody but this machine can reach it. Stop it with Ctrl-C.")
    sys.stdout.flush()


def _open(address: str) -> None:
    """Open the browser, where there is a screen for one."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
