"""What a constellation asks for over its horizon: the part `upkeep` of the answer of `size`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.parts import Maybe, Part
from opendome.units import DAY_S, YEAR_S

if TYPE_CHECKING:
    from opendome.choices.constellation import upkeep


class Ends(Part):
    """A number at mean solar activity, and its ends over the Sun's cycle and what is not known of the drag.

    Null: longer than the table of the air can say.
    """

    value: Maybe
    low: Maybe
    high: Maybe

    @classmethod
    def of(cls, ends: upkeep.Ends, factor: float) -> Ends:
        """Ends in SI, in the unit that is `1 / factor` SI."""
        return cls(value=ends.value * factor, low=ends.low * factor, high=ends.high * factor)


class UpkeepFigure(Part):
    """A figure that upkeep took, and what it rests on; in the unit that its name ends in."""

    figure: str
    value: float
    low: float
    high: float
    source: str
    why: str


class Upkeep(Part):
    """Replacements, mass to orbit and launches, and how long an orbit lasts that nobody holds."""

    satellites_count: int
    spares_count: int
    design_life_duration_year: float
    horizon_duration_year: float
    replacements_count: int
    built_count: int
    annual_replaced_count: float
    satellite_mass_kg: float
    mass_to_orbit_kg: float
    annual_mass_to_orbit_kg: float
    whole_mass_to_orbit_kg: float
    launcher_mass_kg: float
    launches_count: int
    annual_launches_count: float
    orbit_life_day: Ends
    annual_hold_speed_m_per_s: Ends
    figures: list[UpkeepFigure]

    @classmethod
    def of(cls, kept: upkeep.Upkeep) -> Upkeep:
        """What was found, in the units of the keys."""
        asked = kept.asked
        return cls(
            satellites_count=asked.satellites,
            spares_count=kept.spares,
            design_life_duration_year=asked.design_life / YEAR_S,
            horizon_duration_year=asked.horizon / YEAR_S,
            replacements_count=kept.replacements,
            built_count=kept.built,
            annual_replaced_count=kept.replaced_rate * YEAR_S,
            satellite_mass_kg=asked.satellite_mass,
            mass_to_orbit_kg=kept.first_mass,
            annual_mass_to_orbit_kg=kept.mass_rate * YEAR_S,
            whole_mass_to_orbit_kg=kept.whole_mass,
            launcher_mass_kg=asked.launcher_mass,
            launches_count=kept.first_launches,
            annual_launches_count=kept.launch_rate * YEAR_S,
            orbit_life_day=Ends.of(kept.orbit_life, 1.0 / DAY_S),
            annual_hold_speed_m_per_s=Ends.of(kept.holding, YEAR_S),
            figures=[
                UpkeepFigure(
                    figure=name,
                    value=given.value / unit,
                    low=given.low / unit,
                    high=given.high / unit,
                    source=given.source,
                    why=given.why,
                )
                for name, given, unit in asked.given()
            ],
        )
