"""What a reader must know of interceptors in orbit first: orbits that fall, or that pass elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.records.case import Case

STRAIGHT_S = 600.0
"""Flights longer than this are no straight ways any more: off by more than 8 parts of 100."""


def orbit_warnings(case: Case) -> list[str]:
    """Warnings about the constellations of a case, in its order."""
    import numpy as np

    from opendome.choices.constellation.upkeep import BALLISTIC_COEFFICIENT, MONTH
    from opendome.physics.decay import lifetime
    from opendome.records.case import Plays
    from opendome.units import DAY_S

    world = case.reference_world(Plays(1))
    most = float(np.degrees(np.abs(case.launches["latitude"]).max(initial=0.0)))
    said = []
    for place in np.flatnonzero(case.defence.in_orbit).tolist():
        one = world.orbits[case.defence.shooters["orbit"][place]]
        name = case.defence.shooter_name[place]
        height, tilt = float(one["circle_altitude"]) / 1e3, float(np.degrees(one["inclination"]))
        north = min(tilt, 180.0 - tilt)
        life = lifetime(1e3 * height, BALLISTIC_COEFFICIENT.value)
        if life <= MONTH:
            said.append(
                f"{name}: at {height:g} km a satellite that nobody holds up falls in about "
                f"{max(life / DAY_S, 1.0):.0f} days."
            )
        if most > north:
            said.append(
                f"{name}: orbits of {tilt:g}° never pass over the launches at {most:.3g}° latitude; their "
                f"satellites come no farther than {north:g}°."
            )
        longest = float(world.kinds["flight_time_maximum"][case.defence.shooters["kind"][place]])
        if longest > STRAIGHT_S:
            said.append(
                f"{name}: interceptors fly for up to {longest:g} s, and here straight ahead as their "
                f"satellite sees it; beyond {STRAIGHT_S:g} s that is wrong by more than 8 parts of 100."
            )
    return said
