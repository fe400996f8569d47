"""The picture of how big a raid can be stopped."""

from __future__ import annotations

from pathlib import Path

from opendome.records.raid_sizes import RaidSizes
from opendome.reports import charts, numbers, raid_captions, size_curve, style
from opendome.reports.charts import Made, Story
from opendome.reports.plates import Data, Plate
from opendome.reports.size_curve import Curve, Look

QUESTION = "How big a raid can it stop?"
NAME = "how-big-a-raid-in-report"
"""The picture to share has the plain name."""

LIGHT = Look(
    size=8.5, line=1.1, text=style.TEXT, soft=style.SOFT, curve=style.BALLISTIC, page=style.PAGE, band=0.18,
    edge=0.5,
)  # fmt: skip

_LEFT, _RIGHT, _TOP, _HIGH, _BELOW = 72.0, 150.0, 16.0, 340.0, 74.0


def draw(one: Curve, used: tuple[str, ...], made: Made, folder: Path) -> Plate:
    """Write `how-big-a-raid-in-report.svg` and `.png`.

    Args:
        one: The curve and what is marked on it.
        used: Paths of the figures that decide most.
        made: What it was made from.
        folder: Where to write.
    """
    story = _story(one, used)
    with style.styled():
        whole, head = charts.sheet(story, made, _TOP + _HIGH + _BELOW)
        charts.few_runs(whole, made, head + _TOP + _HIGH + 52.0)
        axes = style.panel(whole, _LEFT, head + _TOP, style.WIDTH - _LEFT - _RIGHT, _HIGH)
        size_curve.draw(axes, one, LIGHT)
        axes.set_xlabel("Size of the raid [missiles]")
        axes.set_ylabel("Get through [missiles]")
        axes.yaxis.set_label_coords(-44.0 / (style.WIDTH - _LEFT - _RIGHT), 0.5)
        style.words(whole, f"{one.doctrine}.", style.EDGE, head + _TOP + _HIGH + 52.0, 8.0, style.SOFT)
        charts.save(whole, story, folder)
    return story.plate(head)


def _story(one: Curve, used: tuple[str, ...]) -> Story:
    found = one.found
    finding = raid_captions.sentence(raid_captions.how_big(raid_captions.bend(found, one.limit)))
    return Story(
        name=NAME,
        question=QUESTION,
        finding=finding,
        reading=raid_captions.how_big_read(found),
        drawn_by=_drawn(one),
        used=used,
        data=data(found),
    )


def _drawn(one: Curve) -> str:
    """The points that draw the line: the own raid, the limit, and the largest one."""
    found = one.found
    wanted = sorted({one.own, one.limit, one.top} - {0})
    said = []
    for place, size in enumerate(found.missiles):
        if int(size) in wanted:
            value, band = numbers.banded(
                float(found.leakers[place]), float(found.leakers_low[place]), float(found.leakers_high[place])
            )
            said.append(f"of {int(size):,} missiles {value} ({band})")
    return f"On average get through: {numbers.listing(said)}. {one.doctrine}."


def data(found: RaidSizes) -> Data:
    """The table under it: one row a size."""
    columns = (
        "Size of the raid [missiles]", "Get through [missiles]", "5 of 100 draws below [missiles]",
        "5 of 100 draws above [missiles]", "If nobody shot [missiles]", "Nothing gets through [0 to 1]",
        "Interceptors used [interceptors]",
    )  # fmt: skip
    rows = zip(
        found.missiles, found.leakers, found.leakers_low, found.leakers_high, found.unopposed, found.no_leak,
        found.used, strict=True,
    )  # fmt: skip
    return Data(
        columns, tuple((int(size), *(round(float(value), 3) for value in rest)) for size, *rest in rows)
    )
