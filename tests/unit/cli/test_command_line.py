"""The command line: help, mistakes in words and as JSON, exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from opendome import __version__
from opendome.answers.registry import COMMANDS
from opendome.answers.run import Question as RunQuestion
from opendome.cli import dispatch, main, options, problems
from opendome.errors import Problem, RunError


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == said
    for command in COMMANDS.values():
        assert f"  {command.name} " in said
        assert command.group in said


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_eighty_columns(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert all(len(line) <= 80 for line in said.splitlines())
    for field in COMMANDS[name].module().Question.model_fields.values():
        assert " ".join((field.description or "?").split()) in " ".join(said.split())
    for example in COMMANDS[name].examples:
        assert example in said


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom opendome.cli import main\n"
        f"for name in {list(COMMANDS)!r}: assert main([name, '--help']) == 0\n"
        "sys.exit(bool({'numpy', 'numba', 'polars', 'matplotlib', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"opendome {__version__}\n"


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("flyy", "unknown_command", "Did you mean fly?"),
        ("--json", "missing_command", "before --json"),
        ("--quiet --nonsense", "missing_command", "before --quiet"),
        ("run --jsn", "unknown_option", "Did you mean --json?"),
        ("run --runs", "missing_value", "--runs needs a value"),
        ("run --json=1", "no_value", "takes no value"),
        ("run a b", "extra_argument", "what to do with: b"),
        ("run --runs 0", "out_of_range", "at least 1, not 0"),
        ("run --runs 1.5", "not_a_number", "a whole number, not 1.5"),
        ("run --seed -1", "out_of_range", "at least 0"),
        ("list", "missing", "KIND is missing"),
        ("list treats", "unknown_kind", "Did you mean threats?"),
        ("show threat scudb", "unknown_name", "Did you mean scud-b?"),
        ("show schema scenaro", "unknown_name", "Did you mean scenario?"),
        ("show source nobody1900", "unknown_name", "There is no source"),
        ("check", "missing", "FILE is missing"),
        ("fly scud-b", "missing", "--from is missing"),
        ("fly scud-b --from 1,2", "options", "needs a place to hit"),
        ("fly scud-b --from 1,2 --to 3,4 --energy cutof", "unknown_choice", "Did you mean cutoff?"),
        ("fly scud-b --from 1,2 --to 3,4 --apogee-km inf", "not_finite", "finite"),
        ("fly scud-b --from 1,2 --to 3,4 --apogee-km far", "not_a_number", "a number, not far"),
        ("fly scud-b --from 91,2 --to 3,4", "out_of_range", "latitude"),
        ("fly scud-b --from Chicagoo --to 3,4", "unknown_place", "Did you mean Chicago"),
        ("fly nothing --from 1,2 --to 3,4", "unknown_name", "There is no threat"),
        ("run --library nowhere-at-all", "no_folder", "is not there"),
        ("run --set raid.0.cont=3", "unknown_key", "Did you mean count?"),
    ],
)
def test_mistakes(words: str, kind: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = words.split()
    if "--json" not in words:
        assert main(given) == 2
        seen = capsys.readouterr()
        assert seen.out == ""
        assert says in " ".join(seen.err.split())
        assert "Traceback" not in seen.err
    assert main(given if "--json" in given else [given[0], "--json", *given[1:]]) == 2
    seen = capsys.readouterr()
    assert seen.err == ""
    found = json.loads(seen.out)
    assert list(found) == ["opendome", "command", "error", "errors"]
    assert found["error"] == found["errors"][0]
    assert list(found["error"]) == ["kind", "message", "file", "line", "key", "value", "remedy"]
    assert found["error"]["kind"] == kind


def test_all_mistakes_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--runs", "x", "--seed", "y", "--json"]) == 2
    assert [error["key"] for error in json.loads(capsys.readouterr().out)["errors"]] == ["--seed", "--runs"]


def test_problems_of_a_file_point_at_the_place() -> None:
    found = [
        Problem(
            kind="out_of_range",
            message="A latitude lies between -90 and 90 degrees.",
            file="my-raid.yaml",
            line=7,
            column=21,
            length=5,
            key="raid[0].launch.lat_deg",
            value="400.0",
            text="    launch: {lat_deg: 400.0, lon_deg: 127.0}",
        )
    ]
    assert problems.text(found, "run").splitlines() == [
        "my-raid.yaml has 1 problem. Nothing was run.",
        "",
        "  line 7   launch: {lat_deg: 400.0, lon_deg: 127.0}",
        "                           ^^^^^  raid[0].launch.lat_deg",
        "           A latitude lies between -90 and 90 degrees.",
        "",
        "Check again without running: opendome check my-raid.yaml",
    ]


def test_ten_problems_and_a_count() -> None:
    found = [
        Problem("x", f"Problem {number}.", file="a.yaml", line=number + 1, text="x") for number in range(25)
    ]
    said = problems.text(found, "check")
    assert said.startswith("a.yaml has 25 problems.\n")
    assert "Problem 9." in said
    assert "Problem 10." not in said
    assert "… and 15 more." in said


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "a" * 300 + "BAD" + "c" * 300
    said = problems.text([Problem("x", "No.", file="a.yaml", line=1, column=301, length=3, text=text)], "run")
    line, caret = said.splitlines()[2:4]
    assert len(line) < 100
    assert line[caret.index("^") :][:3] == "BAD"


def test_a_line_cannot_move_the_cursor() -> None:
    said = problems.text([Problem("x", "No.", file="a.yaml", line=1, text="a\x1b[31m\tb")], "run")
    assert "\x1b" not in said


def test_what_nobody_foresaw_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENDOME_TRACEBACK", raising=False)

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("opendome.answers.list._items", breaks)
    assert main(["list", "threats"]) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero" in said
    assert "Please report it" in said
    assert "Traceback" not in said
    monkeypatch.setenv("OPENDOME_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["list", "threats"])


def test_a_failed_run_is_status_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise RunError("The disk is full.", "Free some.")

    monkeypatch.setattr("opendome.answers.list._items", breaks)
    assert main(["list", "threats"]) == 1
    assert capsys.readouterr().err == "The disk is full.\nFree some.\n"


def test_ctrl_c_is_status_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("opendome.answers.list._items", interrupted)
    assert main(["list", "threats"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_files_are_written_though_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """`opendome run | head -1` closes the pipe in the middle of the answer."""
    written: list[str] = []

    def show(_question: object, _answer: object) -> None:
        raise BrokenPipeError

    module = SimpleNamespace(begin=lambda _question, _watch: ("answer", lambda: written.append("files")))
    with pytest.raises(BrokenPipeError):
        dispatch._shown_first(module, SimpleNamespace(show=show), None, SimpleNamespace(close=lambda: None))
    assert written == ["files"]


def test_a_next_command_keeps_what_it_does_not_set_itself() -> None:
    asked = RunQuestion(
        scenario="limited-raid", library=("my own",), settings=("raid.0.count=2", "raid.0.spacing_s=5")
    )
    assert options.folders(asked) == " --library 'my own'"
    assert options.kept(asked) == " --library 'my own' --set raid.0.count=2 --set raid.0.spacing_s=5"
    assert options.kept(asked, "raid.0.count") == " --library 'my own' --set raid.0.spacing_s=5"
