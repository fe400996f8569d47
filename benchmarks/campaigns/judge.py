"""What is demanded of OpenDome for one mutant: problems with places and ways out, or a good answer."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

from mutants import LIBRARY, Mutant

LIMIT_S = 5.0
"""Processor time within which a file must be read and checked [s]."""

WHOLE_LIMIT_S = 120.0
"""Processor time within which a whole run of a few plays must end [s]."""

MOST_MISSILES = 60
"""Mutants with more missiles are settled, but not run whole."""

AGAIN = 8
"""Of mutants that the check refuses, one in so many is loaded as `run` loads it, which must refuse it too."""

JARGON = re.compile(
    r"[Ii]nput should|validat|pydantic|[Ii]nvalid|Traceback|<class|NoneType|ruamel|Errno|object at 0x"
)
NO_LINE = {"empty_file", "too_large", "empty_folder", "bad_id", "repeated_id"}
"""What is said of a file as a whole."""

REMEDY = {
    "unknown_name", "unknown_key", "unknown_source", "not_yaml", "missing_key", "at_sea", "no_site",
    "too_many",
    "assumed_without_range", "repeated_key", "tag", "no_file", "is_folder", "empty_file", "too_large",
    "not_text",
    "stage_order", "payload", "empty_list", "empty_raid", "no_stages",
}  # fmt: skip
"""Kinds of problem that must say a way out beyond what is wrong (a question `Did you mean …?` is one)."""

LAUNCH = "launch: {lat_deg: 40, lon_deg: 127}"
RAID = "raid: [{threat: notional-solid-icbm, " + LAUNCH + ", aim: {city: Chicago}}]\n"
BATTERY = "interceptors: [{use: mutant, site: fort-greely, inventory_count: 4}]"
SHIELD = RAID + "architecture: {sensors: [{use: opir-geo}], " + BATTERY.replace("mutant", "gbi") + "}\n"
USES = {
    "threats": "raid: [{threat: mutant, " + LAUNCH + ", aim: {city: Chicago}, count: 2}]\n",
    "sensors": RAID + "architecture: {sensors: [{use: mutant}]}\n",
    "interceptors": RAID + "architecture: {sensors: [{use: opir-geo}, {use: lrdr}], " + BATTERY + "}\n",
    "sites": RAID.replace("city: Chicago", "site: mutant"),
    "costs": SHIELD + "programme: {elements: [{cost: mutant}]}\n",
    "paths": SHIELD + "programme: {schedule: {paths: {gbi: mutant}}}\n",
    "budgets": SHIELD + "programme: {ceilings: mutant}\n",
    "totals": RAID,
    "projects": SHIELD + "programme: {projects: [mutant]}\n",
}
"""A scenario that uses a mutant of each kind."""


class TooLongError(BaseException):
    """Out of time; no `except Exception` stops it."""


@dataclass
class Verdict:
    """What became of one mutant.

    Attributes:
        faults: What OpenDome did wrong, each in one line.
        kinds: Kinds of problem that the check named, as often as it did.
        right: Whether the check found nothing.
        whole: `run`, `memory` or "" for mutants that were not run.
        ended: How the whole run ended: its exit status.
    """

    faults: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    right: bool = False
    whole: str = ""
    ended: int | None = None


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """No more processor time than this; a busy machine counts for nothing."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    if threading.current_thread() is not threading.main_thread():
        yield  # signals are heard by the first thread alone
        return
    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Judge:
    """Judges mutants in one folder, against one untouched library."""

    def __init__(self, folder: Path) -> None:
        """Open the library once.

        Args:
            folder: Empty; mutants are written into it.
        """
        from opendome.scenario.library import Library

        self.folder = folder
        self.library = Library()
        for kind in ("threats", "sensors", "interceptors", "sites", "costs", "paths"):
            for name in self.library.ids(kind):
                self.library.entry(kind, name)
        self.sources, self.cities = self.library.sources, self.library.cities

    def judge(self, mutant: Mutant, whole: str = "") -> Verdict:
        """Check a mutant, settle it where it is right, and run it where that is asked for.

        Args:
            mutant: The damaged file.
            whole: "run" writes a whole folder by the command, "memory" answers from Python.
        """
        verdict = Verdict()
        try:
            with limited(LIMIT_S):
                scenario = self._read(mutant, verdict)
            if verdict.right and whole and scenario is not None and not verdict.faults:
                with limited(WHOLE_LIMIT_S):
                    self._whole(mutant, scenario, whole, verdict)
        except TooLongError:
            verdict.faults.append(
                f"hangs: more than {LIMIT_S:g} s in reading, or {WHOLE_LIMIT_S:g} s in running"
            )
        except Exception as error:
            verdict.faults.append(f"traceback: {_where(error)}")
        return verdict

    def warm(self, files: Iterable[Path]) -> None:
        """Settle every file as it is and answer every scenario, so that no mutant waits for a compiler.

        Args:
            files: What mutants are made from.
        """
        for file in files:
            kind = file.parent.name if file.parent.name in USES else "scenarios"
            whole, verdict = Mutant(0, file, kind, (), file.read_bytes()), Verdict()
            scenario = self._read(whole, verdict)
            if scenario is not None and kind in ("scenarios", "threats"):
                self._whole(whole, scenario, "memory", verdict)

    def _read(self, mutant: Mutant, verdict: Verdict) -> Any:
        """Check, load and settle; the scenario where there is one."""
        from opendome.errors import InputError
        from opendome.scenario.loading import check_file, load_scenario

        file = self.folder / "given.yaml"
        if mutant.kind != "scenarios":
            file = self._placed(mutant)
        file.write_bytes(mutant.raw)
        found = check_file(str(file), self.library)
        verdict.kinds += [problem.kind for problem in found]
        verdict.right = not found
        _examine(found, str(file), mutant.raw, verdict)
        if found and mutant.number % AGAIN:
            return None
        given, library = str(file), self.library
        if mutant.kind != "scenarios":
            given = str(self.folder / "uses.yaml")
            text = f"opendome: 1\nname: Uses a mutant\n{USES[mutant.kind]}"
            Path(given).write_text(text, encoding="utf8")
            try:
                library = self._with_folder()
            except InputError as error:
                _examine(error.problems(), str(file), mutant.raw, verdict)
                return None
        try:
            scenario = load_scenario(given, library)
        except InputError as error:
            own = [problem for problem in error.problems() if problem.file == str(file)]
            _examine(own, str(file), mutant.raw, verdict)
            others = [problem for problem in error.problems() if problem.file != str(file)]
            _examine(others, given, Path(given).read_bytes(), verdict)
            if verdict.right and mutant.kind == "scenarios":
                verdict.faults.append("check finds nothing, loading does")
            return None
        if not verdict.right:
            if mutant.kind == "scenarios":
                verdict.faults.append("check finds problems, loading does not")
            return None  # an entry that the scenario does not use after all, as one of another kind
        _settled(scenario, library, given)
        return scenario

    def _placed(self, mutant: Mutant) -> Path:
        """Where the mutant of an entry lies: alone in the folder of its kind, or flat."""
        top = self.folder / "equipment"
        shutil.rmtree(top, ignore_errors=True)
        inner = top / mutant.kind if mutant.number % 2 else top
        inner.mkdir(parents=True)
        return inner / "mutant.yaml"

    def _with_folder(self) -> Any:
        """The library with the mutant's folder, as `--library` makes it; the rest is not read again."""
        from opendome.scenario.library import Library

        made = Library((self.folder / "equipment",))
        made._specs.update(self.library._specs)
        made._documents.update(self.library._documents)
        made.__dict__.update(sources=self.sources, cities=self.cities)
        return made

    def _whole(self, mutant: Mutant, scenario: Any, how: str, verdict: Verdict) -> None:
        """Run it: an exit status of 0, 1 or 2, a document without NaN, and no traceback."""
        if sum(item.count for item in scenario.raid) > MOST_MISSILES:
            return
        verdict.whole = how
        name = "given.yaml" if mutant.kind == "scenarios" else "uses.yaml"
        words = ["run", str(self.folder / name), "--runs", "4", "--json", "--quiet"]
        if mutant.kind != "scenarios":
            words += ["--library", str(self.folder / "equipment")]
        if how == "run":
            self._by_command(words, verdict)
            return
        from opendome.answers.run import Question, run
        from opendome.errors import OpenDomeError

        library = () if mutant.kind == "scenarios" else (str(self.folder / "equipment"),)
        question = Question(scenario=str(self.folder / name), runs=4)
        try:
            found = run(question.scenario, 4, 1, library).answer.document()
        except OpenDomeError as error:
            verdict.ended = error.exit_code
            _said(json.dumps([problem.as_answer() for problem in error.problems()]), verdict)
            return
        verdict.ended = 0
        _said(json.dumps(found, allow_nan=False), verdict)

    def _by_command(self, words: list[str], verdict: Verdict) -> None:
        from opendome.cli import main

        out = self.folder / "runs"
        told, muttered = StringIO(), StringIO()
        os.environ["OPENDOME_TRACEBACK"] = "1"
        try:
            with redirect_stdout(told), redirect_stderr(muttered):
                verdict.ended = main([*words, "--out", str(out)])
        finally:
            shutil.rmtree(out, ignore_errors=True)
        if verdict.ended not in (0, 1, 2):
            verdict.faults.append(f"exit status {verdict.ended}")
        _said(told.getvalue(), verdict)


def _said(text: str, verdict: Verdict) -> None:
    """One JSON document, with numbers only where numbers are, and no words of the machinery."""
    if re.search(r"\bNaN\b|\bInfinity\b|\bnan\b", text):
        verdict.faults.append("NaN in --json")
    if found := JARGON.search(text):
        verdict.faults.append(f"words of the machinery in --json: {found[0]}")
    json.loads(text)


def _settled(scenario: Any, library: Any, given: str) -> None:
    """Settle a right scenario, draw its figures, and make what a run folder is named after."""
    import numpy as np

    from opendome.answers.finished_run import Settled
    from opendome.answers.run import Question
    from opendome.answers.run_folder import place_of
    from opendome.records.case import Plays
    from opendome.scenario.settle import settle
    from opendome.scenario.settle.prices import settle_prices

    case = settle(scenario, library)
    plays = Plays(40)
    for world in case.worlds(plays):
        if not np.isfinite(world.numbers).all():
            raise ValueError(f"a figure of world {world.index} is not finite")
        for table in (world.missiles, world.stages, world.sensors, world.kinds, world.doctrine):
            assert table.dtype.names is not None
    question, prices = Question(scenario=given, runs=4), settle_prices(scenario, library, case)
    asked = Settled(question, case, Plays(4), scenario, library, scenario.as_written(), None, None, prices)
    place_of(asked, Path("nowhere"))
    _counted(scenario, library)


def _counted(scenario: Any, library: Any) -> None:
    """Settle what it costs and when it stands, and count both; what that refuses, it refuses in words."""
    import numpy as np

    from opendome.errors import InputError
    from opendome.programme import cost, dates
    from opendome.scenario.settle.programme import settle_programme
    from opendome.scenario.settle.schedule import settle_schedule

    try:
        programme = settle_programme(scenario, library)
    except InputError:
        return
    for costs in (cost.point(programme), cost.drawn(programme, 1, 64)):
        if not np.isfinite(costs.total_usd).all():
            raise ValueError("a cost is not finite")
    try:
        schedule = settle_schedule(scenario, library)
    except InputError:
        return
    if len(schedule.network) and np.isnan(dates.dates(schedule, 1, 64).finish).any():
        raise ValueError("a date is no number")


def _examine(found: list[Any], file: str, raw: bytes, verdict: Verdict) -> None:
    """Each problem: its file, a line that the file has, a caret inside it, words for people, a way out."""
    from opendome.cli import problems

    lines = max(1, len(re.split(rb"\r\n|\n|\r", raw)))
    for one in found:
        if one.file is None and one.kind != "empty_folder":
            verdict.faults.append(f"no file: {one.kind}")
        elif one.line is None and one.kind not in NO_LINE:
            verdict.faults.append(f"no line: {one.kind}: {one.message[:60]}")
        elif one.line is not None and one.file == file and not 1 <= one.line <= lines:
            verdict.faults.append(f"line {one.line} of {lines}: {one.kind}")
        elif one.file is not None and one.file != file and not one.file.startswith("library/"):
            verdict.faults.append(f"another file: {one.kind}: {one.file}")
        if one.text is not None and not 1 <= (one.column or 0) <= len(one.text) + 1:
            verdict.faults.append(f"caret outside the line: {one.kind}")
        if one.length < 1:
            verdict.faults.append(f"caret of no length: {one.kind}")
        said = f"{one.message} {one.remedy}"
        if not one.message or JARGON.search(one.message):
            verdict.faults.append(f"words: {one.kind}: {one.message[:80]}")
        if one.kind in REMEDY and not one.remedy and "?" not in said and "rite " not in said:
            verdict.faults.append(f"no way out: {one.kind}: {_bare(one.message)}")
        if len(said) > 2_000:
            verdict.faults.append(f"too many words: {one.kind}")
    if found:
        problems.text(found, "check").encode("utf8")
        json.dumps(problems.document(found, "check"), allow_nan=False).encode("utf8")


def _bare(message: str) -> str:
    """A message without what changes from file to file."""
    return re.sub(r"\d+|'[^']*'", "…", message)[:90]


def _where(error: Exception) -> str:
    """An error in one line, with the last lines of OpenDome that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "opendome" in frame.filename and LIBRARY.name not in frame.filename]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(ours[-3:]))
    words = " ".join(str(error).split())[:100]
    return f"{type(error).__name__}: {words} ({places})"
