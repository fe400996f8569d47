"""So many threads, for a while."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from opendome.compiled import THREADS_SETTING


@contextmanager
def threads(count: int) -> Iterator[None]:
    """So many threads, and afterwards as before."""
    before = os.environ.get(THREADS_SETTING)
    os.environ[THREADS_SETTING] = str(count)
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS_SETTING]
        else:
            os.environ[THREADS_SETTING] = before
