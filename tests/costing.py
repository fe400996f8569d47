"""Small programmes for tests: elements at the library's prices, and no architecture that asks for more."""

from __future__ import annotations

from functools import cache
from typing import Any

from opendome.programme import cost
from opendome.records.programme import KINDS, Costs
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle.programme import settle_programme

BARE: dict[str, Any] = {
    "name": "Prices",
    "raid": [{"threat": "notional-solid-icbm", "launch": {"lat_deg": 40.0, "lon_deg": 127.0},
              "aim": {"city": "Chicago"}}],
    "architecture": {"sensors": [], "interceptors": []},
}  # fmt: skip
"""A scenario that asks for nothing."""


@cache
def library() -> Library:
    """The packaged one."""
    return Library()


def bought(*elements: dict[str, Any], **programme: Any) -> Costs:
    """What elements cost with every figure at its value, delivered at once unless they say otherwise.

    Args:
        elements: Each as in a programme; `cost` names a price.
        programme: Other keys of the programme.
    """
    said = {"start_year": 2027, "cost_growth": "included"} | programme
    at_once = {"deliver_from_year": said["start_year"], "deliver_year_count": 0.25}
    data = BARE | {"programme": said | {"elements": [at_once | one for one in elements]}}
    return cost.point(settle_programme(Scenario.model_validate(data), library()))


@cache
def ready(name: str) -> Costs:
    """What a ready scenario's programme costs with every figure at its value."""
    return cost.point(settle_programme(load_scenario(name, library()), library()))


def money(costs: Costs, *kinds: str, element: int | None = None) -> float:
    """Of some kinds, or of all, in billions of dollars; of one element, or of all."""
    rows = costs.mean_usd if element is None else costs.mean_usd[element : element + 1]
    columns = [KINDS.index(kind) for kind in kinds or KINDS]
    return 1e-9 * float(rows[:, columns].sum())
