"""The page of inventories and its picture, from the library's table of what was told by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from makers.tables import MADE, table
from opendome.scenario.library import PACKAGED
from opendome.scenario.reading import parse

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILE = PACKAGED / "inventories.yaml"
NAME = "inventories"
TITLE = "How many are said to exist, and how many are expected?"
YEARS = (2025, 2035)
ROW = 34.0

HEAD = """# How many are there?

What was told of inventories in 2025, and expected for 2035. OpenDome takes raids as given: it does not know
what a country would launch. These are the counts that public debate starts from. Where two tellings
disagree, both stand here, and nobody has settled which is right.

**All of them go back to one sheet** of the US Defense Intelligence Agency of May 2025 on missile threats to
the homeland. That sheet was not read for this page: every number is somebody's telling of it, so that many
tellings of one number are no more than one source. The expectation for 2035 is that agency's own, and no
independent count stands beside it.

![Counts of 2025 and 2035 by country and class, as dots, with bars for ranges](pictures/{name}.png)

"""

FOOT = """
- "At most" is a telling of so many *or fewer*: the lower end is open.
- Tellings do not name one class alike: the transcription counts hypersonic *gliders*, the others hypersonic
  *weapons*, which may hold more.
- The transcription gives Russia's missiles launched by submarines without a year. It stands under 2025. The
  number for 2035 is derived from a count of warheads, not told.
- One telling dates the assessment to March 2025, the others to May.
- A dash is a number that no telling has; it is not zero.

A count is no raid. How many of them fly at once, at what, and how many warheads and decoys each carries is a
choice of whoever writes the scenario, and the largest lever there is:
[When it runs out](how-to/when-it-runs-out.md) shows the curve.

## Who tells what

The data are in the library, in `inventories.yaml`, with the place of each number.

"""


@dataclass(frozen=True)
class Told:
    """One telling of one count; both ends are inclusive."""

    year: int
    low: int
    high: int
    source: str
    where: str

    @property
    def words(self) -> str:
        """As the table says it."""
        if self.low == 0 < self.high:
            return f"at most {self.high:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


@dataclass(frozen=True)
class Row:
    """What is told of one class of one country."""

    country: str
    kind: str
    counts: tuple[Told, ...]

    def of(self, year: int) -> list[Told]:
        """The tellings of a year."""
        return [one for one in self.counts if one.year == year]

    def said(self, year: int) -> dict[str, list[str]]:
        """What is told of a year, the least first, with who tells it."""
        found: dict[str, list[str]] = {}
        for one in sorted(self.of(year), key=lambda one: (one.high, -one.low)):
            found.setdefault(one.words, []).append(one.source)
        return found

    def words(self, year: int) -> str:
        """What is told of a year; a dash where nobody tells."""
        return " or ".join(self.said(year)) or "–"

    def disagreement(self) -> str:
        """Of years whose tellings differ, who tells what."""
        found = []
        for year in YEARS:
            said = self.said(year)
            if len(said) > 1:
                parts = [f"{words} ({', '.join(map(_linked, who))})" for words, who in said.items()]
                found.append(f"{year}: {'; '.join(parts)}")
        return ". ".join(found)


def rows() -> list[Row]:
    """The table, in the order of the file."""
    data = parse(FILE.read_text("utf8"), FILE.name).data
    return [
        Row(item["country"], item["class"], tuple(Told(**count) for count in item["counts"]))
        for item in data["inventories"]
    ]


def page() -> str:
    """The page."""
    found = rows()
    head = ("country", "class", *map(str, YEARS), "where tellings disagree")
    text = MADE + HEAD.format(name=NAME)
    text += table(
        head, ([row.country, row.kind, *map(row.words, YEARS), row.disagreement()] for row in found)
    )
    told = (
        [row.country, row.kind, str(one.year), one.words, _linked(one.source), one.where]
        for row in found
        for one in row.counts
    )
    return text + FOOT + table(("country", "class", "year", "count", "who", "as told"), told)


def _linked(source: str) -> str:
    return f"[{source}](#source-{source.lower()})"


def pictures(folder: Path) -> list[Path]:
    """Draw the picture anew."""
    from opendome.reports import style

    found = rows()
    differ = sum(bool(row.disagreement()) for row in found)
    said = (
        f"Tellings of one sheet; in {differ} of {len(found)} rows they differ. A dot is a number that "
        "somebody tells, a bar the span of what is told; "
        '"or" stands where tellings differ. Right of 10 the scale goes by tens.'
    )
    with style.styled():
        whole = style.figure(150.0 + ROW * len(found) + 96.0)
        style.heading(whole, TITLE, style.lines(said, 118))
        axes = style.panel(whole, 250.0, 140.0, style.WIDTH - 250.0 - 60.0, ROW * len(found))
        _scale(axes, len(found))
        for place, row in enumerate(found):
            _row(axes, row, len(found) - 1.0 - place)
        style.words(whole, "2025", 250.0, 112.0, 9.5, style.SOFT, weight="semibold")
        style.words(whole, "and, below it, 2035", 286.0, 112.0, 9.5, COLOURS[2035], weight="semibold")
        style.foot(whole, "library/inventories.yaml; the sheet itself was not read")
        with TemporaryDirectory() as beside:
            style.save(whole, Path(beside), NAME, TITLE, said)
            return [Path(copyfile(Path(beside) / f"{NAME}.png", folder / f"{NAME}.png"))]


COLOURS = {2025: "#5e5f70", 2035: "#1d5d8f"}


def _scale(axes: Axes, count: int) -> None:
    """Even to 10, by tens from there; nothing and 10 are both told of."""
    axes.set_xscale("symlog", linthresh=10.0, linscale=0.6)
    axes.set_xlim(-0.6, 9_000.0)
    ticks = (0, 10, 100, 1_000, 5_000)
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.set_ylim(-0.1, count)
    axes.set_yticks([])
    axes.grid(visible=True, axis="x")
    axes.set_xlabel("missiles")


def _row(axes: Axes, row: Row, floor: float) -> None:
    axes.annotate(
        f"{row.country}, {row.kind}", (0.0, floor + 0.5), xycoords=("axes fraction", "data"),
        xytext=(-12, 0), textcoords="offset points", ha="right", va="center", fontsize=8.5,
    )  # fmt: skip
    for year, height in ((YEARS[0], floor + 0.7), (YEARS[1], floor + 0.3)):
        told, colour = row.of(year), COLOURS[year]
        if not told:
            continue
        ends: Sequence[int] = sorted({end for one in told for end in (one.low, one.high)})
        axes.plot([ends[0], ends[-1]], [height, height], color=colour, linewidth=5.0, alpha=0.35)
        dots = sorted({one.high for one in told} | {one.low for one in told if one.low or not one.high})
        axes.plot(dots, [height] * len(dots), color=colour, linestyle="", marker="o", markersize=4.5)
        axes.annotate(
            row.words(year), (ends[-1], height), xytext=(7, 0), textcoords="offset points", ha="left",
            va="center", fontsize=7.5, color=colour,
        )  # fmt: skip
