"""How bright a threat shines along its flight, in the infrared bands in which somebody looks.

While an engine burns it is the flame, one intensity a class, and so much of it in each band. Afterwards it is
the skin: a grey body of some area, as warm as it is by itself or as the air makes it. In the band of early
warning a ballistic missile is seen by its flame alone: its cold body gives nothing there, and what glows at
re-entry is left out.

No calibrated value for a named system is claimed: all are orders of magnitude, with ranges that worlds draw.

Source: Sutton and Graves 1971 for the nose of what is much faster than sound, whose skin takes a share of its
temperature; recovery temperature for cruise missiles. Candler and Leyva (2022) find by computational fluid
dynamics that laws as simple as these misjudge how heat spreads over a glider.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from opendome.arrays import Floats, Integers
from opendome.physics import nodes as noted
from opendome.physics.atmosphere import air_along
from opendome.physics.heating import radiating_temperature, recovery_temperature, stagnation_heating
from opendome.physics.radiation import radiance
from opendome.records.case import BALLISTIC, Table, World
from opendome.records.trajectories import BOOST, Trajectories

FLAMES = "swir"
"""The band of early warning, in which intensities of flames are given."""


def shine(world: World, flights: Trajectories) -> Trajectories:
    """The same flights with the intensities of another world that flies them alike."""
    bright = intensity(world, flights.first, flights.nodes)
    return replace(flights, infrared_band=world.case.sensors.infrared_bands, intensity=bright)


def intensity(world: World, first: Integers, nodes: Floats) -> Floats:
    """Infrared intensity from each node on [W/sr], (K, B).

    Args:
        world: One draw of every figure; its sensors say which bands (B,) are looked at.
        first, nodes: Flights, as `Trajectories` holds them (N + 1,), (K, nodes.COLUMNS).
    """
    bands = world.case.sensors.infrared_bands
    missile = world.case.launches["missile"]
    flight = np.repeat(np.arange(len(missile)), np.diff(first))
    burns = nodes[:, noted.PHASE] == BOOST
    found = np.zeros((len(nodes), len(bands)))
    given = world.signatures[missile]
    for place, band in enumerate(bands):
        flame = np.nan_to_num(world.missiles["plume_intensity"][missile])
        if band != FLAMES:
            flame = flame * np.nan_to_num(given[f"plume_{band}"])
        found[..., place] = np.where(burns, flame[flight], 0.0)
    shows = np.isfinite(given["area"])
    if not shows.any():
        return found
    flies = ~burns & shows[flight]
    row = flight[flies]
    speed = np.linalg.norm(nodes[flies, noted.VELOCITY : noted.VELOCITY + 3], axis=-1)
    skin = skin_temperature(given[row], nodes[flies, noted.HEIGHT], speed)
    size = given["area"][row] * given["emissivity"][row]
    cold = world.case.kind[missile][row] == BALLISTIC
    for place, band in enumerate(bands):
        seen = size * radiance(band, skin)
        found[flies, place] = np.where(cold & (band == FLAMES), 0.0, seen)
    return found


def skin_temperature(given: Table, altitude: Floats, speed: Floats) -> Floats:
    """Temperature of a skin in flight [K].

    Args:
        given: Numbers of `records.case.SIGNATURE_FIELDS` (n,).
        altitude: [m] (n,).
        speed: Relative to the air [m/s] (n,).
    """
    density, around = air_along(altitude)
    share, radius = given["skin_temperature"], given["nose_radius"]
    slow = np.isnan(radius)  # no nose is named: a cruise missile
    heat = stagnation_heating(density, speed, np.where(slow, 1.0, radius))
    nose = radiating_temperature(heat, given["emissivity"])
    fast = np.fmax(share * nose, given["temperature"])
    warm = around + share * (recovery_temperature(around, speed) - around)
    return np.where(slow, warm, fast)
