"""What a cruise missile does on its way, and what is said where it cannot do what was asked."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import cruises
import flights
from cruises import cruiser, fly
from flights import SPHERE, STILL, TURNING, Flight, towards
from opendome.arrays import Floats
from opendome.physics import earth
from opendome.records import trajectories as flown
from opendome.records.trajectories import PHASES

START, AIM = (50.0, 30.0), (52.0, 40.0)
WAY = ((53.0, 33.0), (51.0, 36.0))
AIRCRAFT = {"altitude_km": 9.0, "speed_km_per_s": 0.2}
RADIUS = 240.0**2 / (2.0 * cruises.GRAVITY)
"""Of the turns of a missile that is given nothing else [m]."""


def _place(point: tuple[float, float], height: float) -> Floats:
    return earth.ecef_from_geodetic(*np.radians(point), height)


def _phases(flight: Flight) -> list[str]:
    codes = flight.numbers("phase")[:-1]
    return [PHASES[code] for place, code in enumerate(codes) if place == 0 or code != codes[place - 1]]


def test_from_the_ground() -> None:
    flight = fly(cruiser(), START, AIM, WAY)
    assert flight.status == "ok"
    assert cruises.names_of(flight) == [
        "launch", "burnout", "cruise_start", "way_point", "way_point", "dive_start", "impact",
    ]  # fmt: skip
    assert _phases(flight) == ["boost", "climb", "cruise", "dive"]
    assert flight.node(0).speed_km_per_s == 0.0
    assert flight.burnout().speed_km_per_s == pytest.approx(0.24, rel=1e-9)
    assert flight.burnout().angle_deg == pytest.approx(15.0)
    assert flight.at(flown.CRUISE_START).altitude_km == pytest.approx(1.0, abs=1e-9)
    assert flight.at(flown.DIVE_START).altitude_km == pytest.approx(1.0, abs=1e-9)
    impact = flight.at(flown.IMPACT)
    assert (impact.altitude_km, impact.angle_deg) == pytest.approx((0.0, -30.0), abs=1e-6)
    assert flight.miss_m < 0.01
    assert np.all(flight.numbers("mass") == 1_500.0)


def test_from_an_aircraft() -> None:
    flight = fly(cruiser(air_launch=AIRCRAFT), START, AIM, WAY)
    assert flight.status == "ok"
    assert "burnout" not in cruises.names_of(flight)
    assert _phases(flight) == ["climb", "cruise", "dive"]
    first = flight.node(0)
    assert (first.altitude_km, first.speed_km_per_s, first.angle_deg) == pytest.approx(
        (9.0, 0.2, 0.0), abs=1e-9
    )
    # 0.3 g until it has its own speed
    assert np.linalg.norm(cruises.moves(flight, np.array([10.0]))[1]) == pytest.approx(
        200.0 + 3.0 * cruises.GRAVITY, rel=1e-6
    )
    assert flight.miss_m < 0.01


def test_from_an_aircraft_that_is_faster_than_the_drone() -> None:
    """It slows down, and bends no harder than the figure says at the aircraft's speed."""
    drone = cruiser(**{"class": "drone"}, cruise_speed_km_per_s=0.05, air_launch=AIRCRAFT)
    flight = fly(drone, START, towards(START, 70, 200))
    assert flight.status == "ok"
    times = cruises.many_times(flight)
    speeds = np.linalg.norm(cruises.moves(flight, times)[1], axis=-1)
    assert np.all(np.diff(speeds) < 0.02)
    assert speeds[-1] == pytest.approx(50.0, rel=1e-4)
    assert np.linalg.norm(flight.numbers("acceleration"), axis=-1).max() < 2.05 * cruises.GRAVITY


def test_upwards_from_an_aircraft() -> None:
    aircraft = {"altitude_km": 1.0, "speed_km_per_s": 0.2}
    flight = fly(cruiser(cruise_altitude_km=10.0, air_launch=aircraft), START, AIM)
    height = flight.numbers("altitude")
    assert np.all(np.diff(height[: np.argmax(height) + 1]) > 0.0)
    assert height.max() == pytest.approx(10_000.0)


def test_from_a_mountain_down_to_its_height() -> None:
    case = cruises.case_of(cruiser(cruise_altitude_km=0.1), START, AIM)
    case.launches["altitude"] = 2_500.0
    flight = flights.flights(case)[0]
    assert flight.status == "ok"
    assert flight.numbers("altitude")[0] == pytest.approx(2_500.0)
    assert flight.node(0).angle_deg == pytest.approx(0.0) or flight.node(0).speed_km_per_s == 0.0
    assert flight.at(flown.CRUISE_START).altitude_km == pytest.approx(0.1)
    assert flight.miss_m < 0.01


@pytest.mark.parametrize("height_km", [0.01, 0.05, 0.1])
def test_low_heights_are_climbed_to_less_steeply(height_km: float) -> None:
    """An arc of this radius from the whole angle would be higher than the flight."""
    flight = fly(cruiser(cruise_altitude_km=height_km), START, AIM)
    least = np.degrees(np.arccos(1.0 - height_km * 1e3 / RADIUS))
    assert flight.status == "ok"
    assert flight.at(flown.IMPACT).angle_deg == pytest.approx(-min(least, 30.0), abs=1e-6)
    assert np.all(flight.numbers("altitude") > -1e-6)
    assert flight.numbers("altitude").max() == pytest.approx(height_km * 1e3)
    assert flight.time[-1] > flight.time[-2], "the last step has a length, or nobody knows its speed"


def test_out_of_reach_comes_down_where_the_fuel_ends() -> None:
    far = fly(cruiser(range_km=500), START, AIM, WAY)
    assert far.status == "out_of_reach"
    assert cruises.path_length(far) == pytest.approx(500e3, rel=1e-6)
    assert cruises.names_of(far)[-2:] == ["dive_start", "impact"]
    near = fly(cruiser(range_km=5_000), START, AIM, WAY)
    shared = np.linspace(0.0, cruises.time_of(far, flown.DIVE_START), 50)
    assert np.abs(cruises.moves(far, shared)[0] - cruises.moves(near, shared)[0]).max() < 0.05
    assert 100e3 < far.miss_m < 1_000e3


def test_the_last_of_its_reach() -> None:
    length_km = cruises.path_length(fly(cruiser(), START, AIM, WAY)) / 1e3
    assert fly(cruiser(range_km=length_km + 0.05), START, AIM, WAY).status == "ok"
    short = fly(cruiser(range_km=length_km - 0.05), START, AIM, WAY)
    assert short.status == "out_of_reach"
    assert short.miss_m == pytest.approx(50.0, rel=0.05)


@pytest.mark.parametrize("distance_km", [0.0, 0.5, 3.0])
def test_too_near_flies_past(distance_km: float) -> None:
    flight = fly(cruiser(), START, towards(START, 20, distance_km))
    assert flight.status == "too_near"
    climb, dive = cruises.time_of(flight, flown.CRUISE_START), cruises.time_of(flight, flown.DIVE_START)
    assert climb == dive
    assert flight.miss_m == pytest.approx(1e3 * (flight.range_km - distance_km), abs=2.0)
    just = fly(cruiser(), START, towards(START, 20, flight.range_km + 0.01))
    assert just.status == "ok"


def test_turns_that_do_not_fit_are_flown_tighter() -> None:
    """The way-points stand closer to one another than the two turns take."""
    tight = ((50.05, 30.0), (50.05, 30.03), (50.4, 30.03))
    flight = fly(cruiser(), START, AIM, tight)
    assert flight.status == "turn_too_tight"
    assert flight.miss_m < 0.01
    hardest = np.linalg.norm(flight.numbers("acceleration"), axis=-1).max()
    assert 2.2 * cruises.GRAVITY < hardest < 50.0 * cruises.GRAVITY
    wide = fly(cruiser(turn_acceleration_g=19.9), START, AIM, tight)
    assert wide.status == "ok"


def test_there_and_back_passes_near_the_place() -> None:
    """No arc is tangent to a leg and to the same leg backwards."""
    flight = fly(cruiser(), START, towards(START, 30, 40), (towards(START, 30, 200),))
    assert flight.status == "turn_too_tight"
    places, _ = cruises.moves(flight, cruises.many_times(flight, 3_000))
    turn = _place(towards(START, 30, 200), 1_000.0)
    assert np.linalg.norm(places - turn, axis=-1).min() < 2.1 * RADIUS
    assert flight.miss_m < 2.0


def test_each_way_point_is_passed_at_the_distance_of_its_arc() -> None:
    """The middle of a turn lies r (1/cos(d/2) - 1) inside the corner."""
    corner = towards(START, 40, 150)
    flight = fly(cruiser(), START, towards(corner, 130, 150), (corner,))
    middle = flight.numbers("position")[flight.all.nodes_of(0, flown.WAY_POINT)[0]]
    apart = float(np.linalg.norm(middle - _place(corner, 1_000.0)))
    assert apart == pytest.approx(
        RADIUS * (2.0**0.5 - 1.0), rel=0.03
    )  # legs bend, so d is not just 90 degrees


def test_straight_through_a_way_point() -> None:
    """A way-point on the great circle between the others changes nothing but that it is noted."""
    line = [(0.0, 10.0), (0.0, 20.0), (0.0, 30.0)]
    plain, noted = fly(cruiser(), line[0], line[2]), fly(cruiser(), line[0], line[2], line[1:2])
    assert noted.status == "ok"
    assert "way_point" in cruises.names_of(noted)
    assert noted.time[-1] == pytest.approx(plain.time[-1], abs=1e-4)


def test_the_same_place_twice_is_one() -> None:
    once, twice = fly(cruiser(), START, AIM, WAY), fly(cruiser(), START, AIM, (WAY[0], WAY[0], WAY[1]))
    assert twice.status == "ok"
    assert np.array_equal(once.time, twice.time)


def test_as_far_as_it_goes() -> None:
    flight = fly(cruiser(), START, None, azimuth_deg=70.0, maximum_range=True)
    assert flight.status == "ok"
    assert np.isnan(flight.miss_m)
    assert np.degrees(flight.all.azimuth[0]) == pytest.approx(70.0)
    assert cruises.path_length(flight) == pytest.approx(3_000e3, rel=1e-6)
    turned = fly(cruiser(), START, None, WAY, azimuth_deg=70.0, maximum_range=True)
    assert turned.status == "ok"
    assert cruises.path_length(turned) == pytest.approx(3_000e3, rel=1e-6)


@pytest.mark.parametrize(
    ("start", "aim"),
    [((89.99, 0.0), (80.0, 179.0)), ((90.0, 0.0), (85.0, 20.0)), ((-80.0, 5.0), (-90.0, 0.0)),
     ((10.0, 175.0), (12.0, -175.0)), ((0.0, 0.0), (0.0, 180.0))],
)  # fmt: skip
def test_poles_the_date_line_and_the_other_side(start: cruises.Point, aim: cruises.Point) -> None:
    flight = fly(cruiser(range_km=21_000), start, aim)
    assert flight.status == "ok"
    assert flight.miss_m < 0.1
    assert np.all(np.isfinite(flight.numbers("position")))


@pytest.mark.parametrize("spherical", [False, True])
def test_the_path_is_fixed_to_the_earth(spherical: bool) -> None:
    """Whether the Earth turns changes nothing, for all is relative to it."""
    still = SPHERE if spherical else STILL
    one = fly(cruiser(), START, AIM, WAY, model=dataclasses.replace(still, rotating=True)).all
    other = fly(cruiser(), START, AIM, WAY, model=still).all
    for field in dataclasses.fields(one):
        assert np.array_equal(
            np.asarray(getattr(one, field.name)), np.asarray(getattr(other, field.name)),
            equal_nan=field.name != "threat_id",
        ), field.name  # fmt: skip


def test_few_nodes() -> None:
    flight = fly(cruiser(range_km=6_000), (0.0, 0.0), (0.0, 45.0))
    assert flight.range_km > 5_000.0
    assert len(flight.time) < 40


@pytest.mark.parametrize("turn", [30.0, 120.0, 170.0, 179.9, 180.0])
def test_there_is_room_for_every_node(turn: float) -> None:
    """Steep, fast, turning all the way while its speed still changes: no flight is cut off."""
    spec = cruiser(
        **{"class": "hypersonic_cruise"}, cruise_speed_km_per_s=2.9, cruise_altitude_km=34.0, range_km=39_000,
        climb_angle_deg=80.0, dive_angle_deg=80.0, turn_acceleration_g=20.0, launch_acceleration_g=0.05,
    )  # fmt: skip
    points, azimuth = [START], 0.0
    for _ in range(8):
        points.append(towards(points[-1], azimuth, 300.0 + 10.0 * len(points)))
        azimuth += turn
    flight = fly(spec, points[0], points[-1], points[1:-1])
    assert cruises.names_of(flight)[-1] == "impact"
    assert flight.miss_m < 2.0


def test_velocity_is_continuous_and_the_derivative_of_the_place() -> None:
    flight = fly(cruiser(air_launch=AIRCRAFT), START, AIM, WAY)
    times = np.linspace(1.0, flight.time[-1] - 1.0, 4_000)
    step = 1e-3
    before, after = (cruises.moves(flight, times + shift)[0] for shift in (-step, step))
    velocity = cruises.moves(flight, times)[1]
    assert np.abs((after - before) / (2.0 * step) - velocity).max() < 0.03  # of 20 m/s2 over a millisecond
    beside = [cruises.moves(flight, flight.time[1:-1] + shift)[1] for shift in (-1e-6, 1e-6)]
    assert np.abs(beside[1] - beside[0]).max() < 1e-3


def test_a_raid_of_two_kinds() -> None:
    """Ballistic and cruise missiles of one raid fly as each would alone, in the order of the raid."""
    from opendome import threats
    from opendome.records.case import Plays
    from opendome.scenario.document import Scenario
    from opendome.scenario.library import Library
    from opendome.scenario.settle import settle

    start = {"lat_deg": 34.0, "lon_deg": 47.0}
    raid = [
        {"threat": "shahed-136-class", "launch": start, "aim": {"city": "Tel Aviv"}},
        {"threat": "scud-b", "launch": start, "aim": {"lat_deg": 33.0, "lon_deg": 45.0}},
        {"threat": "kh-101-class", "launch": {"lat_deg": 34.0, "lon_deg": 50.0}, "aim": {"city": "Tel Aviv"},
         "way_points": [{"lat_deg": 36.0, "lon_deg": 42.0}], "count": 2, "spacing_s": 60},
    ]  # fmt: skip
    scenario = Scenario.model_validate(
        {"opendome": 1, "name": "Two kinds", "epoch": "2026-01-01T00:00:00Z", "raid": raid}
    )
    case = settle(scenario, Library())
    flown_all = threats.fly(case.reference_world(Plays(1)))
    assert [flown.EVENTS[code] for code in flown_all.event[flown_all.last]] == 4 * ["impact"]
    assert np.all(flown_all.status == flown.OK)
    assert np.all(flown_all.miss < 1_000.0)
    assert np.isnan(flown_all.kick[[0, 2, 3]]).all()
    assert np.isfinite(flown_all.kick[1])
    assert np.array_equal(flown_all.position[flown_all.of(2)], flown_all.position[flown_all.of(3)])
    assert flown_all.begins[3] - flown_all.begins[2] == 60.0
    assert case.earth == TURNING
