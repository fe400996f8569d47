"""Runs killed at a random moment, run again by the same call, and held against runs that nobody disturbed."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import written
from calls import Said, call, command, differing, digests, environment, folders, one_folder
from progress import bar

RAIDS = {
    "limited-raid": ["run", "limited-raid", "--runs", "60"],
    "regional": ["run", "regional-two-batteries", "--runs", "60", "--set", "raid.0.count=4"],
    "two-shot-salvo": ["run", "two-shot-salvo", "--runs", "60"],
}
SIGNALS = {"SIGKILL": signal.SIGKILL, "SIGINT": signal.SIGINT}
THREADS = (1, 2)
LENGTHS = 1.03
"""The last moment, in lengths of an undisturbed run."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=200, help="how many runs are killed (200)")
    parser.add_argument("--only", type=int, help="kill this one alone")
    parser.add_argument("--afresh", action="store_true", help="forget what an interrupted campaign did")


def run(asked: argparse.Namespace) -> int:
    """Kill them all; 1 where a run was not the same afterwards."""
    state = written.STATE / f"kills-{asked.count}.jsonl"
    state.parent.mkdir(parents=True, exist_ok=True)
    if asked.afresh:
        state.unlink(missing_ok=True)
    done = _done(state)
    numbers = range(asked.count) if asked.only is None else (asked.only,)
    left = [number for number in numbers if number not in done or asked.only is not None]
    if left:
        with tempfile.TemporaryDirectory(prefix="opendome-kills-") as folder:
            whole = Undisturbed(Path(folder))
            with bar("kills", len(numbers), len(numbers) - len(left)) as step, state.open("a") as log:
                for number in left:
                    done[number] = one_kill(number, Path(folder), whole)
                    log.write(json.dumps([number, written.code(), done[number]]) + "\n")
                    log.flush()
                    step()
    if asked.only is not None:
        print(json.dumps(done[asked.only], indent=1))
        return 1 if done[asked.only]["faults"] else 0
    found = _added([done[number] for number in numbers])
    print(json.dumps(found, indent=1))
    written.write("kills", found)
    return 1 if found["faults"] else 0


def _done(state: Path) -> dict[int, dict[str, Any]]:
    found = {}
    for line in state.read_text("utf8").splitlines() if state.exists() else ():
        number, code, what = json.loads(line)
        if code == written.code():
            found[number] = what
    return found


class Undisturbed:
    """How long each call takes when nobody disturbs it, and the bytes it leaves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[tuple[str, int], tuple[float, dict[str, str]]] = {}

    def of(self, name: str, threads: int) -> tuple[float, dict[str, str]]:
        """Seconds, and digests by file."""
        if (name, threads) not in self.known:
            out = self.folder / f"whole-{name}-{threads}"
            begun = time.monotonic()
            words = [*RAIDS[name], "--quiet", "--out", str(out)]
            said = call(words, settings={"OPENDOME_THREADS": str(threads)})
            if said.status != 0:
                raise RuntimeError(said.err)
            self.known[name, threads] = (time.monotonic() - begun, digests(one_folder(out)))
        return self.known[name, threads]


def one_kill(number: int, folder: Path, whole: Undisturbed) -> dict[str, Any]:
    """Kill one run, look at what it left, run it again, and compare."""
    lot = Random(f"kill {number}")
    name, threads = lot.choice(sorted(RAIDS)), lot.choice(THREADS)
    how = lot.choices(tuple(SIGNALS), (0.7, 0.3))[0]
    length, expected = whole.of(name, threads)
    moment = lot.random() * LENGTHS * length
    out = folder / f"kill-{number}"
    shutil.rmtree(out, ignore_errors=True)
    words = [*RAIDS[name], "--quiet", "--out", str(out)]
    settings = {"OPENDOME_THREADS": str(threads)}
    said = _killed(words, settings, moment, SIGNALS[how])
    faults = _after_the_kill(said, how, out, expected)
    shown, hidden = folders(out)
    left = "the whole folder" if shown else _half(hidden)
    again = call(words, settings=settings)
    if again.status != 0 or again.traceback:
        faults.append(f"the same call ends with {again.status}: {again.err[-300:]}")
    else:
        shown, hidden = folders(out)
        faults += [f"hidden after the second call: {one.name}" for one in hidden]
        if len(shown) != 1:
            faults.append(f"{len(shown)} folders after the second call")
        elif apart := differing(expected, digests(shown[0])):
            faults.append(f"other bytes after the second call: {', '.join(apart)}")
    shutil.rmtree(out, ignore_errors=True)
    part = moment / length
    return {
        "raid": name, "threads": threads, "signal": how, "part": round(part, 3), "status": said.status,
        "left": left, "faults": faults,
    }  # fmt: skip


def _killed(words: list[str], settings: dict[str, str], moment: float, how: signal.Signals) -> Said:
    """A call that hears a signal after so many seconds, if it still runs."""
    with subprocess.Popen(
        command(words), env=environment(**settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(how)
        out, err = process.communicate()
    return Said(process.returncode, out.decode("utf8", "replace"), err.decode("utf8", "replace"))


def _after_the_kill(said: Said, how: str, out: Path, expected: dict[str, str]) -> list[str]:
    """What a kill must not leave: half a folder under a whole one's name, or the insides of Python."""
    faults = []
    # in its last moments Python hears Ctrl-C no more and ends by the signal: a shell calls that 130 too
    allowed = (0, -signal.SIGKILL) if how == "SIGKILL" else (0, 130, -signal.SIGINT)
    if said.status not in allowed:
        faults.append(f"exit status {said.status} after {how}: {said.err[-300:]}")
    if said.traceback:
        faults.append(f"traceback after {how}: {said.err.strip().splitlines()[-1]}")
    for place in folders(out)[0]:
        apart = differing(expected, digests(place))
        if apart:
            faults.append(f"half a folder taken for whole: {', '.join(apart)}")
    return faults


def _half(hidden: list[Path]) -> str:
    """What a killed run left, in words."""
    worlds = any(one.suffix == ".unfinished" for one in hidden)
    files = any(one.suffix != ".unfinished" for one in hidden)
    if files:
        return "worlds and half of the files" if worlds else "half of the files"
    return "some worlds" if worlds else "nothing"


def _added(rows: list[dict[str, Any]]) -> dict[str, Any]:
    by_part: dict[str, Counter[str]] = {}
    for row in rows:
        tenth = min(9, int(row["part"] * 10))
        by_part.setdefault(f"{tenth / 10:.1f}", Counter())[row["left"]] += 1
    return {
        "kills_count": len(rows),
        "signals": dict(sorted(Counter(row["signal"] for row in rows).items())),
        "threads": dict(sorted(Counter(str(row["threads"]) for row in rows).items())),
        "raids": dict(sorted(Counter(row["raid"] for row in rows).items())),
        "statuses": dict(sorted(Counter(f"{row['signal']} {row['status']}" for row in rows).items())),
        "left": dict(Counter(row["left"] for row in rows).most_common()),
        "left_by_tenth": {tenth: dict(found) for tenth, found in sorted(by_part.items())},
        "faults": [
            {"fault": fault, "number": number} for number, row in enumerate(rows) for fault in row["faults"]
        ],
        "calls": {name: "opendome " + " ".join(words) for name, words in RAIDS.items()},
    }
