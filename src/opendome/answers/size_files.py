"""The pictures of `size`, where files are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import opendome

if TYPE_CHECKING:
    from opendome.answers.size import Question
    from opendome.choices.constellation.sizing import Asked, Sized
    from opendome.contract.size import Curve, SizeDriverRow, StudyRow
    from opendome.reports.size_picture import Line, Shown

LEAST_S, SHOWN_S, POINTS = 20.0, 300.0, 141
"""Of the lines: the first second shown, the last unless the question has more, and how many points."""

SALVOES = (1, 10)
"""Salvoes that are drawn beside the question's own: those of the studies."""


@dataclass(frozen=True)
class Rows:
    """What pictures are drawn from: what moves the count, options that are varied, published counts."""

    drivers: list[SizeDriverRow]
    curves: list[Curve]
    studies: list[StudyRow]


def write(question: Question, layer: Asked, sized: Sized, rows: Rows) -> list[str]:
    """Write the pictures below the folder asked for; their paths, none where no folder was."""
    if question.out is None:
        return []
    from opendome import storage
    from opendome.reports import size_movers, size_picture, size_varied, size_words

    inputs = {
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "size",
        "question": question.inputs(),
    }
    digest = storage.digest_of(inputs)
    folder, whole = storage.place_for(Path(question.out), f"size-{question.kind}", digest)
    stems = [size_picture.NAME]
    shown = shown_of(question, layer, sized, rows.studies)
    drawn = isfinite(sized.in_orbit) and layer.time > 0.0
    stems += [size_movers.NAME] if drawn and rows.drivers else []
    stems += [size_varied.NAME] if rows.curves else []
    stands_on = size_words.stands_on(layer, False)
    if not whole:

        def fill(beside: Path) -> None:
            size_picture.draw(shown, beside)
            if drawn and rows.drivers:
                size_movers.draw(rows.drivers, sized.in_orbit, stands_on, beside)
            if rows.curves:
                size_varied.draw(rows.curves, sized.in_orbit, stands_on, beside)

        storage.write(folder, digest, inputs, fill)
    names = [f"{stem}.{ending}" for stem in stems for ending in ("svg", "png")]
    return [(folder / name).as_posix() for name in names if (folder / name).exists()]


def shown_of(question: Question, layer: Asked, sized: Sized, studies: list[StudyRow]) -> Shown:
    """What the picture to share shows."""
    from opendome.reports import size_words
    from opendome.reports.size_picture import Shown

    last = max(SHOWN_S, 1.5 * layer.time) if question.kind == "boost" else max(1.6 * layer.time, 600.0)
    own = _line(layer, layer.missiles, last, True)
    others = [_line(layer, missiles, last, False) for missiles in SALVOES if missiles != layer.missiles]
    lines = tuple(line for line in (own, *others) if line.times)
    return Shown(
        title=size_words.title(layer, sized),
        foot=size_words.stands_on(layer, bool(studies) and question.kind == "boost"),
        lines=lines,
        last=last,
        time=layer.time,
        count=sized.in_orbit,
        studies=tuple(studies) if question.kind == "boost" else (),
    )


def _line(layer: Asked, missiles: int, last: float, own: bool) -> Line:
    """The count against seconds left to fly, where there is one."""
    from dataclasses import replace

    from opendome.choices.constellation import sizing
    from opendome.reports import numbers
    from opendome.reports.size_picture import Line

    times, counts = [], []
    for step in range(POINTS):
        time = LEAST_S + (last - LEAST_S) * step / (POINTS - 1)
        count = sizing.size(replace(layer, time=time, missiles=missiles)).in_orbit
        if isfinite(count):
            times.append(time)
            counts.append(count)
    return Line(numbers.count(missiles, "missile"), tuple(times), tuple(counts), own)
