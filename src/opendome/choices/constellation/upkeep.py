"""What keeps a constellation in orbit: replacements, mass, launches, and how long an orbit lasts unheld.

Counts are those of the published studies: every satellite is bought again when its design life is over, so a
horizon of 20 years and a life of five make the first set and three more. Losses before that are bought ahead,
as spares. Masses and launches; what they cost is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from opendome.physics import decay
from opendome.units import DAY_S, YEAR_S

MONTH = 30.0 * DAY_S
"""An orbit that lasts no longer than this is told of [s]."""


@dataclass(frozen=True)
class Given:
    """A figure that upkeep takes where the question gives none, SI.

    Attributes:
        value: The value.
        low: Its lowest.
        high: Its highest.
        source: A key of the bibliography, or `assumed`.
        why: What it rests on.
    """

    value: float
    low: float
    high: float
    source: str
    why: str


DESIGN_LIFE = Given(
    5.0 * YEAR_S,
    5.0 * YEAR_S,
    10.0 * YEAR_S,
    "cbo2026",
    "Five years in CBO 2026; AEI 2025 has ten at 1,500 km.",
)
HORIZON = Given(20.0 * YEAR_S, 10.0 * YEAR_S, 30.0 * YEAR_S, "cbo2026", "CBO and AEI both count 20 years.")
SATELLITE_MASS = Given(
    1_900.0, 1_250.0, 1_900.0, "aei2025", "1,900 kg in AEI 2025; 1,250 kg follow from APS 2003."
)
BALLISTIC_COEFFICIENT = Given(
    100.0, 50.0, 200.0, "assumed",
    "Most satellites have 50 to 200 kg for each square metre of front; a heavy interceptor in a small bus "
    "lies at the upper end, large solar panels at the lower.",
)  # fmt: skip
LAUNCHER_MASS = Given(
    100_000.0, 15_600.0, 150_000.0, "assumed",
    "100 to 150 tonnes are announced for a reusable Starship; a reused Falcon 9 has carried 60 satellites of "
    "260 kg.",
)  # fmt: skip
SPARE = Given(0.0, 0.0, 0.1, "assumed", "The published counts have no spares in orbit.")
"""As a share of the satellites."""


@dataclass(frozen=True)
class Ends:
    """A number at its mean, and between its ends: what is not known of it.

    Attributes:
        value: With mean solar activity and the figures' values.
        low: The lowest of it.
        high: The highest of it.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Asked:
    """A constellation, and the figures that its upkeep follows from, SI.

    Attributes:
        satellites: In orbit.
        altitude: Of their circular orbits, above the equatorial radius [m].
        design_life: Of a satellite [s].
        horizon: Over which is counted [s].
        satellite_mass: In orbit, with its propellant [kg].
        launcher_mass: What one launch brings to that orbit [kg].
        spare_fraction: Spares in orbit, as a share of the satellites.
        ballistic_coefficient: Mass over drag coefficient and frontal area [kg/m2]; its ends are used as well.
    """

    satellites: int
    altitude: float
    design_life: float = DESIGN_LIFE.value
    horizon: float = HORIZON.value
    satellite_mass: float = SATELLITE_MASS.value
    launcher_mass: float = LAUNCHER_MASS.value
    spare_fraction: float = SPARE.value
    ballistic_coefficient: Given = BALLISTIC_COEFFICIENT

    def given(self) -> list[tuple[str, Given, float]]:
        """Figures that were taken because the question gave no others: name, figure, one unit of it in SI."""
        every = (
            ("design_life_duration_year", self.design_life, DESIGN_LIFE, YEAR_S),
            ("horizon_duration_year", self.horizon, HORIZON, YEAR_S),
            ("satellite_mass_kg", self.satellite_mass, SATELLITE_MASS, 1.0),
            ("launcher_mass_kg", self.launcher_mass, LAUNCHER_MASS, 1.0),
            ("spare_fraction", self.spare_fraction, SPARE, 1.0),
            ("ballistic_coefficient_kg_per_m2", self.ballistic_coefficient, BALLISTIC_COEFFICIENT, 1.0),
        )
        return [(name, given, unit) for name, used, given, unit in every if used in (given, given.value)]


@dataclass(frozen=True)
class Upkeep:
    """What a constellation asks for over its horizon, SI; counts are satellites or launches.

    Attributes:
        asked: What was asked.
        spares: In orbit beside its satellites.
        sets: How often the constellation is built within the horizon: once, and each time a life is over.
        built: Satellites built within the horizon, spares among them.
        replaced_rate: Satellites replaced [1/s].
        first_mass: To orbit, for the first set [kg].
        whole_mass: To orbit within the horizon [kg].
        mass_rate: To orbit, once it stands [kg/s].
        first_launches: For the first set.
        launch_rate: Once it stands [1/s].
        orbit_life: Of a satellite that nobody holds up [s].
        holding: Speed to give back, to hold the orbit [m/s2].
    """

    asked: Asked
    spares: int
    sets: int
    built: int
    replaced_rate: float
    first_mass: float
    whole_mass: float
    mass_rate: float
    first_launches: int
    launch_rate: float
    orbit_life: Ends
    holding: Ends

    @property
    def replacements(self) -> int:
        """How often the whole constellation is replaced within the horizon."""
        return self.sets - 1

    @property
    def falls_within_a_month(self) -> bool:
        """Whether a satellite that nobody holds up may be down within a month."""
        return self.orbit_life.low <= MONTH


def upkeep(asked: Asked) -> Upkeep:
    """What a constellation asks for.

    Args:
        asked: The constellation.

    Raises:
        ValueError: A life, a horizon or a mass is not positive; or a satellite is too heavy for its launcher.
    """
    if min(asked.design_life, asked.horizon, asked.satellite_mass, asked.launcher_mass) <= 0.0:
        raise ValueError("lives, horizons and masses are positive")
    # what is exactly four lives, or 26 masses, is not five or 25 for the sake of the last binary digit
    each = floor(round(asked.launcher_mass / asked.satellite_mass, 9))
    if each < 1:
        raise ValueError(f"one launch brings {asked.launcher_mass:g} kg, not a satellite's mass")
    spares = ceil(round(asked.spare_fraction * asked.satellites, 9))
    sets = max(1, ceil(round(asked.horizon / asked.design_life, 9)))
    in_orbit = asked.satellites + spares
    rate = in_orbit / asked.design_life
    life, holding = _in_air(asked.altitude, asked.ballistic_coefficient)
    return Upkeep(
        asked=asked,
        spares=spares,
        sets=sets,
        built=sets * in_orbit,
        replaced_rate=rate,
        first_mass=in_orbit * asked.satellite_mass,
        whole_mass=sets * in_orbit * asked.satellite_mass,
        mass_rate=rate * asked.satellite_mass,
        first_launches=ceil(in_orbit / each),
        launch_rate=rate / each,
        orbit_life=life,
        holding=holding,
    )


def _in_air(altitude: float, coefficient: Given) -> tuple[Ends, Ends]:
    """How long the orbit lasts [s], and the drag on it [m/s2]."""
    at = max(altitude, decay.GROUND)
    light, usual, heavy = coefficient.low, coefficient.value, coefficient.high
    life = Ends(
        decay.lifetime(altitude, usual, "mean"),
        decay.lifetime(altitude, light, "high"),
        decay.lifetime(altitude, heavy, "low"),
    )
    holding = Ends(
        decay.holding_acceleration(at, usual, "mean"),
        decay.holding_acceleration(at, heavy, "low"),
        decay.holding_acceleration(at, light, "high"),
    )
    return life, holding


def lowest_lasting(life: float, ballistic_coefficient: float = BALLISTIC_COEFFICIENT.value) -> float:
    """The lowest circular orbit that lasts so long while nobody holds it and the Sun is most active [m].

    Args:
        life: [s].
        ballistic_coefficient: Mass over drag coefficient and frontal area [kg/m2].

    Returns:
        Altitude above the equatorial radius, to a metre; at most the top of the table of densities.
    """
    low, high = decay.GROUND, decay.TOP
    while high - low > 1.0:
        middle = 0.5 * (low + high)
        if decay.lifetime(middle, ballistic_coefficient, "high") >= life:
            high = middle
        else:
            low = middle
    return high
