"""`opendome fly` in words."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from opendome.answers.fly import Answer, FlownObject, Question
from opendome.answers.fly_glide import Glide
from opendome.cli.options import folders, kept
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.reports import numbers

DEFAULT_OUT = "flights"


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.lead(answer.sentence, r"[\d,.]+ km")
    page.line()
    header = ("Event", "Time", "Height", "Speed", "Angle")
    rows = [
        (
            event.what,
            numbers.clock(event.time_s),
            numbers.height_km(event.altitude_km),
            numbers.speed_km_per_s(event.speed_km_per_s),
            numbers.angle_deg(event.flight_path_angle_deg),
        )
        for event in answer.events
    ]
    page.table(header, rows, (False, True, True, True, True))
    page.line("  time in minutes after launch; speed over the turning Earth; angle above the horizontal")
    page.line()
    if len(answer.objects) > 1:
        head = ("Let go", "Time", "Comes down", "From the aim" if answer.miss_km is not None else "")
        page.table(head, [_let_go(one) for one in _grouped(answer.objects)], (False, True, True, True))
        page.line("  time in minutes after launch")
        page.line()
    if answer.miss_km is not None and answer.status == "ok":
        page.pair("Aim", [f"comes down {_miss(answer.miss_km)} the place"])
    if answer.glide is not None:
        page.pair("Glide", wrap(_glide(answer.glide), page.width - 14))
    if answer.energy_mode is not None or question.loft_deg is not None:
        page.pair("Energy", wrap(_energy(answer), page.width - 14))
    page.notes(answer.warnings)
    if answer.files:
        page.line()
        pictures = [file for file in answer.files if not file.endswith(".parquet")]
        page.pair("Picture", pictures, path=True)
        page.pair("Records", [file for file in answer.files if file not in pictures], path=True)
    page.line()
    page.pair("Try next", _next(question))


def _grouped(objects: list[FlownObject]) -> list[list[FlownObject]]:
    """Objects as lines of the table: each for itself, but many of a kind together."""
    found: dict[str, list[FlownObject]] = {}
    for one in objects:
        kind = one.object.split(" ")[0]
        together = kind in ("warhead", "decoy")
        found.setdefault(kind if together else one.object, []).append(one)
    return list(found.values())


def _let_go(alike: list[FlownObject]) -> tuple[str, str, str, str]:
    """One line: what, when it is let go, when it comes down, how far from the aim; spans where several."""
    kind, number = alike[0].object.split(" ")
    name = f"{len(alike)} {kind}s" if len(alike) > 1 else f"stage {number}" if kind == "stage" else kind
    ends = [one.impact_s for one in alike if one.impact_s is not None]
    off = [one.distance_from_aim_km for one in alike if one.distance_from_aim_km is not None]
    apart = _span(off, numbers.length_km)
    return name, _span([one.separated_s for one in alike], numbers.clock), _span(ends, numbers.clock), apart


def _span(values: list[float], words: Callable[[float], str]) -> str:
    """The least and the most of some numbers, once where they read alike; "" where there are none."""
    if not values:
        return ""
    low, high = words(min(values)), words(max(values))
    return low if low == high else f"{low} to {high}"


def _miss(km: float) -> str:
    return f"within {max(1.0, ceil(km * 1e3)):,.0f} m of" if km < 1.0 else f"{numbers.length_km(km)} from"


def _glide(glide: Glide) -> str:
    """Time, distance and lift of a glide, and what the closed form says."""
    if glide.duration_s is None or glide.distance_km is None:
        return "it comes down before its glide ends"
    said = f"{numbers.length_km(glide.distance_km)} in {numbers.duration(glide.duration_s)}"
    said += f" from {numbers.length_km(glide.start_altitude_km)} high"
    if glide.lift_to_drag_used_ratio is not None:
        said += f", with a lift-to-drag ratio of {glide.lift_to_drag_used_ratio:.2f}"
    if glide.equilibrium_distance_km is not None and glide.equilibrium_duration_s is not None:
        said += (
            f"; an even glide between the same speeds, in closed form, "
            f"{numbers.length_km(glide.equilibrium_distance_km)} "
            f"in {numbers.duration(glide.equilibrium_duration_s)}"
        )
    return said


_ENERGY = {
    "cutoff": "cutoff: the last engine stops when it is fast enough",
    "full_burn_loft": "full_burn_loft: burns to the end, and flies higher than it must",
    "full_burn_depress": "full_burn_depress: burns to the end, and flies lower than it must",
    "full_burn_waste": "full_burn_waste: burns to the end, and wastes what it does not need",
}


def _energy(answer: Answer) -> str:
    spare = answer.surplus_speed_km_per_s
    if answer.energy_mode is None:
        return "burns to the end by the programme given"
    if spare is None or spare < 0.005 or answer.status != "ok":
        return _ENERGY[answer.energy_mode]
    return f"{_ENERGY[answer.energy_mode]}; {numbers.speed_km_per_s(spare)} to spare"


def _next(question: Question) -> list[str]:
    """Two commands that ask further."""
    start = f"{question.threat} --from {_quoted(question.from_place)}{kept(question)}"
    found = []
    if question.to_place is not None and question.apogee_km is None:
        found.append(f"opendome fly {start} --azimuth-deg 90 --maximum-range")
    elif question.azimuth_deg is not None:
        back = (question.azimuth_deg + 180.0) % 360.0
        found.append(f"opendome fly {start} --azimuth-deg {back:g} --maximum-range")
    found.append(f"opendome show threat {question.threat}{folders(question)}")
    return found


def _quoted(text: str) -> str:
    from shlex import quote

    return quote(text)
