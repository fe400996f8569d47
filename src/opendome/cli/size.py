"""`opendome size` in words."""

from __future__ import annotations

from opendome import units
from opendome.answers.size import Question
from opendome.cli.page import Page
from opendome.cli.wrapping import wrap
from opendome.contract.size import Answer, AssuredShell, PropagatedShell, SearchedShell, SearchFound
from opendome.contract.upkeep import Upkeep
from opendome.reports import numbers, size_varied, size_words


def show(question: Question, answer: Answer) -> None:
    """Print the answer."""
    page = Page()
    page.lead(answer.sentence, r"About [\d,.]+|[\d,.]+ s short")
    page.line()
    if answer.by_reach:
        _reaches(page, answer)
    if answer.by_latitude and answer.by_reach:
        _latitudes(page, answer)
    if answer.assured is not None:
        page.text([_assured(question, answer.assured)])
        page.line()
    if answer.propagated is not None:
        page.text([_propagated(answer.propagated)])
        page.line()
    if answer.upkeep is not None:
        page.text([f"{answer.upkeep_sentence} {_kept(answer.upkeep)}"])
        page.line()
    if answer.search is not None:
        page.text(_search(answer.search))
        page.line()
    if answer.curves:
        _varied(page, answer)
    if answer.what_would_change_it:
        page.pair("Moved by" if answer.by_reach else "Change it", _wrapped(page, answer.what_would_change_it))
        page.line()
    page.notes(answer.warnings)
    if answer.files:
        page.line()
        page.pair("Pictures", answer.files, path=True)
    page.line()
    page.pair("Try next", _next(question, answer))


def _wrapped(page: Page, sentences: list[str]) -> list[str]:
    return [part for sentence in sentences for part in wrap(sentence, page.width - 14)]


def _reaches(page: Page, answer: Answer) -> None:
    rows = [
        (
            row.what,
            numbers.length_km(row.reach_km),
            numbers.MISSING
            if row.absentee_ratio is None
            else f"1 in {numbers.significant(row.absentee_ratio, 3)}",
            numbers.significant(row.constellation_count, 3),
        )
        for row in answer.by_reach
    ]
    page.table(("Reach", "Comes", "In reach", "In orbit"), rows, (False, True, True, True))
    page.text(["satellites spread evenly over the Earth; missiles times shots, as studies count"])
    page.line()


def _latitudes(page: Page, answer: Answer) -> None:
    rows = [
        (
            size_words.latitude_words(row.latitude_deg),
            numbers.significant(row.latitude_gain_ratio, 3),
            numbers.significant(row.latitude_gain_cap_ratio, 3),
            numbers.significant(row.constellation_latitude_count, 3),
            numbers.MISSING
            if row.constellation_assured_count is None
            else f"{row.constellation_assured_count:,}",
        )
        for row in answer.by_latitude
    ]
    head = ("Launch from", "Gain, point", "Gain, in reach", "In orbit", "Assured")
    page.table(head, rows, (False, True, True, True, True))
    page.text(["gain: how much denser satellites stand there than if they were spread evenly"])
    page.line()


def _varied(page: Page, answer: Answer) -> None:
    """The options that are varied, each in two rows."""
    for curve in answer.curves:
        rows = [size_varied.told(curve, columns) for columns in size_varied.COLUMNS]
        head, counts = next((one for one in rows if page.fits(one[0], [one[1]])), rows[-1])
        page.table(head, [counts], (False, *[True] * (len(head) - 1)))
        page.line()
    page.text(["one option changed at a time; --json and --out have every point"])
    page.line()


def _assured(question: Question, shell: AssuredShell) -> str:
    """The shell that is sure, in a sentence."""
    of = "shells" if shell.shells_count == 1 else "such sets"
    return (
        f"To be sure at {100.0 * (question.assurance or 0.0):g} % of moments, where planes lie worst: "
        f"{shell.satellites_count:,} in {_walker(shell)}, the smallest of "
        f"{shell.tried_count:,} {of} looked at, with {shell.fewest_planes_count:,} to "
        f"{shell.most_planes_count:,} planes."
    )


def _propagated(shell: PropagatedShell) -> str:
    """A shell of the closed form's size, moment by moment."""
    return (
        f"Moment by moment, {_walker(shell)} {'has' if shell.shells_count == 1 else 'have'} "
        f"{numbers.significant(shell.in_reach_mean_count, 3)} in reach on average, enough in "
        f"{numbers.of_100(shell.enough_probability, 'moments')}, and none in "
        f"{numbers.of_100(shell.none_probability)}. Flown for a day: "
        f"{numbers.significant(shell.in_reach_day_mean_count, 3)} on average, and "
        f"{shell.in_reach_day_fewest_count:,} at the worst moment seen."
    )


def _walker(shell: AssuredShell | PropagatedShell) -> str:
    """A shell, or one of a size for each inclination."""
    if shell.shells_count == 1:
        return f"a Walker {shell.pattern} {shell.walker}"
    number = numbers.count(shell.shells_count, "shell")
    return f"{number}, one an inclination, each a Walker {shell.pattern} {shell.walker}"


def _kept(kept: Upkeep) -> str:
    """What it asks for over the years."""
    return (
        f"That is {numbers.significant(kept.whole_mass_to_orbit_kg / 1e3)} t to orbit, and "
        f"{numbers.significant(kept.annual_launches_count)} launches a year once it stands."
    )


def _search(found: SearchFound) -> list[str]:
    """The shell of fewest satellites, the next best, and where it was looked for."""
    looked = (
        f"Searched: inclinations {found.inclination_low_deg:g} to {found.inclination_high_deg:g} degrees "
        f"by {found.inclination_step_deg:g}, then by {found.inclination_fine_step_deg:g} around the best; "
        f"altitudes {found.altitude_low_km:g} to {found.altitude_high_km:g} km by "
        f"{found.altitude_step_km:g}{_lowest(found)}; delta and star: {found.candidates_count:,} in all. "
        f"{found.bounded_count:,} need more by their means alone, {found.never_in_reach_count:,} leave a "
        f"launch out of reach; of the rest {found.shells_count:,} shells were looked at."
    )
    if found.best is None:
        return ["No shell that was searched is that sure.", looked]
    said = [f"Fewest: {_shell(found.best)}."]
    if found.runners_up:
        said.append(f"Next best: {'; '.join(map(_shell, found.runners_up))}.")
    if found.globe is not None and found.globe_ratio is not None:
        times = numbers.significant(found.globe_ratio, 2)
        said.append(f"For launches from everywhere: {_shell(found.globe)}, {times} times as many.")
    return [*said, looked]


def _lowest(found: SearchFound) -> str:
    """Why no lower altitude was searched, where nobody gave one."""
    if found.least_life_day is None:
        return ""
    symbol = units.symbol("ballistic_coefficient_kg_per_m2")
    return (
        f" (at the lowest a satellite of {found.ballistic_coefficient_kg_per_m2:g} {symbol} that nobody "
        f"holds up lasts {found.least_life_day:,.6g} days or more with the Sun at its most active)"
    )


def _shell(shell: SearchedShell) -> str:
    return (
        f"{shell.satellites_count:,} in a Walker {shell.pattern} {shell.walker} at "
        f"{shell.inclination_deg:.1f} degrees and {shell.altitude_km:g} km"
    )


def _next(question: Question, answer: Answer) -> list[str]:
    """Commands that ask further; each can be pasted."""
    if answer.window_s <= 0.0:
        return [f"opendome size {question.kind} --fly-out-time-s 60"]
    found = []
    if question.kind == "boost" and question.burn_time_s is None:
        found.append("opendome size boost --burn-time-s 180 --detect-s 65 --decide-s 30")
    if not question.latitude_deg:
        found.append(f"opendome size {question.kind} --inclination-deg 60 --latitude-deg 40{_time(question)}")
    found.append(f"opendome size {question.kind} --missiles 10{_time(question)} --out sized")
    return found


def _time(question: Question) -> str:
    """The options that say how much time is left, as typed."""
    parts = ""
    for name in ("fly_out_time_s", "burn_time_s", "flight_time_s"):
        value = getattr(question, name)
        if value is not None:
            parts += f" --{name.replace('_', '-')} {value:g}"
    return parts
