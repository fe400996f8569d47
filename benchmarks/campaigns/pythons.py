"""Other versions of Python, and the oldest versions allowed of what OpenDome stands on."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import written
from calls import call, digests, one_folder
from compared import apart
from written import ROOT

PYTHONS = ("3.11", "3.12", "3.13")
RUN = ["run", "limited-raid", "--runs", "40", "--json", "--quiet"]
FLY = ["fly", "notional-solid-icbm", "--from", "40,127", "--to", "Chicago", "--json", "--quiet"]
DATA = (".json", ".parquet", ".czml", ".csv")
"""Files that hold results; the others show them."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--venvs", type=Path, help="folder of the environments, kept; absent: thrown away")
    parser.add_argument("--uv", default=str(ROOT / ".uv" / "bin" / "uv"), help="the uv to make them with")
    parser.add_argument("--oldest", default="3.11", help="the Python that gets the oldest versions (3.11)")


def run(asked: argparse.Namespace) -> int:
    """Try them all; 1 where a call fails, or counts and fates differ."""
    with tempfile.TemporaryDirectory(prefix="opendome-pythons-") as folder:
        venvs = asked.venvs or Path(folder) / "venvs"
        rows: list[dict[str, Any]] = []
        first: dict[str, Any] | None = None
        for name, version in [*((one, one) for one in PYTHONS), ("oldest", asked.oldest)]:
            python, trouble = _environment(asked.uv, venvs / name, version, oldest=name == "oldest")
            row: dict[str, Any] = {"name": name, "python": version}
            if trouble:
                rows.append(row | {"status": "not installed", "said": trouble})
                continue
            made = _tried(python, Path(folder) / f"out-{name}", venvs / f"{name}-cache")
            first = first or made
            rows.append(row | {"versions": _versions(asked.uv, python), **_held(first, made)})
            print(json.dumps(rows[-1], indent=1), flush=True)
    written.write("pythons", {"rows": rows, "calls": ["opendome " + " ".join(words) for words in (RUN, FLY)]})
    return 0 if all(row["status"] == 0 and not row["changed"] for row in rows) else 1


def _environment(uv: str, place: Path, version: str, oldest: bool) -> tuple[Path, str]:
    """An environment with the lock's versions, or the oldest that are allowed; and what went wrong."""
    python = place / "bin" / "python"
    if python.exists():
        return python, ""
    asked = place.parent / f"{place.name}-asked.txt"
    asked.parent.mkdir(parents=True, exist_ok=True)
    if oldest:
        steps = [[uv, "pip", "compile", "-q", "--resolution", "lowest-direct", "--python-version", version,
                  "-o", str(asked), str(ROOT / "pyproject.toml")]]  # fmt: skip
    else:
        steps = [
            [
                uv,
                "export",
                "-q",
                "--project",
                str(ROOT),
                "--no-dev",
                "--no-emit-project",
                "--no-hashes",
                "-o",
                str(asked),
            ]
        ]
    steps += [
        [uv, "venv", "-q", "--python", _interpreter(version), str(place)],
        [uv, "pip", "install", "-q", "--python", str(python), "-r", str(asked)],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            return python, f"{' '.join(step[1:4])}: {done.stderr.strip()[-500:]}"
    return python, ""


def _interpreter(version: str) -> str:
    """A Python of this version that pyenv keeps, or its number, by which uv looks for one."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(kept.glob(f"{version}.*/bin/python"))
    return str(found[-1]) if found else version


def _versions(uv: str, python: Path) -> dict[str, str]:
    """What is installed there."""
    said = subprocess.run(
        [uv, "pip", "list", "--python", str(python), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    wanted = ("numpy", "numba", "scipy", "polars", "pydantic", "matplotlib", "ruamel-yaml", "rich", "jinja2",
              "typer",
              "geographiclib", "platformdirs")  # fmt: skip
    found = {one["name"].replace(".", "-"): one["version"] for one in json.loads(said.stdout or "[]")}
    return {name: found[name] for name in wanted if name in found}


def _tried(python: Path, out: Path, cache: Path) -> dict[str, Any]:
    settings = {"OPENDOME_CACHE_DIR": str(cache), "PYTHONWARNINGS": "default", "VIRTUAL_ENV": None}
    ran = call([*RUN, "--out", str(out / "runs")], python, settings=settings)
    flew = call([*FLY, "--out", str(out / "flights")], python, settings=settings)
    status = ran.status or flew.status
    warned = sorted({line.strip()[:200] for line in (ran.err + flew.err).splitlines() if "Warning" in line})
    made: dict[str, Any] = {"status": status, "warned": warned[:5], "said": ""}
    if status:
        return made | {"said": (ran.err + ran.out if ran.status else flew.err + flew.out)[-800:]}
    return made | {
        "run": json.loads(ran.out), "fly": json.loads(flew.out), "files": digests(one_folder(out / "runs"))
    }  # fmt: skip


def _held(first: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """One environment's results against those of the first."""
    row = {key: made[key] for key in ("status", "warned", "said")}
    if made["status"]:
        return row | {"changed": []}
    by_run, changed = apart(first["run"], made["run"])
    by_fly, more = apart(first["fly"], made["fly"])
    other = [name for name, digest in made["files"].items() if first["files"].get(name) != digest]
    return row | {
        "changed": [*changed, *more][:20],
        "largest_relative": max(by_run, by_fly),
        "files_count": len(made["files"]),
        "other_results": [name for name in other if Path(name).suffix in DATA],
        "other_pictures": [name for name in other if Path(name).suffix not in DATA],
    }


if os.name != "posix":
    raise SystemExit("This campaign makes environments in the POSIX layout.")
