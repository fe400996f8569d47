"""From what is asked to how many interceptors in orbit, all in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, nan, pi, sqrt

from opendome.choices.constellation import closed
from opendome.interception import window
from opendome.physics.constants import EQUATORIAL_RADIUS, MU


@dataclass(frozen=True)
class Asked:
    """A layer of interceptors in orbit, and the salvo that it is for.

    Attributes:
        time: Seconds left to fly; negative where there are none [s].
        altitude: Of the orbits, above a sphere of 6,378.137 km [m].
        speed: That an interceptor can give itself [m/s].
        acceleration: Even, until it has that speed [m/s2].
        inclinations: Of the orbits, in equal shares [rad]; none where satellites are spread evenly.
        latitudes: Of the launches [rad]; none where nobody says.
        missiles: In the salvo.
        shots: At each missile.
        meeting: Height at which missiles are met [m]; None as in the literature, the height of the orbits.
        split: Whether the salvo comes from all latitudes at once, equally many from each, too far apart for
            one satellite to reach two of them.
        spread: From the first launch to the last [s].
        works: Chance that an interceptor does what it is told.
        spare_fraction: Spares in orbit, as a share of those that count.
        spares: Spares in orbit beside them, altogether.
    """

    time: float
    altitude: float
    speed: float
    acceleration: float
    inclinations: tuple[float, ...] = ()
    latitudes: tuple[float, ...] = ()
    missiles: int = 1
    shots: int = 2
    meeting: float | None = None
    split: bool = False
    spread: float = 0.0
    works: float = 1.0
    spare_fraction: float = 0.0
    spares: int = 0

    @property
    def orbit(self) -> float:
        """Radius of the orbits [m]."""
        return EQUATORIAL_RADIUS + self.altitude

    @property
    def meeting_radius(self) -> float | None:
        """Radius at which missiles are met [m], where it is another than that of the orbits."""
        return None if self.meeting is None else EQUATORIAL_RADIUS + self.meeting

    @property
    def orbital_speed(self) -> float:
        """Speed of the satellites [m/s]."""
        return sqrt(MU / self.orbit)

    @property
    def distance(self) -> float:
        """Flown in a straight line in the time left [m]."""
        return window.straight(self.speed, self.acceleration, self.time)

    @property
    def reach(self) -> float:
        """Reach angle of the straight line [rad]."""
        return window.angle(self.distance, self.orbit, self.meeting_radius)

    @property
    def grazing(self) -> float:
        """Reach angle of the straight line that touches the ground [rad]; a longer one goes through it."""
        ends = self.orbit, self.meeting_radius or self.orbit
        return sum(acos(min(1.0, EQUATORIAL_RADIUS / end)) for end in ends)

    @property
    def missiles_at_once(self) -> float:
        """Missiles from one place; a mean where they are shared by several."""
        return self.missiles / len(self.latitudes) if self.split and self.latitudes else float(self.missiles)


@dataclass(frozen=True)
class AtLatitude:
    """What one latitude of launch needs.

    Attributes:
        latitude: [rad].
        gain: Latitude gain of the point formula, the mean of the inclinations.
        gain_cap: The same averaged over the places in reach; NaN where nothing is in reach.
        fraction: Share of the time that one satellite is in reach.
        count: Satellites in orbit so that on average missiles times shots are in reach; infinite where none
            ever is.
    """

    latitude: float
    gain: float
    gain_cap: float
    fraction: float
    count: float


@dataclass(frozen=True)
class Sized:
    """How many, in closed form; infinite counts where nothing is ever in reach.

    Attributes:
        reach: Angle [rad].
        fraction: Of a sphere in reach, exact cap.
        count: The published convention: missiles times shots over that.
        by_latitude: What each latitude needs, in the order asked.
        worst: The row of it that needs most; None where no latitude was asked.
        replaced: How many times as many satellites pass through reach as are in reach at one moment.
        in_orbit: With latitude, launches spread over time, failures and spares.
    """

    reach: float
    fraction: float
    count: float
    by_latitude: tuple[AtLatitude, ...]
    worst: AtLatitude | None
    replaced: float
    in_orbit: float


def size(asked: Asked, reach: float | None = None) -> Sized:
    """How many interceptors in orbit.

    Args:
        asked: The layer and the salvo.
        reach: Another reach angle than that of the straight line [rad].

    Source: Harrison, AEI Working Paper 2025-20, for the convention; APS 2003 for the latitude.
    """
    angle = asked.reach if reach is None else reach
    fraction = closed.cap_fraction(angle)
    wanted = asked.missiles * asked.shots
    rows = tuple(_at(asked, latitude, angle, fraction) for latitude in asked.latitudes)
    worst = max(rows, key=lambda row: row.count, default=None)
    replaced = (
        closed.replaced_factor(asked.spread, angle * asked.orbit, asked.orbital_speed) if angle else 1.0
    )
    salvo = closed.salvo_in_reach(asked.missiles_at_once, asked.shots / asked.works, replaced)
    needed = closed.constellation(salvo, fraction if worst is None else worst.fraction)
    return Sized(
        reach=angle,
        fraction=fraction,
        count=closed.constellation(wanted, fraction),
        by_latitude=rows,
        worst=worst,
        replaced=replaced,
        in_orbit=needed * (1.0 + asked.spare_fraction) + asked.spares,
    )


def _at(asked: Asked, latitude: float, reach: float, fraction: float) -> AtLatitude:
    gains = [closed.latitude_gain(one, latitude) for one in asked.inclinations] or [1.0]
    caps = [closed.latitude_gain_cap(one, latitude, reach) for one in asked.inclinations] or [1.0]
    gain_cap = sum(caps) / len(caps) if reach > 0.0 else nan
    passing = gain_cap * fraction if reach > 0.0 else 0.0
    return AtLatitude(
        latitude=latitude,
        gain=sum(gains) / len(gains),
        gain_cap=gain_cap,
        fraction=passing,
        count=closed.constellation(asked.missiles_at_once * asked.shots, passing),
    )


def never_passes(inclination: float, latitude: float, reach: float) -> bool:
    """Whether no satellite of this inclination ever comes into reach of a latitude.

    Args:
        inclination, latitude, reach: [rad].
    """
    return abs(latitude) - reach >= min(inclination, pi - inclination)
