"""How money is written for readers: in words, with its year and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from opendome.reports import numbers

MILLION, BILLION, TRILLION = 1e6, 1e9, 1e12

_NEARLY = 0.999_5
"""From so much of a billion or trillion on an amount is told in it: 999.6 million is 1.0 billion."""


@dataclass(frozen=True)
class Dollars:
    """Which dollars an amount is in, and over how many years it is counted.

    Attributes:
        price_year: Fiscal year of the dollars; None for dollars of each year.
        years: Fiscal years that are counted; None where that is no question.
    """

    price_year: int | None
    years: int | None = None

    @property
    def words(self) -> str:
        """As it stands behind an amount: `2026 dollars, 20 years`.

        >>> Dollars(2026, 20).words, Dollars(None, 1).words, Dollars(2025).words
        ('2026 dollars, 20 years', 'dollars of each year, one year', '2025 dollars')
        """
        counted = "" if self.years is None else f", {numbers.count(self.years, 'year')}"
        return f"{self.kind}{counted}"

    @property
    def kind(self) -> str:
        """Which dollars: `2026 dollars`, or `dollars of each year`."""
        return "dollars of each year" if self.price_year is None else f"{self.price_year} dollars"


def amount(usd: float | None, figures: int = 2) -> str:
    """An amount in words, without its year: to so many figures, trillions with one decimal.

    >>> amount(1.191e12), amount(743e9, 3), amount(22e6), amount(-5e9), amount(None), amount(0.0)
    ('$1.2 trillion', '$743 billion', '$22 million', '−$5.0 billion', '–', '$0')
    """
    if usd is None or not isfinite(usd):
        return numbers.MISSING
    scale, name = _scale(abs(usd))
    return _signed(usd, f"${_digits(abs(usd) / scale, figures, name)}{name}")


def apart(amounts: Sequence[float]) -> int:
    """As many figures as it takes to tell amounts apart, at most four.

    >>> apart([1.17e12, 1.19e12, 1.25e12]), apart([1e9, 2e9])
    (3, 2)
    """
    for figures in (2, 3):
        if len({amount(one, figures) for one in amounts}) == len(amounts):
            return figures
    return 4


def published(usd: float) -> str:
    """An amount as it was published: with all its digits, up to four.

    >>> published(175e9), published(24.4e9), published(1.191e12), published(17_500_000_000)
    ('$175 billion', '$24.4 billion', '$1.191 trillion', '$17.5 billion')
    """
    scale, name = _scale(abs(usd))
    return _signed(usd, f"${float(f'{abs(usd) / scale:.4g}'):,g}{name}")


def told(usd: float | None, dollars: Dollars, figures: int = 2) -> str:
    """An amount with its year and what it counts.

    >>> told(1.191e12, Dollars(2026, 20))
    '$1.2 trillion (2026 dollars, 20 years)'
    """
    said = amount(usd, figures)
    return said if said == numbers.MISSING else f"{said} ({dollars.words})"


def banded(value: float, low: float, high: float) -> str:
    """An amount with its range in brackets, all in the unit of the amount: `$1.2 trillion (0.9–1.8)`.

    >>> banded(1.19e12, 0.86e12, 1.8e12), banded(44e9, 40e9, 51e9)
    ('$1.2 trillion (0.9–1.8)', '$44 billion (40–51)')
    """
    scale, name = _scale(abs(value))
    places = _places(abs(value) / scale, 2, name)
    ends = (numbers.rounded(end / scale, places) for end in (low, high))
    return f"{_signed(value, f'${numbers.rounded(abs(value) / scale, places)}{name}')} ({'–'.join(ends)})"


def change(usd: float) -> str:
    """A step with its sign: `+$299 billion`, `−$22 billion`, to three figures.

    >>> change(299.2e9), change(-22e9), change(1.016e12), change(0.0)
    ('+$299 billion', '−$22.0 billion', '+$1.02 trillion', 'no change')
    """
    if abs(usd) < 1.0:
        return "no change"
    scale, name = _scale(abs(usd))
    digits = numbers.significant(abs(usd) / scale, 3)
    return f"{'+' if usd > 0.0 else '−'}${digits}{name}"


def level(probability: float, usd: float, figures: int = 2) -> str:
    """A budget and how often it is enough: `70 of 100: $1.3 trillion`.

    >>> level(0.7, 1.3e12)
    '70 of 100: $1.3 trillion'
    """
    return f"{100.0 * probability:.0f} of 100: {amount(usd, figures)}"


def missing_outlays(names: Sequence[str]) -> str:
    """Why outlays are not told.

    Args:
        names: Appropriations with authority but without rates; none: there is no table at all.
    """
    if not names:
        return (
            "Outlays are a gap: no table of outlay rates covers this programme. Name one with outlays: in "
            "the programme; the shares are in the department's budget tables."
        )
    said = numbers.listing([_APPROPRIATIONS[name] for name in names])
    return f"Outlays are a gap: the table has no rates for {said}."


_APPROPRIATIONS = {
    "rdte": "research and development",
    "procurement": "procurement",
    "milcon": "military construction",
    "operations": "operations",
    "unallocated": "totals that nobody split",
}


def appropriation(name: str) -> str:
    """What readers call an appropriation."""
    return _APPROPRIATIONS[name]


def axis_unit(most: float) -> tuple[float, str]:
    """The unit of an axis up to `most`, and its name: `(1e9, 'billion')`."""
    if most >= 3.0 * TRILLION:
        return TRILLION, "trillion"
    return (BILLION, "billion") if most >= 1.5 * BILLION else (MILLION, "million")


def _scale(usd: float) -> tuple[float, str]:
    if usd >= _NEARLY * TRILLION:
        return TRILLION, " trillion"
    if usd >= _NEARLY * BILLION:
        return BILLION, " billion"
    return (MILLION, " million") if usd >= _NEARLY * MILLION else (1.0, "")


def _places(number: float, figures: int, name: str) -> int:
    """Decimals; trillions have one at least, however few figures that leaves."""
    if number == 0.0 or not name:
        return 0
    own = numbers.decimals_for(number, figures)
    return max(own, 1) if name.strip() == "trillion" else own


def _digits(number: float, figures: int, name: str) -> str:
    return numbers.rounded(number, _places(number, figures, name))


def _signed(usd: float, words: str) -> str:
    return f"−{words}" if usd < 0.0 else words
