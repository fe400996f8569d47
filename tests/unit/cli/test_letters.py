"""Words go to terminals and pipes that have few letters."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from opendome.cli import main
from opendome.cli.letters import HANDLER


def test_the_nearest_letters() -> None:
    assert "40° N – ü “x” ≤ 日".encode("ascii", HANDLER) == b'40 deg N - u "x" <= ?'
    assert "½ · é".encode("latin-1", HANDLER).decode("latin-1") == "½ · é"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_command_speaks_to_any_stream(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding=encoding))
    assert main(["show", "sensor", "opir-geo"]) == 0
    assert b"Infrared satellites, geostationary" in held.getvalue()
    with pytest.raises(UnicodeEncodeError):
        "–".encode("ascii")  # what is said holds such marks; without a handler they are an error


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_that_nobody_can_hear_works_all_the_same(closed: str) -> None:
    program = "from opendome.cli import main; raise SystemExit(main())"
    words = [sys.executable, "-c", program, "check", "limited-raid"]
    done = subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", *words], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_words_that_cannot_be_written_are_said_so_in_one_sentence() -> None:
    program = "from opendome.cli import main; raise SystemExit(main())"
    words = [sys.executable, "-c", program, "list", "threats"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr == "What was to be said cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_who_reads_no_further_than_the_first_letter_ends_nothing_badly() -> None:
    """rich would end with status 1; a script with `pipefail` would take that for a failed run."""
    program = "from opendome.cli import main; raise SystemExit(main())"
    words = [sys.executable, "-c", program, "list", "cities"]
    piped = 'set -o pipefail; "$@" | head -c 1'
    done = subprocess.run(["bash", "-c", piped, "bash", *words], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
