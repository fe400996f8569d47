"""How numbers are written for readers: one rule a kind, used by the terminal, pictures and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor, isfinite, log10

from opendome import units

MISSING = "–"
"""What stands where a number does not exist."""

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_BEFORE_UNIT = re.compile(r"(?<=[\d°]) (?=(?:s|min|h|m|km|%|[NSEW])(?:\W|$))")
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip

_COMPASS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


def glued(text: str) -> str:
    """A text in which no number parts from its unit at the end of a line."""
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text)


def known(number: float | None) -> bool:
    """Whether there is a number to write."""
    return number is not None and isfinite(number)


def clock(seconds: float | None) -> str:
    """A time as a clock shows it: `9:40`, from one hour on `1:05:00`.

    >>> clock(580.2), clock(0), clock(3900), clock(None)
    ('9:40', '0:00', '1:05:00', '–')
    """
    if seconds is None or not isfinite(seconds):
        return MISSING
    whole = round(seconds)
    minutes, rest = divmod(abs(whole), 60)
    sign = "-" if whole < 0 else ""
    if minutes >= 60:
        return f"{sign}{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
    return f"{sign}{minutes}:{rest:02d}"


def duration(seconds: float) -> str:
    """A time in prose.

    >>> duration(580), duration(42.3), duration(7500), duration(120)
    ('9 min 40 s', '42 s', '2 h 5 min', '2 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def minutes(low_s: float, high_s: float) -> str:
    """A span of times in whole minutes: `25 to 36 minutes`, or `25 minutes` where both are the same."""
    low, high = round(low_s / 60.0), round(high_s / 60.0)
    if low == high:
        return f"{low:,} minute" if low == 1 else f"{low:,} minutes"
    return f"{low:,} to {high:,} minutes"


def decimals_for(value: float, figures: int) -> int:
    """How many decimals (negative: zeros) show this many significant figures."""
    if value == 0 or not isfinite(value):
        return 0
    place = figures - 1 - floor(log10(abs(value)))
    # 9.96 at two figures is 10, not 10.0
    return place if floor(log10(abs(round(value, place)))) == floor(log10(abs(value))) else place - 1


def rounded(value: float | None, decimals: int) -> str:
    """A number to so many decimals (negative: to tens, hundreds), with commas from 1,000."""
    if value is None or not isfinite(value):
        return MISSING
    number = round(value, decimals) or 0.0  # no minus zero
    return f"{number:,.{max(decimals, 0)}f}".replace("-", "−")


def significant(value: float | None, figures: int = 2) -> str:
    """A number to so many significant figures.

    >>> significant(0.607), significant(10259.4, 4), significant(2.0)
    ('0.61', '10,260', '2.0')
    """
    if value is None or not isfinite(value):
        return MISSING
    return rounded(value, decimals_for(value, figures))


def height_km(km: float | None) -> str:
    """A height with its unit: as a length, but in metres where it is low.

    >>> height_km(0.05), height_km(1230.4)
    ('50 m', '1,230 km')
    """
    if km is None or not 0.0015 < km < 0.95:
        return length_km(km)
    return f"{float(f'{km * 1e3:.2g}'):,.0f} m"


def length_km(km: float | None) -> str:
    """A length or height with its unit: to 10 km from 2,000, to 1 km from 20, else to 0.1 km.

    >>> length_km(10259.4), length_km(983.2), length_km(12.34)
    ('10,260 km', '983 km', '12.3 km')
    """
    if km is None or not isfinite(km):
        return MISSING
    size = abs(km)
    return rounded(km, -1 if size >= 2000 else 0 if size >= 20 else 1) + " km"


def speed_km_per_s(speed: float | None) -> str:
    """A speed with its unit, to 10 m/s."""
    return MISSING if speed is None or not isfinite(speed) else f"{speed:.2f} km/s"


def angle_deg(angle: float | None) -> str:
    """An angle with its sign and unit, to 0.1 degree."""
    if angle is None or not isfinite(angle):
        return MISSING
    return rounded(angle, 1) + "°"


def place(lat_deg: float, lon_deg: float) -> str:
    """A place in degrees.

    >>> place(40, 127), place(-33.86, 151.2)
    ('40.0° N 127.0° E', '33.9° S 151.2° E')
    """
    east = (lon_deg + 180.0) % 360.0 - 180.0
    return f"{abs(lat_deg):.1f}° {'S' if lat_deg < 0 else 'N'} {abs(east):.1f}° {'W' if east < 0 else 'E'}"


def heading(azimuth_deg: float) -> str:
    """A direction in words: `40.0° (north-east)`."""
    turn = azimuth_deg % 360.0
    return f"{turn:.1f}° ({_COMPASS[round(turn / 45.0) % 8]})"


def count(number: int, one: str, many: str | None = None) -> str:
    """A count in prose, as a word up to twelve: `four missiles`, `44 missiles`."""
    return f"{word(number)} {one if number == 1 else many or one + 's'}"


def word(number: int) -> str:
    """A whole number as a word up to twelve, with commas from 1,000."""
    return _WORDS[number] if 0 < number < len(_WORDS) else f"{number:,}"


def ordinal(number: int) -> str:
    """A place in an order, as a word up to twelve.

    >>> ordinal(12), ordinal(18), ordinal(21), ordinal(112), ordinal(1003)
    ('twelfth', '18th', '21st', '112th', '1,003rd')
    """
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    teens = 11 <= number % 100 <= 13
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def one_in(share: float) -> tuple[str, bool]:
    """A share of missiles in few words, and whether they are several: `about one in ten`.

    >>> one_in(0.09), one_in(0.36)
    (('about one in ten', False), ('about four in ten', True))
    >>> one_in(0.0004), one_in(0.97)
    (('fewer than one in 1,000', False), ('nearly all', True))
    """
    if share < 0.001:
        return "fewer than one in 1,000", False
    if share >= 0.95:
        return "nearly all", True
    if share > 0.22:
        tenths = round(10.0 * share)
        if tenths == 5:
            return "about half", True
        return f"about {word(tenths)} in ten", True
    many = round(1.0 / share, decimals_for(1.0 / share, 1))
    return f"about one in {word(int(many))}", False


def of_hundred(shares: Sequence[float]) -> list[int]:
    """A hundred things by their shares, rests to the largest remainders; of equal ones the first.

    The first share is rounded by itself, so that it is the number that sentences say.

    >>> of_hundred([0.794, 0.125, 0.025, 0.027, 0.029])
    [79, 13, 2, 3, 3]
    """
    first = round(100.0 * shares[0])
    rest = sum(shares[1:])
    exact = [share / rest * (100 - first) if rest > 0.0 else 0.0 for share in shares[1:]]
    whole = [floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in order[: 100 - first - sum(whole)]:
        whole[place] += 1
    return [first, *whole]


def missiles(number: int) -> str:
    """So many missiles, in digits: `1 missile`, `1,000 missiles`."""
    return f"{number:,} missile" + ("" if number == 1 else "s")


def without_unit(key: str) -> str:
    """A key without the unit that it ends in.

    >>> without_unit("burnout_speed_km_per_s"), without_unit("name")
    ('burnout_speed', 'name')
    """
    ending = units.ending_of(key)
    return key.removesuffix(f"_{ending}") if ending else key


def figure_range(key: str, low: float, high: float) -> str:
    """The range of a figure with its unit: `38–73 %` of a chance, `10–90 s` of a time."""
    first, last, unit = _ends(key, low, high)
    return f"{first}–{last}{unit}"


def figure_ends(key: str, low: float, high: float) -> tuple[str, str]:
    """Both ends of a figure's range, each with its unit: `('38 %', '73 %')`, `('10 s', '90 s')`."""
    first, last, unit = _ends(key, low, high)
    return first + unit, last + unit


def _ends(key: str, low: float, high: float) -> tuple[str, str, str]:
    """Both ends of a figure's range, and its unit behind a blank."""
    ending = units.ending_of(key)
    if ending in ("probability", "fraction") or "probability" in key:
        return f"{100.0 * low:.0f}", f"{100.0 * high:.0f}", " %"
    places = band_decimals(max(abs(low), abs(high)), low, high)
    symbol = units.symbol(key)
    return rounded(low, places), rounded(high, places), f" {symbol}" if symbol else ""


def listing(names: Sequence[str]) -> str:
    """Names in prose: `Chicago, Seattle and New York`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def band_decimals(value: float, low: float, high: float) -> int:
    """Decimals of a value with a band: two figures of the value, more where the band is narrower."""
    width = high - low
    own = decimals_for(value, 2)
    return own if width <= 0 else max(own, min(decimals_for(width, 1), own + 2))


def banded(value: float, low: float, high: float, dash: str = "–") -> tuple[str, str]:
    """A value and its band, ends to the value's last digit: `('3.5', '3.2–3.8')`."""
    places = band_decimals(value, low, high)
    return rounded(value, places), f"{rounded(low, places)}{dash}{rounded(high, places)}"


def of_100(share: float, noun: str = "") -> str:
    """A share of cases in prose, never all and never none: `61 of 100`, `more than 99 of 100`.

    >>> of_100(0.607), of_100(0.0), of_100(0.999), of_100(0.61, "raids")
    ('61 of 100', 'fewer than 1 of 100', 'more than 99 of 100', '61 of 100 raids')
    """
    return f"{hundredths(share)} of 100{f' {noun}' if noun else ''}"


def hundredths(share: float) -> str:
    """A share of 100 cases, without saying none or all.

    >>> hundredths(0.607), hundredths(0.0), hundredths(0.999)
    ('61', 'fewer than 1', 'more than 99')
    """
    said = f"{100.0 * share:.0f}"
    return {"0": "fewer than 1", "100": "more than 99"}.get(said, said)


def percent(value: float, low: float, high: float) -> str:
    """A chance with its band in percent, as tables show it: `16 % (6–28)`.

    A certainty is never printed: beyond 99.5 % it says so.
    """
    if value > 0.995 and low > 0.995:
        return "> 99 %"
    if value < 0.005 and high < 0.005:
        return "< 1 %"
    if round(100 * low) == round(100 * high):
        return f"{_short_hundredths(value)} %"
    return f"{_short_hundredths(value)} % ({_short_hundredths(low)}–{_short_hundredths(high)})"


def _short_hundredths(share: float) -> str:
    """An end of a chance in percent, never nothing and never all."""
    said = f"{100.0 * share:.0f}"
    return {"0": "<1", "100": ">99"}.get(said, said)
