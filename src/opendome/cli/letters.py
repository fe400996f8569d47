"""Letters that a terminal or a pipe cannot show: the nearest that it can, instead of an end with an error."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from pathlib import Path

NEAREST = {
    "·": "-", "–": "-", "—": "-", "−": "-", "×": "x", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'",
    "°": " deg", "µ": "u", "✓": "+", "±": "+-", "≤": "<=", "≥": ">=", "→": "->",
}  # fmt: skip
"""What stands for a mark in plain ASCII."""

HANDLER = "opendome-nearest"


def nearest(error: UnicodeError) -> tuple[str, int]:
    """A handler for encoders: the nearest letters, and a question mark for what has none.

    >>> "40° N – ü".encode("ascii", HANDLER)
    b'40 deg N - u'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    marks = error.object[error.start : error.end]
    return "".join(NEAREST.get(mark) or _bare(mark) or "?" for mark in marks), error.end


def _bare(mark: str) -> str:
    return unicodedata.normalize("NFKD", mark).encode("ascii", "ignore").decode()


codecs.register_error(HANDLER, nearest)


def be_lenient() -> None:
    """Let both streams show what they can, and nothing where there is none; UTF-8 shows all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before we came, as by `>&-`
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf8"))  # noqa: SIM115
        stream = getattr(sys, name)
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
        if hasattr(stream, "reconfigure") and encoding != "utf8":
            stream.reconfigure(errors=HANDLER)
