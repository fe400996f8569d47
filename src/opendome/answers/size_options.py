"""What the options of `size` mean together: the seconds left, and the layer in SI."""

from __future__ import annotations

from math import degrees, radians
from typing import TYPE_CHECKING

from opendome.answers.question import wrong_options
from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation.sizing import Asked

PUBLISHED_FLY_OUT_S = 120.0
"""Seconds to fly where nothing is said of boost: those of AEI's study."""


def check(question: Question) -> None:
    """Refuse options that mean nothing, or two things.

    Raises:
        InputError: They do.
    """
    given = question.fly_out_time_s is not None
    if given and question.burn_time_s is not None:
        raise wrong_options(
            "Seconds to fly are given, and also the times that they follow from.",
            "Give --fly-out-time-s alone, or --burn-time-s with --detect-s and --decide-s.",
            "--fly-out-time-s",
        )
    if given and question.flight_time_s is not None:
        raise wrong_options(
            "Seconds to fly are given, and also the flight time that they follow from.",
            "Give --fly-out-time-s or --flight-time-s.",
            "--fly-out-time-s",
        )
    if question.kind == "boost" and question.flight_time_s is not None:
        raise wrong_options(
            "In boost the missile is met before burnout, whenever its flight ends.",
            "Give --burn-time-s; --flight-time-s belongs to glide and midcourse.",
            "--flight-time-s",
        )
    if question.kind != "boost" and not given and question.flight_time_s is None:
        raise wrong_options(
            f"How long the missile can be met is not said, and {question.kind} has no usual figure.",
            f"As in: opendome size {question.kind} --burn-time-s 180 --flight-time-s 1800",
            "--flight-time-s",
        )
    _check_salvo(question)


def _check_salvo(question: Question) -> None:
    if question.spares_per_plane and question.planes is None:
        raise wrong_options(
            "Spares in each plane are asked for, but not how many planes there are.",
            "Give --planes as well, or --spare-fraction instead.",
            "--spares-per-plane",
        )
    if question.split_salvo and len(question.latitude_deg) < 2:
        raise wrong_options(
            "A salvo can be split only between several latitudes.",
            "Give --latitude-deg once for each place that missiles come from.",
            "--split-salvo",
        )


def window_s(question: Question) -> float:
    """Seconds left to fly; negative where there are none [s]."""
    from opendome.interception import window

    if question.fly_out_time_s is not None:
        return question.fly_out_time_s
    before = question.detect_s, question.confirm_s, question.decide_s, question.margin_s
    if question.kind != "boost":
        return window.after_boost(question.flight_time_s or 0.0, question.burn_time_s or 0.0, *before)
    if question.burn_time_s is None:
        return PUBLISHED_FLY_OUT_S
    return window.boost(question.burn_time_s, *before)


def layer_of(question: Question) -> Asked:
    """The layer and the salvo, in SI."""
    from opendome.choices.constellation.sizing import Asked
    from opendome.units import si_factor

    meeting = question.intercept_altitude_km
    return Asked(
        time=window_s(question),
        altitude=question.altitude_km * si_factor("altitude_km"),
        speed=question.delta_v_km_per_s * si_factor("delta_v_km_per_s"),
        acceleration=question.acceleration_g * si_factor("acceleration_g"),
        inclinations=tuple(map(radians, question.inclination_deg)),
        latitudes=tuple(map(radians, question.latitude_deg)),
        missiles=question.missiles,
        shots=question.shots,
        meeting=None if meeting is None else meeting * si_factor("intercept_altitude_km"),
        split=question.split_salvo,
        spread=question.spread_s,
        works=question.works_probability,
        spare_fraction=question.spare_fraction,
        spares=question.spares_per_plane * (question.planes or 0),
    )


def check_passing(question: Question, layer: Asked) -> None:
    """Refuse latitudes that no satellite ever comes into reach of.

    Raises:
        InputError: There are such; holds all of them.
    """
    from opendome.choices.constellation.sizing import never_passes

    reach = layer.reach
    if not layer.inclinations or reach <= 0.0:
        return
    found = []
    for latitude in layer.latitudes:
        if all(never_passes(one, latitude, reach) for one in layer.inclinations):
            highest = max(min(one, 180.0 - one) for one in question.inclination_deg)
            place = _place(degrees(latitude))
            message = (
                f"No satellite ever comes into reach of a launch from {place}: the orbits pass no farther "
                f"than {highest:g} degrees from the equator, and reach adds {degrees(reach):.1f} degrees."
            )
            remedy = (
                f"Give --inclination-deg {abs(degrees(latitude)):g} or more, or interceptors that have more "
                "time or are faster."
            )
            found.append(
                Problem("never_passes", message, remedy, key="--inclination-deg", value=f"{highest:g}")
            )
    if found:
        raise InputError(*found)


def _place(latitude_deg: float) -> str:
    from opendome.reports.size_words import latitude_words

    return latitude_words(latitude_deg)
