"""How money is written for readers: the unit in words, as many figures as its doubt allows, and its year."""

from __future__ import annotations

from math import floor, isfinite, log10

from opendome.reports import numbers

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def scale_of(value_usd: float) -> tuple[float, str]:
    """The unit that an amount is told in, and its word; "" for single dollars."""
    size = abs(value_usd)
    for scale, word in SCALES:
        # what rounds to a thousand of one unit is told in the next
        if size >= 0.9995 * scale:
            return scale, word
    return 1.0, ""


def money(value_usd: float | None, digits: int = 2) -> str:
    """An amount with its unit in words; a trillion keeps one decimal.

    >>> money(1.191e12), money(22e6), money(448.2e9), money(-36.6e9), money(0.0), money(None)
    ('$1.2 trillion', '$22 million', '$450 billion', '-$37 billion', '$0', '–')
    """
    if value_usd is None or not isfinite(value_usd):
        return numbers.MISSING
    if value_usd == 0.0:
        return "$0"
    scale, word = scale_of(value_usd)
    sign = "-" if value_usd < 0.0 else ""
    return f"{sign}${_figure(abs(value_usd) / scale, digits)} {word}".rstrip()


def band(value_usd: float, low_usd: float, high_usd: float) -> str:
    """An amount with its band in brackets, all in one unit.

    >>> band(1.56e12, 1.05e12, 2.29e12), band(743e9, 743e9, 743e9)
    ('$1.6 trillion (1.1–2.3)', '$740 billion')
    """
    if abs(high_usd - low_usd) <= 1e-9 * max(abs(value_usd), 1.0):
        return money(value_usd)
    scale, word = scale_of(value_usd)
    ends = "–".join(_like(end / scale, value_usd / scale) for end in (low_usd, high_usd))
    return f"{money(value_usd)} ({ends})" if word else f"{money(value_usd)} (${low_usd:,.0f}–{high_usd:,.0f})"


def money_of(value_usd: float, year: int, years_count: int) -> str:
    """An amount with the year of its dollars and the years it is counted over.

    >>> money_of(1.191e12, 2026, 20)
    '$1.2 trillion (2026 dollars, 20 years)'
    """
    over = numbers.count(years_count, "year") if years_count == 1 else f"{years_count} years"
    return f"{money(value_usd)} ({year} dollars, {over})"


def _figure(value: float, digits: int) -> str:
    """Significant figures, without the point where there is nothing behind it."""
    behind = max(0, digits - 1 - floor(log10(value)))
    rounded = round(value, digits - 1 - floor(log10(value)))
    return f"{rounded:,.{behind}f}"


def _like(end: float, value: float) -> str:
    """An end of a band, to the last digit of the value."""
    behind = 1 - floor(log10(abs(value))) if value else 0
    return f"{round(end, behind):,.{max(0, behind)}f}"
