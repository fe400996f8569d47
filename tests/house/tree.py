"""The files of the project, as the house tests walk them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "opendome"


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project: tracked, or new and not ignored."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive: all that is here
        found = [path for path in ROOT.rglob("*") if not _is_made(path)]
    else:
        found = [ROOT / name for name in names.split("\0") if name]
    return tuple(sorted(path for path in found if path.is_file()))


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(
        part in {"__pycache__", "_build", "dist", "node_modules"} or part.startswith(".")
        for part in parts[:-1]
    )


def texts() -> dict[Path, str]:
    """Every file that is text, with what it says."""
    found = {}
    for path in files():
        try:
            found[path] = path.read_text(encoding="utf8")
        except UnicodeDecodeError:
            continue
    return found


def python_files(folder: Path = SOURCE) -> tuple[Path, ...]:
    """Python files under a folder."""
    return tuple(path for path in files() if path.suffix == ".py" and folder in path.parents)


def module_name(path: Path) -> str:
    """The dotted name under which a source file is imported."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def named(path: Path) -> str:
    """The path as a reader would say it."""
    return path.relative_to(ROOT).as_posix()
