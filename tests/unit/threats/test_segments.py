"""A missile as segments: masses, thrust, steering, and what is tuned."""

from __future__ import annotations

from math import inf, isnan, log, pi, radians
from typing import Any

import numpy as np
import pytest

import flights
from opendome.records import trajectories as flown
from opendome.threats.ballistic import segments as cut

G0 = 9.80665
FIRST = flights.stage(100, 900, 250, 60, 1.0, sea_level_thrust_loss_fraction=0.1)
SECOND = flights.stage(40, 360, 280, 50, 0.8, nozzle_exit_area_m2=0.5, coast_before_s=5)
BUS = flights.stage(10, 20, 220, 100, 0.5, coast_before_s=2)
WHOLE: dict[str, Any] = {
    "payload_mass_kg": 50.0,
    "residual_mass_kg": 7.0,
    "bus": BUS,
    "fairing": {"mass_kg": 3.0, "drop_altitude_km": 60.0},
    "drag_factor": 1.5,
    "reentry_vehicles": [{"count": 1, "mass_kg": 30.0, "ballistic_coefficient_kg_per_m2": 5000.0}],
}


def _missile(programme: tuple[float, float] | None = None, **keys: Any) -> cut.Missile:
    case = flights.case_of(flights.missile([FIRST, SECOND], **(WHOLE | keys)), to=(45.0, 127.0))
    return cut.missile(flights.world_of(case), 0, programme)


def _rows(missile: cut.Missile, phase: int) -> np.ndarray:
    return missile.segments[missile.segments[:, cut.PHASE] == phase]


def test_masses_at_the_start_of_each_stage() -> None:
    """Without the fairing, which the flight adds until it is dropped."""
    missile = _missile()
    boost, coast, bus = (_rows(missile, phase) for phase in (flown.BOOST, flown.COAST, flown.BUS))
    above = 40 + 360 + 10 + 20 + 50 + 7
    assert boost[0, cut.MASS] == 100 + 900 + above
    assert coast[0, cut.MASS] == above
    second = boost[np.isclose(boost[:, cut.THRUST], 280 * G0 * 360 / 50)]
    assert second[0, cut.MASS] == above
    assert coast[1, cut.MASS] == bus[0, cut.MASS] == 10 + 20 + 50  # what is left over stays with stage 2
    assert missile.segments[-1, cut.MASS] == 30.0
    assert missile.fairing.tolist() == [3.0, 60_000.0]


def test_flight_adds_the_fairing_until_it_goes() -> None:
    case = flights.case_of(flights.missile([FIRST, SECOND], **WHOLE), azimuth_deg=0, maximum_range=True)
    flight = flights.flights(case)[0]
    mass = flight.numbers("mass")
    assert mass[0] == 100 + 900 + 40 + 360 + 10 + 20 + 50 + 7 + 3
    for event, after in ((flown.STAGE_END, 487.0 + 3.0), (flown.BURNOUT, 80.0), (flown.BUS_END, 30.0)):
        assert mass[int(flight.all.nodes_of(0, event)[0])] == after
    dropped = int(flight.all.nodes_of(0, flown.FAIRING)[0])
    burning = 487.0 - 360 / 50 * (flight.time[dropped] - 65.0)
    assert mass[dropped] == pytest.approx(burning, abs=1e-6)
    assert np.linalg.norm(flight.numbers("acceleration")[dropped]) > np.linalg.norm(
        flight.numbers("acceleration_before")[dropped]
    )


def test_thrust_flow_and_nozzles() -> None:
    missile = _missile()
    boost = _rows(missile, flown.BOOST)
    assert boost[0, cut.FLOW] == 15.0
    assert boost[0, cut.THRUST] == pytest.approx(250 * G0 * 15.0)
    assert boost[0, cut.EXIT_AREA] * 101_325.0 == pytest.approx(0.1 * 250 * G0 * 15.0)
    assert boost[-1, cut.EXIT_AREA] == 0.5
    assert np.all(_rows(missile, flown.COAST)[:, [cut.FLOW, cut.THRUST, cut.EXIT_AREA]] == 0.0)
    assert boost[0, cut.DRAG_AREA] == pytest.approx(pi / 4)
    assert boost[-1, cut.DRAG_AREA] == pytest.approx(pi * 0.16)  # what is below has gone
    assert missile.drag_coefficient == pytest.approx(1.5 * np.array([0.2, 0.2, 0.27, 0.27, 0.2]))


def test_times_and_events() -> None:
    missile = _missile()
    durations = missile.segments[:, cut.DURATION]
    assert durations[:-1].sum() == pytest.approx(60 + 5 + 50 + 2 + 100)
    assert durations[-1] == inf
    ends = [int(code) for code in missile.segments[:, cut.EVENT] if code != flown.PITCH]
    assert ends == [flown.STAGE_END, flown.BURNOUT, flown.BUS_END, flown.IMPACT]
    tuned = missile.segments[missile.segments[:, cut.TUNED] == 1.0]
    assert tuned[:, cut.DURATION].sum() == 50.0  # of the last main stage, not of the bus
    assert np.all(tuned[:, cut.THRUST] > 0.0)


def test_burns_are_cut_where_the_programme_turns() -> None:
    programme = [
        {"from_s": 10, "to_s": 20, "below_velocity_deg": 3},
        {"from_s": 20, "to_s": 62, "rate_deg_per_s": 0.5},
        {"from_s": 90, "to_s": 500, "hold_elevation_deg": 12},
    ]
    missile = _missile(pitch_programme=programme)
    steered = missile.segments[:-1]
    starts = np.concatenate(([0.0], np.cumsum(steered[:, cut.DURATION])[:-1]))
    assert starts.tolist() == pytest.approx([0, 10, 20, 60, 62, 65, 90, 115, 117])
    rules = [cut.VERTICAL, cut.BELOW_VELOCITY, cut.RATE, cut.RATE, *[cut.ALONG_VELOCITY] * 2, *[cut.HOLD] * 3]
    assert steered[:, cut.RULE].tolist() == rules
    assert steered[:4, cut.AMOUNT].tolist() == pytest.approx([0, radians(3), radians(0.5), radians(0.5)])
    assert steered[-1, cut.AMOUNT] == pytest.approx(radians(12))
    assert steered[3, cut.MASS] == 487.0  # the coast from 60 to 62 s
    assert steered[6, cut.MASS] == pytest.approx(487.0 - 360 / 50 * 25)
    assert not missile.solved


def test_a_solved_missile_rises_and_turns_over() -> None:
    missile = _missile()
    assert missile.solved
    rules = missile.segments[:, cut.RULE].tolist()
    assert rules[:3] == [cut.VERTICAL, cut.KICK, cut.ALONG_VELOCITY]
    assert set(rules[3:]) == {cut.ALONG_VELOCITY}
    net = 250 * G0 * 15.0 / 1490.0 - G0
    assert missile.segments[0, cut.DURATION] == pytest.approx(min(50.0 / net, 12.0), rel=1e-9)


def test_loft_and_rate_instead_of_its_own_programme() -> None:
    missile = _missile(programme=(radians(40), radians(1.25)))
    assert not missile.solved
    assert missile.segments[0, [cut.DURATION, cut.RULE, cut.AMOUNT]].tolist() == pytest.approx(
        [40.0, cut.RATE, radians(1.25)]
    )
    assert set(missile.segments[1:-1, cut.RULE]) == {cut.HOLD}


def test_what_falls() -> None:
    vehicle = _missile().segments[-1]
    assert vehicle[cut.BALLISTIC] == 5000.0
    assert isnan(vehicle[cut.DRAG_AREA])
    whole = _missile(reentry_vehicles=(), bus=None).segments[-1]
    assert isnan(whole[cut.BALLISTIC])
    assert isnan(whole[cut.MASS])
    assert whole[cut.DRAG_AREA] == pytest.approx(pi * 0.16)


@pytest.mark.parametrize("mode", ["cutoff", "full_burn_waste", "full_burn_loft"])
def test_surplus_by_the_rocket_equation(mode: str) -> None:
    missile = _missile(energy=mode, bus=None)
    end = 40 + 50 + 7
    exhaust = 280 * G0
    assert missile.surplus(1.0) == pytest.approx(0.0, abs=1e-9)
    assert missile.surplus(0.0) == pytest.approx(exhaust * log((end + 360) / end))
    left = exhaust * log((end + 0.25 * 360) / end)
    wasted = 0.25 * missile.surplus(0.0)
    assert missile.surplus(0.75) == pytest.approx(left if mode == "cutoff" else wasted)
