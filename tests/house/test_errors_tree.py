"""Errors form one tree, and the tree is drawn where they stand."""

from __future__ import annotations

import importlib
import re

from house.tree import module_name, python_files
from opendome import errors


def test_every_error_is_in_the_drawing() -> None:
    drawn = _drawn()
    built = {error.__name__: error for error in _family(errors.OpenDomeError)}
    assert set(drawn) == set(built)
    for name, (depth, exit_code) in drawn.items():
        lineage = [base for base in built[name].__mro__ if issubclass(base, errors.OpenDomeError)]
        assert len(lineage) - 1 == depth, name
        assert built[name].exit_code == exit_code, name


def test_no_error_grows_outside_the_tree() -> None:
    """Warnings are not errors here; everything else that can be raised belongs to the tree."""
    outside = []
    for path in python_files():
        if path.name == "__main__.py":
            continue
        name = module_name(path)
        for thing in vars(importlib.import_module(name)).values():
            ours = isinstance(thing, type) and issubclass(thing, Exception) and thing.__module__ == name
            if ours and not issubclass(thing, errors.OpenDomeError | Warning):
                outside.append(f"{name}.{thing.__name__}")
    assert outside == []


def _family(root: type[errors.OpenDomeError]) -> list[type[errors.OpenDomeError]]:
    return [root, *(below for child in root.__subclasses__() for below in _family(child))]


def _drawn() -> dict[str, tuple[int, int]]:
    """Depth and exit status of each error in the drawing at the head of the module."""
    rows = re.findall(r"^    ([│├└─ ]*)([A-Z]\w+) +exit (\d+)", errors.__doc__ or "", flags=re.MULTILINE)
    return {name: (len(branch) // 4, int(status)) for branch, name, status in rows}
