"""Satellites that look at more than flames, what they take for one, and echoes from the side."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import watching
from opendome.arrays import Floats
from opendome.physics import sight
from opendome.physics.constants import earth as earth_of
from opendome.records.trajectories import BOOST, FREE_FLIGHT
from opendome.sensing import instruments, looks, shining
from opendome.sensing.observe import echoes
from watching import Watched, assumed

EARTH = earth_of()
NO_ENDS = {"band_from_um": None, "band_to_um": None}


@cache
def seen_in(band: str) -> Watched:
    """The flagship's first missile, watched by a tracking layer in some band."""
    finer = {"noise_equivalent_irradiance_w_per_cm2": assumed(1e-17), "nadir_cone_deg": assumed(178.0)}
    return watching.watch(["tracking-layer"], tracking_layer={"band": band, **NO_ENDS, **finer})


def burnout(watched: Watched) -> float:
    flights = watched.flights
    return float(flights.time[np.flatnonzero(flights.phase[flights.of(0)] == BOOST)[-1] + 1])


def test_flames_alone_are_seen_near_2_7_um() -> None:
    found = seen_in("swir")
    assert len(found.detections) > 10
    assert found.detections.time.max() <= burnout(found)
    assert (found.detections.flame == 1.0).all()


@pytest.mark.parametrize("band", ["mwir", "lwir"])
def test_a_cold_body_is_seen_all_along_and_is_no_flame(band: str) -> None:
    found = seen_in(band)
    late = found.detections.time > burnout(found)
    assert late.sum() > 100
    assert (found.detections.flame[~late] == 1.0).all()
    space = late & (found.detections.time < burnout(found) + 900.0)
    assert (found.detections.flame[space] == 0.0).all()


def test_intensity_between_nodes() -> None:
    """Linear where it glides along; held where an engine burns on either side."""
    flight, bright = np.zeros((4, 13)), np.array([[5.0], [1.0], [3.0], [9.0]])
    flight[:, 0] = 0.0, 10.0, 20.0, 30.0
    phase = np.array([BOOST, FREE_FLIGHT, FREE_FLIGHT, BOOST])
    for time, step, wanted in ((9.9, 0, 5.0), (10.0, 1, 1.0), (15.0, 1, 2.0), (29.0, 2, 3.0)):
        found = shining.shines(bright, 0, flight, phase, step, time)
        assert found == pytest.approx(wanted, rel=1e-12), time


places = st.tuples(*3 * [st.floats(-1.0, 1.0)]).filter(lambda one: np.linalg.norm(one) > 0.1)


@given(places, places, st.floats(1e-3, 2.0), st.floats(6.5e6, 5e7), st.floats(0.1, 60.0), st.data())
def test_no_look_is_skipped_that_could_see(
    out: Any, to: Any, up: float, radius: float, revisit: float, data: Any
) -> None:
    """Wherever both ends may have got to by then, the Earth is still in the way."""
    site = radius * np.array(out) / np.linalg.norm(out)
    place = 6.4e6 * (1.0 + up) * np.array(to) / np.linalg.norm(to)
    ends = (6_378_137.0, 6_356_752.3)
    if sight.clearance(*site, *place, *ends) >= 0.0:
        return
    row = np.full(instruments.COLUMNS, np.nan)
    row[instruments.REVISIT] = revisit
    looks_more = shining.hidden_looks(row, site, *place, EARTH)
    assert looks_more >= 0
    step = 11e3 * looks_more * revisit
    ways = [np.array(data.draw(places)) for _ in range(2)]
    site, place = (
        end + step * way / np.linalg.norm(way) for end, way in zip((site, place), ways, strict=True)
    )
    assert sight.clearance(*site, *place, *ends) <= 0.0


def measured(away: float, intensity: float, time: float) -> tuple[Floats, Floats]:
    """A satellite over the equator's place 0, and its detection of a body 60 km up straight below it."""
    sensor = np.full(instruments.COLUMNS, np.nan)
    sensor[instruments.NOISE] = 1e-12
    row = np.zeros(looks.DETECTION)
    row[looks.SITE] = 6_378_137.0 + 60e3 + away
    row[looks.DIRECTION] = -1.0
    row[looks.SNR], row[looks.TIME] = intensity / (1e-12 * away**2), time
    return sensor, row


@pytest.mark.parametrize(
    ("intensity", "most", "since", "flame"),
    [
        (5e5, 0.0, 0.0, 1.0),
        (5e5, 1e6, 200.0, 1.0),
        (3e5, 1e6, 200.0, 0.0),  # a third as bright as it was: burnt out
        (5e5, 5e5, 421.0, 0.0),  # no engine burns so long
        (9e2, 0.0, 0.0, 0.0),  # a cold body, or a slow skin
    ],
)
def test_what_a_satellite_takes_for_a_flame(
    intensity: float, most: float, since: float, flame: float
) -> None:
    sensor, row = measured(1.1e6, intensity, 100.0 + since)
    found = looks.tell_flame(sensor, most, 100.0, EARTH, row)
    assert row[looks.FLAME] == flame
    assert found == pytest.approx(max(most, intensity), rel=1e-9)


angles = st.floats(0.0, np.pi)


@given(angles, st.floats(0.01, 1.0), st.floats(0.01, 100.0))
def test_an_echo_lies_between_front_and_side(angle: float, front: float, side: float) -> None:
    sensor = np.full(instruments.COLUMNS, np.nan)
    sensor[instruments.PLACE : instruments.PLACE + 3] = 1e6, 0.0, 0.0
    velocity = np.cos(angle), np.sin(angle), 0.0
    found = front * looks.from_aside(sensor, 0.0, 0.0, 0.0, *velocity, np.log(side / front))
    assert min(front, side) * (1 - 1e-12) <= found <= max(front, side) * (1 + 1e-12)
    assert found == pytest.approx(front * (side / front) ** np.sin(angle) ** 2, rel=1e-9)


def test_a_side_that_is_not_given_is_as_the_front() -> None:
    given_ = {"bands": ["x"], "warhead_m2": assumed(0.03), "missile_m2": assumed(1.0)}
    for side, wanted in ((None, 0.0), (3.0, np.log(100.0))):
        more = {"warhead_side_m2": assumed(side)} if side else {}
        missile = {"signature": {"radar_cross_sections": [given_ | more]}}
        case = watching.case_of([watching.SBX], notional_solid_icbm=missile)
        echo = echoes(watching.reference(case))
        assert echo[0, 0, :, 5] == pytest.approx([0.03, wanted])
        assert echo[0, 1, :, 5] == pytest.approx([1.0, 0.0])
