"""Progress and Ctrl-C."""

from __future__ import annotations

import signal

import pytest

from opendome.cli import progress
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


def test_one_line_a_stage_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_is_cold", lambda: True)
    with progress.watching(quiet=False) as watch:
        for done in range(6):
            watch.step("worlds", done, 5)
    seen = capsys.readouterr()
    assert seen.out == ""
    first, second = seen.err.splitlines()
    assert first.startswith("First run on this machine: compiling the fast parts once.")
    assert second == "worlds: 5"


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "_is_cold", lambda: True)
    with progress.watching(quiet=True) as watch:
        watch.step("worlds", 0, 5)
    assert capsys.readouterr().err == ""
