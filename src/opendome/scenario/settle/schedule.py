"""Settling a schedule: the activities of all elements in one network, and the lines that make and launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from opendome.errors import InputError
from opendome.records.case import ABSENT
from opendome.records.network import network
from opendome.records.schedule import LAUNCH, PRODUCTION, Element, Line, Schedule
from opendome.scenario.document import Scenario
from opendome.scenario.figures import Figure, Path
from opendome.scenario.interceptors import Interceptor
from opendome.scenario.library import Library
from opendome.scenario.programme import plan
from opendome.scenario.programme.activities import ActivityPath
from opendome.scenario.programme.costs import Cost
from opendome.scenario.programme.planned import SAID, Planned, free_name, path_of, planned
from opendome.scenario.references import in_service
from opendome.scenario.sensors import Infrared
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.quantities import OWN_UNITS, interceptor_units, sensor_units
from opendome.scenario.settle.rows import Rows

FIRST_SET = Figure(
    value=5, low=3, high=8, source="assumed", where="years of making the first set, where nobody says"
)
"""How long the first set is made where neither its path nor a programme says."""

THERE = "there"
"""Why an element has no path: it is in service today, and nobody plans it."""

PLANS = frozenset({"quantity_count", "owned_count", "deliver_from_year", "deliver_year_count",
                   "develop_from_year"})  # fmt: skip
"""Keys of an element that plan it; a name, a category or a priority does not."""

SOONER = frozenset({"produced_per_year_count", "launches_per_year_count", "units_per_launch_count"})
"""Keys of which more means sooner."""


@dataclass
class Thing:
    """An element while it is being settled.

    Attributes:
        name: Id of the equipment, or the name of a cost entry's element.
        what: What its units are: interceptor, satellite, radar or other.
        path_id, why: Its path, and why it was taken.
        listed: The architecture's list that it stands in, or "".
        items: Places in that list, with the units of each.
        said: What the programme says of it, with its places; what is said last holds.
        costs: Cost entries that price it, its own unit first.
        spec: Its entry, where it has one.
    """

    name: str
    what: str
    path_id: str = ""
    why: str = ""
    listed: str = ""
    items: list[tuple[int, float]] = field(default_factory=list)
    said: list[tuple[int, plan.ElementSpec]] = field(default_factory=list)
    costs: list[tuple[str, Cost]] = field(default_factory=list)
    spec: object = None

    def figure(self, key: str) -> tuple[Path, Figure] | None:
        """A figure that the programme says of it, with its path."""
        for place, spec in reversed(self.said):
            figure = getattr(spec, key, None)
            if figure is not None:
                return ("programme", "elements", place, key), figure
        return None

    def plain(self, key: str) -> float | None:
        """A plain number or switch that the programme says of it."""
        return next((float(getattr(spec, key)) for _, spec in reversed(self.said)
                     if key in spec.model_fields_set and getattr(spec, key) is not None), None)  # fmt: skip

    def cost_figure(self, key: str) -> tuple[str, Cost, Figure] | None:
        """A figure of the first of its cost entries that has it; what a battery or site says is its own."""
        return next(((name, spec, figure) for name, spec in self.costs
                     if (self.what == "other" or spec.per in OWN_UNITS)
                     and (figure := getattr(spec, key)) is not None), None)  # fmt: skip

    def value(self, key: str) -> float:
        """A figure of the programme or of a cost entry, at its value; 0 where nobody says."""
        own, cost = self.figure(key), self.cost_figure(key)
        return float(own[1].value if own else cost[2].value if cost else 0.0)

    @property
    def quantity(self) -> float:
        """Units that are to be in service."""
        own = self.figure("quantity_count")
        return float(own[1].value) if own else sum(units for _, units in self.items) or 1.0

    @property
    def owned(self) -> float:
        """Units that are there at the start."""
        said = self.plain("owned_count")
        if said is not None:
            return min(said, self.quantity)
        if not self.is_there:
            return 0.0
        count = in_service()[self.name].count
        return self.quantity if count is None else min(float(count), self.quantity)

    @property
    def is_there(self) -> bool:
        """Whether it is in service today, and nobody plans it."""
        planned_for = any(getattr(spec, key) is not None for _, spec in self.said
                          for key in PLANS & spec.model_fields_set)  # fmt: skip
        return self.name in in_service() and not planned_for and self.why != SAID

    @property
    def to_make(self) -> float:
        """Units that are made for it first."""
        missing = self.quantity - self.owned
        return missing * (1.0 + self.value("spare_fraction")) + (
            self.value("test_assets_count") if missing else 0.0
        )


def settle_schedule(scenario: Scenario, library: Library) -> Schedule:
    """The schedule that a checked scenario means.

    Raises:
        InputError: A path is not there.
    """
    said = scenario.programme or plan.Programme()
    things = _things(scenario, said, library)
    every = {one.name: _path(one, scenario, library) for one in things if one.path_id}
    paths = {one.name: every[one.name] for one in things if one.path_id and one.to_make > 0.0}
    whole = _still_to_do(planned(every, list(enumerate(said.activities))), paths)
    return _Settling(scenario, said, things, paths, whole).schedule()


def _still_to_do(whole: Mapping[str, Planned], paths: Mapping[str, ActivityPath]) -> dict[str, Planned]:
    """Activities without those of elements that are there already: what waited for these waits no more."""
    left = {name: one for name, one in whole.items() if not one.element or one.element in paths}
    return {
        name: replace(
            one,
            after=tuple(other for other in one.after if other in left or other not in whole),
            ends_after=tuple(other for other in one.ends_after if other in left or other not in whole),
        )
        for name, one in left.items()
    }


def _things(scenario: Scenario, said: plan.Programme, library: Library) -> list[Thing]:
    """Elements in the order of the architecture, sensors first, then what the programme adds."""
    found: dict[str, Thing] = {}
    for number, use in enumerate(scenario.architecture.sensors):
        spec = entry_of(scenario, "sensors", use.use, library)
        what = "satellite" if isinstance(spec, Infrared) else "radar"
        one = found.setdefault(use.use, Thing(use.use, what, listed="sensors", spec=spec))
        one.items.append((number, sensor_units(use, spec)))
    for number, item in enumerate(scenario.architecture.interceptors):
        spec = entry_of(scenario, "interceptors", item.use, library)
        what = "interceptor" if item.constellation is None else "satellite"
        one = found.setdefault(item.use, Thing(item.use, what, listed="interceptors", spec=spec))
        one.items.append((number, interceptor_units(item)))
    written = said.as_written()
    for one in found.values():
        one.path_id, one.why = path_of(one.name, written, library)
        # what is said per battery or site counts those, and not the equipment itself
        one.said = [
            (place, spec)
            for place, spec in enumerate(said.elements)
            if spec.use == one.name and spec.per in (None, *OWN_UNITS)
        ]
        one.costs = _costs(one.name, scenario, said, library)
    return [*found.values(), *_further(scenario, said, library, found)]


def _further(
    scenario: Scenario, said: plan.Programme, library: Library, found: Mapping[str, Thing]
) -> list[Thing]:
    """Elements that a programme names by their cost, if that has a path."""
    more: list[Thing] = []
    for place, element in enumerate(said.elements):
        cost = entry_of(scenario, "costs", element.cost, library) if element.cost else None
        if isinstance(cost, Cost) and cost.path:
            name = free_name(element.name or cost.name, {*found, *(one.name for one in more)})
            more.append(
                Thing(name, "other", cost.path, "cost", said=[(place, element)], costs=[(element.cost, cost)])
            )
    return more


def _costs(use: str, scenario: Scenario, said: plan.Programme, library: Library) -> list[tuple[str, Cost]]:
    """Cost entries of equipment: those chosen or all, that of its own unit first."""
    specs = [(name, entry_of(scenario, "costs", name, library))
             for name in said.prices.get(use) or library.costs_of(use)]  # fmt: skip
    found = [(name, spec) for name, spec in specs if isinstance(spec, Cost)]
    return sorted(found, key=lambda pair: (pair[1].per not in OWN_UNITS, not pair[1].preferred, pair[0]))


def _path(one: Thing, scenario: Scenario, library: Library) -> ActivityPath:
    spec = entry_of(scenario, "paths", one.path_id, library)
    if not isinstance(spec, ActivityPath):
        raise InputError(library.unknown("paths", one.path_id))
    return spec


class _Settling:
    """One schedule while it is being put together."""

    def __init__(
        self, scenario: Scenario, said: plan.Programme, things: Sequence[Thing],
        paths: Mapping[str, ActivityPath], whole: Mapping[str, Planned],
    ) -> None:  # fmt: skip
        self.scenario, self.said, self.things, self.paths, self.whole = scenario, said, things, paths, whole
        self.rows = Rows()
        self.lines: list[Line] = []
        self.line_of: dict[tuple[str, str], int] = {}
        self.element_of = {one.name: place for place, one in enumerate(things)}

    def schedule(self) -> Schedule:
        """Everything in one record."""
        self._lay_lines()
        steps = list(self.whole.values())
        spans = self._spans(steps)
        net = network(
            [one.id for one in steps],
            [one.after for one in steps],
            [one.ends_after for one in steps],
            [self._not_before(one) for one in steps],
        )
        duration = np.array([self._duration(one) for one in steps], dtype=np.int64)
        levels = [(one.spec.readiness_from_count or 0, one.spec.readiness_to_count or 0) for one in steps]
        elements = tuple(self._element(one) for one in self.things)
        figures = self.rows.table()
        keys = [path.rsplit(".", 1)[-1] for path in figures.path]
        return Schedule(
            network=net,
            label=tuple(one.spec.name for one in steps),
            kind=tuple(one.spec.kind for one in steps),
            element=np.array([self.element_of.get(one.element, ABSENT) for one in steps], dtype=np.int64),
            duration=duration,
            line=np.array([self._line(one) for one in steps], dtype=np.int64),
            begins=np.array([spans[one.id][0] for one in steps]),
            ends=np.array([spans[one.id][1] for one in steps]),
            readiness=np.array(levels, dtype=np.int64).reshape(-1, 2),
            promised=np.array([one.spec.promised_year or 0 for one in steps], dtype=np.int64),
            elements=elements,
            lines=tuple(self.lines),
            figures=figures,
            slow=np.array([-1.0 if key in SOONER else 1.0 for key in keys]),
            shared=float(self.said.schedule.shared_doubt_fraction.value),
            start_year=self.said.start_year,
            horizon=self.said.horizon_year_count,
        )

    def _lay_lines(self) -> None:
        """A line of making for each element that has one, and one of launching where launches are counted."""
        launches = self.said.schedule.launches_per_year_count
        needed: dict[str, float] = {}
        for one in self.things:
            path = self.paths.get(one.name)
            if path is None:
                continue
            self.line_of[one.name, PRODUCTION] = self._add(self._production(one, path))
            if launches is not None and any(step.kind == LAUNCH for step in path.activities):
                needed[one.name] = one.to_make / self._carried(one, path)[1]
        for name, count in needed.items():
            one = self.things[self.element_of[name]]
            each, carried = self._carried(one, self.paths[name])
            rate = self.rows.of_scenario(("programme", "schedule", "launches_per_year_count"), launches)
            line = Line(rate, each=each, carried=1.0 if each != ABSENT else carried,
                        share=count / sum(needed.values()))  # fmt: skip
            self.line_of[name, LAUNCH] = self._add(line)

    def _add(self, line: Line) -> int:
        self.lines.append(line)
        return len(self.lines) - 1

    def _production(self, one: Thing, path: ActivityPath) -> Line:
        own, cost = one.figure("deliver_year_count"), one.cost_figure("produced_per_year_count")
        learns = path.ramp == "learning"
        ramp = self._of_path(one, path, ("ramp_duration_year",), path.ramp_duration_year)
        key = ("produced_per_year_count",)
        most = ABSENT if cost is None else self.rows.of_entry(cost[0], cost[1], key, cost[2])
        if own is not None:
            return Line(self.rows.of_scenario(*own), one.to_make, ramp=ramp, learns=learns, most=most)
        if cost is not None:
            return Line(most, ramp=ramp, learns=learns)
        if path.produced_per_year_count is not None:
            place = self._of_path(one, path, ("produced_per_year_count",), path.produced_per_year_count)
            return Line(place, ramp=ramp, learns=learns)
        years = path.first_set_duration_year or FIRST_SET
        place = self._of_path(one, path, ("first_set_duration_year",), years)
        return Line(place, one.to_make, ramp=ramp, learns=learns)

    def _carried(self, one: Thing, path: ActivityPath) -> tuple[int, float]:
        """Place of the figure of units in one launch, or ABSENT, and the number at its value."""
        lifted, mass = self.said.schedule.lifted_mass_kg, one.value("launch_mass_kg")
        if lifted is not None and mass > 0.0:
            room = float(lifted.value) / mass
            return ABSENT, float(int(room)) if room >= 1.0 else 1.0 / ceil(1.0 / room)
        figure = path.units_per_launch_count
        if figure is None:
            return ABSENT, 1.0
        return self._of_path(one, path, ("units_per_launch_count",), figure), float(figure.value)

    def _of_path(self, one: Thing, path: ActivityPath, key: Path, figure: Figure | None) -> int:
        """Place of a figure of a path; each element that follows it has draws of its own."""
        if figure is None:
            return ABSENT
        source, where = path.source_of(key, figure)
        own = figure.model_copy(update={"source": source, "where": where})
        return self.rows.of_scenario(("paths", one.path_id, "for", one.name, *key), own)

    def _duration(self, step: Planned) -> int:
        figure = step.spec.duration_year
        thing = self.things[self.element_of[step.element]] if step.element in self.element_of else None
        if figure is None or (
            thing is not None and thing.plain("developed") and step.spec.kind == "development"
        ):
            return ABSENT
        own = [place for place in step.changed if self.said.activities[place].duration_year is not None]
        if own or thing is None:
            return self.rows.of_scenario(("programme", "activities", own[-1], "duration_year"), figure)
        return self._of_path(
            thing, self.paths[step.element], (step.id.partition("/")[2], "duration_year"), figure
        )

    def _line(self, step: Planned) -> int:
        if not step.spec.delivers:
            return ABSENT
        return self.line_of.get((step.element, step.spec.kind), ABSENT)

    def _not_before(self, step: Planned) -> float:
        """Years after the start before which an activity does not begin."""
        years = [step.spec.not_before_year]
        thing = self.things[self.element_of[step.element]] if step.element in self.element_of else None
        if thing is not None and not step.after:
            years.append(_year(thing.plain("develop_from_year")))
        if thing is not None and step.spec.kind == PRODUCTION and step.spec.delivers:
            years.append(_year(thing.plain("deliver_from_year")))
        return float(max(0, *(year - self.said.start_year for year in years if year is not None), 0))

    def _spans(self, steps: Sequence[Planned]) -> dict[str, tuple[float, float]]:
        """Units of its line that are done before an activity and after it, in the order that they wait in."""
        from opendome.records.network import network as made

        order = made([one.id for one in steps], [(*one.after, *one.ends_after) for one in steps]).order
        found = {one.id: (0.0, 0.0) for one in steps}
        done: dict[tuple[str, str], float] = {}
        for place in order:
            step = steps[place]
            if not step.spec.delivers or step.element not in self.element_of:
                continue
            units = self.things[self.element_of[step.element]].to_make
            key = (step.element, step.spec.kind)
            begin = done.get(key, 0.0)
            done[key] = begin + units * _share(step, steps)
            found[step.id] = begin, done[key]
        return found

    def _element(self, one: Thing) -> Element:
        life, lost = one.cost_figure("life_duration_year"), one.cost_figure("attrition_per_year_fraction")
        life_place = (
            self.rows.of_entry(life[0], life[1], ("life_duration_year",), life[2]) if life else ABSENT
        )
        if life is None and isinstance(one.spec, Interceptor) and one.spec.orbit_life_year is not None:
            life_place = self.rows.of_entry(
                one.name, one.spec, ("orbit_life_year",), one.spec.orbit_life_year
            )
        own = one.figure("attrition_per_year_fraction")
        lost_place = ABSENT
        if own is not None:
            lost_place = self.rows.of_scenario(*own)
        elif lost is not None:
            lost_place = self.rows.of_entry(lost[0], lost[1], ("attrition_per_year_fraction",), lost[2])
        path = one.path_id if one.name in self.paths else ""
        return Element(
            one.name, one.what, one.quantity, one.owned if path else one.quantity,
            one.to_make, life_place, lost_place, one.listed, tuple(one.items), path,
            THERE if one.is_there else one.why,
        )  # fmt: skip


def _share(step: Planned, steps: Sequence[Planned]) -> float:
    """Share of its element's units that an activity delivers; those that say none divide what is left."""
    group = [one for one in steps if one.element == step.element and one.spec.kind == step.spec.kind
             and one.spec.delivers]  # fmt: skip
    if step.spec.share_fraction is not None:
        return float(step.spec.share_fraction)
    given = sum(float(one.spec.share_fraction) for one in group if one.spec.share_fraction is not None)
    return max(0.0, 1.0 - given) / sum(one.spec.share_fraction is None for one in group)


def _year(number: float | None) -> int | None:
    return None if number is None else int(number)
