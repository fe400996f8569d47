"""Satellites that carry interceptors, as a scenario describes them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from opendome.scenario.figures import CountOfOne, Figure, Share, Spec, between
from opendome.scenario.sensors import WalkerOrbit

ANYWHERE = Figure(
    value=0, low=0, high=360, shape="uniform", source="assumed", where="nobody knows the hour of a launch"
)
"""How a constellation stands at the epoch where a scenario does not say: any way is as likely."""

TurnAtEpoch = Annotated[Figure, between(0, 360)]


class Constellation(Spec):
    """Interceptors in orbit: the satellites, how many interceptors each carries, and how they stand."""

    orbit: WalkerOrbit = Field(description="The satellites, in the words of a sensor's orbit.")
    interceptors_each_count: CountOfOne = Field(1, description="Interceptors that one satellite carries.")
    out_of_service_fraction: Share | None = Field(
        None, description="Share of the satellites that cannot shoot; absent: 0."
    )
    raan_deg: TurnAtEpoch | None = Field(
        None, description="How far all planes are turned at the epoch; absent: anywhere, from 0 to 360."
    )
    phase_deg: TurnAtEpoch | None = Field(
        None,
        description="How far all satellites have moved along their orbits at the epoch; absent: anywhere, "
        "from 0 to 360.",
    )

    @property
    def interceptors_count(self) -> int:
        """Interceptors of all satellites together."""
        return self.orbit.satellites_count * self.interceptors_each_count
