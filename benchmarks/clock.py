"""How the benchmarks take times."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any


def best(work: Callable[[], Any], repeats: int) -> float:
    """The shortest of several times [s]: on a shared machine all that is longer is somebody else's."""
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def keep_bytecode() -> None:
    """Programs started from here keep their bytecode, as they do where most users start them.

    Without, as often in containers, each compiles every library anew, and that is what would be measured.
    """
    if sys.dont_write_bytecode:
        folder = tempfile.mkdtemp(prefix="bytecode-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
