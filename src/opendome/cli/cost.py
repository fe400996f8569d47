"""`opendome cost` in words."""

from __future__ import annotations

from shlex import quote

from opendome.answers.cost import Question
from opendome.cli.options import folders, kept
from opendome.cli.page import Page
from opendome.contract.cost import Answer, ComparedRow, Money, ProjectRow
from opendome.reports import cost_figures, cost_words, numbers

ROWS = 12
"""Elements that are shown; the JSON has all."""

LONGEST = 40
"""Letters of a name beside numbers."""

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
    if answer.published:
        _published(page, answer)
    if answer.projects:
        _projects(page, answer)
    if answer.compared:
        _compared(page, answer)
    page.notes(answer.warnings)
    if answer.files:
        page.line()
        page.pair("Files", answer.files, path=True)
    page.line()
    page.pair("Try next", _next(question, answer))


def _band(money: Money) -> str:
    if abs(money.high - money.low) <= 1e-9 * max(abs(money.value), 1.0):
        return cost_words.amount(money.value)
    return cost_words.banded(money.value, money.low, money.high)


def _count(number: float) -> str:
    return f"{number:,.0f}" if abs(number - round(number)) < 0.05 else f"{number:,.1f}"


def _elements(page: Page, answer: Answer) -> None:
    rows = [
        (_clipped(row.name), _count(row.quantity_count), _count(row.bought_count), _band(row.total_usd))
        for row in sorted(answer.by_element, key=lambda one: -one.total_usd.value)[:ROWS]
    ]  # fmt: skip
    page.table(("Element", "In service", "Bought", "Cost"), rows, (False, True, True, True))
    left = len(answer.by_element) - ROWS
    more = f"; {numbers.count(left, 'more element')} in the JSON" if left > 0 else ""
    page.text([f"{answer.price_year} dollars, FY {_years(answer)}; in brackets 90 %{more}"])
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
    row = max(
        (tuple(cost_words.amount(point.total_usd, figures) for point in points) for figures in (2, 3)),
        key=lambda told: len(set(told)),
    )
    page.table(("Enough in", *head), [("", *row)], (False, *(True for _ in points)))
    page.line()


def _drivers(page: Page, answer: Answer) -> None:
    rows = [
        (
            _clipped(row.what),
            f"{cost_figures.value_of(row.figure, row.low)} – {cost_figures.value_of(row.figure, row.high)}",
            f"{cost_words.amount(row.low_total_usd, 3)} – {cost_words.amount(row.high_total_usd, 3)}",
        )
        for row in answer.drivers[:6]
    ]
    page.table(("What moves it", "From – to", "Total"), rows, (False, True, True))
    page.line()


def _clipped(text: str) -> str:
    """A name that leaves room for numbers."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _compared(page: Page, answer: Answer) -> None:
    rows = [
        (_clipped(row.name), _year(row.price_year), _year(row.horizon_year_count), _told(row),
         cost_words.amount(row.total_p70_usd))
        for row in answer.compared
    ]  # fmt: skip
    head = ("Total", "Dollars of", "Years", "Cost", "At 70 %")
    page.table(head, rows, (False, True, True, True, True))
    page.line()
    steps = [
        (_clipped(row.step), cost_words.change(row.change_usd), cost_words.amount(row.total_usd, 3))
        for row in answer.bridge
    ]
    if steps:
        page.table((f"From {answer.compared[0].name}", "Step", "Then"), steps, (False, True, True))
        page.text(["every figure at its value, without growth"])
    else:
        page.text([f"Nothing lies between {answer.compared[0].name} and {answer.compared[1].name}."])
    page.line()


def _told(row: ComparedRow) -> str:
    """A total that was published stands as it was published."""
    return cost_words.published(row.point_usd) if row.total_p70_usd is None else _band(row.total_usd)


def _year(number: int | None) -> str:
    return numbers.MISSING if number is None else f"{number}"


def _published(page: Page, answer: Answer) -> None:
    rows = [
        (f"FY {row.year}", cost_words.amount(row.budget_authority_usd, 3),
         cost_words.amount(row.published_usd, 3), row.name)
        for row in answer.published
        if row.published_usd is not None
    ]  # fmt: skip
    if rows:
        page.table(("Year", "Needed", "Published", "What was published"), rows, (False, True, True, False))
        page.text(["dollars of each year"])
        page.line()
    late = [row for row in answer.slipped if row.delayed_fraction > 0.0]
    told = [
        (_clipped(row.name), _late(row.late_year_count), f"{100.0 * row.delayed_fraction:.0f} %",
         cost_words.amount(row.never_usd) if row.never_usd > 0.5 else numbers.MISSING)
        for row in late
    ]  # fmt: skip
    if told:
        head = ("Under the ceiling", "Late", "Share late", "Never")
        page.table(head, told[:ROWS], (False, True, True, True))
        if len(told) > ROWS:
            page.text([f"{numbers.count(len(told) - ROWS, 'more element')} in the JSON"])
        page.line()


def _late(years: float | None) -> str:
    return numbers.MISSING if years is None else f"{years:.1f} years"


def _projects(page: Page, answer: Answer) -> None:
    rows = [
        (_clipped(row.name), _partners(row), _span(row), cost_words.amount(row.cost_usd),
         _gain(row.gain_probability, row.gain_sampling_error_probability))
        for row in answer.projects
    ]  # fmt: skip
    head = ("Joint research", "Partners", "Years", "Cost", "Gain")
    page.table(head, rows, (False, False, False, True, True))
    page.text(["gain: of 100 raids, those more in which nothing gets through, and one sigma of it"])
    gaps = [f"{_clipped(row.name)}: {row.why}" for row in answer.projects if row.gain_probability is None]
    page.text([f"no gain known: {'; '.join(gaps)}"] if gaps else [])
    page.line()


def _partners(row: ProjectRow) -> str:
    """Who pays for which share of it."""
    return ", ".join(f"{one.name} {100.0 * one.share_fraction:.0f} %" for one in row.partners)


def _span(row: ProjectRow) -> str:
    """Its years, as far as they are known: `2024–2033`, `to 2030`."""
    first, last = row.from_year, row.until_year
    if first is None:
        return numbers.MISSING if last is None else f"to {last}"
    if last is None:
        return f"from {first}"
    return f"{first}" if first == last else f"{first}–{last}"


def _gain(probability: float | None, error: float | None) -> str:
    if probability is None:
        return numbers.MISSING
    return f"{100.0 * probability:+.1f} ± {100.0 * (error or 0.0):.1f}"


def _years(answer: Answer) -> str:
    last = answer.start_year + answer.horizon_year_count - 1
    return f"{last}" if last == answer.start_year else f"{answer.start_year} to {last}"


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    scenario, found = quote(answer.scenario), []
    if answer.drivers:
        first = answer.drivers[0]
        same = kept(question, first.figure)
        found.append(f"opendome cost {scenario}{same} --set {first.figure}={first.high:g}")
    found.append(f"opendome schedule {scenario}{kept(question)}")
    if answer.by_element:
        found.append(f"opendome show cost {answer.by_element[0].cost}{folders(question)}")
    return found
