"""What the package defines it uses: a name that nothing in `src` refers to is dead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from house.tree import SOURCE, module_name, python_files

Name = tuple[str, str]
"""A module, and a name that it defines."""

REACHED_BY_NAME = {
    "opendome.answers": {"answer"},  # `registry.Command.module` imports the command's module
    "opendome.cli": {"show", "document", "status", "stay", "DEFAULT_OUT"},  # `dispatch.VIEWS`
}
"""What other modules ask a module of these folders for without naming the module."""

REACHED_FROM_OUTSIDE: dict[Name, str] = {
    ("opendome", "simulate"): "people, from Python",
    ("opendome.cli", "main"): "the program `opendome`: project.scripts",
    ("opendome.choices.constellation.propagated", "even"): "tests hold closed forms against it",
    ("opendome.choices.constellation.reaching.reached", "satellites_reaching"): "tests hold counts to it",
    ("opendome.programme.growth", "percentile"): "tests hold the percentiles of growth to it",
    ("opendome.programme.growth", "probability_within"): "tests hold the chance of no growth to it",
    ("opendome.programme.bridge", "KINDS_OF_STEPS"): "tests hold the steps of a comparison to them",
    ("opendome.programme.joint", "both_at"): "tests hold joint confidence of draws to it",
    ("opendome.programme.joint", "together"): "tests hold the curve of cost and date to it",
    ("opendome.programme.learning", "fit_lots"): "tests and docs/makers/prices.py fit published lots with it",
    ("opendome.programme.learning", "line_cost"): "tests hold published lots against it",
    ("opendome.programme.learning", "rate_factor"): "tests hold published lots against it",
    ("opendome.programme.phasing", "fit"): "tests and docs/makers/prices.py fit published years with it",
    ("opendome.programme.unit_cost", "breach"): "tests hold published reports to it",
    ("opendome.programme.unit_cost", "growth_at_quantity"): "tests hold published reports to it",
    ("opendome.programme.unit_cost", "over_life"): "tests hold published reports to it",
    ("opendome.programme.unit_cost", "walk"): "tests hold published reports to it",
    ("opendome.programme.unit_cost", "years_of_work"): "tests hold published reports to it",
    ("opendome.reports.limits", "as_list"): "docs/makers/models.py writes model pages with it",
    ("opendome.sensing.range_equation", "reach"): "tests hold published ranges against it",
    ("opendome.units", "BARE"): "tests of the language and of answers",
}
"""Names that nothing in `src` refers to, and who does. Of names of one row the first."""


def test_every_name_of_a_module_is_used() -> None:
    used = _used_names()
    dead = {names[0] for names in _defined_names() if not used & set(names) and not _by_name(names[0])}
    assert sorted(dead - set(REACHED_FROM_OUTSIDE)) == [], "nothing in src refers to these"
    assert sorted(set(REACHED_FROM_OUTSIDE) - dead) == [], "these are used, or gone: take them off the list"


def test_a_dead_name_would_be_found() -> None:
    defined = _defined_names()
    assert len(defined) > 1_500, "definitions are not recognised any more"
    source = "A, B = range(2)\nLIVE = A\nDEAD = LIVE\n\ndef _again() -> None: _again()\n"
    tree = ast.parse(source)
    assert [names for names, _ in _definitions(tree)] == [["A", "B"], ["LIVE"], ["DEAD"], ["_again"]]
    assert set(_references("opendome.made", tree)) == {("opendome.made", "A"), ("opendome.made", "LIVE")}
    used_elsewhere = ast.parse("from opendome import made\nfrom opendome.made import B\nmade.DEAD")
    assert ("opendome.made", "B") in set(_references("opendome.other", used_elsewhere))


@cache
def _trees() -> dict[str, ast.Module]:
    return {module_name(path): ast.parse(path.read_text(encoding="utf8")) for path in python_files()}


def _by_name(name: Name) -> bool:
    return name[1] in REACHED_BY_NAME.get(name[0].rpartition(".")[0], set())


def _defined_names() -> list[list[Name]]:
    return [
        [(module, name) for name in names]
        for module, tree in _trees().items()
        for names, _ in _definitions(tree)
    ]


def _definitions(tree: ast.Module) -> Iterator[tuple[list[str], ast.stmt]]:
    """Names that a module defines itself, statement by statement; dunder names belong to Python.

    Codes and columns that are numbered in one row are one thing: all or none of them are needed.
    """
    for node in _statements(tree.body):
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [part.id for target in node.targets for part in ast.walk(target) if _is_stored(part)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        names = [name for name in names if not name.startswith("__")]
        if names:
            yield names, node


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module, those inside `if` and `else` among them."""
    for node in body:
        if isinstance(node, ast.If):
            yield from _statements([*node.body, *node.orelse])
        else:
            yield node


def _is_stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _used_names() -> set[Name]:
    return {name for module, tree in _trees().items() for name in _references(module, tree)}


def _references(module: str, tree: ast.Module) -> Iterator[Name]:
    """What a module refers to: its own names, but not inside themselves, and those of others."""
    own = {name: node for names, node in _definitions(tree) for name in names}
    aliases = dict(_modules_by_alias(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Attribute) and (whole := _dotted(node.value)) in aliases:
            yield aliases[whole], node.attr
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in own:
                itself = own[node.id] is statement and not isinstance(statement, ast.Assign | ast.AnnAssign)
                if not itself:
                    yield module, node.id
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ":" in node.value:
                path, _, name = node.value.partition(":")  # an entry point, as `opendome.answers.run:run`
                yield path, name


def _modules_by_alias(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names under which a module knows other modules of the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SOURCE.name):
            for alias in node.names:
                if f"{node.module}.{alias.name}" in _trees():
                    yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name


def _dotted(node: ast.AST) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
