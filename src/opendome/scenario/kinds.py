"""What a threat can be: the kinds of entries in `threats/`."""

from __future__ import annotations

from opendome.scenario.cruise import Cruise
from opendome.scenario.gliders import Glide
from opendome.scenario.threats import Ballistic

Threat = Ballistic | Glide | Cruise
"""An entry of the library's threats."""


def energy_mode(spec: Threat) -> str:
    """What a missile does with more speed than a range needs; "" where that is no question."""
    return spec.energy_mode if isinstance(spec, Ballistic) else ""
