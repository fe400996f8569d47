"""Kinds of things a library holds, by their plural or singular name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.scenario.library import Library


def kind_of(word: str, library: Library) -> str:
    """The plural of a kind.

    Raises:
        InputError: There is no such kind; the nearest is said.
    """
    from opendome.scenario.library import SINGULAR
    from opendome.scenario.naming import near

    asked = word.casefold()
    by_name = {kind: kind for kind in library.kinds} | {SINGULAR[kind]: kind for kind in library.kinds}
    if asked in by_name:
        return by_name[asked]
    meant = near(asked, list(by_name))
    raise InputError(
        Problem(
            kind="unknown_kind",
            message=f"The library holds no {word}." + (f" Did you mean {meant}?" if meant else ""),
            remedy=f"Kinds: {', '.join(library.kinds)}.",
            value=word,
        )
    )
