"""How long work tells how far it is, and is told to stop.

Functions that may take more than a moment accept a `Watch`. They call `step` between worlds and chunks, and
`check` there too, so that Ctrl-C or a page's cancel button works within a moment and leaves whole worlds.
"""

from __future__ import annotations

from typing import Protocol, final

from opendome.errors import Stopped


class Watch(Protocol):
    """Somebody who watches a long piece of work."""

    def step(self, what: str, done: int, of: int) -> None:
        """Hear that `done` of `of` parts of `what` are finished."""

    def stopping(self) -> bool:
        """Say whether the work should stop at the next whole part."""


@final
class Silent:
    """Nobody watches."""

    def step(self, what: str, done: int, of: int) -> None:
        """Hear nothing."""

    def stopping(self) -> bool:
        """Never stop."""
        return False


SILENT: Watch = Silent()


def check(watch: Watch) -> None:
    """Raise `Stopped` if the watch asks to stop.

    Raises:
        Stopped: The watch asked to stop.
    """
    if watch.stopping():
        raise Stopped("Stopped. Nothing was written.")
