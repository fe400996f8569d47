"""Settling: from the language to a `Case`. The one place where units convert.

Figures keep their written numbers and their unit in the path, and convert in `records.Figures`; the plain
numbers of launches convert here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import nan, pi
from typing import Any

import numpy as np

from opendome.errors import InputError, Problem
from opendome.records import case as cases
from opendome.records import figures
from opendome.records.case import Case, EarthModel
from opendome.scenario.document import DEFAULT_EPOCH, RaidItem, Scenario
from opendome.scenario.figures import ELEVATION, Figure, Path
from opendome.scenario.library import Library
from opendome.scenario.places import Place, place_of
from opendome.scenario.raid_checks import changed_entry
from opendome.scenario.threats import DEFAULT_THRUST_LOSS, Ballistic, Stage
from opendome.units import UNITS

_DEG = pi / 180.0
_NOT_GIVEN = "not given: taken as 1"
Row = tuple[str, float, float, float, str, str, str, str]


@dataclass(frozen=True)
class FlightRequest:
    """One launch as `fly` asks for it: a place to hit, or a direction.

    Attributes:
        from_place: Where it starts.
        to_place: Where it is aimed, or None.
        azimuth_deg: Direction of launch, clockwise from north [deg], where there is no aim.
        maximum_range: Fly as far as it goes in that direction.
        apogee_km: Asked-for greatest height of a flight to a place [km].
        loft_deg: Elevation that thrust turns down to and holds [deg].
        pitch_rate_deg_per_s: How fast it turns down from the vertical [deg/s].
    """

    from_place: Place
    to_place: Place | None = None
    azimuth_deg: float | None = None
    maximum_range: bool = False
    apogee_km: float | None = None
    loft_deg: float | None = None
    pitch_rate_deg_per_s: float | None = None


@dataclass
class _Builder:
    """Collects missiles, their figures and their launches."""

    rows: list[Row] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    missiles: list[tuple[str, Ballistic, str]] = field(default_factory=list)
    launches: list[tuple[Any, ...]] = field(default_factory=list)
    threat_ids: list[str] = field(default_factory=list)
    launch_names: list[str] = field(default_factory=list)
    aim_names: list[str] = field(default_factory=list)

    def missile(self, name: str, spec: Ballistic, energy: str) -> int:
        """Row of a missile in one way of flying; figures are shared between ways."""
        for row, (known, _, mode) in enumerate(self.missiles):
            if (known, mode) == (name, energy):
                return row
        self.missiles.append((name, spec, energy))
        return len(self.missiles) - 1

    def figure(self, name: str, spec: Ballistic, path: Path, figure: Figure | None) -> int:
        """Place of a figure in the table, or ABSENT."""
        if figure is None:
            return cases.ABSENT
        text = ".".join(("library", name, *map(str, path)))
        if text not in self.place:
            low, high = figure.ends
            source, where = spec.source_of(path, figure)
            self.place[text] = len(self.rows)
            self.rows.append(
                (
                    text,
                    float(figure.value),
                    float(low),
                    float(high),
                    figure.shape,
                    figure.moves_with,
                    source,
                    where,
                )
            )
        return self.place[text]

    def launch(
        self,
        threat_id: str,
        row: int,
        time_s: float,
        start: Place,
        task: int,
        aim: Place | None,
        **asked: Any,
    ) -> None:
        """Add one launch; angles in degrees and heights in kilometres become SI here."""
        given = {name: nan if asked.get(name) is None else float(asked[name]) for name in _ASKED}
        self.launches.append(
            (
                row,
                time_s,
                start.lat_deg * _DEG,
                _turn(start.lon_deg) * _DEG,
                start.altitude_km * UNITS["km"].factor,
                task,
                nan if aim is None else aim.lat_deg * _DEG,
                nan if aim is None else _turn(aim.lon_deg) * _DEG,
                given["azimuth_deg"] * _DEG,
                given["apogee_km"] * UNITS["km"].factor,
                given["loft_deg"] * _DEG,
                given["pitch_rate_deg_per_s"] * UNITS["deg_per_s"].factor,
            )
        )
        self.threat_ids.append(threat_id)
        self.launch_names.append(start.name)
        self.aim_names.append("" if aim is None else aim.name)


_ASKED = ("azimuth_deg", "apogee_km", "loft_deg", "pitch_rate_deg_per_s")


def settle(scenario: Scenario, library: Library, earth: EarthModel | None = None) -> Case:
    """The case that a checked scenario means.

    Args:
        scenario: As `loading.load_scenario` returns it.
        library: What its names mean.
        earth: Which Earth is flown over; absent: rotating WGS84.

    Raises:
        InputError: A name or an entry has a problem after all.
    """
    built = _Builder()
    for item, ids in zip(scenario.raid, scenario.threat_ids(), strict=True):
        _settle_item(built, item, ids, scenario, library)
    return _case(built, scenario.name, _utc(scenario.epoch), earth or EarthModel())


def settle_flight(
    threat_id: str,
    spec: Ballistic,
    flight: FlightRequest,
    library: Library,  # noqa: ARG001  # glide vehicles will name boosters
    earth: EarthModel | None = None,
) -> Case:
    """The case of one launch.

    Args:
        threat_id: Id of the threat.
        spec: As `loading.load_threat` returns it.
        flight: What the launch is asked to do.
        library: What names mean.
        earth: Which Earth is flown over; absent: rotating WGS84.

    Raises:
        InputError: The request says nothing to do, or two things at once.
    """
    built = _Builder()
    row = built.missile(threat_id, spec, spec.energy_mode)
    built.launch(
        f"{threat_id}-1",
        row,
        0.0,
        flight.from_place,
        _task(flight),
        flight.to_place,
        azimuth_deg=flight.azimuth_deg,
        apogee_km=flight.apogee_km,
        loft_deg=flight.loft_deg,
        pitch_rate_deg_per_s=flight.pitch_rate_deg_per_s,
    )
    return _case(built, spec.name, DEFAULT_EPOCH, earth or EarthModel())


def _task(flight: FlightRequest) -> int:
    """What a request asks for, in a code of `cases.TASKS`."""
    programme = flight.loft_deg is not None or flight.pitch_rate_deg_per_s is not None
    if flight.to_place is not None:
        if flight.azimuth_deg is not None or flight.maximum_range or programme:
            raise _asks("A flight has a place to hit, or a direction, not both.")
        if flight.apogee_km is None:
            return cases.HIT_PLACE
        _check("apogee_km", flight.apogee_km, flight.apogee_km > 0, "An apogee is more than zero.")
        return cases.HIT_WITH_APOGEE
    if flight.azimuth_deg is None:
        raise _asks("A flight needs a place to hit, or a direction.")
    _check(
        "azimuth_deg",
        flight.azimuth_deg,
        -360 <= flight.azimuth_deg <= 360,
        "An azimuth lies between 0 and 360 degrees.",
    )
    if flight.apogee_km is not None:
        raise _asks("An apogee goes with a place to hit.")
    if flight.maximum_range == programme:
        raise _asks("A direction goes with one of maximum range, and loft with pitch rate.")
    if flight.maximum_range:
        return cases.GO_FAR
    if flight.loft_deg is None or flight.pitch_rate_deg_per_s is None:
        raise _asks("Loft and pitch rate go together.")
    _check("loft_deg", flight.loft_deg, ELEVATION.holds(flight.loft_deg), ELEVATION.says)
    rate = flight.pitch_rate_deg_per_s
    _check(
        "pitch_rate_deg_per_s",
        rate,
        0 < rate <= 90,
        "A pitch rate is more than 0 and at most 90 degrees a second.",
    )
    return cases.FLY_PROGRAMME


def _check(key: str, value: float, holds: bool, says: str) -> None:
    if not holds:  # a NaN holds nothing
        raise InputError(Problem("out_of_range", says, key=key, value=f"{value:g}"))


def _asks(message: str) -> InputError:
    remedy = (
        "Give --to PLACE, or --azimuth-deg with --maximum-range, "
        "or with --loft-deg and --pitch-rate-deg-per-s."
    )
    return InputError(Problem("flight_request", message, remedy))


def _settle_item(
    built: _Builder, item: RaidItem, ids: list[str], scenario: Scenario, library: Library
) -> None:
    spec = threat_of(scenario, item.threat, library)
    row = built.missile(item.threat, spec, item.energy or spec.energy_mode)
    start = place_of(item.launch, library)
    aims = [place_of(aim, library) for aim in item.aim]
    task = cases.HIT_PLACE if item.apogee_km is None else cases.HIT_WITH_APOGEE
    for number, threat_id in enumerate(ids):
        time_s = item.start_s + number * item.spacing_s
        built.launch(threat_id, row, time_s, start, task, aims[number % len(aims)], apogee_km=item.apogee_km)


def threat_of(scenario: Scenario, name: str, library: Library) -> Ballistic:
    """A threat of the library as a scenario changes it.

    Raises:
        InputError: There is none of this name, or it has problems.
    """
    from opendome.scenario.nodes import Node, Span
    from opendome.scenario.origin import Written
    from opendome.scenario.reading import Document

    nowhere = Written(Document(None, [], Node(None, Span(1, 1, 1))))
    spec, found = changed_entry(library, "threats", name, scenario.library.get(name), nowhere)
    if found or not isinstance(spec, Ballistic):
        raise InputError(*(found or [library.unknown("threats", name)]))
    return spec


def _case(built: _Builder, name: str, epoch: str, earth: EarthModel) -> Case:
    kinds = built.missiles
    stages = [_stages(spec) for _, spec, _ in kinds]
    count = np.array([len(each) for each in stages], dtype=np.int64)
    missile_table = np.full(len(kinds), cases.ABSENT, dtype=cases.places_of(cases.MISSILE_FIELDS))
    stage_table = np.full((len(kinds), count.max()), cases.ABSENT, dtype=cases.places_of(cases.STAGE_FIELDS))
    turns = max(len(spec.pitch_programme) for _, spec, _ in kinds)
    pitch = np.full((len(kinds), turns), cases.ABSENT, dtype=cases.places_of(cases.PITCH_FIELDS))
    rules = np.full((len(kinds), turns), -1, dtype=np.int64)
    drag = np.full((2, len(kinds), max(len(spec.drag) for _, spec, _ in kinds)), nan)
    for row, (threat_id, spec, _) in enumerate(kinds):
        _fill_missile(built, missile_table[row], threat_id, spec)
        for place, (path, stage) in enumerate(stages[row]):
            _fill_stage(built, stage_table[row, place], threat_id, spec, path, stage)
        for place, entry in enumerate(spec.pitch_programme):
            path = ("pitch_programme", place)
            for column, key in zip(cases.PITCH_FIELDS, ("from_s", "to_s", entry.rule), strict=True):
                pitch[row, place][column] = built.figure(threat_id, spec, (*path, key), getattr(entry, key))
            rules[row, place] = cases.PITCH_RULES.index(entry.rule)
        drag[:, row, : len(spec.drag)] = np.array(spec.drag, dtype=np.float64).T
    return Case(
        name=name,
        epoch=epoch,
        figures=figures.of(built.rows),
        missile_id=tuple(threat_id for threat_id, _, _ in kinds),
        missile_class=tuple(spec.class_ for _, spec, _ in kinds),
        missiles=missile_table,
        stages=stage_table,
        stage_count=count,
        has_bus=np.array([spec.bus is not None for _, spec, _ in kinds]),
        pitch=pitch,
        pitch_rule=rules,
        drag_mach=drag[0],
        drag_coefficient=drag[1],
        energy=np.array([cases.ENERGY_MODES.index(mode) for _, _, mode in kinds], dtype=np.int64),
        reentry_count=np.array([_reentry_count(spec) for _, spec, _ in kinds], dtype=np.int64),
        decoy_count=np.array(
            [spec.decoys.count if spec.decoys else 0 for _, spec, _ in kinds], dtype=np.int64
        ),
        launches=np.array(built.launches, dtype=cases.LAUNCH),
        threat_id=tuple(built.threat_ids),
        launch_name=tuple(built.launch_names),
        aim_name=tuple(built.aim_names),
        earth=earth,
    )


def _stages(spec: Ballistic) -> list[tuple[Path, Stage]]:
    """Main stages and the bus after them, with their paths."""
    stages: list[tuple[Path, Stage]] = [(("stages", place), stage) for place, stage in enumerate(spec.stages)]
    if spec.bus is not None:
        stages.append((("bus",), spec.bus))
    return stages


def _fill_missile(built: _Builder, row: Any, threat_id: str, spec: Ballistic) -> None:
    fairing = spec.fairing
    falls = spec.reentry_vehicles[0] if spec.reentry_vehicles else None
    reliability = spec.launch_reliability_probability or Figure(value=1.0, where=_NOT_GIVEN)
    given: dict[str, tuple[Path, Figure | None]] = {
        "payload_mass": (("payload_mass_kg",), spec.payload_mass_kg),
        "residual_mass": (("residual_mass_kg",), spec.residual_mass_kg),
        "fairing_mass": (("fairing", "mass_kg"), fairing.mass_kg if fairing else None),
        "fairing_drop_altitude": (
            ("fairing", "drop_altitude_km"),
            fairing.drop_altitude_km if fairing else None,
        ),
        "launch_reliability": (("launch_reliability_probability",), reliability),
        "reentry_mass": (("reentry_vehicles", 0, "mass_kg"), falls.mass_kg if falls else None),
        "reentry_ballistic_coefficient": (
            ("reentry_vehicles", 0, "ballistic_coefficient_kg_per_m2"),
            falls.ballistic_coefficient_kg_per_m2 if falls else None,
        ),
        "drag_factor": (("drag_factor",), spec.drag_factor),
    }
    for name in cases.MISSILE_FIELDS:
        row[name] = built.figure(threat_id, spec, *given[name])


def _fill_stage(built: _Builder, row: Any, threat_id: str, spec: Ballistic, path: Path, stage: Stage) -> None:
    loss = stage.sea_level_thrust_loss_fraction
    if stage.nozzle_exit_area_m2 is not None:
        loss = None  # the area says it better
    elif loss is None:
        loss = DEFAULT_THRUST_LOSS
    given = {
        "dry_mass": ("dry_mass_kg", stage.dry_mass_kg),
        "propellant_mass": ("propellant_mass_kg", stage.propellant_mass_kg),
        "specific_impulse": ("specific_impulse_vacuum_s", stage.specific_impulse_vacuum_s),
        "burn_time": ("burn_time_s", stage.burn_time_s),
        "diameter": ("diameter_m", stage.diameter_m),
        "nozzle_exit_area": ("nozzle_exit_area_m2", stage.nozzle_exit_area_m2),
        "sea_level_thrust_loss": ("sea_level_thrust_loss_fraction", loss),
        "coast_before": ("coast_before_s", stage.coast_before_s),
    }
    for name in cases.STAGE_FIELDS:
        key, figure = given[name]
        row[name] = built.figure(threat_id, spec, (*path, key), figure)


def _reentry_count(spec: Ballistic) -> int:
    return sum(group.count for group in spec.reentry_vehicles) or 1


def _turn(lon_deg: float) -> float:
    """A longitude between -180 and 180 degrees."""
    return lon_deg - 360.0 if lon_deg > 180.0 else lon_deg


def _utc(epoch: str) -> str:
    read = datetime.fromisoformat(epoch)
    stamp = (read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat()
    return stamp.replace("+00:00", "Z")
