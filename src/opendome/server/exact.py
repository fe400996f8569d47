"""Answers that take longer than a moment, told as they come: server-sent events.

The connection is the work: whoever closes it (a slider that moves again) cancels. They run one after another
in one thread of this process, for kernels let the interpreter go; one that was cancelled while it waited is
never begun.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, final

from opendome.errors import OpenDomeError
from opendome.watch import Watch

BEAT_S = 0.5
"""So often a waiting page hears that work goes on [s]."""

Document = dict[str, Any]


@final
class Told:
    """A watch that hands progress on to another thread, and stops when nobody listens."""

    def __init__(self, tell: Callable[[str, Document], None]) -> None:
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
    """One thread for long answers."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="exact")
        self._going: set[Told] = set()

    def close(self) -> None:
        """Stop what is going on, and begin nothing more."""
        for told in list(self._going):
            told.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def events(
        self, work: Callable[[Watch], Document], refused: Callable[[Any], Document]
    ) -> AsyncIterator[str]:
        """Do a piece of work, and tell: `progress` as it goes, then `answer` or `refusal`.

        Args:
            work: Finds the answer.
            refused: Makes the document of what an error says.
        """
        loop = asyncio.get_running_loop()
        heard: asyncio.Queue[tuple[str, Document]] = asyncio.Queue()

        def tell(event: str, document: Document) -> None:
            loop.call_soon_threadsafe(heard.put_nowait, (event, document))

        told = Told(tell)
        self._going.add(told)

        def do() -> None:
            if told.stopping():
                return
            try:
                tell("answer", work(told))
            except OpenDomeError as error:
                tell("refusal", refused(error))

        done = self._pool.submit(do)
        try:
            while True:
                try:
                    event, document = await asyncio.wait_for(heard.get(), BEAT_S)
                except TimeoutError:
                    if done.done() and heard.empty():
                        done.result()  # an error that nobody foresaw ends the stream
                        return
                    yield ": still at it\n\n"
                    continue
                yield f"event: {event}\ndata: {json.dumps(document, ensure_ascii=False, allow_nan=False)}\n\n"
                if event != "progress":
                    return
        finally:
            told.stop()
            done.cancel()
            self._going.discard(told)
