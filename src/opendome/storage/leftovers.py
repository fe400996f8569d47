"""What killed processes leave beside a run's folder: told from what another process writes just now."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import shutil
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

LEFT_S = 86_400.0
"""What is half written and so old is nobody's any more, whoever wrote it [s]."""

OLD_S = 30 * 86_400.0
"""Worlds that nothing was added to for so long are deleted when another run of the same name begins [s]."""

UNFINISHED = ".unfinished"
"""How the name of a folder with the worlds of an unfinished run ends."""

_WRITER = re.compile(r"-(?P<machine>[0-9a-f]{8})\.(?P<process>[0-9]+)-")


def half_written(folder: Path) -> Path:
    """A place beside a folder for what this process writes, before it is renamed; nothing is there yet."""
    return folder.parent / f".{folder.name}-{_machine()}.{os.getpid()}-{secrets.token_hex(4)}"


def unfinished(folder: Path, digest: str) -> Path:
    """Where the worlds of a run lie that is not finished yet."""
    return folder.parent / f".{folder.name}-{digest}{UNFINISHED}"


def run_of(worlds: Path) -> Path:
    """The folder of the run whose worlds lie there: a message names what people know.

    >>> run_of(Path("runs/.raid-0123-012345.unfinished")).name
    'raid-0123'
    """
    return worlds.with_name(worlds.name.removeprefix(".").rsplit("-", 1)[0])


def clear_away(folder: Path) -> None:
    """Delete what killed processes left half written beside a folder; not what another one may be writing."""
    with suppress(OSError):
        for left in sorted(folder.parent.glob(f".{folder.name}-*")):
            if left.suffix != UNFINISHED and left.is_dir() and _is_left(left):
                shutil.rmtree(left, ignore_errors=True)


def clear_old(folder: Path, own: Path) -> None:
    """Delete worlds of other inputs under the same name, or of changed code, that nobody goes on with."""
    name = re.escape(folder.name.rpartition("-")[0])
    theirs = re.compile(rf"\.{name}-[0-9a-f]+-[0-9a-f]{{32}}{re.escape(UNFINISHED)}")
    with suppress(OSError):
        for left in sorted(folder.parent.iterdir()):
            if left != own and theirs.fullmatch(left.name) and time.time() - left.stat().st_mtime > OLD_S:
                shutil.rmtree(left, ignore_errors=True)


def _is_left(place: Path) -> bool:
    """Whether whoever wrote this has ended; of other machines nobody can tell for a day."""
    try:
        old = time.time() - place.stat().st_mtime > LEFT_S
    except OSError:
        return False
    writer = _WRITER.search(place.name)
    ours = writer is not None and writer["machine"] == _machine()
    return old or (ours and writer is not None and not _runs(int(writer["process"])))


def _runs(process: int) -> bool:
    """Whether a process of this machine still runs; True where that cannot be told."""
    if os.name != "posix":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@cache
def _machine() -> str:
    """A mark of this machine and of the container on it: within them a process has one number."""
    inside = ""
    with suppress(OSError):
        inside = str(Path("/proc/self/ns/pid").readlink())
    return hashlib.blake2b(f"{platform.node()} {inside}".encode(), digest_size=4).hexdigest()
