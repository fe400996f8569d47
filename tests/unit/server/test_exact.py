"""Long answers: told as they come, one after another, cancelled when nobody listens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from opendome.errors import InputError, Problem, Stopped
from opendome.server.exact import Worker
from opendome.watch import Watch, check

PATIENCE_S = 20.0


def refused(error: Any) -> dict[str, Any]:
    return {"error": str(error)}


async def heard(stream: AsyncIterator[str]) -> list[str]:
    return [text async for text in stream if not text.startswith(":")]


def test_progress_comes_before_the_answer() -> None:
    def work(watch: Watch) -> dict[str, Any]:
        watch.step("shells", 1, 2)
        watch.step("shells", 2, 2)
        return {"value": 3}

    found = asyncio.run(heard(Worker().events(work, refused)))
    assert found == [
        'event: progress\ndata: {"what": "shells", "done": 1, "of": 2}\n\n',
        'event: progress\ndata: {"what": "shells", "done": 2, "of": 2}\n\n',
        'event: answer\ndata: {"value": 3}\n\n',
    ]


def test_what_cannot_be_answered_ends_the_stream() -> None:
    def work(_watch: Watch) -> dict[str, Any]:
        raise InputError(Problem("options", "Two things."))

    assert asyncio.run(heard(Worker().events(work, refused))) == [
        'event: refusal\ndata: {"error": "Two things."}\n\n'
    ]


def test_an_error_that_nobody_foresaw_is_not_swallowed() -> None:
    def work(_watch: Watch) -> dict[str, Any]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(heard(Worker().events(work, refused)))


def test_who_leaves_cancels_and_the_next_is_answered() -> None:
    """The first is under way when its page goes; a second waited and is never begun; a third is answered."""
    begun, ended = threading.Event(), threading.Event()
    never = []

    def first(watch: Watch) -> dict[str, Any]:
        watch.step("shells", 0, 10)
        begun.set()
        try:
            while not ended.wait(0.01):
                check(watch)
        except Stopped:
            ended.set()
            raise
        return {}

    async def leaves(stream: Any) -> None:
        async for _ in stream:
            break
        await stream.aclose()

    async def all_three() -> list[str]:
        worker = Worker()
        one = worker.events(first, refused)
        two = worker.events(lambda _watch: never.append(1) or {}, refused)
        await anext(one)
        waiting = asyncio.ensure_future(anext(two))
        await asyncio.sleep(0.05)
        assert begun.is_set()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await two.aclose()
        await one.aclose()
        return await asyncio.wait_for(heard(worker.events(lambda _watch: {"value": 1}, refused)), PATIENCE_S)

    assert asyncio.run(all_three()) == ['event: answer\ndata: {"value": 1}\n\n']
    assert ended.is_set()
    assert never == []


def test_closing_stops_what_is_under_way() -> None:
    stopped = threading.Event()

    def work(watch: Watch) -> dict[str, Any]:
        watch.step("shells", 0, 10)
        for _ in range(int(PATIENCE_S / 0.01)):
            if watch.stopping():
                stopped.set()
                break
            threading.Event().wait(0.01)
        return {}

    async def closed() -> None:
        worker = Worker()
        stream = worker.events(work, refused)
        await anext(stream)
        worker.close()
        await heard(stream)

    asyncio.run(closed())
    assert stopped.is_set()
