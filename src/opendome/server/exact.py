"""Answers that take longer than a moment, told as they come: server-sent events.

The connection is the work: whoever closes it (a slider that moves again) cancels. They run one after another
in one thread of this process, for kernels let the interpreter go; one that was cancelled while it waited is
never begun, and one under way stops where its work asks `watch`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, final

from opendome.errors import OpenDomeError
from opendome.watch import Watch, check

BEAT_S = 0.5
"""So often a waiting page hears that work goes on [s]."""

BROKEN = "broken"
"""An error that nobody foresaw; it ends the stream."""

Document = dict[str, Any]


@final
class Told:
    """A watch that hands progress on to another thread, and stops when nobody listens."""

    def __init__(self, tell: Callable[[str, Any], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def step(self, what: str, done: int, of: int) -> None:
        """Hear that `done` of `of` parts are finished."""
        self._tell("progress", {"what": what, "done": done, "of": of})

    def stopping(self) -> bool:
        """Whether nobody listens any more."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Nobody listens any more."""
        self._stop.set()


@final
class Worker:
    """One thread for long answers; it ends with the program, whatever a kernel is at."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._going: set[Told] = set()
        self._thread: threading.Thread | None = None

    def close(self) -> None:
        """Stop what is going on, and begin nothing that waits."""
        for told in list(self._going):
            told.stop()

    async def events(
        self, work: Callable[[Watch], Document], refused: Callable[[OpenDomeError], Document]
    ) -> AsyncIterator[str]:
        """Do a piece of work, and tell: `progress` as it goes, then `answer` or `refusal`.

        Args:
            work: Finds the answer.
            refused: Makes the document of what an error says.
        """
        loop = asyncio.get_running_loop()
        heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

        def _tell(event: str, what: Any) -> None:
            with suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(heard.put_nowait, (event, what))

        told = Told(_tell)
        self._going.add(told)
        self._begin(lambda: _done(told, work, refused, _tell))
        try:
            while True:
                try:
                    event, what = await asyncio.wait_for(heard.get(), BEAT_S)
                except TimeoutError:
                    yield ": still at it\n\n"
                    continue
                if event == BROKEN:
                    raise what
                yield f"event: {event}\ndata: {json.dumps(what, ensure_ascii=False, allow_nan=False)}\n\n"
                if event != "progress":
                    return
        finally:
            told.stop()
            self._going.discard(told)

    def _begin(self, work: Callable[[], None]) -> None:
        self._waiting.put(work)
        if self._thread is None:
            self._thread = threading.Thread(target=self._one_after_another, name="exact", daemon=True)
            self._thread.start()

    def _one_after_another(self) -> None:
        while True:
            self._waiting.get()()


def _done(
    told: Told,
    work: Callable[[Watch], Document],
    refused: Callable[[OpenDomeError], Document],
    tell: Callable[[str, Any], None],
) -> None:
    """Do a piece of work, unless nobody listens any more, and tell what came of it."""
    try:
        check(told)
        tell("answer", work(told))
    except OpenDomeError as error:
        tell("refusal", refused(error))
    except Exception as error:
        tell(BROKEN, error)
