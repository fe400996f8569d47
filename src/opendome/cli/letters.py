"""Letters that a terminal or a pipe cannot show: the nearest that it can, instead of an end with an error."""

from __future__ import annotations

import codecs
import sys
import unicodedata

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
    """Let both streams show what they can; UTF-8 shows all."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
        if hasattr(stream, "reconfigure") and encoding != "utf8":
            stream.reconfigure(errors=HANDLER)
