"""The run folder: named after its inputs, written beside and renamed, the same bytes for the same seed."""

from __future__ import annotations

import errno
import hashlib
import json
import platform
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendome.errors import RunError
from opendome.storage.leftovers import clear_away, half_written

if TYPE_CHECKING:
    import polars

MANIFEST = "manifest.json"
MADE = "made.json"
ANSWER = "answer.json"
FOLDER_FORMAT = 1
"""Grows when what a run folder holds changes so that it cannot be read as before."""

DIGITS = 4
"""How many characters of the digest a folder's name starts with."""


def digest_of(inputs: Mapping[str, Any]) -> str:
    """Digest of settled inputs, 32 hexadecimal characters; equal inputs, equal digest."""
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def code_digest() -> str:
    """Digest of the program's own text, so that changed code never finds old results."""
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(package.rglob("*.py")):
        if file.parent.name != "cli":
            digest.update(file.relative_to(package).as_posix().encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def plain_name(name: str) -> str:
    """A name that any file system takes: letters a to z, digits and dashes."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60] or "unnamed"


def plain(value: Any) -> Any:
    """YAML's own types as plain JSON ones."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    return str(value)


def place_for(parent: Path, name: str, digest: str) -> tuple[Path, bool]:
    """The folder of these inputs below `parent`, and whether it is there and whole.

    A folder of the same name that holds other inputs gives way: more characters of the digest are used.
    """
    for digits in range(DIGITS, len(digest) + 1, DIGITS):
        folder = parent / f"{plain_name(name)}-{digest[:digits]}"
        try:
            if not folder.exists():
                return folder, False
        except OSError as trouble:
            raise reported(trouble, folder) from trouble
        there = _digest_in(folder)
        if there == digest:
            return folder, _whole(folder)
        if there is None:
            raise RunError(
                f"{folder} is not a folder that OpenDome wrote, so nothing was written there.",
                "Move it away, or name another place with --out DIR.",
            )
    raise RunError(f"{parent} has no room for a folder of these inputs.")


def write(
    folder: Path,
    digest: str,
    manifest: Mapping[str, Any],
    fill: Callable[[Path], None],
    durations: Callable[[], Mapping[str, float]] = dict,
) -> list[str]:
    """Write a folder beside its place and rename it, so that a half-written one is never seen.

    Args:
        folder: Where it will stand; an older one of the same inputs is replaced.
        digest: Digest of its inputs.
        manifest: What follows from the inputs alone.
        fill: Writes the files into the folder it is given.
        durations: Seconds by stage, for `made.json`.

    Returns:
        The names of the files, sorted, relative to the folder.

    Raises:
        RunError: The folder cannot be written; nothing is left behind.
    """
    beside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_away(folder)
        beside = half_written(folder)
        beside.mkdir()
        fill(beside)
        files = sorted(path.relative_to(beside).as_posix() for path in beside.rglob("*") if path.is_file())
        write_json(beside / MANIFEST, {**manifest, "digest": digest, "files": files})
        write_json(beside / MADE, _made(durations()))
        _move(beside, folder)
        beside = None
    except OSError as trouble:
        raise reported(trouble, folder) from trouble
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return [*files, MADE, MANIFEST]


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write a JSON document: UTF-8, no NaN, one newline at the end."""
    write_text(path, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text: UTF-8, lines end alike on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def replace_text(path: Path, text: str) -> None:
    """Write one text beside its place and rename it: what was there stays until the new one is whole.

    Raises:
        RunError: It cannot be written; what was there is as before.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(beside, text)
        beside.replace(path)
    except OSError as trouble:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise reported(trouble, path) from trouble


def write_table(path: Path, table: polars.DataFrame) -> None:
    """Write a Parquet file.

    The bytes are made first: polars would say of a full disk that its computation failed.

    Raises:
        OSError: It cannot be written.
    """
    made = BytesIO()
    table.write_parquet(made)
    path.write_bytes(made.getvalue())


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON document that `write_json` wrote.

    Raises:
        RunError: It cannot be read.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise RunError(f"{path} cannot be read.", "Delete its folder and run again.") from trouble
    if not isinstance(document, dict):
        raise RunError(f"{path} does not hold what OpenDome writes.", "Delete its folder and run again.")
    return document


def _digest_in(folder: Path) -> str | None:
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(document["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _whole(folder: Path) -> bool:
    files = read_json(folder / MANIFEST).get("files", [])
    return (folder / MADE).is_file() and all((folder / str(name)).is_file() for name in files)


def _made(durations: Mapping[str, float]) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "platform": platform.platform(),
        "python": platform.python_version(),
        "duration_s": {name: round(seconds, 3) for name, seconds in durations.items()},
    }


def _move(beside: Path, folder: Path) -> None:
    """Put the new folder in place; an older one of the same inputs steps aside first."""
    if folder.exists():
        old = half_written(folder)
        old.mkdir()
        folder.replace(old / folder.name)
        shutil.rmtree(old, ignore_errors=True)
    try:
        beside.replace(folder)
    except OSError:
        # another process with the same inputs was faster: its folder holds the same bytes
        if not (folder / MANIFEST).is_file():
            raise
        shutil.rmtree(beside, ignore_errors=True)


def check_writable(parent: Path) -> None:
    """See before any work that something can be written below `parent`; nothing is left there.

    Raises:
        RunError: It cannot.
    """
    try:
        there = next(folder for folder in (parent, *parent.absolute().parents) if folder.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as trouble:
        raise reported(trouble, parent / "run") from trouble


def reported(trouble: OSError, folder: Path) -> RunError:
    """What an operating system's error about this folder means, and the way out."""
    elsewhere = "Name another place with --out DIR."
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        full = f"The disk that holds {folder.parent} is full; {folder.name} was not written."
        return RunError(full, "Make room and say the same again, or name another place with --out DIR.")
    if trouble.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return RunError(f"{folder.parent} may not be written by you.", elsewhere)
    if trouble.errno == errno.ENOENT:
        gone = f"{folder.parent} cannot be made: the folder it would lie in is gone, or the one you are in."
        return RunError(gone, elsewhere)
    if trouble.errno in (errno.ENOTDIR, errno.EEXIST):
        return RunError(f"{folder.parent} is not a folder.", elsewhere)
    reason = trouble.strerror or "unknown reason"
    return RunError(f"{folder} cannot be written: {reason}.", elsewhere)
