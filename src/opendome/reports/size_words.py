"""What `size` says in sentences: the answer, what would change it, what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees, isfinite, pi
from typing import TYPE_CHECKING, Protocol

from opendome.choices.constellation import closed, sizing
from opendome.reports import numbers
from opendome.units import STANDARD_GRAVITY_M_PER_S2

if TYPE_CHECKING:
    from opendome.choices.constellation.sizing import Asked, Sized
    from opendome.contract.size import SizeDriverRow

LESS_S = 30.0
"""Less time to fly that a title speaks of: what APS 2003 gave to deciding."""

FEW_S = 60.0
"""A time to fly that a reader can picture, where there is none."""


class Times(Protocol):
    """The options of `size` that the time left follows from."""

    @property
    def kind(self) -> str:
        """Where missiles are met."""

    @property
    def burn_time_s(self) -> float | None:
        """From launch to burnout."""

    @property
    def flight_time_s(self) -> float | None:
        """From launch to the end of what can be met."""

    @property
    def detect_s(self) -> float:
        """Until the missile is seen."""

    @property
    def confirm_s(self) -> float:
        """Until it is confirmed."""

    @property
    def decide_s(self) -> float:
        """Until somebody has decided."""

    @property
    def margin_s(self) -> float:
        """Before the end."""


@dataclass(frozen=True)
class Said:
    """What is spoken of: the layer in SI, what it comes to, and the times asked."""

    layer: Asked
    sized: Sized
    times: Times


def sentence(said: Said) -> str:
    """The answer in two or three sentences."""
    layer, sized = said.layer, said.sized
    if layer.time < 0.0:
        return f"{_seconds(-layer.time)} short: {_short(said)}"
    if sized.reach <= 0.0:
        return f"Nothing is in reach: {_nothing(layer)}"
    where = _where(said)
    salvo = f"{numbers.count(layer.missiles, 'missile')} at {numbers.count(layer.shots, 'shot')}"
    salvo += " each" if layer.missiles > 1 else ""
    if not isfinite(sized.in_orbit):
        return f"No number is enough for {salvo}{where}: no satellite ever comes into reach."
    ratio = closed.absentee_ratio(sized.fraction if sized.worst is None else sized.worst.fraction)
    return (
        f"About {numbers.significant(sized.in_orbit)} interceptors in orbit for {salvo}{where}: at the right "
        f"moment one in {numbers.significant(ratio)} is in reach. Each has {_seconds(layer.time)} to fly and "
        f"comes {numbers.length_km(sized.reach * layer.orbit / 1e3)}."
    )


def _where(said: Said) -> str:
    """From where the worst salvo comes."""
    worst = said.sized.worst
    if worst is None:
        return ""
    most = "the worst of " if len(said.layer.latitudes) > 1 and not said.layer.split else ""
    return f" from {place(worst.latitude)}{f' ({most}{len(said.layer.latitudes)} places)' if most else ''}"


def place(latitude: float) -> str:
    """A latitude [rad] in words: `40° N`."""
    return latitude_words(degrees(latitude))


def latitude_words(latitude_deg: float) -> str:
    """A latitude in words.

    >>> latitude_words(40.0), latitude_words(-33.9)
    ('40° N', '33.9° S')
    """
    return f"{abs(round(latitude_deg, 6)):g}° {'S' if latitude_deg < 0.0 else 'N'}"


def _seconds(time: float) -> str:
    return f"{numbers.rounded(time, 0 if abs(time) >= 10.0 else 1)} s"


def _short(said: Said) -> str:
    """Why there is no time."""
    times = said.times
    if times.kind == "boost" and times.burn_time_s is not None:
        return (
            f"seeing, confirming, deciding and the margin take {_seconds(_before(times))}, and the engines "
            f"burn {_seconds(times.burn_time_s)}. No number of interceptors in orbit changes that."
        )
    if times.flight_time_s is not None:
        return "the flight ends before an interceptor could leave. No number in orbit changes that."
    return "an interceptor would have to leave before it may. No number in orbit changes that."


def _before(times: Times) -> float:
    return times.detect_s + times.confirm_s + times.decide_s + times.margin_s


def _nothing(layer: Asked) -> str:
    if layer.time <= 0.0:
        return "no time is left to fly."
    meeting = layer.meeting or 0.0
    return (
        f"in {_seconds(layer.time)} an interceptor flies {numbers.length_km(layer.distance / 1e3)}, and "
        f"the orbits lie {numbers.length_km(abs(layer.altitude - meeting) / 1e3)} from the height at which "
        "missiles are met."
    )


def title(layer: Asked, sized: Sized) -> tuple[str, ...]:
    """Two sentences to stand over a picture."""
    from dataclasses import replace

    salvo = numbers.count(layer.missiles, "missile")
    if layer.time <= 0.0:
        return (f"No number of interceptors in orbit stops {salvo} here.", "There is no time to fly.")
    if not isfinite(sized.in_orbit):
        return (f"No number of interceptors in orbit stops {salvo} here.", "Nothing is ever in reach.")
    first = (
        f"With {_seconds(layer.time)} to fly, {salvo} {'takes' if layer.missiles == 1 else 'take'} about "
        f"{numbers.significant(sized.in_orbit)} interceptors in orbit."
    )
    if layer.time <= LESS_S:
        return (first,)
    less = sizing.size(replace(layer, time=layer.time - LESS_S)).in_orbit
    if not isfinite(less):
        return first, f"With {LESS_S:.0f} s less, no number is enough."
    return first, f"With {LESS_S:.0f} s less it is {numbers.significant(less)}."


def stands_on(layer: Asked, studies: bool) -> str:
    """What the count stands on, in one line."""
    where = "spread evenly"
    if layer.inclinations and layer.latitudes:
        orbits = numbers.listing([f"{degrees(one):g}°" for one in layer.inclinations])
        where = f"orbits of {orbits}, launch from {numbers.listing([place(one) for one in layer.latitudes])}"
    said = (
        f"{layer.speed / 1e3:g} km/s, {layer.acceleration / STANDARD_GRAVITY_M_PER_S2:.3g} g, "
        f"{numbers.count(layer.shots, 'shot')} each, {layer.altitude / 1e3:g} km, {where}"
    )
    return f"{said}; rings and bars: studies at their own inputs" if studies else said


def what_would_change_it(said: Said, drivers: Sequence[SizeDriverRow]) -> list[str]:
    """What would change the answer, the strongest first; where nothing is in reach, what would help."""
    layer, times = said.layer, said.times
    if layer.time > 0.0 and said.sized.reach > 0.0:
        return [_moves(row) for row in drivers[:3]]
    if layer.time > 0.0:
        need = abs(layer.altitude - (layer.meeting or 0.0)) / 1e3
        return [
            f"Orbits nearer to the height of the meeting, or interceptors that fly {numbers.length_km(need)}."
        ]
    short, found = -layer.time, []
    if times.kind == "boost" and times.burn_time_s is not None:
        found.append(
            f"A missile that burns longer than {_seconds(_before(times))}, not {_seconds(times.burn_time_s)}."
        )
    if times.burn_time_s is not None or times.flight_time_s is not None:
        for what, value in (
            ("Seeing it well enough", times.detect_s),
            ("Confirming it", times.confirm_s),
            ("Deciding", times.decide_s),
            ("A margin", times.margin_s),
        ):
            if value > short:
                found.append(f"{what} in less than {_seconds(value - short)}, not {_seconds(value)}.")
    if not found:
        least = f"At least {_seconds(short)} more" if short > 0.0 else "Some seconds more"
        found.append(f"{least}, by seeing, confirming and deciding sooner together.")
    with_time = sizing.size(_with_time(layer, FEW_S)).in_orbit
    if isfinite(with_time):
        found.append(
            f"Then the seconds left decide: with {FEW_S:.0f} s to fly the answer would be about "
            f"{numbers.significant(with_time)} in orbit."
        )
    return found


def _with_time(layer: Asked, time: float) -> Asked:
    from dataclasses import replace

    return replace(layer, time=time)


def _moves(row: SizeDriverRow) -> str:
    """One option, in a sentence."""
    name = option_words(row.option)
    low, high = ends(row)
    counts = [row.constellation_in_orbit_count_at_low, row.constellation_in_orbit_count_at_high]
    said = ["none is enough" if count is None else numbers.significant(count) for count in counts]
    return f"{name}: {said[0]} at {low}, {said[1]} at {high}."


def ends(row: SizeDriverRow) -> tuple[str, str]:
    """Both ends of an option's range, each with its unit; whole numbers bare."""
    if row.option in ("missiles", "shots"):
        return f"{row.low:,.0f}", f"{row.high:,.0f}"
    return numbers.figure_ends(row.option, row.low, row.high)


OPTIONS = {
    "fly_out_time_s": "Time to fly",
    "burn_time_s": "Burn time",
    "flight_time_s": "Flight time",
    "detect_s": "Time to see it",
    "decide_s": "Time to decide",
    "delta_v_km_per_s": "Interceptor's speed",
    "acceleration_g": "Interceptor's acceleration",
    "altitude_km": "Height of the orbits",
    "missiles": "Missiles at once",
    "shots": "Shots at each",
    "works_probability": "Chance that one works",
    "spread_s": "Time between first and last launch",
}
"""Options in words."""


def option_words(option: str) -> str:
    """An option in words."""
    return OPTIONS[option]


def warnings(said: Said, assured: bool = False) -> list[str]:
    """What a reader must mind; less where an assured shell stands beside the means."""
    layer, sized = said.layer, said.sized
    found = []
    if layer.time < 0.0:
        found.append(f"There is no time to fly: {_seconds(-layer.time)} short. Counts do not exist.")
    elif sized.reach <= 0.0:
        found.append("Nothing is in reach, so counts do not exist.")
    elif not assured:
        found.append(
            "Counts are means: with so many, fewer than wanted are in reach at some moments, often at a "
            "third of them. --assurance sizes for where planes lie worst."
        )
    if layer.time > 0.0 and layer.time * layer.acceleration < layer.speed:
        found.append("An interceptor still speeds up when its time is over, so more speed would not help.")
    if assured and _more_than_reach(layer):
        found.append(
            "The assured shell counts who is in reach at one moment: interceptors that fail, launches spread "
            "over time and spares change only the interceptors in orbit that are said first."
        )
    if layer.reach > layer.grazing:
        found.append(
            "The straight way to the edge of reach goes through the Earth: none above the ground comes "
            f"farther than {numbers.length_km(layer.grazing * layer.orbit / 1e3)}. So reach is too far, and "
            "counts are too small."
        )
    found += _about_places(layer, sized.reach)
    if layer.inclinations and not layer.latitudes:
        found.append(
            "The inclination counts only with --latitude-deg: without, satellites are spread evenly."
        )
    if said.times.kind == "midcourse":
        found.append("One shot is counted for one object: decoys that look real need as many again.")
    return found


def _more_than_reach(layer: Asked) -> bool:
    """Whether the closed form counts what shells counted moment by moment leave out."""
    return layer.works < 1.0 or layer.spread > 0.0 or layer.spare_fraction > 0.0 or layer.spares > 0


def _about_places(layer: Asked, reach: float) -> list[str]:
    """Latitudes near or beyond the highest that an orbit passes."""
    found = []
    for latitude in layer.latitudes:
        for inclination in layer.inclinations:
            highest = min(inclination, pi - inclination)
            said = f"{degrees(inclination):g}° of inclination"
            if sizing.never_passes(inclination, latitude, reach):
                found.append(
                    f"Satellites at {said} never come into reach of {place(latitude)}: they add nothing."
                )
            elif abs(abs(latitude) - highest) < reach:
                found.append(
                    f"{place(latitude)} lies within reach of {said}, where the point formula of the latitude "
                    "gain fails: the average over the places in reach is used instead."
                )
    return found
