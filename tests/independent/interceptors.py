"""An interceptor's flight written a second time, in three dimensions, for SciPy to integrate and to aim.

A point mass pulls; the thrust keeps its direction among the stars; the launch place moves with the Earth, and
so does the place to be reached. Nothing here is imported from the project. SI.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, inf, radians, sin, sqrt

import numpy as np
from geographiclib.geodesic import Geodesic
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, root

from independent.equations import E2, MU, RADIUS, RATE, Vector

STARTS = (20.0, 50.0, 80.0)
"""Elevations from which the search begins [deg]; the shortest flight found counts."""


@dataclass(frozen=True)
class Interceptor:
    """Speed at burnout after a climb at 45 degrees [m/s], and how long it burns [s]."""

    speed: float
    burn: float


@dataclass(frozen=True)
class Turning:
    """What of the Earth's rotation is taken into account."""

    site: bool = True
    target: bool = True


def place(latitude: float, longitude: float, height: float) -> Vector:
    """Place over the ellipsoid, Earth-fixed; angles in degrees."""
    b, l_ = radians(latitude), radians(longitude)
    normal = RADIUS / sqrt(1.0 - E2 * sin(b) ** 2)
    flat = (normal + height) * cos(b)
    return np.array([flat * cos(l_), flat * sin(l_), (normal * (1.0 - E2) + height) * sin(b)])


def away(latitude: float, azimuth: float, distance: float, height: float) -> tuple[Vector, Vector]:
    """A site on the ground, and the place so far from it in a direction [deg], [m]."""
    end = Geodesic.WGS84.Direct(latitude, 10.0, azimuth, distance)
    return place(latitude, 10.0, 0.0), place(end["lat2"], end["lon2"], height)


def turned(target: Vector, time: float) -> Vector:
    """Where an Earth-fixed place is after so long, in the axes of the beginning."""
    s, c = sin(RATE * time), cos(RATE * time)
    return np.array([c * target[0] - s * target[1], s * target[0] + c * target[1], target[2]])


def _leg(position: Vector, velocity: Vector, push: Vector, time: float) -> tuple[Vector, Vector]:
    def slope(_: float, y: Vector) -> Vector:
        # a search may try flights through the Earth's centre
        far = max(float(np.linalg.norm(y[:3])), 1e6)
        return np.concatenate((y[3:], -MU * y[:3] / far**3 + push))

    begin = np.concatenate((position, velocity))
    done = solve_ivp(slope, (0.0, time), begin, method="DOP853", rtol=1e-9, atol=1e-3)
    return done.y[:3, -1], done.y[3:, -1]


def gain(one: Interceptor, radius: float = 6_371_000.0) -> float:
    """The speed that thrust must give, so that gravity leaves the burnout speed at 45 degrees."""
    ground, aslant = np.array([radius, 0.0, 0.0]), np.array([sqrt(0.5), sqrt(0.5), 0.0])

    def over(given: float) -> float:
        _, velocity = _leg(ground, np.zeros(3), given / one.burn * aslant, one.burn)
        return float(np.linalg.norm(velocity)) - one.speed

    return float(brentq(over, one.speed, 3.0 * one.speed, xtol=1e-4))


@dataclass(frozen=True)
class Shot:
    """One interceptor at one site.

    Attributes:
        one: What flies.
        gain: What its thrust gives [m/s].
        site: Earth-fixed.
        turning: What of the rotation counts.
    """

    one: Interceptor
    gain: float
    site: Vector
    turning: Turning = Turning()

    def axes(self) -> tuple[Vector, Vector, Vector]:
        """Up (away from the Earth's centre), east and north."""
        up = self.site / np.linalg.norm(self.site)
        east = np.cross([0.0, 0.0, 1.0], up)
        east = east / np.linalg.norm(east)
        return up, east, np.cross(up, east)

    def after(self, elevation: float, azimuth: float, time: float) -> tuple[Vector, Vector]:
        """Place and velocity after so long."""
        up, east, north = self.axes()
        level = sin(azimuth) * east + cos(azimuth) * north
        push = self.gain / self.one.burn * (sin(elevation) * up + cos(elevation) * level)
        spin = np.array([0.0, 0.0, RATE if self.turning.site else 0.0])
        position, velocity = _leg(self.site, np.cross(spin, self.site), push, min(self.one.burn, time))
        if time > self.one.burn:
            position, velocity = _leg(position, velocity, np.zeros(3), time - self.one.burn)
        return position, velocity

    def goal(self, target: Vector, time: float) -> Vector:
        return turned(target, time) if self.turning.target else target

    def to(self, target: Vector) -> tuple[float, float, float]:
        """Flight time, elevation and azimuth of the shortest flight to a place; infinity for none."""
        _, east, north = self.axes()
        apart = target - self.site
        azimuth, direct = atan2(apart @ east, apart @ north), float(np.linalg.norm(apart))
        guess = direct / self.gain + 0.6 * self.one.burn
        best = (inf, 0.0, 0.0)

        def wrong(u: Vector) -> Vector:
            if not 0.5 * self.one.burn < 100.0 * u[2] < 4.0 * guess:
                return np.full(3, 1e3)
            return (self.after(u[0], u[1], 100.0 * u[2])[0] - self.goal(target, 100.0 * u[2])) / 1e5

        for start in STARTS:
            found = root(wrong, [radians(start), azimuth, guess / 100.0], options={"xtol": 1e-10})
            elevation, towards, time = found.x[0], found.x[1], 100.0 * found.x[2]
            if found.success and np.abs(found.fun).max() < 1e-4 and time < best[0]:
                best = (time, elevation, towards) if self.flies(elevation, towards) else best
        return best

    def flies(self, elevation: float, azimuth: float) -> bool:
        """Whether it stays above the ground while it burns."""
        times = np.array([0.01, 0.1, 0.25, 0.5, 0.75, 1.0]) * self.one.burn
        ground = float(np.linalg.norm(self.site)) - 1.0
        return all(np.linalg.norm(self.after(elevation, azimuth, float(time))[0]) > ground for time in times)
