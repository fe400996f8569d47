"""Sensors of an architecture: every satellite and every radar as one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import Any

import numpy as np

from opendome.errors import InputError, Problem
from opendome.records import case as cases
from opendome.records import sensors as seen
from opendome.records.sensors import BANDS, INFRARED_BANDS, POST, SENSOR_FIELDS, Sensors
from opendome.scenario.cueing import circle, tiers
from opendome.scenario.document import Scenario, SensorUse
from opendome.scenario.figures import Figure, Path
from opendome.scenario.library import Library
from opendome.scenario.places import Place, place_of
from opendome.scenario.sensor_checks import CIRCLE_REMEDY, circle_words
from opendome.scenario.sensors import DEFAULTS, GeoOrbit, HeoOrbit, Infrared, Radar, RadarPlace
from opendome.scenario.settle.entries import entry_of
from opendome.scenario.settle.rows import Rows
from opendome.scenario.settle.signatures import Watched
from opendome.scenario.sites import Site
from opendome.units import UNITS

_DEG = UNITS["deg"].factor
_BASE = re.compile(r" (Space Force Station|Space Base|Air Force Base|Air Station|Communications Site)$")


@dataclass(frozen=True)
class Posted:
    """One satellite or radar before its figures are settled.

    Attributes:
        use: Its item of the architecture.
        spec: Its entry.
        id, system, system_name: As in `records.Sensors`.
        site: Where a radar stands, or None.
        own: What its entry says about that site, with its place in the entry's list, or None.
        orbit: Number of a satellite's orbit in the entry, and of the satellite in it.
    """

    use: SensorUse
    spec: Infrared | Radar
    id: str
    system: str
    system_name: str
    site: Place | None = None
    own: tuple[int, RadarPlace] | None = None
    orbit: tuple[int, int] = (0, 0)


def posted_sensors(scenario: Scenario, library: Library) -> list[Posted]:
    """Every sensor of an architecture, in its order.

    Raises:
        InputError: An entry has a problem, or a radar no place.
    """
    found: list[Posted] = []
    taken: set[str] = set()
    for use in scenario.architecture.sensors:
        spec = entry_of(scenario, "sensors", use.use, library)
        for _ in range(use.count):
            if isinstance(spec, Infrared):
                group = list(_satellites(use, spec))
            elif isinstance(spec, Radar):
                group = list(_radars(use, spec, library))
            else:
                raise InputError(library.unknown("sensors", use.use))
            found += _unique(group, taken)
    return found


def _unique(group: list[Posted], taken: set[str]) -> list[Posted]:
    """The same with a number behind names that stand already."""
    turn, ending = 1, ""
    while any(one.system + ending in taken for one in group):
        turn += 1
        ending = f"-{turn}"
    renamed = []
    for one in group:
        rest = one.id.removeprefix(one.system)
        words = f"{one.system_name} ({turn})" if ending else one.system_name
        system = one.system + ending
        renamed.append(replace(one, id=system + rest, system=system, system_name=words))
    taken.update(one.system for one in renamed)
    return renamed


def _satellites(use: SensorUse, spec: Infrared) -> Iterator[Posted]:
    system = use.name or use.use
    count = 0
    for place, orbit in enumerate(spec.orbit):
        for slot in range(getattr(orbit, "satellites_count", 1)):
            count += 1
            words = use.name or spec.name
            yield Posted(use, spec, f"{system}-{count}", system, words, orbit=(place, slot))


def _radars(use: SensorUse, spec: Radar, library: Library) -> Iterator[Posted]:
    base = use.name or use.use
    if use.at is not None:
        yield Posted(use, spec, base, base, use.name or spec.name, site=place_of(use.at, library))
        return
    own = list(enumerate(spec.sites))
    if use.site is not None:
        wanted = site_of(use.site, library)
        own = [each for each in own if site_of(each[1].site, library).name == wanted.name][:1]
        if not own:
            label = base if use.name else f"{base}-{slug(use.site)}"
            words = use.name or f"{spec.name}, {short(wanted)}"
            yield Posted(use, spec, label, label, words, site=place_at_site(wanted))
            return
    if not own:
        raise InputError(Problem("no_site", f"{use.use} needs a place to stand at.", "Give site or at."))
    for place, each in own:
        site = site_of(each.site, library)
        alone = len(spec.sites) == 1 or (use.name is not None and use.site is not None)
        label = base if alone else f"{base}-{slug(each.site)}"
        words = use.name if use.name and alone else spec.name if alone else f"{spec.name}, {short(site)}"
        yield Posted(use, spec, label, label, words, site=place_at_site(site), own=(place, each))


def slug(name: str) -> str:
    """A name as part of an id."""
    return "-".join(name.lower().replace(",", " ").split())


def short(site: Site) -> str:
    """A site's name without what kind of base it is."""
    return _BASE.sub("", site.name.split(",")[0]).removeprefix("RAF ")


def site_of(name: str, library: Library) -> Site:
    """A site of the library.

    Raises:
        InputError: There is none of this name.
    """
    site = library.site(name)
    if site is None:
        raise InputError(library.unknown("sites", name))
    return site


def place_at_site(site: Site) -> Place:
    """Where a site lies."""
    return Place(site.name, site.lat_deg, site.lon_deg, site.altitude_km)


def watched(posted: Sequence[Posted]) -> Watched:
    """What these sensors look for."""
    return Watched(
        infrared=frozenset(one.spec.band for one in posted if isinstance(one.spec, Infrared)),
        radar=frozenset(one.spec.band for one in posted if isinstance(one.spec, Radar)),
    )


def sensors(posted: Sequence[Posted], rows: Rows) -> Sensors:
    """Sensors as records.

    Raises:
        InputError: Cues run in a circle.
    """
    posts = np.zeros(len(posted), dtype=POST)
    places = np.full(len(posted), cases.ABSENT, dtype=cases.places_of(SENSOR_FIELDS))
    for row, one in enumerate(posted):
        _fill_post(posts[row], one)
        figures = _infrared(one) if isinstance(one.spec, Infrared) else _radar(one)
        for name, (path, figure) in figures.items():
            places[row][name] = _row(rows, one, path, figure)
    cued_by = {one.system: _cued_by(one, posted) for one in posted}
    members = circle(cued_by)
    if members:
        raise InputError(Problem("cue_circle", circle_words(members), CIRCLE_REMEDY))
    tier = tiers(cued_by)
    return Sensors(
        id=tuple(one.id for one in posted),
        system=tuple(one.system for one in posted),
        system_name=tuple(one.system_name for one in posted),
        posts=posts,
        places=places,
        cues=np.array(
            [[other.system in cued_by[one.system] for other in posted] for one in posted], dtype=np.bool_
        ).reshape(len(posted), len(posted)),
        tier=np.array([tier[one.system] for one in posted], dtype=np.int64),
    )


def _cued_by(one: Posted, posted: Sequence[Posted]) -> list[str]:
    """Systems that may cue a sensor: those that its entry names, by id of the library or name here."""
    wanted = set(one.spec.cued_by)
    return list(dict.fromkeys(other.system for other in posted if wanted & {other.use.use, other.use.name}))


Given = dict[str, tuple[Path, Figure | None]]


def _row(rows: Rows, one: Posted, path: Path, figure: Figure | None) -> int:
    key = str(path[-1])
    if figure is None:
        kind = "infrared" if isinstance(one.spec, Infrared) else "radar"
        figure = DEFAULTS[kind].get(key)
    return rows.of_entry(one.use.use, one.spec, path, figure)


def _fill_post(post: Any, one: Posted) -> None:
    post["latitude"], post["longitude"] = nan, nan
    post["azimuth_from"] = post["azimuth_to"] = nan
    if isinstance(one.spec, Infrared):
        post["kind"], post["band"] = seen.INFRARED, INFRARED_BANDS.index(one.spec.band)
        orbit = one.spec.orbit[one.orbit[0]]
        if isinstance(orbit, GeoOrbit):
            post["standing"] = seen.GEOSTATIONARY
        elif isinstance(orbit, HeoOrbit):
            post["standing"] = seen.ELLIPTIC
        else:
            each = orbit.satellites_count // orbit.planes_count
            post["standing"] = seen.CIRCULAR
            post["plane"], post["slot"] = divmod(one.orbit[1], each)
            post["planes"], post["satellites"] = orbit.planes_count, orbit.satellites_count
            post["phasing"], post["star"] = orbit.phasing_count, orbit.pattern == "star"
        return
    own = one.own[1] if one.own else None
    assert one.site is not None  # every radar stands somewhere
    post["kind"], post["standing"] = seen.RADAR, seen.ON_SITE
    post["latitude"], post["longitude"] = one.site.lat_deg * _DEG, one.site.lon_deg * _DEG
    post["altitude"] = one.site.altitude_km * UNITS["km"].factor
    for key in ("azimuth_from", "azimuth_to"):
        asked = getattr(one.use, f"{key}_deg")
        post[key] = nan if asked is None else asked * _DEG
    post["band"] = BANDS.index(one.spec.band)
    post["faces"] = (own.faces_count if own else None) or one.spec.faces_count
    post["swerling"] = one.spec.swerling
    post["tracks_maximum"] = one.spec.tracks_maximum_count or 0


def _infrared(one: Posted) -> Given:
    spec = one.spec
    assert isinstance(spec, Infrared)
    given: Given = {
        "nadir_cone": (("nadir_cone_deg",), spec.nadir_cone_deg),
        "revisit": (("revisit_s",), spec.revisit_s),
        "confirm": (("confirm_s",), spec.confirm_s),
        "noise_equivalent_irradiance": (
            ("noise_equivalent_irradiance_w_per_cm2",),
            spec.noise_equivalent_irradiance_w_per_cm2,
        ),
        "detection_ratio": (("detection_snr_ratio",), spec.detection_snr_ratio),
        "cloud_top_altitude": (("cloud_top_altitude_km",), spec.cloud_top_altitude_km),
        "angle_error": (("angle_error_urad",), spec.angle_error_urad),
    }
    orbit, base = spec.orbit[one.orbit[0]], ("orbit", one.orbit[0])
    names = {"longitude": "longitude_deg"}
    if isinstance(orbit, HeoOrbit):
        names = {
            "apogee_altitude": "apogee_altitude_km",
            "perigee_altitude": "perigee_altitude_km",
            "inclination": "inclination_deg",
            "argument_of_perigee": "argument_of_perigee_deg",
            "node": "raan_deg",
            "mean_anomaly": "mean_anomaly_deg",
        }
    elif not isinstance(orbit, GeoOrbit):
        names = {"inclination": "inclination_deg", "circle_altitude": "altitude_km"}
    return given | {name: ((*base, key), getattr(orbit, key)) for name, key in names.items()}


_RADAR_KEYS = {
    "frequency": "frequency_ghz",
    "average_power": "average_power_kw",
    "aperture": "aperture_m2",
    "loss": "loss_db",
    "system_temperature": "system_temperature_k",
    "dwell": "dwell_s",
    "search_volume": "search_volume_sr",
    "search_time": "search_time_s",
    "detection_level": "detection_snr_db",
    "false_alarm": "false_alarm_probability",
    "face_elevation": "face_elevation_deg",
    "range_error": "range_error_m",
    "angle_error": "angle_error_urad",
    "report_interval": "report_interval_s",
    "confirm": "confirm_s",
}
_FIELD_KEYS = {
    "azimuth_from": "azimuth_from_deg",
    "azimuth_to": "azimuth_to_deg",
    "elevation_minimum": "elevation_minimum_deg",
    "elevation_maximum": "elevation_maximum_deg",
}


def _radar(one: Posted) -> Given:
    """A radar's figures; its site's field of regard comes before its kind's."""
    given: Given = {name: ((key,), getattr(one.spec, key)) for name, key in _RADAR_KEYS.items()}
    for name, key in _FIELD_KEYS.items():
        own = getattr(one.own[1], key) if one.own else None
        if own is not None and one.own is not None:
            given[name] = (("sites", one.own[0], key), own)
        else:
            given[name] = ((key,), getattr(one.spec, key))
    return given
