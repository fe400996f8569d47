"""Odd places to work in: full disks, no home, no terminal, other languages, folders that are gone."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import places_made
import written
from calls import Said, call, differing, digests, one_folder
from progress import bar

RUN = ["run", "two-shot-salvo", "--runs", "20", "--quiet"]


@dataclass(frozen=True)
class Odd:
    """One odd place.

    Attributes:
        name: What is odd about it, in words.
        settings: Variables of the environment; None takes one away.
        status: The exit status that is right.
        says: What must stand in what it says, "" for anything.
        same: Whether the run folder must hold the bytes of a run in an ordinary place.
        make: Does something else than calling in that environment.
    """

    name: str
    settings: dict[str, str | None] = field(default_factory=dict)
    status: int = 0
    says: str = ""
    same: bool = True
    make: Callable[[Path, list[str]], Said] | None = None


def _language(name: str, **settings: str | None) -> Odd:
    return Odd(name, {"LC_ALL": None, "LANG": None, "LANGUAGE": None, **settings})


def _fails(name: str, make: Callable[[Path, list[str]], Said], says: str) -> Odd:
    return Odd(name, status=1, says=says, same=False, make=make)


ODD = (
    _language("LANG=C", LC_ALL="C"),
    _language("LANG=C, PYTHONUTF8=0", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    _language("Turkish", LC_ALL="tr_TR.UTF-8"),
    _language("German", LC_ALL="de_DE.UTF-8"),
    _language("Arabic", LC_ALL="ar_EG.UTF-8"),
    _language("no language at all"),
    Odd("PYTHONIOENCODING=ascii", {"PYTHONIOENCODING": "ascii"}),
    Odd("PYTHONIOENCODING=latin-1", {"PYTHONIOENCODING": "latin-1"}),
    Odd("TZ=Pacific/Kiritimati", {"TZ": "Pacific/Kiritimati"}),
    Odd("TZ=America/St_Johns", {"TZ": "America/St_Johns"}),
    Odd("TZ=nonsense", {"TZ": "Nowhere/At_All"}),
    Odd("TERM=dumb", {"TERM": "dumb"}),
    Odd("NO_COLOR=1", {"NO_COLOR": "1"}),
    Odd("FORCE_COLOR=1", {"FORCE_COLOR": "1"}),
    Odd("COLUMNS=20", {"COLUMNS": "20"}),
    Odd("COLUMNS=0", {"COLUMNS": "0"}),
    Odd("COLUMNS=many", {"COLUMNS": "many"}),
    Odd("no HOME", make=places_made.no_home),
    Odd("HOME is not there", make=places_made.home_is_not_there),
    Odd("HOME may not be written", make=places_made.home_read_only),
    Odd("the cache folder may not be written", make=places_made.cache_read_only),
    Odd("OPENDOME_THREADS=nonsense", {"OPENDOME_THREADS": "-3"}),
    Odd("PYTHONHASHSEED=random", {"PYTHONHASHSEED": "random"}),
    Odd("PYTHONWARNINGS=error", {"PYTHONWARNINGS": "error"}),
    Odd("PYTHONDEVMODE=1", {"PYTHONDEVMODE": "1"}),
    Odd("PYTHONDONTWRITEBYTECODE=1", {"PYTHONDONTWRITEBYTECODE": "1"}),
    Odd("python -OO", make=places_made.without_asserts),
    Odd("umask 077", make=places_made.private),
    Odd("standard input closed", make=places_made.no_input),
    Odd("standard output closed", make=places_made.no_output),
    Odd("standard error closed", make=places_made.no_errors),
    Odd("standard output a pipe that is closed early", make=places_made.pipe_closed),
    _fails("standard output a full device", places_made.full_output, "No space"),
    Odd("a terminal, 20 columns wide", make=places_made.narrow_terminal),
    Odd("the install is on a read-only mount", make=places_made.install_read_only),
    _fails("the current folder is deleted", places_made.folder_gone, "folder"),
    Odd("the current folder is deleted, --out elsewhere", make=places_made.folder_gone_out_elsewhere),
    Odd("the current folder may not be read", make=places_made.folder_not_readable),
    Odd("a folder with blanks, accents and a quote", make=places_made.odd_name),
    Odd("a folder with a name of 255 bytes", make=places_made.long_name),
    Odd("a folder with a path of 3,000 bytes", make=places_made.long_path),
    _fails("--out is a file", places_made.out_is_file, "is not a folder"),
    _fails("--out may not be written", places_made.out_read_only, "may not be written"),
    _fails("--out may not be entered", places_made.out_not_to_be_entered, "may not be written"),
    _fails("a disk that is full from the start", places_made.disk_full, "is full"),
    _fails("a disk that fills while files are written", places_made.disk_fills, "is full"),
    _fails("files may not grow over 20 kB (RLIMIT_FSIZE)", places_made.small_files, "cannot be written"),
    Odd("the cache is on a full file system", make=places_made.cache_full),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", nargs="+", help="places whose name holds one of these texts")


def run(asked: argparse.Namespace) -> int:
    """Try them all; 1 where one does otherwise than it should."""
    wanted = [odd for odd in ODD if asked.only is None or any(part in odd.name for part in asked.only)]
    rows = []
    with tempfile.TemporaryDirectory(prefix="opendome-places-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        said = call([*RUN, "--out", str(folder / "ordinary")])
        if said.status:
            raise RuntimeError(said.err)
        expected = digests(one_folder(folder / "ordinary"))
        with bar("places", len(wanted)) as step:
            for number, odd in enumerate(wanted):
                place = folder / f"{number}"
                place.mkdir()
                rows.append(_tried(odd, place, expected))
                print(
                    "ok  " if not rows[-1]["faults"] else "BAD ", odd.name, "|", rows[-1]["found"], flush=True
                )
                for fault in rows[-1]["faults"]:
                    print("      ", fault, flush=True)
                shutil.rmtree(place, ignore_errors=True)
                step()
    if asked.only is None:
        written.write("places", {"rows": rows, "call": "opendome " + " ".join(RUN)})
    print(json.dumps({"tried": len(rows), "wrong": sum(bool(row["faults"]) for row in rows)}))
    return 1 if any(row["faults"] for row in rows) else 0


def _tried(odd: Odd, place: Path, expected: dict[str, str]) -> dict[str, Any]:
    """One call in an odd place: how it ended, what it said, and whether it wrote what it should."""
    words = [*RUN, "--out", str(place / "out")]
    try:
        said = odd.make(place, words) if odd.make else call(words, cwd=place, settings=odd.settings)
    except places_made.NotHereError as why:
        return {"name": odd.name, "found": f"not tried: {why}", "faults": [], "tried": False}
    faults = []
    if said.status != odd.status:
        faults.append(
            f"exit status {said.status} where {odd.status} is right: {' '.join(said.err.split())[-300:]}"
        )
    if said.traceback or "Something went wrong inside" in said.err:
        faults.append(f"traceback: {said.err.strip().splitlines()[-1][:300]}")
    if odd.says and odd.says not in " ".join(said.err.split()):
        faults.append(f"does not say {odd.says!r}: {' '.join(said.err.split())[-300:]}")
    found = f"exit status {said.status}"
    if odd.same and said.status == 0:
        try:
            apart = differing(expected, digests(one_folder(places_made.written_below(place))))
            faults += [f"other bytes: {', '.join(apart)}"] if apart else []
            found += "" if apart else ", the same bytes"
        except ValueError as wrong:
            faults.append(f"no folder: {wrong}")
    elif said.status:
        found += f": {' '.join(said.err.split())[:220]}"
    return {"name": odd.name, "found": found.replace(f"{place}", "…"), "faults": faults, "tried": True}
