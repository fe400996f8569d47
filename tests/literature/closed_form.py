"""Free flight over a sphere that does not turn, without air: what any text on orbits gives.

Impulsive at the surface (A. D. Wheelon, ARS Journal 29, 1959; Bate, Mueller and White, chapter 6). Lengths in
km, speeds in km/s, angles in radians.
"""

from __future__ import annotations

from math import acos, asin, atan, cos, pi, sin, sqrt, tan

RADIUS = 6_371.0
MU = 398_600.4418


def least_speed(range_km: float) -> tuple[float, float]:
    """Speed and elevation at the surface of the flight of least energy."""
    half = sin(0.5 * range_km / RADIUS)
    return sqrt(MU / RADIUS * 2.0 * half / (1.0 + half)), 0.25 * (pi - range_km / RADIUS)


def flight(speed: float, elevation: float) -> tuple[float, float, float]:
    """Range [km], time [min] and apogee [km] of a flight from surface to surface."""
    q = speed**2 * RADIUS / MU
    eccentricity = sqrt(1.0 - q * (2.0 - q) * cos(elevation) ** 2)
    major = RADIUS / (2.0 - q)
    # true anomaly at launch, then eccentric anomaly, counted from the nearest point
    parameter = RADIUS * q * cos(elevation) ** 2
    true = acos((parameter / RADIUS - 1.0) / eccentricity)
    eccentric = 2.0 * atan(sqrt((1.0 - eccentricity) / (1.0 + eccentricity)) * tan(0.5 * true))
    half = pi - eccentric + eccentricity * sin(eccentric)
    time = 2.0 * half * sqrt(major**3 / MU)
    return 2.0 * (pi - true) * RADIUS, time / 60.0, major * (1.0 + eccentricity) - RADIUS


def through(range_km: float, apogee_km: float) -> tuple[float, float, float]:
    """Speed, elevation and time [min] of the flight of this range and apogee: one ellipse has both."""
    # at the surface the ellipse is half the range angle from its top: r = p / (1 - e cos(angle))
    top = RADIUS + apogee_km
    away = cos(0.5 * range_km / RADIUS)
    eccentricity = (top - RADIUS) / (top - RADIUS * away)
    parameter = top * (1.0 - eccentricity)
    major = parameter / (1.0 - eccentricity**2)
    speed = sqrt(MU * (2.0 / RADIUS - 1.0 / major))
    elevation = acos(sqrt(MU * parameter) / (RADIUS * speed))
    return speed, elevation, flight(speed, elevation)[1]


def longest_range(speed: float) -> float:
    """The longest range [km] of this speed at the surface."""
    q = speed**2 * RADIUS / MU
    return 2.0 * asin(q / (2.0 - q)) * RADIUS
