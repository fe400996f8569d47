"""Cruise missiles from anywhere over any route: they keep their height, their speed and their path."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cruises
import flights
from cruises import Point, cruiser, fly
from flights import SPHERE, Flight, towards
from opendome import threats
from opendome.records import trajectories as flown
from opendome.records.trajectories import Trajectories
from some_threads import threads

places = st.tuples(st.floats(-85.0, 85.0), st.floats(-180.0, 180.0))
legs = st.lists(st.tuples(st.floats(-100.0, 100.0), st.floats(60.0, 600.0)), min_size=0, max_size=4)
"""Turns [deg] and lengths [km]; with 2 g a subsonic missile always has room for them."""

bodies = st.builds(
    lambda speed, height, climb, dive, turn, aircraft: cruiser(
        cruise_speed_km_per_s=speed,
        cruise_altitude_km=height,
        climb_angle_deg=climb,
        dive_angle_deg=dive,
        turn_acceleration_g=turn,
        range_km=20_000,
        air_launch=aircraft,
    ),
    st.floats(0.1, 0.33),
    st.floats(0.02, 12.0),
    st.floats(6.0, 40.0),
    st.floats(6.0, 60.0),
    st.floats(1.0, 6.0),
    st.none() | st.builds(
        lambda height, speed: {"altitude_km": height, "speed_km_per_s": speed},
        st.floats(0.5, 12.0), st.floats(0.1, 0.3),
    ),
)  # fmt: skip


def _route(start: Point, azimuth: float, turns: list[tuple[float, float]]) -> list[Point]:
    """Launch, way-points and aim: a first leg of 300 km, then legs at these turns and lengths."""
    points = [start, towards(start, azimuth, 300.0)]
    for turn, length in turns:
        azimuth += turn
        points.append(towards(points[-1], azimuth, length))
    return points


@given(bodies, places, st.floats(0.0, 360.0), legs)
def test_it_keeps_its_height_and_its_speed(
    body: object, start: Point, azimuth: float, turns: list[tuple[float, float]]
) -> None:
    points = _route(start, azimuth, turns)
    flight = fly(body, start, points[-1], points[1:-1])  # type: ignore[arg-type]
    assume(flight.status == "ok")  # a turn of 100 degrees near a pole may be sharper than it looks
    height = float(body.cruise_altitude_km.value) * 1e3  # type: ignore[attr-defined]
    speed = float(body.cruise_speed_km_per_s.value) * 1e3  # type: ignore[attr-defined]
    begin, end = cruises.time_of(flight, flown.CRUISE_START), cruises.time_of(flight, flown.DIVE_START)
    times = np.linspace(begin, end, 500)
    where, velocity = cruises.moves(flight, times)
    assert np.abs(cruises.heights(where) - height).max() < 0.02
    constant = times > _gained(flight, body)
    assert np.abs(np.linalg.norm(velocity, axis=-1)[constant] - speed).max() < 0.02
    assert flight.miss_m < 0.1


def _gained(flight: Flight, body: object) -> float:
    """When it has its speed [s]."""
    aircraft = body.air_launch  # type: ignore[attr-defined]
    first = aircraft.speed_km_per_s.value if aircraft else 0.0
    gain = body.assumed["launch_acceleration_g"].value * cruises.GRAVITY  # type: ignore[attr-defined]
    return float(abs(body.cruise_speed_km_per_s.value - first) * 1e3 / gain)  # type: ignore[attr-defined]


@given(bodies, places, st.floats(0.0, 360.0), legs)
def test_it_stays_on_its_route(
    body: object, start: Point, azimuth: float, turns: list[tuple[float, float]]
) -> None:
    """Every place lies on the great circle of a leg, or inside the corner of a turn."""
    points = _route(start, azimuth, turns)
    flight = fly(body, start, points[-1], points[1:-1], model=SPHERE)  # type: ignore[arg-type]
    assume(flight.status == "ok")
    where, _ = cruises.moves(flight, cruises.many_times(flight))
    unit = where / np.linalg.norm(where, axis=-1, keepdims=True)
    corner = cruises.normals(points)
    across = np.cross(corner[:-1], corner[1:])
    across /= np.linalg.norm(across, axis=-1, keepdims=True)
    beside = np.abs(unit @ across.T)  # from the great circle of each leg
    near = np.linalg.norm(unit[:, None] - corner[None, 1:-1], axis=-1)
    speed = flight.numbers("velocity")[-2]
    radius = float(speed @ speed) / (body.turn_acceleration_g.value * cruises.GRAVITY)  # type: ignore[attr-defined]
    aircraft = body.air_launch  # type: ignore[attr-defined]
    if aircraft is not None:
        radius *= max(1.0, (aircraft.speed_km_per_s.value / body.cruise_speed_km_per_s.value) ** 2)  # type: ignore[attr-defined]
    turning = np.any(near < 1.5 * radius / cruises.RADIUS, axis=1)  # 1.2 radii before and after 100 degrees
    assert np.all(turning | (beside.min(axis=1) * cruises.RADIUS < 0.05))


@given(places, st.floats(0.0, 360.0), legs)
def test_a_mirrored_route_mirrors_the_track(
    start: Point, azimuth: float, turns: list[tuple[float, float]]
) -> None:
    points = _route(start, azimuth, turns)
    mirrored = [(-latitude, longitude) for latitude, longitude in points]
    one = fly(cruiser(), start, points[-1], points[1:-1])
    other = fly(cruiser(), mirrored[0], mirrored[-1], mirrored[1:-1])
    assert one.status == other.status
    assert len(one.time) == len(other.time)
    assert np.abs(one.time - other.time).max() < 1e-5
    seen = other.numbers("position") * np.array([1.0, 1.0, -1.0])
    assert np.abs(one.numbers("position") - seen).max() < 0.01


@given(places, st.floats(0.0, 360.0), st.floats(100.0, 600.0), st.floats(-60.0, 60.0))
def test_a_longer_route_never_arrives_earlier(
    start: Point, azimuth: float, length: float, aside: float
) -> None:
    """A way-point beside the straight way costs time, whatever its turn saves."""
    aim, by = towards(start, azimuth, 700.0), towards(start, azimuth + aside, length)
    plain, around = fly(cruiser(), start, aim), fly(cruiser(), start, aim, (by,))
    assume(around.status == "ok")
    assert around.time[-1] > plain.time[-1] - 0.01


@settings(max_examples=20)
@given(bodies, places, st.floats(0.0, 360.0), legs)
def test_what_lies_between_nodes_is_the_path(
    body: object, start: Point, azimuth: float, turns: list[tuple[float, float]]
) -> None:
    """The path's length by quadrature of the speed is the one that the legs, bends and angles give."""
    points = _route(start, azimuth, turns)
    flight = fly(body, start, points[-1], points[1:-1])  # type: ignore[arg-type]
    where, velocity = cruises.moves(flight, cruises.many_times(flight))
    step = 1e-3
    times = np.clip(cruises.many_times(flight), flight.time[0] + step, flight.time[-1] - step)
    ahead, behind = (cruises.moves(flight, times + shift)[0] for shift in (step, -step))
    assert np.abs((ahead - behind) / (2.0 * step) - cruises.moves(flight, times)[1]).max() < 0.2
    assert np.all(np.isfinite(where))
    assert np.all(np.isfinite(velocity))
    hardest = np.linalg.norm(flight.numbers("acceleration"), axis=-1).max()
    pulls = float(body.turn_acceleration_g.value)  # type: ignore[attr-defined]
    gain = float(body.assumed["launch_acceleration_g"].value)  # type: ignore[attr-defined]
    if flight.status == "ok":  # a turn in a climb takes both at once
        assert hardest < (2.0**0.5 * pulls + gain) * cruises.GRAVITY + 0.1


@settings(max_examples=10)
@given(st.lists(st.tuples(st.floats(-1.5, 1.5), st.floats(-3.1, 3.1)), min_size=65, max_size=150))
def test_same_bytes_on_any_number_of_threads(aims: list[tuple[float, float]]) -> None:
    base = cruises.case_of(cruiser(range_km=20_000), (35.0, 53.0), (36.0, 54.0))
    world = flights.world_of(
        dataclasses.replace(
            flights.many(base, [{"aim_latitude": b, "aim_longitude": l_} for b, l_ in aims]),
            routes=np.repeat(np.radians([[[36.0, 55.0], [40.0, 50.0]]]), len(aims), axis=0),
        )
    )
    with threads(1):
        one = _bytes(threats.fly(world))
    for count in (2, 5):
        with threads(count):
            assert _bytes(threats.fly(world)) == one


def _bytes(flights_of: Trajectories) -> dict[str, bytes]:
    names = [field.name for field in dataclasses.fields(flights_of) if field.name != "threat_id"]
    return {name: np.asarray(getattr(flights_of, name)).tobytes() for name in names}
