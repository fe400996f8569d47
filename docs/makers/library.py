"""The pages of the library: every entry, and every figure with its range and source."""

from __future__ import annotations

from typing import Any

from makers.tables import MADE, number, table
from opendome import units
from opendome.scenario.equipment import Equipment
from opendome.scenario.figures import ASSUMED, Figure, Path, walk
from opendome.scenario.library import PACKAGED, Library
from opendome.scenario.programme.costs import Cost
from opendome.scenario.reading import parse

TITLES = {"threats": "Threats", "sensors": "Sensors", "interceptors": "Interceptors", "costs": "Costs"}

HEADS = {
    "threats": ("id", "name", "figures", "assumed"),
    "costs": ("id", "what", "prices", "per", "million US$", "between", "dollars of", "taken first"),
}

HEAD = """# The library

What OpenDome knows without being told. Every figure names its source, or says ◇ assumed and carries a range.
The data are under CC BY 4.0; `opendome show KIND NAME` prints an entry with all that stands here.

"""

COSTS = """
Where several entries price one thing, a programme takes the one marked *taken first*, unless it says
`prices`. How prices become a cost stands in [Counting the cost](../models/cost.md). Work breakdown:
MIL-STD-881F names an appendix for each kind of thing; numbers of elements inside an appendix were not read in
this edition and are left out.
"""


def pages() -> dict[str, str]:
    """The overview, and one page for each kind of equipment."""
    library = Library()
    overview = MADE + HEAD
    for folder, title in TITLES.items():
        rows = _costs(library) if folder == "costs" else _equipment(library, folder)
        overview += f"## {title}\n\n" + table(HEADS.get(folder, HEADS["threats"]), rows) + "\n"
    overview += _sites(library) + _scenarios(library) + _cities(library) + _sources(library)
    overview += "\n```{toctree}\n:hidden:\n\n" + "".join(f"library/{folder}\n" for folder in TITLES) + "```\n"
    return {"library": overview, **{f"library/{folder}": _page(library, folder) for folder in TITLES}}


def _equipment(library: Library, folder: str) -> list[list[str]]:
    rows = []
    for name in library.ids(folder):
        spec = library.entry(folder, name)
        found = [spec.source_of(path, figure)[0] for path, figure in walk(spec)]
        assumed = sum(source == ASSUMED for source in found)
        rows.append([f"[`{name}`](#library-{name})", spec.name, str(len(found)), str(assumed)])
    return rows


def _costs(library: Library) -> list[list[str]]:
    """Prices of one unit beside one another; what else an entry holds stands on its page."""
    rows = []
    for name in library.ids("costs"):
        spec: Any = library.entry("costs", name)
        one = spec.unit_million_usd or spec.construction_million_usd or spec.unallocated_million_usd
        low, high = one.ends if one else (0.0, 0.0)
        rows.append([
            f"[`{name}`](#library-{name})", spec.name, f"`{spec.prices}`" if spec.prices else "–", spec.per,
            number(one.value) if one else "–", "–" if low == high else f"{number(low)} and {number(high)}",
            str(spec.price_year), "yes" if spec.preferred else "",
        ])  # fmt: skip
    return rows


def _covers(spec: Cost) -> str:
    """What a price covers, how it was found and where it stands in the work breakdown, in words."""
    known = parse((PACKAGED / "work-breakdown.yaml").read_text("utf8"), None).data
    titles = {one["id"]: f"{one['id']}, {one['title']}" for one in known["appendices"]}
    what = f"Of `{spec.prices}`, per" if spec.prices else "Per"
    lines = [f"{what} {spec.per}, in dollars of {spec.price_year}. **Covers** {spec.includes}."]
    if spec.method:
        lines.append(f"**Found** by: {spec.method}.")
    if spec.included_interceptors_count:
        lines.append(f"**{spec.included_interceptors_count} interceptors** are inside.")
    if spec.work_breakdown:
        lines.append(f"**Work breakdown**: {known['edition'].split(',')[0]}, {titles[spec.work_breakdown]}.")
    if spec.learning.theory != "flat":
        words = spec.learning.theory.replace("_", " ")
        lines.append(f"**Learning**: {words}, quoted for the first {spec.learning.quoted_for_count:,}.")
    return " ".join(lines) + "\n\n"


def _page(library: Library, folder: str) -> str:
    text = f"{MADE}# {TITLES[folder]}\n\nNumbers as written, in the unit that the key ends in. ◇ assumed.\n"
    if folder == "costs":
        text += COSTS
    for name in library.ids(folder):
        spec = library.entry(folder, name)
        text += f"\n(library-{name})=\n## {name}\n\n{spec.name}. {' '.join(spec.note.split())}\n\n"
        text += _covers(spec) if isinstance(spec, Cost) else ""
        head = ("figure", "value", "between", "unit", "source", "where")
        text += table(head, (_figure(spec, path, figure) for path, figure in walk(spec)))
    return text


def _figure(spec: Equipment, path: Path, figure: Figure) -> list[str]:
    source, where = spec.source_of(path, figure)
    low, high = figure.ends
    key = ".".join(map(str, path))
    between = "–" if low == high else f"{number(low)} and {number(high)}"
    unit = units.symbol(str(path[-1]))
    return [f"`{key}`", number(figure.value), between, unit, _linked(source), where]


def _sites(library: Library) -> str:
    rows = []
    for name in library.ids("sites"):
        site: Any = library.entry("sites", name)
        place = [f"{site.lat_deg:.3f}", f"{site.lon_deg:.3f}"]
        rows.append([f"`{name}`", site.name, site.country, *place, site.role, _linked(site.source)])
    head = ("id", "name", "country", "lat_deg", "lon_deg", "role", "source")
    return "## Sites\n\n" + table(head, rows) + "\n"


def _linked(source: str) -> str:
    if source == ASSUMED:
        return "◇ assumed"
    return f"[{source}](#source-{source.lower()})" if source else "–"


def _scenarios(library: Library) -> str:
    names = library.ids("scenarios")
    return "## Scenarios\n\n" + "".join(f"- `opendome run {name}`\n" for name in names) + "\n"


def _cities(library: Library) -> str:
    rows = [
        [city.name, city.country, f"{city.lat_deg:.3f}", f"{city.lon_deg:.3f}", f"{city.population_count:,}"]
        for city in library.cities
    ]
    return "## Cities\n\n" + table(("name", "country", "lat_deg", "lon_deg", "population_count"), rows) + "\n"


def _sources(library: Library) -> str:
    text = "## Sources\n"
    for key, line in library.sources.items():
        text += f"\n(source-{key.lower()})=\n**{key}**: {line}\n"
    return text
