"""What tests of pictures share: text read back, figures kept, shots written by hand."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from opendome.records import engagements as fought
from opendome.records.engagements import Engagements


def texts(file: Path) -> str:
    """All words of a picture, a blank between them."""
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", file.read_text(encoding="utf-8")))


def nothing_meets(whole: Any) -> None:
    """No text lies on another or leaves the picture; looked at while our type face is still set."""
    from matplotlib.text import Text

    whole.canvas.draw()
    found = [text for text in whole.findobj(Text) if text.get_visible() and text.get_text().strip()]
    shown = []
    for text in found:
        box = text.get_window_extent()
        shown.append((text.get_text(), box.x0, box.y0, box.x1, box.y1))
    wide, high = whole.get_size_inches() * whole.dpi
    for name, left, bottom, right, top in shown:
        assert left >= 0.0, name
        assert bottom >= 0.0, name
        assert right <= wide, name
        assert top <= high, name
    for one, other in combinations(shown, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


def shot(
    threat: int,
    launch: float,
    meets: float,
    hits: bool,
    play: int = 0,
    shooter: int = 0,
    layer: int = 1,
    thing: int = 0,
    decoy: bool = False,
) -> list[float]:
    """One row of `Engagements.shots`."""
    row = [0.0] * fought.SHOT
    row[fought.SHOT_PLAY], row[fought.SHOT_THREAT], row[fought.SHOT_OBJECT] = play, threat, thing
    row[fought.SHOT_DECOY], row[fought.SHOT_SHOOTER], row[fought.SHOT_LAYER] = decoy, shooter, layer
    row[fought.SHOT_LOOK], row[fought.SHOT_LAUNCH], row[fought.SHOT_INTERCEPT] = 1, launch, meets
    row[fought.SHOT_HIT] = hits
    return row


def fights(
    threats: tuple[str, ...],
    shooters: tuple[str, ...],
    past: list[int],
    reason: list[int],
    rows: list[list[float]],
) -> Engagements:
    """The shots of one play; what plays add up to is left at zero."""
    none = np.zeros(1)
    return Engagements(
        threat_id=threats,
        shooter_id=shooters,
        plays=np.zeros(1, dtype=np.int64),
        stopped=none,
        arrives=none,
        luck=none,
        fails=none,
        decided=none,
        past=np.array([past], dtype=np.int8),
        reason=np.array([reason], dtype=np.int8),
        no_leak=none,
        leakers=none,
        histogram=none,
        used=none,
        by_layer=none,
        by_threat=none,
        shots=np.array(rows, dtype=np.float64).reshape(-1, fought.SHOT),
    )
