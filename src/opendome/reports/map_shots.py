"""Interceptors on a map: where they stand, how they fly, and where they meet their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees
from typing import TYPE_CHECKING

import numpy as np

from opendome.arrays import Floats
from opendome.records.case import Case
from opendome.records.defence import OTHERS
from opendome.reports import launch_places, marks, meetings, numbers, style
from opendome.reports.labels import Labels
from opendome.reports.maps import EARTH_KM, View, fit, inside_runs, unit_vectors
from opendome.reports.meetings import Meeting, Spot
from opendome.reports.raid_shown import RaidShown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PATHS = 400
MOST_ARROWS = 4
"""So many sites outside the map are pointed at."""

WIDER = 1.3
"""A site is worth a map wider by this factor; farther ones are pointed at from the edge."""

_ASIDE = 13.0
_INSET = 13.0
_FRAME = 4.0


@dataclass
class Site:
    """Shooters of one layer at one place.

    Attributes:
        layer: In which they shoot.
        place: Its name, "" for none.
        kinds: What they shoot with, in words.
        direction: Of the place (3,).
        shoots: Whether one of them shoots in this raid.
    """

    layer: int
    place: str
    kinds: list[str]
    direction: Floats
    shoots: bool


def sites(case: Case, raid: RaidShown) -> list[Site]:
    """Every place where interceptors stand, those first that shoot."""
    defence = case.defence
    shooting = {shot.shooter for shot in raid.shots}
    found: dict[tuple[int, float, float], Site] = {}
    for one, row in enumerate(defence.shooters):
        if defence.in_orbit[one]:
            continue  # it is nowhere in particular
        kind, place = defence.kind_name[int(row["kind"])], place_of(case, one)
        at = (int(row["layer"]), round(float(row["latitude"]), 3), round(float(row["longitude"]), 3))
        direction = unit_vectors(row["latitude"], row["longitude"])
        site = found.setdefault(at, Site(at[0], place, [], direction, shoots=False))
        site.kinds += [kind] if kind not in site.kinds else []
        site.shoots |= one in shooting
    return sorted(found.values(), key=lambda site: not site.shoots)


def place_of(case: Case, one: int) -> str:
    """The name of the place where a shooter stands, or the place in degrees where neither has a name."""
    defence = case.defence
    row = defence.shooters[one]
    kind = defence.kind_name[int(row["kind"])]
    place = defence.shooter_name[one].removeprefix(kind).removeprefix(", ")
    if not defence.shooter_site[one] and place != defence.shooter_name[one]:
        return numbers.place(degrees(row["latitude"]), degrees(row["longitude"]))
    return place


def view_with(seen: Floats, stand: Sequence[Site], aspect: float) -> View:
    """The view that holds the raid, and of the sites those that do not make everything else small.

    Args:
        seen: What must be seen (place, 3).
        stand: Sites, the most important first.
        aspect: Width over height of the panel.
    """
    view = fit(seen, aspect)
    widest = WIDER * (view.right - view.left)
    for site in stand:
        wider = fit(np.concatenate((seen, site.direction[None])), aspect)
        if wider.right - wider.left <= widest:
            seen, view = np.concatenate((seen, site.direction[None])), wider
    return view


def draw_paths(axes: Axes, view: View, labels: Labels, case: Case, found: list[Meeting]) -> None:
    """Interceptors' ways over the ground, along great circles; pale where the target was stopped before."""
    drawn: dict[tuple[int, int], list[Floats]] = {}
    ordered = sorted(found, key=lambda one: one.shot.late)
    begins = launch_places.directions(case, [one.shot for one in ordered])
    for one, begin in zip(ordered, begins, strict=True):
        shot = one.shot
        ends = drawn.setdefault((shot.shooter, shot.threat), [])
        pixel = meetings.pixel(view, one.direction)
        if any(np.hypot(*(pixel - end)) < meetings.NEAR for end in ends) or len(drawn) > MOST_PATHS:
            continue
        ends.append(pixel)
        look = marks.LOOKS[shot.layer]
        if shot.satellite == OTHERS:
            row = case.defence.shooters[shot.shooter]
            begin = unit_vectors(row["latitude"], row["longitude"])
        way = _great_circle(begin, one.direction)
        for run in inside_runs(view, way):
            axes.plot(
                run[:, 0], run[:, 1], color=look.colour, linewidth=1.1, linestyle=look.dash,
                alpha=style.PALE if shot.late else 0.9, zorder=5,
            )  # fmt: skip
            labels.keep_off(run[:, 0], run[:, 1])


def draw_spots(
    axes: Axes, view: View, labels: Labels, found: list[Spot]
) -> list[tuple[Spot, tuple[float, float]]]:
    """Marks where interceptors meet their targets; each with its place on the map."""
    drawn = []
    for spot in found:
        x, y = (float(value) for value in view.project(spot.direction))
        mark = marks.ring if spot.stops else marks.cross if spot.misses else marks.wasted
        mark(axes, x, y)
        labels.keep_off_box(x, y)
        drawn.append((spot, (x, y)))
    return drawn


def label_spots(labels: Labels, drawn: list[tuple[Spot, tuple[float, float]]], zero: float) -> None:
    """What happens at each mark, where there is room; `zero` is the first launch [s]."""
    for spot, (x, y) in drawn:
        labels.place(meetings.words(spot, zero), x, y, 7.5, must=False, halo=style.LAND)


def draw_sites(
    axes: Axes, view: View, labels: Labels, stand: list[Site], taken: Sequence[Floats]
) -> list[tuple[Site, tuple[float, float], str]]:
    """Sites, stepped aside where another mark stands, or pointed at from the edge; with what more is said.

    Args:
        axes, view, labels: The map.
        stand: The sites.
        taken: Places on the map where marks of more weight stand, each (2,).
    """
    pixels = [axes.transData.transform(spot) for spot in taken]
    drawn: list[tuple[Site, tuple[float, float], str]] = []
    arrows = 0
    for site in stand:
        spot = view.project(site.direction)
        frame = axes.get_window_extent()
        pixel = axes.transData.transform(spot)
        if not frame.padded(-_FRAME).contains(*pixel):
            if arrows < MOST_ARROWS:
                arrows += 1
                drawn.append(_point_at(axes, view, labels, site, spot))
            continue
        pixel = _aside(pixel, pixels)
        pixels.append(pixel)
        x, y = (float(value) for value in axes.transData.inverted().transform(pixel))
        marks.site(axes, x, y, site.layer)
        labels.keep_off_box(x, y)
        drawn.append((site, (x, y), ""))
    return drawn


def label_sites(
    labels: Labels, drawn: list[tuple[Site, tuple[float, float], str]], named: Sequence[str], middle: float
) -> None:
    """Names of sites; what stands at a place that has its name already says what it is alone.

    Args:
        labels: Of the map.
        drawn: Sites with their places, and how far away they are.
        named: Places that have a label.
        middle: Of the map, in its own lengths.
    """
    several = len({kind for site, _, _ in drawn for kind in site.kinds}) > 1
    for site, (x, y), away in drawn:
        kinds = numbers.listing(site.kinds)
        text = site.place if site.place and not several else f"{site.place}: {kinds}" if site.place else kinds
        if site.place in named:
            text = kinds
        first = (1, 0) if x > middle else (-1, 0)
        colour = marks.LOOKS[site.layer].text
        labels.place(f"{text}{away}", x, y, 7.5, colour, must=False, first=first, halo=style.LAND)


def _point_at(
    axes: Axes, view: View, labels: Labels, site: Site, spot: Floats
) -> tuple[Site, tuple[float, float], str]:
    """An arrow at the edge towards a site outside, and how far it is from there."""
    frame = axes.get_window_extent().padded(-_INSET)
    centre = np.array([0.5 * (frame.x0 + frame.x1), 0.5 * (frame.y0 + frame.y1)])
    way = axes.transData.transform(spot) - centre
    half = 0.5 * np.array([frame.width, frame.height])
    tip = centre + way * float(np.min(half / np.maximum(np.abs(way), 1e-9)))
    unit = way / np.hypot(*way)
    colour = marks.LOOKS[site.layer].colour
    inverse = axes.transData.inverted()
    (x, y), (tail_x, tail_y) = inverse.transform(np.stack((tip - 6.0 * unit, tip - 18.0 * unit)))
    end_x, end_y = inverse.transform(tip + 8.0 * unit)
    axes.annotate(
        "", (end_x, end_y), xytext=(x, y), zorder=7,
        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    marks.site(axes, float(tail_x), float(tail_y), site.layer, 6.0)
    for at in ((x, y), (tail_x, tail_y), (end_x, end_y)):
        labels.keep_off_box(float(at[0]), float(at[1]))
    cosine = float(np.clip(view.direction_at(inverse.transform(tip)) @ site.direction, -1.0, 1.0))
    away = numbers.length_km(round(EARTH_KM * float(np.arccos(cosine)), -1))
    return site, (float(tail_x), float(tail_y)), f", {away} away"


def _aside(pixel: Floats, taken: list[Floats]) -> Floats:
    """A place where no other mark stands, as near as can be."""
    ways = [(0.0, 0.0)] + [
        (reach * np.cos(turn), reach * np.sin(turn))
        for reach in (_ASIDE, 2.0 * _ASIDE)
        for turn in np.radians((180.0, 0.0, 270.0, 90.0, 225.0, 315.0, 135.0, 45.0))
    ]
    for way in ways:
        here = pixel + np.array(way)
        if all(np.hypot(*(here - other)) >= _ASIDE - 1.0 for other in taken):
            return np.asarray(here)
    return pixel


def _great_circle(start: Floats, end: Floats, points: int = 61) -> Floats:
    """The short way between two places on the unit sphere (points, 3)."""
    turn = float(np.arccos(np.clip(start @ end, -1.0, 1.0)))
    share = np.linspace(0.0, 1.0, points)[:, None]
    if turn < 1e-6:
        return start + share * (end - start)
    return np.asarray((np.sin((1.0 - share) * turn) * start + np.sin(share * turn) * end) / np.sin(turn))
