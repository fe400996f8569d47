"""A run folder that `opendome run` wrote, opened for reading. Nothing in it is changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendome
from opendome import storage
from opendome.answers.again import command_of, settings_of
from opendome.answers.run_files import TABLES, parquet
from opendome.answers.run_folder import DEFAULT
from opendome.errors import InputError, Problem, RunError

if TYPE_CHECKING:
    import polars

PARQUET = b"PAR1"
"""How a Parquet file begins and ends; a file that was cut off ends in something else."""


@dataclass(frozen=True)
class KeptRun:
    """A run folder that is whole.

    Attributes:
        folder: Where it stands, as it was named.
        manifest: All that the run followed from.
        answer: `answer.json` as data.
    """

    folder: Path
    manifest: dict[str, Any]
    answer: dict[str, Any]

    def table(self, name: str, **where: object) -> polars.DataFrame | None:
        """A record of the run, or None where the run has none: nothing watches, or nothing shoots.

        Args:
            name: One of `run_files.TABLES`.
            where: Only rows whose columns have these values, as `threat_id="scud-b-1"`.

        Raises:
            InputError: The file is spoilt.
        """
        if name not in TABLES:
            raise ValueError(f"no run has a table {name}")
        file = parquet(name)
        if file not in self.manifest["files"]:
            return None
        import polars
        from polars.exceptions import PanicException, PolarsError

        try:
            rows = polars.scan_parquet(self.folder / file)
            for column, value in where.items():
                rows = rows.filter(polars.col(column) == value)
            return rows.collect()
        except (PolarsError, PanicException, OSError):
            raise spoilt(self.folder, self.manifest, file) from None


def open_run(path: str, spare: Collection[str] = ()) -> KeptRun:
    """Open a run folder.

    Args:
        path: The folder, as the user names it.
        spare: Files that may be missing.

    Raises:
        InputError: It is not there, not a folder of a run, not whole, of another version, or may not be read.
    """
    folder = Path(path)
    try:
        _check_folder(folder, path)
        manifest = _manifest(folder)
        _check_origin(folder, manifest)
        _check_whole(folder, manifest, spare)
        return KeptRun(folder, manifest, _answer(folder, manifest))
    except PermissionError as trouble:
        what = trouble.filename or path
        raise _refusal(
            "not_readable",
            f"{what} may not be read by you.",
            "Ask its owner for the right to read it, or run the scenario yourself with --out DIR.",
            path,
        ) from None


def again_below(manifest: dict[str, Any], parent: Path) -> str:
    """The command that makes a run again below `parent`, with what it cannot say in brackets."""
    from shlex import quote

    settings = settings_of(manifest)
    said = command_of(manifest, settings or ())
    if parent.as_posix() != DEFAULT:
        said += f" --out {quote(parent.as_posix())}"
    return said if settings is not None else f"{said} (with your own file, --library and --set as then)"


def _check_folder(folder: Path, path: str) -> None:
    try:
        mode = folder.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _refusal("no_folder", f"There is no folder {path}.", _nearest(folder), path) from None
    except PermissionError:
        raise
    except OSError as trouble:
        message = f"{path} cannot be read: {trouble.strerror}."
        raise _refusal("not_readable", message, _nearest(folder), path) from None
    if not stat.S_ISDIR(mode):
        inside = (folder.parent / storage.MANIFEST).is_file()
        remedy = f"Give the folder it is in: {folder.parent.as_posix()}" if inside else _nearest(folder)
        raise _refusal("is_file", f"{path} is a file, not the folder of a run.", remedy, path)


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / storage.MANIFEST
    if not file.is_file():
        inside = _run_folders(folder)
        remedy = f"Folders of runs in it: {_listed(inside)}." if inside else _nearest(folder)
        message = f"{folder.as_posix()} is not a folder that OpenDome wrote: it holds no {storage.MANIFEST}."
        raise _refusal("not_ours", message, remedy, str(folder))
    manifest = _read(file)
    if manifest is None:
        message = f"{file.as_posix()} cannot be read: it was cut off or changed."
        remedy = "Move the folder away and run its scenario again: opendome run SCENARIO"
        raise _refusal("not_whole", message, remedy, str(folder))
    if not {"opendome", "command", "digest"} <= set(manifest) or not isinstance(manifest.get("files"), list):
        message = (
            f"{folder.as_posix()} is not a folder that OpenDome wrote: its {storage.MANIFEST} is another's."
        )
        raise _refusal("not_ours", message, _nearest(folder), str(folder))
    return manifest


def _check_origin(folder: Path, manifest: dict[str, Any]) -> None:
    """That this version can read what that command of that version wrote."""
    name, command = folder.as_posix(), manifest["command"]
    if command != "run":
        message = f"{name} holds what opendome {command} wrote, and no run."
        raise _refusal("other_command", message, _nearest(folder), str(folder))
    form, version = manifest.get("folder", 0), manifest["opendome"]
    if form == storage.FOLDER_FORMAT:
        return
    again = f"run it again: {again_below(manifest, folder.parent)}"
    if not isinstance(form, int) or form < storage.FOLDER_FORMAT:
        message = f"{name} was made by OpenDome {version}, and this version cannot read it any more."
        raise _refusal("older_folder", message, f"R{again[1:]}", str(folder))
    message = f"{name} was made by OpenDome {version}, which is newer than this one ({opendome.__version__})."
    raise _refusal("newer_folder", message, f"Use that version, or {again}", str(folder))


def _check_whole(folder: Path, manifest: dict[str, Any], spare: Collection[str]) -> None:
    """That every file is there, and every record whole from end to end."""
    files = [str(name) for name in manifest["files"] if name not in spare]
    missing = [name for name in files if not (folder / name).is_file()]
    if storage.ANSWER not in files:
        missing.insert(0, storage.ANSWER)
    if missing:
        more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
        verb = "are" if more else "is"
        message = f"{folder.as_posix()} is not whole: {missing[0]}{more} {verb} missing."
        remedy = f"Make it whole: {again_below(manifest, folder.parent)}"
        raise _refusal("not_whole", message, remedy, str(folder))
    for name in files:
        if name.endswith(".parquet") and not _is_parquet(folder / name):
            raise spoilt(folder, manifest, name)


def _is_parquet(file: Path) -> bool:
    size = file.stat().st_size
    if size < 2 * len(PARQUET):
        return False
    with file.open("rb") as stream:
        begins = stream.read(len(PARQUET))
        stream.seek(-len(PARQUET), os.SEEK_END)
        return bool(begins == PARQUET == stream.read(len(PARQUET)))


def _answer(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    found = _read(folder / storage.ANSWER)
    rows = ("by_threat", "by_site", "by_sensor", "by_layer")
    if found is None or not all(isinstance(found.get(key), list) for key in rows) or not found["by_threat"]:
        raise spoilt(folder, manifest, storage.ANSWER)
    return found


def _read(file: Path) -> dict[str, Any] | None:
    """A JSON document, or None where it is none."""
    try:
        return storage.read_json(file)
    except RunError as trouble:
        if isinstance(trouble.__cause__, PermissionError):
            raise trouble.__cause__ from None
        return None


def spoilt(folder: Path, manifest: dict[str, Any], name: str) -> InputError:
    """The refusal of a file that was cut off or changed."""
    return _refusal(
        "not_whole",
        f"{(folder / name).as_posix()} cannot be read: it was cut off or changed.",
        f"Move the folder away and make it again: {again_below(manifest, folder.parent)}",
        str(folder),
    )


def _nearest(folder: Path) -> str:
    """A sentence with the folder of a run that was most likely meant, or with those that are there."""
    from opendome.scenario.naming import near

    beside = _run_folders(folder.parent)
    usual = _run_folders(Path(DEFAULT)) if folder.parent != Path(DEFAULT) else []
    by_name = {one.name: one for one in (*usual, *beside) if one != folder}
    meant = near(folder.name, sorted(by_name))
    if meant is not None:
        return f"Did you mean {by_name[meant].as_posix()}?"
    found = [one for one in (*beside, *usual) if one != folder]
    return f"Folders of runs: {_listed(found)}." if found else "A run makes one: opendome run SCENARIO"


def _run_folders(parent: Path) -> list[Path]:
    """Folders below `parent` that look like those of runs, by name."""
    try:
        return sorted(one for one in parent.iterdir() if (one / storage.MANIFEST).is_file())
    except OSError:
        return []


def _listed(folders: list[Path]) -> str:
    from opendome.scenario.naming import listed

    return listed([one.as_posix() for one in folders], 5)


def _refusal(kind: str, message: str, remedy: str, path: str) -> InputError:
    return InputError(Problem(kind, message, remedy, key="RUN_FOLDER", value=path))
