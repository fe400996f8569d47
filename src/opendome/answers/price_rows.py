"""What one missile and one interceptor cost, and what the fired cost over the launched, in rows and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.run import PriceRow

if TYPE_CHECKING:
    from opendome.contract.parts import Estimate
    from opendome.records.prices import Prices


def rows(prices: Prices) -> list[PriceRow]:
    """One row a type of missile, then one a kind of interceptor."""
    import numpy as np

    figures = prices.figures
    ends = np.stack([figures.value, figures.low, figures.high]) * figures.factor
    each = prices.of_one(ends)
    found = []
    for at, (name, cost) in enumerate(zip(prices.name, prices.cost, strict=True)):
        value, low, high = map(float, each[:, at])
        found.append(
            PriceRow(
                name=name,
                side="missile" if at < prices.missiles_count else "interceptor",
                cost=cost,
                price_year=prices.year,
                unit_usd=value,
                unit_low_usd=low,
                unit_high_usd=high,
            )
        )
    return found


def unpriced(prices: Prices) -> list[str]:
    """What to say of missiles that nothing prices, so that there is no cost exchange."""
    missing = [name for name in prices.unpriced if name in prices.name[: prices.missiles_count]]
    missing = missing or list(prices.unpriced)
    if not missing:
        return []
    return [
        f"There is no cost exchange, for no one price is that of one {' or one '.join(missing)}: a cost "
        "entry with prices: and its id is, per: missile for a threat; of several, programme.prices names one."
    ]


def said(ratio: Estimate, priced: list[PriceRow]) -> str:
    """The cost exchange as a sentence; "" where it does not exist or nothing is fired."""
    from opendome.reports import cost_words, numbers

    if ratio.value is None or ratio.low is None or ratio.high is None or not ratio.value:
        return ""
    mean, band = numbers.banded(ratio.value, ratio.low, ratio.high)
    each = [f"{row.name} {cost_words.amount(row.unit_usd or 0.0)}" for row in priced]
    return (
        f"The interceptors that are fired cost {mean} times ({band}) what the missiles launched do; one of "
        f"each: {', '.join(each)} in dollars of {priced[0].price_year}."
    )
