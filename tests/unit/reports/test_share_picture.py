"""The picture to share stands alone: its size, its letters, and words that can be read at 500 pixels."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from browsing import browser
from opendome.records.raid_sizes import RaidSizes
from opendome.reports import share_picture, style
from opendome.reports.charts import Made
from opendome.reports.size_curve import Curve
from unit.reports.curves import bent, curve
from unit.reports.pictured import texts

SHOWN = 500
"""Pixels across, as a feed of pictures shows it."""

READABLE = 6.5
"""Height of a line of the smallest letters there [pixels]."""

EPOCH = "2026-01-01T00:00:00Z"
SHORT = "Four shots each; one shot hits in 57 of 100 (39–73)"
LONG = (
    "Midcourse: four shots each, terminal: two shots each, up to three times more after a look; one shot "
    "hits: Ground-Based Interceptor in 57 of 100 (39–73) and PAC-3 MSE in 70 of 100 (30–90), five more kinds"
)
CASES: dict[str, tuple[RaidSizes, int, int, str, Made]] = {
    "flagship": (bent(28, 11, 0.1, 1.0), 4, 11, SHORT, Made("Limited raid on the homeland", 1_000, 1)),
    "own beyond": (bent(28, 11, 0.1, 1.0), 14, 11, SHORT, Made("Limited raid on the homeland", 20, 1)),
    "one missile": (bent(4, 1, 0.2, 1.0), 1, 1, SHORT, Made("Test", 1_000, 1)),
    "at the edge": (bent(4, 1, 0.5, 0.9), 4, 1, SHORT, Made("Test", 1, 1)),
    "large": (curve([1, 20, 5_000], [0.2, 11.0, 4_990.0], 1.0), 5_000, 11, LONG,
              Made("A " + "long " * 60, 10**7, 1)),
    "helpless": (bent(12, 0, 0.0, 1.0), 3, 0, LONG, Made("Wide", 1_000, 1)),
    "soft": (bent(60, 48, 0.002, 0.4), 12, 48, LONG, Made("Regional: two batteries and a dozen", 1_000, 1)),
    "a hundred": (bent(120, 11, 0.1, 0.8), 100, 11, SHORT, Made("Many", 1_000, 1)),
}  # fmt: skip


def _draw(name: str, folder: Path) -> Path:
    found, own, limit, doctrine, made = CASES[name]
    share_picture.draw(Curve(found, own, limit, 44, doctrine), made, EPOCH, folder)
    return folder / f"{share_picture.NAME}.svg"


@pytest.mark.parametrize("name", CASES)
def test_words_keep_apart_and_inside(name: str, tmp_path: Path, wholes: list[Any]) -> None:
    file = _draw(name, tmp_path)
    said = texts(file)
    assert "set on 1 January 2026" in said
    assert f"this raid: {CASES[name][1]:,}" in said
    assert "OpenDome" in said
    assert "band: 90 % of what is not" in said
    assert (": rough" in said) == (CASES[name][4].runs < 100)
    assert len(wholes) == 1


def test_the_finding_is_its_title(tmp_path: Path) -> None:
    said = texts(_draw("flagship", tmp_path))
    for word in (
        "Up to 11 missiles, about one in ten gets through.",
        "From the twelfth on, no further one is stopped.",
        "Limited raid on the homeland", "44 interceptors", "no defence", f"{SHORT}; band",
        "Size of the raid [missiles]", "Get through [missiles]",
    ):  # fmt: skip
        assert word in said


def test_its_size_and_its_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        _draw("flagship", tmp_path / folder)
    files = {kind: tmp_path / "a" / f"{share_picture.NAME}.{kind}" for kind in ("svg", "png")}
    for kind, file in files.items():
        assert file.read_bytes() == (tmp_path / "b" / f"{share_picture.NAME}.{kind}").read_bytes()
    head = files["png"].read_bytes()[:24]
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (1200, 675)
    opening = re.search(r"<svg [^>]*>", files["svg"].read_text(encoding="utf-8"))
    assert opening is not None
    assert 'width="1200" height="675"' in opening[0]
    assert 'viewBox="0 0 864 486"' in opening[0]


def test_every_letter_is_brought_along(tmp_path: Path) -> None:
    """The type face is inside, whole; and it has every letter that the picture uses."""
    from fontTools.ttLib import TTFont

    file = _draw("flagship", tmp_path)
    faces = re.findall(
        r"font-weight: (\d+); src: url\(data:font/woff2;base64,([^)]+)\)", file.read_text(encoding="utf-8")
    )
    names = {"400": "Inter-Regular", "600": "Inter-SemiBold"}
    assert [weight for weight, _ in faces] == list(names)
    for weight, letters in faces:
        assert b64decode(letters) == (style.FONTS / f"{names[weight]}.woff2").read_bytes()
        with TTFont(style.FONTS / f"{names[weight]}.ttf") as font:
            assert set(texts(file)) <= {chr(code) for code in font.getBestCmap()}


def test_it_reads_at_500_pixels_in_a_browser(tmp_path: Path) -> None:
    """Boxes of all words, as a real browser draws them with the letters that the picture brings along."""
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": SHOWN, "height": 400})
        for name in CASES:
            file = _draw(name, tmp_path)
            page.set_content(f'<body style="margin:0">{file.read_text(encoding="utf-8")}</body>')
            page.add_style_tag(content=f"svg{{width:{SHOWN}px;height:auto;display:block}}")
            assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('600 12px Inter'))")
            assert page.evaluate("[...document.fonts].every(face => face.status === 'loaded')")
            found = page.evaluate(
                """[...document.querySelectorAll('text')].filter(one => one.textContent.trim()).map(one => {
                    const box = one.getBoundingClientRect()
                    return [one.textContent, box.left, box.top, box.right, box.bottom]
                })"""
            )
            frame = page.evaluate(
                "(box => [box.width, box.height])(document.querySelector('svg').getBoundingClientRect())"
            )
            assert frame == pytest.approx([SHOWN, SHOWN * 675 / 1200], abs=0.5)
            assert len(found) > 12
            for text, left, top, right, bottom in found:
                assert 0.0 <= left < right <= frame[0], (name, text)
                assert 0.0 <= top < bottom <= frame[1], (name, text)
                assert bottom - top >= READABLE, (name, text)
            for one, other in combinations(found, 2):
                beside = one[3] <= other[1] or other[3] <= one[1]
                # boxes of lines are higher than their letters: what may touch is the room above and below
                over = min(one[4], other[4]) - max(one[2], other[2])
                assert beside or over <= 0.18 * min(one[4] - one[2], other[4] - other[2]), (name, one, other)
