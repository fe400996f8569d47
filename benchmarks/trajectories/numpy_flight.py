"""The same flights in NumPy: all missiles at once, fourth order, steps of one length."""

from __future__ import annotations

from math import ceil

import numpy as np
from missiles import Flights

from opendome.arrays import Floats
from opendome.physics import atmosphere as us76
from opendome.physics.constants import STANDARD_GRAVITY
from opendome.physics.earth import geodetic_up
from opendome.threats.ballistic import segments as cut


def air(altitude: Floats) -> tuple[Floats, Floats, Floats]:
    """Density, pressure and speed of sound, (flight,) each."""
    level = us76._EARTH_RADIUS * altitude / (us76._EARTH_RADIUS + altitude)
    layer = np.clip(np.searchsorted(us76._BASE, level, side="right") - 1, 0, len(us76._BASE) - 1)
    foot, lapse, rise = us76._TEMPERATURE[layer], us76._LAPSE[layer], level - us76._BASE[layer]
    is_low = altitude < us76._LAYERS_TOP
    temperature = np.where(is_low, foot + lapse * rise, us76._COLD)
    flat = -STANDARD_GRAVITY * rise / (us76.GAS_CONSTANT * foot)
    sloped = (
        STANDARD_GRAVITY
        / (us76.GAS_CONSTANT * np.where(lapse == 0.0, 1.0, lapse))
        * np.log(foot / temperature)
    )
    pressure = np.where(is_low, us76._PRESSURE[layer] * np.exp(np.where(lapse == 0.0, flat, sloped)), 0.0)
    thin = np.exp(np.interp(altitude, us76._HIGH_ALTITUDE, us76._HIGH_LOG_DENSITY))
    thin[altitude >= us76._HIGH_ALTITUDE[-1]] = 0.0
    density = np.where(is_low, pressure / (us76.GAS_CONSTANT * temperature), thin)
    return density, pressure, np.sqrt(us76.HEAT_RATIO * us76.GAS_CONSTANT * temperature)


def slope(elapsed: float, state: Floats, segment: Floats, asked: Flights, normal: Floats) -> Floats:
    """Velocity and acceleration, (6, flight)."""
    mu, j2, radius, eccentricity2, rate, j2_radius = asked.earth
    x, y, z, u, v, w = state
    r2 = x * x + y * y + z * z
    pull = -mu / (r2 * np.sqrt(r2))
    share, polar = 1.5 * j2 * j2_radius**2 / r2, 5.0 * z * z / r2
    flat = pull * (1.0 + share * (1.0 - polar))
    fall = np.stack((flat * x, flat * y, pull * (1.0 + share * (3.0 - polar)) * z))
    powered = segment[cut.THRUST] > 0.0
    if not powered and r2.min() > (radius + 1e6) ** 2:
        return np.concatenate((state[3:], fall))
    height, up_x, up_y, up_z = geodetic_up(x, y, z, radius, eccentricity2)
    density, pressure, sound = air(height)
    wind = np.stack((u + rate * y, v - rate * x, w))
    speed = np.sqrt((wind * wind).sum(axis=0))
    mass = segment[cut.START_MASS] - segment[cut.FLOW] * elapsed
    factor = 1.0 / segment[cut.BALLISTIC]
    if np.isfinite(segment[cut.DRAG_AREA]):
        factor = segment[cut.DRAG_AREA] * np.interp(speed / sound, asked.drag[0], asked.drag[1]) / mass
    total = fall - 0.5 * density * speed * factor * wind
    if powered:
        push = np.maximum(segment[cut.THRUST] - pressure * segment[cut.EXIT_AREA], 0.0) / mass
        if segment[cut.RULE] == cut.VERTICAL:
            plumb = fall + rate * rate * np.stack((x, y, np.zeros_like(z)))
            along = -plumb / np.sqrt((plumb * plumb).sum(axis=0))
        else:
            along = np.where(speed >= 1.0, wind / np.maximum(speed, 1e-9), np.stack((up_x, up_y, up_z)))
        if segment[cut.RULE] == cut.KICK:
            aside = (1.0 - np.cos(asked.kick)) * (normal * along).sum(axis=0) * normal
            along = np.cos(asked.kick) * along - np.sin(asked.kick) * np.cross(normal, along, axis=0) + aside
        total = total + push * along
    return np.concatenate((state[3:], total))


def fly(asked: Flights, length: float) -> Floats:
    """Place and velocity when the time is over, axes of the launch, not turning, (flight, 6)."""
    x, y, z = asked.site.T
    rate = asked.earth[4]
    state = np.stack((x, y, z, -rate * y, rate * x, np.zeros_like(z)))
    _, up_x, up_y, up_z = geodetic_up(x, y, z, asked.earth[2], asked.earth[3])
    up = np.stack((up_x, up_y, up_z))
    east = np.stack((-y, x, np.zeros_like(z))) / np.hypot(x, y)
    forward = np.sin(asked.azimuth) * east + np.cos(asked.azimuth) * np.cross(up, east, axis=0)
    normal = np.cross(forward, up, axis=0)
    for row in asked.segments:
        segment = np.append(row, row[cut.MASS])
        for step in range(ceil(segment[cut.DURATION] / length - 1e-9)):
            t = step * length
            h = min(length, segment[cut.DURATION] - t)
            a = slope(t, state, segment, asked, normal)
            b = slope(t + 0.5 * h, state + 0.5 * h * a, segment, asked, normal)
            c = slope(t + 0.5 * h, state + 0.5 * h * b, segment, asked, normal)
            d = slope(t + h, state + h * c, segment, asked, normal)
            state = state + h / 6.0 * (a + 2.0 * b + 2.0 * c + d)
    return state.T
