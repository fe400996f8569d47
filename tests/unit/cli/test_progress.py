"""Progress and Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from io import StringIO

import pytest

from opendome.cli import compiling, progress
from opendome.errors import Stopped
from opendome.watch import check


def test_the_first_interrupt_asks_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with progress.watching(quiet=True) as watch:
        assert not watch.stopping()
        signal.raise_signal(signal.SIGINT)
        assert watch.stopping()
        with pytest.raises(Stopped):
            check(watch)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_the_first_run_names_what_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ready: list[str] = []
    monkeypatch.setattr(compiling, "_ready", lambda: list(ready))
    monkeypatch.setattr(compiling, "EVERY_S", 0.01)
    heard = StringIO()
    monkeypatch.setattr(sys, "stderr", heard)
    with progress.watching(quiet=False) as watch:
        watch.step("worlds", 0, 5)
        for part in ("sensing", "threats", "tracking", "interception", "engagement"):
            ready.append(part)
            _wait_for(heard, f"compiled: {compiling.PARTS[part]}")
        for done in range(1, 6):
            watch.step("worlds", done, 5)
    assert capsys.readouterr().out == ""
    first, *parts, last = heard.getvalue().splitlines()
    assert first.startswith("First run on this machine: compiling the fast parts once.")
    assert parts == [
        f"compiled: {name}" for name in ("sensing", "flight", "tracking", "interception", "engagement")
    ]
    assert last == "worlds: 5"


def _wait_for(heard: StringIO, words: str) -> None:
    """Give the other thread its time; half a minute is more than it ever needs."""
    until = time.monotonic() + 30.0
    while words not in heard.getvalue():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_the_line_of_a_terminal() -> None:
    said = compiling.line(["threats", "tracking"], 12.2)
    assert said == "  flight ✓  sensing …  tracking ✓  interception  engagement   12 s left"
    assert compiling.line(list(compiling.PARTS)[:-1], -3.0).endswith("engagement …   nearly there")
    assert max(len(compiling.line([*compiling.PARTS], left)) for left in (40.0, 0.0)) <= 80


def test_one_line_a_stage_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "is_cold", lambda: False)
    with progress.watching(quiet=False) as watch:
        for done in range(6):
            watch.step("worlds", done, 5)
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("", "worlds: 5\n")


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "is_cold", lambda: True)
    with progress.watching(quiet=True) as watch:
        watch.step("worlds", 0, 5)
    assert capsys.readouterr().err == ""
