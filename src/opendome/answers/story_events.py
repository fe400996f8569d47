"""The events of one missile in one play, and what did not happen to it: joins of the records of a run."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from opendome.answers.run_folder import MOST_RECORDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendome.answers.told import Row, Told
    from opendome.reports.idle import Fired
    from opendome.reports.story import Event

GAP_S = 15.0
"""A track that is not good enough for less than this is not called lost [s]."""

MOST_SPANS = 4
"""Where a track is lost more often than that, longer gaps are left out as well."""


def events(told: Told) -> list[Event]:
    """All events, in order of time; what never happened comes last."""
    from opendome.reports.story import in_order

    watched = _sensors(told) if told.play == 0 else _seen_by_all(told)
    return in_order([*_flight(told), *watched, *_shots(told), *_batteries(told)])


def _missile(told: Told, time_s: float | None, kind: str, detail: str = "") -> Event:
    from opendome.reports.story import MISSILE, Event

    return Event(time_s, kind, told.threat_id, MISSILE, told.threat_id, detail)


def _flight(told: Told) -> Iterator[Event]:
    """Launch, end of the engines, highest point, and how it ends."""
    from opendome.reports import numbers

    launched = float(told.row["launch_s"])
    aim = f", at {told.row['aim']}" if told.row["aim"] else ""
    yield _missile(told, launched, "launch", f"from {told.row['launch_name']}{aim}")
    if told.fate == "failed_by_itself":
        yield _missile(told, launched, "fails")
        return
    own = "" if told.play == 0 else " (reference world)"
    for event, kind in (("burnout", "burnout"), ("apogee", "highest")):
        node = next((row for row in told.flight if row["event"] == event), None)
        if node is not None and node["time_s"] <= told.until and not (kind == "highest" and told.ends_unseen):
            height = numbers.length_km(node["altitude_m"] / 1e3)
            yield _missile(told, node["time_s"], kind, f"{height} up{own}")
    yield from _ending(told)


def _ending(told: Told) -> Iterator[Event]:
    from opendome.reports import numbers, story

    if told.is_stopped:
        if told.stopping is None:
            yield _missile(told, None, "stopped", "when, and by which shot, is not kept of this play")
            return
        which = told.shots.index(told.stopping) + 1
        said = f"by {story.which_of(which, len(told.shots))}"
        yield _missile(
            told, told.end, "stopped", f"{said}, from {_by(told.stopping)}{_up(told, told.stopping)}"
        )
        if told.play == 0:
            yield from _parts(told)
        return
    if told.impact is None:
        return
    to = f"at {told.row['aim']}" if told.row["aim"] else ""
    if told.fate == "missed_target":
        to = f"{numbers.length_km(told.row['miss_km'])} from its aim"
    if told.play:
        band = told.row["flight_time_s"]
        ends = [numbers.clock(told.row["launch_s"] + band[end] - told.zero) for end in ("low", "high")]
        span = "" if ends[0] == ends[1] else f"; {ends[0]} to {ends[1]} in nine worlds of ten"
        to += f" (reference world{span})"
    yield _missile(told, told.end, "lands", to.strip())


def _parts(told: Told) -> Iterator[Event]:
    """Where the parts of a missile come down that is hit on its way up."""
    from opendome.reports import numbers

    for row in told.rows("remains", threat=told.number):
        if row["impact_s"] is None:
            continue
        at = numbers.place(row["impact_lat_deg"], row["impact_lon_deg"])
        away = numbers.length_km(row["distance_from_aim_m"] / 1e3)
        what = (
            "what falls as a warhead does" if row["part"] == "warhead" else "what tumbles as an empty stage"
        )
        yield _missile(told, row["impact_s"], "parts_land", f"{what}, at {at}, {away} from its aim")


def _sensors(told: Told) -> Iterator[Event]:
    """What every sensor saw of it, and why the others did not; then the track that they make."""
    names = {
        member["sensor"]: system["name"]
        for system in told.run.answer["by_sensor"]
        for member in system["members"]
    }
    for row in told.rows("sightings", threat_id=told.threat_id):
        yield from _sensor(told, row, str(names.get(row["sensor_id"], row["sensor_id"])))
    yield from _track(told)


def _sensor(told: Told, row: Row, name: str) -> Iterator[Event]:
    from opendome.records.sightings import LIMITS
    from opendome.reports import numbers
    from opendome.reports.story import SENSOR, Event

    def event(time_s: float | None, kind: str, detail: str = "") -> Event:
        return Event(time_s, kind, row["sensor_id"], SENSOR, name, detail)

    def clock(time_s: float) -> str:
        return numbers.clock(time_s - told.zero)

    view, seen, until = row["first_view_s"], row["first_detected_s"], told.until
    if view is not None and view < until:
        yield event(view, "in_view")
    if seen is not None and seen < until:
        heard = row["reported_s"]
        tells = heard is not None and heard < until
        yield event(seen, "seen", f"others hear of it at {clock(heard)}" if tells else "")
        if tells:
            yield event(heard, "told", f"{numbers.duration(heard - seen)} after it saw it")
        if row["last_detected_s"] < until:
            looks = numbers.count(row["detections_count"], "look")
            yield event(row["last_detected_s"], "lost", f"after {looks} that saw it")
        return
    if seen is not None:
        said = f"It was stopped at {clock(until)}; this sensor would have seen it from {clock(seen)}."
    elif view is not None and view >= until:
        said = f"It was stopped at {clock(until)}, before it came into view at {clock(view)}."
    else:
        said = LIMITS[row["limit"]]
        if view is not None:
            said += f" It was in view from {clock(view)} to {clock(min(row['last_view_s'], until))}."
    yield event(None, "never_saw", said)


def _track(told: Told) -> Iterator[Event]:
    """From when to when its track is good enough to shoot on, without short gaps."""
    from opendome.reports import numbers
    from opendome.reports.story import TRACK, Event

    if told.number >= MOST_RECORDED or told.run.table("tracks", threat_id=told.threat_id) is None:
        return
    spans, gap = good_spans(told.rows("tracks", threat_id=told.threat_id), told.until)
    over = f"; gaps of up to {numbers.duration(gap)} are left out" if gap > GAP_S else ""
    for start, end in spans:
        yield Event(start, "tracked", "track", TRACK, "track", f"{_enough(told)}{over}")
        if end < told.until - GAP_S:
            yield Event(end, "track_lost", "track", TRACK, "track", "")
    if not spans:
        yield Event(None, "never_tracked", "track", TRACK, "track", _enough(told))


def _enough(told: Told) -> str:
    """What a track is good enough for: to shoot on, or custody where no interceptor asks for anything."""
    asked = told.run.answer["fire_control"]
    return (
        "to shoot on" if asked["interceptor"] else f"to know its place to {asked['position_error_km']:g} km"
    )


def good_spans(nodes: list[Row], until: float) -> tuple[list[tuple[float, float]], float]:
    """Spans of time in which a track is good enough, and the longest gap that was left out between them [s].

    Each node that is good enough stands until the next. Gaps shorter than `GAP_S` are no gaps; where more
    than `MOST_SPANS` spans are left, longer gaps are left out as well.

    Args:
        nodes: Of one track in order of time, with `time_s` and `good_enough`.
        until: What comes after this does not count [s].
    """
    spans: list[tuple[float, float]] = []
    for here, after in pairwise(nodes):
        start, end = here["time_s"], min(after["time_s"], until)
        if not here["good_enough"] or start >= until:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    gap = GAP_S
    found = _joined(spans, gap)
    while len(found) > MOST_SPANS:
        gap *= 2.0
        found = _joined(spans, gap)
    return found, gap


def _joined(spans: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in spans:
        if found and start - found[-1][1] < gap:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _seen_by_all(told: Told) -> Iterator[Event]:
    """What is kept of other worlds: when anybody first saw it, others heard of it, and it was known well."""
    from opendome.reports.story import SENSORS, TRACK, Event

    if told.fate == "failed_by_itself":
        return
    launched = float(told.row["launch_s"])
    for row in told.rows("known", world=told.world, threat_id=told.threat_id):
        for column, kind, by in (
            ("first_detected_s", "seen", SENSORS),
            ("first_reported_s", "told", SENSORS),
            ("first_tracked_s", "tracked", TRACK),
        ):
            if row[column] is not None and launched + row[column] < told.until:
                said = _enough(told) if by == TRACK else ""
                yield Event(launched + row[column], kind, by, by, WHO[by], said)
        if row["first_detected_s"] is None:
            yield Event(None, "never_saw", SENSORS, SENSORS, WHO[SENSORS], "Why not is kept of play 0 alone.")
        elif row["first_tracked_s"] is None:
            yield Event(None, "never_tracked", TRACK, TRACK, WHO[TRACK], _enough(told))


WHO = {"sensors": "any sensor", "track": "track"}


def _shots(told: Told) -> Iterator[Event]:
    """Every shot at it: when it leaves, and what comes of it."""
    for number, shot in enumerate(told.shots, start=1):
        yield from _shot(told, shot, number)


def _shot(told: Told, shot: Fired, number: int) -> Iterator[Event]:
    from opendome.reports import numbers, story
    from opendome.reports.story import BATTERY, Event

    name = _name(told, shot)
    of = story.which_of(number, len(told.shots))
    if told.warheads > 1 and not shot.decoy:
        of += f", at warhead {shot.thing + 1}"
    due = f"{of}, to meet it at {numbers.clock(shot.meets - told.zero)}"
    by = _by(shot)
    yield Event(shot.launch, "fires", by, BATTERY, name, due)
    first = told.hit_at.get(shot.thing)
    if first is not None and shot.meets > first:
        several = told.warheads > 1
        what = (
            "its decoy was hit before" if shot.decoy else "it was hit before" if several else "stopped before"
        )
        yield Event(shot.meets, "too_late", by, BATTERY, name, f"{of}; {what}")
        return
    kind = "meets_decoy" if shot.decoy else "hits" if shot.hit else "misses"
    up = _up(told, shot)
    if kind == "misses" and told.decided_by == "common_mode":
        up += "; one fault stopped every shot at it"
    yield Event(shot.meets, kind, by, BATTERY, name, f"{of}{up}")


def _up(told: Told, shot: Fired) -> str:
    """How high a shot meets its target, as a part of a sentence; "" where that is not kept."""
    from opendome.records.defence import member_id
    from opendome.reports import story

    height = height_km(told.chances.get(member_id(shot.battery, shot.satellite)), shot.launch)
    return "" if height is None else f", about {story.about_km(height)} up"


def height_km(chance: Row | None, launch: float) -> float | None:
    """How high a shot meets its target, between the launches for which that was worked out."""
    import numpy as np

    from opendome.records.opportunities import LAUNCHES

    if chance is None or chance["first_launch_s"] is None:
        return None
    heights = np.array([chance[f"altitude_{place + 1}_m"] for place in range(LAUNCHES)], dtype=np.float64)
    times = np.linspace(chance["first_launch_s"], chance["last_launch_s"], LAUNCHES)
    known = np.isfinite(heights)
    return float(np.interp(launch, times[known], heights[known])) / 1e3 if known.any() else None


def _by(shot: Fired) -> str:
    """Id of the battery that fires a shot, or which satellite does, as people call it."""
    from opendome.records.defence import member_words

    return member_words(shot.battery, shot.satellite)


def _name(told: Told, shot: Fired) -> str:
    """Who fires a shot, in words."""
    from opendome.records.defence import member_words

    names = {row["battery"]: row["name"] for row in told.batteries}
    return member_words(names.get(shot.battery, shot.battery), shot.satellite)


def _batteries(told: Told) -> Iterator[Event]:
    for site in told.batteries:
        yield from _battery(told, site)


def _battery(told: Told, site: Row) -> Iterator[Event]:
    """From when to when a battery could shoot; and why it did not, where it did not."""
    from opendome.records.defence import IN_ORBIT
    from opendome.records.opportunities import CHANCE_LIMITS
    from opendome.reports import numbers
    from opendome.reports.story import BATTERY, Event

    def event(time_s: float | None, kind: str, detail: str) -> Event:
        return Event(time_s, kind, site["battery"], BATTERY, site["name"], detail)

    shot = any(one.battery == site["battery"] for one in told.shots)
    found, able = told.chance_of(site["battery"])
    chance: Any = found
    if told.fate == "failed_by_itself":
        yield event(None, "did_not_shoot", "It failed by itself, and there was nothing to shoot at.")
    elif chance is None:
        if told.all_shots is not None and not shot:
            yield event(None, "did_not_shoot", _spent(told, site))
    elif chance["limit"] != "none":
        ready = chance["ready_s"]
        early = (
            ""
            if ready is None
            else f" Its first launch would have been at {numbers.clock(ready - told.zero)}."
        )
        yield event(None, "could_not_shoot", f"{CHANCE_LIMITS[chance['limit']]}{early}")
    else:
        first, last = chance["first_launch_s"], chance["last_launch_s"]
        if first < told.until:
            many = f"with {numbers.count(able, 'satellite')}, " if site.get("site") == IN_ORBIT else ""
            yield event(first, "can_shoot", f"{many}until {numbers.clock(last - told.zero)}")
            if last < told.until and not told.ends_unseen:
                yield event(last, "can_shoot_no_more", "")
        if told.all_shots is not None and not shot:
            yield event(None, "did_not_shoot", _why_idle(told, site, first, last))


def _spent(told: Told, site: Row) -> str:
    """What the shots alone tell of a battery whose chances in this world are not kept."""
    from opendome.reports import numbers

    said = "Whether it could have shot is kept of the reference world alone."
    own = [shot for shot in told.all_shots or [] if shot.battery == site["battery"]]
    if len(own) < int(site["inventory_count"]) or not own:
        return said
    return f"The last of its interceptors was fired at {numbers.clock(own[-1].launch - told.zero)}. {said}"


def _why_idle(told: Told, site: Row, first: float, last: float) -> str:
    from opendome.reports.idle import Idle, why

    rules = {row["layer"]: row for row in told.run.answer["by_layer"]}
    # folders of the first days do not say which layer a battery belongs to
    layer = str(site.get("layer") or (next(iter(rules)) if len(rules) == 1 else ""))
    rule = rules.get(layer, {})
    return why(
        Idle(
            battery=site["battery"],
            layer=layer,
            stock=int(site["inventory_count"]),
            first=first,
            last=last,
            stopped=told.end if told.is_stopped else None,
            decided_by=told.decided_by,
            at_it=told.shots,
            own=[shot for shot in told.all_shots or [] if shot.battery == site["battery"]],
            shots_per_look=int(rule.get("shots_per_look_count", 0)),
            looks_maximum=int(rule.get("looks_maximum_count", 0)),
            warheads=told.warheads,
            reserved=_is_reserved(told, layer, int(rule.get("reserve_count", 0)), last),
            zero=told.zero,
        )
    )


def _is_reserved(told: Told, layer: str, reserve: int, last: float) -> bool:
    """Whether a layer had fired all but its reserve by a time; what reaches nothing is no reserve."""
    if not reserve:
        return False
    able = {
        told.site_of(row["shooter_id"]) for row in told.rows("opportunities", world=told.world, limit="none")
    }
    mine = [row for row in told.batteries if row.get("layer") == layer and row["battery"] in able]
    fired = sum(shot.layer == layer and shot.launch <= last for shot in told.all_shots or [])
    return fired >= sum(int(row["inventory_count"]) for row in mine) - reserve
