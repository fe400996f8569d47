"""`serve`: where the page is. The command stays until Ctrl-C; `opendome.server` serves."""

from __future__ import annotations

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.envelope import Envelope
from opendome.watch import SILENT, Watch


class Question(asked.Question):
    """Where to serve the page."""

    port: int = Field(
        8765,
        ge=0,
        le=65_535,
        description="Port on this machine; 0 takes one that is free.",
        json_schema_extra={"metavar": "N"},
    )
    no_browser: bool = Field(False, description="Open no browser.")


class Answer(Envelope):
    """Where the page is."""

    address: str


def answer(question: Question, _watch: Watch = SILENT) -> Answer:
    """Where the page of a question is.

    Args:
        question: With the port that was found free.
    """
    address = f"http://127.0.0.1:{question.port}/"
    return Answer(
        command="serve",
        inputs=question.inputs(),
        address=address,
        sentence=f"OpenDome is at {address}",
        warnings=[],
        sources=[],
    )
