"""The pictures of a run's report that are made of its answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from opendome.answers import run_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from opendome.answers.finished_run import Run
    from opendome.contract.parts import Band
    from opendome.contract.run import Answer
    from opendome.records.raid_sizes import RaidSizes
    from opendome.reports.captions import HowMany, Stage
    from opendome.reports.charts import Made
    from opendome.reports.findings import Ends
    from opendome.reports.movers_picture import Movers
    from opendome.reports.plates import Plate
    from opendome.reports.raid_captions import Rule

MOST_USED = 4
"""Figures that a picture names under itself, if it has no better ones of its own."""

KILL, RELIABILITY = "kill_probability", "reliability"


def draw_all(run: Run, sizes: RaidSizes | None, folder: Path) -> list[Plate]:
    """Draw the pictures that are made of a run's answer.

    Args:
        run: A finished run.
        sizes: How raids of other sizes fare; None where nobody can shoot at anything.
        folder: Where to write.

    Returns:
        One plate a picture, in the order of the report; the picture to share has none.
    """
    from opendome.reports import how_many_picture, layers_picture, movers_picture, reasons_picture

    answer, made, used = run.answer, _made(run), _used(run)
    reasons = [(row.reason, _ends(row.fraction)) for row in answer.leak_reasons]
    through = _ends(answer.leak_probability)
    ways: dict[str, Callable[[], Plate | None]] = {
        "how-many-get-through": lambda: how_many_picture.draw(_how_many(answer), used, made, folder),
        "what-each-layer-stopped": lambda: layers_picture.draw(_stages(answer), through, used, made, folder),
        "why-they-got-through": lambda: reasons_picture.draw(reasons, used, made, folder),
        "what-moves-the-answer": lambda: movers_picture.draw(_movers(answer), made, folder),
    }
    if sizes is not None:
        ways |= _of_sizes(run, sizes, used, made, folder)
    found = [ways[name]() for name in run_files.pictures(answer) if name in ways]
    return [plate for plate in found if plate is not None]


def _made(run: Run) -> Made:
    from opendome.reports.charts import Made

    return Made(run.case.name, run.plays.runs_count, run.plays.seed)


def _ends(band: Band) -> Ends:
    """A band as plain numbers; what does not exist is none of the whole."""
    return band.value or 0.0, band.low or 0.0, band.high or 0.0


def _used(run: Run) -> tuple[str, ...]:
    """Figures that decide most: those that move the answer, else the chances of each kind of interceptor."""
    found = [row.figure for row in run.answer.drivers]
    kinds = run.case.defence.kinds
    found += [run.case.figures.path[int(place)] for place in kinds[KILL] if place >= 0]
    return tuple(dict.fromkeys(found))[:MOST_USED]


def _how_many(answer: Answer) -> HowMany:
    from opendome.reports.captions import HowMany

    shares = tuple(row.probability for row in answer.leakers_histogram)
    usual = int(answer.leakers_count.luck_low), int(answer.leakers_count.luck_high)
    return HowMany(answer.threats_count, shares, usual)


def _stages(answer: Answer) -> list[Stage]:
    """What takes missiles out of the raid, in the order of a flight."""
    from opendome.records.defence import LAYERS
    from opendome.reports.captions import Stage

    def mean(name: str) -> Ends:
        shares = [getattr(row.fate_probability, name) for row in answer.by_threat]
        share = sum(shares) / len(shares)
        return share, share, share

    found = [Stage("fail by themselves", mean("failed_by_itself"))]
    found += [
        Stage(f"{row.layer} layer", _ends(row.intercepted_fraction), LAYERS.index(row.layer))
        for row in answer.by_layer
    ]
    found.append(Stage("come down elsewhere", mean("missed_target")))
    return [stage for stage in found if stage.layer >= 0 or stage.share[0] > 0.0]


def _movers(answer: Answer) -> Movers:
    from opendome.reports.captions import Mover
    from opendome.reports.movers_picture import Movers

    found = tuple(
        Mover(
            row.figure,
            row.low,
            row.high,
            row.no_leak_probability_at_low,
            row.no_leak_probability_at_high,
        )
        for row in answer.drivers
    )
    return Movers(found, answer.no_leak_probability.value or 0.0, answer.reference_no_leak_probability)


def _of_sizes(
    run: Run, sizes: RaidSizes, used: tuple[str, ...], made: Made, drawn: Path
) -> dict[str, Callable[[], Plate | None]]:
    """How each picture of raids of other sizes is drawn."""
    from opendome.reports import raid_captions, raid_size_picture, share_picture
    from opendome.reports.size_curve import Curve

    answer = run.answer
    doctrine = raid_captions.doctrine(_rules(run))
    curve = Curve(sizes, answer.threats_count, answer.raid_limit_count, answer.interceptors_count, doctrine)
    return {
        "how-big-a-raid-in-report": lambda: raid_size_picture.draw(curve, used, made, drawn),
        "how-big-a-raid": lambda: share_picture.draw(curve, made, run.case.epoch, drawn),
        "what-runs-out": lambda: _runs_out(run, sizes, used, made, drawn),
    }


def _rules(run: Run) -> list[Rule]:
    """How each layer shoots, and how often one shot of each of its kinds hits."""
    from opendome.records.defence import LAYERS
    from opendome.reports.raid_captions import Kind, Rule

    defence, figures = run.case.defence, run.case.figures

    def hits(kind: int) -> Ends:
        ends = [1.0, 1.0, 1.0]
        for name in (KILL, RELIABILITY):
            place = int(defence.kinds[name][kind])
            if place >= 0:
                of_figure = figures.value[place], figures.low[place], figures.high[place]
                ends = [end * float(each) for end, each in zip(ends, of_figure, strict=True)]
        return ends[0], ends[1], ends[2]

    return [
        Rule(
            LAYERS[code],
            int(defence.rules["shots"][code]),
            int(defence.rules["looks"][code]),
            tuple(
                Kind(name, hits(kind))
                for kind, name in enumerate(defence.kind_name)
                if defence.layer[kind] == code
            ),
        )
        for code in defence.layers
    ]


def _runs_out(run: Run, sizes: RaidSizes, used: tuple[str, ...], made: Made, drawn: Path) -> Plate:
    from opendome.reports import left_picture, raid_captions
    from opendome.reports.left_picture import Row
    from opendome.reports.raid_captions import Site

    answer = run.answer
    names = raid_captions.site_names([row.name for row in answer.by_site])
    rows = [
        Row(
            Site(name, row.inventory_count, row.threats_in_reach_count > 0),
            int(run.case.defence.shooters["layer"][place]),
            place,
        )
        for place, (name, row) in enumerate(zip(names, answer.by_site, strict=True))
    ]
    return left_picture.draw(sizes, rows, answer.threats_count, used, made, drawn)
