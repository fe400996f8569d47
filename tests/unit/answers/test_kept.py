"""A run folder opened for reading: what is refused, with which way out, and that nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest

from opendome import storage
from opendome.answers.kept import open_run
from opendome.errors import InputError, Problem
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario

ANSWER: dict[str, Any] = {"by_threat": [{}], "by_site": [], "by_sensor": [], "by_layer": []}
FIGURES = polars.DataFrame({"path": ["a", "b"], "value": [1.0, 2.0]})


def manifest(**changes: Any) -> dict[str, Any]:
    whole = {
        "folder": storage.FOLDER_FORMAT, "opendome": "0.1.0", "command": "run", "scenario": "limited-raid",
        "description": {}, "seed": 3, "runs": 40,
    }  # fmt: skip
    return {key: value for key, value in (whole | changes).items() if value is not None}


def written(parent: Path, name: str = "limited-raid-1a2b", **changes: Any) -> Path:
    """A folder of a run with no more in it than opening it needs."""

    def fill(folder: Path) -> None:
        storage.write_json(folder / storage.ANSWER, ANSWER)
        FIGURES.write_parquet(folder / "figures.parquet")

    storage.write(parent / name, "0" * 32, manifest(**changes), fill)
    return parent / name


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("runs")


def refused(path: Path | str) -> Problem:
    with pytest.raises(InputError) as caught:
        open_run(str(path))
    (problem,) = caught.value.problems()
    assert problem.key == "RUN_FOLDER"
    assert caught.value.exit_code == 2
    return problem


def test_a_whole_folder_opens_and_stays_as_it_is(runs: Path) -> None:
    folder = written(runs)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    run = open_run(str(folder))
    assert run.folder == folder
    assert run.manifest["seed"] == 3
    assert run.answer == ANSWER
    figures = run.table("figures")
    assert figures is not None
    assert figures.equals(FIGURES)
    some = run.table("figures", path="b")
    assert some is not None
    assert some["value"].to_list() == [2.0]
    assert run.table("sightings") is None
    with pytest.raises(ValueError, match="no run has a table sightngs"):
        run.table("sightngs")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_a_folder_that_is_not_there(runs: Path) -> None:
    written(runs)
    problem = refused(runs / "limited-raid-1a2c")
    assert (problem.kind, problem.message) == ("no_folder", "There is no folder runs/limited-raid-1a2c.")
    assert problem.remedy == "Did you mean runs/limited-raid-1a2b?"
    # also named without the folder that runs are usually kept in, or far from all
    assert refused("limited-raid-1a2b").remedy == "Did you mean runs/limited-raid-1a2b?"
    assert refused("elsewhere/zzz").remedy == "Folders of runs: runs/limited-raid-1a2b."
    assert refused("runs/limited\0raid").kind == "no_folder"


def test_where_there_is_no_run_at_all(runs: Path) -> None:
    assert refused("runs/limited-raid-1a2b").remedy == "A run makes one: opendome run SCENARIO"


def test_a_file(runs: Path) -> None:
    folder = written(runs)
    problem = refused(folder / "answer.json")
    assert problem.kind == "is_file"
    assert problem.remedy == f"Give the folder it is in: {folder}"
    Path("note.txt").write_text("x")
    assert refused("note.txt").remedy == "Folders of runs: runs/limited-raid-1a2b."
    assert refused("note.txt/x").kind == "no_folder"


def test_a_folder_of_somebody_else(runs: Path) -> None:
    written(runs)
    problem = refused(runs)
    assert problem.kind == "not_ours"
    assert "holds no manifest.json" in problem.message
    assert problem.remedy == "Folders of runs in it: runs/limited-raid-1a2b."
    for text in (
        '{"name": "a web page"}',
        "[1, 2]",
        '{"opendome": "1", "command": "run", "digest": "", "files": 3}',
    ):
        Path("other").mkdir(exist_ok=True)
        Path("other/manifest.json").write_text(text)
        assert refused("other").kind in ("not_ours", "not_whole")


def test_a_manifest_that_was_cut_off(runs: Path) -> None:
    folder = written(runs)
    file = folder / storage.MANIFEST
    file.write_text(file.read_text()[:80])
    problem = refused(folder)
    assert problem.kind == "not_whole"
    assert str(file) in problem.message
    assert "opendome run" in problem.remedy


def test_a_folder_of_another_command(runs: Path) -> None:
    problem = refused(written(runs, "scud-b-1a2b", command="fly"))
    assert (problem.kind, problem.message) == (
        "other_command",
        "runs/scud-b-1a2b holds what opendome fly wrote, and no run.",
    )


@pytest.mark.parametrize(
    ("form", "kind", "says"),
    [
        (None, "older_folder", "was made by OpenDome 0.0.9, and this version cannot read it any more."),
        (storage.FOLDER_FORMAT - 1, "older_folder", "cannot read it any more"),
        ("one", "older_folder", "cannot read it any more"),
        (
            storage.FOLDER_FORMAT + 1,
            "newer_folder",
            "was made by OpenDome 0.0.9, which is newer than this one",
        ),
    ],
)
def test_a_folder_of_another_version(runs: Path, form: object, kind: str, says: str) -> None:
    problem = refused(written(runs, folder=form, opendome="0.0.9"))
    assert problem.kind == kind
    assert says in problem.message
    assert "un it again: opendome run limited-raid --runs 40 --seed 3" in problem.remedy


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def garbled(file: Path) -> None:
    """The ends stay; what lies between does not."""
    whole = file.read_bytes()
    file.write_bytes(whole[:4] + bytes(len(whole) - 8) + whole[-4:])


@pytest.mark.parametrize("spoil", [Path.unlink, cut, empty, garbled])
@pytest.mark.parametrize("name", ["answer.json", "figures.parquet"])
def test_half_a_folder(runs: Path, name: str, spoil: Callable[[Path], None]) -> None:
    folder = written(runs)
    spoil(folder / name)
    with pytest.raises(InputError) as caught:
        open_run(str(folder)).table("figures")
    (problem,) = caught.value.problems()
    assert problem.kind == "not_whole"
    assert name in problem.message
    assert "opendome run limited-raid --runs 40 --seed 3" in problem.remedy


def test_several_files_are_missing(runs: Path) -> None:
    folder = written(runs)
    (folder / "answer.json").unlink()
    (folder / "figures.parquet").unlink()
    problem = refused(folder)
    assert problem.message == "runs/limited-raid-1a2b is not whole: answer.json and 1 more are missing."


@pytest.mark.parametrize("text", ["[]", '{"by_threat": []}', json.dumps(ANSWER | {"by_threat": []})])
def test_an_answer_of_something_else(runs: Path, text: str) -> None:
    folder = written(runs)
    (folder / "answer.json").write_text(text)
    assert refused(folder).kind == "not_whole"


def test_the_way_out_names_the_run(runs: Path) -> None:
    """A scenario of the library is named in full; of one's own file the manifest knows the stem alone."""
    library = Library()
    ready = storage.plain(load_scenario("limited-raid", library).as_written())
    folder = written(runs, description=ready)
    (folder / "figures.parquet").unlink()
    assert refused(folder).remedy == "Make it whole: opendome run limited-raid --runs 40 --seed 3"
    own = written(Path("kept runs"), scenario="my-raid", require="no_leak_probability=0.9", solve="inventory")
    (own / "figures.parquet").unlink()
    assert refused(own).remedy == (
        "Make it whole: opendome run my-raid --runs 40 --seed 3 --require no_leak_probability=0.9 --solve "
        "inventory --out 'kept runs' (with your own file, --library and --set as then)"
    )


@pytest.mark.parametrize("name", [storage.MANIFEST, storage.ANSWER, "figures.parquet"])
def test_a_folder_that_may_not_be_read(runs: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Whoever runs the tests may be allowed everything: so the refusal is played."""
    folder = written(runs)
    real = Path.open

    def closed(file: Path, *rest: Any, **more: Any) -> Any:
        if file.name == name:
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *rest, **more)

    monkeypatch.setattr(Path, "open", closed)
    problem = refused(folder)
    assert problem.kind == "not_readable"
    assert problem.message == f"{folder / name} may not be read by you."
    assert "--out DIR" in problem.remedy


def test_a_folder_behind_a_closed_door(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(file: Path, **more: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "stat", closed)
    assert refused("runs/limited-raid-1a2b").kind == "not_readable"
