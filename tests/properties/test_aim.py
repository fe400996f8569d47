"""From anywhere to anywhere: the place is hit, or the flight says why not and by how much."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

import flights
from flights import Flight
from opendome.physics import earth

latitudes = st.floats(-90.0, 90.0)
longitudes = st.floats(-180.0, 180.0)
places = st.tuples(latitudes, longitudes)
HEAVY = flights.missile(flights.THREE_STAGES, 1_000, residual_mass_kg=400, energy="cutoff")
SLOWER = flights.missile(flights.THREE_STAGES, 1_500, residual_mass_kg=800, energy="cutoff")
"""Burnt out it stays well below orbital speed, so that flat flights land before they have gone round."""
WASTING = HEAVY.model_copy(update={"energy": "full_burn_waste"})
SCUD = flights.missile(flights.SCUD)


def _distance(start: tuple[float, float], to: tuple[float, float]) -> float:
    return float(earth.surface_distance(*np.radians([*start, *to]))) / 1e3


@given(places, places, st.sampled_from([HEAVY, WASTING]))
def test_anywhere_from_anywhere(start: tuple[float, float], to: tuple[float, float], missile: object) -> None:
    """A missile that reaches half way round, west too, hits every place that is not under its own boost."""
    assume(_distance(start, to) > 500.0)
    flight = flights.fly(missile, start, to)  # type: ignore[arg-type]
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0
    assert abs(flight.range_km - _distance(start, to)) < 1.0


@given(places, st.floats(0.0, 360.0), st.floats(40.0, 270.0))
def test_a_short_missile_hits_what_is_near(
    start: tuple[float, float], azimuth: float, distance: float
) -> None:
    flight = flights.fly(SCUD, start, flights.towards(start, azimuth, distance))
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0


@given(places, st.floats(0.0, 360.0), st.floats(330.0, 5_000.0))
def test_out_of_reach_says_so(start: tuple[float, float], azimuth: float, distance: float) -> None:
    """It flies as far as it goes towards the place, and the miss is what is left."""
    to = flights.towards(start, azimuth, distance)
    flight = flights.fly(SCUD, start, to)
    assert flight.status == "out_of_reach"
    assert flight.all.energy[0] == 1.0
    assert 270.0 < flight.range_km < 320.0
    end = earth.geodetic_from_ecef(flight.numbers("position")[-1])
    left = float(earth.surface_distance(end[0], end[1], *np.radians(to))) / 1e3
    assert left > 1.0
    assert abs(left - (distance - flight.range_km)) < 0.01 * distance
    assert abs(flight.miss_m / 1e3 - left) < 5e-4 * left


@cache
def _least(missile: str, distance: float, azimuth: float) -> Flight:
    known = {"heavy": HEAVY, "slower": SLOWER}
    return flights.fly(known[missile], to=flights.towards(flights.KOREA, azimuth, distance))


@given(st.floats(800.0, 11_000.0), st.floats(0.0, 360.0), st.floats(1.05, 3.0))
def test_a_given_apogee_is_reached(distance: float, azimuth: float, higher: float) -> None:
    """A steeper flight to the same place, to within a kilometre both ways."""
    apogee = higher * _least("heavy", distance, azimuth).apogee_km
    to = flights.towards(flights.KOREA, azimuth, distance)
    flight = flights.fly(HEAVY, to=to, apogee_km=apogee)
    if flight.status == "apogee_too_high":  # the energy ends, not the search
        assert flight.all.energy[0] == 1.0
        assert flight.apogee_km < apogee
        assert apogee > 2_000.0
        return
    assert flight.status == "ok"
    assert flight.miss_m < 1_000.0
    assert abs(flight.apogee_km - apogee) < 1.0
    assert flight.duration_min > _least("heavy", distance, azimuth).duration_min


@given(st.floats(3_000.0, 11_000.0), st.floats(0.0, 360.0))
def test_full_burn_flies_higher_and_flatter(distance: float, azimuth: float) -> None:
    """All propellant burnt, one flight above that of least energy and one below, onto the same place."""
    to = flights.towards(flights.KOREA, azimuth, distance)
    least = _least("slower", distance, azimuth)
    lofted = flights.fly(SLOWER.model_copy(update={"energy": "full_burn_loft"}), to=to)
    flat = flights.fly(SLOWER.model_copy(update={"energy": "full_burn_depress"}), to=to)
    for flight in (lofted, flat):
        if flight.status == "ok":
            assert flight.miss_m < 1_000.0
            assert flight.all.energy[0] == 1.0
            assert flight.all.surplus_speed[0] == 0.0
        else:
            assert flight.status == "too_near"
    assert lofted.apogee_km > least.apogee_km
    if flat.status == "ok":
        assert flat.apogee_km < least.apogee_km
