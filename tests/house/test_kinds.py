"""Each kind of thing has its spec, its page, its schema, and a file that uses it; each model has its page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest

from house.tree import ROOT, SOURCE
from opendome import records
from opendome.contract.size import Reach
from opendome.records.engagements import REASONS
from opendome.records.opportunities import CHANCE_LIMITS
from opendome.records.programme import KINDS
from opendome.records.reach import REACH_LIMITS
from opendome.records.sightings import LIMITS
from opendome.records.trajectories import STATUSES
from opendome.scenario import problems
from opendome.scenario.document import Scenario
from opendome.scenario.figures import Spec
from opendome.scenario.library import MODELS, Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.schema import SPECS, schema_file

DOCS = ROOT / "docs"
PAGE_OF = {
    "ballistic": "flight",
    "constellation": "shells",
    "reaching": "shells",
    "programme": "cost",
    "draws": "cost",
}
"""Model pages that are not called as the folder of their stage."""

BESIDE = {"budget", "learning-and-prices", "orbit", "orbit-decay", "orbital-interceptors", "schedule"}
"""Model pages of what needs no kernels, or beside the page of their folder."""

BEFORE_METHOD = ["The question", "Takes and gives"]
AFTER_METHOD = ["Assumptions and limits", "Valid for", "How it was checked", "Sources"]

CODES = {
    "flight": set(STATUSES) - {"no_glide", "way_point_missed", "turn_too_tight"},
    "glide": {"ok", "out_of_reach", "too_near", "no_glide", "way_point_missed"},
    "cruise": {"ok", "out_of_reach", "too_near", "turn_too_tight"},
    "sensing": set(LIMITS) - {"none"},
    "tracking": set(),
    "shells": set(),
    "interception": set(REACH_LIMITS) - {"none"},
    "orbital-interceptors": set(get_args(Reach)),
    "engagement": (set(CHANCE_LIMITS) | set(REASONS)) - {"none"},
    "cost": set(KINDS),
}
"""Words that a stage answers with, which its page explains."""


@pytest.mark.parametrize("kind", SPECS)
def test_a_kind_has_a_schema_and_a_page(kind: str) -> None:
    assert schema_file(kind).is_file()
    assert any(f"](#language-{_anchor(SPECS[kind])})" in text or f"({_anchor(SPECS[kind], 'language-')})="
               in text for text in _language().values()), f"no page shows {kind}"  # fmt: skip


@pytest.mark.parametrize("kind", MODELS)
def test_a_kind_has_an_entry_in_the_library(kind: str) -> None:
    assert kind in {entry.kind for entry in _entries()}  # type: ignore[attr-defined]


def test_every_spec_is_on_a_page_and_in_a_file() -> None:
    models = _models()
    assert len(models) > 20
    told = "\n".join(_language().values())
    assert [model.__name__ for model in models if f"({_anchor(model, 'language-')})=" not in told] == []
    used = {type(part).__name__ for whole in (*_entries(), *_scenarios()) for part in _parts(whole)}
    unused = {model.__name__ for model in models if model.__name__ not in used | _only_base()}
    assert unused == set(), "no file of the library or of the examples holds one"


@pytest.mark.parametrize("stage", sorted(path.parent.name for path in SOURCE.rglob("kernels.py")))
def test_a_stage_with_physics_has_a_page_of_the_one_form(stage: str) -> None:
    page = DOCS / "models" / f"{PAGE_OF.get(stage, stage)}.md"
    heads = re.findall(r"^## (.+)$", page.read_text("utf8"), flags=re.MULTILINE)
    assert heads[:2] == BEFORE_METHOD
    assert [head for head in heads if head in AFTER_METHOD] == AFTER_METHOD
    assert heads[-2:] == AFTER_METHOD[-2:]
    between = heads[2 : heads.index(AFTER_METHOD[0])]
    assert between, "no section says how it is done"


@pytest.mark.parametrize("page", sorted(CODES))
def test_a_page_explains_every_word_that_its_stage_answers_with(page: str) -> None:
    text = (DOCS / "models" / f"{page}.md").read_text("utf8")
    assert {word for word in CODES[page] if f"`{word}`" not in text} == set()


def test_every_page_of_a_model_belongs_to_a_stage() -> None:
    stages = {path.parent.name for path in SOURCE.rglob("kernels.py")}
    pages = {PAGE_OF.get(one, one) for one in stages}
    assert {page.stem for page in (DOCS / "models").glob("*.md")} - BESIDE == pages
    assert set(CODES) - BESIDE == pages


def test_records_that_pages_name_are_there() -> None:
    """A word in backticks that begins with a capital is a record."""
    import importlib
    import pkgutil

    holders = [importlib.import_module(f"{records.__name__}.{module.name}")
               for module in pkgutil.iter_modules(records.__path__)]  # fmt: skip
    known = {name for holder in holders for name in vars(holder)}
    pages = [*(DOCS / "models").glob("*.md"), DOCS / "architecture.md"]
    named = {word for page in pages for word in re.findall(r"`([A-Z][a-z]\w+)`", page.read_text("utf8"))}
    assert len(named) > 10
    assert named - known == {"Stopped"}  # the one error that the pages name


@cache
def _language() -> dict[str, str]:
    return {page.stem: page.read_text("utf8") for page in (DOCS / "language").glob("*.md")}


def _anchor(model: type[Spec], before: str = "") -> str:
    return f"{before}{model.__module__.rsplit('.', 1)[-1]}-{model.__name__.lower()}"


def _models() -> list[type[Spec]]:
    sys.path.insert(0, str(DOCS))
    try:
        from makers.language import models
    finally:
        sys.path.remove(str(DOCS))
    return models()


def _only_base() -> set[str]:
    """Specs that others are built on; no file holds one itself."""
    return {base.__name__ for model in _models() for base in model.__mro__[1:]}


@cache
def _entries() -> tuple[Spec, ...]:
    library = Library((ROOT / "examples" / "equipment",))
    folders = sorted({folder for folder, _ in MODELS.values()})
    return tuple(library.entry(folder, name) for folder in folders for name in library.ids(folder))


@cache
def _scenarios() -> tuple[Scenario, ...]:
    library = Library((ROOT / "examples" / "equipment",))
    files = [str(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    return tuple(load_scenario(one, library) for one in [*library.ids("scenarios"), *files])


def _parts(value: Any) -> Iterator[Spec]:
    """A spec and all specs in it."""
    if isinstance(value, Spec):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item)


def test_every_refusal_of_a_spec_keeps_its_own_sentence() -> None:
    """A kind that is not listed would be told as 'This value cannot be used here.'"""
    raised = {
        kind
        for path in (ROOT / "src" / "opendome" / "scenario").rglob("*.py")
        for kind in re.findall(r'PydanticCustomError\(\s*"(\w+)"', path.read_text(encoding="utf8"))
    }
    assert raised
    assert raised - problems.OURS == set()
