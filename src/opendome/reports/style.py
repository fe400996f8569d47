"""How pictures look: one type face, light theme, the same bytes for the same content."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import StringIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import opendome
from opendome.reports import numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = Path(__file__).parent.parent / "library" / "fonts"

DPI = 100
"""Pixels an inch on screen; sizes below are pixels of a picture 960 wide."""

WIDTH = 960.0
EDGE = 24.0
"""Blank at both sides [pixels]."""

FOOT = 44.0
"""What the line at the bottom takes [pixels]."""

FRAME = "frame"
"""How names of those parts of an SVG begin that a report leaves out: heading, caption and foot."""

COMPRESSION = 1
"""Of PNG files: a tenth larger than the best, in half the time."""

SHARPER = 2
"""A PNG has this many pixels for one of the picture."""

TEXT, SOFT, LINE = "#18222f", "#4d5c6e", "#d3dbe4"
PAGE, OCEAN, LAND, COAST, GRATICULE = "#ffffff", "#e9eef4", "#fbfcfd", "#7f93a8", "#d9e1e9"
BALLISTIC, BALLISTIC_TEXT = "#c8323c", "#b92a35"
INFRARED, RADAR = "#7b7c8d", "#566400"
ORBIT, MIDCOURSE, TERMINAL = "#0b9370", "#1d5d8f", "#6c6be1"
ORBIT_TEXT, MIDCOURSE_TEXT, TERMINAL_TEXT = "#07705a", "#1d5d8f", "#4f4dc4"
TRACKED = "#3b4a5c"
"""A track is nobody's own: of no kind of sensor and of no layer."""

PALE, FADED = 0.3, "#c4c8ce"
"""Strength of what would have been, had the missile flown on; and the look of it in a key."""

_SIZE = re.compile(r'<svg ([^>]*?)width="[^"]*" height="[^"]*"')
_TAG = re.compile(r"<[^>]+>")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")

_SETTINGS: dict[str, Any] = {
    "font.family": ["Inter", "DejaVu Sans"],
    "font.size": 8.5,
    "text.color": TEXT,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": "#9aa8b7",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.unicode_minus": True,
    "grid.color": "#e4e7eb",
    "grid.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 5,
    "ytick.major.pad": 5,
    "figure.facecolor": PAGE,
    "savefig.facecolor": "auto",
    "figure.dpi": DPI,
    "svg.fonttype": "none",
    "svg.hashsalt": "opendome",
    "path.simplify": True,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw inside this: our settings and nobody else's."""
    # matplotlib tells about its own cache folder; that is no business of the reader's
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl
    from matplotlib import font_manager

    known = {font.fname for font in font_manager.fontManager.ttflist}
    for file in sorted(FONTS.glob("*.ttf")):
        if str(file) not in known:
            font_manager.fontManager.addfont(str(file))
    with mpl.rc_context():
        mpl.rcdefaults()
        settings: Any = mpl.rcParams
        settings.update(_SETTINGS)
        yield


def figure(height: float) -> Figure:
    """An empty picture 960 pixels wide."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(made)
    return made


def panel(whole: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place in pixels, counted from the upper left corner."""
    high = float(whole.get_figheight() * DPI)
    return whole.add_axes((left / WIDTH, 1.0 - (top + height) / high, width / WIDTH, height / high))


def words(
    whole: Figure, text: str, left: float, top: float, size: float = 8.5, colour: str = TEXT, **more: Any
) -> None:
    """Text whose upper left corner is at a place in pixels."""
    high = float(whole.get_figheight() * DPI)
    whole.text(left / WIDTH, 1.0 - top / high, text, fontsize=size, color=colour, va="top", **more)


def lines(text: str, width: int) -> list[str]:
    """A text as lines of at most `width` letters; a number stays with its unit.

    >>> lines("known after 1 min 33 s", 20)
    ['known after 1 min', '33 s']
    """
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(numbers.glued(text), width)]


def heading(whole: Figure, title: str, caption: list[str]) -> None:
    """The question and the finding at the top; a report that says both itself leaves them out."""
    words(whole, title, EDGE, 22, 15, weight="semibold", gid=f"{FRAME}-title")
    words(whole, "\n".join(caption), EDGE, 54, 9.5, SOFT, linespacing=1.35, gid=f"{FRAME}-caption")


def halo(colour: str) -> dict[str, Any]:
    """What stands behind letters on a line; not an outline, because text must stay text in an SVG."""
    return {
        "facecolor": colour,
        "edgecolor": "none",
        "alpha": 0.6,
        "boxstyle": "round,pad=0.12,rounding_size=0.2",
    }


def foot(whole: Figure, left: str, right: str = "") -> None:
    """The line at the bottom: what this is and where it comes from."""
    from matplotlib.lines import Line2D

    high = float(whole.get_figheight() * DPI)
    rule = 1.0 - (high - 34) / high
    whole.add_artist(
        Line2D(
            (EDGE / WIDTH, 1 - EDGE / WIDTH),
            (rule, rule),
            color=LINE,
            linewidth=0.8,
            transform=whole.transFigure,
            gid=f"{FRAME}-rule",
        )
    )
    words(whole, left, EDGE, high - 26, 7.0, SOFT, gid=f"{FRAME}-left")
    made_by = right or f"OpenDome {opendome.__version__}"
    words(whole, made_by, WIDTH - EDGE, high - 26, 7.0, SOFT, ha="right", gid=f"{FRAME}-right")


def save(whole: Figure, folder: Path, name: str, title: str, description: str, alone: bool = False) -> None:
    """Write the picture as SVG and PNG.

    Args:
        whole: The picture.
        folder, name: Where to write, and the stem of both files.
        title, description: What it is and what it finds, kept inside the files.
        alone: It will be shown without us: the SVG brings its letters along and says its size in pixels, and
            the PNG has exactly those.
    """
    about: Mapping[str, Any] = {
        "Date": None,
        "Title": title,
        "Description": description,
        "Creator": "OpenDome",
    }
    drawn = StringIO()
    whole.savefig(drawn, format="svg", metadata=dict(about))
    # a hundredth of a point is finer than any printer, and half the size
    text = _TAG.sub(_shorter, drawn.getvalue())
    if alone:
        text = _sized(text.replace("</style>", f"{font_faces()}</style>", 1), whole)
    (folder / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")
    about = {"Software": "OpenDome", "Title": title, "Description": description}
    _save_pixels(whole, folder / f"{name}.png", DPI if alone else DPI * SHARPER, about)


def _save_pixels(whole: Figure, file: Path, dpi: int, about: Mapping[str, str]) -> None:
    """The picture as PNG; without a fourth channel, for nothing in it can be seen through."""
    from PIL import Image, PngImagePlugin

    canvas: Any = whole.canvas
    on_screen = whole.get_dpi()
    whole.set_dpi(dpi)
    try:
        canvas.draw()
        drawn = canvas.buffer_rgba()
        high, wide, _ = drawn.shape
        picture = Image.frombuffer("RGBA", (wide, high), drawn, "raw", "RGBA", 0, 1).convert("RGB")
    finally:
        whole.set_dpi(on_screen)
    held = PngImagePlugin.PngInfo()
    for key, text in about.items():
        held.add_text(key, text)
    picture.save(file, format="png", compress_level=COMPRESSION, dpi=(dpi, dpi), pnginfo=held)


@cache
def font_faces() -> str:
    """Our type face as a style sheet that needs no file: for what is shown where it is not installed."""
    faces = []
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        held = b64encode((FONTS / f"Inter-{name}.woff2").read_bytes()).decode()
        source = f'url(data:font/woff2;base64,{held}) format("woff2")'
        faces.append(f"@font-face {{ font-family: Inter; font-weight: {weight}; src: {source}; }}")
    return "\n".join(faces)


def _shorter(tag: re.Match[str]) -> str:
    """A tag with its numbers to two places; what stands between tags is words, and stays as it is."""
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", tag[0])


def _sized(text: str, whole: Figure) -> str:
    """An SVG whose size is said in pixels."""
    wide, high = (round(float(side) * DPI) for side in whole.get_size_inches())
    return _SIZE.sub(f'<svg \\g<1>width="{wide}" height="{high}"', text, count=1)
