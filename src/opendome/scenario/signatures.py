"""How bright a missile burns and how large a radar sees it, as a file describes it.

Calibrated values are nobody's to publish: what stands here are orders of magnitude with wide ranges.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY
from opendome.scenario.figures import Figure, Positive, Spec
from opendome.scenario.sensors import Band

_FLAME = "not given: order of magnitude for its class; no calibrated value is public"
_ECHO = "not given: order of magnitude; no calibrated value is public"


class CrossSection(Spec):
    """Radar cross-sections in some bands, seen from the front."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1), *ONE_OR_MANY] = Field(
        description="Radar bands in which they hold."
    )
    warhead_m2: Positive = Field(description="Of the re-entry vehicle, after the engines have burnt out.")
    missile_m2: Positive = Field(
        description="Of the missile while it burns, or that falls whole because it has no re-entry vehicle."
    )


class Signature(Spec):
    """What sensors see of a missile."""

    plume_intensity_w_per_sr: Positive | None = Field(
        None,
        description="Infrared intensity of its flame in the band of early-warning satellites, near 2.7 µm; "
        "absent: assumed by its class.",
    )
    radar_cross_sections: tuple[CrossSection, ...] = Field(
        (), description="Cross-sections by radar band; bands left out: assumed."
    )

    @model_validator(mode="after")
    def _each_band_once(self) -> Signature:
        named = [band for one in self.radar_cross_sections for band in one.bands]
        if len(set(named)) != len(named):
            raise PydanticCustomError(
                "band_twice", "A radar band stands here twice.", {"part": "radar_cross_sections"}
            )
        return self


def _assumed(value: float, low: float, high: float, where: str) -> Figure:
    return Figure(value=value, low=low, high=high, shape="log_uniform", source="assumed", where=where)


DEFAULT_PLUME = {
    "crbm": _assumed(3e4, 1e4, 1e5, _FLAME),
    "srbm": _assumed(1e5, 3e4, 3e5, _FLAME),
    "mrbm": _assumed(2e5, 6e4, 6e5, _FLAME),
    "irbm": _assumed(3e5, 1e5, 1e6, _FLAME),
    "icbm": _assumed(5e5, 1e5, 2.5e6, _FLAME),
    "slbm": _assumed(5e5, 1e5, 2.5e6, _FLAME),
}
"""Intensity of the flame where a missile gives none, by its class."""

_WARHEAD = {
    "metres": _assumed(0.3, 0.05, 1.0, _ECHO),
    "decimetres": _assumed(0.05, 0.01, 0.3, _ECHO),
    "centimetres": _assumed(0.03, 0.01, 0.1, f"{_ECHO}; 0.01 to 0.1 m² is usual in open work"),
}
_MISSILE = {
    "metres": _assumed(5.0, 1.0, 20.0, _ECHO),
    "decimetres": _assumed(2.0, 0.5, 10.0, _ECHO),
    "centimetres": _assumed(1.0, 0.3, 5.0, _ECHO),
}
_WAVES = {
    "vhf": "metres", "uhf": "metres", "l": "decimetres", "s": "decimetres", "c": "centimetres",
    "x": "centimetres", "ku": "centimetres", "ka": "centimetres",
}  # fmt: skip


def default_cross_section(band: str) -> tuple[Figure, Figure]:
    """Cross-sections of the warhead and of the missile where neither is given, by radar band."""
    return _WARHEAD[_WAVES[band]], _MISSILE[_WAVES[band]]
