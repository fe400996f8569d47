"""Doctrine: the rule by which shots are fired, layer by layer."""

from __future__ import annotations

from pydantic import Field

from opendome.scenario.figures import CountOfNone, CountOfOne, Figure, NonNegative, Share, Spec


class LayerDoctrine(Spec):
    """How one layer shoots."""

    confirm_time_s: NonNegative | None = Field(
        None, description="From a track good enough to shoot on, to being sure of it."
    )
    decide_time_s: NonNegative | None = Field(None, description="From being sure to the order to shoot.")
    assess_time_s: NonNegative | None = Field(
        None, description="From an intercept to knowing whether it stopped the target."
    )
    shots_per_look_count: CountOfOne | None = Field(
        None, description="Shots fired together at one target before looking."
    )
    looks_maximum_count: CountOfOne | None = Field(
        None, description="How many times the layer may shoot and look at one target."
    )
    keep_out_altitude_km: NonNegative | None = Field(
        None, description="Height below which no intercept is wanted."
    )
    reserve_count: CountOfNone | None = Field(
        None, description="Interceptors of the layer kept back for what may come later."
    )
    taken_for_stopped_probability: Share | None = Field(
        None, description="Chance that a target that flies on is taken for stopped; absent: 0."
    )
    taken_for_flying_probability: Share | None = Field(
        None, description="Chance that a stopped target is taken for one that flies on; absent: 0."
    )


class Doctrine(Spec):
    """Doctrine of each layer; what is left out is taken from the table of defaults."""

    boost: LayerDoctrine | None = Field(None, description="While engines burn.")
    midcourse: LayerDoctrine | None = Field(None, description="In free fall outside the air.")
    glide: LayerDoctrine | None = Field(None, description="A glider's long flat flight.")
    terminal: LayerDoctrine | None = Field(None, description="The last minute or two, in the air.")


LAYERS = tuple(Doctrine.model_fields)
"""Names of the layers, in the order of a flight."""

DEFAULT_SHOTS, DEFAULT_LOOKS = 2, 1
"""Shots fired together, and looks, where doctrine does not say."""


def _assumed(value: float, low: float, high: float) -> Figure:
    return Figure(value=value, low=low, high=high, source="assumed", where="where doctrine does not say")


_QUICK = {
    "confirm_time_s": _assumed(5, 2, 15),
    "decide_time_s": _assumed(5, 2, 15),
    "assess_time_s": _assumed(5, 2, 15),
}
_SLOW = {
    "confirm_time_s": _assumed(15, 5, 40),
    "decide_time_s": _assumed(30, 10, 90),
    "assess_time_s": _assumed(45, 20, 90),
}
DEFAULT_TIMES = {"boost": _QUICK, "midcourse": _SLOW, "glide": _QUICK, "terminal": _QUICK}
"""Times of each layer where doctrine does not say: a minute to an ICBM, seconds to what is near."""
