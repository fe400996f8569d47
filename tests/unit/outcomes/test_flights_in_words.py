"""Motion and milestones of flights that are known by formula."""

from __future__ import annotations

import numpy as np
import pytest

from opendome.outcomes import milestones, motion
from opendome.outcomes.fates import summarise
from opendome.outcomes.milestones import first
from opendome.physics.constants import MEAN_RADIUS, ROTATION_RATE
from opendome.records import trajectories as flown
from opendome.records.case import EarthModel
from opendome.reports.events import words
from unit.outcomes.small import EVENTS, HALF, RATE, TOP, arcs

SPHERE = EarthModel(spherical=True)


def test_the_turning_earth_is_added_eastward() -> None:
    place = np.array([[MEAN_RADIUS, 0.0, 0.0]])
    eastward = motion(place, np.array([[0.0, 1000.0, 0.0]]), SPHERE)
    assert eastward.speed[0] == pytest.approx(1000.0)
    assert eastward.inertial_speed[0] == pytest.approx(1000.0 + ROTATION_RATE * MEAN_RADIUS)
    westward = motion(place, np.array([[0.0, -1000.0, 0.0]]), SPHERE)
    assert westward.inertial_speed[0] == pytest.approx(abs(1000.0 - ROTATION_RATE * MEAN_RADIUS))


def test_without_rotation_both_speeds_are_equal() -> None:
    still = EarthModel(rotating=False, spherical=True)
    moves = motion(np.array([[MEAN_RADIUS, 0.0, 0.0]]), np.array([[300.0, 400.0, 0.0]]), still)
    assert moves.inertial_speed[0] == moves.speed[0] == pytest.approx(500.0)
    assert np.degrees(moves.flight_path_angle[0]) == pytest.approx(np.degrees(np.arcsin(0.6)))


def test_at_rest_there_is_no_angle() -> None:
    moves = motion(np.array([[MEAN_RADIUS, 0.0, 0.0]]), np.zeros((1, 3)), SPHERE)
    assert np.isnan(moves.flight_path_angle[0])


def test_up_is_the_normal_of_the_ellipsoid() -> None:
    latitude = np.radians(45.0)
    normal = np.array([np.cos(latitude), 0.0, np.sin(latitude)])
    from opendome.physics.earth import ecef_from_geodetic

    place = ecef_from_geodetic(latitude, 0.0, 1000.0)
    assert np.degrees(motion(place, 100.0 * normal, EarthModel()).flight_path_angle) == pytest.approx(
        90.0, abs=1e-3
    )


def test_milestones_are_in_order_and_numbered() -> None:
    found = milestones(arcs(starts=(30.0,)), 0, SPHERE)
    assert [milestone.event for milestone in found] == list(EVENTS)
    assert [milestone.stage for milestone in found] == [0, 1, 2, 0, 0, 0, 0]
    assert found[0].time == 0.0
    assert found[-1].time == 2 * HALF
    assert found[-1].longitude == pytest.approx(2 * HALF * RATE)
    top = first(found, flown.APOGEE)
    assert top is not None
    assert top.altitude == pytest.approx(TOP)
    assert top.flight_path_angle == pytest.approx(0.0, abs=1e-12)
    assert first(found, flown.FAIRING) is None


def test_events_in_words() -> None:
    assert words(milestones(arcs(), 0, SPHERE)) == [
        "launch",
        "stage 1 burns out",
        "burnout (stage 2)",
        "leaves the air (100 km)",
        "highest point",
        "back in the air (100 km)",
        "impact",
    ]


def test_a_flight_in_a_few_numbers() -> None:
    found = summarise(arcs(("a-1", "a-2"), (0.0, 50.0)), spherical=True)
    assert found.flight_time == pytest.approx([2 * HALF, 2 * HALF])
    assert found.apogee == pytest.approx([TOP, TOP])
    assert found.impact_latitude == pytest.approx([0.0, 0.0])
    assert arcs().highest[0] == pytest.approx(TOP)
