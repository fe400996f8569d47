"""What may import what."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from house.tree import ROOT, SOURCE, named, python_files

LINT = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True, no_logo=True))
"""


def test_layers_hold() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_every_folder_is_a_package() -> None:
    """The import checker does not look into a folder without `__init__.py`, and would pass it unseen."""
    bare = {
        folder
        for path in python_files()
        for folder in _folders(path)
        if not (folder / "__init__.py").exists()
    }
    assert sorted(map(named, bare)) == []


def _folders(path: Path) -> list[Path]:
    return [folder for folder in path.parents if folder == SOURCE or SOURCE in folder.parents]
