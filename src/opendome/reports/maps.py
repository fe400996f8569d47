"""Maps: land from the package, azimuthal equal-area about any centre, rings cut at the map's edge.

All is done on the sphere, so neither poles nor the antimeridian are special.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opendome.reports import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

COASTLINES = Path(__file__).parent.parent / "library" / "coastlines"
EARTH_KM = 6371.0
FINE_BELOW_KM = 3500.0
"""Maps narrower than this use the finer coastline."""

STEP = np.radians(1.0)
FARTHEST = np.radians(170.0)
"""No map goes farther from its centre: at the antipode every direction is the same."""


def unit_vectors(latitude: Floats, longitude: Floats) -> Floats:
    """Directions of places [rad], (..., 3)."""
    cosine = np.cos(latitude)
    return np.stack((cosine * np.cos(longitude), cosine * np.sin(longitude), np.sin(latitude)), axis=-1)


@dataclass(frozen=True)
class View:
    """A window on an azimuthal equal-area map; lengths in Earth radii.

    Attributes:
        axes: East, north and up at the centre, as rows (3, 3).
        left, right, bottom, top: The window.
    """

    axes: Floats
    left: float
    right: float
    bottom: float
    top: float

    def project(self, directions: Floats) -> Floats:
        """Places on the map, (..., 2).

        Source: J. Snyder, Map Projections: A Working Manual (1987), equation 24-2 on the sphere.
        """
        turned = directions @ self.axes.T
        stretch = np.sqrt(2.0 / np.maximum(1.0 + turned[..., 2], 1e-12))
        return np.asarray(turned[..., :2] * stretch[..., None])

    def direction_at(self, spot: Floats) -> Floats:
        """The place on the sphere of a point of the map, (3,)."""
        far = float(np.hypot(*spot))
        turn = 2.0 * np.arcsin(min(0.5 * far, 1.0))
        flat = np.asarray(spot) * (np.sin(turn) / max(far, 1e-12))
        return np.asarray(np.array([*flat, np.cos(turn)]) @ self.axes)

    @property
    def reach(self) -> float:
        """How far from the centre the window goes [rad of arc]."""
        corner = max(np.hypot(x, y) for x in (self.left, self.right) for y in (self.bottom, self.top))
        return float(min(FARTHEST, 2.0 * np.arcsin(min(corner / 2.0 + 0.01, 1.0))))

    @property
    def fine(self) -> float:
        """What is too small to be seen, half a pixel."""
        return 0.5 * (self.right - self.left) / 960.0

    @property
    def width_km(self) -> float:
        """Width of the window [km]."""
        return (self.right - self.left) * EARTH_KM


def fit(directions: Floats, aspect: float, pad: float = 0.09, least_km: float = 500.0) -> View:
    """The view that holds these places, north up at their centre.

    Args:
        directions: What must be seen, (place, 3).
        aspect: Width over height of the panel.
        pad: Free margin as a share of the window.
        least_km: Least width of the window [km].
    """
    axes = _axes_at(_middle(directions))
    plane = View(axes, 0, 0, 0, 0).project(directions)
    low, high = plane.min(axis=0), plane.max(axis=0)
    middle = 0.5 * (low + high)
    wide, tall = (high - low) / (1.0 - 2.0 * pad)
    wide = max(wide, tall * aspect, least_km / EARTH_KM)
    half = 0.5 * np.array([wide, wide / aspect])
    return View(
        axes, *(float(edge) for pair in zip(middle - half, middle + half, strict=True) for edge in pair)
    )


def _middle(directions: Floats) -> Floats:
    """The centre of the smallest cap around places (Bădoiu and Clarkson's walk)."""
    centre = directions.mean(axis=0)
    if np.linalg.norm(centre) < 1e-9:
        centre = directions[0]
    centre = centre / np.linalg.norm(centre)
    for turn in range(1, 200):
        farthest = directions[np.argmin(directions @ centre)]
        centre = centre + (farthest - centre) / (turn + 1)
        centre = centre / np.linalg.norm(centre)
    return np.asarray(centre)


def _axes_at(up: Floats) -> Floats:
    east = np.cross([0.0, 0.0, 1.0], up)
    length = np.linalg.norm(east)
    east = np.array([0.0, 1.0, 0.0]) if length < 1e-9 else east / length
    return np.stack((east, np.cross(up, east), up))


@dataclass(frozen=True)
class Ring:
    """A closed line around land, or around water in it.

    Attributes:
        line: Directions (n, 3), no edge longer than `STEP`.
        hole: Whether water is inside.
        middle, radius: A cap that holds the line, (3,) and [rad].
    """

    line: Floats
    hole: bool
    middle: Floats
    radius: float

    @classmethod
    def of(cls, line: Floats, hole: bool) -> Ring:
        """The ring with its cap."""
        middle = line.mean(axis=0)
        middle = middle / max(float(np.linalg.norm(middle)), 1e-12)
        return cls(line, hole, middle, _angle(float((line @ middle).min())) + STEP)

    def is_beyond(self, view: View) -> bool:
        """Whether the ring lies outside the map's edge for certain, and not around the antipode."""
        far = _angle(float(view.axes[2] @ self.middle))
        return far - self.radius > view.reach and far + self.radius < np.pi


def _angle(cosine: float) -> float:
    return math.acos(min(max(cosine, -1.0), 1.0))


@cache
def land(file: str) -> tuple[Ring, ...]:
    """Rings of land, with long edges cut up."""
    topology = json.loads((COASTLINES / file).read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift for arc in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for place, ring in enumerate(polygon):
                parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
                degrees = np.concatenate([part[:-1] for part in parts] + [parts[0][:1]])
                found.append(Ring.of(_fine(unit_vectors(*np.radians(degrees[:, ::-1]).T)), place > 0))
    return tuple(found)


def _fine(ring: Floats) -> Floats:
    """A line on the sphere with no edge longer than `STEP`, along great circles."""
    edges = np.linalg.norm(np.diff(ring, axis=0), axis=1)
    counts = np.maximum(1, np.ceil(edges / STEP)).astype(int)
    parts = [
        start + (end - start) * np.arange(count)[:, None] / count
        for start, end, count in zip(ring[:-1], ring[1:], counts, strict=True)
    ]
    whole = np.concatenate([*parts, ring[-1:]])
    return np.asarray(whole / np.linalg.norm(whole, axis=1)[:, None])


def cut_ring(view: View, ring: Floats, hole: bool) -> list[Floats]:
    """A ring as closed outlines on the map; what lies beyond the edge is drawn along it.

    A ring around the antipode of the centre holds what is *outside* its outline; it comes with the map's
    edge as a second outline, and the two together fill the rest.

    Returns:
        Outlines of land clockwise, of holes anticlockwise, each (point, 2); fill by non-zero winding.
    """
    plane = view.project(ring)
    edge = 2.0 * np.sin(view.reach / 2.0)
    radius = np.hypot(*plane.T)
    turn = np.arctan2(plane[:, 1], plane[:, 0])
    outside = radius > edge
    # an edge on a great circle turns by less than half round the centre: the short way is the true way
    turned = (np.diff(turn) + np.pi) % (2.0 * np.pi) - np.pi
    around = round(float(turned.sum()) / (2.0 * np.pi))
    flipped = around == (-1 if hole else 1)
    if outside.all() and not around:
        return []
    points = plane * np.minimum(1.0, edge / np.maximum(radius, 1e-12))[:, None]
    outlines = [_thinned(_along_the_edge(points, outside, turn, turned, edge), view.fine)]
    if flipped:
        circle = np.linspace(0.0, 2.0 * np.pi, 361) * (1.0 if hole else -1.0)
        outlines.append(edge * np.stack((np.cos(circle), np.sin(circle)), axis=-1))
    return outlines


def _along_the_edge(points: Floats, outside: Flags, turn: Floats, turned: Floats, edge: float) -> Floats:
    """Points of a ring; from one outside to the next along the map's edge, in steps."""
    along = np.concatenate(([False], outside[1:] & outside[:-1]))
    way = np.concatenate(([0.0], turned))
    counts = np.where(along, 1 + (np.abs(way) / STEP).astype(np.int64), 1)
    place = np.repeat(np.arange(len(points)), counts)
    part = (np.arange(len(place)) - (np.cumsum(counts) - counts)[place] + 1) / counts[place]
    arc = turn[place - 1] + way[place] * part
    there = edge * np.stack((np.cos(arc), np.sin(arc)), axis=-1)
    return np.where(along[place][:, None], there, points[place])


def _thinned(points: Floats, least: float) -> Floats:
    """Points of a line no nearer to one another than `least`; both ends stay."""
    kept = [0]
    x_kept, y_kept = points[0].tolist()
    # plain numbers: each point depends on the last that was kept, and there are too few for a kernel
    for place, (x, y) in enumerate(points[1:-1].tolist(), 1):
        if abs(x - x_kept) > least or abs(y - y_kept) > least:
            kept.append(place)
            x_kept, y_kept = x, y
    return np.asarray(points[[*kept, len(points) - 1]])


def draw_land(axes: Axes, view: View) -> None:
    """Ocean, land, coast and graticule, and the limits of the panel."""
    from matplotlib.collections import LineCollection
    from matplotlib.patches import Circle, PathPatch
    from matplotlib.path import Path as Outline

    axes.set_xlim(view.left, view.right)
    axes.set_ylim(view.bottom, view.top)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    edge = 2.0 * np.sin(view.reach / 2.0)
    # as artists, not as patches: the window is set, and to measure a coast for it takes half a second
    axes.add_artist(Circle((0, 0), edge, facecolor=style.OCEAN, edgecolor="none", zorder=0))
    rings = land("land-50m.json" if view.width_km < FINE_BELOW_KM else "land-110m.json")
    vertices, codes, coasts = [], [], []
    for ring in rings:
        if ring.is_beyond(view):
            continue
        for outline in cut_ring(view, ring.line, ring.hole):
            if len(outline) < 3:
                continue
            vertices.append(np.concatenate((outline, outline[:1])))
            middle = [Outline.LINETO] * (len(outline) - 1)
            codes.append([Outline.MOVETO, *middle, Outline.CLOSEPOLY])
        coasts += inside_runs(view, ring.line)
    if vertices:  # on the open sea there are none
        shape = Outline(np.concatenate(vertices), np.concatenate(codes))
        axes.add_artist(PathPatch(shape, facecolor=style.LAND, edgecolor="none", zorder=1))
    axes.add_collection(LineCollection(_graticule(view), colors=style.GRATICULE, linewidths=0.5, zorder=1.5))
    axes.add_collection(LineCollection(coasts, colors=style.COAST, linewidths=0.6, zorder=2))


def inside_runs(view: View, line: Floats) -> list[Floats]:
    """The parts of a line on the sphere that the window shows, each (point, 2)."""
    plane = view.project(line)
    pad = 0.02 * (view.right - view.left)
    seen = (plane[:, 0] > view.left - pad) & (plane[:, 0] < view.right + pad)
    seen &= (plane[:, 1] > view.bottom - pad) & (plane[:, 1] < view.top + pad)
    seen &= np.hypot(*plane.T) < 2.0 * np.sin(view.reach / 2.0)
    shown = np.flatnonzero(seen)
    runs = np.split(shown, np.flatnonzero(np.diff(shown) > 1) + 1)
    # one more point on each side, so that lines reach the frame
    wider = [np.arange(max(run[0] - 1, 0), min(run[-1] + 2, len(plane))) for run in runs if len(run)]
    whole = [plane[run] for run in wider if len(run) > 1 and np.abs(np.diff(plane[run], axis=0)).max() < 0.5]
    return [_thinned(run, view.fine) for run in whole]


def _graticule(view: View) -> list[Floats]:
    """Meridians and parallels, as far apart as the window suggests."""
    step = next((step for step in (30, 15, 10, 5, 2) if view.width_km > 250 * step), 1)
    lines = []
    for longitude in range(-180, 180, step):
        latitude = np.radians(np.arange(-90.0, 90.01, 0.5))
        lines.append(unit_vectors(latitude, np.full_like(latitude, np.radians(longitude))))
    for parallel in range(-90 + step, 90, step):
        longitude_rad = np.radians(np.arange(-180.0, 180.01, 0.5))
        lines.append(unit_vectors(np.full_like(longitude_rad, np.radians(parallel)), longitude_rad))
    return [run for line in lines for run in inside_runs(view, line)]
