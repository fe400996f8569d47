"""What a report says of money, and what each of its numbers must be."""

from __future__ import annotations

import re

from opendome.reports import cost_words
from report_prose import Check, Held, N, _same


def _exchange(held: Held, found: re.Match[str]) -> bool:
    """The ratio with its band, then one of each with its price, missiles first."""
    ratio, prices = held.answer["cost_exchange_ratio"], held.answer["prices"]
    same = all(
        _same(said, ratio[end])
        for said, end in zip(found.groups()[:3], ("value", "low", "high"), strict=True)
    )
    each = ", ".join(f"{row['name']} {cost_words.amount(row['unit_usd'])}" for row in prices)
    return same and found[4] == each and int(found[5]) == prices[0]["price_year"]


EXCHANGE: tuple[str, Check] = (
    rf"The interceptors that are fired cost {N} times \({N}–{N}\) what the missiles launched do; one of "
    r"each: (.*?) in dollars of (\d{4})\.",
    _exchange,
)
