"""The run folder: found again, never half written, never anybody else's."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from opendome import storage
from opendome.errors import RunError
from opendome.storage.leftovers import half_written

INPUTS = {"scenario": "x", "seed": 1}
DIGEST = storage.digest_of(INPUTS)


def _fill(folder: Path) -> None:
    (folder / "figures").mkdir()
    (folder / "figures" / "a.svg").write_text("a")
    (folder / "b.parquet").write_bytes(b"b")


def _write(parent: Path) -> Path:
    folder, whole = storage.place_for(parent, "My Raid!", DIGEST)
    assert not whole
    storage.write(folder, DIGEST, INPUTS, _fill, lambda: {"flight": 1.0})
    return folder


def test_equal_inputs_have_equal_digests() -> None:
    assert storage.digest_of({"b": 1, "a": [1.5, "x"]}) == storage.digest_of({"a": [1.5, "x"], "b": 1})
    assert storage.digest_of({"a": 1}) != storage.digest_of({"a": 2})


def test_names_suit_any_file_system() -> None:
    assert storage.plain_name("Überfall auf 3/Städte") == "uberfall-auf-3-stadte"
    assert storage.plain_name("…") == "unnamed"


def test_a_whole_folder_is_found_again(tmp_path: Path) -> None:
    folder = _write(tmp_path / "runs")
    assert folder.name == f"my-raid-{DIGEST[:4]}"
    assert storage.place_for(tmp_path / "runs", "My Raid!", DIGEST) == (folder, True)
    manifest = storage.read_json(folder / storage.MANIFEST)
    assert manifest["files"] == ["b.parquet", "figures/a.svg"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_folder_with_a_hole_is_written_again(tmp_path: Path) -> None:
    folder = _write(tmp_path)
    (folder / "b.parquet").unlink()
    assert storage.place_for(tmp_path, "My Raid!", DIGEST) == (folder, False)
    storage.write(folder, DIGEST, INPUTS, _fill)
    assert storage.place_for(tmp_path, "My Raid!", DIGEST) == (folder, True)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_only_the_clock_differs(tmp_path: Path) -> None:
    first, second = _write(tmp_path / "a"), _write(tmp_path / "b")
    for file in (*first.rglob("*.*"),):
        if file.is_file() and file.name != storage.MADE:
            assert file.read_bytes() == (second / file.relative_to(first)).read_bytes()


def test_other_inputs_of_the_same_first_digits_get_a_longer_name(tmp_path: Path) -> None:
    folder = _write(tmp_path)
    other = DIGEST[:4] + "f" * 28
    place, whole = storage.place_for(tmp_path, "My Raid!", other)
    assert (place.name, whole) == (f"{folder.name}ffff", False)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / f"my-raid-{DIGEST[:4]}").mkdir()
    with pytest.raises(RunError, match="not a folder that OpenDome wrote"):
        storage.place_for(tmp_path, "My Raid!", DIGEST)


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "is full"), (errno.EACCES, "may not be written"), (errno.EROFS, "may not be written")],
)
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, number: int, says: str) -> None:
    def fill(folder: Path) -> None:
        _fill(folder)
        raise OSError(number, "no")

    with pytest.raises(RunError, match=says) as caught:
        storage.write(tmp_path / "runs" / "x-1234", DIGEST, INPUTS, fill)
    assert "--out" in caught.value.remedy
    assert list((tmp_path / "runs").iterdir()) == []


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("x")
    with pytest.raises(RunError, match="is not a folder"):
        storage.write(tmp_path / "runs" / "x-1234", DIGEST, INPUTS, _fill)


def test_nan_never_reaches_a_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        storage.write_json(tmp_path / "a.json", {"a": float("nan")})


def test_a_broken_document_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(RunError, match="cannot be read"):
        storage.read_json(tmp_path / "a.json")
    (tmp_path / "a.json").write_text(json.dumps([1]))
    with pytest.raises(RunError, match="does not hold"):
        storage.read_json(tmp_path / "a.json")


def test_what_a_killed_process_left_is_cleared_away_a_day_later(tmp_path: Path) -> None:
    folder, _ = storage.place_for(tmp_path, "My Raid!", DIGEST)
    names = (f".{folder.name}-old", f".{folder.name}-new", f".{folder.name}-{DIGEST}.unfinished", ".mine-old")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "half").write_text("x")
        if not name.endswith("-new"):
            os.utime(tmp_path / name, (0.0, 0.0))
    storage.write(folder, DIGEST, INPUTS, _fill)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[1:], folder.name])


def test_what_a_killed_process_left_is_cleared_away_at_once(tmp_path: Path) -> None:
    folder, _ = storage.place_for(tmp_path, "My Raid!", DIGEST)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    mine = half_written(folder)
    mark = f".{os.getpid()}-"
    names = {
        "ended": mine.name.replace(mark, f".{ended.pid}-"),
        "mine": mine.name,
        "runs": mine.name.replace(mark, f".{os.getppid()}-"),
        "another machine's": f".{folder.name}-00000000.{ended.pid}-0123",
        "worlds": f".{folder.name}-{DIGEST}.unfinished",
    }
    for name in names.values():
        (tmp_path / name).mkdir()
    storage.write(folder, DIGEST, INPUTS, _fill)
    assert {path.name for path in tmp_path.iterdir()} == {folder.name, *names.values()} - {names["ended"]}


def test_what_is_not_needed_any_more_is_forgotten(tmp_path: Path) -> None:
    """A process killed after the folder stood, before its worlds were discarded."""
    folder = _write(tmp_path)
    (tmp_path / f".{folder.name}-{DIGEST}.unfinished").mkdir()
    storage.forget(folder, DIGEST)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_folders_are_as_private_as_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        folder = _write(tmp_path)
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_in_a_folder_that_is_gone_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(RunError, match="the one you are in") as caught:
        storage.check_writable(Path("runs"))
    assert "--out" in caught.value.remedy


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be written: File name too long"):
        storage.place_for(tmp_path / ("n" * 300), "raid", DIGEST)
