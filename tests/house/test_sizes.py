"""Rooms with one purpose: sizes and names of files, functions and kernels."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house.tree import ROOT, named, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
KERNEL_LINES = 1_170
"""The architecture allows 1,300; satellites that shoot took 70, for their ways and who of them is near."""
COMPILED_BESIDE = {"sensing", "tracking", "engagement"}
"""Folders whose kernels a second process compiles while the first compiles and flies."""

FLOWN_ALONE = {"cruise", "glide"}
"""Folders of flights whose kernels only a raid with such a threat compiles; they share no device code."""

CHOSEN_ALONE = {"constellation", "reaching"}
"""Folders whose kernels only questions about constellations compile, and no run."""

COUNTED_ALONE = {"programme", "draws"}
"""Folders whose kernels only questions about cost and dates compile, and no run."""

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}


def test_files_are_short() -> None:
    long = {named(path): count for path in _python() if (count := _lines(path)) >= LONGEST_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": count
        for path in python_files()
        for node in _functions(path)
        if (count := (node.end_lineno or 0) - node.lineno + 1) >= LONGEST_FUNCTION
    }
    assert long == {}


def test_names_say_what_is_inside() -> None:
    vague = [
        named(path)
        for path in _python()
        if NAMES_THAT_SAY_NOTHING & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert vague == []


def test_compiled_lines_stay_in_budget() -> None:
    """Compiling costs some 20 ms a line of code, and a first run waits for the slower of two processes."""
    counts = {
        path: sum(_lines_of_code(node) for node in _functions(path) if _is_compiled(node))
        for path in python_files()
    }
    beside = {path: count for path, count in counts.items() if path.parent.name in COMPILED_BESIDE}
    shared = {path: count for path, count in counts.items() if path.parent.name in {"physics", "randomness"}}
    alone = {path: count for path, count in counts.items() if path.parent.name in FLOWN_ALONE}
    chosen = {path: count for path, count in counts.items() if path.parent.name in CHOSEN_ALONE}
    counted = {path: count for path, count in counts.items() if path.parent.name in COUNTED_ALONE}
    first = {path: count for path, count in counts.items() if path not in beside | alone | chosen | counted}
    assert sum(chosen.values()) <= KERNEL_LINES, chosen
    assert sum(counted.values()) <= KERNEL_LINES, counted
    assert sum((alone | shared).values()) <= KERNEL_LINES, alone
    assert sum(first.values()) <= KERNEL_LINES, first
    assert sum((beside | shared).values()) <= KERNEL_LINES, beside
    assert sum(counts.values()) > 0, (
        "no compiled function was recognised: the decorators have other names now"
    )


def _python() -> list[Path]:
    return [*python_files(), *python_files(ROOT / "tests"), *python_files(ROOT / "docs")]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf8").splitlines())


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines on which a statement stands; arguments, words and comments compile to nothing."""
    inner = [node for part in function.body for node in ast.walk(part)]
    words = {
        id(node) for node in inner if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return len({node.lineno for node in inner if isinstance(node, ast.stmt) and id(node) not in words})


def _is_compiled(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
    return any(ast.unparse(mark).split(".")[-1] in {"kernel", "device"} for mark in marks)
