"""`opendome explain` in words."""

from __future__ import annotations

from opendome.answers.explain import Answer, Question
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.reports import story_table

LEAST_WIDTH = 36
"""Of the column that says what happens."""


def show(_question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.line(_title(answer))
    page.line()
    page.lead(answer.sentence, r"((fewer|more) than )?\d+ of 100")
    page.line()
    lines = story_table.happened(answer.events, answer.first_launch_s)
    left = 4 + max((len(clock) for clock, _, _ in lines), default=4)
    left += 2 + max((len(who) for _, who, _ in lines), default=3)
    rows = []
    for clock, who, what in lines:
        parts = wrap(what, max(page.width - left, LEAST_WIDTH))
        rows += [(clock, who, parts[0]), *(("", "", part) for part in parts[1:])]
    page.table(("Time", "Who", "What"), rows, (True, False, False))
    page.text([_foot(answer)])
    page.line()
    _idle(page, answer)
    if answer.warnings:
        page.notes(answer.warnings)
        page.line()
    page.pair("Try next", _next(answer))


def _title(answer: Answer) -> str:
    play = f"play {answer.play:,}" if answer.play else "reference play"
    return f"{answer.scenario_name} · {answer.threat_id} · {play}"


def _foot(answer: Answer) -> str:
    said = "times in minutes after the first launch of the raid"
    return said if answer.play else f"{said}; in the reference play every figure has its value"


def _idle(page: Page, answer: Answer) -> None:
    """Who did not act, and why."""
    found = story_table.did_not_happen(answer.events)
    if not found:
        return
    page.line("  What did not happen")
    for who, why in found:
        for place, part in enumerate(wrap(f"{who} {why}", page.width - 6)):
            page.line(f"  {'  ' if place else ''}{part}")
    page.line()


def _next(answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    from shlex import quote

    folder = quote(answer.run_folder)
    found = []
    if answer.another_play is not None:
        found.append(f"opendome explain {folder} {quote(answer.threat_id)} --play {answer.another_play}")
    if answer.worst_threat_id != answer.threat_id:
        found.append(f"opendome explain {folder} {quote(answer.worst_threat_id)}")
    if answer.play:
        found.append(f"opendome explain {folder} {quote(answer.threat_id)}")
    play = f" --play {answer.play}" if answer.play else ""
    found.append(f"opendome explain {folder} {quote(answer.threat_id)}{play} --json")
    return found
