"""Compiled code: kept under a digest that sees every callee, never in the package, and stopped on request."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from opendome import compiled
from opendome.cache import SETTING
from opendome.errors import Stopped
from opendome.watch import SILENT

SOURCE = Path(compiled.__file__).parent

CALLEE = """
from opendome.compiled import device

@device
def half(number: float) -> float:
    return number / 2.0
"""
KERNELS = """
from opendome.compiled import kernel, ready
from opendome.callee import half

@kernel("void(f8[::1])")
def halve(numbers):
    for place in range(len(numbers)):
        numbers[place] = half(numbers[place])

ready(__name__)
"""
PROGRAM = """
import numpy as np
from opendome import compiled
cold = compiled.is_cold("opendome.kernels")
from opendome.kernels import halve
numbers = np.array([8.0])
halve(numbers)
print(numbers[0], cold, compiled.KEPT, compiled.FOLDER)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A package of this name with one kernel and one callee, compiled by the project's own module."""
    package = tmp_path / "source" / "opendome"
    package.mkdir(parents=True)
    for name in ("cache.py", "compiled.py", "watch.py", "errors.py"):
        shutil.copy(SOURCE / name, package / name)
    (package / "__init__.py").write_text("", encoding="utf8")
    (package / "callee.py").write_text(CALLEE, encoding="utf8")
    (package / "kernels.py").write_text(KERNELS, encoding="utf8")
    return package


def _run(package: Path, cache: Path) -> tuple[float, bool, bool, Path]:
    """What the kernel answers, whether it was cold, whether it is kept, and where."""
    seen = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {
            "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1", SETTING: str(cache),
        },
        cwd=package.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    number, cold, kept, folder = seen.stdout.split(maxsplit=3)
    return float(number), cold == "True", kept == "True", Path(folder.strip())


def test_an_edited_callee_is_compiled_anew(small: Path, tmp_path: Path) -> None:
    """Numba's own cache would serve the old one: the callee stands in another file."""
    cache = tmp_path / "cache"
    before = {path: path.read_bytes() for path in small.rglob("*")}
    assert _run(small, cache)[:3] == (4.0, True, True)
    assert _run(small, cache)[:3] == (4.0, False, True)
    assert {path: path.read_bytes() for path in small.rglob("*")} == before  # nothing in the package
    assert list(cache.rglob("*.nbi"))
    (small / "callee.py").write_text(CALLEE.replace("/ 2.0", "/ 4.0"), encoding="utf8")
    assert _run(small, cache)[:3] == (2.0, True, True)


LOADED = """
import sys
print(any(name in sys.modules for name in ("numba.np.arrayobj", "numba.cpython.unicode")))
"""


@pytest.mark.parametrize("known", [True, False])
def test_what_is_kept_is_read_without_what_compiles(small: Path, tmp_path: Path, known: bool) -> None:
    """A Numba of another version is left alone, and answers the same."""
    makes = KERNELS.replace("half(numbers[place])", "half(numbers[place]) + np.zeros(1)[0]")
    (small / "kernels.py").write_text(f"import numpy as np\n{makes}", encoding="utf8")
    if not known:
        text = (small / "compiled.py").read_text(encoding="utf8")
        (small / "compiled.py").write_text(text.replace('startswith("0.68.")', 'startswith("none")'))
    assert _run(small, tmp_path / "cache")[:2] == (4.0, True)
    seen = subprocess.run(
        [sys.executable, "-c", PROGRAM + LOADED],
        env=os.environ | {"PYTHONPATH": str(small.parent), SETTING: str(tmp_path / "cache")},
        cwd=small.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer, loads = seen.stdout.splitlines()
    assert answer.startswith("4.0 False True")
    assert loads == str(not known)


def test_a_folder_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be: compile all the same, somewhere that goes away."""
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder", encoding="utf8")
    number, cold, kept, folder = _run(small, blocked)
    assert (number, cold, kept) == (4.0, True, False)
    assert blocked not in folder.parents
    assert blocked.read_text(encoding="utf8") == "not a folder"
    shutil.rmtree(folder)


def test_compiled_code_that_nobody_uses_goes(small: Path, tmp_path: Path) -> None:
    """Of former versions, and of thirty days ago; what is not ours stays, however old."""
    cache = tmp_path / "cache"
    names = ["0" * 16, "1" * 16, f"{'2' * 16}-old", "notes", "3" * 15]
    for name in names:
        (cache / name).mkdir(parents=True)
        (cache / name / "kernels.ready").touch()
        if name != "1" * 16:
            os.utime(cache / name, (0.0, time.time() - compiled.UNUSED_S - 60.0))
    mine = _run(small, cache)[3]
    assert {one.name for one in cache.iterdir()} == {mine.name, "1" * 16, "notes", "3" * 15}
    os.utime(mine, (0.0, 0.0))
    assert _run(small, cache)[1] is False
    assert time.time() - mine.stat().st_mtime < 3_600.0, "a folder that is used counts as used"


def test_a_disk_without_room_keeps_nothing(small: Path, tmp_path: Path) -> None:
    text = (small / "compiled.py").read_text(encoding="utf8")
    (small / "compiled.py").write_text(text.replace("ROOM_BYTES = 32_000_000", "ROOM_BYTES = 10**18"))
    number, cold, kept, folder = _run(small, tmp_path / "cache")
    assert (number, cold, kept) == (4.0, True, False)
    assert tmp_path / "cache" not in folder.parents
    shutil.rmtree(folder)


FULL = """
import errno, os
from numba.core import caching

def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

caching.IndexDataCacheFile._save_data = full
"""


def test_a_disk_that_fills_while_something_is_compiled(small: Path, tmp_path: Path) -> None:
    """Numba lets the error out: every run would end in it until somebody made room."""
    (small / "__init__.py").write_text(FULL, encoding="utf8")
    assert _run(small, tmp_path / "cache")[:3] == (4.0, True, True)
    assert not list((tmp_path / "cache").rglob("*.nbc"))
    (small / "__init__.py").write_text("", encoding="utf8")
    assert _run(small, tmp_path / "cache")[0] == 4.0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's code."""
    package = tmp_path_factory.mktemp("copy") / "opendome"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("library", "__pycache__", "schemas"))
    return package


def _frozen_into_kernels() -> list[str]:
    """Every file of the package that importing the kernels imports: functions and numbers end up in them."""
    program = (
        "import sys, opendome.threats.ballistic.kernels\n"
        "for name in sorted(sys.modules):\n"
        "    if name.split('.')[0] == 'opendome': print(sys.modules[name].__file__)"
    )
    seen = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    files = [Path(line).relative_to(SOURCE).as_posix() for line in seen.split("\n") if line]
    return [file for file in files if file.split("/")[0] in {"physics", "threats"} and "__init__" not in file]


def test_every_file_behind_a_kernel_counts(whole: Path) -> None:
    """Numbers and functions of these files are frozen into compiled code, whether or not they import it."""
    missed = []
    before = compiled.digest_of_sources(whole)
    found = _frozen_into_kernels()
    assert "physics/earth.py" in found
    for name in [*found, "records/case.py", "records/trajectories.py"]:
        file = whole / name
        text = file.read_bytes()
        file.write_bytes(text + b"\n# edited\n")
        if compiled.digest_of_sources(whole) == before:
            missed.append(name)
        file.write_bytes(text)
    assert missed == []
    assert compiled.digest_of_sources(whole) == before


@pytest.mark.parametrize("name", ["reports/sentences.py", "answers/drivers.py", "simulate.py"])
def test_other_files_do_not_count(whole: Path, name: str) -> None:
    """An edited sentence compiles nothing anew, nor does an edit where work is only spread over threads."""
    before = compiled.digest_of_sources(whole)
    file = whole / name
    text = file.read_bytes()
    file.write_bytes(text + b"\n# edited\n")
    try:
        assert compiled.digest_of_sources(whole) == before
    finally:
        file.write_bytes(text)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 64])
@pytest.mark.parametrize("threads", ["1", "2", "7"])
def test_chunks_do_not_depend_on_threads(count: int, threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.THREADS_SETTING, threads)
    seen: list[tuple[int, int]] = []
    compiled.over(lambda first, last: seen.append((first, last)), count, 8)
    assert sorted(seen) == [(first, min(first + 8, count)) for first in range(0, count, 8)]


class _StopAfter:
    """Asks to stop once so many chunks are done."""

    def __init__(self, chunks: int) -> None:
        self.left = chunks
        self.done = 0

    def step(self, what: str, done: int, of: int) -> None: ...

    def stopping(self) -> bool:
        return self.done >= self.left


@pytest.mark.parametrize("threads", ["1", "2"])
@pytest.mark.parametrize("chunks", [0, 1, 3])
def test_stopping(threads: str, chunks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.THREADS_SETTING, threads)
    watch = _StopAfter(chunks)

    def work(first: int, last: int) -> None:
        watch.done += 1

    with pytest.raises(Stopped):
        compiled.over(work, 80, 8, watch)
    assert chunks <= watch.done <= chunks + int(threads)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_what_goes_wrong_in_a_chunk_comes_out(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.THREADS_SETTING, threads)

    def work(first: int, last: int) -> None:
        if first == 8:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        compiled.over(work, 24, 8, SILENT)


@pytest.mark.parametrize(("given", "threads"), [("3", 3), ("0", 1), ("x", None), ("", None), ("-2", None)])
def test_how_many_threads(given: str, threads: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.THREADS_SETTING, given)
    assert compiled.threads() == (threads or os.cpu_count() or 1)


def test_a_wrong_array_is_refused() -> None:
    """A strided view is an error, not a silent second compile."""
    from opendome.threats.ballistic.kernels import aim_and_fly

    with pytest.raises(TypeError, match="No matching definition"):
        aim_and_fly(*([np.zeros((4, 4))[:, ::2]] * 10))


BESIDE = """
import os
from opendome import compiled
compiled.compile_beside("opendome.kernels")
started = compiled._beside is not None
compiled.wait_for("opendome.kernels")
print(started, compiled.is_cold("opendome.kernels"))
"""


@pytest.mark.parametrize(("threads", "said"), [("2", ["True False", "False False"]), ("1", ["False True"])])
def test_a_second_process_compiles_once(small: Path, tmp_path: Path, threads: str, said: list[str]) -> None:
    """It leaves kernels ready, does not start where they are, and not where there is one processor."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPENDOME_")}
    given = {
        "PYTHONPATH": str(small.parent), "PYTHONDONTWRITEBYTECODE": "1",
        SETTING: str(tmp_path / "beside"), compiled.THREADS_SETTING: threads,
    }  # fmt: skip
    for expected in said:
        seen = subprocess.run(
            [sys.executable, "-c", BESIDE], env=inherited | given, capture_output=True, text=True, check=True
        )
        assert seen.stdout.strip() == expected


def test_nobody_is_waited_for_where_nobody_compiles() -> None:
    compiled.wait_for("opendome.no_such_kernels")


def test_parts_are_joined_in_the_order_of_their_keys() -> None:
    parts = {begin: np.full((begin % 3, 2), float(begin)) for begin in (8, 0, 4, 12, 16, 20, 24)}
    whole = compiled.joined(parts)
    assert np.array_equal(whole, np.concatenate([parts[begin] for begin in sorted(parts)]))
