"""Files that people give: whether they can be read at all, and as what."""

from __future__ import annotations

from pathlib import Path as FilePath

from opendome.errors import InputError, Problem
from opendome.scenario.naming import listed, near
from opendome.scenario.nodes import BREAK, CONTROL
from opendome.scenario.parsed import parsed
from opendome.scenario.reading import Document, parse

LARGEST_BYTES = 2_000_000
MOST_PIECES = 120_000
"""Lines and commas that a file of the language may have: each is read by itself, and that is slow."""

_BY_COUNT = "Say how many missiles there are with `count:` instead of listing each one."


def read_document(file: FilePath, shown: str, kept: bool = False) -> Document:
    """A file, read and parsed.

    Args:
        file: Where it stands.
        shown: What a message calls it.
        kept: Parse a text once, see `parsed`; nobody may change what comes back.

    Raises:
        InputError: It is missing, a folder, too large, no text, or no YAML.
    """
    try:
        if file.is_dir():
            raise InputError(
                Problem(
                    "is_folder", "This is a folder, not a file.", nearest_files(file / "x.yaml"), file=shown
                )
            )
        refuse_large(file.stat().st_size, shown)
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(
            Problem("no_file", "There is no such file.", nearest_files(file), file=shown)
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise InputError(Problem("not_readable", f"This file cannot be read: {why}.", file=shown)) from None
    text = decode(raw, shown)
    pieces = text.count("\n") + text.count(",")
    if pieces > MOST_PIECES:
        raise InputError(
            Problem(
                "too_large",
                f"This file has {pieces:,} lines and commas; it may have {MOST_PIECES:,}.",
                _BY_COUNT,
                file=shown,
            )
        )
    return parsed(text, shown) if kept else parse(text, shown)


def nearest_files(file: FilePath) -> str:
    """A sentence with files of like names beside a file that is not there."""
    try:
        names = sorted(path.name for path in file.parent.iterdir() if not path.name.startswith("."))
    except OSError:
        return ""
    meant = near(file.name, names)
    if meant:
        return f"Did you mean {file.parent / meant}?"
    files = [name for name in names if name.endswith((".yaml", ".yml"))]
    return f"YAML files there: {listed(files, 5)}." if files else ""


def read_text(file: FilePath) -> str:
    """A text file, whole."""
    try:
        return decode(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(
            Problem("not_readable", f"This file cannot be read: {error.strerror}.", file=str(file))
        ) from None


def refuse_large(size: int, file: str) -> None:
    """Raise where a file has more bytes than may be read."""
    if size > LARGEST_BYTES:
        raise InputError(
            Problem(
                "too_large",
                f"This file has {size / 1e6:.1f} MB; a file may have {LARGEST_BYTES / 1e6:.0f} MB.",
                _BY_COUNT,
                file=file,
            )
        )


def decode(raw: bytes, file: str) -> str:
    """Text of a file's bytes, or the problem that says why there is none."""
    refuse_large(len(raw), file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _not_text(file, line) from None
    found = CONTROL.search(text)
    if found:
        raise _not_text(file, len(BREAK.findall(text, 0, found.start())) + 1)
    if not text.strip():
        raise InputError(
            Problem("empty_file", "This file is empty.", "See an example: opendome show scenarios", file=file)
        )
    return text


def _not_text(file: str, line: int) -> InputError:
    return InputError(
        Problem(
            "not_text",
            "This is not a text file: it holds bytes that no UTF-8 text has.",
            "Give a YAML file, saved as UTF-8.",
            file=file,
            line=line,
        )
    )
