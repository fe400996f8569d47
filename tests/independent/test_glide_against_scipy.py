"""A glide with all its lift against SciPy, in other variables: polar, height and slope instead of vectors."""

from __future__ import annotations

from math import radians

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from gliding import changed, release, straight
from opendome.physics.atmosphere import air
from opendome.physics.constants import MEAN_RADIUS, MU
from opendome.records import trajectories as flown

LIFT, BETA = 2.6, 13_000.0


def polar(time: float, state: np.ndarray) -> list[float]:
    """Derivatives of radius, angle over the ground, speed and slope of the path."""
    radius, _, speed, slope = state
    pull = MU / radius**2
    drag = 0.5 * air(radius - MEAN_RADIUS)[0] * speed**2 / BETA
    return [
        speed * np.sin(slope),
        speed * np.cos(slope) / radius,
        -drag - pull * np.sin(slope),
        (LIFT * drag - (pull - speed**2 / radius) * np.cos(slope)) / speed,
    ]


@pytest.mark.parametrize(
    ("speed", "height", "angle"), [(6.01, 100.0, -5.03), (6.0, 51.0, 0.0), (3.5, 60.0, -2.0)]
)
def test_a_skipping_glide(speed: float, height: float, angle: float) -> None:
    spec = changed(
        "htv-2", release=release(speed, height, angle), steering="constant_lift",
        glide_end={"altitude_km": 30.5}, lift_to_drag_ratio=LIFT, ballistic_coefficient_kg_per_m2=BETA,
    )  # fmt: skip
    one = straight(spec)
    event = one.numbers("event")
    last = int(np.flatnonzero(event == flown.GLIDE_END)[0])
    time, place = one.numbers("time")[: last + 1], one.numbers("position")[: last + 1]
    radius = np.linalg.norm(place, axis=1)
    angle_over_ground = np.unwrap(np.arctan2(place[:, 1], place[:, 0]))
    truth = solve_ivp(
        polar, (0.0, time[-1]), [MEAN_RADIUS + height * 1e3, 0.0, speed * 1e3, radians(angle)],
        method="DOP853", t_eval=time, rtol=1e-9, atol=1e-9, max_step=2.0,
    ).y  # fmt: skip
    assert np.abs(radius - truth[0]).max() < 5.0
    assert np.abs(angle_over_ground - truth[1]).max() * MEAN_RADIUS < 20.0
    assert np.abs(np.linalg.norm(one.numbers("velocity")[: last + 1], axis=1) - truth[2]).max() < 0.05
