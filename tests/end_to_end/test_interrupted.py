"""A run that ends at any moment leaves whole worlds, and the same call goes on from there."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lighter import undrawn
from opendome import storage
from opendome.answers.run import Question, begin
from opendome.cli import main
from opendome.errors import RunError, Stopped
from opendome.watch import SILENT
from some_threads import threads

RUNS = 240
WORLDS = 12

pytestmark = pytest.mark.xdist_group("runs")


class StopsAfter:
    """Asks to stop once so many parts of something are done."""

    def __init__(self, what: str, done: int) -> None:
        self.what, self.after, self.stop = what, done, False

    def step(self, what: str, done: int, of: int) -> None:
        self.stop = self.stop or (what == self.what and done >= self.after)

    def stopping(self) -> bool:
        return self.stop


def _question(out: Path) -> Question:
    return Question(scenario="two-shot-salvo", runs=RUNS, out=str(out))


def _finished(out: Path) -> dict[str, bytes]:
    """All files, but for pictures: they are made of what the other files hold."""
    with undrawn():
        _, finish = begin(_question(out), SILENT)
        finish()
    (folder,) = out.iterdir()  # nothing of what was kept is left
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != storage.MADE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    with threads(2):
        yield _finished(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize(
    ("what", "after", "count"),
    [("worlds", 1, 1), ("worlds", 5, 2), ("worlds", 9, 1), ("what moves the answer", 1, 2)],
)
def test_the_same_bytes_after_an_interrupt(
    what: str, after: int, count: int, uninterrupted: dict[str, bytes], tmp_path: Path
) -> None:
    with threads(count):
        with pytest.raises(Stopped):
            begin(_question(tmp_path), StopsAfter(what, after))
        assert not [place for place in tmp_path.iterdir() if not place.name.startswith(".")]
        assert _finished(tmp_path) == uninterrupted


def test_who_stops_a_run_is_told_how_far_it_came(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match=rf"^Stopped at \d+ of {WORLDS} worlds\. Nothing is lost"):
        begin(_question(tmp_path), StopsAfter("worlds", 6))
    with pytest.raises(Stopped, match=rf"^Stopped at {WORLDS} of {WORLDS} worlds\. Nothing is lost"):
        begin(_question(tmp_path), StopsAfter("what moves the answer", 1))
    _, finish = begin(_question(tmp_path), StopsAfter("pictures and records", 0))
    with pytest.raises(Stopped, match=rf"^Stopped at {WORLDS} of {WORLDS} worlds\. Nothing is lost"):
        finish()
    with pytest.raises(Stopped, match="Nothing was written"):
        begin(_question(tmp_path / "new"), StopsAfter("worlds", 0))


def test_worlds_that_are_there_are_not_run_again(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        begin(_question(tmp_path), StopsAfter("worlds", 8))
    (place,) = tmp_path.iterdir()
    there = set(storage.Unfinished(place).worlds)
    assert 5 <= len(there) < WORLDS

    class Counts(StopsAfter):
        steps: list[int]

        def step(self, what: str, done: int, of: int) -> None:
            if what == "worlds":
                self.steps.append(done)

    watch = Counts("", 0)
    watch.steps = []
    begin(_question(tmp_path), watch)
    assert watch.steps == list(range(len(there), WORLDS + 2))


def test_a_killed_run_leaves_whole_worlds(tmp_path: Path) -> None:
    """The hardest end: no goodbye. A true process, killed while it is at it."""
    program = "from opendome.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
    words = ["run", "two-shot-salvo", "--runs", "200000", "--quiet", "--out", str(tmp_path)]
    with subprocess.Popen([sys.executable, "-c", program, *words], stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + 120.0
        while time.monotonic() < until and process.poll() is None and not list(tmp_path.glob(".*/*.npz")):
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    (place,) = tmp_path.iterdir()
    assert place.name.endswith(".unfinished")
    assert len(storage.Unfinished(place).worlds) > 0


def test_a_full_disk_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    _, finish = begin(_question(tmp_path), SILENT)
    with monkeypatch.context() as patched:
        patched.setattr(storage.folder, "write_json", full)
        patched.setattr(storage, "write_json", full)
        with pytest.raises(RunError, match="is full") as caught:
            finish()
    assert "Make room" in caught.value.remedy
    (place,) = tmp_path.iterdir()
    assert len(storage.Unfinished(place).worlds) == WORLDS


def test_where_nothing_can_be_written_nothing_is_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "runs").write_text("mine")
    assert main(["run", "two-shot-salvo", "--runs", "20", "--quiet", "--out", str(tmp_path / "runs")]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "is not a folder" in " ".join(shown.err.split())
    assert (tmp_path / "runs").read_text() == "mine"
