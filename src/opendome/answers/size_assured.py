"""`--assurance` and `--propagate` of `size`: Walker shells counted moment by moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, degrees, isfinite, sqrt
from typing import TYPE_CHECKING

from opendome.contract.size import AssuredShell, PropagatedShell, SearchFound

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation.assured import Assured, Need
    from opendome.choices.constellation.mixed import AssuredMix
    from opendome.choices.constellation.shells import Shell
    from opendome.choices.constellation.sizing import Asked, Sized
    from opendome.watch import Watch

MOST_WANTED = 2_000
"""Satellites in reach that an assured shell is looked for; about a million in orbit."""

MOST_MIXED, MOST_WANTED_MIXED = 4, 100
"""Inclinations of a mix of shells, and satellites in reach, for which it is counted: half a minute."""

MOST_COUNTED = 200_000
"""Satellites of a shell that are counted moment by moment."""


@dataclass
class Counted:
    """What counting moment by moment finds.

    Attributes:
        shell: The smallest shell that is sure for every latitude; None where there is none.
        alone: The same for each latitude by itself [rad].
        propagated: The shell of the closed form, counted.
        count: Satellites for which the mean in reach is what is wanted; None where it was not asked.
        search: The shell of fewest satellites, where it was asked for.
        warnings: Why something is missing.
    """

    shell: AssuredShell | None = None
    alone: dict[float, int] = field(default_factory=dict)
    propagated: PropagatedShell | None = None
    count: int | None = None
    search: SearchFound | None = None
    warnings: list[str] = field(default_factory=list)


def counted(question: Question, layer: Asked, sized: Sized, watch: Watch) -> Counted:
    """Count moment by moment what was asked to be.

    Args:
        question: What is asked.
        layer, sized: The same in SI, and what the closed form comes to.
        watch: Hears of it, for the first time compiles.
    """
    found = Counted()
    is_searched = question.search is not None and not layer.inclinations
    if is_searched or (question.assurance is None and not question.propagate):
        return found
    wanted = ceil(layer.missiles_at_once * layer.shots - 1e-9)
    missing = _missing(layer, sized, wanted)
    if missing:
        found.warnings.append(missing)
        return found
    watch.step("shells", 0, 1)
    if question.assurance is not None:
        _assure(found, question, layer, sized, wanted)
    if question.propagate:
        _propagate(found, question, layer, sized, wanted, watch)
    watch.step("shells", 1, 1)
    return found


def _missing(layer: Asked, sized: Sized, wanted: int) -> str:
    """Why shells cannot be counted, or ""."""
    if sized.worst is None or not layer.inclinations:
        return "Shells are counted for an inclination and a latitude: --inclination-deg and --latitude-deg."
    if len(layer.inclinations) > MOST_MIXED:
        return (
            f"Shells of more than {MOST_MIXED} inclinations are not counted moment by moment: give "
            "--inclination-deg fewer times."
        )
    if sized.reach <= 0.0 or not isfinite(sized.worst.count):
        return "Nothing is in reach, so no shell is sure."
    if wanted > MOST_WANTED:
        return f"No assured shell is looked for above {MOST_WANTED:,} shots at once."
    if len(layer.inclinations) > 1 and wanted > MOST_WANTED_MIXED:
        return (
            f"Shells of several inclinations are not counted above {MOST_WANTED_MIXED:,} shots at once: give "
            "--inclination-deg once, or a smaller salvo; counts grow nearly in proportion."
        )
    return ""


def _need(layer: Asked, sized: Sized, latitude: float, wanted: int) -> Need:
    from opendome.choices.constellation.assured import Need

    return Need(latitude, sized.reach * layer.orbit, wanted)


def _assure(found: Counted, question: Question, layer: Asked, sized: Sized, wanted: int) -> None:
    star, chance = question.pattern == "star", question.assurance or 0.0
    needs = [_need(layer, sized, row.latitude, wanted) for row in sized.by_latitude]
    alone = [_smallest([need], chance, layer, star) for need in needs]
    found.alone = {need.latitude: one.satellites for need, one in zip(needs, alone, strict=True) if one}
    every = alone[0] if len(needs) == 1 else _smallest(needs, chance, layer, star)
    if every is None:
        found.warnings.append("No shell that was looked at is that sure; a star leaves gaps between planes.")
        return
    found.shell = AssuredShell(
        walker=every.shells[0].name,
        pattern=question.pattern,
        shells_count=len(every.shells),
        satellites_count=every.satellites,
        enough_worst_probability=every.worst_chance,
        enough_probability=every.chance,
        in_reach_mean_count=every.mean,
        tried_count=every.tried,
        fewest_planes_count=every.fewest_planes,
        most_planes_count=every.most_planes,
    )


def _smallest(needs: list[Need], chance: float, layer: Asked, star: bool) -> Assured | AssuredMix | None:
    """The smallest shell of one inclination, or the smallest mix of equal shells of several."""
    if len(layer.inclinations) > 1:
        from opendome.choices.constellation.mixed import assured_mix

        return assured_mix(needs, chance, layer.inclinations, layer.altitude, star)
    from opendome.choices.constellation.assured import assured_count

    return assured_count(needs, chance, layer.inclinations[0], layer.altitude, star)


def _propagate(
    found: Counted, question: Question, layer: Asked, sized: Sized, wanted: int, watch: Watch
) -> None:
    """The shell of the closed form, moment by moment over the latitude that fares worst."""
    import numpy as np

    from opendome.choices.constellation.assured import share_in_reach
    from opendome.choices.constellation.mixed import worst_chance
    from opendome.choices.constellation.propagated import propagate

    if sized.worst is None:
        return
    need = _need(layer, sized, sized.worst.latitude, wanted)
    parts = len(layer.inclinations)
    share = sum(share_in_reach(need, one, layer.altitude) for one in layer.inclinations) / parts
    if share <= 0.0:
        found.warnings.append("No satellite of a shell ever comes into reach.")
        return
    found.count = ceil(wanted / share - 1e-9)
    shells = _shells_of(question, layer, found.count)
    satellites = sum(one.satellites for one in shells)
    if satellites > MOST_COUNTED:
        found.warnings.append(f"Shells above {MOST_COUNTED:,} satellites are not counted moment by moment.")
        return
    day = propagate(shells, np.array([need.latitude]), need.reach, watch=watch)
    found.propagated = PropagatedShell(
        walker=shells[0].name,
        pattern=question.pattern,
        shells_count=parts,
        satellites_count=satellites,
        latitude_deg=degrees(need.latitude),
        in_reach_mean_count=float(day.mean_by_phase[0]),
        enough_probability=float(day.by_phase[0, wanted:].sum()),
        enough_worst_probability=worst_chance(shells, need),
        none_probability=float(day.by_phase[0, 0]),
        in_reach_day_mean_count=float(day.mean[0]),
        in_reach_day_fewest_count=int(day.fewest[0]),
        none_day_probability=float(1.0 - day.chance(1)[0]),
    )


def _shells_of(question: Question, layer: Asked, count: int) -> list[Shell]:
    """Walker shells of at least so many satellites, one an inclination and all of a size.

    Of the planes asked, as many in each shell; else of about as many planes as each plane holds satellites.
    """
    from opendome.choices.constellation.shells import Shell

    parts = len(layer.inclinations)
    share = -(-count // parts)
    planes = max(1, question.planes // parts) if question.planes else max(1, round(sqrt(share)))
    each = -(-share // planes)
    star = question.pattern == "star"
    return [Shell(each * planes, planes, 1 % planes, one, layer.altitude, star) for one in layer.inclinations]
