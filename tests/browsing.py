"""A real browser for tests: where it is, how it is started, and what a page complains of.

Who has no Chromium skips these tests and is told why; where the setting `CI` stands, they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTING = "OPENDOME_BROWSER"
"""The setting that names another Chromium or Chrome."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

FLAGS = (
    # three-dimensional pictures without a graphics card
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    # nothing that a browser does of its own accord
    "--disable-background-networking", "--disable-quic", "--no-first-run",
)  # fmt: skip


def chromium_path() -> Path | None:
    """The Chromium or Chrome of this machine, or None."""
    if named := os.environ.get(SETTING):
        return Path(named)
    found = [there for name in NAMES if (there := shutil.which(name))]
    found += [place for place in PLACES if Path(place).is_file()]
    return Path(found[0]) if found else None


def without(reason: str) -> NoReturn:
    """Skip the test that asks; fail it where `CI` is set, because there it must run."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} With CI set that is a failure.", pytrace=False)
    pytest.skip(reason)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window, for as long as the context lasts."""
    path = chromium_path()
    if path is None:
        without(f"There is no Chromium or Chrome here; {SETTING} may name one.")
    from playwright.sync_api import sync_playwright

    # the sandbox refuses to start for the superuser, as whom containers run
    bare = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *bare])
        try:
            yield started
        finally:
            started.close()


def complaints(page: Page, *own: str) -> list[str]:
    """What goes wrong on a page from now on: the list grows as it happens.

    Errors of scripts and of the console count, and every request to another host than those in `own`.
    """
    found: list[str] = []

    def asked(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("file", "data", "blob", "about") and parts.hostname not in own:
            found.append(f"asks {address}")

    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("console", lambda said: found.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("request", lambda request: asked(request.url))
    return found
