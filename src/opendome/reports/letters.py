"""Letters that a picture brings along: the glyphs it uses, inside its SVG.

A picture that is passed on is shown where our type face is not installed. Another one is wider, and words
would run into each other.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAMILY = "Inter"
FILES = {400: "Inter-Regular.ttf", 600: "Inter-SemiBold.ttf"}
"""Of the type face, by weight."""

_WEIGHTS = {"normal": 400, "regular": 400, "semibold": 600, "demibold": 600, "bold": 600}


def of_picture(whole: Figure) -> dict[int, str]:
    """Letters of a picture by weight, each once and sorted."""
    from matplotlib.text import Text

    found: dict[int, set[str]] = {}
    for text in whole.findobj(Text):
        if isinstance(text, Text) and text.get_visible():
            weight = text.get_fontweight()
            known = weight if isinstance(weight, int) else _WEIGHTS[weight]
            found.setdefault(known, set()).update(text.get_text())
    return {weight: "".join(sorted(letters - {"\n"})) for weight, letters in sorted(found.items())}


def brought_along(svg: str, letters: dict[int, str], folder: Path) -> str:
    """An SVG with these letters of our type face inside.

    Args:
        svg: As matplotlib writes it: with a style sheet among its definitions.
        letters: By weight.
        folder: Where the files of the type face lie.
    """
    faces = [
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{b64encode(_part(folder / FILES[weight], used)).decode()})}}"
        for weight, used in letters.items()
        if used
    ]
    return svg.replace("</style>", "".join(faces) + "</style>", 1)


def _part(file: Path, letters: str) -> bytes:
    """The type face with these letters alone; the same bytes for the same letters."""
    from fontTools import subset

    options = subset.Options(
        layout_features=["kern"], hinting=False, name_IDs=[0, 1, 2, 13, 14], recalc_timestamp=False
    )
    written = BytesIO()
    with subset.load_font(str(file), options) as font:
        with_letters = subset.Subsetter(options)
        with_letters.populate(text=letters)
        with_letters.subset(font)
        font.save(written)
    return written.getvalue()
