"""The equations of motion written a second time, plainly and in another way, for SciPy to integrate.

Nothing here is imported from the project. Inertial axes: those of the Earth at launch, held still. SI.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

Vector = NDArray[np.float64]
State = Callable[[float], Vector]

MU, J2, RADIUS, RATE = 3.986004418e14, 1.082629821313e-3, 6_378_137.0, 7.2921151467e-5
FLATTENING = 1.0 / 298.257223563
E2 = FLATTENING * (2.0 - FLATTENING)
SPIN = np.array([0.0, 0.0, RATE])


def pull(place: Vector) -> Vector:
    """Gravity as the gradient of a potential with J2, axis by axis."""
    r = float(np.linalg.norm(place))
    z = place[2]
    central = -MU * place / r**3
    # gradient of -mu J2 R^2 / 2 (3 z^2 / r^5 - 1 / r^3)
    k = -0.5 * MU * J2 * RADIUS**2
    both = k * (-15.0 * z**2 / r**7 + 3.0 / r**5) * place
    return np.asarray(central + both + np.array([0.0, 0.0, k * 6.0 * z / r**5]))


def up_and_height(place: Vector) -> tuple[Vector, float]:
    """Outward normal of the ellipsoid and height above it, by iterating on the latitude."""
    flat = sqrt(place[0] ** 2 + place[1] ** 2)
    sine = place[2] / sqrt(flat**2 + place[2] ** 2)
    for _ in range(12):
        normal = RADIUS / sqrt(1.0 - E2 * sine**2)
        over = place[2] + E2 * normal * sine
        sine = over / sqrt(flat**2 + over**2)
    cosine = sqrt(1.0 - sine**2)
    normal = RADIUS / sqrt(1.0 - E2 * sine**2)
    height = flat * cosine + place[2] * sine - RADIUS**2 / normal
    return np.array([cosine * place[0] / flat, cosine * place[1] / flat, sine]), height


# Foot of each layer: geopotential height [m], temperature [K], lapse [K/m]
LAYERS = [
    (0.0, 288.15, -6.5e-3), (11e3, 216.65, 0.0), (20e3, 216.65, 1e-3), (32e3, 228.65, 2.8e-3),
    (47e3, 270.65, 0.0), (51e3, 270.65, -2.8e-3), (71e3, 214.65, -2e-3),
]  # fmt: skip
GAS = 8_314.32 / 28.9644


def air(height: float) -> tuple[float, float, float]:
    """Density, pressure and speed of sound below 86 km: layers walked up from the ground."""
    level = 6_356_766.0 * height / (6_356_766.0 + height)
    pressure, temperature = 101_325.0, 288.15
    for number, (foot, start, lapse) in enumerate(LAYERS):
        top = LAYERS[number + 1][0] if number + 1 < len(LAYERS) else 90e3
        climb = min(level, top) - foot
        if climb <= 0.0 and number > 0:
            break
        temperature = start + lapse * climb
        if lapse == 0.0:
            pressure *= float(np.exp(-9.80665 * climb / (GAS * start)))
        else:
            pressure *= (temperature / start) ** (-9.80665 / (GAS * lapse))
    return pressure / (GAS * temperature), pressure, sqrt(1.4 * GAS * temperature)


@dataclass(frozen=True)
class Burn:
    """One stage burning, or a coast (`thrust` 0).

    Attributes:
        start, end: Since launch [s].
        mass: At its start [kg].
        flow: [kg/s].
        thrust: In vacuum [N].
        exit_area, drag_area: [m2].
        steer: Direction of thrust from time, up, and velocity through the air; None: along the velocity.
    """

    start: float
    end: float
    mass: float
    flow: float
    thrust: float
    exit_area: float
    drag_area: float
    steer: Callable[[float, Vector, Vector], Vector] | None = None
    machs: tuple[float, ...] = field(default=(0.0, 0.85, 1.0, 1.2, 2.0))
    drags: tuple[float, ...] = field(default=(0.2, 0.2, 0.27, 0.27, 0.2))

    def slope(self, time: float, state: Vector) -> Vector:
        place, velocity = state[:3], state[3:]
        up, height = up_and_height(place)
        density, pressure, sound = air(height)
        through = velocity - np.cross(SPIN, place)
        speed = float(np.linalg.norm(through))
        mass = self.mass - self.flow * (time - self.start)
        drag = 0.5 * density * speed * self.drag_area * np.interp(speed / sound, self.machs, self.drags)
        total = pull(place) - drag / mass * through
        if self.thrust > 0.0:
            push = (self.thrust - pressure * self.exit_area) / mass
            along = through / speed if self.steer is None else self.steer(time, up, through)
            total = total + push * along
        return np.concatenate((velocity, total))


def free_fall(_: float, state: Vector) -> Vector:
    """Gravity alone."""
    return np.concatenate((state[3:], pull(state[:3])))


def integrated(slope: Callable[[float, Vector], Vector], start: float, end: float, state: Vector) -> State:
    """SciPy's eighth-order method at its finest; the state at any time between."""
    answer = solve_ivp(
        slope, (start, end), state, method="DOP853", rtol=1e-12, atol=1e-6, dense_output=True, max_step=50.0
    )
    assert answer.success
    return lambda time: np.asarray(answer.sol(time))


def at_rest(latitude_deg: float, longitude_deg: float) -> Vector:
    """Place and inertial velocity of a launcher on the ground."""
    b, l_ = radians(latitude_deg), radians(longitude_deg)
    normal = RADIUS / sqrt(1.0 - E2 * sin(b) ** 2)
    place = np.array([normal * cos(b) * cos(l_), normal * cos(b) * sin(l_), normal * (1.0 - E2) * sin(b)])
    return np.concatenate((place, np.cross(SPIN, place)))


def inertial(time: float, position: Vector, velocity: Vector) -> Vector:
    """The inertial state of a place and velocity on the turning Earth."""
    c, s = cos(RATE * time), sin(RATE * time)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return np.concatenate((turn @ position, turn @ (velocity + np.cross(SPIN, position))))


def plane_normal(state: Vector, azimuth: float) -> Vector:
    """Normal of the vertical plane through a launcher in this direction [rad]: forward cross up."""
    up, _ = up_and_height(state[:3])
    east = np.cross([0.0, 0.0, 1.0], up)
    east = east / np.linalg.norm(east)
    forward = sin(azimuth) * east + cos(azimuth) * np.cross(up, east)
    return np.asarray(np.cross(forward, up))


def turned_down(direction: Vector, normal: Vector, angle: float) -> Vector:
    """A direction turned towards the ground about the normal of its plane (Rodrigues)."""
    c, s = cos(-angle), sin(-angle)
    turned = c * direction + s * np.cross(normal, direction)
    return np.asarray(turned + (1.0 - c) * float(normal @ direction) * normal)
