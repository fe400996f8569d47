"""YAML 1.2 with places, and everything a file can be that is no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError
from opendome.scenario.files import read_document
from opendome.scenario.nodes import LONG
from opendome.scenario.reading import Document, key_text, parse
from unit.scenario.small import refused, under_caret

TEXT = """\
a: &x {b: 1, c: [1, 2]}
d: *x
e:
  - f: 1
    g: yes
when: 2026-01-01
country: NO
hex: 0x10
octal: 0o17
huge: 99999999999999999999
empty:
quoted: '12'
float: 1e3
"""


@pytest.fixture
def document() -> Document:
    return parse(TEXT, "file.yaml")


def test_plain_data(document: Document) -> None:
    assert document.data == {
        "a": {"b": 1, "c": [1, 2]}, "d": {"b": 1, "c": [1, 2]}, "e": [{"f": 1, "g": "yes"}],
        "when": "2026-01-01", "country": "NO", "hex": 16, "octal": 15, "huge": 1e20, "empty": None,
        "quoted": "12", "float": 1000.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "on_key", "line", "shown"),
    [
        (("a", "b"), False, 1, "1"),
        (("a", "b"), True, 1, "b"),
        (("a", "c", 1), False, 1, "2"),
        (("a",), False, 1, "&x {b: 1, c: [1, 2]}"),
        (("d",), False, 2, "*x"),
        (("e",), False, 3, "e"),
        (("e", 0), False, 4, "f: 1"),
        (("e", 0, "g"), False, 5, "yes"),
        (("empty",), False, 11, "empty"),
        (("quoted",), False, 12, "'12'"),
        (("not there", "at all"), False, 1, "a: &x {b: 1, c: [1, 2]}"),
    ],
)
def test_places(document: Document, path: tuple[str | int, ...], on_key: bool, line: int, shown: str) -> None:
    problem = document.problem("kind", path, "message", on_key=on_key)
    assert (problem.line, under_caret(problem)) == (line, shown)
    assert problem.text == TEXT.splitlines()[line - 1]


def test_key_text() -> None:
    assert key_text(("raid", 0, "launch", "lat_deg")) == "raid[0].launch.lat_deg"


BOMB = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a: 1\nb: {c: 1, c: 2}", "repeated_key", 2),
        ("a: !!python/object x", "tag", 1),
        ("a: !mine {b: 1}", "tag", 1),
        ("a:\n\t- b", "not_yaml", 2),
        ("a: b: c", "not_yaml", 1),
        ("a: [1, 2", "not_yaml", 1),
        ("a: {b: 1", "not_yaml", 1),
        ("a: 'b", "not_yaml", 1),
        ("a: 1\n  b: 2", "not_yaml", 2),
        ("a: @b", "not_yaml", 1),
        ('a: "\\q"', "not_yaml", 1),
        ('a: "\\0"', "not_text", 1),
        ("--- 1\n--- 2", "several_documents", 2),
        ("&a [*a]", "alias", 1),
        ("a: 1\nb: *c", "alias", 2),
        ("? [1]\n: 2", "key", 1),
        ("[" * 100, "too_deep", 1),
        (BOMB, "too_many", 6),
        ("# nothing", "empty_file", 1),
    ],
)
def test_what_is_no_use(text: str, kind: str, line: int) -> None:
    problem = refused(parse, text, "file.yaml")
    assert (problem.kind, problem.line, problem.file) == (kind, line, "file.yaml")


def test_a_parser_that_stumbles_is_answered() -> None:
    """This text makes the parser itself overflow."""
    assert refused(parse, '"\\U99999999"', None).kind == "not_yaml"


def test_a_long_list_is_no_file_and_is_not_read_to_its_end() -> None:
    """What stands behind its first thousand dashes does not matter, were it a hundred thousand lines."""
    assert len(parse("- 1\n" * LONG + "- 2\n- [3\n", "list.yaml").data) == LONG + 1
    with pytest.raises(InputError):
        parse("- 1\n- [3\n", "list.yaml")


def test_all_repeated_keys_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse("a: 1\na: 2\nb: 1\nb: 2\n", None)
    assert [problem.line for problem in caught.value.problems()] == [2, 4]


def test_long_lines_are_cut_about_the_caret() -> None:
    document = parse("a: " + "9" * 5000 + "\n", None)
    problem = document.problem("kind", ("a",), "message")
    assert problem.text is not None
    assert len(problem.text) < 200
    assert under_caret(problem).startswith("99")
    assert len(problem.value or "") < 200


@pytest.mark.parametrize(
    ("raw", "kind", "line"),
    [
        (b"", "empty_file", None),
        (b" \n\n", "empty_file", None),
        (b"a: 1\n\xff\xfe\x00\x01", "not_text", 2),
        (b"a: 1\nb: 2\n\x00", "not_text", 3),
        (b"\x89PNG\r\n\x1a\n", "not_text", 1),
        (b"a: 1\n" * 2_000_000, "too_large", None),
        (b"- \n" * 130_000, "too_large", None),  # few bytes, and slow to read: mutant 89864
    ],
)
def test_files_that_are_no_text(tmp_path: Path, raw: bytes, kind: str, line: int | None) -> None:
    file = tmp_path / "given.yaml"
    file.write_bytes(raw)
    problem = refused(read_document, file, "given.yaml")
    assert (problem.kind, problem.line, problem.file) == (kind, line, "given.yaml")


def test_too_large_says_how_to_make_it_small(tmp_path: Path) -> None:
    file = tmp_path / "given.yaml"
    file.write_bytes(b"a" * 10_000_000)
    problem = refused(read_document, file, "given.yaml")
    assert "10.0 MB" in problem.message
    assert "count:" in problem.remedy


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "my-raid.yaml").write_text("a: 1")
    assert refused(read_document, tmp_path, "x").kind == "is_folder"
    problem = refused(read_document, tmp_path / "my-rade.yaml", "my-rade.yaml")
    assert problem.kind == "no_file"
    assert "my-raid.yaml" in problem.remedy


def test_a_mark_at_the_start_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "given.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: x\r\n")
    document = read_document(file, "given.yaml")
    assert document.data == {"a": 1, "b": "x"}
    assert document.problem("kind", ("b",), "message").text == "b: x"
