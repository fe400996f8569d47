"""How bright a threat shines and how large a radar sees it, as a file describes it.

Calibrated values are nobody's to publish: what stands here are orders of magnitude with wide ranges. No
calibrated value for a named system is claimed.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY
from opendome.scenario.figures import Figure, Positive, SomeShare, Spec
from opendome.scenario.sensors import Band

_FLAME = "not given: order of magnitude for its class; no calibrated value is public"
_BENCH = "not given: over that near 2.7 µm; a plume on the bench (ONERA, recalled, to be confirmed) gives"
_ECHO = "not given: order of magnitude; no calibrated value is public"


class CrossSection(Spec):
    """Radar cross-sections in some bands, seen from the front and, where it is given, from the side."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1), *ONE_OR_MANY] = Field(
        description="Radar bands in which they hold."
    )
    warhead_m2: Positive = Field(
        description="Of the re-entry vehicle, after the engines have burnt out; of a glider let go, or of a "
        "cruise missile."
    )
    missile_m2: Positive = Field(
        description="Of the missile while it burns, or that falls whole because it has no re-entry vehicle."
    )
    warhead_side_m2: Positive | None = Field(
        None, description="Of the former from its side; absent: as from the front."
    )
    missile_side_m2: Positive | None = Field(
        None, description="Of the latter from its side; absent: as from the front."
    )


class Signature(Spec):
    """What sensors see of a missile."""

    plume_intensity_w_per_sr: Positive | None = Field(
        None,
        description="Infrared intensity of its flame in the band of early-warning satellites, near 2.7 µm; "
        "absent: assumed by its class.",
    )
    plume_mwir_ratio: Positive | None = Field(
        None, description="Intensity of its flame from 3 to 5 µm, over that near 2.7 µm; absent: assumed."
    )
    plume_lwir_ratio: Positive | None = Field(
        None, description="Intensity of its flame from 8 to 12 µm, over that near 2.7 µm; absent: assumed."
    )
    body_temperature_k: Positive | None = Field(
        None, description="Temperature of its skin where no air heats it; absent: assumed 300."
    )
    body_area_m2: Positive | None = Field(
        None, description="Skin that a sensor sees from one side, after burnout; absent: assumed by its kind."
    )
    body_emissivity_fraction: SomeShare | None = Field(
        None, description="Emissivity of that skin; absent: assumed 0.85."
    )
    nose_radius_m: Positive | None = Field(
        None, description="Radius of a re-entry vehicle's nose, for its heating; absent: assumed 0.05."
    )
    skin_temperature_ratio: SomeShare | None = Field(
        None,
        description="Temperature of the skin over that of the nose, both in kelvins; of a cruise missile the "
        "share of the air's heating that the skin keeps. Absent: assumed.",
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


def _evenly(value: float, low: float, high: float, where: str) -> Figure:
    return Figure(value=value, low=low, high=high, source="assumed", where=where)


DEFAULT_PLUME = {
    "crbm": _assumed(3e4, 1e4, 1e5, _FLAME),
    "srbm": _assumed(1e5, 3e4, 3e5, _FLAME),
    "mrbm": _assumed(2e5, 6e4, 6e5, _FLAME),
    "irbm": _assumed(3e5, 1e5, 1e6, _FLAME),
    "icbm": _assumed(5e5, 1e5, 2.5e6, _FLAME),
    "slbm": _assumed(5e5, 1e5, 2.5e6, _FLAME),
    "hgv": _assumed(3e5, 6e4, 2.5e6, f"{_FLAME}; that of its booster"),
    "aeroballistic": _assumed(1e5, 3e4, 3e5, f"{_FLAME}; that of its booster"),
}
"""Intensity of the flame where a missile gives none, by its class."""

DEFAULT_RATIO = {
    "mwir": _assumed(0.5, 0.15, 1.5, f"{_BENCH} 0.3 to 0.6"),
    "lwir": _assumed(0.08, 0.02, 0.3, f"{_BENCH} 0.06 to 0.10"),
}
"""Intensity of a flame over that near 2.7 µm, by infrared band."""

DEFAULT_TEMPERATURE = _assumed(300.0, 250.0, 350.0, "not given: neither cold nor heated by the air")
DEFAULT_EMISSIVITY = _evenly(0.85, 0.3, 0.95, "not given: from bare metal to paint or ablator")
DEFAULT_NOSE = _assumed(0.05, 0.02, 0.15, "not given: radius of the nose of a re-entry vehicle")
DEFAULT_AREA = {
    "warhead": _assumed(1.0, 0.4, 2.5, "not given: a cone of one to two metres, from one side"),
    "whole": _assumed(8.0, 3.0, 20.0, "not given: a missile that falls whole, from one side"),
    "lacm": _assumed(3.0, 1.5, 6.0, "not given: body and wing, from one side"),
    "supersonic_cruise": _assumed(5.0, 2.5, 10.0, "not given: body and wing, from one side"),
    "hypersonic_cruise": _assumed(5.0, 2.5, 10.0, "not given: body and wing, from one side"),
    "drone": _assumed(2.0, 1.0, 4.0, "not given: body and wing, from one side"),
}
"""Skin that one side shows after burnout: of a ballistic missile's parts, and of cruise missiles by class."""

DEFAULT_SKIN_RATIO = _evenly(
    0.5, 0.4, 0.65, "not given: flat skin takes some 3 to 15 % of the nose's heat, and the fourth root of it"
)
"""Temperature of heated skin over that of the nose (gliders and what re-enters)."""

DEFAULT_KEPT = _evenly(0.9, 0.6, 1.0, "not given: share of the air's heating that the skin keeps")
"""The same word for what flies slower: share of the way from the air's temperature to recovery."""

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


_ASIDE = "not given: from the front; no calibrated value is public"
_BESIDE = "not given: from the side, where a body reflects more; no calibrated value is public"
_FLIERS = {
    "hgv": (_assumed(0.1, 0.01, 1.0, _ASIDE), _assumed(3.0, 0.3, 30.0, _BESIDE)),
    "aeroballistic": (_assumed(0.2, 0.03, 1.0, _ASIDE), _assumed(5.0, 0.5, 30.0, _BESIDE)),
    "lacm": (_assumed(0.1, 0.01, 1.0, _ASIDE), _assumed(5.0, 0.5, 50.0, _BESIDE)),
    "supersonic_cruise": (_assumed(0.3, 0.05, 2.0, _ASIDE), _assumed(10.0, 1.0, 100.0, _BESIDE)),
    "hypersonic_cruise": (_assumed(0.3, 0.05, 2.0, _ASIDE), _assumed(10.0, 1.0, 100.0, _BESIDE)),
    "drone": (_assumed(0.1, 0.01, 0.5, _ASIDE), _assumed(1.0, 0.1, 5.0, _BESIDE)),
}


def default_cross_section(band: str) -> tuple[Figure, Figure]:
    """Cross-sections of the warhead and of the missile where neither is given, by radar band."""
    return _WARHEAD[_WAVES[band]], _MISSILE[_WAVES[band]]


def default_flier(class_: str) -> tuple[Figure, Figure]:
    """Cross-sections of a glider or a cruise missile from the front and from the side, in every band."""
    return _FLIERS[class_]
