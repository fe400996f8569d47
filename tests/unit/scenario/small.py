"""A library of four files and a scenario, small enough to break in every way."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError, Problem
from opendome.scenario.library import Library
from opendome.scenario.loading import check_file

THREAT = """\
kind: ballistic
name: Small missile
class: srbm
propellant: liquid
basing: land
source: book1999
where: table 2
payload_mass_kg: 1000
launch_reliability_probability: {value: 0.9, low: 0.75, high: 0.97, source: assumed}
stages:
  - dry_mass_kg: 1198
    propellant_mass_kg: {value: 3699, low: 3600, high: 3800, source: other2001, where: p. 4}
    specific_impulse_vacuum_s: 230
    burn_time_s: 75
    diameter_m: 0.84
"""
INTERCEPTOR = """\
kind: interceptor
name: Small interceptor
layer: midcourse
source: book1999
burnout_speed_km_per_s: {value: 6.3, low: 6.0, high: 7.0}
burn_time_s: 60
altitude_minimum_km: 100
altitude_maximum_km: 2000
kill_probability_given_launch: 0.5
"""
SENSOR = """\
kind: infrared
name: Small satellite
source: book1999
orbit: {kind: geo, longitude_deg: -160}
revisit_s: 5
confirm_s: 30
detection_snr_ratio: 6
noise_equivalent_irradiance_w_per_cm2: 3.0e-16
angle_error_urad: 14
"""
SITE = """\
kind: site
name: Fort Small
lat_deg: 63.95
lon_deg: -145.73
country: US
source: book1999
"""
CITIES = """\
name,country,lat_deg,lon_deg,population_count
Chicago,US,41.85,-87.65,2700000
Seattle,US,47.6,-122.3,700000
Birmingham,GB,52.48,-1.9,1100000
Birmingham,US,33.5,-86.8,200000
"""
SOURCES = """\
@book{book1999, author = {A. Writer}, title = {A {B}ook}, year = 1999}
@article{other2001,
  author = "Other, O.", title = {More -- or less}, journal = {J}, year = {2001},
}
"""
SCENARIO = """\
opendome: 1
name: Small raid
epoch: 2026-01-01T00:00:00Z
raid:
  - threat: small
    launch: {lat_deg: 40.0, lon_deg: 127.0}
    aim: {city: Chicago}
    count: 4
    spacing_s: 30
architecture:
  sensors:
    - {use: watcher}
  interceptors:
    - {use: catcher, site: fort-small, inventory_count: 40}
doctrine:
  midcourse: {shots_per_look_count: 4, looks_maximum_count: 1}
"""


def write_library(folder: Path) -> Library:
    """The small library in a folder of its own."""
    for name, text in (
        ("threats/small.yaml", THREAT),
        ("interceptors/catcher.yaml", INTERCEPTOR),
        ("sensors/watcher.yaml", SENSOR),
        ("sites/fort-small.yaml", SITE),
        ("cities.csv", CITIES),
        ("sources.bib", SOURCES),
        ("scenarios/small-raid.yaml", SCENARIO),
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf8")
    return Library(packaged=folder)


def problems_of(text: str | bytes, library: Library, folder: Path, *settings: str) -> list[Problem]:
    """Everything wrong with a file of this text."""
    file = folder / "given.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return check_file(str(file), library, settings)


def only(problems: list[Problem]) -> Problem:
    """The one problem."""
    assert len(problems) == 1, problems
    return problems[0]


def under_caret(problem: Problem) -> str:
    """What the caret stands under."""
    assert problem.text is not None
    assert problem.column is not None
    return problem.text[problem.column - 1 : problem.column - 1 + problem.length]


def refused(call: object, *given: object) -> Problem:
    """The first problem of a call that must refuse."""
    with pytest.raises(InputError) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value.problems()[0]
