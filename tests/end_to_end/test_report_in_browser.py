"""The report in a real browser: offline, at every width, for everybody, and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from browsing import browser, complaints
from reported import folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (1440, 768, 360)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(params=("flagship", "two-layers"))
def there(request: pytest.FixtureRequest) -> Path:
    return folder(request.param)


@pytest.fixture
def page(chromium: Browser, there: Path) -> Iterator[Page]:
    context = chromium.new_context(offline=True)
    opened = context.new_page()
    heard = complaints(opened)
    opened.goto((there / "report.html").resolve().as_uri())
    yield opened
    assert heard == []
    context.close()


def _plates(there: Path) -> list[dict[str, Any]]:
    return json.loads((there / "figures" / "captions.json").read_text("utf8"))["figures"]


def test_it_is_one_file_without_script_or_address(there: Path) -> None:
    text = (there / "report.html").read_text("utf8")
    assert "<script" not in text.lower()
    assert not re.search(r"\bon(click|load|error)\s*=", text)
    loaded = re.findall(r'(?:src|href)="([^"#][^"]*)"', text) + re.findall(r"url\(([^)#]*)\)", text)
    assert all(address.startswith("data:") for address in loaded), loaded


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # what is wider than its place scrolls by itself, and a key reaches it
    for scroll in page.locator(".scroll").all():
        assert scroll.get_attribute("tabindex") == "0"
    for svg in page.locator("figure svg").all():
        box = svg.bounding_box()
        assert box is not None
        assert box["width"] >= min(width - 40, 700)


def test_everybody_can_use_it(page: Page, there: Path) -> None:
    """One report on a wide screen, the other on a narrow one: the rules take their time."""
    width = 1440 if there == folder("flagship") else 360
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    told = {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
    assert told == {}


def test_the_first_screen_answers(page: Page, there: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    answer = json.loads((there / "answer.json").read_text("utf8"))
    lead = page.locator(".lead")
    assert " ".join(lead.inner_text().split()) == answer["sentence"]
    for part in (lead, page.locator(".three"), page.locator(".made")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900
    # the type face is the one that travels in the file
    assert page.evaluate("document.fonts.check('600 28px Inter')")
    assert page.evaluate("[...document.fonts].every(one => one.status == 'loaded')")


def test_pictures_are_numbered_and_said(page: Page, there: Path) -> None:
    plates = {plate["question"]: plate for plate in _plates(there)}
    headings = page.locator(".plate h3").all_inner_texts()
    assert [int(re.match(r"Figure (\d+)\.", one)[1]) for one in headings] == list(range(1, len(plates) + 1))
    assert sorted(one.split(". ", 1)[1] for one in headings) == sorted(plates)
    for plate in page.locator(".plate").all():
        question = plate.locator("h3").inner_text().split(". ", 1)[1]
        said = plate.locator("svg").get_attribute("aria-label") or ""
        assert said.startswith(f"{question} {plates[question]['finding']}")
        assert len(re.findall(r"\d", said)) >= 1
        # its own heading and foot are left out: the page says them
        inside = plate.locator("svg").inner_html()
        assert "frame-" not in inside
        assert f">{question}<" not in inside


def test_names_inside_pictures_are_told_apart(page: Page) -> None:
    names = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(names) == len(set(names))
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href'))"
        ".filter(one => !document.getElementById(one.slice(1)))"
    )
    assert broken == []
    used = page.evaluate(
        "[...document.querySelectorAll('svg [clip-path], svg use')].map(one => "
        "(one.getAttribute('clip-path') || one.getAttribute('xlink:href') || one.getAttribute('href') || ''))"
        ".map(one => (one.match(/#([^)]+)/) || [])[1]).filter(one => one && !document.getElementById(one))"
    )
    assert used == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_printed(page: Page, there: Path, paper: str) -> None:
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    texts = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
    digest = json.loads((there / "manifest.json").read_text("utf8"))["digest"][:8]
    name = json.loads((there / "answer.json").read_text("utf8"))["scenario_name"]
    for number, text in enumerate(texts, start=1):
        assert digest in text
        assert name in text
        assert f"{number} / {len(texts)}" in text
    # one figure and its caption stand on one sheet
    for plate in _plates(there):
        sheets = [text for text in texts if plate["question"] in text and plate["finding"][:60] in text]
        assert len(sheets) == 1, plate["question"]
    whole = " ".join(texts)
    assert "as a table" not in whole
    assert "Sources, and how to cite" in whole
    assert whole.count("◇ assumed") > 20
