"""The same bytes on any number of threads; kernels that check their bounds; another kind of processor."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import written
from calls import call, differing, digests, one_folder
from mutants import LIBRARY
from progress import bar

SETTINGS: dict[str, dict[str, str]] = {
    **{f"OPENDOME_THREADS={count}": {"OPENDOME_THREADS": f"{count}"} for count in (1, 2, 3, 5, 8)},
    "NUMBA_NUM_THREADS=1": {"NUMBA_NUM_THREADS": "1"},
    "NUMBA_NUM_THREADS=7, OPENDOME_THREADS=3": {"NUMBA_NUM_THREADS": "7", "OPENDOME_THREADS": "3"},
    "NUMBA_THREADING_LAYER=workqueue": {"NUMBA_THREADING_LAYER": "workqueue"},
    "OMP_NUM_THREADS=1, OPENBLAS_NUM_THREADS=1": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "PYTHONHASHSEED=3": {"PYTHONHASHSEED": "3"},
    "POLARS_MAX_THREADS=1": {"POLARS_MAX_THREADS": "1"},
}
RAIDS = {"limited-raid": 60, "regional-two-batteries": 60}
INTERPRETED = ["fly", "scud-b", "--from", "40,127", "--azimuth-deg", "40", "--loft-deg", "40",
               "--pitch-rate-deg-per-s", "2", "--json", "--quiet", "--no-picture"]  # fmt: skip
"""One flight with given steering: small enough to be flown without a compiler."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cache", type=Path, help="where bounds-checked kernels are kept; absent: thrown away"
    )
    parser.add_argument("--quick", action="store_true", help="threads only: nothing is compiled anew")


def run(asked: argparse.Namespace) -> int:
    """Try them all; 1 where bytes differ."""
    with tempfile.TemporaryDirectory(prefix="opendome-threads-") as folder:
        found: dict[str, Any] = {"rows": _threads(Path(folder))}
        if not asked.quick:
            cache = asked.cache or Path(folder) / "cache"
            found["checked"] = _checked(Path(folder), cache / "checked")
            found["interpreted"] = _interpreted(cache / "interpreted")
            found["generic"] = _generic(Path(folder), cache / "generic")
    print(json.dumps(found, indent=1))
    found["call_again"] = f"python benchmarks/campaigns/run.py threads{' --quick' * asked.quick}"
    written.write("threads", found)
    wrong = [row for row in found["rows"] if row["differing"]]
    wrong += [row for row in found.get("checked", []) if row["status"]]
    return 1 if wrong else 0


def _bytes(words: list[str], out: Path, **settings: str) -> dict[str, str]:
    said = call([*words, "--quiet", "--out", str(out)], settings=settings)
    if said.status:
        raise RuntimeError(said.err)
    return digests(one_folder(out))


def _threads(folder: Path) -> list[dict[str, Any]]:
    rows = []
    with bar("runs", len(RAIDS) * len(SETTINGS)) as step:
        for raid, runs in RAIDS.items():
            words = ["run", raid, "--runs", str(runs)]
            first: dict[str, str] | None = None
            for place, (name, settings) in enumerate(SETTINGS.items()):
                made = _bytes(words, folder / f"{raid}-{place}", **settings)
                first = first or made
                apart = differing(first, made)
                rows.append({"raid": raid, "settings": name, "files_count": len(made), "differing": apart})
                step()
    return rows


def _checked(folder: Path, cache: Path) -> list[dict[str, Any]]:
    """Every ready scenario on kernels that refuse to read or write beside their arrays."""
    rows = []
    settings = {"NUMBA_BOUNDSCHECK": "1", "OPENDOME_CACHE_DIR": str(cache)}
    for file in sorted((LIBRARY / "scenarios").glob("*.yaml")):
        words = ["run", file.stem, "--runs", "20", "--quiet"]
        said = call([*words, "--out", str(folder / f"checked-{file.stem}")], settings=settings)
        plain = call([*words, "--out", str(folder / f"plain-{file.stem}")])
        apart = None
        if said.status == plain.status == 0:
            plainly = digests(one_folder(folder / f"plain-{file.stem}"))
            apart = differing(plainly, digests(one_folder(folder / f"checked-{file.stem}")))
        rows.append(
            {"scenario": file.stem, "status": said.status, "differing": apart, "said": said.err[-300:]}
        )
    return rows


def _interpreted(cache: Path) -> dict[str, Any]:
    """One flight by the kernels as plain Python, against the compiled ones."""
    slow = call(INTERPRETED, settings={"NUMBA_DISABLE_JIT": "1", "OPENDOME_CACHE_DIR": str(cache)})
    fast = call(INTERPRETED)
    same = slow.status == fast.status == 0 and slow.out == fast.out
    return {
        "call": "opendome " + " ".join(INTERPRETED),
        "status": slow.status,
        "same": same,
        "said": slow.err[-300:],
    }


def _generic(folder: Path, cache: Path) -> dict[str, Any]:
    """Kernels compiled for the plainest processor of this family: the same counts and fates."""
    settings = {"NUMBA_CPU_NAME": "generic", "OPENDOME_CACHE_DIR": str(cache)}
    words = ["run", "limited-raid", "--runs", "60", "--json"]
    said = call([*words, "--quiet", "--out", str(folder / "generic")], settings=settings)
    plain = call([*words, "--quiet", "--out", str(folder / "native")])
    if said.status or plain.status:
        return {"status": said.status, "said": said.err[-300:]}
    from compared import apart

    apart_by, changed = apart(json.loads(plain.out), json.loads(said.out))
    return {"status": 0, "changed": changed[:20], "largest_relative": apart_by}
