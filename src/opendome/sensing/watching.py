"""One sensor and one threat, from launch to impact: when it could see, and when it does. Device code."""

from __future__ import annotations

from math import ceil, pi, sqrt

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device
from opendome.physics.path import place_at, step_at, velocity_at
from opendome.randomness.device import Word, pair
from opendome.records.sensors import INFRARED
from opendome.records.sightings import CHANCE, HORIZON, NEVER_CUED, NO_LIMIT, RANGE
from opendome.records.trajectories import BOOST
from opendome.sensing import detection
from opendome.sensing.instruments import (
    ASKED,
    BAND,
    BEAM,
    DWELL,
    FALSE_ALARM,
    KIND,
    PLACE,
    REVISIT,
    SEARCH,
    SEARCH_TIME,
    SWERLING,
    TRACK,
)
from opendome.sensing.looks import from_aside, measure, radar_look
from opendome.sensing.noting import (
    BEST_SNR,
    COUNT,
    FIRST_DETECTABLE,
    FIRST_VIEW,
    LAST_VIEW,
    PHASE_NUMBER,
    note,
    view,
)
from opendome.sensing.shining import watch_infrared

# Columns of a sampled flight: time, place, 1 while the engine burns, and velocity.
SAMPLE = 8
EVERY = 10.0
"""Time between two samples of a flight of up to two hours, between which windows are sought [s]."""

MOST_SAMPLES = 721
_MOST_WINDOWS = 16
_SCAN = 9.0 * pi
"""A cue is searched out to three sigma: this many products of its two sigmas."""


@device
def cue_volume(
    time: float, x: float, y: float, z: float, sensor: Floats, track: Floats, first: int, last: int
) -> float:
    """Solid angle that a cue leaves to be searched [sr], from the track's position covariance.

    The determinant of a covariance across a line of sight u is u' adj(P) u.

    Args:
        time: [s].
        x, y, z: Where the target is [m].
        sensor: The radar that is cued.
        track: Times of nodes [s], and xx, xy, xz, yy, yz, zz of their position covariance [m2] (T, 7).
        first, last: Nodes of this object, without `last`.
    """
    low, high = first, last - 1
    while high - low > 1:
        middle = (low + high) // 2
        if track[middle, 0] <= time:
            low = middle
        else:
            high = middle
    span = track[high, 0] - track[low, 0]
    s = min(max((time - track[low, 0]) / span, 0.0), 1.0) if span > 0.0 else 0.0
    p = np.empty(6)
    for pair_of_axes in range(6):
        p[pair_of_axes] = (1.0 - s) * track[low, pair_of_axes + 1] + s * track[high, pair_of_axes + 1]
    ux, uy, uz = x - sensor[PLACE], y - sensor[PLACE + 1], z - sensor[PLACE + 2]
    away2 = ux * ux + uy * uy + uz * uz
    xx, xy, xz = p[3] * p[5] - p[4] * p[4], p[2] * p[4] - p[1] * p[5], p[1] * p[4] - p[2] * p[3]
    yy, yz, zz = p[0] * p[5] - p[2] * p[2], p[1] * p[2] - p[0] * p[4], p[0] * p[3] - p[1] * p[1]
    across = ux * (xx * ux + 2.0 * (xy * uy + xz * uz)) + uy * (yy * uy + 2.0 * yz * uz) + uz * zz * uz
    return _SCAN * sqrt(max(across, 0.0) / away2) / away2


@device
def radar_at(
    sensor: Floats, time: float, guess: int, flight: Floats,
    phase: Integers, count: int, echo: Floats, spot: Floats,
) -> tuple[int, int, float]:  # fmt: skip
    """A look at any time: the flight's step, the code, and strength as of `radar_look`; `spot` gets it."""
    step = step_at(flight, count, time, guess)
    spot[0], spot[1], spot[2] = place_at(flight, step, time)
    burns, band = 1 if phase[step] == BOOST else 0, int(sensor[BAND])
    code, strength, _ = radar_look(sensor, spot[0], spot[1], spot[2], echo[burns, 0])
    if echo[burns, 1, band] != 0.0:
        vx, vy, vz = velocity_at(flight, step, time)
        strength *= from_aside(sensor, spot[0], spot[1], spot[2], vx, vy, vz, echo[burns, 1, band])
    if code == RANGE and strength * sensor[TRACK] >= sensor[ASKED]:
        code = CHANCE
    return step, code, strength


@device
def edge_between(
    sensor: Floats,
    low: float,
    high: float,
    sought: int,
    flight: Floats,
    phase: Integers,
    count: int,
    echo: Floats,
) -> float:
    """The time between two samples at which a radar's look comes to, or leaves, this code [s]."""
    spot = np.empty(3)
    step, code, _ = radar_at(sensor, low, 0, flight, phase, count, echo, spot)
    was = code == sought
    for _ in range(10):
        middle = 0.5 * (low + high)
        step, code, _ = radar_at(sensor, middle, step, flight, phase, count, echo, spot)
        if (code == sought) == was:
            low = middle
        else:
            high = middle
    return high


@device
def windows(
    sensor: Floats,
    flight: Floats,
    phase: Integers,
    count: int,
    echo: Floats,
    samples: Floats,
    seen: Floats,
    found: Floats,
) -> tuple[int, int]:
    """Spans of time in which a radar could follow the target; how many, and how far its best look comes.

    Args:
        sensor, flight, phase, count, echo: The radar and the flight.
        samples: The flight sampled, (n, SAMPLE).
        seen: Receives views.
        found: Receives starts and ends (W, 2).
    """
    spans, best, was = 0, HORIZON, HORIZON
    for sample in range(len(samples)):
        now, before = samples[sample, 0], samples[max(sample - 1, 0), 0]
        one, burns = samples[sample], int(samples[sample, 4])
        code, strength, _ = radar_look(sensor, one[1], one[2], one[3], echo[burns, 0])
        more = echo[burns, 1, int(sensor[BAND])]
        if more != 0.0:
            strength *= from_aside(sensor, one[1], one[2], one[3], one[5], one[6], one[7], more)
        snr = strength * sensor[TRACK]
        if code == RANGE and snr >= sensor[ASKED]:
            code = CHANCE
        if (code == HORIZON) != (was == HORIZON):
            edge = edge_between(sensor, before, now, HORIZON, flight, phase, count, echo)
            seen[LAST_VIEW] = edge
            if seen[FIRST_VIEW] != seen[FIRST_VIEW]:
                seen[FIRST_VIEW] = edge
        if (code == CHANCE) != (was == CHANCE):
            edge = edge_between(sensor, before, now, CHANCE, flight, phase, count, echo)
            if code != CHANCE:
                found[spans - 1, 1] = edge
            elif spans < len(found):
                found[spans, 0], found[spans, 1] = edge, now
                spans += 1
            if seen[FIRST_DETECTABLE] != seen[FIRST_DETECTABLE]:
                seen[FIRST_DETECTABLE] = edge
        elif code == CHANCE:
            found[spans - 1, 1] = now
        view(seen, now, code, snr)
        best, was = max(best, code), code
    return spans, best


@device
def detects(sensor: Floats, snr: float, number: int, draw: tuple[Word, Word, int]) -> bool:
    """Whether a radar's look of this signal to noise detects."""
    if snr < sensor[ASKED]:
        return False
    roll, _ = pair(number, 0, draw[2], draw[0], draw[1])
    return roll < detection.radar_look(snr, sensor[FALSE_ALARM], int(sensor[SWERLING]))


@device
def next_look(
    sensor: Floats,
    time: float,
    end: float,
    start: float,
    told: float,
    ready: float,
    flight: Floats,
    phase: Integers,
    count: int,
    echo: Floats,
    track: Floats,
    span: tuple[int, int],
    spot: Floats,
) -> tuple[float, float, float, float]:
    """The next look of a radar that has not found the target: searching, or where it is told.

    Both go on side by side: a scan of where it is told takes as long as the cue is vague.

    Args:
        sensor: Its row.
        time, end: From when, and until when it could follow the target [s].
        start: Where in a frame its search comes by, as a share.
        told: From when it may look where it is told [s].
        ready: When the scan that has begun is done [s]; infinity where none has.
        flight, phase, count, echo: The flight.
        track, span: What its cue is made of.
        spot: Room for a place.

    Returns:
        Time of the look [s]; its strength, `TRACK` or `SEARCH`; then told and ready.
    """
    search = np.inf
    if sensor[SEARCH] > 0.0:
        search = (ceil(time / sensor[SEARCH_TIME] - start) + start) * sensor[SEARCH_TIME]
    ask = max(told, time)
    if ready < time:  # a scan that was done while the target was out of sight
        ready = np.inf
    if ready == np.inf and ask <= end:
        radar_at(sensor, ask, 0, flight, phase, count, echo, spot)
        volume = cue_volume(ask, spot[0], spot[1], spot[2], sensor, track, span[0], span[1])
        # it takes a dwell a beam to look all over the volume
        wait = max(volume / sensor[BEAM], 1.0) * sensor[DWELL]
        ready, told = ask + wait, ask + max(wait, sensor[REVISIT])
    if search < ready:
        return search, sensor[SEARCH], told, ready
    return ready, sensor[TRACK], told, np.inf


@device
def watch_radar(
    sensor: Floats,
    places: tuple[int, int],
    flight: Floats,
    phase: Integers,
    count: int,
    echo: Floats,
    samples: Floats,
    cue: float,
    track: Floats,
    span: tuple[int, int],
    draw: tuple[Word, Word, int],
    seen: Floats,
    out: Floats,
    used: Integers,
) -> int:
    """Every look of a radar at a target: searching, then where it is told, then in track; the limit.

    Args:
        sensor: Its row.
        places: Numbers of the sensor and of the threat.
        flight, phase, count: The flight.
        echo: After and before burnout, as of `kernels` (2, 2, B).
        samples: The flight sampled.
        cue: From when it is told where to look [s]; infinity for never.
        track, span: Nodes that cues are made of, and which are this object's.
        draw: Two words of the pair's key, and the world.
        seen, out, used: Receive the sighting, the detections, and how many there are.
    """
    found, spot, site = np.empty((_MOST_WINDOWS, 2)), np.empty(3), sensor[PLACE : PLACE + 3]
    spans, best = windows(sensor, flight, phase, count, echo, samples, seen, found)
    if spans == 0:
        return best
    start, _ = pair(PHASE_NUMBER, 0, draw[2], draw[0], draw[1])
    told, ready, step, looked = cue, np.inf, 0, False
    for window in range(spans):
        time, end = found[window, 0], found[window, 1]
        while time <= end:
            power, after = sensor[TRACK], sensor[REVISIT]
            if seen[COUNT] == 0.0:
                time, power, told, ready = next_look(
                    sensor, time, end, start, told, ready, flight, phase, count, echo, track, span, spot
                )
                after = 1e-3
                if time > end:
                    break
            step, _, strength = radar_at(sensor, time, step, flight, phase, count, echo, spot)
            snr = strength * power
            number = int(time * 1e3) & PHASE_NUMBER
            looked = looked or snr >= sensor[ASKED]
            if detects(sensor, snr, number, draw):
                seen[BEST_SNR] = max(seen[BEST_SNR], snr)
                row = note(seen, time, out, used, places[0], places[1])
                measure(sensor, site, spot[0], spot[1], spot[2], snr, number, draw, out[row])
                after = sensor[REVISIT]
            time += after
    if seen[COUNT] > 0.0:
        return NO_LIMIT
    return CHANCE if looked else NEVER_CUED


@device
def watch(
    sensor: Floats,
    places: tuple[int, int],
    flight: Floats,
    phase: Integers,
    count: int,
    bright: Floats,
    echo: Floats,
    samples: Floats,
    cue: float,
    track: Floats,
    span: tuple[int, int],
    draw: tuple[Word, Word, int],
    angle: float,
    earth: Floats,
    seen: Floats,
    out: Floats,
    used: Integers,
) -> int:
    """Every look of a sensor of either kind; arguments as of the two above, the limit back."""
    seen[BEST_SNR], seen[COUNT] = 0.0, 0.0
    if sensor[KIND] == INFRARED:
        return watch_infrared(
            sensor, places, flight, phase, count, bright, draw, angle, earth, seen, out, used
        )
    return watch_radar(
        sensor, places, flight, phase, count, echo, samples, cue, track, span, draw, seen, out, used
    )
