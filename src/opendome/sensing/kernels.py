"""The entry that Python calls.

The arrays that device code here hands on, by name; a function says itself what differs.

Arrays:
    sensor: As `instruments` names the columns, (instruments.COLUMNS,).
    flight, phase: Nodes of one flight, (K, nodes.COLUMNS), and codes of what holds after each, (K,).
    samples: The flight at even times: time, place, 1 while the engine burns, velocity, (n, SAMPLE).
    bright: Infrared intensity by node and band that somebody looks in, (K, bands) [W/sr].
    echo: Cross-sections from the front by band, (B,) [m2]; or after and before burnout, (2, 2, B): those, and
        the logarithms of how many times larger they are from the side.
    site, spot: Places of the sensor and of the target, ECEF [m], (3,).
    track: Times of nodes [s], and six numbers of their position covariance [m2], (T, 7).
    seen: The sighting, (watching.SIGHTING,).
    out, used: Room for detections, (room, looks.DETECTION), or one of them; how many there are, (1,).
    earth: `constants.earth()`, (6,).
"""

from __future__ import annotations

from math import ceil

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.compiled import device, kernel, ready
from opendome.physics.nodes import TIME
from opendome.physics.path import place_at, step_at, velocity_at
from opendome.randomness.device import Word, words
from opendome.records.trajectories import BOOST
from opendome.sensing.watching import EVERY, MOST_SAMPLES, SAMPLE, watch


@device
def sampled(flight: Floats, phase: Integers, count: int) -> Floats:
    """A flight at even times: time, place, 1 while the engine burns, and velocity, (n, SAMPLE)."""
    start, end = flight[0, TIME], flight[count - 1, TIME]
    # what flies for hours is slow: its samples stand farther apart, and reach to its end all the same
    every = max(EVERY, (end - start) / (MOST_SAMPLES - 1.0))
    samples = np.empty((min(ceil((end - start) / every) + 1, MOST_SAMPLES), SAMPLE))
    step = 0
    for sample in range(len(samples)):
        now = min(start + every * sample, end)
        step = step_at(flight, count, now, step)
        x, y, z = place_at(flight, step, now)
        samples[sample, 0], samples[sample, 1], samples[sample, 2], samples[sample, 3] = now, x, y, z
        samples[sample, 4] = 1.0 if phase[step] == BOOST else 0.0
        samples[sample, 5], samples[sample, 6], samples[sample, 7] = velocity_at(flight, step, now)
    return samples


@device
def key_of(threat: Integers, sensor: Integers, world: int) -> tuple[Word, Word, int]:
    """The key of a pair, from two words of each name (2,); with the world, draws are addressed by it."""
    k0, k1, _, _ = words(threat[0], threat[1], 0, 0, sensor[0], sensor[1])
    return k0, k1, world


@kernel(
    "void(f8[:,::1], b1[::1], i8[::1], f8[:,::1], i8[::1], f8[:,::1], f8[:,:,:,::1], f8[:,::1],"
    " f8[:,::1], i8[::1], i8[:,::1], i8[:,::1], i8, f8, f8[::1], i8, i8, f8[:,:,::1], i8[:,::1],"
    " f8[:,::1], i8[::1])"
)
def observe(
    sensors: Floats,
    looking: np.ndarray[tuple[int], np.dtype[np.bool_]],
    first: Integers,
    flights: Floats,
    phase: Integers,
    bright: Floats,
    echo: Floats,
    cue: Floats,
    track: Floats,
    track_first: Integers,
    threat_keys: Integers,
    sensor_keys: Integers,
    world: int,
    angle: float,
    earth: Floats,
    begin: int,
    end: int,
    seen: Floats,
    limit: Integers,
    out: Floats,
    used: Integers,
) -> None:
    """Let sensors look at threats `begin` to `end`, without `end`.

    Args:
        sensors: Rows of `instruments` (S, COLUMNS).
        looking: Which of them look now (S,).
        first, flights, phase: Where the nodes of each flight begin (N + 1,), the nodes of all
            (K, nodes.COLUMNS), and codes of what holds after each (K,).
        bright: Infrared intensity by node and band in which somebody looks [W/sr] (K, bands).
        echo: Cross-sections of each (N, 2, 2, B).
        cue: From when a sensor is told where to look [s], infinity for never (N, S).
        track, track_first: Nodes that cues are made of, as `cue_volume` takes them (T, 7), (N + 1,).
        threat_keys, sensor_keys: Words that names are hashed to (N, 2), (S, 2).
        world: Number of the world.
        angle: Earth rotation angle at the epoch [rad].
        earth: `constants.earth()`.
        begin, end: Which threats.
        seen: NaN; receives sightings (N, S, SIGHTING).
        limit: Receives codes of `LIMITS` (N, S).
        out: Receives detections (room, looks.DETECTION).
        used: Receives how many there are; more than there is room for: the rest is lost, call again (1,).
    """
    for threat in range(begin, end):
        here, nodes = first[threat], first[threat + 1] - first[threat]
        if nodes < 2:
            continue
        flight, phases = flights[here : here + nodes], phase[here : here + nodes]
        shining, samples = bright[here : here + nodes], sampled(flight, phases, nodes)
        for sensor in range(len(sensors)):
            if not looking[sensor]:
                continue
            draw = key_of(threat_keys[threat], sensor_keys[sensor], world)
            limit[threat, sensor] = watch(
                sensors[sensor], (sensor, threat), flight, phases, nodes, shining, echo[threat],
                samples, cue[threat, sensor], track, (track_first[threat], track_first[threat + 1]), draw,
                angle, earth, seen[threat, sensor], out, used,
            )  # fmt: skip


ready(__name__)
