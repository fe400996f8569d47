"""What a report says in words, and what each of its numbers must be.

Each kind of sentence is known here by its form. Its numbers are worked out again from `answer.json` and the
records, and taken away; no digit may be left.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import polars
from scipy.stats import binom

N = r"(<1|>99|[\d,]+(?:\.\d+)?)"
HOPELESS = 0.9
SPAN = rf"{N}(?: to {N})?"
TIME = r"((?:\d+ h ?)?(?:\d+ min ?)?(?:\d+ s)?)"


@dataclass(frozen=True)
class Held:
    """A run folder: its answer, its captions, its records."""

    place: Path
    answer: dict[str, Any]
    plates: dict[str, dict[str, Any]]

    def table(self, name: str) -> polars.DataFrame:
        return polars.read_parquet(self.place / f"{name}.parquet")


def prose(held: Held) -> Iterator[str]:
    """What a reader reads: paragraphs, captions, lists and the three numbers; no tables, no pictures."""
    text = (held.place / "report.html").read_text("utf8")
    body = text[text.index("<body") :]
    for left_out in ("svg", "table", "pre", "code", "nav"):
        body = re.sub(rf"<{left_out}\b.*?</{left_out}>", " ", body, flags=re.DOTALL)
    body = re.sub(
        r'<ol class="sources">.*?</ol>', " ", body, flags=re.DOTALL
    )  # titles of other people's work
    body = re.sub(r'<p class="used">.*?</p>', " ", body, flags=re.DOTALL)  # links to rows, tested below
    for found in re.finditer(r"<(p|dd|dt|figcaption|li)\b[^>]*>(.*?)</\1>", body, flags=re.DOTALL):
        yield " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[2])).split())


def _same(said: str, number: float) -> bool:
    """Whether a number as it is said is this one, rounded to what is said."""
    if said in ("<1", "fewer than 1"):
        return number < 0.5001
    if said in (">99", "more than 99"):
        return number > 99.4999
    digits = said.replace(",", "")
    places = len(digits.partition(".")[2])
    # long ways are said to 10 km
    fine = 10.0 if float(digits) >= 2000.0 and digits.endswith("0") else 10.0**-places
    return abs(float(digits) - number) <= 0.5001 * fine


def _seconds(said: str) -> float:
    unit = {"h": 3600.0, "min": 60.0, "s": 1.0}
    return sum(float(number) * unit[name] for number, name in re.findall(r"(\d+) (h|min|s)", said))


Check = Callable[[Held, re.Match[str]], bool]


def _band(key: str, scale: float = 1.0) -> Callable[[Held], tuple[float, float, float]]:
    return lambda held: tuple(scale * held.answer[key][end] for end in ("value", "low", "high"))


def _ends(*wanted: Callable[[Held], float]) -> Check:
    """Each group of the match is one of these numbers, in this order; groups that are absent are passed."""

    def check(held: Held, found: re.Match[str]) -> bool:
        groups = [group for group in found.groups() if group is not None]
        return all(_same(said, want(held)) for said, want in zip(groups, wanted, strict=False))

    return check


def _of(key: str, end: str, scale: float = 1.0) -> Callable[[Held], float]:
    return lambda held: scale * held.answer[key][end]


def _reasons(held: Held, found: re.Match[str]) -> bool:
    shares = sorted(100.0 * (row["fraction"]["value"] or 0.0) for row in held.answer["leak_reasons"])[::-1]
    said = re.findall(r"(\d+) %", found[0])
    return bool(said) and all(_same(one, share) for one, share in zip(said, shares, strict=False))


def _binding(held: Held, found: re.Match[str]) -> bool:
    """Greatest first, each with its band, and how many get through; nothing that is told for less."""
    rows = sorted(held.answer["leak_reasons"], key=lambda row: -(row["fraction"]["value"] or 0.0))
    told = re.findall(rf"(> 99|{N}) %(?: \({N}–{N}\))? (?:do )?because", found[0])
    shares = [[100.0 * row["fraction"][end] for end in ("value", "low", "high")] for row in rows[: len(told)]]
    same = all(
        share[0] > 99.4 if said[0] == "> 99" else all(map(_same, filter(None, said[1:]), share))
        for said, share in zip(told, shares, strict=True)
    )
    many = found[1] is None or _same(found[1], held.answer["leakers_count"]["value"])
    fired = re.search(rf"\({N} of {N} are fired\)", found[0])
    used = fired is None or _same(fired[1], held.answer["interceptors_used_count"]["value"])
    return 0 < len(told) == len(held.answer["binding_limits"]) <= 3 and same and many and used


def _driver(held: Held, found: re.Match[str]) -> bool:
    top = held.answer["drivers"][0]
    probability = "probability" in top["figure"]
    ends = [top[end] * (100.0 if probability else 1.0) for end in ("low", "high")]
    at = [100.0 * top[f"no_leak_probability_at_{end}"] for end in ("low", "high")]
    wanted = zip(found.groups(), [*ends, *at], strict=True)
    return all(said is None or _same(said, number) for said, number in wanted)


def _tracked(held: Held, found: re.Match[str]) -> bool:
    known = held.table("known").with_columns(
        polars.col("first_detected_s", "first_tracked_s").mean().over("world").name.suffix("_mean")
    )
    worlds = known.group_by("world", maintain_order=True).first()
    tracked = worlds["first_tracked_s_mean"]
    wanted = [
        worlds["first_detected_s_mean"].mean(), tracked.mean(),
        tracked.quantile(0.05, "linear"), tracked.quantile(0.95, "linear"),
    ]  # fmt: skip
    said = [_seconds(group) for group in found.groups() if group]
    return all(abs(one - want) <= 0.51 for one, want in zip(said, wanted, strict=False))


def _landing(held: Held, found: re.Match[str]) -> bool:
    times = [row["impact_s"] / 60.0 for row in held.answer["by_threat"] if row["impact_s"] is not None]
    low, high = found[1], found[2] or found[1]
    return _same(low, min(times)) and _same(high, max(times))


def _fail(held: Held, found: re.Match[str]) -> bool:
    fails = sum(row["fate_probability"]["failed_by_itself"] for row in held.answer["by_threat"])
    return _same(found[1], fails) and _same(found[2], len(held.answer["by_threat"]))


def _met(held: Held, found: re.Match[str]) -> bool:
    shots = held.table("engagements").filter(polars.col("play") == 0)
    first = min(row["launch_s"] for row in held.answer["by_threat"])
    times = shots["intercept_s"].drop_nans()
    minutes = [(times.min() - first) / 60.0, (times.max() - first) / 60.0]
    heights = [float(group.replace(",", "")) for group in (found[2], found[3]) if group]
    met = [row["intercept"]["altitude_km"] for row in held.answer["by_threat"] if row["intercept"]]
    count = found[1] is None or _same(found[1], len(shots))
    # the first intercept of each missile lies between the lowest and the highest meeting
    between = all(min(heights) - 1.0 <= one <= max(heights) + 1.0 for one in met)
    return count and between and _same(found[4], minutes[0]) and _same(found[5] or found[4], minutes[1])


def _first_shot(held: Held, found: re.Match[str]) -> bool:
    shots = held.table("engagements").filter(polars.col("play") == 0)
    first = min(row["launch_s"] for row in held.answer["by_threat"])
    return abs(_seconds(found[1]) - (shots["launch_s"].min() - first)) <= 0.51


def _in_data(name: str) -> Check:
    """Every number said is one of a figure's own table, or the number of missiles."""

    def check(held: Held, found: re.Match[str]) -> bool:
        plate = held.plates[name]
        cells = [cell for row in plate["data"]["rows"] for cell in row if isinstance(cell, (int, float))]
        text = " ".join(str(cell) for row in plate["data"]["rows"] for cell in row if isinstance(cell, str))
        cells += [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
        cells += [100.0 * cell for cell in cells if isfinite(cell) and abs(cell) <= 1.0]
        cells += [held.answer[key] for key in ("threats_count", "raid_limit_count", "runs_count")]
        said = [group for group in found.groups() if group is not None]
        return bool(said) and all(any(_same(one, cell) for cell in cells) for one in said)

    return check


def _hopeless(held: Held, found: re.Match[str]) -> bool:
    """From this size on the curve rises nearly as if nobody shot; before it does not."""
    start = int(found[1].replace(",", ""))
    return start == _hopeless_from(held) + 1


def _hopeless_from(held: Held) -> int:
    """The first size beyond which every step costs at least nine tenths of what it would without defence."""
    sizes = held.table("raid_sizes")
    count = [0, *sizes["missiles_count"]]
    through, alone = [0.0, *sizes["leakers_count"]], [0.0, *sizes["unopposed_count"]]
    for place in range(len(count) - 1):
        step = (through[place + 1] - through[place]) / (alone[place + 1] - alone[place])
        tail = (through[-1] - through[place]) / (alone[-1] - alone[place])
        if min(step, tail) >= HOPELESS:
            return int(count[place])
    return int(count[-1])


def _in_share(held: Held, found: re.Match[str]) -> bool:
    """One in so many of the raids before the bend."""
    sizes = held.table("raid_sizes").filter(polars.col("missiles_count") <= held.answer["raid_limit_count"])
    shares = sizes["leakers_count"] / sizes["missiles_count"]
    one_in = 1.0 / shares.max()
    return abs(float(found[1]) / one_in - 1.0) < 0.5


def _empty(held: Held, found: re.Match[str]) -> bool:
    """Sizes from which on some site is empty after more than half of the raids, between those worked out."""
    sizes = held.table("raid_sizes")
    said = [int(group) for group in found.groups() if group]
    first = []
    for column in [one for one in sizes.columns if one.endswith("_empty_probability")]:
        count, share = [0, *sizes["missiles_count"]], [0.0, *sizes[column]]
        every = range(1, count[-1] + 1)
        mostly = [size for size, one in zip(every, np.interp(every, count, share), strict=True) if one > 0.5]
        first += mostly[:1]
    return sorted(set(first)) == sorted(set(said))


def _movers(held: Held, found: re.Match[str]) -> bool:
    top = held.answer["drivers"][0]
    ends = []
    for end in ("low", "high"):
        scale = 100.0 if "probability" in top["figure"] else 1.0
        ends += [100.0 * top[f"no_leak_probability_at_{end}"], scale * top[end]]
    return all(said is None or _same(said, one) for said, one in zip(found.groups(), ends, strict=True))


def _luck(held: Held, found: re.Match[str]) -> bool:
    """The 5th and 95th percentile of raids that let nothing through, of 100."""
    chance = held.answer["reference_no_leak_probability"]
    low, high = (float(binom.ppf(end, 100, chance)) for end in (0.05, 0.95))
    said = [0.0 if one == "none" else float(one) for one in found.groups() if one]
    return said[0] == low and said[-1] == high


def _layers(held: Held, found: re.Match[str]) -> bool:
    """What gets through as everywhere; the rest in whole numbers that add up to the rest of 100."""
    rows = held.answer["by_threat"]
    parts = [100.0 * sum(row["fate_probability"][name] for row in rows) / len(rows)
             for name in ("failed_by_itself", "missed_target")]  # fmt: skip
    parts += [100.0 * row["intercepted_fraction"]["value"] for row in held.answer["by_layer"]]
    through = 100.0 * held.answer["leak_probability"]["value"]
    whole = [int(part) for part in parts]
    for place in sorted(range(len(parts)), key=lambda place: whole[place] - parts[place]):
        whole[place] += sum(whole) < 100 - round(through)
    fails, left, wanted = sum(whole[:2]), 100 - sum(whole[:2]), []
    for count in whole[2:]:
        wanted += [count, left]
        left -= count
    said = [0 if one == "none" else int(one) for one in re.findall(r"\d+|none", found[1])]
    return _same(found[2], through) and said == ([fails] if fails else []) + wanted


FIXED = (
    "A range in brackets, or a band, holds 90 of 100 draws",
    "holds 90 of 100 draws of what is not known",
    "hold 90 of 100 draws of what is not known",
    "in brackets 90 % of what is not known",
    "in 90 of 100 such runs",
    "90 times of 100",
    "Each dot is one of 100 raids of this kind",
    "CC BY 4.0", "Apache-2.0", "License 1.1",
    "Fewer than 100 runs: the ranges are rough.",
    "known to 10 km", "10 km is taken for good enough",
    "The first 20 that get through most",
)  # fmt: skip
"""What says how to read and not what was found."""

PLACE = r"[\d.]+° [NS] [\d.]+° [EW]"
THROUGH = r"(fewer than 1|more than 99|\d+)"
"""A share of cases of 100."""

RULES: tuple[tuple[str, Check], ...] = (
    # the head
    (rf"{N} missiles? · {N} interceptors?", lambda held, found: (
        _same(found[1], held.answer["threats_count"]) and _same(found[2], held.answer["interceptors_count"])
    )),
    (rf"In {THROUGH} of 100 such raids nothing gets through\.",
     _ends(_of("no_leak_probability", "value", 100.0))),
    (rf"leaves that between {THROUGH} and {THROUGH}\.", lambda held, found: all(
        said is None or _same(said, 100.0 * held.answer["no_leak_probability"][end])
        for said, end in zip(found.groups(), ("low", "high"), strict=True)
    )),
    (rf"On average {N} of {N} gets? through\.",
     _ends(_of("leakers_count", "value"), lambda held: held.answer["threats_count"])),
    (rf"^{THROUGH} of 100(?: \({THROUGH}–{THROUGH}\))?$", lambda held, found: all(
        said is None or _same(said, 100.0 * held.answer["no_leak_probability"][end])
        for said, end in zip(found.groups(), ("value", "low", "high"), strict=True)
    )),
    (rf"^{N} of {N}(?: \({N}–{N}\))?$", lambda held, found: any(
        _same(found[1], held.answer[key]["value"]) and _same(found[2], held.answer[of])
        and (found[3] is None or (_same(found[3], held.answer[key]["low"])
                                  and _same(found[4], held.answer[key]["high"])))
        for key, of in (("leakers_count", "threats_count"), ("interceptors_used_count", "interceptors_count"))
    )),
    (r"OpenDome (\S+) · scenario dated (\d+) \w+ (\d{4}) · seed (\d+) · ([\d,]+) runs?", lambda held, found: (
        found[1] == held.answer["opendome"] and _same(found[4], held.answer["inputs"]["seed"])
        and _same(found[5], held.answer["runs_count"])
        and json.loads((held.place / "manifest.json").read_text("utf8"))["epoch"].startswith(found[3])
    )),
    (r"Version (\S+)\. Run “[^”]*”, seed (\d+), ([\d,]+) runs?, inputs ([0-9a-f]{8})", lambda held, found: (
        found[1] == held.answer["opendome"] and _same(found[3], held.answer["runs_count"])
        and json.loads((held.place / "manifest.json").read_text("utf8"))["digest"].startswith(found[4])
    )),
    (r"· ([0-9a-f]{8}) · OpenDome [\d.]+\.", lambda held, found: (
        json.loads((held.place / "manifest.json").read_text("utf8"))["digest"].startswith(found[1])
    )),
    # the answer
    (rf"In {THROUGH} of 100 raids nothing gets through(?:; in {THROUGH} all \S+ do)?\.",
     lambda held, found: all(
         said is None or _same(said, 100.0 * held.answer["leakers_histogram"][place]["probability"])
         for said, place in zip(found.groups(), (0, -1), strict=True)
     )),
    (rf"In {THROUGH} of 100 raids nothing gets through; in 90 of 100, between {N} and {N} of the {N} get "
     r"through\.", _ends(_of("no_leak_probability", "value", 100.0), _of("leakers_count", "luck_low"),
                         _of("leakers_count", "luck_high"), lambda held: held.answer["threats_count"])),
    (rf"in 95 of 100 no more than {N} of \S+ gets? through\.", _in_data("how-many-get-through")),
    (rf"Up to {N} missiles", lambda held, found: (
        int(found[1].replace(",", "")) <= max(held.answer["raid_limit_count"], _hopeless_from(held))
    )),
    (rf"from the {N}(?:st|nd|rd|th) on, (?:hardly any|no) further one is stopped\.", _hopeless),
    (rf"about one in {N} gets through", _in_share),
    (rf"\({N} draws(?:; of flights and tracks {N})?\)", lambda held, found: (
        int(found[1].replace(",", "")) <= held.answer["worlds_count"]
    )),
    (r"\((\d+) of 100 do not come to their aim by themselves\)", lambda held, found: _same(found[1], 100.0 * (
        1.0 - held.table("raid_sizes")["unopposed_count"][-1] / held.table("raid_sizes")["missiles_count"][-1]
    ))),
    (rf"From {N} missiles on, some radar may have more to follow than it can\.", lambda held, found: (
        int(found[1]) == held.table("raid_sizes").filter(polars.col("radars_crowded"))["missiles_count"][0]
    )),
    # the raid
    (rf"^(?:\d+|\w+) missiles from {PLACE} would land at (?:[^\d]+|{PLACE}) {SPAN} minutes? after the "
     r"first launch\.", lambda held, found: _landing(held, found)),
    (rf"On average {N} of {N} fail by themselves\.", _fail),
    (rf"first seen {TIME} after its launch, and known well enough to shoot at after {TIME}(?: \({TIME} to "
     rf"{TIME}\))?", _tracked),
    (r", in (\d+) of 100 cases\.", lambda held, found: _same(
        found[1], 100.0 * (1.0 - held.table("known")["first_tracked_s"].is_null().mean())
    )),
    (r"(?:\w+ of (\d+) missiles are stopped and \w+ gets? through)", lambda held, found: (
        _same(found[1], held.answer["threats_count"])
    )),
    (rf"Its (?:{N}|\w+) shots meet their targets {SPAN} km up, {SPAN} minutes after the first launch\.",
     _met),
    (rf"the first shot leaves {TIME} after the first launch", _first_shot),
    # why
    (r"Why they got through: [^.]*\.", _reasons),
    (rf"\w+ limits? binds? most: of the missiles that get through(?: \({N} on average\))?, "
     r"(?:[^.]|\.\d)*\.", _binding),
    (rf"What would change the answer most: [^,]*, {N}–{N} [^:]*: {THROUGH} against {THROUGH} of 100 raids\.",
     lambda held, found: _driver(held, found)),
    (rf"The limit: {N} missiles\. \w+ shots? each uses? up the {N} interceptors", lambda held, found: (
        _same(found[1], held.answer["raid_limit_count"])
        and int(found[2]) <= held.answer["interceptors_count"]
    )),
    (r"opendome explain FOLDER (\S+)", lambda held, found: (
        found[1] in [row["threat_id"] for row in held.answer["by_threat"]]
    )),
    (rf"of 100 missiles that get through, {THROUGH} do because", lambda held, found: (
        found[1] is None
        or _same(
            found[1], max(100.0 * (row["fraction"]["value"] or 0.0) for row in held.answer["leak_reasons"])
        )
    )),
    (rf"in the middle of {N} draws of what is not known; the band holds 90 of 100 draws\.",
     lambda held, found: _same(found[1], held.answer["worlds_count"])),
    (rf"Of 100 missiles (.*); {THROUGH} gets? through\.", _layers),
    # how sure
    (rf"From {N} missiles on, [^.\d]*(?:-\d \w+)? (?:is|are) empty after most raids"
     rf"(?:; [^.]* from {N} on)?\.", _empty),
    (rf"out of reach of every missile of this raid and keeps its {N}\.", lambda held, found: [
        int(found[1])
    ] == [row["inventory_count"] for row in held.answer["by_site"] if not row["threats_in_reach_count"]]),
    (r"with every figure at its value, (none) of 100 raids lets nothing through", _luck),
    (rf"Lines are means at {N} sizes", lambda held, found: _same(found[1], len(held.table("raid_sizes")))),
    (rf"nothing gets through in {THROUGH} of 100 raids at {N} [^,]*, in {THROUGH} at {N} %?",
     lambda held, found: _movers(held, found)),
    (rf"\(dotted line: {THROUGH}\)", lambda held, found: found[1] is None or _same(
        found[1], 100.0 * held.answer["reference_no_leak_probability"]
    )),
    (rf"with every figure at its value, {SPAN} of 100 raids let nothing through", _luck),
    (rf"{N} figures used: {N} have a source and {N} are assumed\.", lambda held, found: [
        int(said) for said in found.groups()
    ] == [len(held.table("figures")), held.answer["figures_count"]["sourced"],
          held.answer["figures_count"]["assumed"]]),
)  # fmt: skip
"""Every kind of sentence with a number, and what its numbers must be."""


def without_rules(text: str) -> str:
    for pattern, _ in RULES:
        text = re.sub(pattern, "", text)
    return text
