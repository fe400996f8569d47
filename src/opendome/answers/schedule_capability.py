"""Capability by year of `schedule`: what stands, and with `--capability` what it stops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract.parts import Estimate
from opendome.contract.schedule import CapabilityYear, InService, Inventory, OtherSchedule
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.answers.schedule import Settled
    from opendome.arrays import Floats
    from opendome.choices.fielding import Flown
    from opendome.records.schedule import Element

LATE, MEDIAN, EARLY = range(3)
"""Schedules that are told: 20, 50 and 80 of 100 draws have no more than so many units."""


def by_year(one: Settled, watch: Watch) -> tuple[list[CapabilityYear], list[str]]:
    """A row for each fiscal year, and what is to be said of them."""
    import numpy as np

    from opendome.choices import fielding

    plan = one.schedule
    standing = _standing(one)
    at = np.quantile(standing, (0.2, 0.5, 0.8), axis=2, method="inverted_cdf")  # (3, E, Y)
    flights = _Flights(one)
    rows, asked = [], []
    for year in range(plan.horizon):
        said, raid = _raid(one, plan.start_year + year)
        asked.append((said, raid, [fielding.rounded(plan.elements, at[way, :, year]) for way in range(3)]))
    if one.question.capability:
        flights.fly([(raid, inventory) for _, raid, many in asked for inventory in many], watch)
    for year, (said, raid, inventories) in enumerate(asked):
        found = [flights.of(raid, inventory) for inventory in inventories]
        rows.append(
            _row(plan.start_year + year, said, plan.elements, standing[:, year], at[:, :, year], found)
        )
    return rows, _remarks(one)


def _standing(one: Settled) -> Floats:
    """Units of every element in service (E, Y, K)."""
    import numpy as np

    from opendome.programme.standing import standing

    plan = one.schedule
    if one.dates is None:
        owned = np.array([element.owned for element in plan.elements])
        return np.broadcast_to(owned[:, None, None], (len(owned), plan.horizon, 1))
    return standing(plan, one.dates)


def _raid(one: Settled, year: int) -> tuple[str, dict[str, Any]]:
    """The raid of a year in words, and how it changes the scenario."""
    programme = one.scenario.programme
    missiles = sum(item.count for item in one.scenario.raid)
    for raid in reversed(programme.raids if programme is not None else ()):
        if raid.from_year <= year:
            return f"raid of {raid.from_year}", dict(raid.set)
    return f"{missiles:,} missile{'' if missiles == 1 else 's'}, held at {one.scenario.epoch[:4]}", {}


def _row(
    year: int,
    raid: str,
    elements: tuple[Element, ...],
    standing: Floats,
    at: Floats,
    found: list[Flown | None],
) -> CapabilityYear:
    """One year, from units that stand (E, K), those at three chances (3, E), and what was flown at each."""
    import numpy as np

    shooting = [place for place, one in enumerate(elements) if one.listed == "interceptors"]
    total = standing[shooting].sum(axis=0)
    low, high = np.quantile(total, (0.05, 0.95), method="inverted_cdf")
    middle = found[MEDIAN]
    return CapabilityYear(
        year=year,
        raid=raid,
        inventory=Inventory(
            value=float(total.mean()),
            low=float(low),
            high=float(high),
            # what is flown; the median of the sum may be a number that no element's median gives
            median=float(at[MEDIAN, shooting].sum()),
        ),
        leak_probability=None if middle is None else Estimate.of(middle.leak),
        no_leak_probability=None if middle is None else Estimate.of(middle.no_leak),
        late=_other(found[LATE], float(at[LATE, shooting].sum())),
        early=_other(found[EARLY], float(at[EARLY, shooting].sum())),
        by_element=[
            InService(
                element=one.name,
                late_count=float(at[LATE, place]),
                median_count=float(at[MEDIAN, place]),
                early_count=float(at[EARLY, place]),
            )
            for place, one in enumerate(elements)
        ],
    )


def _other(flown: Flown | None, count: float) -> OtherSchedule:
    return OtherSchedule(
        inventory_count=count,
        no_leak_probability=None if flown is None else flown.no_leak.value,
        leak_probability=None if flown is None else flown.leak.value,
    )


class _Flights:
    """Raids that were flown; what is alike is flown once, and played once."""

    def __init__(self, one: Settled) -> None:
        self.one = one
        self.known: dict[tuple[str, tuple[float, ...]], Flown] = {}

    def fly(self, asked: list[tuple[dict[str, Any], tuple[float, ...]]], watch: Watch) -> None:
        """Fly whatever differs in the air or in what watches, and play whatever differs on the ground."""
        from opendome.answers.unreachable import refuse
        from opendome.choices import fielding
        from opendome.records.case import Plays

        one, elements = self.one, self.one.schedule.elements
        plays = Plays(one.question.runs, one.question.seed)
        groups: dict[tuple[str, tuple[float, ...]], list[tuple[dict[str, Any], tuple[float, ...]]]] = {}
        for raid, inventory in asked:
            whole = fielding.with_all_on_the_ground(elements, inventory)
            groups.setdefault(self._key(raid, whole), []).append((raid, inventory))
        for done, ((_, whole), alike) in enumerate(groups.items()):
            watch.step("raids of years", done, len(groups))
            flown = fielding.flown(
                one.scenario, one.library, elements, whole, alike[0][0], plays,
                lambda case, flights: refuse(case, flights, one.scenario, None),
            )  # fmt: skip
            for raid, inventory in alike:
                key = self._key(raid, inventory)
                if key not in self.known:
                    self.known[key] = flown.against(inventory, watch)
        watch.step("raids of years", len(groups), len(groups))

    def of(self, raid: dict[str, Any], inventory: tuple[float, ...]) -> Flown | None:
        """What was flown, or None."""
        return self.known.get(self._key(raid, inventory))

    @staticmethod
    def _key(raid: dict[str, Any], inventory: tuple[float, ...]) -> tuple[str, tuple[float, ...]]:
        import json

        return json.dumps(raid, sort_keys=True), inventory


def _remarks(one: Settled) -> list[str]:
    """What to mind about the years."""
    from opendome.choices.fielding import STEPS

    if not one.question.capability:
        return ["No raid was flown against what stands each year: add --capability."]
    said = []
    if one.scenario.programme is None or not one.scenario.programme.raids:
        said.append(f"The raid is held at {one.scenario.epoch[:4]}: no raid of later years is given.")
    filling = [element.name for element in one.schedule.elements
               if element.what == "satellite" and element.listed == "interceptors"]  # fmt: skip
    if filling:
        said.append(
            f"Constellations are flown to the nearest of {STEPS} steps of their satellites, spread evenly."
        )
    said.append("A sensor is flown once all of it stands.")
    return said


def goal(one: Settled, rows: list[CapabilityYear]) -> tuple[float | None, int | None]:
    """The goal of a programme, and the first year in which the median schedule passes it."""
    programme = one.scenario.programme
    if programme is None or programme.goal is None:
        return None, None
    wanted = float(programme.goal.no_leak_probability.value)
    for row in rows:
        if row.no_leak_probability is not None and (row.no_leak_probability.value or 0.0) >= wanted:
            return wanted, row.year
    return wanted, None
