"""Interceptors on the globe: where they stand, how they fly, and how each shot ends."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees

import numpy as np

from opendome.arrays import Floats
from opendome.interception.ways import ways
from opendome.physics.constants import earth
from opendome.physics.earth import ecef_from_geodetic
from opendome.records.case import Case
from opendome.records.defence import BOOST, GLIDE, LAYERS, MIDCOURSE, OTHERS, TERMINAL, member_id
from opendome.reports import czml, globe_words, numbers
from opendome.reports import globe_look as look
from opendome.reports.czml import Packet
from opendome.reports.globe_look import Scene
from opendome.reports.lanes import aim
from opendome.reports.launch_places import shooter_words, starts
from opendome.reports.map_shots import place_of
from opendome.reports.raid_shown import Shot

GROUP, BATTERIES = "interceptors", "batteries"

ORBIT_SHOWN, ORBIT_CORNERS = 600.0, 31
"""How long before its shot a satellite is shown [s], and at how many places."""

CORNERS = 2
"""Every so many steps of a way are written down, both ends among them."""

SIGNS = {"missed": "\N{MULTIPLICATION X}", "met a decoy": "\N{WHITE DIAMOND}"}
"""Marks that are letters: a cross for a miss, a diamond for a decoy; a hit is a ring."""

DASHES = {BOOST: 16.0, MIDCOURSE: 0.0, GLIDE: 24.0, TERMINAL: 8.0}
"""Length of the dashes of a way by layer [pixel], the second cue; 0: a plain line."""


@dataclass(frozen=True)
class Way:
    """A shot with the way that it flies.

    Attributes:
        shot: The shot.
        number: Of all shots at its missile, from 1.
        of: How many these are.
        time: Of its places, since the epoch [s] (node,); empty where no way was found.
        position: ECEF [m] (node, 3).
        meets: Where it meets its target, ECEF [m] (3,).
    """

    shot: Shot
    number: int
    of: int
    time: Floats
    position: Floats
    meets: Floats


def packets(scene: Scene) -> list[Packet]:
    """Batteries, shots and meetings; nothing where nothing can shoot."""
    if scene.raid is None:
        return []
    made = [czml.packet(BATTERIES, "Batteries", []), *_batteries(scene)]
    made += _satellites(scene)
    made.append(czml.packet(GROUP, "Interceptors", []))
    flown = found(scene)
    told = _told(scene, flown)
    for way in flown:
        if len(way.time) > 1:
            made.append(_flies(scene, way))
        made.append(_meets(scene, way, told.get(_name(scene, way))))
    return made


def _satellites(scene: Scene) -> list[Packet]:
    """Satellites that shoot in this raid, until they do; of the others there are too many to be drawn."""
    shots = [
        shot for shot in (scene.raid.shots if scene.raid is not None else ()) if shot.satellite != OTHERS
    ]
    last = {(shot.shooter, shot.satellite): shot for shot in shots}
    made = []
    for shot in last.values():
        end = float(czml.tenths(shot.launch))
        begin = max(scene.start, end - ORBIT_SHOWN)
        when = czml.tenths(np.linspace(begin, end, ORBIT_CORNERS))
        where, _ = starts(scene.world, [shot] * len(when), when)
        words, code = shooter_words(scene.case, shot), look.INTERCEPTORS[shot.layer]
        made.append(
            czml.packet(
                f"satellite/{member_id(scene.case.defence.shooter_id[shot.shooter], shot.satellite)}",
                words[:1].upper() + words[1:],
                [f"It fires its last shot of this raid at {numbers.clock(scene.since(shot.launch))}."],
                BATTERIES,
                availability=scene.clock.interval(float(when[0]), float(when[-1])),
                position=czml.moving(scene.clock, when, where),
                point=czml.point(code, 6, 0.0, code, 2),
            )
        )
    return made


def found(scene: Scene) -> list[Way]:
    """Shots at missiles that are shown, by missile and launch, without those after the end of a flight."""
    if scene.raid is None:
        return []
    shown = set(scene.shown.tolist())
    shots = sorted((shot for shot in scene.raid.shots if shot.threat in shown), key=lambda one: one.threat)
    if not shots:
        return []
    flights, case = scene.flights, scene.case
    threats = np.array([shot.threat for shot in shots], dtype=np.int64)
    launch, end = (czml.tenths([getattr(shot, name) for shot in shots]) for name in ("launch", "meets"))
    meets, _ = flights.at(threats, end)
    counts = np.bincount(threats)
    # shots at one missile follow one another
    numbered = np.arange(len(threats)) - np.searchsorted(threats, threats) + 1
    there = np.flatnonzero(np.isfinite(meets[:, 0]))
    start, speed = starts(scene.world, [shots[one] for one in there], launch[there])
    kinds = scene.world.kinds[case.defence.shooters["kind"][[shots[one].shooter for one in there]]]
    rate = float(earth(case.earth.rotating, case.earth.spherical)[-2])
    spent = np.where(np.isnan(kinds["burn_time"]), kinds["burnout_speed"] / kinds["acceleration"], 0.0)
    burn_time = np.where(np.isnan(kinds["burn_time"]), spent, kinds["burn_time"])
    time, place, sure = ways(start, meets[there], (end - launch)[there], burn_time, rate, speed)
    every = []
    for row, one in enumerate(there):
        shot = shots[one]
        keep = slice(None, None, CORNERS) if sure[row] else slice(0, 0)
        mine = czml.tenths(time[row, keep] + launch[one])
        every.append(
            Way(shot, int(numbered[one]), int(counts[shot.threat]), mine, place[row, keep], meets[one])
        )
    return every


def _told(scene: Scene, flown: list[Way]) -> dict[str, list[Packet]]:
    """Words that can be read from far away, by the name of the shot whose mark carries them.

    Marks beside one another have one; a stop takes in the misses beside it, and what came too late has none.
    """
    told: dict[str, list[Packet]] = {}
    sizes: dict[str, int] = {}
    before: list[Floats] = []
    for result, several in (("stopped", "stopped"), ("missed", "missed"), ("met a decoy", "met decoys")):
        groups: list[list[Way]] = []
        for way in sorted(flown, key=lambda one: (one.shot.meets, one.shot.threat)):
            if _result(way.shot) != result or _near(scene, way, before) is not None:
                continue
            place = _near(scene, way, [group[0].meets for group in groups])
            if place is None:
                groups.append([way])
            else:
                groups[place].append(way)
        for group in groups:
            times = [float(czml.tenths(one.shot.meets)) for one in group]
            carries = _name(scene, group[0])
            told[carries] = scene.told(times, result, several, SIGNS.get(result, ""))
            sizes[carries] = len(group)
        before += [group[0].meets for group in groups]
    most = sorted(sizes, key=lambda carries: -sizes[carries])[: look.MOST_NAMED]
    return {carries: told[carries] for carries in most}


def _near(scene: Scene, way: Way, others: list[Floats]) -> int | None:
    """The first of some places that lies beside a meeting."""
    for place, other in enumerate(others):
        if np.linalg.norm(other - way.meets) < look.APART * scene.wide:
            return place
    return None


def _flies(scene: Scene, way: Way) -> Packet:
    """An interceptor on its way."""
    shot, clock = way.shot, scene.clock
    keep = np.concatenate(([True], np.diff(way.time) > 0.0))
    code = look.INTERCEPTORS[shot.layer]
    strength = look.PALE if shot.late else 1.0
    return czml.packet(
        _name(scene, way),
        _title(scene, way),
        [_about(scene, way), globe_words.DRAWN_SHORTLY],
        GROUP,
        availability=clock.interval(way.time[0], way.time[-1]),
        position=czml.moving(clock, way.time[keep], way.position[keep]),
        point=czml.point(code, 5, strength, look.SPACE, 1),
        path=czml.trail(code, 1.5, scene.end - scene.start, strength, DASHES[shot.layer]),
    )


def _meets(scene: Scene, way: Way, told: list[Packet] | None) -> Packet:
    """How a shot ends: a ring if it hits, a cross if it misses, a diamond at a decoy, a dot if too late."""
    shot = way.shot
    when = float(czml.tenths(shot.meets))
    clock = numbers.clock(scene.since(when))
    strength = look.PALE if shot.late else 0.7
    code = look.INTERCEPTORS[shot.layer]
    result = _result(shot)
    sign = SIGNS.get(result, "")
    words: str | list[Packet] = f"{sign} {result} {clock}".strip() if told is None else told
    point = czml.point(look.TEXT, 9, 0.0, look.TEXT, 2)
    if shot.late:
        point = czml.point(code, 4, look.PALE)
    elif sign:
        # the sign itself is a letter, and its middle lies on the place
        point = czml.point(look.TEXT, 1, look.PALE)
    more = {}
    if len(way.time) > 1:
        more["polyline"] = czml.line(way.position, code, 0.5 * strength, 1.0, DASHES[shot.layer])
    weight = look.NEAR if told is None else look.FAR
    return czml.packet(
        f"{_name(scene, way)}/end",
        f"{_title(scene, way)}: {result}",
        [_about(scene, way)],
        GROUP,
        availability=scene.clock.interval(when, scene.end),
        position=czml.place(way.meets),
        point=point,
        label=scene.words(words, look.TEXT, weight, right=-6.0 if sign else 11.0),
        **more,
    )


def _name(scene: Scene, way: Way) -> str:
    return f"shot/{scene.case.threat_id[way.shot.threat]}/{way.number}"


def _title(scene: Scene, way: Way) -> str:
    return f"Shot {way.number} of {way.of} at {scene.case.threat_id[way.shot.threat]}"


def _result(shot: Shot) -> str:
    if shot.late:
        return "too late"
    if shot.decoy:
        return "met a decoy"
    return "stopped" if shot.hits else "missed"


def _about(scene: Scene, way: Way) -> str:
    """A shot in sentences."""
    shot, case = way.shot, scene.case
    row = case.defence.shooters[shot.shooter]
    launch, meets = (numbers.clock(scene.since(time)) for time in (shot.launch, shot.meets))
    where = place_of(case, shot.shooter) if shot.satellite == OTHERS else shooter_words(case, shot)
    end = {
        "too late": "comes after its target was stopped",
        "met a decoy": "meets a decoy",
        "stopped": "stops it",
        "missed": "misses",
    }[_result(shot)]
    goal = aim(case, shot.threat)
    own = case.threat_id[shot.threat]
    kind, flight = case.defence.kind_name[int(row["kind"])], numbers.duration(shot.meets - shot.launch)
    bound = f", on its way to {goal}" if goal != own else ""
    return f"{kind}, launched from {where} at {launch} at {own}{bound}. After {flight}, at {meets}, it {end}."


def _batteries(scene: Scene) -> list[Packet]:
    """Every place where interceptors of a layer stand."""
    case = scene.case
    groups: dict[tuple[int, float, float], list[int]] = {}
    for one, row in enumerate(case.defence.shooters):
        if case.defence.in_orbit[one]:
            continue  # satellites that shoot are drawn with their shots
        at = (int(row["layer"]), round(float(row["latitude"]), 3), round(float(row["longitude"]), 3))
        groups.setdefault(at, []).append(one)
    places = [at[1:] for at in groups]
    named = {aim(case, threat) for threat in scene.shown.tolist()}
    made = []
    for number, (at, members) in enumerate(groups.items()):
        row = case.defence.shooters[members[0]]
        where = ecef_from_geodetic(row["latitude"], row["longitude"], row["altitude"], case.earth.spherical)
        code = look.INTERCEPTORS[at[0]]
        place = place_of(case, members[0])
        # two layers at one place: words above and below one another
        turn = places[:number].count(at[1:])
        text = f"{place}: {_kinds(case, members)}" if places.count(at[1:]) > 1 else place
        text = _kinds(case, members) if place in named else text
        made.append(
            czml.packet(
                f"battery/{case.defence.shooter_id[members[0]]}",
                f"{place}: {_kinds(case, members)}",
                [_stock(scene, one) for one in members],
                BATTERIES,
                position=czml.place(where),
                point=czml.point(code, 8 + 4 * turn, 1.0 if not turn else 0.0, code, 2),
                label=scene.words(text, code, look.FAR, right=-8.0, up=-13.0 - 15.0 * turn, side="RIGHT"),
            )
        )
    return made


def _kinds(case: Case, members: list[int]) -> str:
    kinds = [case.defence.kind_name[int(case.defence.shooters["kind"][one])] for one in members]
    return numbers.listing(list(dict.fromkeys(kinds)))


def _stock(scene: Scene, one: int) -> str:
    """What a battery holds, and how much of it this raid uses."""
    case, raid = scene.case, scene.raid
    row = case.defence.shooters[one]
    fired = sum(shot.shooter == one for shot in raid.shots) if raid is not None else 0
    at = numbers.place(degrees(row["latitude"]), degrees(row["longitude"]))
    kind, layer = case.defence.kind_name[int(row["kind"])], LAYERS[int(row["layer"])]
    holds = numbers.count(int(row["inventory"]), "interceptor").capitalize()
    shots = numbers.count(fired, "shot").capitalize() if fired else "No shot"
    return f"{kind}, {at}, {layer} layer. {holds}. {shots} in this raid."
