"""One shell of satellites: so many, on so many circles of one height and inclination."""

from __future__ import annotations

from dataclasses import dataclass

from opendome.physics.constants import EQUATORIAL_RADIUS


@dataclass(frozen=True)
class Shell:
    """A Walker constellation.

    Attributes:
        satellites, planes, phasing: Walker's T, P and F.
        inclination: [rad].
        altitude: Above the equatorial radius [m].
        star: Nodes spread over half a turn instead of a whole one.

    Source: J. G. Walker, RAE Technical Report 77044 (1977).
    """

    satellites: int
    planes: int
    phasing: int
    inclination: float
    altitude: float
    star: bool = False

    def __post_init__(self) -> None:
        assert self.satellites > 0, "a shell has satellites"
        assert self.satellites % self.planes == 0, "every plane holds as many"

    @property
    def name(self) -> str:
        """As T/P/F."""
        return f"{self.satellites}/{self.planes}/{self.phasing}"

    @property
    def radius(self) -> float:
        """Of its circles [m]."""
        return EQUATORIAL_RADIUS + self.altitude
