"""Places and sensors on the globe: launch areas, aims, radars with their fields of regard, satellites."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, degrees, isfinite, pi

import numpy as np

from opendome.arrays import Floats
from opendome.physics import orbits
from opendome.physics.constants import earth
from opendome.physics.earth import ecef_from_geodetic
from opendome.physics.frames import earth_rotation_angle, turned
from opendome.records.sensors import RADAR
from opendome.records.sightings import LIMITS, Sightings
from opendome.reports import czml, numbers
from opendome.reports import globe_look as look
from opendome.reports.czml import Packet
from opendome.reports.globe_look import Scene
from opendome.reports.lanes import aim
from opendome.sensing import instruments
from opendome.sensing.observe import echoes

PLACES, RADARS, SATELLITES = "places", "radars", "satellites"

FIELD, EDGE = 0.025, 0.4
"""Strength of a field of regard and of its edge."""

UNUSED = 0.4
"""By so much weaker what has seen nothing is drawn."""

CORNER = 0.05
"""Between two corners of the edge of a field, seen from its radar [rad]."""

WHOLE = 2.0 * pi - 1e-6
"""A field that goes round so far goes all around [rad]."""

HOLE = 20_000.0
"""A field begins so far from its radar, where its corners would pile up [m]."""

FARTHEST = 6_000_000.0
"""A field is drawn no farther than this, nor than the raid is wide, and it is said where it goes on [m]."""

NEAREST = 50_000.0
"""Nor nearer: a radar that follows nothing of this raid still looks somewhere [m]."""

Spot = tuple[float, float, float]
"""Latitude, longitude [rad] and height [m]."""

ORBIT_STEP = 120.0
"""Between two places of a satellite [s]."""

MOST_PLACES = 60
"""Of a satellite that is shown for long, so many places are kept, farther apart."""

MOST_AIMS = 30
"""Up to so many places that are aimed at have names that can be read from far away."""

MOST_SATELLITES = 500
"""So many satellites are shown, those that see a missile before others."""

ALWAYS = 1e3
"""Weight of words that show from wherever one looks."""

MOST_LABELLED = 12
"""Satellites of a system up to so many carry a label."""


def places(scene: Scene, about: Sequence[str]) -> list[Packet]:
    """Launch areas, which also tell about the whole, and aims."""
    case = scene.case
    starts: dict[Spot, list[int]] = {}
    goals: dict[Spot, list[int]] = {}
    for threat in scene.shown.tolist():
        row = case.launches[threat]
        spot = (float(row["latitude"]), float(row["longitude"]), float(row["altitude"]))
        starts.setdefault(spot, []).append(threat)
        if isfinite(row["aim_latitude"]):
            goals.setdefault((float(row["aim_latitude"]), float(row["aim_longitude"]), 0.0), []).append(
                threat
            )
    made = [czml.packet(PLACES, "Places", about)]
    for number, (spot, members) in enumerate(starts.items(), start=1):
        name = case.launch_name[members[0]] or numbers.place(degrees(spot[0]), degrees(spot[1]))
        said = f"{numbers.missiles(len(members))} {'is' if len(members) == 1 else 'are'} launched from here."
        made.append(
            _spot(
                scene,
                f"launch/{number}",
                f"Launch area {name}",
                [said, *about],
                spot,
                look.BALLISTIC,
                name,
                -11,
                look.FAR,
            )
        )
    weight = look.FAR if len(goals) <= MOST_AIMS else look.MIDDLE
    for number, (spot, members) in enumerate(goals.items(), start=1):
        name = aim(case, members[0])
        down = sum(scene.lands(threat) and not scene.strays(threat) for threat in members)
        said = f"{numbers.missiles(len(members))} {'is' if len(members) == 1 else 'are'} aimed here. "
        count = numbers.word(down).capitalize() if down else "None"
        said += f"{count} come{'' if down > 1 else 's'} down here."
        made.append(_spot(scene, f"aim/{number}", f"Aim {name}", [said], spot, look.TEXT, name, 11, weight))
    return made


def sensors(scene: Scene, sightings: Sightings) -> list[Packet]:
    """Radars and satellites."""
    case = scene.case
    if not len(case.sensors):
        return []
    rows = instruments.rows(scene.world, np.ones(len(case.sensors), dtype=np.bool_))
    radars = [one for one in range(len(case.sensors)) if case.sensors.posts["kind"][one] == RADAR]
    others = [one for one in range(len(case.sensors)) if one not in radars]
    made = []
    if radars:
        echo = echoes(scene.world)
        made.append(czml.packet(RADARS, "Radars", []))
        made += [_radar(scene, sightings, one, rows[one], echo[scene.shown, 0, 0]) for one in radars]
    if others:
        shown = min(len(others), MOST_SATELLITES)
        said = f"{shown:,} of {len(others):,} are shown, those that see a missile before others."
        made.append(czml.packet(SATELLITES, "Infrared satellites", [said] if shown < len(others) else []))
        order = sorted(others, key=lambda one: not _saw(scene, sightings, one))[:MOST_SATELLITES]
        made += [_satellite(scene, sightings, one, rows[one]) for one in sorted(order)]
    return made


def _spot(
    scene: Scene,
    name: str,
    called: str,
    about: list[str],
    spot: Spot,
    code: str,
    text: str,
    right: float,
    weight: float,
) -> Packet:
    where = ecef_from_geodetic(*spot, scene.case.earth.spherical)
    return czml.packet(
        name,
        called,
        about,
        PLACES,
        position=czml.place(where),
        point=czml.point(code, 7 if weight == look.FAR else 4, ring=look.SPACE, width=1),
        label=scene.words(
            text,
            look.TEXT,
            weight,
            right=right,
            up=0.0 if right > 0 else -14.0,
            size=14.0,
            side="LEFT" if right > 0 else "RIGHT",
        ),
    )


def _radar(scene: Scene, sightings: Sightings, one: int, row: Floats, echo: Floats) -> Packet:
    """A radar with the space in which it can follow a warhead of this raid."""
    case = scene.case
    strength = float(
        row[instruments.TRACK] * echo[:, int(row[instruments.BAND])].max() / row[instruments.ASKED]
    )
    reach = strength**0.25
    drawn = min(max(reach, NEAREST), FARTHEST, max(scene.wide, NEAREST))
    low, high = (
        asin(min(max(float(row[part]), -1.0), 1.0)) for part in (instruments.LOWEST, instruments.HIGHEST)
    )
    low = max(low, asin(float(row[instruments.DIP])))
    begin, span = float(row[instruments.AZIMUTH]), float(row[instruments.SPAN])
    whole = span >= WHOLE
    # Cesium counts from the east and against the clock
    first = 0.0 if whole else (0.5 * pi - begin - span) % (2.0 * pi)
    place = row[instruments.PLACE : instruments.PLACE + 3]
    axes = row[instruments.AXES : instruments.AXES + 9].reshape(3, 3)
    regard = "all around" if whole else f"from {_azimuth(begin)} to {_azimuth(begin + span)}"
    far = f"It can follow a warhead of this raid out to {numbers.length_km(reach / 1e3)}"
    cut = ", as far as its field is drawn."
    if drawn != reach:
        cut = f"; its field is drawn to {numbers.length_km(drawn / 1e3)}."
    post = case.sensors.posts[one]
    at = numbers.place(degrees(post["latitude"]), degrees(post["longitude"]))
    said = [
        f"{case.sensors.system_name[one]}, at {at}. It looks {regard}, {numbers.angle_deg(degrees(low))} to "
        f"{numbers.angle_deg(degrees(high))} above the horizon. {far}{cut}",
        _sight(scene, sightings, one),
    ]
    strength = 1.0 if _saw(scene, sightings, one) else UNUSED
    return czml.packet(
        f"sensor/{case.sensors.id[one]}",
        case.sensors.system_name[one],
        said,
        RADARS,
        position=czml.place(place),
        orientation={"unitQuaternion": quaternion(axes.T)},
        point=czml.point(look.RADAR, 6, strength, look.SPACE, 1),
        label=scene.words(case.sensors.system_name[one], look.RADAR, look.MIDDLE, size=12.0),
        ellipsoid={
            "radii": {"cartesian": [round(drawn)] * 3},
            "innerRadii": {"cartesian": [round(min(HOLE, 0.1 * drawn))] * 3},
            "minimumClock": round(first, 6),
            "maximumClock": round(first + span, 6),
            "minimumCone": round(0.5 * pi - high, 6),
            "maximumCone": round(0.5 * pi - low, 6),
            "material": {"solidColor": {"color": czml.colour(look.RADAR, strength * FIELD)}},
        },
        polyline=czml.line(edge(place, axes, begin, span, low, drawn), look.RADAR, strength * EDGE, 1.0),
    )


def edge(place: Floats, axes: Floats, begin: float, span: float, low: float, reach: float) -> Floats:
    """The lower edge of a field: out along one side, over, and back along the other, ECEF [m] (corner, 3).

    Args:
        place: Of the radar, ECEF [m] (3,).
        axes: East, north and up there (3, 3).
        begin, span: Azimuth of one side, and how far the field goes round from there [rad].
        low: Lowest elevation [rad].
        reach: [m].
    """
    turn = begin + span * np.linspace(0.0, 1.0, max(round(span / CORNER), 2) + 1)
    ways = (
        np.cos(low) * (np.sin(turn)[:, None] * axes[0] + np.cos(turn)[:, None] * axes[1])
        + np.sin(low) * axes[2]
    )
    arc = place + reach * ways
    return arc if span >= WHOLE else np.concatenate((place[None], arc, place[None]))


def _satellite(scene: Scene, sightings: Sightings, one: int, row: Floats) -> Packet:
    case, clock = scene.case, scene.clock
    members = case.sensors.system.count(case.sensors.system[one])
    strength = 1.0 if _saw(scene, sightings, one) else UNUSED
    if row[instruments.FIXED]:
        where = row[instruments.PLACE : instruments.PLACE + 3]
        position = czml.place(where)
    else:
        step = max(ORBIT_STEP, (scene.end - scene.start) / MOST_PLACES)
        when = np.unique(np.append(czml.tenths(np.arange(scene.start, scene.end, step)), scene.end))
        position = czml.moving(clock, when, orbit(scene, row, when))
    graphics = {"position": position, "point": czml.point(look.INFRARED, 5, strength, look.SPACE, 1)}
    if members <= MOST_LABELLED:
        graphics["label"] = scene.words(case.sensors.id[one], look.INFRARED, ALWAYS, size=12.0)
    said = [f"{case.sensors.system_name[one]}.", _sight(scene, sightings, one)]
    # not in the first moment: a viewer steps back until it sees all that is there when it opens a document
    return czml.packet(
        f"sensor/{case.sensors.id[one]}",
        case.sensors.id[one],
        said,
        SATELLITES,
        availability=clock.interval(scene.start + 1.0, scene.end),
        **graphics,
    )


def orbit(scene: Scene, row: Floats, when: Floats) -> Floats:
    """Where a satellite is, ECEF [m] (time, 3)."""
    elements = row[instruments.ELEMENTS : instruments.ELEMENTS + orbits.ELEMENTS].tolist()
    place = np.stack(orbits.place(when, *elements), axis=-1)
    begin = float(earth_rotation_angle(scene.case.epoch, np.zeros(1))[0])
    model = scene.case.earth
    return turned(place, begin + float(earth(model.rotating, model.spherical)[-2]) * when)


def quaternion(axes: Floats) -> list[float]:
    """The rotation whose columns are these axes, as x, y, z, w.

    Args:
        axes: A rotation (3, 3).
    """
    # of the four ways to it, the one that divides by the largest number
    parts = np.array([axes[0, 0], axes[1, 1], axes[2, 2], np.trace(axes)])
    chosen = int(np.argmax(parts))
    found = np.empty(4)
    if chosen == 3:
        found[3] = 1.0 + parts[3]
        found[:3] = axes[2, 1] - axes[1, 2], axes[0, 2] - axes[2, 0], axes[1, 0] - axes[0, 1]
    else:
        i, j, k = chosen, (chosen + 1) % 3, (chosen + 2) % 3
        found[i] = 1.0 - parts[3] + 2.0 * axes[i, i]
        found[j], found[k] = axes[j, i] + axes[i, j], axes[k, i] + axes[i, k]
        found[3] = axes[k, j] - axes[j, k]
    found /= np.linalg.norm(found)
    return [round(number, 9) + 0.0 for number in found.tolist()]


def _saw(scene: Scene, sightings: Sightings, one: int) -> bool:
    """Whether a sensor sees one of the missiles that are shown."""
    return bool((sightings.detections_count[scene.shown, one] > 0).any())


def _sight(scene: Scene, sightings: Sightings, one: int) -> str:
    """What a sensor saw of the missiles that are shown."""
    counts = sightings.detections_count[scene.shown, one] > 0
    if _saw(scene, sightings, one):
        first = float(np.nanmin(sightings.first_detected[scene.shown, one]))
        of = f"{int(counts.sum()):,} of {len(scene.shown):,}"
        return f"It sees {of} missiles shown, the first at {numbers.clock(scene.since(first))}."
    codes = np.bincount(sightings.limit[scene.shown, one], minlength=len(LIMITS))
    return f"It sees no missile. {list(LIMITS.values())[int(np.argmax(codes))]}"


def _azimuth(angle: float) -> str:
    return f"{degrees(angle) % 360.0:.0f}°"
