"""Two of the missiles packaged with G. Forden's program: Science & Global Security 15 (2007), tables 1 and 3.

Fired 40 degrees east of north; the place of launch is not said and taken as 40 N. The paper packages more
missiles than these two.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import flights
from flights import Flight
from literature.record import FLIGHT, Claim, Waiting, check

STAGE = FLIGHT

SOURCE = "Forden 2007: maximum range, fired at 40 degrees"
WHY = "Another atmosphere, another search for the best programme, and a place of launch that is not said."
PLAIN = "Forden's table 1, integrated independently"
SIDE = "Written to two digits; the other integration searched for its own programme."
START = (40.0, 0.0)

TABLE = """\
kind: ballistic
name: My missile
class: srbm
propellant: liquid
payload_mass_kg: 1000
stages:
  - dry_mass_kg: 1198
    propellant_mass_kg: 3699
    specific_impulse_vacuum_s: 230
    burn_time_s: 75
    diameter_m: 0.84
"""


@cache
def scud_as_steered() -> Flight:
    return flights.fly("scud-b", START, azimuth_deg=40, loft_deg=47.6563, pitch_rate_deg_per_s=1.348)


@cache
def farthest(threat: str) -> Flight:
    return flights.fly(threat, START, azimuth_deg=40, maximum_range=True)


CLAIMS = [
    Claim(SOURCE, "Scud-B, loft 47.6563 degrees and 1.348 degrees a second", "km", 288,
          lambda: scud_as_steered().range_km, share=0.05, why=WHY),
    Claim(SOURCE, "Scud-B, own gravity turn", "km", 288, lambda: farthest("scud-b").range_km, share=0.05,
          why=WHY),
    Claim(SOURCE, "No-dong, own gravity turn", "km", 973, lambda: farthest("no-dong").range_km, share=0.05,
          why=WHY),
    Claim(PLAIN, "Scud-B, longest range fired at 40 degrees", "km", 295, lambda: farthest("scud-b").range_km,
          share=0.05, why=WHY),
    Claim(PLAIN, "No-dong, longest range fired at 40 degrees", "km", 983,
          lambda: farthest("no-dong").range_km,
          share=0.05, why=WHY),
    Claim(PLAIN, "Scud-B, height at burnout", "km", 28, lambda: scud_as_steered().burnout().altitude_km, SIDE,
          apart=1),
    Claim(PLAIN, "Scud-B, speed at burnout", "km/s", 1.5, lambda: scud_as_steered().burnout().speed_km_per_s,
          SIDE,
          apart=0.05),
    Claim(PLAIN, "Scud-B, apogee", "km", (75, 76), lambda: scud_as_steered().apogee_km, SIDE, apart=1),
    Claim(PLAIN, "Scud-B, time of flight", "s", 300, lambda: scud_as_steered().duration_min * 60.0,
          "Said to be about that.", apart=10),
]  # fmt: skip

WAITING = [
    Waiting(SOURCE, "the other missiles that are packaged with the program", "km", "table 3, not read",
            "Only these two rows of the tables were found, in a transcription. Any of them flies from a "
            "stage table in a user's own file."),
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quantity)
def test_published(claim: Claim) -> None:
    check(claim)


def test_programme_ends_at_its_loft() -> None:
    """Thrust stands at the loft when the engine stops: nothing of it pushes across."""
    flight = scud_as_steered()
    burnout = flight.burnout()
    lost = burnout.acceleration_before - burnout.acceleration
    node = int(flight.all.nodes_of(0, 5)[0])
    position = flight.numbers("position")[node]
    up = position / abs(position @ position) ** 0.5
    sine = float(lost @ up) / float(lost @ lost) ** 0.5
    assert sine == pytest.approx(0.7391, abs=0.004)  # the sine of 47.6563 degrees; up here is geocentric


def test_a_table_in_a_users_own_file_flies_alike(tmp_path: Path) -> None:
    file = tmp_path / "my-missile.yaml"
    file.write_text(TABLE, encoding="utf8")
    own = flights.fly(str(file), START, azimuth_deg=40, maximum_range=True)
    assert own.range_km == pytest.approx(farthest("scud-b").range_km, rel=1e-6)
