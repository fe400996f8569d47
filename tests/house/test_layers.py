"""What may import what."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
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


def test_names_of_types_run_in_the_same_direction() -> None:
    """The import checker leaves out what is imported for its type alone; a reader follows those names too."""
    floors = _floors()
    upward = [
        f"{named(path)} names {imported}"
        for path in python_files()
        if path.parent != SOURCE or path.stem in floors
        for imported in _imported(path)
        if floors[imported] < floors[path.relative_to(SOURCE).parts[0].removesuffix(".py")]
    ]
    assert upward == []


def _floors() -> dict[str, int]:
    """Every part of the package with its floor, 0 the highest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["importlinter"]
    layers = next(one for one in contracts["contracts"] if one["id"] == "layers")["layers"]
    return {name.strip(" ()"): floor for floor, line in enumerate(layers) for name in line.split("|")}


def _imported(path: Path) -> Iterator[str]:
    """Parts of the package that a file names, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "opendome":
            yield from (one.name for one in node.names if (SOURCE / one.name).exists())
            yield from (one.name for one in node.names if (SOURCE / f"{one.name}.py").exists())
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("opendome."):
            yield str(node.module).split(".")[1]


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
