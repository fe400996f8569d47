"""Every command and every program that a page shows works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from house.tree import ROOT
from lighter import undrawn, unwritten
from opendome.cli import main

PAGES = ["README.md", "CONTRIBUTING.md", "examples/README.md", "docs/tutorial.md"]
PAGES += sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs" / "how-to").glob("*.md"))


def _commands(page: str) -> list[list[str]]:
    """Commands of a page: lines of shell blocks, and words in backticks that are whole commands."""
    text = (ROOT / page).read_text(encoding="utf8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL))
    lines = re.findall(r"^(?:\.uv/bin/uv run )?(opendome .*)$", blocks, flags=re.MULTILINE)
    lines += re.findall(r"`(opendome (?:run|fly|check|list|show) [^`]*)`", text)
    return [shlex.split(line)[1:] for line in lines if not _is_a_pattern(line)]


def _is_a_pattern(line: str) -> bool:
    """Whether a word in capitals stands for something, as in `check FILE…`, or a file is the reader's own.

    `serve` stays until Ctrl-C; tests/end_to_end/test_serve.py starts and stops it.
    """
    return bool(re.search(r"\b[A-Z]{4,}\b|my-raid\.yaml$|^opendome serve\b", line))


def _runs_before(page: str, words: list[str]) -> list[list[str]]:
    """Of a command that reads the folder of a run: what runs it on the page, before the command."""
    if words[0] != "explain":
        return []
    commands = _commands(page)
    folder = Path(words[1]).parts[0]
    before = commands[: commands.index(words)]
    return [one for one in before if one[0] == "run" and (_out(one) or "runs") == folder]


def _out(words: list[str]) -> str | None:
    return words[words.index("--out") + 1] if "--out" in words else None


def _as_the_shell_reads(words: list[str]) -> list[str]:
    """Words with a star as the names of what is there."""
    found: list[str] = []
    for word in words:
        found += sorted(path.as_posix() for path in Path().glob(word)) if "*" in word else [word]
    return found


def _fewer(words: list[str]) -> list[str]:
    return [*words, "--runs", "4"] if words[0] == "run" and "--runs" not in words else words


ONCE = {" ".join(words): (page, words) for page in reversed(PAGES) for words in reversed(_commands(page))}
"""Every command with the first page that shows it."""

SHOWN = [pytest.param(*shown, id=text) for text, shown in sorted(ONCE.items())]


DRAWN = [["run", "examples/satellites-and-one-radar.yaml"]]
"""Commands whose pictures are drawn; of the others, all of one scenario, they are blank sheets."""


READ = [["run"], ["run", "--json"], ["run", "limited-raid"]]
"""Runs whose folder other commands read."""


def _lighter(words: list[str]) -> AbstractContextManager[None]:
    """Runs whose folder nobody reads write none, but for one: writing has tests of its own."""
    if words in DRAWN:
        return nullcontext()
    unread = words[0] == "run" and words not in READ and "--out" not in words
    return unwritten() if unread else undrawn()


def test_pages_show_commands() -> None:
    assert len(SHOWN) > 10
    assert all(" ".join(words) in ONCE for words in DRAWN)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where commands are typed one after another: an equal run is there already, and shown from disk."""
    place = tmp_path_factory.mktemp("typed")
    (place / "examples").symlink_to(ROOT / "examples")
    return place


def _folder_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder that a run writes or has written here."""
    capsys.readouterr()
    with undrawn():
        assert main([*_fewer(words), "--json"]) == 0
    return Path(json.loads(capsys.readouterr().out)["run_folder"])


@pytest.mark.parametrize(("page", "words"), SHOWN)
@pytest.mark.xdist_group("shown")
def test_command_works(
    page: str,
    words: list[str],
    typed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(typed)
    for before in _runs_before(page, words):
        folder = _folder_of(before, capsys)
        shutil.copytree(folder, tmp_path / folder, symlinks=True, dirs_exist_ok=True)
    if words[0] == "explain":
        monkeypatch.chdir(tmp_path)  # where no other runs are than those of its page
    with _lighter(words):
        assert main(_as_the_shell_reads(_fewer(words))) == 0


@pytest.mark.xdist_group("shown")
def test_program_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "how-to" / "from-python.md").read_text(encoding="utf8")
    program = "\n".join(re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL))
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(program, names)
    assert len(names["highest"]) == 4
    assert all((tmp_path / file).is_file() for file in names["files"])
