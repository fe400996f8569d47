"""What commands print, as the tutorial shows it, and the pictures that they draw."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from opendome.cli import main

ROOT = Path(__file__).resolve().parents[2]
FLY = ["fly", "my-missile.yaml", "--from", "34.7,-120.6", "--azimuth-deg", "270", "--maximum-range"]
ENTRIES = "examples/equipment"
GLIDER = ["fly", f"{ENTRIES}/threats/my-glider.yaml", "--from", "31,117", "--via", "29,124"]
GLIDER += ["--to", "26.35,127.77"]
CRUISE = ["fly", f"{ENTRIES}/threats/my-cruise-missile.yaml", "--from", "30,121.5", "--via", "31,126"]
CRUISE += ["--via", "28.5,129.5", "--to", "26.35,127.77"]
MIXED = ["run", "examples/mixed-raid.yaml", "--library", ENTRIES, "--runs", "200"]
SIZED = ["size", "boost", "--out", "sized"]

BAD = """\
opendome: 1
name: My raid
raid:
  - threat: notional-solid-icmb
    launch: {lat_deg: 400.0, lon_deg: 127.0}
    aim: {city: Chicago}
    counts: 4
"""


def transcripts() -> dict[str, str]:
    """What each command prints, by the name of the file that keeps it."""
    with _reader_s_folder(), _blank_sheets():
        return {
            "run.txt": _printed(["run"]),
            # the run above has left the only folder
            "explain.txt": _printed(["explain", *_run_folders(), "notional-solid-icbm-1"]),
            "fly.txt": _printed(FLY),
            "fly-a-glider.txt": _printed(GLIDER),
            "fly-a-cruise-missile.txt": _printed(CRUISE),
            "mixed-raid.txt": _printed(MIXED),
            "bad-file.txt": _printed(["run", "bad-raid.yaml"]),
            "show.txt": _printed(["show", "threat", "scud-b"]),
        }


def _run_folders() -> list[str]:
    return [path.as_posix() for path in sorted(Path("runs").iterdir())]


def pictures(folder: Path) -> list[Path]:
    """Draw the pictures of the pages anew; needs some seconds, and is not part of the check."""
    made = []
    with _reader_s_folder() as here:
        for words in (["run"], FLY, GLIDER, CRUISE, MIXED, SIZED):
            _printed(words)
        for name, pattern in (
            ("limited-raid.png", "runs/limited-raid-*/figures/where-they-land.png"),
            ("minute-by-minute.png", "runs/limited-raid-*/figures/minute-by-minute.png"),
            ("how-well-known.png", "runs/limited-raid-*/figures/how-well-known.png"),
            ("flight.png", "flights/my-missile-*/*.png"),
            ("glider.png", "flights/my-glider-*/*.png"),
            ("cruise-missile.png", "flights/my-cruise-missile-*/*.png"),
            ("mixed-raid.png", "runs/mixed-raid-*/figures/where-they-land.png"),
            ("interceptors-in-orbit.png", "sized/size-boost-*/interceptors-in-orbit.png"),
        ):
            (drawn,) = here.glob(pattern)
            made.append(Path(shutil.copyfile(drawn, folder / name)))
    return made


@contextlib.contextmanager
def _reader_s_folder() -> Iterator[Path]:
    """An empty folder with the reader's own files in it, as the tutorial has it."""
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        shutil.copyfile(ROOT / "examples/equipment/threats/my-missile.yaml", here / "my-missile.yaml")
        shutil.copytree(ROOT / "examples", here / "examples")
        (here / "bad-raid.yaml").write_text(BAD, encoding="utf8")
        os.environ["COLUMNS"] = "96"
        os.chdir(here)
        try:
            yield here
        finally:
            os.chdir(before)
            os.environ.pop("COLUMNS")
            if columns is not None:
                os.environ["COLUMNS"] = columns


@contextlib.contextmanager
def _blank_sheets() -> Iterator[None]:
    """Runs whose pictures nobody looks at: drawing them takes longer than the run."""
    from opendome.reports import style

    save = style.save

    def blank(_whole: object, folder: Path, name: str, *_: object, **__: object) -> None:
        for kind in ("svg", "png"):
            (folder / f"{name}.{kind}").write_text('<svg viewBox="0 0 960 500"></svg>\n', encoding="utf8")

    style.save = blank
    try:
        yield
    finally:
        style.save = save


def _printed(words: list[str]) -> str:
    """The answer, or where there is none, what went wrong; without the progress."""
    answer, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(told):
        main([*words, "--quiet"])
    # a folder's digest follows from the code as well, and would make these pages stale with each change
    text = re.sub(
        r"((?:runs|flights)/[\w-]+)-[0-9a-f]{4}\b", r"\1-1a2b", answer.getvalue() or told.getvalue()
    )
    lines = text.splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
