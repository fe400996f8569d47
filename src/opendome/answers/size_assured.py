"""`--assurance` and `--propagate` of `size`: Walker shells counted moment by moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, degrees, isfinite, sqrt
from typing import TYPE_CHECKING

from opendome.contract.size import AssuredShell, PropagatedShell, SearchFound

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation.assured import Need
    from opendome.choices.constellation.shells import Shell
    from opendome.choices.constellation.sizing import Asked, Sized
    from opendome.watch import Watch

MOST_WANTED = 2_000
"""Satellites in reach that an assured shell is looked for; about a million in orbit."""

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
    if len(layer.inclinations) > 1:
        return "Shells are counted for one inclination at a time: give --inclination-deg once."
    if sized.reach <= 0.0 or not isfinite(sized.worst.count):
        return "Nothing is in reach, so no shell is sure."
    if wanted > MOST_WANTED:
        return f"No assured shell is looked for above {MOST_WANTED:,} shots at once."
    return ""


def _need(layer: Asked, sized: Sized, latitude: float, wanted: int) -> Need:
    from opendome.choices.constellation.assured import Need

    return Need(latitude, sized.reach * layer.orbit, wanted)


def _assure(found: Counted, question: Question, layer: Asked, sized: Sized, wanted: int) -> None:
    from opendome.choices.constellation.assured import assured_count

    star, chance = question.pattern == "star", question.assurance or 0.0
    needs = [_need(layer, sized, row.latitude, wanted) for row in sized.by_latitude]
    for need in needs:
        one = assured_count(need, chance, layer.inclinations[0], layer.altitude, star)
        if one is not None:
            found.alone[need.latitude] = one.shell.satellites
    every = assured_count(needs, chance, layer.inclinations[0], layer.altitude, star)
    if every is None:
        found.warnings.append("No shell that was looked at is that sure; a star leaves gaps between planes.")
        return
    found.shell = AssuredShell(
        walker=every.shell.name,
        pattern=question.pattern,
        satellites_count=every.shell.satellites,
        enough_worst_probability=every.worst_chance,
        enough_probability=every.chance,
        in_reach_mean_count=every.mean,
        tried_count=every.tried,
        fewest_planes_count=every.fewest_planes,
        most_planes_count=every.most_planes,
    )


def _propagate(
    found: Counted, question: Question, layer: Asked, sized: Sized, wanted: int, watch: Watch
) -> None:
    """The shell of the closed form, moment by moment over the latitude that fares worst."""
    import numpy as np

    from opendome.choices.constellation.assured import in_reach, share_in_reach
    from opendome.choices.constellation.propagated import propagate

    if sized.worst is None:
        return
    need = _need(layer, sized, sized.worst.latitude, wanted)
    share = share_in_reach(need, layer.inclinations[0], layer.altitude)
    if share <= 0.0:
        found.warnings.append("No satellite of a shell ever comes into reach.")
        return
    found.count = ceil(wanted / share - 1e-9)
    shell = _shell_of(question, layer, found.count)
    if shell.satellites > MOST_COUNTED:
        found.warnings.append(f"Shells above {MOST_COUNTED:,} satellites are not counted moment by moment.")
        return
    seen = in_reach(shell, need.latitude, need.reach)
    day = propagate(shell, np.array([need.latitude]), need.reach, watch=watch)
    found.propagated = PropagatedShell(
        walker=shell.name,
        pattern=question.pattern,
        satellites_count=shell.satellites,
        latitude_deg=degrees(need.latitude),
        in_reach_mean_count=seen.mean,
        enough_probability=seen.chance(wanted),
        enough_worst_probability=seen.worst_chance(wanted),
        none_probability=seen.none,
        in_reach_day_mean_count=float(day.mean[0]),
        in_reach_day_fewest_count=int(day.fewest[0]),
        none_day_probability=float(1.0 - day.chance(1)[0]),
    )


def _shell_of(question: Question, layer: Asked, count: int) -> Shell:
    """A Walker shell of at least so many satellites: the planes asked, or about as many as each holds."""
    from opendome.choices.constellation.shells import Shell

    planes = question.planes or max(1, round(sqrt(count)))
    each = -(-count // planes)
    return Shell(
        each * planes, planes, 1 % planes, layer.inclinations[0], layer.altitude, question.pattern == "star"
    )
