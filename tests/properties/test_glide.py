"""What holds of every glide, whatever its figures."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import flights
from gliding import STILL, changed, release, straight, track
from opendome.physics.constants import MU, ROTATION_RATE
from opendome.records import trajectories as flown
from opendome.records.case import EarthModel

speeds = st.floats(3.0, 7.0)
lifts = st.floats(1.0, 3.5)
betas = st.floats(4_000.0, 16_000.0)
falls = st.floats(-6.0, -0.5)
steering = st.sampled_from(("equilibrium", "constant_lift"))


@settings(max_examples=25)
@given(speeds, lifts, betas, falls, steering)
def test_energy_never_grows(speed: float, lift: float, beta: float, fall: float, how: str) -> None:
    """Seen from the turning Earth: half the square of speed, less the pull and the pull outwards."""
    spec = changed(
        "htv-2", release=release(speed, 90.0, fall), lift_to_drag_ratio=lift,
        ballistic_coefficient_kg_per_m2=beta, steering=how, glide_end={"speed_km_per_s": 1.5},
    )  # fmt: skip
    one = straight(spec, EarthModel(rotating=True, spherical=True))
    place, velocity = one.numbers("position"), one.numbers("velocity")
    energy = 0.5 * (velocity**2).sum(axis=1) - MU / np.linalg.norm(place, axis=1)
    energy -= 0.5 * ROTATION_RATE**2 * (place[:, :2] ** 2).sum(axis=1)
    assert np.diff(energy).max() < 1.0  # of some 5e7, the integrator's own error


@settings(max_examples=25)
@given(speeds, lifts, st.floats(10.0, 60.0))
def test_turning_costs_range_and_mirrors(speed: float, lift: float, bank: float) -> None:
    given_ = {
        "release": release(speed, 60.0, -1.0),
        "lift_to_drag_ratio": lift,
        "glide_end": {"speed_km_per_s": 1.5},
    }
    level = straight(changed("htv-2", **given_))
    right = straight(changed("htv-2", bank_deg=bank, **given_))
    left = straight(changed("htv-2", bank_deg=-bank, **given_))
    north, east = track(right)
    south, also = track(left)
    assert abs(north[-1] + south[-1]) < 1e-5
    assert abs(east[-1] - also[-1]) < 1e-5
    assert abs(right.numbers("time")[-1] - left.numbers("time")[-1]) < 0.1
    assert abs(north[-1]) > 1e-3
    assert length(right) < length(level)


def length(one: flights.Flight) -> float:
    """Of the track over the ground [rad]."""
    place = one.numbers("position")
    unit = place / np.linalg.norm(place, axis=1, keepdims=True)
    return float(np.linalg.norm(np.diff(unit, axis=0), axis=1).sum())


@settings(max_examples=25)
@given(st.floats(20.0, 48.0), st.floats(-4.0, 4.0))
def test_it_comes_down_where_it_is_aimed_or_says_why(far_deg: float, aside_deg: float) -> None:
    one = flights.fly("htv-2", (0.0, 0.0), (aside_deg, far_deg), model=STILL)
    if one.status == "ok":
        assert one.numbers("position").shape[0] > 10
        assert float(one.all.miss[0]) < 5_000.0
        assert 0.05 <= float(one.all.lift[0]) <= 1.0
    else:
        assert one.status == "out_of_reach"
        assert float(one.all.lift[0]) == 1.0


@settings(max_examples=25)
@given(st.floats(20.0, 45.0), st.floats(1.0, 5.0))
def test_a_nearer_aim_takes_less_lift(far_deg: float, nearer_deg: float) -> None:
    far = flights.fly("htv-2", (0.0, 0.0), (0.0, far_deg), model=STILL)
    near = flights.fly("htv-2", (0.0, 0.0), (0.0, far_deg - nearer_deg), model=STILL)
    assert far.status == near.status == "ok"
    assert near.all.lift[0] < far.all.lift[0]


def test_other_worlds_start_from_the_lift_of_the_first() -> None:
    """Warm or cold, the aim is the same to metres."""
    from opendome import threats
    from opendome.records.case import Plays

    case = flights.case_of("htv-2", (0.0, 0.0), (1.0, 35.0))
    first, second = list(case.worlds(Plays(20)))[:2]
    cold = threats.fly(second)
    warm = threats.fly(second, near=threats.fly(first))
    assert cold.status[0] == warm.status[0] == flown.OK
    assert abs(float(cold.lift[0] - warm.lift[0])) < 1e-4
