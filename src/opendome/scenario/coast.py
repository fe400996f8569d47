"""Outlines of land, and whether a place lies on it.

The outlines are Natural Earth's, stored as TopoJSON: arcs of whole numbers, each point a step from the one
before, and rings that name arcs (a negative number names one backwards).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opendome import cache
from opendome.scenario.parsed import FOLDER, keep

Floats = NDArray[np.float64]

TOLERANCE_KM = 25.0
"""How far from the drawn coast a place still counts as land: maps are coarse, and sites stand on shores."""

_KM_PER_DEG = 111.2


@lru_cache(maxsize=2)
def rings(file: Path) -> tuple[Floats, ...]:
    """Every closed outline of land or of a lake in it, ready to be drawn on a flat map.

    Args:
        file: A TopoJSON file with the object `land`.

    Returns:
        Rings, each longitude and latitude in degrees, shape (point, 2), the first point repeated at the end.
        Longitudes run on over 180 degrees instead of jumping; a ring about a pole is closed along it.
    """
    topology = json.loads(file.read_text(encoding="utf8"))
    arcs = _arcs(topology["arcs"], topology.get("transform"))
    return tuple(_ring(ring, arcs) for ring in _rings_in(topology["objects"]["land"]))


def on_land(file: Path, lat_deg: float, lon_deg: float, tolerance_km: float = TOLERANCE_KM) -> bool:
    """Whether a place lies on land, or within a tolerance of it.

    Args:
        file: A TopoJSON file with the object `land`.
        lat_deg: Geodetic latitude [deg].
        lon_deg: Longitude [deg], any turn.
        tolerance_km: How far from land still counts [km].
    """
    return _inside(file, lat_deg, lon_deg) or _coast_km(file, lat_deg, lon_deg) <= tolerance_km


def far_inland(file: Path, lat_deg: float, lon_deg: float, tolerance_km: float = TOLERANCE_KM) -> bool:
    """Whether a place lies on land, farther from every coast than a tolerance.

    Args:
        file: A TopoJSON file with the object `land`.
        lat_deg: Geodetic latitude [deg].
        lon_deg: Longitude [deg], any turn.
        tolerance_km: How near to water still counts as water [km].
    """
    return _inside(file, lat_deg, lon_deg) and _coast_km(file, lat_deg, lon_deg) > tolerance_km


def _inside(file: Path, lat_deg: float, lon_deg: float) -> bool:
    """Whether a place lies on land."""
    turns = (-360.0, 0.0, 360.0)  # rings run on over 180 degrees; a ring holds the place in one turn at most
    starts, ends = _sides(file)
    return sum(_crossings(starts, ends, _wrapped(lon_deg) + turn, lat_deg) for turn in turns) % 2 == 1


def _coast_km(file: Path, lat_deg: float, lon_deg: float) -> float:
    """How far the nearest coast is [km]."""
    starts, ends = _sides(file)
    return _nearest_km(starts, ends, _wrapped(lon_deg), lat_deg)


def _wrapped(lon_deg: float) -> float:
    return (lon_deg + 180.0) % 360.0 - 180.0


@lru_cache(maxsize=2)
def _sides(file: Path) -> Floats:
    """Both ends of every side of every ring, shape (2, side, 2); kept, since to read outlines is slow."""
    digest = hashlib.blake2b(file.read_bytes() + Path(__file__).read_bytes(), digest_size=16)
    kept = cache.base() / FOLDER / f"{digest.hexdigest()}.npy"
    with suppress(OSError, ValueError, EOFError):
        found: Floats = np.load(kept, allow_pickle=False)
        if found.ndim == 3 and found.shape[::2] == (2, 2):
            return found
    made = np.stack([np.concatenate([ring[cut] for ring in rings(file)]) for cut in (np.s_[:-1], np.s_[1:])])
    written = BytesIO()
    np.save(written, made)
    keep(kept, written.getvalue())
    return made


def _arcs(points: list[list[list[float]]], transform: dict[str, Any] | None) -> list[Floats]:
    """Every arc in degrees, each shape (point, 2)."""
    ends = np.cumsum([len(arc) for arc in points])
    flat = chain.from_iterable(chain.from_iterable(points))
    numbers = np.fromiter(flat, dtype=np.float64).reshape(-1, len(points[0][0]))[:, :2]
    if transform is not None:
        # whole numbers, so a sum over all arcs at once loses nothing
        numbers = np.cumsum(numbers, axis=0)
        before = np.vstack(([0.0, 0.0], numbers[ends[:-1] - 1]))
        numbers -= np.repeat(before, np.diff(ends, prepend=0), axis=0)
        numbers = numbers * np.asarray(transform["scale"]) + np.asarray(transform["translate"])
    return np.split(numbers, ends[:-1])


def _rings_in(geometry: dict[str, Any]) -> list[list[int]]:
    """Lists of arc numbers, one a ring, of a geometry and all it holds."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in _rings_in(part)]
    if kind == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return list(geometry["arcs"]) if kind == "Polygon" else []


def _ring(numbers: list[int], arcs: list[Floats]) -> Floats:
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])  # an arc starts where one ends
    if np.abs(np.diff(ring[:, 0])).max() > 180.0:  # few do, and to unwrap all takes longer than to read them
        ring[:, 0] = np.unwrap(ring[:, 0], period=360.0)
    if abs(ring[-1, 0] - ring[0, 0]) < 180.0:
        return ring
    pole = np.copysign(90.0, np.mean(ring[:, 1]))
    return np.concatenate([ring, [[ring[-1, 0], pole], [ring[0, 0], pole], ring[0]]])


def _crossings(starts: Floats, ends: Floats, longitude: float, latitude: float) -> int:
    """How often a line to the east of a place crosses an outline: odd means inside, holes counted out."""
    above = (starts[:, 1] > latitude) != (ends[:, 1] > latitude)
    low, high = starts[above], ends[above]
    share = (latitude - low[:, 1]) / (high[:, 1] - low[:, 1])
    crossings = low[:, 0] + share * (high[:, 0] - low[:, 0])
    return int(np.count_nonzero(crossings > longitude))


def _nearest_km(starts: Floats, ends: Floats, longitude: float, latitude: float) -> float:
    """Distance to the nearest side, on a flat map about the place [km]; right where it is small."""
    scale = np.array([_KM_PER_DEG * np.cos(np.radians(latitude)), _KM_PER_DEG])
    turn = (starts[:, 0] - longitude + 180.0) % 360.0 - 180.0 - starts[:, 0]
    shift = np.stack((turn, np.full(len(starts), -latitude)), axis=1)
    first, second = (starts + shift) * scale, (ends + shift) * scale
    along = second - first
    length2 = np.maximum(np.sum(along**2, axis=1), 1e-12)
    share = np.clip(-np.sum(first * along, axis=1) / length2, 0.0, 1.0)
    return float(np.sqrt(np.min(np.sum((first + share[:, None] * along) ** 2, axis=1))))
