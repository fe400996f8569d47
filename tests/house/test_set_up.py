"""The two commands, the lock, and what a reader finds first."""

from __future__ import annotations

import json
import re
import tomllib
from urllib.parse import urlsplit

import pytest

import opendome
from house.tree import ROOT, files

README = (ROOT / "README.md").read_text(encoding="utf8")
PUBLIC = {"pypi.org", "files.pythonhosted.org"}


def test_two_commands_each_enough_by_itself() -> None:
    commands = re.findall(r"^python3 -m pip install.*$", README, flags=re.MULTILINE)
    fetch = "python3 -m pip install -q --target .uv uv && .uv/bin/uv run"
    assert commands == [f"{fetch} opendome run", f"{fetch} pytest"]


def test_readme_opens_with_the_question_and_one_picture() -> None:
    before_the_commands = README.split("```", 1)[0]
    assert before_the_commands.split("\n\n")[1].rstrip("*").endswith("?")
    assert before_the_commands.count("![") == README.count("![") == 1


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf8")
    targets = re.findall(r"\]\(([^)#]+)", text)
    missing = [
        target for target in targets if "://" not in target and not ((ROOT / page).parent / target).exists()
    ]
    assert missing == []


def test_lock_holds_public_addresses_and_nothing_else() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf8")
    addresses = re.findall(r'"([a-z]+://[^"]+)"', lock)
    assert addresses
    assert {urlsplit(address).hostname for address in addresses} == PUBLIC
    assert {urlsplit(address).scheme for address in addresses} == {"https"}
    assert not re.search(r'(path|directory|find-links) = "', lock)


def test_locks_of_npm_name_one_registry_and_what_they_expect_of_it() -> None:
    locks = [path for path in files() if path.name == "package-lock.json"]
    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf8")
        fetched = re.findall(r'"resolved": "([^"]+)"', text)
        assert {urlsplit(address).netloc for address in fetched} <= {"registry.npmjs.org"}
        packages = {name: found for name, found in json.loads(text)["packages"].items() if name}
        assert [name for name, found in packages.items() if not found.get("integrity")] == []


def test_no_upper_bound_on_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert project["requires-python"] == ">=3.11"


def test_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert opendome.__version__ == project["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf8")
    assert re.findall(r"^version: (.+)$", citation, flags=re.MULTILINE) == [project["version"]]
    assert f"What {project['version']} will hold" in (ROOT / "CHANGELOG.md").read_text(encoding="utf8")


@pytest.mark.xdist_group("kept together")
def test_tests_of_one_group_run_in_one_worker(request: pytest.FixtureRequest) -> None:
    """Without it two workers would fetch, fly and write the same things at once, into one folder."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@kept together")
