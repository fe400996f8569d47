"""Ways to make a file mean something else: numbers, words, keys, lists. The file stays YAML."""

from __future__ import annotations

import re
from random import Random

PAIR = re.compile(
    r"(?<!\w)(?P<key>[A-Za-z_]\w{0,60}): {1,60}(?P<value>[^\s,{}\[\]#&*!|>][^,{}\[\]\n#]{0,200})"
)
KEY = re.compile(r"(?<!\w)(?P<key>[A-Za-z_]\w{0,60}):(?=\s)")
NUMBER = re.compile(r"(?<=: )-?\d{1,40}(\.\d{1,40})?([eE][-+]?\d{1,9})?(?=[,}\s])")
PARTS = re.compile(r"low: (?P<low>[^,}\n]{1,60}), high: (?P<high>[^,}\n]{1,60})")

NUMBERS = (
    ".nan", ".inf", "-.inf", "0", "-0", "0.0", "-1", "1", "1.0", "2", "1e-320", "5e-324", "1e-9", "1e9",
    "1e18", "1e19",
    "1e300", "1e308", "1e400", "-1e308", "-1e-300", "999999999999999999", "9999999999999999999", "0x10",
    "0o17", "1_000",
    "1,5", "12:30", "+5", ".5", "5.", "1e3", "0.30000000000000004", "90", "-90", "180", "360", "361",
    "-180.0000001", "010",
    "1e5", "10000", "10001", "0.999999999999", "1.0000000001",
)  # fmt: skip
OTHERS = (
    "null", "~", "", "true", "false", "yes", "NO", "on", "text", "'5'", '"5 km"', "5 km", "5km", "''", "' '",
    "é", "[]",
    "{}", "[1]", "[1, 2]", "[[1, 2], [3, 4]]", "[null]", "{value: 1}", "{value: 1, low: 2, high: 3}",
    "{low: 1, high: 2}",
    "{value: 5, low: 1, high: 9, shape: pert}", "{value: 5, low: 1}",
    "{value: 5, low: 0, high: 9, shape: log_uniform}",
    "{value: 0.5, low: 0.5, high: 0.5, source: assumed}", "{value: 1, source: nobody2020}",
    "{a: {b: {c: 1}}}",
    "{value: {value: 1}}", "2026-01-01", "2026-01-01T00:00:00Z", "2026-02-30T00:00:00Z",
    "2026-01-01T00:00:00+02:00",
    "2016-12-31T23:59:60Z", "0001-01-01", "9999-12-31T23:59:59Z", "2026-W01-1", "20260101", "assumed",
    "scud-b", "gbi",
    "opir-geo", "fort-greely", "Chicago", "{city: Chicago}", "{site: fort-greely}",
    "{lat_deg: 91, lon_deg: 0}",
    "{lat_deg: 0, lon_deg: 0}", "{lat_deg: 90, lon_deg: 360}", "{city: Nowhere}",
    "[{city: Chicago}, {city: Chicago}]",
    "{kind: geo, longitude_deg: 10}", "{kind: leo}", "[raid]", "limited-raid", "../../etc/passwd", "%s{0}",
    "${HOME}",
    "<script>alert(1)</script>", "{value: 3, low: 3, high: 3}", "{value: 1e308, low: -1e308, high: 1e308}",
    "{value: 1, low: 0, high: 1e308, source: assumed}",
    "{value: 1, low: 1e-320, high: 2, shape: log_uniform}",
)  # fmt: skip
UNITS = (
    "km",
    "m",
    "s",
    "min",
    "hour",
    "deg",
    "rad",
    "kg",
    "t",
    "count",
    "probability",
    "km_per_s",
    "ghz",
    "usd",
    "miles",
)
KEYS = (
    "value", "low", "high", "source", "where", "shape", "moves_with", "kind", "name", "count", "site", "at",
    "aim", "use",
    "opendome", "library", "raid", "energy", "apogee_km", "start_s", "replaces", "note", "basing",
    "description", "__class__",
    "model_config", "0", "-1", "count_", "Count", "stages",
)  # fmt: skip


def _put(text: str, found: re.Match[str] | None, new: str, group: str | int = 0) -> str:
    return text if found is None else text[: found.start(group)] + new + text[found.end(group) :]


def _one(pattern: re.Pattern[str], text: str, lot: Random) -> re.Match[str] | None:
    there = list(pattern.finditer(text))
    return lot.choice(there) if there else None


def odd_number(text: str, lot: Random) -> str:
    return _put(text, _one(NUMBER, text, lot), lot.choice(NUMBERS))


def scaled_number(text: str, lot: Random) -> str:
    """A number a little or much too great or small: often still inside its bounds."""
    found = _one(NUMBER, text, lot)
    if found is None:
        return text
    new = float(found[0]) * lot.choice(
        (-1, 0, 0.001, 0.5, 0.9, 1.1, 2, 10, 60, 1_000, 1e6, 57.29577951308232)
    )
    return _put(text, found, f"{new:.12g}")


def other_value(text: str, lot: Random) -> str:
    return _put(text, _one(PAIR, text, lot), lot.choice((*OTHERS, *NUMBERS)), "value")


def value_from_elsewhere(text: str, lot: Random) -> str:
    """Another value of the same file: a word where a number was, or a number of another quantity."""
    given = _one(PAIR, text, lot)
    return text if given is None else _put(text, _one(PAIR, text, lot), given["value"], "value")


def near_miss(text: str, lot: Random) -> str:
    """A name one letter off."""
    found = _one(PAIR, text, lot)
    return _put(text, found, _misspelt(found["value"], lot), "value") if found else text


def misspelt_key(text: str, lot: Random) -> str:
    found = _one(KEY, text, lot)
    return _put(text, found, _misspelt(found["key"], lot), "key") if found else text


def wrong_unit(text: str, lot: Random) -> str:
    """A key that ends in another unit, or in none."""
    found = _one(re.compile(r"(?<!\w)(?P<key>[a-z]\w{0,50}_[a-z]{1,12}):"), text, lot)
    if found is None:
        return text
    stem = found["key"].rsplit("_", 1)[0]
    return _put(text, found, lot.choice((stem, *(f"{stem}_{unit}" for unit in UNITS))), "key")


def other_key(text: str, lot: Random) -> str:
    found = _one(KEY, text, lot)
    there = [one["key"] for one in KEY.finditer(text)] or ["kind"]
    return _put(text, found, lot.choice((lot.choice(KEYS), lot.choice(there))), "key")


def swapped_range(text: str, lot: Random) -> str:
    found = _one(PARTS, text, lot)
    return _put(text, found, f"low: {found['high']}, high: {found['low']}") if found else text


def half_range(text: str, lot: Random) -> str:
    return _put(text, _one(re.compile(r", (low|high|source|shape): [^,}\n]{1,200}"), text, lot), "")


def list_for_mapping(text: str, lot: Random) -> str:
    """Braces for brackets and the other way, or around what had none."""
    found = _one(re.compile(r"\{(?P<inside>[^{}\n]{0,300})\}"), text, lot)
    if found is None or lot.random() < 0.3:
        return _put(text, other := _one(PAIR, text, lot), f"[{other['value']}]" if other else "", "value")
    inside = found["inside"]
    return _put(text, found, lot.choice((f"[{inside}]", f"[{{{inside}}}]", f"{{x: {{{inside}}}}}", inside)))


def item_of_list(text: str, lot: Random) -> str:
    """A `- ` too many, or one that is missing."""
    found = _one(re.compile(r"^ {0,60}(- )", re.MULTILINE), text, lot)
    return _put(text, found, lot.choice(("", "  ", "- - ", "-")), 1)


def nothing_there(text: str, lot: Random) -> str:
    """A key with nothing behind it."""
    return _put(text, _one(PAIR, text, lot), "", "value")


def _misspelt(word: str, lot: Random) -> str:
    if not word:
        return "x"
    place = lot.randrange(len(word))
    ways = (
        word[:place] + word[place + 1 :], word[:place] + word[place] * 2 + word[place + 1 :], word.upper(),
        word + "s",
        word[:place] + lot.choice("aeiou-_ 0é") + word[place + 1 :], word.replace("-", "_"),
        word.replace("_", "-"),
        word.title(), word[::-1], word[: place + 1], " ".join(word), word + " ", word.replace("_", ""),
    )  # fmt: skip
    return lot.choice(ways)


WAYS = {
    way.__name__.replace("_", " "): way
    for way in (
        odd_number, scaled_number, other_value, value_from_elsewhere, near_miss, misspelt_key, wrong_unit,
        other_key,
        swapped_range, half_range, list_for_mapping, item_of_list, nothing_there,
    )
}  # fmt: skip
"""By name, every way to change what a file says."""
