"""One look at one place: geometry, field of regard, strength and noise, against plain NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import watching
from opendome.arrays import Floats
from opendome.physics.constants import earth as earth_of
from opendome.records.sightings import CHANCE, CLOUD, FIELD, HORIZON, RANGE
from opendome.sensing import instruments, looks, range_equation
from opendome.sensing.watching import radar_at

A, B = 6_378_137.0, 6_356_752.314245
"""Half axes of WGS84 [m]."""

GEO_RADIUS = 42_164_169.0
EARTH = earth_of()
AIMED = {"lat_deg": 52.0, "lon_deg": 174.0, "altitude_km": 0.1}


def place(latitude: float, longitude: float, height: float) -> Floats:
    """Earth-centred place of a latitude, longitude [deg] and height [m]."""
    b, turn = np.radians(latitude), np.radians(longitude)
    across = A / np.sqrt(1.0 - (1.0 - B**2 / A**2) * np.sin(b) ** 2)
    flat = (across + height) * np.cos(b)
    return np.array([flat * np.cos(turn), flat * np.sin(turn), (across * B**2 / A**2 + height) * np.sin(b)])


def meets_the_earth(one: Floats, other: Floats) -> bool:
    """Whether the segment between two places goes through the ellipsoid: roots of a quadratic."""
    axes = np.array([A, A, B])
    start, way = one / axes, (other - one) / axes
    roots = np.roots([way @ way, 2.0 * start @ way, start @ start - 1.0])
    if np.abs(roots.imag).max() > 0.0:
        return False
    return bool(roots.real.min() < 1.0 and roots.real.max() > 0.0)


def satellite(**given: float) -> Floats:
    """The row of a geostationary satellite over longitude 0 that sees to the limb."""
    row = np.full(instruments.COLUMNS, np.nan)
    row[[instruments.KIND, instruments.FIXED]] = 0.0, 1.0
    row[instruments.PLACE : instruments.PLACE + 3] = GEO_RADIUS, 0.0, 0.0
    row[instruments.CONE], row[instruments.CLOUDS] = -2.0, 10e3
    row[instruments.NOISE], row[instruments.ASKED], row[instruments.REVISIT] = 3e-12, 6.0, 5.0
    row[instruments.ANGLE_ERROR] = 14e-6
    for name, value in given.items():
        row[getattr(instruments, name)] = value
    return row


def look_down(row: Floats, at: Floats, bright: float = 5e5) -> tuple[int, float]:
    return looks.infrared_look(row, row[instruments.PLACE : instruments.PLACE + 3].copy(), *at, bright, EARTH)


def test_infrared_codes_of_places_chosen_by_hand() -> None:
    half = np.cos(np.radians(4.0))
    assert look_down(satellite(), place(0, 0, 50e3))[0] == CHANCE
    assert look_down(satellite(), place(0, 180, 50e3)) == (HORIZON, 0.0)
    assert look_down(satellite(), place(30, 20, 9.9e3)) == (CLOUD, 0.0)
    assert look_down(satellite(), place(30, 20, 10.1e3))[0] == CHANCE
    # from 42,164 km, 60° of the Earth away is 8.5° off the nadir, and 20° away is 3.4°
    assert look_down(satellite(CONE=half), place(0, 60, 50e3)) == (FIELD, 0.0)
    assert look_down(satellite(CONE=half), place(0, 20, 50e3))[0] == CHANCE
    assert look_down(satellite(), place(0, 0, 50e3), bright=1e4)[0] == RANGE


def test_what_comes_first_names_the_limit() -> None:
    """Behind the Earth before below the clouds, before outside the cone, before too weak."""
    narrow, low = satellite(CONE=np.cos(np.radians(1.0))), 5e3
    assert look_down(narrow, place(0, 120, low), bright=1.0)[0] == HORIZON
    assert look_down(narrow, place(0, 60, low), bright=1.0)[0] == CLOUD
    assert look_down(narrow, place(0, 60, 50e3), bright=1.0)[0] == FIELD
    assert look_down(narrow, place(0, 0, 50e3), bright=1.0)[0] == RANGE


def test_infrared_codes_and_strengths_of_many_places() -> None:
    random = np.random.default_rng(5)
    row = satellite(CONE=np.cos(np.radians(8.0)), CLOUDS=30e3, ASKED=90.0)
    site = row[instruments.PLACE : instruments.PLACE + 3]
    counted = dict.fromkeys((HORIZON, CLOUD, FIELD, RANGE, CHANCE), 0)
    for _ in range(2_000):
        latitude, longitude = np.degrees(np.arcsin(random.uniform(-1, 1))), random.uniform(-180, 180)
        height, bright = random.uniform(0, 200e3), random.uniform(2e5, 6e5)
        at = place(latitude, longitude, height)
        away = np.linalg.norm(at - site)
        off_nadir = np.degrees(np.arccos((site - at) @ site / away / GEO_RADIUS))
        snr = bright / away**2 / row[instruments.NOISE]
        if meets_the_earth(site, at):
            wanted = (HORIZON, 0.0)
        elif height < 30e3:
            wanted = (CLOUD, 0.0)
        elif off_nadir > 8.0:
            wanted = (FIELD, 0.0)
        else:
            wanted = (CHANCE if snr >= 90.0 else RANGE, snr)
        code, found = look_down(row, at, bright)
        assert code == wanted[0], (latitude, longitude, height)
        assert found == pytest.approx(wanted[1], rel=1e-9)
        counted[code] += 1
    assert min(counted.values()) > 50, counted


def radar(use: str = "sbx", given: dict[str, Any] | None = None, **changes: Any) -> Floats:
    """The row of a radar at Shemya, from its entry with these figures changed."""
    entry = {key: watching.assumed(value) if value else value for key, value in changes.items()}
    case = watching.case_of([{"use": use, "at": AIMED, **(given or {})}], **{use: entry})
    return instruments.rows(watching.reference(case), np.ones(1, dtype=np.bool_))[0]


def towards(azimuth: float, elevation: float, away: float) -> Floats:
    """The place so far from the radar in that direction [deg], [m]."""
    b, turn = np.radians(AIMED["lat_deg"]), np.radians(AIMED["lon_deg"])
    a, e = np.radians(azimuth), np.radians(elevation)
    east = np.array([-np.sin(turn), np.cos(turn), 0.0])
    up = np.array([np.cos(b) * np.cos(turn), np.cos(b) * np.sin(turn), np.sin(b)])
    north = np.cross(up, east)
    way = np.cos(e) * (np.sin(a) * east + np.cos(a) * north) + np.sin(e) * up
    return place(AIMED["lat_deg"], AIMED["lon_deg"], AIMED["altitude_km"] * 1e3) + away * way


ECHO = np.full(8, 0.03)


@pytest.mark.parametrize(
    ("edges", "inside", "outside"),
    [
        ((90, 200), (90.01, 150, 199.99), (89.99, 200.01, 0, 300)),
        ((300, 60), (300.01, 350, 0, 10, 59.99), (299.99, 60.01, 180)),  # across north
        ((184, 64), (184.01, 270, 0, 63.99), (183.99, 64.01, 120)),
        ((0, 360), (0, 0.01, 90, 180, 270, 359.99), ()),
    ],
)
def test_azimuths(edges: tuple[float, float], inside: tuple[float, ...], outside: tuple[float, ...]) -> None:
    row = radar(given={"azimuth_from_deg": edges[0], "azimuth_to_deg": edges[1]})
    for azimuths, code in ((inside, RANGE), (outside, FIELD)):
        for azimuth in azimuths:
            assert looks.radar_look(row, *towards(azimuth, 30.0, 2e6), ECHO)[0] == code, azimuth


def test_elevations() -> None:
    row = radar(elevation_minimum_deg=5.0, elevation_maximum_deg=85.0)
    # from 0.1 km the horizon lies 0.32° below level
    for elevation, code in (
        (-0.33, HORIZON), (-40.0, HORIZON), (-0.31, FIELD), (0.01, FIELD), (4.99, FIELD), (5.01, RANGE),
        (84.99, RANGE), (85.01, FIELD), (89.9, FIELD),
    ):  # fmt: skip
        found, strength, away = looks.radar_look(row, *towards(77.0, elevation, 1.5e6), ECHO)
        assert found == code, elevation
        assert (strength > 0.0) == (code == RANGE)
        assert away == pytest.approx(1.5e6, rel=1e-12)


def test_signal_to_noise_is_the_range_equation() -> None:
    row = radar(average_power_kw=100.0, aperture_m2=50.0, dwell_s=0.02, loss_db=7.0, frequency_ghz=10.0)
    strength = range_equation.track_strength(
        100e3, 0.02, 50.0, 299_792_458.0 / 10e9, temperature=500.0, loss=10.0**0.7
    )
    echo = np.arange(1.0, 9.0)
    for away in (4e5, 1e6, 3e6):
        found = looks.radar_look(row, *towards(10.0, 50.0, away), echo)[1]
        assert found * row[instruments.TRACK] == pytest.approx(strength * echo[5] / away**4, rel=1e-9)
    assert row[instruments.SEARCH] == 0.0
    assert row[instruments.BAND] == 5  # x is the sixth


def test_a_search_spreads_the_same_power_over_its_volume() -> None:
    row = radar("cobra-dane", average_power_kw=900.0, search_volume_sr=0.3, search_time_s=10.0)
    wanted = range_equation.search_strength(900e3, 460.0, 10.0, 0.3, 500.0, 10.0)
    assert row[instruments.SEARCH] == pytest.approx(wanted, rel=1e-9)
    # a track dwell is a search of one beam: power · time / solid angle is all that counts
    one_beam = row[instruments.BEAM] / row[instruments.DWELL]
    assert row[instruments.SEARCH] / row[instruments.TRACK] == pytest.approx(one_beam * 10.0 / 0.3, rel=1e-9)


@pytest.mark.parametrize(
    ("edges", "faces", "tilt"), [((250, 10), 1, 20.0), ((184, 64), 2, 20.0), ((0, 360), 3, 35.0)]
)
def test_a_flat_face_loses_the_square_of_the_cosine(edges: tuple[int, int], faces: int, tilt: float) -> None:
    """The share is that of the face that looks there most directly."""
    given = {"azimuth_from_deg": edges[0], "azimuth_to_deg": edges[1]}
    row = radar("lrdr", given, face_elevation_deg=tilt)
    row[instruments.FACES] = faces
    span = (edges[1] - edges[0]) % 360 or 360
    fronts = [towards(edges[0] + (face + 0.5) * span / faces, tilt, 1.0) for face in range(faces)]
    here = towards(0.0, 0.0, 0.0)
    random = np.random.default_rng(6)
    for _ in range(300):
        azimuth, elevation = edges[0] + random.uniform(0, span), random.uniform(4, 80)
        at = towards(azimuth, elevation, 1e6)
        cosine = max((front - here) @ (at - here) / 1e6 for front in fronts)
        assert cosine > 0.0
        found = looks.radar_look(row, *at, ECHO)[1]
        assert found * 1e24 / 0.03 == pytest.approx(cosine**2, rel=1e-6), (azimuth, elevation)


def test_a_face_sees_nothing_behind_itself() -> None:
    row = radar("lrdr", {"azimuth_from_deg": 0, "azimuth_to_deg": 360}, face_elevation_deg=10.0)
    row[instruments.FACES] = 1
    assert looks.radar_look(row, *towards(180.0, 90.0 - 10.5, 1e6), ECHO)[1] > 0.0
    assert looks.radar_look(row, *towards(0.0, 10.0, 1e6), ECHO) == pytest.approx((RANGE, 0.0, 1e6))


def test_too_weak_is_said_where_strength_is_asked() -> None:
    row = radar()
    nodes = np.zeros((2, 13))
    nodes[:, 0] = 0.0, 10.0
    nodes[:, 1:4] = towards(40.0, 30.0, 2e6)
    phase, spot = np.zeros(2, dtype=np.int64), np.empty(3)
    enough = row[instruments.ASKED] * 2e6**4 / row[instruments.TRACK]
    for burning, share, code in (
        (1, 1.001, CHANCE),
        (1, 0.999, RANGE),
        (0, 1.001, CHANCE),
        (0, 0.999, RANGE),
    ):
        phase[:] = 0 if burning else 3  # boost, or free flight
        echo = np.zeros((2, 2, 8))
        echo[burning, 0] = share * enough
        step, found, strength = radar_at(row, 5.0, 0, nodes, phase, 2, echo, spot)
        assert (step, found) == (0, code)
        assert strength * row[instruments.TRACK] == pytest.approx(share * row[instruments.ASKED], rel=1e-9)


def test_errors_grow_as_signals_fade() -> None:
    row = radar(angle_error_urad=50.0)
    strengths = np.geomspace(1e4, 1.0, 20)
    errors = [looks.error_of(row, snr) for snr in strengths]
    assert np.all(np.diff(errors) > 0.0)
    assert errors[0] > 50e-6
    carrier = 299_792_458.0 / np.sqrt(row[instruments.BEAM] * 170.0)
    assert carrier == pytest.approx(9.5e9, rel=1e-9)
    width = np.sqrt(row[instruments.BEAM])
    wanted = np.hypot(50e-6, width / (1.6 * np.sqrt(2.0 * strengths)))
    assert errors == pytest.approx(wanted, rel=1e-12)
    eye = satellite()
    assert [looks.error_of(eye, snr) for snr in (1.0, 100.0)] == [14e-6, 14e-6]


DRAWS = 20_000


@pytest.mark.parametrize("kind", ["radar", "infrared"])
def test_measurements_scatter_as_they_say(kind: str) -> None:
    """Mean, deviation and independence to five of their own standard errors."""
    row = radar(range_error_m=25.0) if kind == "radar" else satellite()
    site = row[instruments.PLACE : instruments.PLACE + 3].copy()
    at = towards(40.0, 30.0, 2e6)
    away = np.linalg.norm(at - site)
    straight = (at - site) / away
    rows = np.empty((DRAWS, looks.DETECTION))
    for number in range(DRAWS):
        looks.measure(row, site, *at, 30.0, number, (123, 456, 3), rows[number])
    measured = rows[:, looks.DIRECTION : looks.DIRECTION + 3]
    assert np.abs(np.linalg.norm(measured, axis=1) - 1.0).max() < 1e-14
    assert np.all(rows[:, looks.SITE : looks.SITE + 3] == site)
    assert np.all(rows[:, looks.INTERVAL] == row[instruments.REVISIT])
    assert np.all(rows[:, looks.SNR] == 30.0)
    error = looks.error_of(row, 30.0)
    assert np.all(rows[:, looks.ANGLE] == error)
    # any two directions across will do: not those that the code takes
    one = np.cross(straight, [0.3, -0.5, 0.8])
    one /= np.linalg.norm(one)
    scatter = [measured @ one / error, measured @ np.cross(straight, one) / error]
    if kind == "radar":
        assert np.all(rows[:, looks.DEPTH] == row[instruments.RANGE_ERROR])
        scatter.append((rows[:, looks.DISTANCE] - away) / row[instruments.RANGE_ERROR])
    else:
        assert np.isnan(rows[:, [looks.DISTANCE, looks.DEPTH]]).all()
    limit = 5.0 / np.sqrt(DRAWS)
    for errors in scatter:
        assert abs(errors.mean()) < limit
        assert abs(errors.std() - 1.0) < limit / np.sqrt(2.0)
    together = np.corrcoef(scatter) - np.eye(len(scatter))
    assert np.abs(together).max() < limit


def test_noise_belongs_to_look_pair_and_world() -> None:
    row = radar()
    site, at = row[instruments.PLACE : instruments.PLACE + 3].copy(), towards(40.0, 30.0, 2e6)

    def drawn(number: int, world: int, key: int) -> bytes:
        out = np.empty(looks.DETECTION)
        looks.measure(row, site, *at, 30.0, number, (key, 456, world), out)
        return out[looks.DIRECTION : looks.DISTANCE + 1].tobytes()

    assert drawn(7, 1, 5) == drawn(7, 1, 5)
    assert len({drawn(7, 1, 5), drawn(8, 1, 5), drawn(7, 2, 5), drawn(7, 1, 6)}) == 4


def test_from_a_mountain_the_horizon_lies_lower() -> None:
    """From 3 km the dip is 1.76°: a target a degree below level is in view, one two degrees below is not."""
    low = {"elevation_minimum_deg": {"value": -5, "low": -5.1, "high": -4.9, "source": "assumed"}}
    for height, seen in ((0.0, False), (3.0, True)):
        at = {"lat_deg": 0.0, "lon_deg": 0.0, "altitude_km": height}
        case = watching.case_of([{"use": "sbx", "at": at}], sbx=low)
        row = instruments.rows(watching.reference(case), np.ones(1, dtype=np.bool_))[0]
        site = row[instruments.PLACE : instruments.PLACE + 3]
        east, up = np.array([0.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])
        for below, expected in ((1.0, seen), (2.0, False)):
            way = np.cos(np.radians(below)) * east - np.sin(np.radians(below)) * up
            code, _, _ = looks.radar_look(row, *(site + 100e3 * way), np.ones(8))
            assert (code != HORIZON) is expected, (height, below)
