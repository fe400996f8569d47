"""The figures of a run's report that are made of its answer, and the record that two of them need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from opendome.answers.raid_sizes import raid_sizes, shoots
from opendome.watch import SILENT, Watch

if TYPE_CHECKING:
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

RECORD = "raid_sizes.parquet"

MOST_USED = 4
"""Figures that a picture names under itself, if it has no better ones of its own."""

KILL, RELIABILITY = "kill_probability", "reliability"


def pictures(answer: Answer) -> list[str]:
    """Stems of the pictures that `draw_all` writes for an answer, in the order of the report."""
    shot = shoots(answer)
    there = {
        "how-many-get-through": True,
        "how-big-a-raid-in-report": shot,
        "how-big-a-raid": shot,
        "what-each-layer-stopped": len(answer.by_layer) > 1,
        "why-they-got-through": bool(answer.interceptors_count and answer.leakers_count.value),
        "what-runs-out": shot,
        "what-moves-the-answer": bool(answer.drivers),
    }
    return [name for name, is_there in there.items() if is_there]


def files(answer: Answer) -> list[str]:
    """Names of all files that `draw_all` writes for an answer, relative to the run folder."""
    drawn = [f"figures/{stem}.{kind}" for stem in pictures(answer) for kind in ("png", "svg")]
    return [*([RECORD] if shoots(answer) else []), *drawn]


def draw_all(run: Run, folder: Path, watch: Watch = SILENT) -> list[Plate]:
    """Draw the figures into `folder/figures`, and write the record of raids of other sizes.

    Args:
        run: A finished run.
        folder: The run folder; its folder `figures` must be there.
        watch: Told how far the raids of other sizes are.

    Returns:
        One plate a figure, in the order of the report; the picture to share is none.

    Raises:
        Stopped: The watch asked to stop.
    """
    from opendome import storage
    from opendome.reports import how_many_picture, layers_picture, movers_picture, reasons_picture

    answer, made, drawn = run.answer, _made(run), folder / "figures"
    used = _used(run)
    found: list[Plate | None] = [how_many_picture.draw(_how_many(answer), used, made, drawn)]
    sizes = raid_sizes(run, watch)
    if sizes is not None:
        storage.write_table(folder / RECORD, sizes.to_frame())
        found.append(_how_big(run, sizes, used, made, drawn))
    found.append(layers_picture.draw(_stages(answer), _ends(answer.leak_probability), used, made, drawn))
    if answer.interceptors_count:
        reasons = [(row.reason, _ends(row.fraction)) for row in answer.leak_reasons]
        found.append(reasons_picture.draw(reasons, used, made, drawn))
    if sizes is not None:
        found.append(_runs_out(run, sizes, used, made, drawn))
    found.append(movers_picture.draw(_movers(answer), made, drawn))
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


def _how_big(run: Run, sizes: RaidSizes, used: tuple[str, ...], made: Made, drawn: Path) -> Plate:
    from opendome.reports import raid_captions, raid_size_picture, share_picture
    from opendome.reports.size_curve import Curve

    answer = run.answer
    doctrine = raid_captions.doctrine(_rules(run))
    curve = Curve(sizes, answer.threats_count, answer.raid_limit_count, answer.interceptors_count, doctrine)
    share_picture.draw(curve, made, run.case.epoch, drawn)
    return raid_size_picture.draw(curve, used, made, drawn)


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
