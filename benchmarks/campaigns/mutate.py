"""Files damaged in a hundred thousand ways, and what OpenDome says of each."""

from __future__ import annotations

import argparse
import atexit
import json
import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Any

import mutants
import written
from mutants import ROOT, mutant

BATCH = 250
"""Mutants that are judged between two marks of the state: so many are lost where a campaign is killed."""

ONE_RUN = 2_000
"""Where the first number of a batch divides by this, its first right mutant is run whole by the command."""

ONE_IN_MEMORY = 120
"""And about so often one is answered from Python, without a folder."""

MOST_FAULTS = 40
"""Faults kept with their numbers."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=100_000, help="how many mutants (100000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    parser.add_argument("--only", type=int, help="judge this one alone, and show it")
    parser.add_argument("--processes", type=int, default=2, help="how many at the same time (2)")
    parser.add_argument("--afresh", action="store_true", help="forget what an interrupted campaign did")


def run(asked: argparse.Namespace) -> int:
    """Judge them all; 1 where OpenDome did something wrong."""
    if asked.only is not None:
        return show(asked.only)
    found = campaign(asked)
    faults = found["faults"]
    for fault in faults:
        print(f"{fault['times']:6,}  {fault['fault']}  e.g. --only {fault['numbers'][0]}")
    print(f"{found['mutants_count']:,} mutants, {found['right_count']:,} right, {len(faults)} kinds of fault")
    written.write("mutate", found)
    return 1 if faults else 0


def show(number: int) -> int:
    """One mutant: what was done to it, what is said of it, and what is wrong with that."""
    from judge import Judge

    from opendome.cli import problems
    from opendome.scenario.loading import check_file

    one = mutant(number)
    print(f"mutant {number}: {one.start.relative_to(ROOT)}, {', '.join(one.ways)}\n")
    with tempfile.TemporaryDirectory() as folder:
        verdict = Judge(Path(folder)).judge(one, "run")
        file = Path(folder) / "given.yaml"
        file.write_bytes(one.raw)
        print(one.raw.decode("utf8", "replace")[:4_000])
        print(problems.text(check_file(str(file), Judge(Path(folder)).library), "check"))
    print("\n".join(f"FAULT {fault}" for fault in verdict.faults) or "as it should be")
    return 1 if verdict.faults else 0


def batch(first: int, last: int) -> dict[str, Any]:
    """Judge mutants from `first` to `last`, without `last`; counts by what came out."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("totals", "kinds", "ways", "starts", "ended")
    }
    faults: dict[str, list[int]] = {}
    slowest = (0.0, 0)
    judge = _judge()
    right = first  # which of the right ones are run must not depend on where a batch begins
    for number in range(first, last):
        one = mutant(number)
        whole = "run" if right % ONE_RUN == 0 else "memory" if right % ONE_IN_MEMORY == 0 else ""
        begun = time.process_time()
        verdict = judge.judge(one, whole)
        right += verdict.right
        if not verdict.whole:
            slowest = max(slowest, (time.process_time() - begun, number))
        counts["totals"]["right"] += verdict.right
        counts["totals"][f"whole_{verdict.whole or 'not'}"] += 1
        counts["kinds"].update(set(verdict.kinds))
        counts["ways"].update(one.ways)
        counts["starts"][one.kind] += 1
        if verdict.ended is not None:
            counts["ended"][f"{verdict.ended}"] += 1
        for fault in dict.fromkeys(verdict.faults):
            faults.setdefault(fault, []).append(number)
    return {**{name: dict(one) for name, one in counts.items()}, "faults": faults, "slowest": slowest}


@cache
def _judge() -> Any:
    """One judge a process: the untouched library is read once."""
    from judge import Judge

    folder = Path(tempfile.mkdtemp(prefix="opendome-mutants-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Judge(folder)


def campaign(asked: argparse.Namespace) -> dict[str, Any]:
    """Judge all batches that are not judged yet, and add them up."""
    end = asked.first + asked.count
    wanted = [(first, min(first + BATCH, end)) for first in range(asked.first, end, BATCH)]
    state = written.STATE / f"mutate-{asked.first}-{asked.count}.jsonl"
    state.parent.mkdir(parents=True, exist_ok=True)
    if asked.afresh:
        state.unlink(missing_ok=True)
    done = _done(state)
    left = [one for one in wanted if one not in done]
    begun, before = time.monotonic(), len(done)
    if left:
        _judge().warm(one for files in mutants.starts().values() for one in files)
    spawn = multiprocessing.get_context("spawn")
    with (
        _bar(len(wanted), before) as step,
        state.open("a", encoding="utf8") as log,
        ProcessPoolExecutor(asked.processes, mp_context=spawn) as pool,
    ):
        waiting = {pool.submit(batch, *one): one for one in left}
        try:
            for made in as_completed(waiting):
                place = waiting[made]
                done[place] = made.result()
                log.write(json.dumps([place, written.code(), done[place]]) + "\n")
                log.flush()
                step()
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            print(
                f"Stopped. {len(done)} of {len(wanted)} batches are kept in {state}; the same call goes on."
            )
            raise SystemExit(130) from None
    taken = time.monotonic() - begun
    found = added([done[one] for one in wanted])
    judged = sum(last - first for first, last in left)
    found["files_per_s"] = round(judged / taken, 1) if left else None
    found["processes_count"] = asked.processes
    found["first"] = asked.first
    found["call_again"] = f"python benchmarks/campaigns/run.py mutate --count {asked.count}"
    return found


def _done(state: Path) -> dict[tuple[int, int], dict[str, Any]]:
    """Batches that an interrupted campaign of the same code left; what is half written is nothing."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for line in state.read_text("utf8").splitlines() if state.exists() else ():
        try:
            place, code, counts = json.loads(line)
        except ValueError:
            continue
        if code == written.code():
            found[(place[0], place[1])] = counts
    return found


def added(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The sum of all batches."""
    totals = {name: Counter() for name in ("totals", "kinds", "ways", "starts", "ended")}
    faults: dict[str, list[int]] = {}
    for part in parts:
        for name, counts in totals.items():
            counts.update(part[name])
        for fault, numbers in part["faults"].items():
            faults.setdefault(fault, []).extend(numbers)
    ranked = sorted(faults.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_FAULTS]
    slowest = max((tuple(part["slowest"]) for part in parts), default=(0.0, 0))
    return {
        "mutants_count": sum(totals["starts"].values()),
        "starts_count": sum(len(files) for files in mutants.starts().values()),
        "right_count": totals["totals"]["right"],
        "run_count": totals["totals"]["whole_run"],
        "memory_count": totals["totals"]["whole_memory"],
        "ended": dict(sorted(totals["ended"].items())),
        "kinds": dict(totals["kinds"].most_common()),
        "ways": dict(sorted(totals["ways"].items())),
        "files": dict(totals["starts"]),
        "slowest_s": round(slowest[0], 2),
        "slowest_number": slowest[1],
        "faults": [
            {"fault": fault, "times": len(numbers), "numbers": sorted(numbers)[:4]}
            for fault, numbers in ranked
        ],
    }


def _bar(of: int, before: int) -> Any:
    from progress import bar

    return bar("batches", of, before)
