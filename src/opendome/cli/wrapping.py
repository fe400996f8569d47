"""Lines that fit, without cutting what is meant to be pasted."""

from __future__ import annotations

import textwrap


def wrap(text: str, width: int) -> list[str]:
    """A text as lines of at most `width`; names and options with hyphens stay whole."""
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
