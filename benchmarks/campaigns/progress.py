"""How far a campaign is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY_S = 30.0


@contextmanager
def bar(what: str, of: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, a line every half minute elsewhere; call what is given after each part."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

        columns = (
            *Progress.get_default_columns()[:2],
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as bars:
            task = bars.add_task(what, total=of, completed=done)
            yield lambda: bars.advance(task)
        return
    begun = last = time.monotonic()
    first = done

    def step() -> None:
        nonlocal done, last
        done += 1
        now = time.monotonic()
        if now - last > EVERY_S or done == of:
            last = now
            left = (now - begun) / (done - first) * (of - done)
            print(f"{what}: {done:,} of {of:,}, {left / 60:.0f} min left", file=sys.stderr, flush=True)

    yield step
