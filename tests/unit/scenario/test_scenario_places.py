"""Places by name, and what is land."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from opendome import cache
from opendome.scenario import coast
from opendome.scenario.coast import on_land, rings
from opendome.scenario.document import PlaceSpec
from opendome.scenario.library import Library
from opendome.scenario.places import find_place, place_of
from unit.scenario.small import refused


@pytest.mark.parametrize(
    ("text", "name", "lat_deg", "lon_deg"),
    [
        ("40,127", "", 40.0, 127.0),
        (" -40.5 , -127 ", "", -40.5, -127.0),
        ("Chicago", "Chicago", 41.85, -87.65),
        ("chicago, us", "Chicago", 41.85, -87.65),
        ("Birmingham, GB", "Birmingham", 52.48, -1.9),
        ("fort-small", "Fort Small", 63.95, -145.73),
        ("Fort Small", "Fort Small", 63.95, -145.73),
    ],
)
def test_find_place(library: Library, text: str, name: str, lat_deg: float, lon_deg: float) -> None:
    place = find_place(text, library)
    assert (place.name, place.lat_deg, place.lon_deg) == (name, lat_deg, lon_deg)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Chicgo", "Chicago?"),
        ("fort-smal", "fort-small?"),
        ("Birmingham", "GB and US"),
        ("Birmingham, FR", "not in FR"),
        ("95,0", "latitude"),
        ("0,500", "longitude"),
        ("1.2.3,4", "LAT,LON"),
        ("", "no place"),
        ("nan,nan", "no place"),
    ],
)
def test_places_that_are_none(library: Library, text: str, says: str) -> None:
    assert says in refused(find_place, text, library).message


def test_places_of_a_scenario(library: Library) -> None:
    assert place_of(PlaceSpec(site="fort-small", altitude_km=1), library).altitude_km == 1
    assert place_of(PlaceSpec(lat_deg=1, lon_deg=2), library).name == ""
    assert place_of(PlaceSpec(city="Seattle"), library).lat_deg == 47.6


COASTLINES = ["land-50m.json", "land-110m.json"]


@pytest.mark.parametrize("name", COASTLINES)
@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "land"),
    [
        (40.0, 127.0, True),
        (40.0, 127.0 + 360.0, True),
        (40.0, -140.0, False),
        (0.0, -30.0, False),
        (42.0, 50.5, False),  # the Caspian Sea is a hole in the land
        (68.0, 180.0, True),  # Chukotka lies on both sides of 180 degrees
        (68.0, -179.5, True),
        (68.0, 179.5, True),
        (60.0, 179.0, False),
        (-80.0, 60.0, True),
        (-90.0, 0.0, True),
        (89.0, 0.0, False),
        (-50.0, 0.0, False),
    ],
)
def test_land_and_sea(name: str, lat_deg: float, lon_deg: float, land: bool) -> None:
    assert on_land(Library().packaged / "coastlines" / name, lat_deg, lon_deg) == land


@pytest.fixture
def island(tmp_path: Path) -> Path:
    """A square from 179 east over 180 to 179 west, with a square lake, written backwards in steps."""
    square = [[0, 0], [20, 0], [0, 20], [-20, 0], [0, -20]]
    lake = [[9, 9], [0, 2], [2, 0], [0, -2], [-2, 0]]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [179.0, -1.0]},
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0], [~1]]}],
            }
        },
        "arcs": [square, lake],
    }
    file = tmp_path / "land.json"
    file.write_text(json.dumps(topology))
    return file


def test_decoding(island: Path) -> None:
    square, lake = rings(island)
    np.testing.assert_allclose(square[:3], [[179, -1], [181, -1], [181, 1]])
    np.testing.assert_allclose(lake[1], [180.1, -0.1])
    np.testing.assert_array_equal(square[0], square[-1])


@pytest.mark.parametrize("left", [None, b"", b"no array", b"cut"])
def test_outlines_that_are_kept(
    island: Path, left: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read instead of the map; whatever is wrong with them, it is as if there were none."""
    monkeypatch.setenv(cache.SETTING, str(tmp_path / "cache"))
    coast._sides.cache_clear()
    made = coast._sides(island)
    (kept,) = (tmp_path / "cache" / "parsed").glob("*.npy")
    if left is not None:
        kept.write_bytes(kept.read_bytes()[:-9] if left == b"cut" else left)
    coast._sides.cache_clear()
    if left is None:
        monkeypatch.setattr(coast, "rings", None)
    np.testing.assert_array_equal(coast._sides(island), made)
    coast._sides.cache_clear()


@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "tolerance_km", "land"),
    [
        (0.0, 179.5, 0.0, True),
        (0.0, -179.5, 0.0, True),
        (0.0, 180.0, 0.0, False),  # in the lake
        (0.0, 180.0, 20.0, True),  # 11 km from its shore
        (0.0, 178.9, 0.0, False),
        (0.0, 178.9, 12.0, True),  # 11.1 km from the coast
        (0.0, 178.9, 10.0, False),
        (1.1, -178.9, 15.0, False),  # 15.7 km from the corner
        (1.1, -178.9, 16.0, True),
    ],
)
def test_near_the_shore(
    island: Path, lat_deg: float, lon_deg: float, tolerance_km: float, land: bool
) -> None:
    assert on_land(island, lat_deg, lon_deg, tolerance_km) == land
