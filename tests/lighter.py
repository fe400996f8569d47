"""Runs for tests that do not look at pictures: drawing takes longer than everything else a run does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from opendome.answers import run_folder
from opendome.cli import main
from opendome.reports import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HELD: list[TemporaryDirectory[str]] = []

FLAGSHIP = ("run", "limited-raid", "--runs", "40", "--quiet")


@contextmanager
def unwritten() -> Iterator[None]:
    """Runs print their answer and write no folder."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run_folder, "write", lambda *_: None)
        yield


@contextmanager
def undrawn() -> Iterator[None]:
    """Runs write their folder, whose pictures are empty sheets; what stands around them is as it is."""

    def blank(whole: Figure, folder: Path, name: str, *_: Any, **__: Any) -> None:
        wide, high = (round(float(side) * style.DPI) for side in whole.get_size_inches())
        sheet = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"></svg>\n'
        (folder / f"{name}.svg").write_text(sheet, encoding="utf8")
        (folder / f"{name}.png").write_bytes(b"")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(style, "save", blank)
        yield


@dataclass(frozen=True)
class Said:
    """A run as somebody at the keyboard has it.

    Attributes:
        here: Where the command was given.
        text: What it printed.
        folder: What it wrote.
    """

    here: Path
    text: str
    folder: Path


@cache
def flagship() -> Said:
    """The flagship, run from the command line with all its pictures, once for all tests of a process."""
    held: TemporaryDirectory[str] = TemporaryDirectory(prefix="opendome-")
    _HELD.append(held)
    text = StringIO()
    with chdir(held.name), redirect_stdout(text):
        assert main(FLAGSHIP) == 0
    (folder,) = Path(held.name, "runs").iterdir()
    return Said(Path(held.name), text.getvalue(), folder)
