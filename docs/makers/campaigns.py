"""The Campaigns page, from what the campaigns wrote: what was tried, how often, and what came out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from makers.tables import MADE, table

HEAD = """# Campaigns

A test that passes says that what somebody thought of works. These campaigns look for what nobody thought of:
they damage files, kill runs, fill disks and change clocks, thousands of times, and hold what comes out
against a rule that was set before. They are run by hand, because they take minutes to hours; what they found
is written down here, faults and all. What a campaign found wrong was mended, and has a test of its own since.

Run one again from a clone, with `.uv/bin/uv run`:

```sh
python benchmarks/campaigns/run.py NAME
```

It writes what it found into `docs/campaigns.json`, from which this page is made, and ends with status 1 where
a rule was broken.

"""

ENDINGS = {"0": "an answer", "1": "a run that could not finish", "2": "bad input"}
MOST_KINDS = 40


def page(file: Path) -> str:
    """The page, from what every campaign found."""
    found: dict[str, Any] = json.loads(file.read_text("utf8")) if file.exists() else {}
    text = MADE + HEAD + _summary(found)
    for name, (title, tells) in PARTS.items():
        text += f"\n## {title}\n\n"
        if name in found:
            text += tells(found[name]) + _when(found[name], name)
        else:
            text += f"Not run yet: `python benchmarks/campaigns/run.py {name}`.\n"
    return text


def _summary(found: dict[str, Any]) -> str:
    rows = []
    for name, (title, _) in PARTS.items():
        one = found.get(name)
        tried, wrong = COUNTS[name](one) if one else (0, 0)
        rows.append(
            [f"`{name}`", title.lower(), f"{tried:,}" if one else "not run yet", f"{wrong:,}" if one else ""]
        )
    return table(("campaign", "what", "tried", "rules broken at the end"), rows)


def _when(one: dict[str, Any], name: str) -> str:
    call = one.get("call_again", f"python benchmarks/campaigns/run.py {name}")
    machine = f"Python {one['python']}, {one['system']}"
    return f"\nRun on {one['on']} by {machine}, on commit `{one['code']}`: `{call}`.\n"


MUTANTS = """
Every file of the library and of the examples is damaged in one to five ways that a number alone decides: as
text (lines lost, doubled and swapped, indents, bytes that are no text, control characters, marks of byte
order, lines of 200,000 characters, nesting, aliases, merge keys, tags, other ends of lines) and as values
(NaN, infinity, huge and tiny numbers, words for numbers, lists for mappings, keys in another unit, ranges the
wrong way round, names one letter off, dates). The rule: no error but OpenDome's own comes out; each problem
names the file, a line that the file has, and a caret inside that line; says so in words of a person, with a
way out; nothing takes longer than five seconds. A file that the check finds right must load, settle, and
give figures that are numbers in forty worlds; some are run whole, and must end with status 0, 1 or 2 and a
document without NaN.

"""


def _mutate(one: dict[str, Any]) -> str:
    text = MUTANTS.lstrip()
    text += (
        f"{one['mutants_count']:,} mutants of {one['starts_count']} files: {one['right_count']:,} still "
        f"right, the others refused. Of the right ones {one['run_count']:,} were run by the command, files "
        f"and all, and {one['memory_count']:,} from Python. The slowest file took {one['slowest_s']:g} s "
        f"of processor time (`--only {one['slowest_number']}`).\n\n"
    )
    ended = ", ".join(
        f"{times:,} with {ENDINGS.get(status, status)}" for status, times in one["ended"].items()
    )
    text += f"Runs ended: {ended}.\n\n" if ended else ""
    text += _faults(
        [(row["fault"], f"{row['times']:,}", f"--only {row['numbers'][0]}") for row in one["faults"]]
    )
    text += "\nProblems that were named, by the number of mutants they were named for:\n\n"
    kinds = list(one["kinds"].items())[:MOST_KINDS]
    text += table(("kind of problem", "mutants"), ([f"`{kind}`", f"{times:,}"] for kind, times in kinds))
    text += "\nHow often each way of damage was used:\n\n"
    text += table(("way", "times"), ([way, f"{times:,}"] for way, times in one["ways"].items()))
    return text


def _faults(rows: list[tuple[str, str, str]]) -> str:
    """What broke a rule; nothing is the usual answer, and is said."""
    if not rows:
        return "No rule was broken.\n"
    return table(
        ("rule broken", "times", "again"), ([fault, times, f"`{again}`"] for fault, times, again in rows)
    )


KILLS = """A run is killed at a random moment of its whole length, from the start of Python to the last file:
by `SIGKILL`, which nobody hears, or by `SIGINT`, which is Ctrl-C. The same call is made again. The rule: what
stood under a run's name was whole; the second call ends well; every file but `made.json`, which holds the
clock, is the same to the byte as that of a run that nobody disturbed; nothing hidden is left.

"""


def _kills(one: dict[str, Any]) -> str:
    shares = ", ".join(f"{times} by {name}" for name, times in one["signals"].items())
    threads = " and ".join(
        f"{times} on {count} thread{'s' * (count != '1')}" for count, times in one["threads"].items()
    )
    text = KILLS + f"{one['kills_count']} runs killed: {shares}; {threads}.\n\n"
    words = sorted({name for found in one["left_by_tenth"].values() for name in found})
    rows = (
        [f"{100 * float(tenth):.0f} % and later", *(str(found.get(name, 0)) for name in words)]
        for tenth, found in one["left_by_tenth"].items()
    )
    text += "What was there after the kill, by the part of the run that was over:\n\n" + table(
        ("killed at", *words), rows
    )
    text += "\n" + _faults([(row["fault"], "1", f"--only {row['number']}") for row in one["faults"]])
    return text + "\nThe calls: " + "; ".join(f"`{call}`" for call in one["calls"].values()) + ".\n"


PLACES = """The same call, `{}`, in places that people work in without telling. The rule: it ends as the table
says, without the insides of Python, and where it ends well its files are those of an ordinary place to
the byte.

"""


def _places(one: dict[str, Any]) -> str:
    text = PLACES.format(one["call"])
    rows = (
        [row["name"], row["found"], "" if not row["faults"] else "; ".join(row["faults"])]
        for row in one["rows"]
    )
    return text + table(("place", "what came out", "rule broken"), rows)


PYTHONS = """{} in environments of their own: with the versions of `uv.lock`, and once with the oldest
versions of direct dependencies that `pyproject.toml` allows. The rule: the same words, counts and fates.

"""


def _pythons(one: dict[str, Any]) -> str:
    text = PYTHONS.format(" and ".join(f"`{call}`" for call in one["calls"]))
    rows = []
    for row in one["rows"]:
        if row["status"] != 0:
            rows.append([row["name"], row["python"], f"fails: {row['said'][-160:]}", "", ""])
            continue
        same = row["files_count"] - len(row["other_results"]) - len(row["other_pictures"])
        rows.append(
            [
                row["name"],
                row["python"],
                "the same" if not row["changed"] else f"{len(row['changed'])} differ",
                f"{row['largest_relative']:.1e}",
                f"{same} of {row['files_count']}",
            ]
        )
    head = (
        "environment",
        "Python",
        "words, counts, fates",
        "largest relative difference of a number",
        "files equal to the byte",
    )
    text += table(head, rows)
    names = sorted({name for row in one["rows"] for name in row.get("versions", {})})
    rows = [[name, *(row.get("versions", {}).get(name, "") for row in one["rows"])] for name in names]
    return text + "\n" + table(("package", *(row["name"] for row in one["rows"])), rows)


def _threads(one: dict[str, Any]) -> str:
    text = (
        "The same run under other settings. The rule: every file but `made.json` is the same to the byte.\n\n"
    )
    rows = (
        [
            row["raid"],
            f"`{row['settings']}`",
            f"{row['files_count'] - len(row['differing'])} of {row['files_count']}",
        ]
        for row in one["rows"]
    )
    text += table(("raid", "settings", "files equal to the byte"), rows)
    if "checked" in one:
        text += "\nKernels compiled so that they refuse to read or write beside their arrays:\n\n"
        rows = (
            [row["scenario"], "runs" if row["status"] == 0 else f"status {row['status']}",
             "all" if row["differing"] == [] else ", ".join(row["differing"] or ["not compared"])]
            for row in one["checked"]
        )  # fmt: skip
        text += table(("scenario", "outcome", "files equal to those of plain kernels"), rows)
    if "interpreted" in one:
        how = one["interpreted"]
        same = (
            "gives the same answer to the last digit" if how["same"] else f"does not (status {how['status']})"
        )
        text += f"\nWithout a compiler, as plain Python, `{how['call']}` {same}.\n"
    if "generic" in one and one["generic"]["status"] == 0:
        how = one["generic"]
        changed = (
            "no word, count or fate"
            if not how["changed"]
            else f"{len(how['changed'])} words, counts or fates"
        )
        text += f"\nCompiled for the plainest processor of the family, {changed} changes; "
        text += f"the largest relative difference of a number is {how['largest_relative']:.1e}.\n"
    return text


EPOCH = """A scenario's date says how the Earth stands under the stars, and nothing else. The rule: what turns
with the Earth does not change when the date does; satellites held among the stars change as if their orbits
were turned by hand; one instant written in several ways is one instant.

"""


def _epoch(one: dict[str, Any]) -> str:
    rows = ([row["what"], "holds" if row["holds"] else "does not hold", row["found"]] for row in one["rows"])
    return EPOCH + table(("what", "rule", "found"), rows)


PARTS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "mutate": ("Damaged files", _mutate),
    "kills": ("Killed runs", _kills),
    "places": ("Odd places", _places),
    "pythons": ("Other Pythons", _pythons),
    "threads": ("Threads and bounds", _threads),
    "epoch": ("Other dates", _epoch),
}
"""By name of the campaign, its title and what tells of it."""

COUNTS: dict[str, Callable[[dict[str, Any]], tuple[int, int]]] = {
    "mutate": lambda one: (one["mutants_count"], sum(row["times"] for row in one["faults"])),
    "kills": lambda one: (one["kills_count"], len(one["faults"])),
    "places": lambda one: (sum(row["tried"] for row in one["rows"]),
    sum(bool(row["faults"]) for row in one["rows"])),
    "pythons": lambda one: (
        len(one["rows"]), sum(row["status"] != 0 or bool(row.get("changed")) for row in one["rows"])
    ),
    "threads": lambda one: (
        len(one["rows"]) + len(one.get("checked", [])),
        sum(bool(row["differing"]) for row in one["rows"])
        + sum(row["status"] != 0 for row in one.get("checked", [])),
    ),
    "epoch": lambda one: (len(one["rows"]), sum(not row["holds"] for row in one["rows"])),
}  # fmt: skip
"""By name, how much was tried, and how often a rule was broken."""
