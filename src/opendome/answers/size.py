"""`size`: how many interceptors in orbit.

From Python: `answer(Question(kind="boost", burn_time_s=180, inclination_deg=(60,), latitude_deg=(40,)))`.
Everything is in closed form but `--propagate`, `--assurance` and `--threat`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from opendome.answers import question as asked
from opendome.contract.size import Answer, CurvePoint, LatitudeRow, ReachRow, SizeDriverRow, StudyRow
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
    from opendome.answers.size_assured import Counted
    from opendome.answers.size_flown import Found
    from opendome.choices.constellation.sizing import Asked, Sized

__all__ = [
    "Answer", "CurvePoint", "LatitudeRow", "Question", "ReachRow", "SizeDriverRow", "StudyRow", "answer",
]  # fmt: skip

Kind = Literal["boost", "glide", "midcourse"]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Inclination = Annotated[float, Field(ge=0, le=180)]


def _option(metavar: str) -> dict[str, Any]:
    return {"metavar": metavar}


class Question(asked.Question):
    """The layer in orbit and the salvo that it is for."""

    kind: Kind = Field(
        description="Where missiles are met: while engines burn, while a glider glides, or in free fall.",
        json_schema_extra={"position": 0, "metavar": "KIND"},
    )
    fly_out_time_s: float | None = Field(
        None,
        description="Seconds left to fly, instead of those that the times below leave; 120 where neither is "
        "given for boost.",
        json_schema_extra=_option("T"),
        le=100_000,
    )
    burn_time_s: float | None = Field(
        None,
        gt=0,
        le=100_000,
        description="From launch to burnout [s].",
        json_schema_extra=_option("T"),
    )
    detect_s: float = Field(
        65.0,
        ge=0,
        le=100_000,
        description="From launch until the missile is seen and its course is good enough to shoot at.",
        json_schema_extra=_option("T"),
    )
    confirm_s: float = Field(
        0.0, ge=0, le=100_000, description="Then, until it is confirmed.", json_schema_extra=_option("T")
    )
    decide_s: float = Field(
        30.0,
        ge=0,
        le=100_000,
        description="Then, until somebody has decided.",
        json_schema_extra=_option("T"),
    )
    margin_s: float = Field(
        0.0,
        ge=0,
        le=100_000,
        description="Missiles are to be met so long before burnout; other kinds, before the flight ends.",
        json_schema_extra=_option("T"),
    )
    flight_time_s: float | None = Field(
        None,
        gt=0,
        le=100_000,
        description="Glide and midcourse: from launch to the end of the glide, or to re-entry.",
        json_schema_extra=_option("T"),
    )
    altitude_km: float = Field(
        300.0, ge=100, le=36_000, description="Height of the orbits.", json_schema_extra=_option("H")
    )
    inclination_deg: tuple[Inclination, ...] = Field(
        (),
        description="Of the orbits; given again, in equal shares. Without: satellites spread evenly.",
        json_schema_extra=_option("I"),
    )
    delta_v_km_per_s: float = Field(
        6.0,
        gt=0,
        le=100,
        description="Speed that an interceptor can give itself.",
        json_schema_extra=_option("V"),
    )
    acceleration_g: float = Field(
        15.0,
        gt=0,
        le=1_000_000,
        description="Its acceleration until it has that speed.",
        json_schema_extra=_option("A"),
    )
    missiles: int = Field(
        1, ge=1, le=100_000, description="Missiles in the salvo.", json_schema_extra=_option("N")
    )
    shots: int = Field(2, ge=1, le=100, description="Shots at each missile.", json_schema_extra=_option("S"))
    latitude_deg: tuple[Latitude, ...] = Field(
        (),
        description="Of the launch; given again, all are listed and the worst is sized.",
        json_schema_extra=_option("L"),
    )
    split_salvo: bool = Field(
        False,
        description="The salvo comes from all latitudes at once, equally many from each, too far apart for "
        "one satellite to reach two of them.",
    )
    spread_s: float = Field(
        0.0,
        ge=0,
        le=1_000_000,
        description="From the first launch of the salvo to the last.",
        json_schema_extra=_option("T"),
    )
    works_probability: float = Field(
        1.0,
        gt=0,
        le=1,
        description="Chance that an interceptor does what it is told; others are replaced by more shots.",
        json_schema_extra=_option("P"),
    )
    spare_fraction: float = Field(
        0.0,
        ge=0,
        le=10,
        description="Spares in orbit, as a share of those that count.",
        json_schema_extra=_option("F"),
    )
    planes: int | None = Field(
        None, ge=1, le=10_000, description="Planes of the orbits.", json_schema_extra=_option("N")
    )
    spares_per_plane: int = Field(
        0, ge=0, le=1_000, description="With --planes: spares in each.", json_schema_extra=_option("N")
    )
    intercept_altitude_km: float | None = Field(
        None,
        gt=0,
        le=36_000,
        description="Height at which missiles are met; without, that of the orbits, as in the literature.",
        json_schema_extra=_option("H"),
    )
    assurance: float | None = Field(
        None,
        gt=0,
        lt=1,
        description="Chance that at least missiles times shots are in reach, where planes lie worst "
        "over the launch, as 0.9; needs --inclination-deg and --latitude-deg.",
        json_schema_extra=_option("P"),
    )

    propagate: bool = Field(
        False,
        description="Count a Walker shell of that size moment by moment; needs --inclination-deg and "
        "--latitude-deg.",
    )
    pattern: Literal["delta", "star"] = Field(
        "delta",
        description="With --assurance and --propagate: Walker's pattern.",
        json_schema_extra=_option("PATTERN"),
    )
    design_life_duration_year: float | None = Field(
        None, gt=0, le=1_000, description="How long a satellite serves (5).", json_schema_extra=_option("Y")
    )
    horizon_duration_year: float | None = Field(
        None, gt=0, le=1_000, description="Over which is counted (20).", json_schema_extra=_option("Y")
    )
    satellite_mass_kg: float | None = Field(
        None,
        gt=0,
        le=1_000_000,
        description="Mass of a satellite in orbit (1,900).",
        json_schema_extra=_option("M"),
    )
    launcher_mass_kg: float | None = Field(
        None,
        gt=0,
        le=10_000_000,
        description="What one launch brings to orbit (100,000).",
        json_schema_extra=_option("M"),
    )
    search: Literal["regions", "globe"] | None = Field(
        None,
        description="Search inclination, altitude (300 km upwards from --altitude-km or, without it, from "
        "where an orbit lasts for --least-life-day), planes, phasing and pattern for the fewest satellites; "
        "globe: also for launches from everywhere. Needs --latitude-deg and --assurance.",
        json_schema_extra=_option("WHERE"),
    )
    least_life_day: float | None = Field(
        None,
        gt=0,
        le=36_500,
        description="With --search, without --altitude-km: how long the lowest orbit lasts that nobody holds "
        "up, while the Sun is most active (365).",
        json_schema_extra=_option("D"),
    )
    threat: str | None = Field(
        None,
        description="With --from and --to: a missile; reach is counted against it as it flies, too.",
        json_schema_extra=_option("ID"),
    )
    from_place: str | None = Field(
        None, alias="from", description="Where it is launched.", json_schema_extra=_option("PLACE")
    )
    to_place: str | None = Field(
        None, alias="to", description="Where it is aimed.", json_schema_extra=_option("PLACE")
    )
    floor_altitude_km: float | None = Field(
        None,
        ge=0,
        le=1_000,
        description="With --threat: the least height at which it can be met.",
        json_schema_extra=_option("H"),
    )
    vary: tuple[str, ...] = Field(
        (),
        description="Show the count against one option over a range, as burn_time_s or "
        "delta_v_km_per_s=3:9; may be given again.",
        json_schema_extra=_option("OPTION"),
    )

    def inputs(self) -> dict[str, Any]:
        """What was used, after defaults."""
        from opendome.answers.size_options import PUBLISHED_FLY_OUT_S

        found = super().inputs()
        if self.kind == "boost" and self.burn_time_s is None and self.fly_out_time_s is None:
            found["fly_out_time_s"] = PUBLISHED_FLY_OUT_S
        return found


def answer(question: Question, watch: Watch = SILENT) -> Answer:
    """How many interceptors in orbit.

    Args:
        question: What is asked.
        watch: Hears of work that takes longer than a moment.

    Raises:
        InputError: Options contradict one another, or no orbit ever passes the launch.
    """
    from opendome.answers import size_assured, size_flown, size_options, size_search, size_upkeep
    from opendome.choices.constellation import sizing

    size_options.check(question)
    size_flown.check(question)
    size_upkeep.check(question)
    size_search.check(question)
    missile, flown = None, None
    if question.threat is not None:
        watch.step("flight", 0, 1)
        missile = size_flown.boosted(question, watch)
        question = size_flown.with_flight(question, missile)
        watch.step("flight", 1, 1)
    layer = size_options.layer_of(question)
    size_options.check_passing(question, layer)
    if missile is not None and layer.time > 0.0:
        flown = size_flown.reached(question, layer, missile)
    sized = sizing.size(layer)
    shells = size_assured.counted(question, layer, sized, watch)
    shells.search = size_search.searched(question, layer, watch)
    return _reduced(question, layer, sized, flown, shells)


def _reduced(question: Question, layer: Asked, sized: Sized, flown: Found | None, shells: Counted) -> Answer:
    """From what was sized to keys."""
    from math import degrees

    from opendome.answers import size_files, size_rows, size_upkeep
    from opendome.choices.constellation import closed
    from opendome.contract.upkeep import Upkeep
    from opendome.reports import size_words, upkeep_words

    worst, some = sized.worst, sized.reach > 0.0
    lasts = size_upkeep.warnings(layer.altitude)
    drivers, published = size_rows.drivers(question), size_rows.published()
    curves = size_rows.curves(question)
    reaches = size_rows.by_reach(layer, sized, flown) if some else []
    kept = size_upkeep.of(question, layer, sized)
    said = size_words.Said(layer, sized, question)
    return Answer(
        command="size",
        inputs=question.inputs(),
        kind=question.kind,
        window_s=layer.time,
        reach_km=sized.reach * layer.orbit / 1e3 if some else None,
        in_reach_fraction=sized.fraction if some else None,
        absentee_ratio=closed.absentee_ratio(sized.fraction),
        constellation_count=sized.count,
        latitude_gain_ratio=worst.gain if worst else None,
        latitude_gain_cap_ratio=worst.gain_cap if worst else None,
        constellation_latitude_count=worst.count if worst else None,
        constellation_assured_count=shells.shell.satellites_count if shells.shell else None,
        constellation_in_orbit_count=sized.in_orbit,
        constellation_propagated_count=shells.count,
        assured=shells.shell,
        propagated=shells.propagated,
        upkeep=Upkeep.of(kept) if kept else None,
        upkeep_sentence=upkeep_words.sentence(kept) if kept else "",
        search=shells.search,
        worst_latitude_deg=degrees(worst.latitude) if worst else None,
        replaced_ratio=sized.replaced if some else None,
        what_would_change_it=size_words.what_would_change_it(said, drivers),
        by_reach=reaches,
        flown=size_rows.flown_row(layer, flown) if flown else None,
        by_latitude=size_rows.by_latitude(sized, shells.alone),
        drivers=drivers,
        curves=curves,
        published=published,
        files=size_files.write(question, layer, sized, size_files.Rows(drivers, curves, published)),
        sentence=size_words.sentence(said),
        warnings=[
            *size_words.warnings(said, shells.shell is not None),
            *size_rows.without_reach(reaches),
            *lasts,
            *shells.warnings,
        ],
        sources=sorted({"aei2025", "aps2003", *(row.source for row in published)}),
    )
