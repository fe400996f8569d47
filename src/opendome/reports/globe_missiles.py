"""Missiles on the globe: where each is when, the way it came, and the way that it would have gone."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Floats
from opendome.records.sightings import Sightings
from opendome.records.trajectories import Trajectories
from opendome.reports import czml, globe_words, numbers
from opendome.reports import globe_look as look
from opendome.reports.courses import powered_until
from opendome.reports.czml import Packet
from opendome.reports.globe_look import Scene
from opendome.reports.lanes import aim
from opendome.reports.raid_shown import ARRIVES

GROUP, COURSES = "missiles", "courses"

FINE, COARSE = 10.0, 60.0
"""Between two places of a missile while it burns and in the air, and in the middle of its fall [s]."""

WIDENING = 0.35
"""So fast one step passes into the other: at a sudden change of step curves through places swing [s/s]."""

CRUSH, CRUSH_STEP, CRUSH_SHARE = 60.0, 2.5, 0.1
"""At the very end, where the air brakes hardest, steps shorten: from how long before it on [s], to how much
[s], and to which share of the time left."""

LAST = 120.0
"""From so long before its end on a missile is in the air [s]."""

SHORTEST = 1.0
"""What flies no longer than this stays where it is [s]."""

MOST_FALLING = 300
"""A flight that never ends has its places farther apart, so that there are no more."""

FAINTEST = 0.05
"""Strength of a course among hundreds."""

SIGN = "\N{BLACK DOWN-POINTING TRIANGLE}"
"""Stands before words about a landing."""

CORNERS = 60.0
"""Between two corners of a line that does not move, while it falls [s]."""


def packets(scene: Scene, sightings: Sightings) -> list[Packet]:
    """Every missile that is shown, and before them every course as it would be flown if nobody shot."""
    made = [czml.packet(COURSES, "Courses, as flown if nobody shot", [])]
    made += [_course(scene, threat) for threat in scene.firsts]
    made.append(czml.packet(GROUP, "Missiles", []))
    landed = _landed(scene)
    for threat in scene.shown.tolist():
        said = globe_words.missile(scene, threat, sightings)
        if scene.until[threat] - scene.flights.begins[threat] < SHORTEST:
            made.append(_stays(scene, threat, said))
            continue
        made += _flies(scene, threat, said)
        if scene.lands(threat):
            made.append(_comes_down(scene, threat, landed.get(threat)))
    return made


def name(scene: Scene, threat: int) -> str:
    """Under which its own packet goes."""
    return f"missile/{scene.case.threat_id[threat]}"


def times(flights: Trajectories, threat: int, until: float) -> Floats:
    """When the place of a missile is written down, in tenths of a second [s] (node,).

    What changes its flight, staging and burnout, is among these times.

    Args:
        flights: Of a world.
        threat: Which missile.
        until: When it is stopped [s].
    """
    mine = flights.of(threat)
    nodes = flights.time[mine]
    whole = float(nodes[-1])
    start, end = czml.inner_tenths(float(nodes[0]), min(whole, until))
    burnt = powered_until(flights, threat)
    coarse = max(COARSE, (end - burnt) / MOST_FALLING)
    asked = [start]
    while asked[-1] < end:
        now = asked[-1]
        left = whole - now
        inside = min(now - burnt, left - LAST)
        step = min(max(FINE + WIDENING * inside, FINE), coarse)
        if left <= CRUSH:
            step = max(CRUSH_SHARE * left, CRUSH_STEP)
        asked.append(now + step)
    events = np.unique(czml.tenths(nodes[flights.event[mine] > 0]))
    events = np.concatenate(([start], events[(events > start) & (events < end)], [end]))
    grid = czml.tenths(asked)
    # no two places beside one another: curves through them would swing as well
    away = np.abs(grid[:, None] - events).min(axis=1)
    return np.unique(np.concatenate((events, grid[(away > 0.5 * CRUSH_STEP) & (grid < end)])))


def places(flights: Trajectories, threat: int, when: Floats) -> Floats:
    """Where a missile is, ECEF [m] (time, 3)."""
    where, _ = flights.at(np.full(len(when), threat), when)
    return where


def _course(scene: Scene, threat: int) -> Packet:
    """A whole way as a line that does not move."""
    flights = scene.flights
    down = bool(flights.lands[threat])
    last = scene.ends(threat) if down else min(scene.ends(threat), scene.end)
    start, end = czml.inner_tenths(float(flights.begins[threat]), last)
    burnt = min(max(powered_until(flights, threat), start), end)
    step = max(CORNERS, (end - burnt) / MOST_FALLING)
    # hundreds of lines over one another would be one red sheet
    strength = max(look.PALE * min(1.0, look.FEW / len(scene.firsts)), FAINTEST)
    when = np.unique(
        np.concatenate((np.arange(start, burnt, 0.2 * CORNERS), np.arange(burnt, end, step), [end]))
    )
    return czml.packet(
        f"course/{scene.case.threat_id[threat]}",
        f"Course of {scene.case.threat_id[threat]}",
        ["The whole way as flown if nobody shot."],
        COURSES,
        polyline=czml.line(places(flights, threat, when), look.BALLISTIC, strength, 1.5),
    )


def _flies(scene: Scene, threat: int, said: list[str]) -> list[Packet]:
    """The missile that moves, and the way it has come, by phase."""
    clock = scene.clock
    when = times(scene.flights, threat, float(scene.until[threat]))
    where = places(scene.flights, threat, when)
    start, end = float(when[0]), float(when[-1])
    burnt = min(max(float(czml.tenths(powered_until(scene.flights, threat))), start), end)
    less = 0 if scene.few else 3
    phases = [(start, burnt, look.BURNING, 8 - less, 4.0)] if burnt > start else []
    phases += [(burnt, end, look.BALLISTIC, 7 - less, 2.0)] if end > burnt else []
    shade = czml.by_span(clock, [(begin, stop, czml.colour(code)) for begin, stop, code, _, _ in phases])
    size = czml.by_span(clock, [(begin, stop, {"number": pixels}) for begin, stop, _, pixels, _ in phases])
    edge = {"outlineColor": czml.colour(look.SPACE), "outlineWidth": 1}
    weight = look.FAR if threat in scene.named else look.NEAR
    made = czml.packet(
        name(scene, threat),
        scene.case.threat_id[threat],
        said,
        GROUP,
        availability=clock.interval(start, end),
        position=czml.moving(clock, when, where),
        point={"pixelSize": size, "color": shade, **edge},
        label=scene.words(scene.called(threat), look.BALLISTIC, weight),
    )
    if not scene.few:
        # so many ways could not all stay: one of the last minutes, in the colour and width of the moment
        wide = [(begin, stop, {"number": 0.75 * pixels}) for begin, stop, _, _, pixels in phases]
        made["path"] = czml.trail(look.BALLISTIC, 1.5, look.RECENT) | {
            "width": czml.by_span(clock, wide),
            "material": {"solidColor": {"color": shade}},
        }
        return [made]
    ways = []
    for begin, stop, code, _, pixels in phases:
        mine = (when >= begin) & (when <= stop)
        under = "under power" if code == look.BURNING else "in free flight"
        ways.append(
            czml.packet(
                f"{name(scene, threat)}/{under.replace(' ', '-')}",
                f"Way of {scene.case.threat_id[threat]} {under}",
                [],
                name(scene, threat),
                availability=clock.interval(begin, scene.end),
                position=czml.moving(clock, when[mine], where[mine]),
                path=czml.trail(code, pixels, scene.end - scene.start),
            )
        )
    return [made, *ways]


def _word(scene: Scene, threat: int) -> tuple[str, str]:
    """How its flight ends on the ground: in words for one missile and for more."""
    if scene.raid is not None and scene.raid.fate[threat] == ARRIVES:
        return "gets through", "get through"
    return ("comes down", "come down") if scene.strays(threat) else ("lands", "land")


def _landed(scene: Scene) -> dict[int, list[Packet]]:
    """Words that can be read from far away, by the missile that is the first to end there like this."""
    groups: dict[tuple[str, str], list[int]] = {}
    for threat in sorted(scene.shown.tolist(), key=scene.ends):
        if scene.lands(threat):
            groups.setdefault((aim(scene.case, threat), _word(scene, threat)[0]), []).append(threat)
    told = {}
    for group in sorted(groups.values(), key=lambda group: -len(group))[: look.MOST_NAMED]:
        times = [czml.inner_tenths(0.0, scene.ends(threat))[1] for threat in group]
        single, several = _word(scene, group[0])
        told[group[0]] = scene.told(times, single, several, SIGN)
    return told


def _comes_down(scene: Scene, threat: int, told: list[Packet] | None) -> Packet:
    """The mark where a missile lands, with words about all that end there, or about this one alone."""
    end = czml.inner_tenths(0.0, scene.ends(threat))[1]
    word, _ = _word(scene, threat)
    code = look.SOFT if word == "comes down" else look.BALLISTIC
    alone = f"{SIGN} {word} {numbers.clock(scene.since(end))}"
    weight = look.NEAR if told is None else look.FAR
    return czml.packet(
        f"{name(scene, threat)}/end",
        f"{scene.case.threat_id[threat]} {word}",
        [globe_words.ending(scene, threat)],
        GROUP,
        availability=scene.clock.interval(end, scene.end),
        position=czml.place(places(scene.flights, threat, np.array([end]))[0]),
        point=czml.point(code, 5, ring=look.SPACE, width=1),
        label=scene.words(alone if told is None else told, code, weight, right=-5.0, up=-16.0),
    )


def _stays(scene: Scene, threat: int, said: list[str]) -> Packet:
    """A missile that fails by itself, or does not lift off."""
    word = "fails by itself" if scene.fails(threat) else "does not lift off"
    start, _ = czml.inner_tenths(scene.flights.begins[threat], scene.end)
    return czml.packet(
        name(scene, threat),
        scene.case.threat_id[threat],
        said,
        GROUP,
        availability=scene.clock.interval(start, scene.end),
        position=czml.place(scene.flights.position[scene.flights.first[threat]]),
        point=czml.point(look.SOFT, 6, 0.0, look.SOFT, 2),
        label=scene.words(word, look.SOFT, look.NEAR),
    )
