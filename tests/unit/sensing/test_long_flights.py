"""What flies for hours is watched to its end."""

from __future__ import annotations

from pathlib import Path

from opendome import threats
from opendome.records.case import Plays
from opendome.scenario.library import Library
from opendome.scenario.loading import load_scenario
from opendome.scenario.settle import settle
from opendome.simulate import follow

SCENARIO = """
name: Far and slow
raid:
  - threat: kalibr-class
    launch: {lat_deg: 40.0, lon_deg: -50.0}
    aim: {lat_deg: 36.9, lon_deg: -76.3}
architecture:
  sensors:
    - {use: an-tpy-2, at: {lat_deg: 36.9, lon_deg: -76.3}, azimuth_from_deg: 0, azimuth_to_deg: 120}
library:
  kalibr-class: {range_km: 4000, cruise_altitude_km: 10}
"""


def test_a_radar_at_the_end_of_a_flight_of_hours_has_it_in_view(tmp_path: Path) -> None:
    file = tmp_path / "far.yaml"
    file.write_text(SCENARIO, encoding="utf8")
    library = Library()
    world = settle(load_scenario(str(file), library), library).reference_world(Plays(1))
    flights = threats.fly(world)
    lands = float(flights.ends[0])
    assert lands > 9_000.0
    seen, _ = follow(world, flights)
    assert lands - 1_800.0 < seen.sightings.first_view[0, 0] < lands
    assert seen.sightings.last_view[0, 0] > lands - 120.0
