"""Progress on standard error, and Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from opendome.cli.compiling import Compiling, is_cold

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

STAGES = ("worlds",)
"""Stages whose fast parts are compiled on first use."""


class Terminal:
    """A watch that shows progress and hears Ctrl-C."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._stop = threading.Event()
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._told: set[str] = set()
        self._compiling: Compiling | None = None

    def step(self, what: str, done: int, of: int) -> None:
        """Hear that `done` of `of` parts are finished."""
        if self._quiet or what == "check":
            return
        if self._compiling is not None and done > 0:
            self._compiling.stop()
            self._compiling = None
        if what not in self._told and self._compiling is None:
            if what in STAGES and done == 0 and is_cold():
                self._compiling = Compiling()
                self._compiling.start()
                return
            self._told.add(what)
            self._tell_first(what, of)
        if self._bars is None:
            return
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=of)
        self._bars.update(self._tasks[what], completed=done)

    def stopping(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to stop at the next whole part."""
        self._stop.set()

    def close(self) -> None:
        """Take the bars away; a later step brings new ones."""
        if self._compiling is not None:
            self._compiling.stop()
            self._compiling = None
        if self._bars is not None:
            self._bars.stop()
        self._bars, self._tasks = None, {}

    def _tell_first(self, what: str, of: int) -> None:
        """The first word about a stage: a bar, or one line."""
        if of < 2:
            return
        if sys.stderr.isatty():
            self._bars = self._bars or _bars()
        else:
            print(f"{what}: {of:,}", file=sys.stderr, flush=True)


def _bars() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    bars = Progress(
        TextColumn("  {task.description}"),
        BarColumn(bar_width=36),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TimeElapsedColumn(),
        TextColumn("gone, left"),
        TimeRemainingColumn(),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )
    bars.start()
    return bars


@contextmanager
def watching(quiet: bool) -> Iterator[Terminal]:
    """A watch for one command: the first Ctrl-C asks to stop, the second ends at once."""
    watch = Terminal(quiet)
    main = threading.current_thread() is threading.main_thread()
    before: Any = None

    def interrupted(number: int, frame: FrameType | None) -> None:
        if watch.stopping():
            signal.default_int_handler(number, frame)
        watch.stop()

    if main:
        before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield watch
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
        watch.close()
