"""Constellations and what they see of a sphere: patterns that cover it once, and twice.

A pattern covers the sphere with caps: places within a central angle of a satellite. The least angle that
leaves no place out, at no moment, is found with OpenDome's count of satellites in reach. What two satellites
see at once is counted place by place, with its orbits and its sight lines.
"""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin

import numpy as np
import pytest
from scipy.optimize import brentq, minimize

from literature.record import OURS, SENSING, Claim, Waiting, check
from literature.sight_lines import horizon_arc, spans
from opendome.arrays import Floats
from opendome.choices.constellation import closed
from opendome.choices.constellation.assured import in_reach
from opendome.choices.constellation.phases import ARC, arcs_over, chance_of, laid
from opendome.choices.constellation.shells import Shell
from opendome.physics import orbits
from opendome.physics.constants import EQUATORIAL_RADIUS, MEAN_RADIUS
from opendome.records.sightings import FIELD
from opendome.sensing import instruments, looks

STAGE = SENSING

BALLARD = "Patterns of Walker and of Ballard 1980 that cover the sphere once, worked out independently"
STREETS = "Streets of coverage, worked out by hand for Iridium: 6 planes of 11 at 780 km, 8.2 degrees"
TATC = "TAT-C, its own test of streets of coverage"
CAPS = "Caps on a sphere, worked out independently"
CSIS = "Dahlgren and Karako, Getting on Track, CSIS 2023"
FOUND = "Constellations found by an independent search with the method of CSIS 2023"
TOURNEAR = "Tournear of the Space Development Agency, Defense Daily, April 2024"
DIGITS = "Half of the last digit."
MEO = 10_000e3

# Walker's T, P and F, inclination and least radius of the caps [degrees]
PATTERNS = (
    ((5, 5, 1), 43.66, 69.154),
    ((6, 6, 4), 53.13, 66.422),
    ((8, 8, 6), 61.86, 56.520),
    ((9, 9, 7), 70.54, 54.808),
    ((11, 11, 4), 53.79, 47.612),
    ((12, 3, 1), 50.73, 47.900),
    ((15, 3, 1), 53.51, 42.133),
)


def least_radius(pattern: tuple[int, int, int], inclination_deg: float) -> float:
    """Cap with which no place is out of reach at any moment [degrees]."""
    shell = Shell(*pattern, radians(inclination_deg), 1_000e3)
    return max(_least_near(shell, start) for start in _worst_places(shell))


def _worst_places(shell: Shell, step: float = 2.0, kept: int = 4) -> list[tuple[float, float]]:
    """Latitude [degrees] and place between two planes of those that ask for the largest caps."""
    found = []
    for latitude in np.arange(0.0, 90.1, step):
        low, high = 10.0, 120.0
        while high - low > 0.5:
            middle = 0.5 * (low + high)
            seen = in_reach(shell, radians(latitude), radians(middle) * shell.radius)
            low, high = (low, middle) if seen.fewest >= 1 else (middle, high)
        seen = in_reach(shell, radians(latitude), radians(low) * shell.radius)
        worst = int(np.argmin(seen.at_least[:, 1]))
        found.append((high, float(latitude), (worst + 0.5) / len(seen.at_least)))
    return [(latitude, share) for _, latitude, share in sorted(found, reverse=True)[:kept]]


def _least_near(shell: Shell, start: tuple[float, float]) -> float:
    """The largest cap asked for around such a place [degrees]."""
    slots = shell.satellites // shell.planes

    def reached(radius_deg: float, latitude_deg: float, share: float) -> bool:
        need = np.array([radians(latitude_deg), radians(radius_deg), 1.0])
        arcs, ends = np.empty((shell.planes, ARC)), np.empty((2, shell.planes))
        count = arcs_over(need, shell.inclination, shell.star, shell.planes, share, arcs)
        always, number, wrapped = laid(arcs, count, slots, shell.phasing / shell.planes, ends)
        return chance_of(ends, always, number, wrapped, 1) >= 1.0 - 1e-12

    def asked(place: Floats) -> float:
        low, high = 10.0, 150.0
        while high - low > 1e-5:
            middle = 0.5 * (low + high)
            low, high = (low, middle) if reached(middle, place[0], place[1] % 1.0) else (middle, high)
        return high

    around = np.array([start, (start[0] + 1.0, start[1]), (start[0], start[1] + 0.01)])
    found = minimize(lambda place: -asked(place), start, method="Nelder-Mead",
                     options={"initial_simplex": around, "xatol": 1e-5, "fatol": 1e-5})  # fmt: skip
    return -float(found.fun)


def arc_above(altitude: float, elevation: float, radius: float = EQUATORIAL_RADIUS) -> float:
    """Central angle at which a satellite stands this high over the horizon of a place [rad]."""
    row = np.full(instruments.COLUMNS, np.nan)
    row[instruments.PLACE : instruments.PLACE + 3] = radius, 0.0, 0.0
    # east, north and up at 0 N 0 E
    row[instruments.AXES : instruments.AXES + 9] = 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0
    row[instruments.DIP], row[instruments.LOWEST], row[instruments.HIGHEST] = -1.0, sin(elevation), 1.0
    row[instruments.AZIMUTH], row[instruments.SPAN], row[instruments.BAND] = 0.0, 7.0, 0.0

    def above(arc: float) -> bool:
        at = (radius + altitude) * cos(arc), (radius + altitude) * sin(arc), 0.0
        return looks.radar_look(row, *at, np.ones(1))[0] != FIELD

    low, high = 1e-6, 0.5 * np.pi
    for _ in range(50):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if above(middle) else (low, middle)
    return low


def altitude_for(radius_deg: float, elevation_deg: float) -> float:
    """Height at which a satellite is seen so high over the horizon from the edge of such a cap [km]."""

    def short_by(height: float) -> float:
        return arc_above(height, radians(elevation_deg)) - radians(radius_deg)

    return float(brentq(short_by, 100e3, 100_000e3, xtol=1.0)) / 1e3


IRIDIUM = 780e3


def iridium_arc() -> float:
    """Cap that a satellite of Iridium serves [rad]."""
    return arc_above(IRIDIUM, radians(8.2))


def half_street(arc: float, satellites: int = 11) -> float:
    """How far aside of a plane one of its satellites is always in reach [rad]: a plane over the equator."""
    ring = Shell(satellites, 1, 0, 0.0, IRIDIUM)
    low, high = 0.0, arc
    for _ in range(40):
        middle = 0.5 * (low + high)
        holds = in_reach(ring, middle, arc * ring.radius).fewest >= 1
        low, high = (middle, high) if holds else (low, middle)
    return low


def all_streets() -> float:
    """What six planes of Iridium cover of the half turn that they have to [degrees]."""
    arc = iridium_arc()
    return degrees(5.0 * (arc + half_street(arc)) + 2.0 * half_street(arc))


def ring_of() -> int:
    """Satellites of one plane at 780 km whose caps touch; 150 degrees go beyond the horizon."""
    arc = horizon_arc(IRIDIUM, 0.0, MEAN_RADIUS)
    rings = (Shell(number, 1, 0, 0.0, IRIDIUM) for number in range(2, 100))
    return next(one.satellites for one in rings if in_reach(one, 0.0, arc * one.radius).fewest >= 1)


def cap_deg(full_angle: float, shell: float = 20e3) -> float:
    """Cap that a cone sees from 1,000 km [degrees], whatever ring lies beyond it."""
    radius = EQUATORIAL_RADIUS if shell else MEAN_RADIUS
    return spans(full_angle, 1_000e3, shell, radius)[0][1]


def meo_cap_deg(shell: float = 20e3) -> float:
    """The same from 10,000 km, to the horizon."""
    return degrees(horizon_arc(MEO, shell, EQUATORIAL_RADIUS if shell else MEAN_RADIUS))


def ideal_pairs(cap: float) -> float:
    """Caps that would cover the sphere twice if they did not overlap."""
    return 2.0 * closed.absentee_ratio(closed.cap_fraction(radians(cap)))


def share_seen(satellites: int, cap: float) -> float:
    """Share of the sphere in such caps that do not overlap [%]; above 100, all of it and more."""
    return 100.0 * satellites * closed.cap_fraction(radians(cap))


def grown(shell: float) -> float:
    """How many times more a satellite sees from 10,000 km than from 1,000 km to the horizon."""
    near = horizon_arc(1_000e3, shell, EQUATORIAL_RADIUS if shell else MEAN_RADIUS)
    return closed.cap_fraction(radians(meo_cap_deg(shell))) / closed.cap_fraction(near)


def grid(step_deg: float) -> Floats:
    """Places all over a sphere, as directions (N, 3)."""
    latitude = np.radians(np.arange(-90.0 + 0.5 * step_deg, 90.0, step_deg))[:, None]
    longitude = np.radians(np.arange(0.0, 360.0, step_deg))
    parts = (np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude),
             np.sin(latitude) + 0.0 * longitude)  # fmt: skip
    return np.stack(parts, axis=-1).reshape(-1, 3)


LATITUDES = np.radians(np.arange(0.0, 90.1, 0.5))


def always(wanted: int, shell: Shell, cap: float) -> float:
    """Share of moments with so many satellites in view, at the worst place between planes [%]."""
    reach = radians(cap) * shell.radius
    worst = min(in_reach(shell, float(one), reach, samples=480).worst_chance(wanted) for one in LATITUDES)
    return round(100.0 * worst, 6)


def _walker(satellites: int, planes: int, phasing: int, inclination: float, altitude: float) -> Shell:
    return Shell(satellites, planes, phasing, radians(inclination), altitude)


LOW = 1_000e3
HORIZON = 180.0
# source, shell, full cone [degrees], and where a row misses its ends
TWICE: tuple[tuple[str, Shell, float, tuple[float, float] | None], ...] = (
    (CSIS, _walker(91, 7, 0, 75.0, LOW), 120.0, None),
    (CSIS, _walker(135, 9, 0, 75.0, LOW), 120.0, None),
    (CSIS, _walker(312, 12, 0, 82.0, LOW), 110.0, None),
    (CSIS, _walker(15, 3, 0, 55.0, MEO), HORIZON, None),
    (CSIS, _walker(49, 7, 0, 70.0, LOW), HORIZON, None),
    (FOUND, _walker(36, 6, 1, 60.0, LOW), HORIZON, (99.0, 99.4)),
    (FOUND, _walker(36, 36, 29, 60.0, LOW), HORIZON, None),
    (FOUND, _walker(8, 8, 2, 48.0, MEO), HORIZON, (95.7, 96.2)),
    (FOUND, _walker(8, 8, 2, 54.0, MEO), HORIZON, None),
)
ANY = "Always. How many satellites do is what was published; one pattern that does is enough."
BETWEEN = (
    "Found there on a grid of places and at some moments of time, between which single places are seen once "
    "for a while. As many satellites do in the pattern of the next row."
)
GLOBAL = _walker(40, 5, 1, 80.0, LOW)


def _twice_claim(source: str, shell: Shell, cone: float, gap: tuple[float, float] | None) -> Claim:
    name = f"{shell.name} at {degrees(shell.inclination):.0f} degrees and {shell.altitude / 1e3:,.0f} km"
    seen = "to the horizon" if cone == HORIZON else f"a cone of {cone:g} degrees"
    return Claim(source, f"moments with two or more of {name} in view of the worst place, {seen}", "%", 100.0,
                 lambda: always(2, shell, meo_cap_deg() if shell.altitude == MEO else cap_deg(cone)), ANY,
                 apart=0.0, gap=gap, cause=BETWEEN if gap else "")  # fmt: skip


CLAIMS = [
    *(
        Claim(BALLARD, f"least radius of the caps of {'/'.join(map(str, pattern))} at {tilt} degrees",
              "degrees", published, lambda pattern=pattern, tilt=tilt: least_radius(pattern, tilt),
              "The inclination is written to a hundredth of a degree.", apart=0.005)
        for pattern, tilt, published in PATTERNS
    ),
    *(
        Claim(BALLARD, f"height of satellites with caps of {radius} degrees, seen {elevation} degrees high",
              "km", published, lambda radius=radius, elevation=elevation: altitude_for(radius, elevation),
              DIGITS, apart=0.5)
        for radius, elevation, published in (
            (69.15, 0, 11_542), (69.15, 10, 26_990), (42.13, 0, 2_222), (42.13, 10, 3_854)
        )
    ),
    Claim(STREETS, "cap of a satellite", "degrees", 19.925, lambda: degrees(iridium_arc()), DIGITS,
          apart=5e-4),
    Claim(STREETS, "half the width of a street", "degrees", 11.527,
          lambda: degrees(half_street(iridium_arc())), DIGITS, apart=5e-4),
    Claim(STREETS, "all streets together, of the 180 that close", "degrees", 180.31, all_streets, DIGITS,
          apart=0.005),
    Claim(TATC, "satellites of one plane at 780 km, a field of 150 degrees", "", 7, ring_of,
          "A whole number.", apart=0.0),
    *(
        Claim(CAPS, f"cap at height 0 seen {told}", "degrees", published, computed,
              "Geometry: 0.1 %, over a sphere of 6,371 km.", share=0.001)
        for told, published, computed in (
            ("from 1,000 km within 120 degrees", 30.19, lambda: cap_deg(120.0, 0.0)),
            ("from 1,000 km within 110 degrees", 16.39, lambda: cap_deg(110.0, 0.0)),
            ("from 10,000 km to the horizon", 67.1, lambda: meo_cap_deg(0.0)),
        )
    ),
    *(
        Claim(CAPS, f"caps of {cap} degrees that would do if none overlapped, every place seen twice", "",
              published, lambda cap=cap: ideal_pairs(cap), DIGITS, apart=0.05)
        for cap, published in ((30.19, 29.5), (16.39, 98.4), (67.1, 6.5))
    ),
    Claim(CAPS, "cap at 20 km seen from 10,000 km to the horizon", "degrees", 71.61, meo_cap_deg, DIGITS,
          apart=0.005),
    Claim(CAPS, "what is seen at height 0 from 10,000 km, in what is seen from 1,000 km", "times", 4.50,
          lambda: grown(0.0), "Geometry: 0.1 %.", share=0.001),
    Claim(CAPS, "what is seen at 20 km from 10,000 km, in what is seen from 1,000 km", "times", 3.84,
          lambda: grown(20e3), DIGITS, apart=0.005, gap=(3.845, 3.849),
          cause="Cut there, not rounded: the caps published beside it, 34.71 and 71.61 degrees, give 3.85."),
    Claim(CAPS, "share of a shell at 20 km that one satellite sees from 1,000 km within 110 degrees", "",
          0.0190, lambda: 0.01 * share_seen(1, cap_deg(110.0)), DIGITS, apart=5e-5),
    *(
        Claim(CAPS, f"share of a shell at 20 km that four see from 1,000 km within {cone} degrees", "%",
              share, lambda cone=cone: share_seen(4, cap_deg(cone)), DIGITS, apart=room)
        for cone, share, room in ((110, 7.6, 0.05), (118, 15.0, 0.5))
    ),
    Claim(CSIS, "footprint of a sensor moved from 1,000 to 10,000 km", "times", 4.0, lambda: grown(20e3),
          "“Roughly quadrupled”: between three and a half and four and a half.", apart=0.5),
    *(_twice_claim(*row) for row in TWICE),
    Claim(TOURNEAR, "share of the Earth that four satellites see, here within 110 degrees", "%", 10.0,
          lambda: share_seen(4, cap_deg(110.0)),
          "A round number: half of five. Their cone is not published; about 110 degrees was the aim.",
          apart=2.5),
    Claim(TOURNEAR, "share of the Earth that 40 satellites see, here within 110 degrees, at most", "%", 100.0,
          lambda: share_seen(40, cap_deg(110.0)), "All of it, or more with overlaps.", apart=0.0,
          gap=(75.0, 77.0),
          cause="Forty caps of 15.8 degrees cannot cover the Earth; it takes 53 without any overlap. Their "
          "cone is not published: one that holds the horizon, 120.3 degrees, is enough, see the next row."),
    Claim(TOURNEAR, f"moments with one or more of {GLOBAL.name} at 80 degrees and 1,000 km in view of the "
          "worst place, to the horizon", "%", 100.0, lambda: always(1, GLOBAL, cap_deg(HORIZON)),
          "Always. Their pattern and cone are not published: one that does is enough.", apart=0.0),
]  # fmt: skip

NO_SGP4 = (
    "Satellites here fly ellipses that J2 turns, not SGP4, and public elements are not read. Neither "
    "satellites nor sites are in what was read."
)
NO_RESULT = "What it should see, and how well, is not in what was read."
WAITING = [
    Waiting(CSIS, "8 satellites in one plane over the equator at 10,000 km, added to 36 or 135 at 1,000 km",
            "", "no result read", NO_RESULT),
    Waiting(CSIS, "70 satellites at low and 36 at high inclination, as two steps", "", "no result read",
            NO_RESULT),
    Waiting(CSIS, "satellites in highly elliptical orbits that see one pole in stereo", "", "4",
            "Their orbits are not in what was read."),
    *(
        Waiting(f"{pair}, satellites of SGP4 over 73 sites", "error of the start of a contact: middle, "
                "95 of 100, largest", unit, told, NO_SGP4, OURS)
        for pair, unit, told in (
            ("Orekit against Brahe", "ms", "7.5, 18.5, 42.7 (277 contacts each)"),
            ("Orekit against GMAT", "s", "4.99, 16.6, 25.4 (277 and 297 contacts)"),
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_a_grid_at_one_instant_finds_too_small_a_cap() -> None:
    """The known wrong way: grids of 6 and of 3 degrees find 65.3 and 66.4 for 5/5/1, instead of 69.15."""
    rows = orbits.walker(5, 5, 1, False, radians(43.66), LOW)
    at = np.stack(orbits.place(np.zeros(5), *rows.T), axis=-1) / (EQUATORIAL_RADIUS + LOW)
    for step in (6.0, 3.0):
        nearest = (grid(step) @ at.T).max(axis=1)
        assert degrees(acos(float(nearest.min()))) < 67.0


def test_a_little_less_than_the_least_radius_leaves_places_out() -> None:
    shell = _walker(15, 3, 1, 53.51, LOW)
    latitudes = np.radians(np.arange(0.0, 90.1, 0.5))

    def left_out(radius_deg: float) -> bool:
        reach = radians(radius_deg) * shell.radius
        return any(in_reach(shell, float(one), reach, samples=240).fewest < 1 for one in latitudes)

    assert not left_out(42.14)
    assert left_out(41.7)
