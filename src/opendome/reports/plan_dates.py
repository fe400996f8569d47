"""Dates of a plan: years after its start as days, and days as a reader says them."""

from __future__ import annotations

from datetime import date, timedelta

YEAR_DAYS = 365.25
QUARTERS = ("early", "spring", "summer", "late")
"""How the quarters of a year are called."""


def start(year: int) -> date:
    """The first day of a fiscal year of the United States.

    >>> start(2027)
    datetime.date(2026, 10, 1)
    """
    return date(year - 1, 10, 1)


def day(first_year: int, time: float) -> date:
    """The day so many years after the start of a programme; none after the year 9999."""
    begin = start(first_year)
    return begin + timedelta(days=min(round(time * YEAR_DAYS), (date.max - begin).days))


def iso(first_year: int, time: float) -> str:
    """The same as it stands in files."""
    return day(first_year, time).isoformat()


def quarter(written: str | date) -> str:
    """A day to its quarter: `late 2031`.

    >>> quarter("2031-11-14"), quarter("2030-04-01")
    ('late 2031', 'spring 2030')
    """
    read = date.fromisoformat(written) if isinstance(written, str) else written
    return f"{QUARTERS[(read.month - 1) // 3]} {read.year}"


def fiscal_year(written: str | date) -> int:
    """The fiscal year that a day lies in.

    >>> fiscal_year("2031-11-14"), fiscal_year("2031-09-30")
    (2032, 2031)
    """
    read = date.fromisoformat(written) if isinstance(written, str) else written
    return read.year + (read.month >= 10)
