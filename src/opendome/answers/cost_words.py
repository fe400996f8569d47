"""What `cost` says in words: the finding, what is left out or assumed, and who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opendome.answers.cost import Costed
    from opendome.answers.cost_compare import Published
    from opendome.scenario.library import Library


def sentence(found: Costed) -> str:
    """The finding in plain words."""
    import numpy as np

    from opendome.reports import cost_words

    programme, draws = found.programme, found.draws
    if not programme.elements.name:
        return "Nothing of this scenario has a price: it costs what nobody has said."
    years = len(programme.index)
    total = float(np.quantile(draws.total_usd, 0.7))
    fifty, eighty = (float(one) for one in np.quantile(draws.total_usd, (0.5, 0.8)))
    figures = cost_words.apart((total, fifty, eighty))
    told = cost_words.told(total, cost_words.Dollars(programme.price_year, years), figures)
    if np.ptp(draws.total_usd) <= 1e-6 * total:
        said = f"This programme comes to {told}; no range stands behind its figures."
    else:
        said = (
            f"This programme costs {told} at 70 % confidence; "
            f"{cost_words.amount(fifty, figures)} at 50 % and {cost_words.amount(eighty, figures)} at 80 %."
        )
    return f"{said} {_greatest(found)}".strip()


def _greatest(found: Costed) -> str:
    """Which element carries the total."""
    draws, names = found.draws, found.programme.elements.name
    means = draws.by_element_usd.mean(axis=0)
    if len(names) < 2 or means.sum() <= 0.0:
        return ""
    at = int(means.argmax())
    return f"{100.0 * means[at] / means.sum():.0f} % of it is {names[at]}."


def warnings(found: Costed, library: Library) -> list[str]:
    """What a reader must know beside the numbers."""
    programme = found.programme
    said = []
    if programme.unpriced:
        one = len(programme.unpriced) == 1
        said.append(
            f"Incomplete: no price is published here for {', '.join(programme.unpriced)}. "
            f"{'It is' if one else 'They are'} left out of every total; add a cost entry with prices: ID."
        )
    if found.scenario.programme is None:
        said.append(
            "The scenario has no programme: all that its architecture has is bought new from "
            f"{programme.start_year} on, at preferred prices. What is there already is owned_count."
        )
    if programme.growth[0] < 0:
        said.append("Prices are taken to include the growth that programmes have seen: none is added.")
    unsplit = [
        name
        for name, cost in zip(programme.elements.name, programme.elements.cost, strict=True)
        if getattr(library.entry("costs", cost), "unallocated_million_usd", None) is not None
    ]
    if unsplit:
        said.append(
            f"{', '.join(unsplit)}: a published total that nobody split. It is spread evenly over the years, "
            "and what carries it cannot be seen."
        )
    if programme.beyond_years:
        first, last = programme.beyond_years[0], programme.beyond_years[-1]
        years = f"{first}" if first == last else f"{first} to {last}"
        said.append(
            f"The price index ({programme.index_edition}) ends before FY {first}; then-year dollars of "
            f"FY {years} carry its last step on."
        )
    return [*said, *_unfinished(found)]


def _unfinished(found: Costed) -> list[str]:
    """Elements of which not all are there when the years that are counted end; of some none is yet."""
    from opendome.programme import cost

    late = []
    for at, name in enumerate(found.programme.elements.name):
        wanted, there = cost.quantity(found.programme, at), float(found.point.in_service_count[at, -1])
        if there < wanted * (1.0 - 1e-6):
            late.append(f"{name} {there:,.0f} of {wanted:,.0f}")
    if not late:
        return []
    return [
        f"Not all is delivered when FY {found.programme.years[-1]} ends, so not all is paid: in service in "
        f"the mean of that year {'; '.join(late)}. Count more years (horizon_year_count), or let lines make "
        "more."
    ]


def sources(found: Sequence[Costed | Published], library: Library) -> list[str]:
    """Bibliography keys that the figures come from."""
    from opendome.answers.cost_compare import Published

    keys: set[str] = set()
    for one in found:
        if isinstance(one, Published):
            keys.add(one.total.source)
            continue
        keys.update(one.programme.figures.keys())
        for cost in one.programme.elements.cost:
            keys.add(library.entry("costs", cost).source)
        if one.scenario.programme is not None:
            keys.add(one.scenario.programme.source)
    return sorted(keys - {"", "assumed"})
