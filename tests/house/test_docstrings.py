"""What a public name says of itself: that it says something, and the shape of every array."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house.tree import SOURCE, named, python_files

ARRAYS = {"Floats", "Integers", "Codes", "Flags", "Table", "NDArray"}
"""Names of types that hold arrays."""

SHAPE = re.compile(
    r"\((?:\.\.\.|…|\(?[A-Z],?\)?|[\w.]+)(?:[ ,+*][^()]*|,)?(?:\([^()]*\)[^()]*)?\)|(?:any|one) shape"
)
"""A shape, as (N, 3), (rows, columns), (K,) or (...)."""

Function = ast.FunctionDef


def test_every_public_name_says_what_it_is() -> None:
    silent = []
    for path in python_files():
        tree = ast.parse(path.read_text(encoding="utf8"))
        named_here = [node for node in ast.walk(tree) if isinstance(node, Function | ast.ClassDef)]
        within = _inside_functions(tree)
        silent += [
            f"{named(path)}:{getattr(node, 'lineno', 1)}"
            for node in [tree, *(node for node in named_here if _is_public(node) and node not in within)]
            if not ast.get_docstring(node)
        ]
    assert silent == []


def test_arrays_of_public_functions_say_their_shape() -> None:
    """A device function may leave it to the head of its folder's `kernels.py`: shared arrays stand there."""
    shared = {path: _items(_docstring(path), "Arrays") for path in SOURCE.rglob("kernels.py")}
    found, missing = 0, []
    for path in python_files():
        for function in _public_functions(path):
            found += 1
            inherited = shared.get(path.parent / "kernels.py", {}) if _is_device(function) else {}
            missing += [f"{named(path)}:{function.lineno} {function.name}: {one}" for one in
                        _without_shape(function, inherited)]  # fmt: skip
    assert found > 300, "functions are not recognised any more"
    assert missing == []


def test_shared_arrays_are_those_that_are_handed_on() -> None:
    """The head of a `kernels.py` names no array that no function of its folder takes."""
    stale = []
    for path in SOURCE.rglob("kernels.py"):
        listed = _items(_docstring(path), "Arrays")
        taken = {
            argument.arg
            for other in path.parent.glob("*.py")
            for function in _functions(other)
            for argument in function.args.args
        }
        assert listed, f"{named(path)} names no arrays"
        stale += [f"{named(path)} {name}" for name in listed if name not in taken]
        stale += [
            f"{named(path)} {name}: no shape" for name, says in listed.items() if not SHAPE.search(says)
        ]
    assert stale == []


def test_a_missing_shape_would_be_found() -> None:
    said = "def f(a: Floats) -> Floats:\n    '''Words.\n\n    Args:\n        a: {}\n    '''"
    for text, missing in (("Rows (N, 3).", []), ("Rows.", ["a", "what it returns"])):
        assert list(_without_shape(_first(said.format(text)), {})) == missing
    device = _first("@device\ndef f(state: Floats) -> Floats:\n    '''Words.'''")
    assert list(_without_shape(device, {})) == ["state"]
    assert list(_without_shape(device, {"state": "(6,)"})) == []


def _first(source: str) -> Function:
    node = ast.parse(source).body[0]
    assert isinstance(node, Function)
    return node


def _without_shape(function: Function, inherited: dict[str, str]) -> Iterator[str]:
    says = ast.get_docstring(function) or ""
    arguments = _items(says, "Args")
    for argument in [*function.args.args, *function.args.kwonlyargs]:
        own = arguments.get(argument.arg, "" if arguments else says)
        if _holds_array(argument.annotation) and not SHAPE.search(own) and argument.arg not in inherited:
            yield argument.arg
    if _holds_array(function.returns) and not SHAPE.search(says) and not _is_device(function):
        yield "what it returns"


def _items(says: str, section: str) -> dict[str, str]:
    """Names of a section of a docstring, as `Args:`, with what is said of each."""
    block = re.search(rf"^{section}:\n((?:    .*\n?|\n)*)", says, flags=re.MULTILINE)
    found: dict[str, str] = {}
    names: list[str] = []
    for line in block[1].splitlines() if block else []:
        item = re.match(r"    (\w[\w, ]*): ", line)
        names = [name.strip() for name in item[1].split(",")] if item else names
        found |= {name: f"{found.get(name, '')} {line.strip()}" for name in names}
    return found


def _holds_array(annotation: ast.expr | None) -> bool:
    parts = ast.walk(annotation) if annotation else ()
    return any(isinstance(part, ast.Name) and part.id in ARRAYS for part in parts)


def _is_device(function: Function) -> bool:
    marks = (mark.func if isinstance(mark, ast.Call) else mark for mark in function.decorator_list)
    return any(ast.unparse(mark) in {"device", "kernel"} for mark in marks)


def _public_functions(path: Path) -> list[Function]:
    """Functions of a module that works with arrays."""
    works = re.search(r"^(import numpy|from opendome\.arrays)", path.read_text(encoding="utf8"), re.MULTILINE)
    return [one for one in _functions(path) if _is_public(one)] if works else []


def _functions(path: Path) -> list[Function]:
    body = ast.parse(path.read_text(encoding="utf8")).body
    return [node for node in body if isinstance(node, Function)]


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf8"))) or ""


def _is_public(node: ast.AST) -> bool:
    return not getattr(node, "name", "").startswith("_")


def _inside_functions(tree: ast.Module) -> set[ast.AST]:
    """What stands inside functions, and inside classes that are not public: nobody else can name it."""
    hidden = [
        node
        for node in ast.walk(tree)
        if isinstance(node, Function) or (isinstance(node, ast.ClassDef) and not _is_public(node))
    ]
    return {part for node in hidden for part in ast.walk(node) if part is not node}
