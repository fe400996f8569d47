"""What the campaign of mutants found: numbers without measure, sites of entries, problems without a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendome.errors import InputError
from opendome.scenario.library import Library
from unit.scenario.small import INTERCEPTOR, SCENARIO, THREAT, only, problems_of

RADAR = """\
kind: radar
name: Small radar
source: book1999
band: x
frequency_ghz: 10
average_power_kw: 60
aperture_m2: 9
loss_db: 8
system_temperature_k: 500
dwell_s: 0.1
detection_snr_db: 13
azimuth_from_deg: 0
azimuth_to_deg: 360
elevation_minimum_deg: 5
elevation_maximum_deg: 85
sites: [{site: fort-small}, {site: fort-smal}]
"""


@pytest.mark.parametrize("count", ["1e308", "1e19", "9999999999999999999", "1000001"])
@pytest.mark.parametrize("key", [" count: 4", "inventory_count: 40", "looks_maximum_count: 1"])
def test_counts_have_an_end(key: str, count: str, library: Library, tmp_path: Path) -> None:
    """1e308 missiles were counted one by one; 1e19 shots fit no integer of the machine."""
    name = key.partition(":")[0]
    found = problems_of(SCENARIO.replace(key, f"{name}: {count}"), library, tmp_path)
    assert {problem.message for problem in found} <= {
        "This is at most 1,000,000.",
        "This number is greater than anything that is measured.",
        "A raid has at most 10,000 missiles in all; here it passes that.",
    }
    assert found
    assert all(problem.line for problem in found)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("1e308", "This number is greater than anything that is measured."),
        ("-1e31", "This number is greater than anything that is measured."),
        ("5e-324", "This must be more than zero."),
    ],
)
def test_numbers_have_an_end(number: str, message: str, library: Library, tmp_path: Path) -> None:
    """Their squares and quotients would be no numbers any more."""
    text = THREAT.replace("dry_mass_kg: 1198", f"dry_mass_kg: {number}")
    problem = only(problems_of(text, library, tmp_path))
    assert problem.message == message
    assert problem.key == "stages[0].dry_mass_kg"


def test_zero_is_a_number(library: Library, tmp_path: Path) -> None:
    assert (
        problems_of(
            INTERCEPTOR.replace("altitude_minimum_km: 100", "altitude_minimum_km: 0"), library, tmp_path
        )
        == []
    )


def test_a_radar_stands_at_sites_that_there_are(library: Library, tmp_path: Path) -> None:
    problem = only(problems_of(RADAR, library, tmp_path))
    assert (problem.kind, problem.key, problem.line) == ("unknown_name", "sites[1].site", 16)
    assert problem.message == "There is no site of this name. Did you mean fort-small?"
    assert problems_of(RADAR.replace("fort-smal}", "fort-small}"), library, tmp_path) == []


def test_a_kind_that_is_not_known_has_a_line(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: Mine\nkind: balistic\n")
    with pytest.raises(InputError) as caught:
        Library((tmp_path,))
    problem = only(caught.value.problems())
    assert (problem.kind, problem.line) == ("unknown_kind", 2)


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        ("# nothing\n", "empty_file", "See an example: opendome show scenarios"),
        ('kind: ballistic\nname: "\\x07"\n', "not_text", "Write the value without the backslash."),
        (THREAT.replace("class: srbm", "class:srbm: 1"), "unknown_key", "Write `key: value`."),
        (SCENARIO.replace("count: 4", "count: 10001"), "too_many", "Take fewer"),
    ],
)
def test_there_is_a_way_out(text: str, kind: str, remedy: str, library: Library, tmp_path: Path) -> None:
    problem = next(one for one in problems_of(text, library, tmp_path) if one.kind == kind)
    assert problem.remedy.startswith(remedy)
    assert problem.line


@pytest.mark.parametrize(
    ("epoch", "says"),
    [
        ("0001-01-01T00:00:00Z", "The year of an epoch lies between 1900 and 2199."),
        ("9999-12-31T23:59:59Z", "The year of an epoch lies between 1900 and 2199."),
        ("2016-12-31T23:59:60Z", "A time is written as 2026-01-01T00:00:00Z (UTC, ISO 8601)."),
        ("2026-01-01T02:00:00+02:00", "The epoch is given in UTC: end it with Z."),
    ],
)
def test_an_epoch_is_a_date_that_can_be_flown_at(
    epoch: str, says: str, library: Library, tmp_path: Path
) -> None:
    """At the end of the year 9999 the clock of a flight found no next day."""
    problem = only(problems_of(SCENARIO.replace("2026-01-01T00:00:00Z", epoch), library, tmp_path))
    assert (problem.kind, problem.key, problem.message) == ("epoch", "epoch", says)


@pytest.mark.parametrize(
    ("changed", "key"),
    [(" start_s: 1e12", "start_s"), (" spacing_s: 2e7", "spacing_s"), (" start_s: 3e7", None)],
)
def test_launches_come_within_a_year(changed: str, key: str | None, library: Library, tmp_path: Path) -> None:
    """A launch after the year 9999 has no date, and stopped a run at its globe."""
    text = SCENARIO.replace(" spacing_s: 30", f"{changed}")
    if key is None:
        assert not problems_of(text, library, tmp_path)
        return
    (problem,) = problems_of(text, library, tmp_path)
    assert "more than a year after the epoch" in problem.message
    assert (problem.key or "").endswith(key)
    assert problem.line == 9
    assert problem.remedy
