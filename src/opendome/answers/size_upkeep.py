"""What the layer of `size` asks for over its years: replacements, mass to orbit, launches."""

from __future__ import annotations

from math import ceil, isfinite
from typing import TYPE_CHECKING

from opendome.answers.question import wrong_options

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation import upkeep
    from opendome.choices.constellation.sizing import Asked, Sized


def check(question: Question) -> None:
    """Refuse a satellite that no launcher brings to orbit.

    Raises:
        InputError: It is heavier than what one launch brings.
    """
    asked = _asked(question, 1, 0.0, 0.0)
    if asked.satellite_mass > asked.launcher_mass:
        raise wrong_options(
            f"A satellite of {asked.satellite_mass:,.0f} kg is more than one launch brings to orbit, "
            f"{asked.launcher_mass:,.0f} kg.",
            "Give a smaller --satellite-mass-kg, or a larger --launcher-mass-kg.",
            "--satellite-mass-kg",
        )


def of(question: Question, layer: Asked, sized: Sized) -> upkeep.Upkeep | None:
    """Upkeep of what is in orbit; None where no number is enough."""
    from opendome.choices.constellation import upkeep

    if not isfinite(sized.in_orbit):
        return None
    serving = (sized.in_orbit - layer.spares) / (1.0 + layer.spare_fraction)
    satellites = ceil(serving - 1e-9)
    spares = sized.in_orbit - serving
    return upkeep.upkeep(_asked(question, satellites, layer.altitude, spares / satellites))


def warnings(altitude: float) -> list[str]:
    """That an orbit falls within a month [m], where it may."""
    from opendome.choices.constellation import upkeep
    from opendome.reports import upkeep_words

    said = upkeep_words.orbit_warning(upkeep.upkeep(upkeep.Asked(1, altitude)))
    return [said] if said else []


def _asked(question: Question, satellites: int, altitude: float, spare_fraction: float) -> upkeep.Asked:
    from opendome.choices.constellation import upkeep
    from opendome.units import YEAR_S

    life, horizon = question.design_life_duration_year, question.horizon_duration_year
    mass, launcher = question.satellite_mass_kg, question.launcher_mass_kg
    return upkeep.Asked(
        satellites=satellites,
        altitude=altitude,
        design_life=upkeep.DESIGN_LIFE.value if life is None else life * YEAR_S,
        horizon=upkeep.HORIZON.value if horizon is None else horizon * YEAR_S,
        satellite_mass=upkeep.SATELLITE_MASS.value if mass is None else mass,
        launcher_mass=upkeep.LAUNCHER_MASS.value if launcher is None else launcher,
        spare_fraction=spare_fraction,
    )
