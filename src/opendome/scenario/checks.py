"""What is wrong with one library entry beyond the form of its keys."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from opendome.errors import Problem
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import ASSUMED, Figure, Path, walk
from opendome.scenario.naming import did_you_mean
from opendome.scenario.origin import Origin
from opendome.scenario.threats import Ballistic, Stage

_SOURCES = "All sources: opendome list sources. A guess says `source: assumed` and carries low and high."


def entry_problems(spec: Equipment, origin: Origin, sources: Mapping[str, str]) -> list[Problem]:
    """Everything wrong with an entry whose form is good."""
    found = list(_source_problems(spec, origin, sources))
    if isinstance(spec, Ballistic):
        found += _stage_order(spec, origin)
        found += _pitch_times(spec, origin)
        found += _masses(spec, origin)
    return found


def _source_problems(spec: Equipment, origin: Origin, sources: Mapping[str, str]) -> list[Problem]:
    found = []
    for path, named in _sources_named(spec):
        if named and named != ASSUMED and named not in sources:
            message = f"There is no source of this key.{did_you_mean(named, [*sources, ASSUMED])}"
            found.append(origin.problem("unknown_source", (*path, "source"), message, _SOURCES))
    for path, figure in walk(spec):
        source, _ = spec.source_of(path, figure)
        low, high = figure.ends
        if source == ASSUMED and low == high:
            found.append(
                origin.problem(
                    "assumed_without_range",
                    path,
                    "An assumed figure needs a range.",
                    f"Write it as {{value: {figure.value:g}, low: …, high: …, source: assumed}}.",
                )
            )
    return found


def _sources_named(spec: Equipment) -> list[tuple[Path, str]]:
    named: list[tuple[Path, str]] = [((), spec.source)]
    named += [(path, figure.source) for path, figure in walk(spec)]
    if isinstance(spec, Ballistic) and spec.drag_coefficient_by_mach is not None:
        named.append((("drag_coefficient_by_mach",), spec.drag_coefficient_by_mach.source))
    record = getattr(spec, "test_record", None)
    if record is not None:
        named.append((("test_record",), record.source))
    return named


def _stage_mass(stage: Stage) -> float:
    return stage.dry_mass_kg.value + stage.propellant_mass_kg.value


def _stage_order(spec: Ballistic, origin: Origin) -> list[Problem]:
    masses = [_stage_mass(stage) for stage in spec.stages]
    return [
        origin.problem(
            "stage_order",
            ("stages", place),
            f"Stages go from the bottom up: stage {place + 1} ({above:,.0f} kg) is heavier than "
            f"stage {place} below it ({below:,.0f} kg).",
            "List the stage that burns first at the top.",
        )
        for place, (below, above) in enumerate(pairwise(masses), start=1)
        if above > below
    ]


def _pitch_times(spec: Ballistic, origin: Origin) -> list[Problem]:
    end = powered_end_s(spec)
    return [
        origin.problem(
            "after_burnout",
            ("pitch_programme", place, "from_s"),
            f"The last main stage has burnt out by then, {end:g} s after launch.",
            "A pitch programme steers only while engines burn.",
        )
        for place, entry in enumerate(spec.pitch_programme)
        if entry.from_s.value >= end
    ]


def powered_end_s(spec: Ballistic) -> float:
    """When the last main stage burns out [s after launch]."""
    return sum(stage.burn_time_s.value + _value(stage.coast_before_s) for stage in spec.stages)


def _value(figure: Figure | None) -> float:
    return 0.0 if figure is None else figure.value


def _masses(spec: Ballistic, origin: Origin) -> list[Problem]:
    """Things carried must not weigh more than the payload."""
    carried = sum(group.count * group.mass_kg.value for group in spec.reentry_vehicles)
    if spec.decoys is not None and spec.decoys.mass_kg is not None:
        carried += spec.decoys.count * spec.decoys.mass_kg.value
    if carried <= spec.payload_mass_kg.value * (1.0 + 1e-9):
        return []
    return [
        origin.problem(
            "payload",
            ("payload_mass_kg",),
            f"The payload is lighter than the re-entry vehicles and decoys in it: {carried:,.0f} kg.",
            "payload_mass_kg is all that the last stage carries.",
        )
    ]
