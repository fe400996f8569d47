"""What a reader must know of interceptors in orbit first: orbits that fall, or that pass elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendome.records.case import Case


def orbit_warnings(case: Case) -> list[str]:
    """Warnings about the constellations of a case, in its order."""
    import numpy as np

    from opendome.choices.constellation import upkeep
    from opendome.interception.satellites import LONGEST
    from opendome.records.case import Plays
    from opendome.reports.upkeep_words import orbit_warning

    world = case.reference_world(Plays(1))
    most = float(np.degrees(np.abs(case.launches["latitude"]).max(initial=0.0)))
    said = []
    for place in np.flatnonzero(case.defence.in_orbit).tolist():
        one = world.orbits[case.defence.shooters["orbit"][place]]
        name = case.defence.shooter_name[place]
        tilt = float(np.degrees(one["inclination"]))
        north = min(tilt, 180.0 - tilt)
        falls = orbit_warning(upkeep.upkeep(upkeep.Asked(1, float(one["circle_altitude"]))))
        if falls is not None:
            said.append(f"{name}: {falls[:1].lower()}{falls[1:]}")
        if most > north:
            said.append(
                f"{name}: orbits of {tilt:g}° never pass over the launches at {most:.3g}° latitude; their "
                f"satellites come no farther than {north:g}°."
            )
        longest = float(world.kinds["flight_time_maximum"][case.defence.shooters["kind"][place]])
        if longest > LONGEST:
            said.append(
                f"{name}: interceptors fly for up to {longest:g} s, and here straight ahead as their "
                f"satellite sees it; beyond {LONGEST:g} s that is wrong by more than 8 parts of 100."
            )
    return said
