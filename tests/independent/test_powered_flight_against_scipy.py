"""Boost against SciPy, from equations written a second time: thrust, mass, drag, steering, staging.

Everything below 86 km, where the standard atmosphere is exact on both sides. Above, the project takes the
standard's tabled densities.
"""

from __future__ import annotations

from functools import cache
from math import pi, radians

import numpy as np
import pytest

import flights
from flights import Flight
from independent import equations
from independent.equations import Burn, Vector
from opendome.physics.interpolate import at_times

AGREE = 1e-7
"""Of the distance from the Earth's centre, and of orbital speed."""

START, AZIMUTH = (35.0, 53.0), 40.0
G0 = 9.80665
FIRST = flights.stage(2500, 20000, 265, 60, 1.6, sea_level_thrust_loss_fraction=0.1)
SECOND = flights.stage(900, 5000, 285, 40, 1.3, nozzle_exit_area_m2=0.4, coast_before_s=3)
PAYLOAD, RESIDUAL = 1000.0, 200.0
PROGRAMME = [
    {"from_s": 6, "to_s": 14, "below_velocity_deg": 20},
    {"from_s": 66, "to_s": 80, "hold_elevation_deg": 10},
    {"from_s": 80, "to_s": 103, "below_velocity_deg": 8},
]


@cache
def flown() -> Flight:
    missile = flights.missile(
        [FIRST, SECOND], PAYLOAD, residual_mass_kg=RESIDUAL, pitch_programme=PROGRAMME, drag_factor=1.3
    )
    return flights.fly(missile, START, azimuth_deg=AZIMUTH, maximum_range=True)


def _vertical(place: Vector) -> Vector:
    plumb = -equations.pull(place) - equations.RATE**2 * np.array([place[0], place[1], 0.0])
    return np.asarray(plumb / np.linalg.norm(plumb))


def _burns(normal: Vector) -> list[Burn]:
    """The segments that the tables above mean."""

    def below(angle: float) -> equations.Callable[[float, Vector, Vector], Vector]:
        return lambda _, __, through: equations.turned_down(
            through / np.linalg.norm(through), normal, radians(angle)
        )

    def held(_: float, up: Vector, __: Vector) -> Vector:
        level = np.cross(up, normal)
        return np.asarray(np.cos(radians(10)) * level / np.linalg.norm(level) + np.sin(radians(10)) * up)

    first_flow, second_flow = 20000 / 60, 5000 / 40
    upper = 900 + 5000 + PAYLOAD + RESIDUAL
    whole = 22500 + upper
    first_thrust, second_thrust = 265 * G0 * first_flow, 285 * G0 * second_flow
    exit_area = 0.1 * first_thrust / 101_325.0
    big = 1.3 * pi * 0.8**2
    small = 1.3 * pi * 0.65**2

    def first(start: float, end: float, steer: object) -> Burn:
        return Burn(start, end, whole - first_flow * start, first_flow, first_thrust, exit_area, big, steer)  # type: ignore[arg-type]

    def second(start: float, end: float, steer: object) -> Burn:
        left = upper - second_flow * (start - 63)
        return Burn(start, end, left, second_flow, second_thrust, 0.4, small, steer)  # type: ignore[arg-type]

    return [
        first(0, 6, None),  # its steering is set where the place is known
        first(6, 14, below(20)),
        first(14, 60, None),
        Burn(60, 63, upper, 0.0, 0.0, 0.0, small),
        second(63, 66, None),
        second(66, 80, held),
        second(80, 103, below(8)),
    ]


class _Rise(Burn):
    """Straight up along the plumb line, which is not the ellipsoid's normal."""

    def slope(self, time: float, state: Vector) -> Vector:
        place = state[:3]
        straight = Burn(
            self.start, self.end, self.mass, self.flow, self.thrust, self.exit_area, self.drag_area,
            lambda *_: _vertical(place),
        )  # fmt: skip
        return straight.slope(time, state)


@cache
def scipy() -> list[tuple[Burn, equations.State]]:
    """SciPy's flight, one answer a segment."""
    state = equations.at_rest(*START)
    answers = []
    for number, burn in enumerate(_burns(equations.plane_normal(state, radians(AZIMUTH)))):
        if number == 0:
            burn = _Rise(**vars(burn))
        answer = equations.integrated(burn.slope, burn.start, burn.end, state)
        answers.append((burn, answer))
        state = answer(burn.end)
    return answers


def test_the_flight_stays_where_the_air_is_the_same() -> None:
    flight = flown()
    boost = flight.time <= 103.0
    assert 30e3 < flight.numbers("altitude")[boost].max() < 86e3
    assert flight.burnout().time_s == pytest.approx(103.0, abs=1e-9)
    assert flight.burnout().speed_km_per_s > 3.0


def test_every_node_of_boost() -> None:
    flight = flown()
    position, velocity = flight.numbers("position"), flight.numbers("velocity")
    seen = 0
    for burn, answer in scipy():
        for node in np.flatnonzero((flight.time > burn.start + 1e-6) & (flight.time <= burn.end + 1e-6)):
            here = equations.inertial(flight.time[node], position[node], velocity[node])
            there = answer(min(flight.time[node], burn.end))
            assert np.linalg.norm(here[:3] - there[:3]) < AGREE * np.linalg.norm(there[:3])
            assert np.linalg.norm(here[3:] - there[3:]) < AGREE * 7.9e3
            mass = burn.mass - burn.flow * (flight.time[node] - burn.start)
            ended = flight.time[node] > burn.end - 1e-6
            assert ended or flight.numbers("mass")[node] == pytest.approx(mass, rel=1e-9)
            seen += 1
    assert seen > 20


def test_any_time_of_boost() -> None:
    """The interpolation between nodes is within a metre while engines burn, too."""
    flight = flown()
    names = ("position", "velocity", "acceleration", "acceleration_before")
    arrays = [flight.numbers(name) for name in names]
    for burn, answer in scipy():
        times = np.linspace(burn.start, burn.end, 40)[1:-1]
        position, velocity = at_times(flight.time, *arrays, times)
        for time, place, speed in zip(times, position, velocity, strict=True):
            here, there = equations.inertial(time, place, speed), answer(time)
            assert np.linalg.norm(here[:3] - there[:3]) < 1.0
            assert np.linalg.norm(here[3:] - there[3:]) < 0.5


def test_accelerations_on_both_sides_of_a_staging() -> None:
    """What held before an event and what holds after it, each against the second set of equations."""
    flight = flown()
    for (before, answer), (after, _) in zip(scipy()[:-1], scipy()[1:], strict=True):
        node = int(np.argmin(np.abs(flight.time - after.start)))
        assert flight.time[node] == pytest.approx(after.start, abs=1e-9)
        state = answer(before.end)
        spun = equations.SPIN
        c, s = np.cos(equations.RATE * after.start), np.sin(equations.RATE * after.start)
        back = np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
        velocity = state[3:] - np.cross(spun, state[:3])
        for burn, name in ((before, "acceleration_before"), (after, "acceleration")):
            total = burn.slope(after.start, state)[3:]
            turning = total - 2.0 * np.cross(spun, velocity) - np.cross(spun, np.cross(spun, state[:3]))
            assert flight.numbers(name)[node] == pytest.approx(back @ turning, abs=1e-4)
