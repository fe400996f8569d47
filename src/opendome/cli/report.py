"""`opendome report` in words."""

from __future__ import annotations

from opendome.answers.report import Answer, Question
from opendome.cli.page import Page


def show(question: Question, answer: Answer) -> None:  # noqa: ARG001 - every view is called alike
    """Say where the page is."""
    page = Page()
    page.line(
        f"{answer.scenario_name} · {'written again' if answer.changed else 'the page there is up to date'}"
    )
    page.line()
    page.lead(answer.sentence, r"((fewer|more) than )?\d+ of 100|all [\d,]+")
    page.line()
    page.pair("Report", answer.files, path=True, beside="one file, opens without a network")
    if answer.warnings:
        page.line()
        page.notes(answer.warnings)
