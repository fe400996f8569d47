"""Flights depend on what is asked, not on the order of asking or the number of hands."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import flights
from opendome import threats
from opendome.records.trajectories import Trajectories
from some_threads import threads

BASE = flights.case_of(flights.missile(flights.SCUD), (35, 53), (36, 54))
FAR = flights.case_of(flights.missile(flights.THREE_STAGES, 1_500, residual_mass_kg=800), to=(41.88, -87.63))

aims = st.tuples(st.floats(0.45, 0.75), st.floats(0.8, 1.1))


def _bytes(flown: Trajectories) -> dict[str, bytes]:
    arrays = {field.name: getattr(flown, field.name) for field in dataclasses.fields(flown)}
    return {name: np.asarray(array).tobytes() for name, array in arrays.items() if name != "threat_id"}


def _alone(flown: Trajectories, row: int) -> dict[str, bytes]:
    """One flight's bytes."""
    found = {}
    for name in ("time", "position", "velocity", "acceleration", "altitude", "mass", "event", "phase"):
        found[name] = getattr(flown, name)[flown.of(row)].tobytes()
    for name in ("status", "miss", "azimuth", "kick", "energy", "surplus_speed"):
        found[name] = getattr(flown, name)[row].tobytes()
    return found


@given(st.lists(aims, min_size=2, max_size=20), st.randoms(use_true_random=False))
def test_order_does_not_matter(places: list[tuple[float, float]], random: object) -> None:
    asked = [{"aim_latitude": b, "aim_longitude": l_} for b, l_ in places]
    order = list(range(len(asked)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = threats.fly(flights.world_of(flights.many(BASE, asked)))
    mixed = threats.fly(flights.world_of(flights.many(BASE, [asked[row] for row in order])))
    for place, row in enumerate(order):
        assert _alone(mixed, place) == _alone(straight, row)


@settings(max_examples=10)
@given(st.lists(st.tuples(st.floats(-1.5, 1.5), st.floats(-3.1, 3.1)), min_size=17, max_size=40))
def test_same_bytes_on_any_number_of_threads(places: list[tuple[float, float]]) -> None:
    world = flights.world_of(
        flights.many(FAR, [{"aim_latitude": b, "aim_longitude": l_} for b, l_ in places])
    )
    with threads(1):
        one = _bytes(threats.fly(world))
    for count in (2, 5):
        with threads(count):
            assert _bytes(threats.fly(world)) == one


@given(aims, st.floats(0.0, 1e4), st.integers(1, 20))
def test_the_same_launch_later_is_the_same_flight(
    place: tuple[float, float], later: float, copies: int
) -> None:
    """A salvo is one flight, told at several times."""
    change = {"aim_latitude": place[0], "aim_longitude": place[1]}
    salvo = flights.many(BASE, [change | {"time": later * copy} for copy in range(copies)])
    flown = threats.fly(flights.world_of(salvo))
    for row in range(copies):
        assert np.array_equal(flown.position[flown.of(row)], flown.position[flown.of(0)])
        assert np.allclose(
            flown.time[flown.of(row)] - later * row, flown.time[flown.of(0)], rtol=0.0, atol=1e-8
        )


@given(aims, aims)
def test_company_changes_nothing(place: tuple[float, float], other: tuple[float, float]) -> None:
    """A flight alone is the flight in a raid."""
    asked = [{"aim_latitude": b, "aim_longitude": l_} for b, l_ in (place, other)]
    alone = threats.fly(flights.world_of(flights.many(BASE, asked[:1])))
    together = threats.fly(flights.world_of(flights.many(BASE, asked)))
    assert _alone(together, 0) == _alone(alone, 0)
