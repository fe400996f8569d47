"""The wait of the very first run: which parts of the house are compiled, and which are being so."""

from __future__ import annotations

import sys
import threading
import time

COMPILE_S = 40
"""About how long compiling takes on a small machine, as the first run says it [s]."""

PARTS = {
    "threats": "flight",
    "sensing": "sensing",
    "tracking": "tracking",
    "interception": "interception",
    "engagement": "engagement",
}
"""Parts with compiled code, in the order of the story, and what they are called on the screen."""

EVERY_S = 0.3


def is_cold() -> bool:
    """Whether anything will be compiled first."""
    return len(_ready()) < len(PARTS)


def _ready() -> list[str]:
    """Parts that are compiled."""
    from opendome import compiled

    return [part for part in PARTS if not compiled.is_cold(f"opendome.{part}.kernels")]


class Compiling:
    """Says on standard error what is compiled, from `start` until `stop`; the wait teaches the model.

    A terminal gets one line that changes, everything else a line for each part.
    """

    def __init__(self) -> None:
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)
        self._started = time.monotonic()
        self._told: list[str] = _ready()

    def start(self) -> None:
        """Say that it begins."""
        print(
            f"First run on this machine: compiling the fast parts once. About {COMPILE_S} s; "
            "later runs start at once.",
            file=sys.stderr,
            flush=True,
        )
        self._thread.start()

    def stop(self) -> None:
        """Say no more."""
        self._done.set()
        self._thread.join()

    def _tell(self) -> None:
        alive = sys.stderr.isatty()
        while not self._done.wait(EVERY_S):
            ready = _ready()
            if alive:
                left = COMPILE_S - (time.monotonic() - self._started)
                sys.stderr.write(f"\r\033[K{line(ready, left)}")
            else:
                fresh = [part for part in ready if part not in self._told]
                self._told += fresh
                sys.stderr.write("".join(f"compiled: {PARTS[part]}\n" for part in fresh))
            sys.stderr.flush()
        if alive:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def line(ready: list[str], left_s: float) -> str:
    """The line of a terminal: a tick behind each part that is compiled, and about how long it still takes.

    >>> line(["threats"], 12.2)
    '  flight ✓  sensing …  tracking  interception  engagement   12 s left'
    """
    first = next((part for part in PARTS if part not in ready), "")
    marks = {part: " ✓" if part in ready else " …" if part == first else "" for part in PARTS}
    words = [word + marks[part] for part, word in PARTS.items()]
    rest = f"{left_s:.0f} s left" if left_s >= 1.0 else "nearly there"
    return f"  {'  '.join(words)}   {rest}"
