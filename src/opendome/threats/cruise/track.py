"""The track over the ground: great circles between way-points, and arcs that round the corners. Device code.

A place is the unit vector of its geodetic normal, and a track a chain of circles on the sphere of those
normals, followed by an angle `u`, the length of the track on that unit sphere [rad].
"""

from __future__ import annotations

from math import asin, atan, atan2, cos, inf, isnan, pi, sin, sqrt

from opendome.arrays import Floats
from opendome.compiled import device
from opendome.physics.directions import across_of
from opendome.records.trajectories import NODE, WAY_POINT
from opendome.threats.cruise.figures import AZIMUTH, ECCENTRICITY2, HEIGHT, RADIUS, RANGE, TURN_RADIUS

# Columns of a piece of a track: where it begins and ends [rad], the normal and the direction of motion where
# it begins, its bend to the left (cotangent of the circle's angular radius; 0 on a great circle), and the
# event at its end.
BEGIN, END, NORMAL, AHEAD, BEND, EVENT = 0, 1, 2, 5, 8, 9
PIECE = 10

# Columns of a leg: length, length cut off at its end by the turn there, share of the wish that fits [rad],
# direction at its start and at its end; then of the turn at its end: tangent of half the change of course
# (negative to the right), and tangent of the angular radius.
_LENGTH, _CUT, _FITS, _FROM, _TO, _HALF, _ROUND = 0, 1, 2, 3, 6, 9, 10
LEG = 11

_SAME = 1e-6
"""Points nearer to one another than this are one [rad]."""

_SHARPEST = 1e-7
"""Tangent of the angular radius of the sharpest turn that is ever drawn, less than a metre."""


@device
def draw(points: Floats, given: Floats, legs: Floats, track: Floats) -> tuple[int, float, bool]:
    """Draw a track through points.

    A corner is cut by the arc, tangent to both legs, whose radius is the missile's. Where two arcs do not fit
    on a leg, both shrink by one factor until they do, and none then begins earlier than two radii before its
    way-point: a track that turns back on itself passes near the place all the same.

    Args:
        points: Normals, launch first; NaN where there are no more, (P, 3).
        given: The launch.
        legs: Room, (P, LEG).
        track: Receives the pieces, (3 P, PIECE).

    Returns:
        How many pieces, where the aim lies on the track [rad] (infinite without one), and whether every turn
        has its full radius.
    """
    count = _lay_legs(points, given, legs)
    fits = True
    for leg in range(count):
        used = legs[leg, _CUT] + (legs[leg - 1, _CUT] if leg > 0 else 0.0)
        legs[leg, _FITS] = min(1.0, legs[leg, _LENGTH] / used) if used > 0.0 else 1.0
        fits = fits and used <= legs[leg, _LENGTH]
    for leg in range(count - 1):
        share = min(legs[leg, _FITS], legs[leg + 1, _FITS])
        if share < 1.0:
            legs[leg, _CUT] = min(share * legs[leg, _CUT], atan(2.0 * legs[leg, _ROUND]))
    row, u, before = 0, 0.0, 0.0
    for leg in range(count):
        length, cut = legs[leg, _LENGTH], legs[leg, _CUT]
        end = u + length - before - cut
        _put(points[leg], legs[leg], before, u, end, 0.0, NODE, track, row)
        row, u, before = row + 1, end, cut
        if leg < count - 1:
            turned, bend = _arc(legs[leg, _HALF], cut)
            _put(points[leg], legs[leg], length - cut, u, u + turned, bend, WAY_POINT, track, row)
            _put(points[leg], legs[leg], length - cut, u, u + 2.0 * turned, bend, NODE, track, row + 1)
            locate(track[row], u + turned, track[row + 1, NORMAL:BEND])
            track[row + 1, BEGIN] = u + turned
            row, u = row + 2, u + 2.0 * turned
    track[row - 1, END] = inf
    return row, u if isnan(given[AZIMUTH]) else inf, fits


@device
def _lay_legs(points: Floats, given: Floats, legs: Floats) -> int:
    """Fill legs with lengths, directions and the turns between them; returns how many there are."""
    last = 0
    for point in range(1, len(points)):  # the same place twice is one point
        apart = 0.0
        for part in range(3):
            apart += (points[point, part] - points[last, part]) ** 2
        if apart > _SAME * _SAME:
            last += 1
            for part in range(3):
                points[last, part] = points[point, part]
    onward = not isnan(given[AZIMUTH])
    count = last + 1 if onward else max(last, 1)
    for leg in range(count):
        legs[leg, _CUT], legs[leg, _HALF] = 0.0, 0.0
        if onward and leg == last:
            _set_out(points[last], given[AZIMUTH], 1.1 * given[RANGE] / given[RADIUS], legs[leg])
        else:
            _join(points[leg], points[min(leg + 1, last)], legs[leg])
        if leg > 0:
            _turn(points[leg], given, legs[leg], legs[leg - 1])
    return count


@device
def _set_out(start: Floats, azimuth: float, length: float, leg: Floats) -> None:
    """A leg in a direction."""
    ex, ey, ez, nx, ny, nz = across_of(start[0], start[1], start[2])
    leg[_LENGTH] = length
    leg[_FROM] = sin(azimuth) * ex + cos(azimuth) * nx
    leg[_FROM + 1] = sin(azimuth) * ey + cos(azimuth) * ny
    leg[_FROM + 2] = sin(azimuth) * ez + cos(azimuth) * nz
    for part in range(3):
        leg[_TO + part] = cos(length) * leg[_FROM + part] - sin(length) * start[part]


@device
def _join(start: Floats, end: Floats, leg: Floats) -> None:
    """The leg between two points; northward where they are one, or opposite."""
    cosine, along, sine = 0.0, 0.0, 0.0
    for part in range(3):
        cosine += start[part] * end[part]
        along += start[part] * (end[part] - start[part])
    for part in range(3):
        leg[_FROM + part] = end[part] - start[part] - along * start[part]
        sine += leg[_FROM + part] ** 2
    length = atan2(sqrt(sine), cosine)
    if sine < 1e-18:
        _set_out(start, 0.0, length, leg)
        return
    for part in range(3):
        leg[_FROM + part] /= sqrt(sine)
        leg[_TO + part] = cos(length) * leg[_FROM + part] - sin(length) * start[part]
    leg[_LENGTH] = length


@device
def _turn(corner: Floats, given: Floats, leaving: Floats, coming: Floats) -> None:
    """What the turn between two legs would cut off both, into the leg that comes."""
    x, y, z = coming[_TO], coming[_TO + 1], coming[_TO + 2]
    p, q, r = leaving[_FROM], leaving[_FROM + 1], leaving[_FROM + 2]
    left = corner[0] * (y * r - z * q) + corner[1] * (z * p - x * r) + corner[2] * (x * q - y * p)
    half = abs(left) / max(1.0 + x * p + y * q + z * r, 1e-12)
    if x * p + y * q + z * r < -0.5:  # past 120 degrees the sum is too small to divide by
        half = (1.0 - x * p - y * q - z * r) / max(abs(left), 1e-12)
    if half < 1e-9:
        return
    # the geometric mean of the two radii of curvature, at the height of the flight
    axis2 = 1.0 - given[ECCENTRICITY2]
    bulge = 1.0 - given[ECCENTRICITY2] * corner[2] ** 2
    radius = given[TURN_RADIUS] / (given[RADIUS] * sqrt(axis2) / bulge + given[HEIGHT])
    wish = radius * half
    coming[_HALF] = half if left >= 0.0 else -half
    coming[_ROUND] = radius
    coming[_CUT] = asin(wish) if wish < 1.0 else pi


@device
def _arc(half: float, cut: float) -> tuple[float, float]:
    """Half the length of a turn [rad], and its bend."""
    if half == 0.0:
        return 0.0, 0.0
    radius = max(sin(cut) / abs(half), _SHARPEST)
    size = radius / sqrt(1.0 + radius * radius)
    return atan(sin(cut) / (cos(cut) * size)) * size, (1.0 if half > 0.0 else -1.0) / radius


@device
def _put(
    start: Floats, leg: Floats, angle: float, begin: float, end: float, bend: float, event: int,
    track: Floats, row: int,
) -> None:  # fmt: skip
    """Write the piece that begins on a leg, at an angle from the leg's own start."""
    track[row, BEGIN], track[row, END], track[row, BEND], track[row, EVENT] = begin, end, bend, event
    for part in range(3):
        track[row, NORMAL + part] = cos(angle) * start[part] + sin(angle) * leg[_FROM + part]
        track[row, AHEAD + part] = cos(angle) * leg[_FROM + part] - sin(angle) * start[part]


@device
def locate(piece: Floats, u: float, frame: Floats) -> None:
    """Where the track is.

    Args:
        piece: Of the track, (PIECE,).
        u: Along the track; also past the piece's ends [rad].
        frame: Receives the normal and the direction of motion, (6,) or more.
    """
    bend = piece[BEND]
    turns = sqrt(1.0 + bend * bend)
    angle = turns * (u - piece[BEGIN])
    sine, cosine = sin(angle), cos(angle)
    versed = 2.0 * sin(0.5 * angle) ** 2 / (turns * turns)
    nx, ny, nz = piece[NORMAL], piece[NORMAL + 1], piece[NORMAL + 2]
    tx, ty, tz = piece[AHEAD], piece[AHEAD + 1], piece[AHEAD + 2]
    ix, iy, iz = _inward(nx, ny, nz, tx, ty, tz, bend)
    frame[0] = nx + sine / turns * tx + versed * ix
    frame[1] = ny + sine / turns * ty + versed * iy
    frame[2] = nz + sine / turns * tz + versed * iz
    frame[3] = cosine * tx + sine / turns * ix
    frame[4] = cosine * ty + sine / turns * iy
    frame[5] = cosine * tz + sine / turns * iz


@device
def _inward(
    nx: float, ny: float, nz: float, tx: float, ty: float, tz: float, bend: float
) -> tuple[float, float, float]:
    """Change of the direction of motion along the track."""
    ix = bend * (ny * tz - nz * ty) - nx
    return ix, bend * (nz * tx - nx * tz) - ny, bend * (nx * ty - ny * tx) - nz


@device
def bending(frame: Floats, bend: float) -> None:
    """Write the change of the direction of motion behind normal and direction, (9,)."""
    frame[6], frame[7], frame[8] = _inward(frame[0], frame[1], frame[2], frame[3], frame[4], frame[5], bend)


@device
def piece_at(track: Floats, count: int, u: float) -> int:
    """The piece of a track that holds a place."""
    piece = 0
    while piece < count - 1 and track[piece, END] <= u:
        piece += 1
    return piece
