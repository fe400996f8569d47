"""`opendome serve` as a program: where it is, what stops it, what it says of a port that is taken."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from opendome.cli import main, serve

PROGRAM = "import sys; from opendome.cli import main; sys.exit(main(sys.argv[1:]))"
PATIENCE_S = 60.0


@contextmanager
def served(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The program, started and not yet stopped."""
    given = [sys.executable, "-c", PROGRAM, "serve", "--no-browser", "--port", "0", *words]
    started = subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for another process")
def test_it_says_where_it_is_answers_and_ends_with_ctrl_c() -> None:
    with served("--json") as program:
        assert program.stdout is not None
        text = ""
        while not text.endswith("}\n"):
            text += program.stdout.readline()
        found = json.loads(text)
        assert found["command"] == "serve"
        with urlopen(found["address"], timeout=PATIENCE_S) as reply:
            assert b"How many interceptors in orbit?" in reply.read()
        with urlopen(found["address"] + "api/size?kind=boost", timeout=PATIENCE_S) as reply:
            assert json.load(reply)["constellation_count"] == pytest.approx(998, rel=5e-3)
        program.send_signal(signal.SIGINT)
        out, said = program.communicate(timeout=PATIENCE_S)
        assert (program.returncode, out, said) == (130, "", "Stopped.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for another process")
def test_ctrl_c_does_not_wait_for_a_page_that_listens() -> None:
    """Nor for one that asked and never read on."""
    with served("--json") as program:
        assert program.stdout is not None
        text = ""
        while not text.endswith("}\n"):
            text += program.stdout.readline()
        port = int(json.loads(text)["inputs"]["port"])
        asked = "missiles=10&inclination_deg=60&latitude_deg=40&burn_time_s=150&assurance=0.9"
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as listening:
            head = f"GET /api/size/events?kind=boost&{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            listening.sendall(head.encode())
            assert listening.recv(12) == b"HTTP/1.1 200"
            program.send_signal(signal.SIGINT)
            _, said = program.communicate(timeout=PATIENCE_S)
        assert (program.returncode, said) == (130, "Stopped.\n")


def test_it_listens_on_this_machine_alone() -> None:
    from opendome.server import running

    with running.bound(0) as there:
        assert there.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_has_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--no-browser", "--port", str(port)]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"Port {port} is taken" in said
    assert "opendome serve --port" in said


@pytest.mark.parametrize("port", ["70000", "-1", "x"])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--no-browser", "--port", port]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_missing_extra_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "NEEDED", ("fastapi", "no_such_package"))
    assert main(["serve", "--no-browser"]) == 2
    said = capsys.readouterr().err
    assert "no_such_package" in said
    assert 'pip install "opendome[web]"' in said
    assert main(["serve", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "missing_extra"
