"""Which dollars an amount is in, and amounts that were published, that change, or that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendome.reports import cost_words, numbers


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


def published(usd: float) -> str:
    """An amount as it was published: with all its digits, up to four.

    >>> published(175e9), published(24.4e9), published(1.191e12), published(17_500_000_000)
    ('$175 billion', '$24.4 billion', '$1.191 trillion', '$17.5 billion')
    """
    scale, name = cost_words.scale_of(usd)
    return f"{'−' if usd < 0.0 else ''}${float(f'{abs(usd) / scale:.4g}'):,g} {name}".rstrip()


def told(usd: float | None, dollars: Dollars) -> str:
    """An amount with its year and what it counts.

    >>> told(1.191e12, Dollars(2026, 20))
    '$1.2 trillion (2026 dollars, 20 years)'
    """
    said = cost_words.money(usd)
    return said if said == numbers.MISSING else f"{said} ({dollars.words})"


def change(usd: float) -> str:
    """A step with its sign: `+$299 billion`, `−$22 billion`, to three figures.

    >>> change(299.2e9), change(-22e9), change(1.016e12), change(0.0)
    ('+$299 billion', '−$22.0 billion', '+$1.02 trillion', 'no change')
    """
    if abs(usd) < 1.0:
        return "no change"
    scale, name = cost_words.scale_of(usd)
    digits = numbers.significant(abs(usd) / scale, 3)
    return f"{'+' if usd > 0.0 else '−'}${digits} {name}".rstrip()


def level(probability: float, usd: float) -> str:
    """A budget and how often it is enough: `70 of 100: $1.3 trillion`.

    >>> level(0.7, 1.3e12)
    '70 of 100: $1.3 trillion'
    """
    return f"{100.0 * probability:.0f} of 100: {cost_words.money(usd)}"


def missing_outlays(names: Sequence[str]) -> str:
    """Why outlays are not told.

    Args:
        names: Appropriations with authority but without rates; none: there is no table at all.
    """
    if not names:
        return (
            "Outlays are a gap: no table of outlay rates is given. Name one with outlays: in the programme; "
            "the shares are in the department's budget tables."
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
    if most >= 3e12:
        return 1e12, "trillion"
    return (1e9, "billion") if most >= 1.5e9 else (1e6, "million")
