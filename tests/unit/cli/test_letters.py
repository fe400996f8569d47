"""Words go to terminals and pipes that have few letters."""

from __future__ import annotations

import io
import sys

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
