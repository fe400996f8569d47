"""Who may use which name: none with a leading underscore elsewhere; what the package offers is shown."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import tomllib
from functools import cache

import opendome
from house.tree import ROOT, SOURCE, module_name, named, python_files
from opendome import records
from opendome.scenario.bibliography import read_bibliography

STAGES = ("physics", "records", "randomness", "threats", "sensing", "tracking", "interception", "engagement",
          "outcomes")  # fmt: skip
"""Folders whose formulas come from somewhere."""


def test_no_module_takes_what_another_keeps_to_itself() -> None:
    taken = [
        f"{named(path)}:{node.lineno} {alias.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("opendome")
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert taken == []


def test_no_module_reaches_into_another() -> None:
    """As `module._name`; an object's own parts are its own business."""
    reached = []
    for path in python_files():
        tree = ast.parse(path.read_text(encoding="utf8"))
        modules = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("opendome")
            for alias in node.names
            if f"{node.module}.{alias.name}" in _modules()
        }
        reached += [
            f"{named(path)}:{node.lineno} {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in modules
            and node.attr.startswith("_")
        ]
    assert reached == []


@cache
def _modules() -> set[str]:
    return {module_name(path) for path in python_files()}


def test_what_a_package_offers_is_there() -> None:
    """Names of `__all__`, and nothing that is not there."""
    offering = 0
    for path in python_files():
        names = getattr(importlib.import_module(module_name(path)), "__all__", None)
        if path.name != "__init__.py" or names is None:
            continue
        offering += 1
        holder = importlib.import_module(module_name(path))
        assert [name for name in names if not hasattr(holder, name)] == [], named(path)
    assert offering > 5


def test_the_page_for_python_shows_what_the_package_offers() -> None:
    page = (ROOT / "docs" / "how-to" / "from-python.md").read_text("utf8")
    offered = {name for name in opendome.__all__ if not name.startswith("__")}
    shown = set(re.findall(r"\bod\.(\w+)", page)) | set(re.findall(r"`opendome\.(\w+)`", page))
    assert offered - shown == set(), "not on the page"
    assert shown - offered == set(), "on the page, and not offered"


def test_every_record_of_a_run_is_on_the_page_for_python() -> None:
    """What becomes a table is shown as `run.NAME`, by the name that it has there."""
    from opendome.answers.finished_run import Run

    page = (ROOT / "docs" / "how-to" / "from-python.md").read_text("utf8")
    hints = {name: str(kind) for name, kind in Run.__annotations__.items()} | {"figures": "Figures"}
    tables = {name for name, kind in hints.items() if kind in tabled_records()}
    assert len(tables) > 7
    assert {name for name in tables if f"run.{name}" not in page} == set()


def tabled_records() -> set[str]:
    """Records that become a polars frame."""
    found = set()
    for module in pkgutil.iter_modules(records.__path__):
        holder = importlib.import_module(f"{records.__name__}.{module.name}")
        found |= {
            name
            for name, thing in vars(holder).items()
            if isinstance(thing, type) and hasattr(thing, "to_frame")
        }
    return found


def test_programs_are_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    for entry in settings["project"]["scripts"].values():
        module, _, name = entry.partition(":")
        importlib.import_module(module)
        assert callable(getattr(sys.modules[module], name))


def test_sources_of_formulas_can_be_found() -> None:
    """A key in backticks is one of the bibliography; else author and work, with a year or an equation."""
    known = read_bibliography((SOURCE / "library" / "sources.bib").read_text("utf8"))
    cited = [(named(path), source) for stage in STAGES for path in python_files(SOURCE / stage)
             for source in _sources(path.read_text("utf8"))]  # fmt: skip
    assert len(cited) > 8, "sources are not recognised any more"
    assert [one for one in cited if _cannot_be_found(one[1], known)] == []


def test_a_source_that_cannot_be_found_would_be() -> None:
    text = (
        '"""A.\n\nSource: `nobody1999`, page 3.\n"""\n\ndef f():\n    """B.\n\n    Source: a book.\n    """\n'
    )
    known = {"book1999": "A book."}
    assert [_cannot_be_found(source, known) for source in _sources(text)] == [True, True]
    assert not _cannot_be_found("`book1999`, page 3", known)
    assert not _cannot_be_found("Vallado, equation 8-30", known)


def _sources(text: str) -> list[str]:
    """What stands behind `Source:` in the docstrings of a module."""
    holders = (ast.Module, ast.FunctionDef, ast.ClassDef)
    says = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, holders)]
    return [" ".join(found.split()) for one in says
            for found in re.findall(r"^Source: (.*?)(?:\n\n|\Z)", one, re.MULTILINE | re.DOTALL)]  # fmt: skip


def _cannot_be_found(source: str, known: dict[str, str]) -> bool:
    keys = re.findall(r"`([\w-]+)`", source)
    return any(key not in known for key in keys) if keys else not re.search(r"\d", source)
