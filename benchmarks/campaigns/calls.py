"""Calling `opendome` as a person does, in a process of its own, and holding its files against others."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from written import ROOT

MADE = "made.json"
"""The one file of a run folder that may differ: it holds the clock."""

PROGRAM = "from opendome.cli import main; raise SystemExit(main())"
LIMIT_S = 1_800.0


@dataclass(frozen=True)
class Said:
    """How a call ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def traceback(self) -> bool:
        """Whether a person saw the insides of Python."""
        return "Traceback (most recent call last)" in self.out + self.err


def environment(**more: str | None) -> dict[str, str]:
    """This process's, with the source of this checkout in front; None takes a variable away."""
    made = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        **{name: text for name, text in more.items() if text},
    }
    return {name: text for name, text in made.items() if more.get(name, "") is not None}


def command(words: Sequence[str], python: str | Path = sys.executable, *flags: str) -> list[str]:
    """The words that start it."""
    return [str(python), *flags, "-c", PROGRAM, *words]


def call(
    words: Sequence[str],
    python: str | Path = sys.executable,
    cwd: Path | None = None,
    settings: Mapping[str, str | None] | None = None,
) -> Said:
    """One call, with nothing on standard input."""
    done = subprocess.run(
        command(words, python), env=environment(**(settings or {})), cwd=cwd, capture_output=True,
        stdin=subprocess.DEVNULL, timeout=LIMIT_S, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout.decode("utf8", "replace"), done.stderr.decode("utf8", "replace"))


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file of a run folder but the one with the clock, by its name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MADE)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def folders(out: Path) -> tuple[list[Path], list[Path]]:
    """The run folders below `out`, and what is hidden there."""
    there = sorted(out.iterdir()) if out.is_dir() else []
    return [one for one in there if not one.name.startswith(".")], [
        one for one in there if one.name.startswith(".")
    ]


def one_folder(out: Path) -> Path:
    """The only run folder below `out`.

    Raises:
        ValueError: There is none, several, or something hidden beside it.
    """
    shown, hidden = folders(out)
    if len(shown) != 1 or hidden:
        raise ValueError(f"{[one.name for one in (*shown, *hidden)]} below {out}")
    return shown[0]


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Files that differ, or that only one has."""
    return sorted(name for name in {**one, **other} if one.get(name) != other.get(name))
