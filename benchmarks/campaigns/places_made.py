"""How odd places are made; each function calls there, and says how that ended."""

from __future__ import annotations

import os
import pty
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calls import LIMIT_S, Said, call, command, environment
from written import ROOT


class NotHereError(Exception):
    """This machine cannot make such a place."""


def written_below(place: Path) -> Path:
    """Where the call was to write."""
    marked = place / "where"
    return Path(marked.read_text("utf8")) if marked.is_file() else place / "out"


def _done(words: list[str], program: list[str] | None = None, **how: Any) -> Said:
    """A call with anything else that a process can have otherwise."""
    given: dict[str, Any] = {
        "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
        "env": environment(),
    } | how  # fmt: skip
    done = subprocess.run(program or command(words), timeout=LIMIT_S, check=False, **given)
    out, err = done.stdout or b"", done.stderr or b""
    return Said(done.returncode, out.decode("utf8", "replace"), err.decode("utf8", "replace"))


def _shell(words: list[str], after: str, cwd: Path | None = None) -> Said:
    """A call with redirections that only a shell makes."""
    return _done(words, ["sh", "-c", f'"$@" {after}', "sh", *command(words)], cwd=cwd)


def no_home(place: Path, words: list[str]) -> Said:
    """No HOME: what is compiled already stands where the cache is named."""
    return call(words, cwd=place, settings={"HOME": None, "XDG_CACHE_HOME": None})


def home_is_not_there(place: Path, words: list[str]) -> Said:
    return call(words, cwd=place, settings={"HOME": str(place / "no" / "home")})


def home_read_only(place: Path, words: list[str]) -> Said:
    home = place / "home"
    home.mkdir(mode=0o555)
    return _powerless(words, cwd=place, env=environment(HOME=str(home), MPLCONFIGDIR=None))


def cache_read_only(place: Path, words: list[str]) -> Said:
    """What is compiled must go to a folder for this once."""
    with _tmpfs(place / "cache", "1m") as cache:
        subprocess.run(["mount", "-o", "remount,ro", str(cache)], check=True)
        return call(words, cwd=place, settings={"OPENDOME_CACHE_DIR": str(cache)})


def without_asserts(place: Path, words: list[str]) -> Said:
    return _done(words, command(words, sys.executable, "-OO"), cwd=place)


def private(place: Path, words: list[str]) -> Said:
    said = _done(words, cwd=place, umask=0o077)
    open_to_others = [path for path in (place / "out").rglob("*") if path.stat().st_mode & 0o077]
    if open_to_others:
        return Said(99, said.out, f"others may read {open_to_others[0]}")
    return said


def no_input(place: Path, words: list[str]) -> Said:
    return _shell(words, "<&-", place)


def no_output(place: Path, words: list[str]) -> Said:
    return _shell(words, ">&-", place)


def no_errors(place: Path, words: list[str]) -> Said:
    return _shell([word for word in words if word != "--quiet"], "2>&-", place)


def pipe_closed(place: Path, words: list[str]) -> Said:
    program = ["bash", "-c", 'set -o pipefail; "$@" | head -c 1 >/dev/null', "bash", *command(words)]
    return _done(words, program, cwd=place)


def full_output(place: Path, words: list[str]) -> Said:
    return _shell(words, ">/dev/full", place)


def narrow_terminal(place: Path, words: list[str]) -> Said:
    """A true terminal on all three, with bars and all."""
    first, second = pty.openpty()
    settings = environment(TERM="xterm", COLUMNS="20", LINES="5")
    loud = [word for word in words if word != "--quiet"]
    with subprocess.Popen(
        command(loud), stdin=second, stdout=second, stderr=second, env=settings, cwd=place
    ) as process:
        os.close(second)
        told = b""
        while True:
            try:
                part = os.read(first, 65_536)
            except OSError:
                break  # the other end is closed
            if not part:
                break
            told += part
        status = process.wait(LIMIT_S)
    os.close(first)
    return Said(status, told.decode("utf8", "replace"), "")


def _powerless(words: list[str], **how: Any) -> Said:
    """A call that may do no more than its user: root's power over all files is laid down first."""
    if os.geteuid() != 0:
        return _done(words, **how)
    if shutil.which("setpriv") is None:
        raise NotHereError("root cannot lay down its powers here")
    return _done(words, ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all", *command(words)], **how)


def install_read_only(place: Path, words: list[str]) -> Said:
    """The package on a read-only mount that only this call sees."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        raise NotHereError("only root can mount the package anew")
    mount = (
        'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && ! touch "$0/x" 2>/dev/null && exec "$@"'
    )
    program = ["unshare", "-m", "sh", "-c", mount, str(ROOT / "src"), *command(words)]
    return _done(words, program, cwd=place)


def folder_not_readable(place: Path, words: list[str]) -> Said:
    here = place / "closed"
    here.mkdir(mode=0o311)
    return _powerless(words, cwd=here)


def out_read_only(place: Path, words: list[str]) -> Said:
    (place / "closed").mkdir(mode=0o555)
    return _powerless([*words[:-1], str(place / "closed" / "out")], cwd=place)


def out_not_to_be_entered(place: Path, words: list[str]) -> Said:
    (place / "closed").mkdir(mode=0o600)
    return _powerless([*words[:-1], str(place / "closed" / "out")], cwd=place)


def folder_gone(place: Path, words: list[str]) -> Said:
    return _gone(place, words[:-2])


def folder_gone_out_elsewhere(place: Path, words: list[str]) -> Said:
    return _gone(place, words)


def _gone(place: Path, words: list[str]) -> Said:
    gone = place / "gone"
    gone.mkdir()
    program = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *command(words)]
    return _done(words, program, cwd=gone)


def _elsewhere(place: Path, out: Path, words: list[str]) -> Said:
    (place / "where").write_text(str(out), encoding="utf8")
    return call([*words[:-1], str(out)], cwd=place)


def odd_name(place: Path, words: list[str]) -> Said:
    return _elsewhere(place, place / "a b  ü 日本 'q\" & $HOME %s", words)


def long_name(place: Path, words: list[str]) -> Said:
    return _elsewhere(place, place / ("n" * 255), words)


def long_path(place: Path, words: list[str]) -> Said:
    return _elsewhere(place, Path(place, *["p" * 200] * 15), words)


def out_is_file(place: Path, words: list[str]) -> Said:
    (place / "out").write_text("mine", encoding="utf8")
    return call(words, cwd=place)


def disk_full(place: Path, words: list[str]) -> Said:
    with _tmpfs(place / "disk", "64k") as disk:
        (disk / "filling").write_bytes(b"x" * 56_000)
        return call([*words[:-1], str(disk / "out")], cwd=place)


def disk_fills(place: Path, words: list[str]) -> Said:
    """Room for the worlds and the first files; afterwards only whole worlds may be there."""
    with _tmpfs(place / "disk", "900k") as disk:
        said = call([*words[:-1], str(disk / "out")], cwd=place)
        shown = [path.name for path in (disk / "out").iterdir() if not path.name.startswith(".")]
        return Said(97, said.out, f"half a folder is left: {shown}") if shown and said.status else said


def small_files(place: Path, words: list[str]) -> Said:
    return _done(words, cwd=place, preexec_fn=_limits(20_000))


def _limits(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def cache_full(place: Path, words: list[str]) -> Said:
    """Nothing can be kept there: what is compiled must go to a folder for this once."""
    with _tmpfs(place / "cache", "64k") as cache:
        (cache / "filling").write_bytes(b"x" * 60_000)
        return call(words, cwd=place, settings={"OPENDOME_CACHE_DIR": str(cache)})


@contextmanager
def _tmpfs(place: Path, size: str) -> Iterator[Path]:
    """A small file system of its own."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        raise NotHereError("nothing can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=False)
