"""The map: equal areas, rings cut at any edge, and the Earth's own share of land as judge."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from opendome.reports import maps
from opendome.reports.maps import View, cut_ring, draw_land, fit, land, unit_vectors

WHOLE = 2.0
"""Half the width of a window that holds the whole Earth [Earth radii]."""


def _view(lat_deg: float, lon_deg: float, half: float = WHOLE) -> View:
    centre = unit_vectors(np.radians(lat_deg), np.radians(lon_deg))
    return View(maps._axes_at(centre), -half, half, -half, half)


def _area(outline: np.ndarray) -> float:
    closed = np.concatenate((outline, outline[:1]))
    return 0.5 * float(np.sum(closed[:-1, 0] * closed[1:, 1] - closed[1:, 0] * closed[:-1, 1]))


def _cap(lat_deg: float, lon_deg: float, radius_deg: float) -> np.ndarray:
    """A circle on the sphere, clockwise seen from above, as rings of land are."""
    view = _view(lat_deg, lon_deg)
    turn = np.linspace(0.0, -2.0 * np.pi, 721)
    radius = np.radians(radius_deg)
    local = np.stack(
        (np.sin(radius) * np.cos(turn), np.sin(radius) * np.sin(turn), np.full_like(turn, np.cos(radius))),
        axis=-1,
    )
    return local @ view.axes


@pytest.mark.parametrize(("lat_deg", "lon_deg"), [(0, 0), (62, -170), (-89, 10), (90, 0)])
def test_areas_are_kept(lat_deg: float, lon_deg: float) -> None:
    view = _view(lat_deg, lon_deg)
    exact = 2.0 * np.pi * (1.0 - np.cos(np.radians(20.0)))
    for near_lat, near_lon in ((lat_deg, lon_deg), (10.0, 40.0), (-30.0, 179.0)):
        outlines = cut_ring(view, _cap(near_lat, near_lon, 20.0), hole=False)
        assert sum(map(_area, outlines)) == pytest.approx(-exact, rel=2e-3)


def test_north_is_up_at_the_centre() -> None:
    view = _view(50.0, 20.0)
    north = view.project(unit_vectors(np.radians(51.0), np.radians(20.0)))
    east = view.project(unit_vectors(np.radians(50.0), np.radians(21.0)))
    assert north[1] > 0.0
    assert abs(north[0]) < 1e-12
    assert east[0] > 0.0


def test_a_ring_around_the_antipode_holds_the_rest() -> None:
    view = _view(10.0, 20.0)
    outlines = cut_ring(view, _cap(-10.0, -160.0, 30.0), hole=False)
    exact = 2.0 * np.pi * (1.0 - np.cos(np.radians(30.0)))
    beyond = 4.0 * np.pi - np.pi * (2.0 * np.sin(view.reach / 2.0)) ** 2
    assert sum(map(_area, outlines)) == pytest.approx(-(exact - beyond), rel=5e-3)


def test_a_ring_that_leaves_the_map_follows_its_edge() -> None:
    view = _view(0.0, 0.0, half=0.5)
    edge = 2.0 * np.sin(view.reach / 2.0)
    (outline,) = cut_ring(view, _cap(0.0, 40.0, 20.0), hole=False)
    assert np.hypot(*outline.T).max() <= edge + 1e-9
    inside = _area(outline)
    assert -np.pi * edge**2 < inside < 0.0


def test_a_ring_around_the_whole_map_fills_it() -> None:
    view = _view(0.0, 0.0, half=0.2)
    edge = 2.0 * np.sin(view.reach / 2.0)
    (outline,) = cut_ring(view, _cap(0.0, 0.0, 60.0), hole=False)
    assert _area(outline) == pytest.approx(-np.pi * edge**2, rel=1e-2)


def test_a_ring_far_away_leaves_nothing() -> None:
    assert cut_ring(_view(0.0, 0.0, half=0.2), _cap(0.0, 90.0, 20.0), hole=False) == []


@pytest.mark.parametrize("file", ["land-110m.json", "land-50m.json"])
@pytest.mark.parametrize(("lat_deg", "lon_deg"), [(62, -170), (-50, -80), (80, 30), (0, 180), (-45, -150)])
def test_land_has_the_earths_share(file: str, lat_deg: float, lon_deg: float) -> None:
    """29.2 % of the Earth is land; up to 0.8 % of the Earth lies beyond the map's edge, at the antipode."""
    view = _view(lat_deg, lon_deg)
    area = sum(_area(line) for ring in land(file) for line in cut_ring(view, ring.line, ring.hole))
    assert 0.274 < -area / (4.0 * np.pi) < 0.300


@pytest.mark.parametrize("half", [0.05, 0.4, WHOLE])
@pytest.mark.parametrize(("lat_deg", "lon_deg"), [(62, -170), (-50, -80), (-89, 10), (0, 180), (-20, -110)])
def test_what_is_beyond_for_certain_would_leave_nothing(lat_deg: float, lon_deg: float, half: float) -> None:
    view = _view(lat_deg, lon_deg, half)
    beyond = [ring for ring in land("land-110m.json") if ring.is_beyond(view)]
    assert all(cut_ring(view, ring.line, ring.hole) == [] for ring in beyond)
    assert bool(beyond) == (half < WHOLE)


def test_the_open_sea_has_a_map() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    draw_land(axes, fit(unit_vectors(np.radians([-20.0]), np.radians([-110.0])), aspect=2.0))
    assert any(isinstance(artist, Circle) for artist in axes.get_children())


def test_the_window_holds_what_must_be_seen() -> None:
    places = unit_vectors(np.radians([40.0, 41.8, 47.6]), np.radians([127.0, -87.6, -122.3]))
    view = fit(places, aspect=2.0)
    plane = view.project(places)
    assert (plane[:, 0] > view.left).all()
    assert (plane[:, 0] < view.right).all()
    assert (plane[:, 1] > view.bottom).all()
    assert (plane[:, 1] < view.top).all()
    assert (view.right - view.left) / (view.top - view.bottom) == pytest.approx(2.0)


def test_one_place_has_a_window_too() -> None:
    view = fit(unit_vectors(np.radians([40.0]), np.radians([127.0])), aspect=2.0)
    assert view.width_km == pytest.approx(500.0)
