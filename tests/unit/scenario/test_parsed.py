"""Files of the library that are kept after parsing: the same documents, whatever happened to what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendome import cache
from opendome.errors import InputError
from opendome.scenario import parsed, reading
from opendome.scenario.library import PACKAGED
from opendome.scenario.nodes import Node
from opendome.scenario.parsed import _read, _written

FILES = sorted(PACKAGED.glob("*/*.yaml"))
TEXT = "opendome: 1\nname: A\nlist: [1, {b: .inf, c: NO, d: 0x10}, 2.50]\nblock:\n  - x: ''\n    y:\n  - ~\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with nothing in it, and a process that remembers nothing."""
    monkeypatch.setenv(cache.SETTING, str(tmp_path))
    parsed.parsed.cache_clear()
    return tmp_path / parsed.FOLDER


def forget() -> None:
    parsed.parsed.cache_clear()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_of_the_library_comes_back_the_same(file: Path) -> None:
    root = reading.parse(file.read_text("utf8"), file.name).root
    assert _read(json.loads(json.dumps(_written(root)))) == root


def test_what_is_kept_is_read_and_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = parsed.parsed(TEXT, "a.yaml")
    assert len(list(folder.glob("*.json"))) == 1
    forget()
    monkeypatch.setattr(reading, "parse", None)
    again = parsed.parsed(TEXT, "b.yaml")
    assert (again.root, again.lines, again.file) == (first.root, first.lines, "b.yaml")
    assert again.data["block"] is again.root.parts["block"].data
    problem = again.problem("kind", ("list", 1, "c"), "said")
    assert (problem.line, problem.column, problem.value) == (3, 24, "NO")


@pytest.mark.parametrize(
    "left", ["", "{", "[]", "[1, 2, 3, false, null, {}]", '[1, 2, 3, false, 4, {"a": 1}]']
)
def test_what_is_broken_is_as_if_it_were_not_there(folder: Path, left: str) -> None:
    whole = parsed.parsed(TEXT, "a.yaml")
    (file,) = folder.glob("*.json")
    file.write_text(left, encoding="utf8")
    forget()
    assert parsed.parsed(TEXT, "a.yaml") == whole
    assert json.loads(file.read_text("utf8")) == _written(whole.root)


def test_where_nothing_can_be_kept_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "a-file"
    taken.write_text("", encoding="utf8")
    monkeypatch.setenv(cache.SETTING, str(taken))
    forget()
    assert parsed.parsed(TEXT, "a.yaml").data["name"] == "A"


def test_aliases_are_one_node_and_are_not_kept(folder: Path) -> None:
    found = parsed.parsed("a: &x [1]\nb: *x\n", "a.yaml")
    assert found.data["a"] is found.data["b"]
    assert not folder.exists()


def test_what_is_wrong_is_said_each_time(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(InputError):
            parsed.parsed("a: [1\n", "a.yaml")
    assert not folder.exists()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_any_plain_data_come_back_the_same(value: object) -> None:
    text = json.dumps(value)
    try:
        root: Node = reading.parse(text, None).root
    except InputError:
        return
    assert _read(json.loads(json.dumps(_written(root)))) == root
