"""What is said of flights that cannot do what was asked, and of those that can."""

from __future__ import annotations

import numpy as np
import pytest

import flights
from opendome.records import trajectories as flown

START = (35.0, 53.0)
SCUD = flights.missile(flights.SCUD)
GLOBAL = flights.missile(flights.THREE_STAGES, 1_000, residual_mass_kg=400)
ORBITAL = flights.missile(flights.THREE_STAGES, 100)


def _to(distance: float, azimuth: float = 40.0) -> tuple[float, float]:
    return flights.towards(START, azimuth, distance)


def test_ok() -> None:
    flight = flights.fly(SCUD, START, _to(200))
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0
    assert 0.0 < flight.all.energy[0] < 1.0
    assert flight.all.surplus_speed[0] > 0.0


def test_out_of_reach() -> None:
    flight = flights.fly(SCUD, START, _to(400))
    assert flight.status == "out_of_reach"
    assert flight.miss_m == pytest.approx(400e3 - flight.range_km * 1e3, rel=0.01)
    farthest = flights.fly(SCUD, START, azimuth_deg=40, maximum_range=True)
    assert flight.range_km == pytest.approx(farthest.range_km, rel=0.01)


def test_the_last_of_its_reach() -> None:
    """One kilometre short of the longest range is hit, one past it is not."""
    farthest = flights.fly(SCUD, START, azimuth_deg=40, maximum_range=True)
    end = flights.earth.geodetic_from_ecef(farthest.numbers("position")[-1])
    place = (float(np.degrees(end[0])), float(np.degrees(end[1])))
    inside = flights.towards(place, 220, 1.0)
    outside = flights.towards(place, 40, 1.0)
    assert flights.fly(SCUD, START, inside).status == "ok"
    beyond = flights.fly(SCUD, START, outside)
    assert beyond.status == "out_of_reach" or beyond.miss_m < 1_000.0


@pytest.mark.parametrize(
    ("mode", "distance", "azimuth"),
    [
        ("full_burn_loft", 250.0, 130.0),
        ("full_burn_loft", 200.0, 130.0),
        ("full_burn_loft", 150.0, 40.0),
        ("full_burn_loft", 50.0, 40.0),
        ("full_burn_loft", 50.0, 270.0),
        ("full_burn_depress", 250.0, 130.0),
        ("full_burn_depress", 150.0, 40.0),
        ("full_burn_depress", 50.0, 270.0),
    ],
)
def test_too_near_is_not_out_of_reach(mode: str, distance: float, azimuth: float) -> None:
    """What an early cut-off reaches is not out of reach at full burn; too near means landing beyond it."""
    missile = SCUD.model_copy(update={"energy": mode})
    flight = flights.fly(missile, START, _to(distance, azimuth))
    assert flight.status in ("ok", "too_near")
    if flight.status == "ok":
        assert flight.miss_m < 1_000.0
    else:
        assert flight.range_km > distance


@pytest.mark.parametrize(
    ("asked", "status"), [(400.0, "apogee_too_high"), (20.0, "apogee_too_low"), (90.0, "ok")]
)
def test_apogees(asked: float, status: str) -> None:
    flight = flights.fly(SCUD, START, _to(200), apogee_km=asked)
    assert flight.status == status
    assert flight.miss_m < 1_000.0  # the place is hit all the same
    if status == "ok":
        assert flight.apogee_km == pytest.approx(asked, abs=1.0)
    else:
        assert flight.all.energy[0] == 1.0
        assert (flight.apogee_km < asked) == (status == "apogee_too_high")


def test_an_apogee_out_of_reach_is_out_of_reach() -> None:
    assert flights.fly(SCUD, START, _to(500), apogee_km=90).status == "out_of_reach"


def test_ok_means_that_the_apogee_was_reached() -> None:
    """Three times the least height, over 800 km: it is flown, or the status says that it is not."""
    missile = GLOBAL.model_copy(update={"energy": "cutoff"})
    flight = flights.fly(missile, to=flights.towards(flights.KOREA, 147, 800), apogee_km=3_757)
    assert flight.status != "ok" or flight.apogee_km == pytest.approx(3_757.0, abs=1.0)


def test_a_missile_with_its_own_programme_flies_no_other_apogee() -> None:
    """Nothing is left to turn: the height it reaches is the one it reaches, and the status says so."""
    flight = flights.fly("minotaur-iv-lite-htv2", to=flights.towards(flights.KOREA, 147, 800), apogee_km=320)
    assert flight.status in ("apogee_too_high", "not_solved")


@pytest.mark.parametrize("payload", [6_200.0, 20_000.0])
def test_too_heavy_to_lift(payload: float) -> None:
    for asked in ({"to": _to(200)}, {"azimuth_deg": 40, "maximum_range": True}):
        flight = flights.fly(flights.missile(flights.SCUD, payload), START, **asked)
        assert flight.status == "falls_back"
        assert flight.apogee_km < 1.0


def test_flown_into_the_ground() -> None:
    flight = flights.fly(SCUD, START, azimuth_deg=40, loft_deg=-20, pitch_rate_deg_per_s=10)
    assert flight.status == "falls_back"
    assert flight.time[-1] < 75.0
    assert flown.BURNOUT not in flight.events()


def test_orbit_never_lands() -> None:
    flight = flights.fly(ORBITAL, azimuth_deg=90, loft_deg=5, pitch_rate_deg_per_s=0.9)
    assert flight.status == "never_lands"
    assert flown.IMPACT not in flight.events()
    assert flight.time[-1] >= 86_400.0 or len(flight.time) == 1024


def test_a_missile_that_could_orbit_still_hits() -> None:
    flight = flights.fly(ORBITAL.model_copy(update={"energy": "cutoff"}), to=(41.88, -87.63))
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0


@pytest.mark.parametrize(
    ("start", "to"),
    [
        ((90.0, 0.0), (0.0, 10.0)),
        ((0.0, 10.0), (90.0, 0.0)),
        ((10.0, 20.0), (-10.0, -160.0)),
        ((40.0, 179.9), (40.0, -179.0)),
        ((-60.0, -179.0), (60.0, 0.5)),
        ((0.0, -169.0), (1.0, 0.0)),
    ],
)
def test_poles_antipodes_and_the_date_line(start: tuple[float, float], to: tuple[float, float]) -> None:
    flight = flights.fly(GLOBAL, start, to)
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0


def test_statuses_have_words() -> None:
    assert len(flown.STATUSES) == flown.TURN_TOO_TIGHT + 1
    assert list(flown.STATUSES)[flown.OUT_OF_REACH] == "out_of_reach"
    assert list(flown.STATUSES)[flown.NOT_SOLVED] == "not_solved"
