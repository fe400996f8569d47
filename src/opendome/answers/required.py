"""`run --require … --solve …`: what would have to be true, and whether it lies inside what is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, log2
from typing import TYPE_CHECKING, Literal

from opendome.answers.question import wrong_options
from opendome.contract.parts import Part
from opendome.contract.run import Needed, Published
from opendome.watch import SILENT, Watch, check

if TYPE_CHECKING:
    import numpy as np

    from opendome.answers.replay import Scene
    from opendome.records.case import Case, World

Solvable = Literal["kill_probability", "inventory", "decide_time", "satellites"]

GOAL = "no_leak_probability"
LONGEST_S = 3_600.0
MOST_SCENES = 60
"""Worlds that a search goes through; of large raids fewer, see `scenes_for`."""


class Required(Part):
    """What a search found."""

    needed: Needed
    published: Published
    inside_published: bool
    sentence: str


@dataclass(frozen=True)
class Sought:
    """What is searched for, and the chance that nothing gets through that it must reach."""

    name: Solvable
    goal: float


def sought(require: str | None, solve: Solvable | None, case: Case) -> Sought | None:
    """What a run searches for, or None where nothing is asked for.

    Args:
        require, solve: As they are asked for.
        case: What is run.

    Raises:
        InputError: One of the two is missing or cannot be used, or the case has nothing to solve for.
    """
    goal = goal_of(require, solve)
    if goal is None or solve is None:
        return None
    check_solvable(case, solve)
    return Sought(solve, goal)


def goal_of(text: str | None, solve: str | None) -> float | None:
    """The chance that is asked for, or None where nothing is.

    Raises:
        InputError: One of the two is missing, or the text asks for something else.
    """
    if text is None and solve is None:
        return None
    if text is None or solve is None:
        lacking = "require" if text is None else "solve"
        raise wrong_options(
            f"--{lacking} is missing.",
            f"Both go together, as in: --require {GOAL}=0.9 --solve kill_probability",
            lacking,
        )
    name, _, number = text.partition("=")
    try:
        wanted = float(number)
    except ValueError:
        wanted = -1.0
    if name.strip() != GOAL or not 0.0 < wanted < 1.0:
        raise wrong_options(
            f"{text} cannot be required.",
            f"Ask for a chance between 0 and 1, as in: --require {GOAL}=0.9",
            "require",
        )
    return wanted


def check_solvable(case: Case, solve: Solvable) -> None:
    """Refuse to solve for what a scenario does not have.

    Raises:
        InputError: There is nothing to solve for.
    """
    if solve == "satellites":
        above = bool(case.defence.in_orbit.any())
        raise wrong_options(
            "A run shoots with the satellites that its scenario has; their number is another question."
            if above
            else "No satellite shoots in this scenario, so their number cannot be solved for.",
            "Solve for kill_probability or decide_time; how many satellites it takes: opendome size"
            if above
            else "Solve for kill_probability, inventory or decide_time.",
            "solve",
        )
    if solve == "inventory" and case.defence.in_orbit.any():
        raise wrong_options(
            "Interceptors in orbit are counted by satellites, so their number cannot be solved for in a run.",
            "Solve for kill_probability or decide_time; how many satellites it takes: opendome size",
            "solve",
        )
    if not len(case.defence):
        raise wrong_options(
            "There is no interceptor in this scenario to solve for.",
            "Add interceptors to the architecture: opendome list interceptors",
            "solve",
        )


def scenes_for(case: Case) -> int:
    """How many worlds a search goes through: of a raid of thousands a few."""
    return max(4, min(MOST_SCENES, 6_000 // max(len(case.threat_id), 1)))


def solve_for(case: Case, one: Sought, scenes: list[Scene], watch: Watch = SILENT) -> Required:
    """Search for the value at which the goal is just reached, over the same worlds and the same dice.

    Args:
        case: What was run.
        one: What is searched for.
        scenes: Counted worlds.
        watch: Asked between worlds.
    """
    found = {"kill_probability": _kill, "inventory": _inventory, "decide_time": _decide}[one.name]
    return found(case, one.goal, scenes, watch)


def _mean(scenes: list[Scene], change: Callable[[World], World], since: int, watch: Watch) -> float:
    """Chance that nothing gets through, over all worlds changed alike."""
    from opendome.answers.replay import no_leak

    total = 0.0
    for scene in scenes:
        check(watch)
        total += no_leak(scene, change(scene.world), since)
    return total / len(scenes)


SEARCH = "what would have to be true"


def _bisect(
    of: Callable[[float], float], goal: float, low: float, high: float, tolerance: float, watch: Watch
) -> float:
    """Where a rising function reaches the goal, between one end below it and one above."""
    turns = ceil(log2((high - low) / tolerance))
    for turn in range(turns):
        watch.step(SEARCH, turn, turns)
        middle = 0.5 * (low + high)
        if of(middle) >= goal:
            high = middle
        else:
            low = middle
    watch.step(SEARCH, turns, turns)
    return high


def _kill(case: Case, goal: float, scenes: list[Scene], watch: Watch) -> Required:
    from opendome.answers.replay import PLAYS
    from opendome.reports import findings

    kinds = case.defence.kinds
    places, flying = kinds["kill_probability"], kinds["reliability"]

    def of(chance: float) -> float:
        def change(world: World) -> World:
            numbers = world.numbers.copy()
            numbers[places] = chance
            numbers[flying[flying >= 0]] = 1.0
            return replace(world, numbers=numbers)

        return _mean(scenes, change, PLAYS, watch)

    value = _bisect(of, goal, 0.0, 1.0, 1e-4, watch) if of(1.0) >= goal else None
    published = _published(case, int(places[_main_kind(case)]))
    inside = value is not None and published.low <= value <= published.high
    said = findings.needed_chance(goal, value, (published.value, published.low, published.high), inside)
    return _required("kill_probability", value, published, inside, said, case, scenes)


def _decide(case: Case, goal: float, scenes: list[Scene], watch: Watch) -> Required:
    from opendome.answers.replay import CHANCES
    from opendome.reports import findings

    places = case.defence.doctrine["decide"]
    places = places[places >= 0]

    def of(spared: float) -> float:
        def change(world: World) -> World:
            numbers = world.numbers.copy()
            numbers[places] = LONGEST_S - spared
            return replace(world, numbers=numbers)

        return _mean(scenes, change, CHANCES, watch)

    value: float | None = None
    if of(LONGEST_S) >= goal:
        value = LONGEST_S - (_bisect(of, goal, 0.0, LONGEST_S, 0.5, watch) if of(0.0) < goal else 0.0)
    published = _published(case, int(places[0]))
    inside = value is not None and value >= published.low
    said = findings.needed_time(goal, value, LONGEST_S, (published.value, published.low, published.high))
    return _required("decide_time_s", value, published, inside, said, case, scenes)


def _inventory(case: Case, goal: float, scenes: list[Scene], watch: Watch) -> Required:
    from opendome.answers.replay import PLAYS
    from opendome.reports import findings

    present = case.defence.inventory_count

    def of(count: float) -> float:
        changed = with_inventory(case, int(count))
        return _mean(scenes, lambda world: replace(world, case=changed), PLAYS, watch)

    most = _most_useful(case)
    value: float | None = None
    if of(most) >= goal:
        value = float(_least_whole(of, goal, most, watch))
    published = Published(value=present, low=present, high=present)
    inside = value is not None and value <= present
    said = findings.needed_count(goal, None if value is None else int(value), present)
    return _required("inventory_count", value, published, inside, said, case, scenes)


def _least_whole(of: Callable[[float], float], goal: float, most: int, watch: Watch) -> int:
    low, high = -1, most
    turns = ceil(log2(most + 1))
    turn = 0
    while high - low > 1:
        watch.step(SEARCH, turn, turns)
        turn += 1
        middle = (low + high) // 2
        if of(middle) >= goal:
            high = middle
        else:
            low = middle
    return high


def _most_useful(case: Case) -> int:
    """So many interceptors that one more is never fired."""
    import numpy as np

    missile = case.launches["missile"]
    things = int((np.maximum(case.reentry_count[missile], 1) + case.decoy_count[missile]).sum())
    rules = case.defence.rules[case.defence.layers]
    each = things * int((rules["shots"] * rules["looks"]).sum()) + int(rules["reserve"].sum())
    return each * len(case.defence)


def with_inventory(case: Case, count: int) -> Case:
    """The same with so many interceptors in all, shared out as they are now."""
    shooters = case.defence.shooters.copy()
    shooters["inventory"] = _shared_out(shooters["inventory"], count)
    return replace(case, defence=replace(case.defence, shooters=shooters))


def _shared_out(stock: np.ndarray, count: int) -> np.ndarray:
    """A count in the proportions of another, rests to the largest remainders."""
    import numpy as np

    weights = stock if stock.sum() > 0 else np.ones_like(stock)
    exact = count * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: count - int(whole.sum())]] += 1
    return np.asarray(whole)


def _main_kind(case: Case) -> int:
    """The kind of interceptor of which there are most."""
    import numpy as np

    shooters = case.defence.shooters
    stock = np.bincount(shooters["kind"], weights=shooters["inventory"], minlength=len(case.defence.kinds))
    return int(stock.argmax())


def _published(case: Case, place: int) -> Published:
    figures = case.figures
    return Published(
        value=float(figures.value[place]), low=float(figures.low[place]), high=float(figures.high[place])
    )


def _required(
    name: str,
    value: float | None,
    published: Published,
    inside: bool,
    said: str,
    case: Case,
    scenes: list[Scene],
) -> Required:
    if value is None:
        said = f"{said}, because {_because(name, case, scenes)}."
    return Required(
        needed=Needed(name=name, value=value), published=published, inside_published=inside, sentence=said
    )


def _because(name: str, case: Case, scenes: list[Scene]) -> str:
    """Why nothing is enough: who is never shot at in most worlds, doctrine, or a fault of every shot."""
    import numpy as np

    from opendome.records.opportunities import MAY_SHOOT, NO_TRACK, NOT_SEEN, TOO_LATE
    from opendome.reports import numbers

    limits = np.array([scene.chances.limit.max(axis=1, initial=0) for scene in scenes])
    able = np.array([(scene.chances.limit == MAY_SHOOT).any(axis=1) for scene in scenes])
    count, of = int((able.mean(axis=0) < 0.5).sum()), len(case.threat_id)
    if not count and name == "inventory_count":
        rules = case.defence.rules[case.defence.layers]
        shots = int((rules["shots"] * rules["looks"]).sum())
        return f"doctrine fires {numbers.count(shots, 'shot')} at each target at most, however many there are"
    if not count:
        share = 1.0 - float(able.mean())
        if share > 0.0:
            return f"in {numbers.of_100(share)} cases a missile cannot be shot at"
        return "one fault may stop every shot"
    typical = limits[:, able.mean(axis=0) < 0.5].ravel()
    most = int(np.bincount(typical).argmax())
    why = {NOT_SEEN: "seen", NO_TRACK: "known well enough", TOO_LATE: "known in time"}.get(most, "in reach")
    verb = "is" if count == 1 else "are"
    return f"{count:,} of {of:,} {verb} never {why}"
