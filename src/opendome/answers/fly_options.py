"""Which options of `fly` go together, and which go with which kind of threat."""

from __future__ import annotations

from typing import Protocol

from opendome.answers.question import wrong_options


class Asked(Protocol):
    """The options of `fly` that can contradict one another."""

    @property
    def to_place(self) -> str | None:
        """Place to hit."""

    @property
    def via(self) -> tuple[str, ...]:
        """Places on the way."""

    @property
    def apogee_km(self) -> float | None:
        """Highest point asked for [km]."""

    @property
    def azimuth_deg(self) -> float | None:
        """Direction of launch [deg]."""

    @property
    def maximum_range(self) -> bool:
        """Whether it flies as far as it goes."""

    @property
    def loft_deg(self) -> float | None:
        """Elevation that thrust turns down to [deg]."""

    @property
    def pitch_rate_deg_per_s(self) -> float | None:
        """How fast it turns down [deg/s]."""

    @property
    def energy(self) -> str | None:
        """What is done with spare speed."""


def check_options(question: Asked) -> None:
    """Refuse combinations that mean nothing or two things.

    Raises:
        InputError: They do.
    """
    place, way = question.to_place is not None, question.azimuth_deg is not None
    programme = question.loft_deg is not None or question.pitch_rate_deg_per_s is not None
    if not place and not way:
        raise wrong_options(
            "The flight needs a place to hit, or a direction.",
            "Give --to PLACE, or --azimuth-deg A with --maximum-range.",
            "--to",
        )
    if place and (way or programme or question.maximum_range):
        raise wrong_options(
            "A flight to a place is solved: direction and programme cannot be given besides.",
            "Give --to PLACE alone, or --azimuth-deg A without --to.",
            "--to",
        )
    if place:
        return
    if question.via:
        raise wrong_options(
            "Way-points lie on the way to a place.", "Give --to PLACE with --via PLACE.", "--via"
        )
    if question.apogee_km is not None:
        raise wrong_options(
            "A highest point can be asked for only on the way to a place.",
            "Give --to PLACE with --apogee-km H.",
            "--apogee-km",
        )
    if programme and (question.loft_deg is None or question.pitch_rate_deg_per_s is None):
        raise wrong_options(
            "A pitch programme needs both its numbers.",
            "Give --loft-deg L and --pitch-rate-deg-per-s R.",
            "--loft-deg",
        )
    if programme == question.maximum_range:
        raise wrong_options(
            "A direction needs one way of flying, either as far as it goes or by a pitch programme.",
            "Give --maximum-range, or --loft-deg L with --pitch-rate-deg-per-s R.",
            "--azimuth-deg",
        )


def check_kind(question: Asked, kind: str) -> None:
    """Refuse what a threat of this kind cannot be asked.

    Raises:
        InputError: An option belongs to another kind.
    """
    if kind == "ballistic":
        if question.via:
            raise wrong_options(
                "A ballistic missile flies to its aim and turns nowhere.",
                "Leave --via out; way-points belong to gliders and cruise missiles.",
                "--via",
            )
        return
    for option, given in (
        ("--apogee-km", question.apogee_km),
        ("--loft-deg", question.loft_deg),
        ("--energy", question.energy),
    ):
        if given is not None:
            raise wrong_options(
                f"This option belongs to ballistic missiles; this threat is of the kind {kind}.",
                f"Leave {option} out: give --to PLACE, or --azimuth-deg A with --maximum-range.",
                option,
            )
