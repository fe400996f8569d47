"""From the language to a case: the one place where units convert."""

from __future__ import annotations

import dataclasses
from math import isnan, pi, radians
from typing import Any

import numpy as np
import pytest

from opendome.records import case as cases
from opendome.records.case import Case, EarthModel, Plays
from opendome.scenario.document import Scenario
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario, load_threat
from opendome.scenario.places import Place
from opendome.scenario.settle import FlightRequest, settle, settle_flight
from opendome.scenario.threats import PITCH_RULES
from unit.scenario.small import refused

HERE = Place("Here", 40.0, 127.0)
THERE = Place("There", 41.85, -87.65)


def settled(library: Library, *settings: str) -> Case:
    return settle(load_scenario("small-raid", library, settings), library)


def test_units_convert_once(library: Library) -> None:
    case = settled(
        library,
        "library.small.fairing={mass_kg: 10, drop_altitude_km: 50}",
        "library.small.pitch_programme=[{from_s: 5, to_s: 9, rate_deg_per_s: 2}]",
        "raid.0.launch={lat_deg: 40, lon_deg: 240, altitude_km: 1.5}",
        "library.small.basing=any",
    )
    world = case.reference_world(Plays(1))
    assert world.missiles["payload_mass"][0] == 1000
    assert world.missiles["fairing_drop_altitude"][0] == 50_000
    assert world.missiles["launch_reliability"][0] == 0.9
    assert world.stages["specific_impulse"][0, 0] == 230
    assert world.pitch["amount"][0, 0] == pytest.approx(radians(2))
    assert case.pitch_rule.tolist() == [[cases.PITCH_RATE]]
    launch = case.launches[0]
    assert launch["latitude"] == pytest.approx(40 * pi / 180)
    assert launch["longitude"] == pytest.approx(-120 * pi / 180)
    assert launch["altitude"] == 1500
    assert launch["aim_latitude"] == pytest.approx(radians(41.85))


def test_settling_twice_gives_equal_cases(library: Library) -> None:
    scenario = load_scenario("small-raid", library)
    same_case(settle(scenario, library), settle(scenario, library))


def test_a_scenario_written_and_read_again_settles_alike(library: Library) -> None:
    scenario = load_scenario("small-raid", library)
    again = Scenario.model_validate(scenario.as_written())
    assert again == scenario
    same_case(settle(scenario, library), settle(again, library))


def same_case(one: Any, two: Any) -> None:
    for name in (field.name for field in dataclasses.fields(one)):
        ours, theirs = getattr(one, name), getattr(two, name)
        if isinstance(ours, np.ndarray):
            assert (ours.dtype, ours.shape, ours.tobytes()) == (theirs.dtype, theirs.shape, theirs.tobytes())
        elif dataclasses.is_dataclass(ours):
            same_case(ours, theirs)
        else:
            assert ours == theirs


def test_each_figure_stands_once(library: Library) -> None:
    case = settled(library, "raid.0.count=3")
    assert len(set(case.figures.path)) == len(case.figures)
    assert case.figures.path[0] == "library.small.payload_mass_kg"
    caught = [path for path in case.figures.path if "catcher" in path]
    assert caught[0] == "library.catcher.burnout_speed_km_per_s"
    assert "library.catcher.kill_vehicle_mass_kg" not in caught, "a figure that no stage reads is not drawn"
    place = case.figures.path.index("library.small.stages.0.propellant_mass_kg")
    assert (case.figures.low[place], case.figures.value[place], case.figures.high[place]) == (
        3600,
        3699,
        3800,
    )
    assert (case.figures.source[place], case.figures.where[place]) == ("other2001", "p. 4")


def test_what_is_absent(library: Library) -> None:
    case = settled(library)
    world = case.reference_world(Plays(1))
    assert isnan(world.missiles["fairing_mass"][0])
    assert isnan(world.stages["nozzle_exit_area"][0, 0])
    assert world.stages["sea_level_thrust_loss"][0, 0] == 0.02
    place = case.figures.path.index("library.small.stages.0.sea_level_thrust_loss_fraction")
    assert (case.figures.source[place], case.figures.low[place], case.figures.high[place]) == (
        "assumed",
        0,
        0.12,
    )


def test_an_exit_area_leaves_no_loss_to_assume(library: Library) -> None:
    case = settled(library, "library.small.stages.0.nozzle_exit_area_m2=0.13")
    assert case.stages["sea_level_thrust_loss"][0, 0] == cases.ABSENT
    assert case.reference_world(Plays(1)).stages["nozzle_exit_area"][0, 0] == 0.13


def test_a_reliability_not_given_is_one_and_says_so(library: Library) -> None:
    data = load_threat("small", library)[1].as_written()
    del data["launch_reliability_probability"]
    spec = type(load_threat("small", library)[1]).model_validate(data)
    flown = settle_flight("small", spec, FlightRequest(HERE, THERE))
    place = flown.figures.path.index("library.small.launch_reliability_probability")
    assert flown.figures.value[place] == 1
    assert "not given" in flown.figures.where[place]
    assert flown.figures.source[place] == "book1999"


def test_a_bus_is_the_last_stage(library: Library) -> None:
    masses, burn = (
        "dry_mass_kg: 50, propellant_mass_kg: 20",
        "specific_impulse_vacuum_s: 280, burn_time_s: 100",
    )
    case = settled(library, f"library.small.bus={{{masses}, {burn}, diameter_m: 1}}")
    assert case.stage_count.tolist() == [2]
    assert case.has_bus.tolist() == [True]
    assert case.figures.path[case.stages["dry_mass"][0, 1]] == "library.small.bus.dry_mass_kg"


def test_ids_count_on_over_items_and_aims_take_turns(library: Library) -> None:
    aims = "[{city: Chicago}, {city: Seattle}]"
    item = f"{{threat: small, launch: {{lat_deg: 40, lon_deg: 127}}, aim: {aims}, count: 3"
    raid = f"raid=[{item}, spacing_s: 10}}, {item}, name: wave-a}}, {item}, start_s: 100}}]"
    case = settled(library, raid)
    assert case.threat_id == (
        "small-1", "small-2", "small-3", "wave-a-1", "wave-a-2", "wave-a-3", "small-4", "small-5", "small-6",
    )  # fmt: skip
    assert case.aim_name[:3] == ("Chicago", "Seattle", "Chicago")
    assert case.launches["time"].tolist() == [0, 10, 20, 0, 0, 0, 100, 100, 100]
    assert case.missile_id == ("small",)


def test_another_way_of_flying_is_another_row_with_the_same_figures(library: Library) -> None:
    plain = settled(library)
    item = "{threat: small, launch: {lat_deg: 40, lon_deg: 127}, aim: {city: Chicago}"
    case = settled(library, f"raid=[{item}}}, {item}, energy: full_burn_loft}}]")
    assert case.missile_id == ("small", "small")
    assert [cases.ENERGY_MODES[code] for code in case.energy] == ["cutoff", "full_burn_loft"]
    assert len(case.figures) == len(plain.figures)
    assert case.launches["missile"].tolist() == [0, 1]


def test_defaults_by_propellant(library: Library) -> None:
    assert settled(library).energy.tolist() == [cases.CUTOFF]
    assert settled(library, "library.small.propellant=solid").energy.tolist() == [cases.FULL_BURN_WASTE]


def test_drag_tables_are_padded(library: Library) -> None:
    case = settled(library, "library.small.drag_coefficient_by_mach=[[0, 0.3], [2, 0.2]]")
    assert case.drag_mach.tolist() == [[0, 2]]
    assert settled(library).drag_coefficient.tolist() == [[0.20, 0.20, 0.27, 0.27, 0.20]]


def test_pitch_rules_are_those_of_the_records() -> None:
    assert PITCH_RULES == cases.PITCH_RULES


@pytest.mark.parametrize(
    ("asked", "task"),
    [
        ({"to_place": THERE}, cases.HIT_PLACE),
        ({"to_place": THERE, "apogee_km": 2000.0}, cases.HIT_WITH_APOGEE),
        ({"azimuth_deg": 40.0, "maximum_range": True}, cases.GO_FAR),
        ({"azimuth_deg": 40.0, "loft_deg": 47.0, "pitch_rate_deg_per_s": 1.3}, cases.FLY_PROGRAMME),
    ],
)
def test_what_a_flight_is_asked(library: Library, asked: dict[str, object], task: int) -> None:
    name, spec = load_threat("small", library)
    request = FlightRequest(HERE, **asked)  # type: ignore[arg-type]
    case = settle_flight(name, spec, request, EarthModel(rotating=False))
    launch = case.launches[0]
    assert int(launch["task"]) == task
    assert case.threat_id == ("small-1",)
    assert not case.earth.rotating
    assert isnan(launch["azimuth"]) == ("azimuth_deg" not in asked)
    if task == cases.FLY_PROGRAMME:
        assert launch["pitch_rate"] == pytest.approx(radians(1.3))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"to_place": THERE, "azimuth_deg": 3.0},
        {"to_place": THERE, "maximum_range": True},
        {"azimuth_deg": 3.0},
        {"azimuth_deg": 3.0, "maximum_range": True, "loft_deg": 40.0},
        {"azimuth_deg": 3.0, "loft_deg": 40.0},
        {"azimuth_deg": 3.0, "maximum_range": True, "apogee_km": 100.0},
        {"azimuth_deg": float("nan"), "maximum_range": True},
        {"to_place": THERE, "apogee_km": -5.0},
        {"azimuth_deg": 3.0, "loft_deg": 400.0, "pitch_rate_deg_per_s": 1.0},
        {"azimuth_deg": 3.0, "loft_deg": 40.0, "pitch_rate_deg_per_s": 0.0},
    ],
)
def test_requests_that_say_nothing_or_too_much(library: Library, asked: dict[str, object]) -> None:
    name, spec = load_threat("small", library)
    request = FlightRequest(HERE, **asked)  # type: ignore[arg-type]
    assert refused(settle_flight, name, spec, request, library).message
