"""`opendome schedule` in words."""

from __future__ import annotations

from shlex import quote

from opendome.answers.schedule import Question
from opendome.cli.options import folders, kept
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.contract.schedule import Answer, CapabilityYear
from opendome.reports import numbers
from opendome.reports.plan_dates import quarter

MOST_MILESTONES, MOST_REFERENCES = 16, 8


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.line(
        f"{answer.scenario_name} · from {answer.start_date} · {answer.draws_count:,} draws · "
        f"seed {question.seed}"
    )
    page.line()
    page.lead(answer.sentence, r"(early|spring|summer|late) \d{4}")
    page.line()
    _milestones(page, answer)
    if answer.critical_path:
        _path(page, answer)
    if answer.held_up_by:
        page.text(answer.held_up_by)
        page.line()
    _years(page, answer)
    if answer.took:
        page.text(["Programmes like this, from start to capability, or after their plan:"])
        page.text([f"  {one}" for one in answer.took[:MOST_REFERENCES]])
        page.line()
    page.notes(answer.warnings)
    if answer.files:
        page.line()
        page.pair("Pictures", answer.files, path=True)
    page.line()
    page.pair("Try next", _next(question, answer))


def _milestones(page: Page, answer: Answer) -> None:
    """The milestones in the order of their dates; of many the last ones of elements."""
    rows = answer.milestones
    left_out = max(0, len(rows) - MOST_MILESTONES)
    shown = [
        (
            f"{row.label}, {row.element}" if row.element else row.label,
            quarter(row.date_p20),
            quarter(row.date_p50),
            quarter(row.date_p80),
            f"{numbers.hundredths(row.critical_probability)} of 100",
        )
        for row in rows[left_out:]
    ]
    if not shown:
        return
    page.table(
        ("Milestone", "20 %", "50 %", "80 %", "Holds up the end"), shown, (False, False, False, False, True)
    )
    page.text(["dates by which it is reached in so many of 100 cases"])
    if left_out:
        page.text([f"{left_out} earlier ones are in --json"])
    page.line()


def _path(page: Page, answer: Answer) -> None:
    many = len({row.element for row in answer.critical_path}) > 1
    steps = [f"{row.label} ({row.element})" if row.element and many else row.label
             for row in answer.critical_path]  # fmt: skip
    page.pair("Longest", wrap(" → ".join(steps), page.width - 14))
    page.line()


def _years(page: Page, answer: Answer) -> None:
    """What stands each year, as far as it changes."""
    rows: list[CapabilityYear] = []
    for row in answer.capability_by_year:
        if not rows or _differs(rows[-1], row):
            rows.append(row)
    if len(rows) < 2 and all(row.no_leak_probability is None for row in rows):
        return
    flown = any(row.no_leak_probability is not None for row in rows)
    head = (
        "Year",
        "Interceptors",
        "late–early",
        *(("Nothing through", "late–early") if flown else ()),
        "Raid",
    )
    shown = []
    for row in rows:
        cells = [str(row.year), f"{row.inventory.median or 0.0:,.0f}",
                 f"{row.late.inventory_count:,.0f}–{row.early.inventory_count:,.0f}"]  # fmt: skip
        if flown and row.no_leak_probability is not None:
            ends = row.no_leak_probability
            cells.append(numbers.percent(ends.value or 0.0, ends.low or 0.0, ends.high or 0.0))
            late, early = row.late.no_leak_probability, row.early.no_leak_probability
            cells.append(f"{_short(late or 0.0)}–{_short(early or 0.0)} %")
        shown.append((*cells, row.raid))
    page.table(head, shown, (False, True, True, *((True, True) if flown else ()), False))
    page.text(
        [
            "in service at the end of each fiscal year that differs from the last, each element at its",
            "median; late and early: each with no more, and no fewer, in 20 of 100 cases",
        ]
    )
    page.line()


def _short(share: float) -> str:
    """A chance in percent, never nothing and never all."""
    said = f"{100.0 * share:.0f}"
    return {"0": "<1", "100": ">99"}.get(said, said)


def _differs(one: CapabilityYear, other: CapabilityYear) -> bool:
    return (one.inventory.median, one.raid, one.late, one.early) != (
        other.inventory.median, other.raid, other.late, other.early,
    )  # fmt: skip


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    name = quote(question.scenario) + kept(question)
    found = []
    if answer.activities:
        found.append(f"opendome schedule {name} --out planned")
    if not question.capability:
        found.append(f"opendome schedule {name} --capability")
    path = next((row.path for row in answer.elements if row.path), None)
    if path:
        found.append(f"opendome show path {path}{folders(question)}")
    return found
