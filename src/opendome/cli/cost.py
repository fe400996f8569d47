"""`opendome cost` in words."""

from __future__ import annotations

from opendome.answers.cost import Question
from opendome.cli.page import Page
from opendome.contract.cost import Answer, Money
from opendome.reports import cost_words, numbers

ROWS = 12
"""Elements that are shown; the JSON has all."""

SHOWN = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9)
"""Chances of the curve of confidence that are shown."""


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.lead(answer.sentence, r"\$[\d,.]+ (million|billion|trillion)")
    page.line()
    if answer.by_element:
        _elements(page, answer)
        _kinds(page, answer)
        _confidence(page, answer)
    if answer.drivers:
        _drivers(page, answer)
    if answer.compared:
        _compared(page, answer)
    page.notes(answer.warnings)
    if answer.files:
        page.line()
        page.pair("Files", answer.files, path=True)
    page.line()
    page.pair("Try next", _next(question, answer))


def _band(money: Money) -> str:
    return cost_words.band(money.value, money.low, money.high)


def _elements(page: Page, answer: Answer) -> None:
    rows = [
        (row.name, numbers.significant(row.quantity_count, 4), numbers.significant(row.bought_count, 4),
         _band(row.total_usd))
        for row in sorted(answer.by_element, key=lambda one: -one.total_usd.value)[:ROWS]
    ]  # fmt: skip
    page.table(("Element", "In service", "Bought", "Cost"), rows, (False, True, True, True))
    left = len(answer.by_element) - ROWS
    more = f"; {numbers.count(left, 'more element')} in the JSON" if left > 0 else ""
    page.text(
        [f"{answer.price_year} dollars, FY {answer.start_year} to {_last(answer)}; in brackets 90 %{more}"]
    )
    page.line()


def _kinds(page: Page, answer: Answer) -> None:
    rows = [(row.kind, _band(row.total_usd)) for row in answer.by_kind]
    rows += [
        ("in all", _band(answer.total_usd)),
        ("in dollars of each year", _band(answer.total_then_year_usd)),
    ]
    page.table(("Kind of money", "Cost"), rows, (False, True))
    page.line()


def _confidence(page: Page, answer: Answer) -> None:
    points = [point for point in answer.confidence_curve if point.probability in SHOWN]
    head = tuple(f"{100.0 * point.probability:.0f} %" for point in points)
    row = tuple(cost_words.money(point.total_usd) for point in points)
    page.table(("Enough in", *head), [("", *row)], (False, *(True for _ in points)))
    page.line()


def _drivers(page: Page, answer: Answer) -> None:
    rows = [
        (
            row.figure.removeprefix("library."),
            f"{numbers.significant(row.low, 3)} – {numbers.significant(row.high, 3)}",
            f"{cost_words.money(row.total_usd_at_low)} – {cost_words.money(row.total_usd_at_high)}",
        )
        for row in answer.drivers[:6]
    ]
    page.table(("What moves it", "From – to", "Total"), rows, (False, True, True))
    page.line()


def _compared(page: Page, answer: Answer) -> None:
    rows = [
        (row.name, f"{row.price_year}", f"{row.horizon_year_count}", _band(row.total_usd),
         cost_words.money(row.total_p70_usd))
        for row in answer.compared
    ]  # fmt: skip
    head = ("Programme", "Dollars of", "Years", "Cost", "At 70 %")
    page.table(head, rows, (False, True, True, True, True))
    page.line()


def _last(answer: Answer) -> int:
    return answer.start_year + answer.horizon_year_count - 1


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    scenario = question.scenarios[0]
    found = []
    if answer.drivers:
        first = answer.drivers[0]
        found.append(f"opendome cost {scenario} --set {first.figure}={first.high:g}")
    found.append(f"opendome schedule {scenario}")
    if answer.by_element:
        found.append(f"opendome show cost {answer.by_element[0].cost}")
    return found
