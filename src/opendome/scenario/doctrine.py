"""Doctrine: the rule by which shots are fired, layer by layer."""

from __future__ import annotations

from pydantic import Field

from opendome.scenario.figures import CountOfNone, CountOfOne, NonNegative, Spec


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
        None, description="Interceptors kept back for what may come later."
    )


class Doctrine(Spec):
    """Doctrine of each layer; a layer that is left out uses what its interceptors say."""

    boost: LayerDoctrine | None = Field(None, description="While engines burn.")
    midcourse: LayerDoctrine | None = Field(None, description="In free fall outside the air.")
    glide: LayerDoctrine | None = Field(None, description="A glider's long flat flight.")
    terminal: LayerDoctrine | None = Field(None, description="The last minute or two, in the air.")


LAYERS = tuple(Doctrine.model_fields)
"""Names of the layers, in the order of a flight."""
