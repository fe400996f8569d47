"""Pages that are made from the code are in step with it, and nothing stands without its reason."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from house.tree import ROOT

NOT_LISTED = {"opendome"}


def test_generated_pages_are_in_step() -> None:
    """Without what commands print, which takes most of the time: `.ci/run` looks at that as well."""
    words = [sys.executable, "docs/generate.py", "--check", "--quick"]
    seen = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_every_dependency_has_its_reason() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    asked = [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]
    for extra in settings["project"].get("optional-dependencies", {}).values():
        asked += extra
    for group in settings["dependency-groups"].values():
        asked += [entry for entry in group if isinstance(entry, str)]
    names = {_plain(re.split(r"[\[<>=!~ ]", entry, maxsplit=1)[0]) for entry in asked} - NOT_LISTED
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf8")
    listed = {_plain(name) for name in re.findall(r"^\| ([\w.-]+) \|", page, flags=re.MULTILINE)}
    assert names - listed == set()
    assert listed - names - {"package", "uv", "---"} == set()


def test_glossary_is_in_order() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf8")
    terms = re.findall(r"^(.+)\n: ", page, flags=re.MULTILINE)
    assert terms == sorted(terms)
    assert len(terms) > 20


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
