"""Hypersonic glide: what was published, for the day on which gliders fly here.

OpenDome flies ballistic missiles only. The rows stand on the Validation page all the same,
with what they wait
for, so that nobody takes them for met.
"""

from __future__ import annotations

from literature.record import FLIGHT, OURS, Waiting
from opendome.scenario.library import MODELS

STAGE = FLIGHT

NO_GLIDER = "OpenDome flies no gliders yet: there is no lift, and no heating."
HTV = "HTV-2, lift over drag 2.6, 13,000 kg/m2"
ACTON = f"Acton 2015, flight A of {HTV}"
TRACY = f"Tracy and Wright 2020, {HTV}"
CLOSED = "Equilibrium glide in closed form, lift over drag 2.6"
OTHERS = "Public accounts of glide flights"

_GLIDES = (
    (ACTON, "time in the air after falling through 100 km", "s", "1,363 (within 8 %)"),
    (ACTON, "range in the air after falling through 100 km", "km", "5,900; DTIC 5,889 (within 8 %)"),
    (ACTON, "range of the glide from 47 to 30.5 km", "km", "4,800 to 4,900 (within 10 %)"),
    (TRACY, "height of equilibrium at 6 km/s", "km", "49.7 (within 1 km)"),
    (TRACY, "temperature of the nose at 6 km/s and 49.7 km", "K", "about 3,200 (0 to 8 % more)"),
    ("Thrusty, cold wall", "temperature of the nose at 6 km/s and 49.7 km", "K", "3,408"),
    (CLOSED, "range from 7.0 down to 2.29 km/s", "km", "12,200"),
    (CLOSED, "time from 7.0 down to 2.29 km/s", "s", "2,352"),
    (CLOSED, "range from 47 down to 30.5 km, flight A", "km", "5,205; 5,256 integrated"),
    (CLOSED, "time from 47 down to 30.5 km, flight A", "s", "1,261; 1,283 integrated"),
    ("Union of Concerned Scientists 2020", "how much sooner a glide of 5,000 miles arrives than an ICBM",
     "min", "about 5"),
    ("CBO 2023", "range at which heating caps boost-glide", "km", "near 10,000"),
    ("Berkeley Risk and Security Lab, simulator of gliders", "its published range", "",
     "reproduced elsewhere to 0.09 %"),
    (OTHERS, "HTV-2 flight 2: stable flight at up to Mach 20", "min", "about 3"),
    (OTHERS, "HTV-2 flight 2: temperature of the skin", "°F", "3,500"),
    (OTHERS, "HTV-2 flight 1: data, and in aerodynamic flight at Mach 17 to 22", "s", "540, and 139"),
    (OTHERS, "AHW 2011: range, in less than 30 min", "km", "3,700 to 3,800"),
    (OTHERS, "frequency of skips", "rad/s", "0.0207 to 0.0374"),
    ("Griffin, as told by the Congressional Research Service",
     "how much dimmer gliders are than usual targets", "times", "10 to 20"),
)  # fmt: skip

WAITING = [
    *(Waiting(*row, NO_GLIDER, OURS) for row in _GLIDES),
    Waiting("Candler and Leyva 2022", "heating of a generic glider, by computational fluid dynamics", "",
            "not read", f"{NO_GLIDER} It criticises the heating law of Tracy and Wright.", OURS),
    Waiting("Wright and Tracy 2023-24", "defence against gliders", "", "not found",
            "Not found in any text that could be read."),
]  # fmt: skip


def test_there_is_no_glider_yet() -> None:
    """When another kind of threat comes, some of these rows are to become claims."""
    assert [kind for kind, (folder, _) in MODELS.items() if folder == "threats"] == ["ballistic"]
