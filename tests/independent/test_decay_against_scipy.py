"""Sinking orbits against SciPy's integrator, and their air against NRLMSISE-00.

Stored densities: pymsis 0.13.0, version 0, mean over latitudes -75 to 75 by 30 degrees (weighted by their
cosine), longitudes by 45, and the first hour of both equinoxes and solstices of 2020; radio flux and Ap of
(70, 4), (122, 12), (196, 15).
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from opendome.physics import decay
from opendome.physics.constants import EQUATORIAL_RADIUS, MU

HEIGHTS_KM = (200, 250, 300, 350, 400, 500, 600)

MSIS: dict[decay.Activity, tuple[float, ...]] = {
    "low": (1.78e-10, 3.32e-11, 8.10e-12, 2.31e-12, 7.31e-13, 9.21e-14, 1.75e-14),
    "mean": (2.58e-10, 6.37e-11, 1.99e-11, 7.12e-12, 2.79e-12, 5.04e-13, 1.09e-13),
    "high": (3.55e-10, 1.07e-10, 3.96e-11, 1.65e-11, 7.46e-12, 1.76e-12, 4.74e-13),
}


@pytest.mark.parametrize("activity", decay.ACTIVITIES)
def test_the_air_is_that_of_another_model(activity: decay.Activity) -> None:
    ours = [decay.density(1e3 * height, activity) for height in HEIGHTS_KM]
    assert ours == pytest.approx(MSIS[activity], rel=0.05)


@pytest.mark.parametrize("activity", decay.ACTIVITIES)
@pytest.mark.parametrize(("altitude", "coefficient"), [(220e3, 50.0), (313e3, 100.0), (500e3, 200.0)])
def test_an_orbit_sinks_as_drag_says(altitude: float, coefficient: float, activity: decay.Activity) -> None:
    """Energy lost to drag, integrated in time until the air ends the orbit."""

    def sinks(_time: float, state: np.ndarray) -> list[float]:
        radius = EQUATORIAL_RADIUS + max(state[0], decay.GROUND)
        speed = sqrt(MU / radius)
        power = 0.5 * decay.density(max(state[0], decay.GROUND), activity) * speed**3 / coefficient
        return [-power / (MU / (2.0 * radius**2))]

    def over(_time: float, state: np.ndarray) -> float:
        return float(state[0]) - decay.GROUND

    over.terminal = True  # type: ignore[attr-defined]
    ours = decay.lifetime(altitude, coefficient, activity)
    done = solve_ivp(sinks, (0.0, 2.0 * ours), [altitude], method="LSODA", events=over, rtol=1e-8, atol=1e-3)
    assert done.t_events[0][0] == pytest.approx(ours, rel=2e-3)


def test_one_revolution_flown_with_drag() -> None:
    """What holding gives back in one revolution is what a flown revolution loses in speed of the circle."""
    altitude, coefficient = 250e3, 60.0
    radius = EQUATORIAL_RADIUS + altitude
    density = decay.density(altitude, "high")

    def moves(_time: float, state: np.ndarray) -> np.ndarray:
        place, speed = state[:2], state[2:]
        pull = -MU * place / np.linalg.norm(place) ** 3
        return np.concatenate((speed, pull - density / (2.0 * coefficient) * np.linalg.norm(speed) * speed))

    period = 2.0 * pi * sqrt(radius**3 / MU)
    start = np.array([radius, 0.0, 0.0, sqrt(MU / radius)])
    end = solve_ivp(moves, (0.0, period), start, method="DOP853", rtol=1e-12, atol=1e-6).y[:, -1]
    energy = 0.5 * float(end[2:] @ end[2:]) - MU / float(np.linalg.norm(end[:2]))
    lost = -MU / (2.0 * energy) - radius
    given_back = decay.holding_acceleration(altitude, coefficient, "high") * period
    # to first order: a circle's speed is √(μ/r), so a lower one is faster by half of what was taken
    assert -lost * sqrt(MU / radius) / (2.0 * radius) == pytest.approx(given_back, rel=5e-3)
