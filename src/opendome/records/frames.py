"""Records as tables: one row a thing, every name with its unit. The only record module that knows polars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from opendome.physics.earth import geodetic_from_ecef
from opendome.records.defence import LAYERS, member_id
from opendome.records.engagements import (
    REASONS,
    SHOT_DECOY,
    SHOT_HIT,
    SHOT_INTERCEPT,
    SHOT_LAUNCH,
    SHOT_LAYER,
    SHOT_LOOK,
    SHOT_OBJECT,
    SHOT_PLAY,
    SHOT_SATELLITE,
    SHOT_SHOOTER,
    SHOT_THREAT,
    Engagements,
)
from opendome.records.figures import Figures
from opendome.records.objects import OBJECT_KINDS, Objects
from opendome.records.opportunities import CHANCE_LIMITS, LAUNCHES, Opportunities
from opendome.records.outcomes import FATES, Known, Outcomes
from opendome.records.raid_sizes import RaidSizes
from opendome.records.reach import (
    FLY_ALONG,
    FLY_TIME,
    FLY_UP,
    MEET_ALTITUDE,
    MEET_CLOSING,
    MEET_FLIGHT,
    MEET_TIME,
    REACH_LIMITS,
    REACHES,
    Flyouts,
    Reach,
)  # fmt: skip
from opendome.records.sightings import LIMITS, Detections, Sightings
from opendome.records.tracks import NOBODY, PAIRS, TRACK_PHASES, Tracks
from opendome.records.trajectories import EVENTS, PHASES, STATUSES, Trajectories

if TYPE_CHECKING:
    import polars

AXES = ("x", "y", "z")


def trajectories_frame(flights: Trajectories) -> polars.DataFrame:
    """One row a node of each flight, in order of threat and time."""
    import polars

    threat = np.repeat(np.arange(len(flights)), flights.count)
    status = np.array(list(STATUSES))[flights.status[threat]]
    columns: dict[str, object] = {
        "threat_id": np.array(flights.threat_id)[threat],
        "node": (np.arange(len(threat)) - flights.first[threat]).astype(np.int32),
        "time_s": flights.time,
        "event": np.array(EVENTS)[flights.event],
        "phase": np.array(PHASES)[flights.phase],
        "altitude_m": flights.altitude,
        "mass_kg": flights.mass,
    }
    for name, unit, values in (
        ("position_ecef", "m", flights.position),
        ("velocity_ecef", "m_per_s", flights.velocity),
        ("acceleration_ecef", "m_per_s2", flights.acceleration),
        ("acceleration_before_ecef", "m_per_s2", flights.acceleration_before),
    ):
        for axis, letter in enumerate(AXES):
            columns[f"{name}_{letter}_{unit}"] = values[:, axis]
    for place, band in enumerate(flights.infrared_band):
        columns[f"infrared_{band}_w_per_sr"] = flights.intensity[:, place]
    columns["status"] = status
    return polars.DataFrame(columns)


def objects_frame(objects: Objects, seen: Sightings) -> polars.DataFrame:
    """One row an object; times in seconds after the epoch, null for never; `seen` has a row an object."""
    import polars

    first = np.where(np.isfinite(seen.first_detected), seen.first_detected, np.inf)
    never = np.full((len(objects), 1), np.inf)
    detected = np.concatenate((first, never), axis=1)
    who = [*seen.sensor_id, None]
    columns: dict[str, object] = {
        "object_id": list(objects.flights.threat_id),
        "threat": objects.threat,
        "kind": np.array(OBJECT_KINDS)[objects.kind],
        "number": objects.number,
        "separated_s": objects.separated,
        "apogee_m": objects.highest,
        "impact_s": objects.impact_time,
    }
    for axis, letter in enumerate(AXES):
        columns[f"impact_ecef_{letter}_m"] = objects.impact_place[:, axis]
    columns["distance_from_aim_m"] = objects.flights.miss
    columns["first_detected_s"] = np.where(detected.min(axis=1) < np.inf, detected.min(axis=1), np.nan)
    columns["first_detected_by"] = [
        who[column] if row[column] < np.inf else None
        for row, column in zip(detected, detected.argmin(axis=1), strict=True)
    ]
    names = {"object_id": polars.String, "kind": polars.String, "first_detected_by": polars.String}
    return polars.DataFrame(columns, schema_overrides=names).fill_nan(None)


def remains_frame(left: Objects, spherical: bool) -> polars.DataFrame:
    """One row a part of a missile that was hit early: when it was hit, and where the part comes down."""
    import polars

    latitude, longitude, _ = geodetic_from_ecef(left.impact_place, spherical)
    columns: dict[str, object] = {
        "part_id": list(left.flights.threat_id),
        "threat": left.threat,
        "part": np.array(OBJECT_KINDS)[left.kind],
        "hit_s": left.separated,
        "impact_s": left.impact_time,
        "impact_lat_deg": np.degrees(latitude),
        "impact_lon_deg": np.degrees(longitude),
        "distance_from_aim_m": left.flights.miss,
    }
    names = {"part_id": polars.String, "part": polars.String}
    return polars.DataFrame(columns, schema_overrides=names).fill_nan(None)


def figures_frame(figures: Figures) -> polars.DataFrame:
    """One row a figure, in order of settling; numbers as written, in the unit of the column `unit`."""
    import polars

    texts = ("path", "unit", "shape", "moves_with", "source", "where")
    columns: dict[str, object] = {"path": figures.path}
    columns |= {name: getattr(figures, name) for name in ("value", "low", "high")}
    columns |= {name: getattr(figures, name) for name in texts[1:]}
    return polars.DataFrame(columns, schema_overrides=dict.fromkeys(texts, polars.String))


def outcomes_frame(outcomes: Outcomes) -> polars.DataFrame:
    """One row a play and threat, in order of world, play and threat."""
    import polars

    plays, threats = outcomes.fate.shape
    return polars.DataFrame(
        {
            "world": np.repeat(outcomes.world, threats),
            "play": np.repeat(outcomes.play, threats),
            "threat_id": np.tile(np.array(outcomes.threat_id, dtype=object), plays).tolist(),
            "fate": np.array(FATES)[outcomes.fate.ravel()],
            "decided_by": np.array(list(REASONS))[outcomes.fought.reason.ravel()],
        },
        schema_overrides={"threat_id": polars.String, "fate": polars.String, "decided_by": polars.String},
    )


def sightings_frame(seen: Sightings) -> polars.DataFrame:
    """One row a pair of threat and sensor; times in seconds after the epoch, null for never."""
    import polars

    threats, sensors = seen.limit.shape
    columns: dict[str, object] = {
        "threat_id": [name for name in seen.threat_id for _ in range(sensors)],
        "sensor_id": list(seen.sensor_id) * threats,
    }
    for name in (
        "first_view",
        "last_view",
        "first_detectable",
        "first_detected",
        "last_detected",
        "reported",
    ):
        columns[f"{name}_s"] = getattr(seen, name).ravel()
    columns["best_snr_ratio"] = seen.best_snr.ravel()
    columns["detections_count"] = seen.detections_count.ravel()
    columns["limit"] = np.array(list(LIMITS))[seen.limit.ravel()]
    names = {"threat_id": polars.String, "sensor_id": polars.String}
    return polars.DataFrame(columns, schema_overrides=names).fill_nan(None)


def detections_frame(found: Detections) -> polars.DataFrame:
    """One row a detection; the last column is the truth, which no tracker reads."""
    import polars

    columns: dict[str, object] = {
        "object": found.object,
        "time_s": found.time,
        "sensor_id": np.array([*found.sensor_id, ""], dtype=object)[found.sensor].tolist(),
    }
    for axis, letter in enumerate(AXES):
        columns[f"site_ecef_{letter}_m"] = found.site[:, axis]
    for axis, letter in enumerate(AXES):
        columns[f"direction_ecef_{letter}_ratio"] = found.direction[:, axis]
    columns |= {
        "range_m": found.range,
        "angle_error_urad": found.angle_error * 1e6,
        "range_error_m": found.range_error,
        "interval_s": found.interval,
        "snr_ratio": found.snr,
        "flame": found.flame > 0.0,
        "threat": found.threat,
    }
    return polars.DataFrame(columns, schema_overrides={"sensor_id": polars.String}).fill_nan(None)


def tracks_frame(tracks: Tracks) -> polars.DataFrame:
    """One row a node; covariances are upper triangles of rows x, y, z, vx, vy, vz."""
    import polars

    columns: dict[str, object] = {
        "object": tracks.object,
        "threat_id": np.array([*tracks.object_id, ""], dtype=object)[tracks.object].tolist(),
        "time_s": tracks.time,
        "sensor": tracks.sensor,
        "phase": np.array(TRACK_PHASES)[tracks.phase],
        "prediction": tracks.sensor == NOBODY,
    }
    for name, unit, values in (
        ("position_ecef", "m", tracks.position),
        ("velocity_ecef", "m_per_s", tracks.velocity),
    ):
        for axis, letter in enumerate(AXES):
            columns[f"{name}_{letter}_{unit}"] = values[:, axis]
    columns["position_error_m"] = tracks.position_error
    columns["velocity_error_m_per_s"] = tracks.velocity_error
    axes = (*AXES, *(f"v{letter}" for letter in AXES))
    units = ("m2", "m2_per_s", "m2_per_s2")
    for place, (row, column) in enumerate(PAIRS):
        unit = units[(row > 2) + (column > 2)]
        columns[f"covariance_{axes[row]}_{axes[column]}_{unit}"] = tracks.covariance[:, place]
    return polars.DataFrame(columns, schema_overrides={"threat_id": polars.String})


def opportunities_frame(worlds: Sequence[Opportunities]) -> polars.DataFrame:
    """One row a world and pair of threat and shooter, worlds from 0, which is the reference world.

    Times are in seconds after the epoch, null where it cannot shoot.
    """
    import polars

    tables = [_opportunities(chances).insert_column(0, polars.Series("world", [world] * chances.limit.size))
              for world, chances in enumerate(worlds)]  # fmt: skip
    return polars.concat(tables)


def _opportunities(chances: Opportunities) -> polars.DataFrame:
    import polars

    threats, shooters = chances.limit.shape
    columns: dict[str, object] = {
        "threat_id": [name for name in chances.threat_id for _ in range(shooters)],
        "shooter_id": list(chances.shooter_id) * threats,
        "ready_s": chances.ready.ravel(),
        "first_launch_s": chances.first_launch.ravel(),
        "last_launch_s": chances.last_launch.ravel(),
    }
    for number in range(LAUNCHES):
        columns[f"flight_time_{number + 1}_s"] = chances.flight_time[..., number].ravel()
        columns[f"closing_speed_{number + 1}_m_per_s"] = chances.closing_speed[..., number].ravel()
        columns[f"altitude_{number + 1}_m"] = chances.altitude[..., number].ravel()
    columns["kill_probability"] = np.tile(chances.kill_probability, threats)
    columns["limit"] = np.array(list(CHANCE_LIMITS))[chances.limit.ravel()]
    names = {"threat_id": polars.String, "shooter_id": polars.String}
    return polars.DataFrame(columns, schema_overrides=names).fill_nan(None)


def engagements_frame(fought: Engagements) -> polars.DataFrame:
    """One row a shot that is kept, in order of play and launch; times in seconds after the epoch."""
    import polars

    shots = fought.shots
    whole = {name: shots[:, place].astype(np.int64) for name, place in _WHOLE.items()}
    threat, shooter, satellite = whole.pop("threat"), whole.pop("shooter"), whole.pop("satellite")
    columns: dict[str, object] = {
        "play": whole.pop("play"),
        "threat_id": [fought.threat_id[row] for row in threat],
        "shooter_id": [
            member_id(fought.shooter_id[place], number)
            for place, number in zip(shooter, satellite, strict=True)
        ],
        "layer": [LAYERS[row] for row in whole.pop("layer")],
        **whole,
        "launch_s": shots[:, SHOT_LAUNCH],
        "intercept_s": shots[:, SHOT_INTERCEPT],
        "decoy": shots[:, SHOT_DECOY] > 0.0,
        "hit": shots[:, SHOT_HIT] > 0.0,
    }
    names = {"threat_id": polars.String, "shooter_id": polars.String, "layer": polars.String}
    return polars.DataFrame(columns, schema_overrides=names)


_WHOLE = {
    "play": SHOT_PLAY, "threat": SHOT_THREAT, "object": SHOT_OBJECT, "shooter": SHOT_SHOOTER,
    "satellite": SHOT_SATELLITE, "layer": SHOT_LAYER, "look": SHOT_LOOK,
}  # fmt: skip
"""Columns of shots that are whole numbers."""


def flyouts_frame(made: Flyouts) -> polars.DataFrame:
    """One row a kind of interceptor and place of its table, where it comes to it."""
    import polars

    kind, along, up = np.nonzero(np.isfinite(made.table[..., FLY_TIME]))
    found = made.table[kind, along, up]
    columns: dict[str, object] = {
        "interceptor_id": [made.kind_id[row] for row in kind],
        "angle_deg": np.degrees(along * made.along_step[kind]),
        "height_m": up * made.up_step[kind],
        "flight_time_s": found[:, FLY_TIME],
        "speed_along_m_per_s": found[:, FLY_ALONG],
        "speed_up_m_per_s": found[:, FLY_UP],
    }
    return polars.DataFrame(columns, schema_overrides={"interceptor_id": polars.String})


def reach_frame(reach: Reach) -> polars.DataFrame:
    """One row a threat, shooter and meeting kept; threats and places by number, from 0, as in the case.

    Satellites of a constellation are numbered from 1; 0 is a battery, or all other satellites. Times are in
    seconds after the threat's launch. A pair that never meets has one row that says why.
    """
    import polars

    threat, shooter = np.nonzero(reach.limit == REACHES)
    mine = reach.row[threat, shooter]
    pair, span, sample = np.nonzero(np.isfinite(reach.meeting[mine][..., MEET_TIME]))
    met = reach.meeting[mine[pair], span, sample]
    never = np.argwhere(reach.limit != REACHES)
    gone = np.full(len(never), np.nan)
    threats = np.concatenate((threat[pair], never[:, 0]))
    shooters = np.concatenate((shooter[pair], never[:, 1]))
    columns: dict[str, object] = {
        "threat": threats,
        "place": reach.place[shooters],
        "satellite": reach.satellite[shooters],
        "after_launch_s": np.concatenate((met[:, MEET_TIME], gone)),
        "flight_time_s": np.concatenate((met[:, MEET_FLIGHT], gone)),
        "closing_speed_m_per_s": np.concatenate((met[:, MEET_CLOSING], gone)),
        "altitude_m": np.concatenate((met[:, MEET_ALTITUDE], gone)),
    }
    columns["limit"] = np.array(REACH_LIMITS)[reach.limit[threats, shooters]]
    order = "threat", "place", "satellite", "after_launch_s"
    return polars.DataFrame(columns).sort(*order).fill_nan(None)


def known_frame(known: Known) -> polars.DataFrame:
    """One row a world and threat, worlds from 1; times in seconds after the threat's own launch."""
    import polars

    worlds, threats = known.first_detected.shape
    columns: dict[str, object] = {
        "world": np.repeat(np.arange(1, worlds + 1), threats),
        "threat_id": list(known.threat_id) * worlds,
    }
    for name in ("first_detected", "first_reported", "first_tracked"):
        columns[f"{name}_s"] = getattr(known, name).ravel()
    columns["tracked_fraction"] = known.tracked_fraction.ravel()
    columns["custody_fraction"] = known.custody_fraction.ravel()
    columns["position_error_m"] = known.position_error.ravel()
    return polars.DataFrame(columns, schema_overrides={"threat_id": polars.String}).fill_nan(None)


def raid_sizes_frame(found: RaidSizes) -> polars.DataFrame:
    """One row a size of raid; what each shooter has left stands under its id."""
    import polars

    columns: dict[str, object] = {
        "missiles_count": found.missiles,
        "unopposed_count": found.unopposed,
        "leakers_count": found.leakers,
        "leakers_low_count": found.leakers_low,
        "leakers_high_count": found.leakers_high,
        "no_leak_probability": found.no_leak,
        "interceptors_used_count": found.used,
        "interceptors_used_low_count": found.used_low,
        "interceptors_used_high_count": found.used_high,
    }
    for place, name in enumerate(found.shooter_id):
        columns[f"{name}_left_count"] = found.left[:, place]
        columns[f"{name}_left_low_count"] = found.left_low[:, place]
        columns[f"{name}_left_high_count"] = found.left_high[:, place]
        columns[f"{name}_empty_probability"] = found.empty[:, place]
    columns["radars_crowded"] = found.crowded
    return polars.DataFrame(columns)
