"""The page of `opendome serve` in a real browser: a move becomes a number, at every width, for everybody."""

from __future__ import annotations

import json
import re
import shlex
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from browsing import browser, complaints
from opendome.cli import main
from opendome.server.application import application
from opendome.server.running import bound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

STANDS = "html[data-ready]"
SLIDER = "#burn_time_s"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the page is served, from a thread of this process."""
    there = bound(0)
    server = uvicorn.Server(uvicorn.Config(application(), log_level="critical", timeout_graceful_shutdown=1))
    served = threading.Thread(target=server.run, kwargs={"sockets": [there]})
    served.start()
    yield f"http://127.0.0.1:{there.getsockname()[1]}/"
    server.should_exit = True
    served.join()


@pytest.fixture
def expected() -> list[str]:
    """Words of complaints that a test brings about itself."""
    return []


@pytest.fixture
def page(chromium: Browser, address: str, expected: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    heard = complaints(opened, "127.0.0.1")
    opened.goto(address)
    opened.wait_for_selector(STANDS)
    yield opened
    assert [one for one in heard if not any(word in one for word in expected)] == []
    context.close()


def asked(page: Page, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command that the page shows answers on the command line."""
    words = shlex.split(page.inner_text("#command"))
    assert words[:2] == ["opendome", "size"]
    capsys.readouterr()
    assert main([*words[1:], "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def slid(page: Page, value: int) -> None:
    """Move the slider as a hand does, and wait for the number of where it stands."""
    page.locator(SLIDER).fill(str(value))
    page.wait_for_selector(f"body:not(.waiting) .numbers dd:has-text('{value - 95}')")


def test_a_move_becomes_a_number(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    before = page.inner_text("#lead b")
    page.focus(SLIDER)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector("body:not(.waiting) .numbers dd:has-text('95')")
    assert page.input_value("#burn_time_s-number") == "190"
    assert page.inner_text("#lead b") != before
    found = asked(page, capsys)
    assert found["inputs"]["burn_time_s"] == 190
    said = " ".join((page.inner_text("#lead") + " " + page.inner_text("#rest")).split())
    assert re.sub(r"\W", "", said).lower() == re.sub(r"\W", "", found["sentence"]).lower()
    moved = page.evaluate("performance.getEntriesByName('move-to-number').map(one => one.duration)")
    assert len(moved) >= 1


def test_the_address_keeps_the_state(page: Page, address: str) -> None:
    slid(page, 230)
    page.wait_for_url("**/?burn_time_s=230")
    number = page.inner_text("#lead b")
    page.goto(address + "?burn_time_s=230")
    page.wait_for_selector(STANDS)
    assert (page.inner_text("#lead b"), page.input_value(SLIDER)) == (number, "230")
    page.click("#reset")
    page.wait_for_selector("body:not(.waiting) .numbers dd:has-text('85')")
    page.wait_for_url(address)
    assert page.is_hidden("#reset")


def test_other_figures_come_by_the_address(
    page: Page, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto(address + "?missiles=10&latitude_deg=35&latitude_deg=45&altitude_km=500")
    page.wait_for_selector(STANDS)
    inputs = asked(page, capsys)["inputs"]
    assert (inputs["missiles"], inputs["latitude_deg"], inputs["altitude_km"]) == (10, [35.0, 45.0], 500.0)
    assert "ten missiles" in page.inner_text("#lead")


def test_a_split_salvo_is_counted_by_its_share(page: Page, address: str) -> None:
    """The ratio of the sentence stands among the numbers, and the count is for one place's missiles."""
    page.goto(f"{address}?missiles=2&split_salvo=true&latitude_deg=40&latitude_deg=35&inclination_deg=60")
    page.wait_for_selector(STANDS)
    said = re.search(r"one in ([\d,]+) is in reach", page.inner_text("#rest"))
    assert said is not None
    assert f"1 in {said.group(1)}" in page.inner_text("#numbers")
    page.wait_for_selector("#exact .sure", timeout=60_000)
    assert "at least 2 in reach" in page.inner_text("#exact")


def test_what_an_address_cannot_say_is_named_and_kept(page: Page, address: str, expected: list[str]) -> None:
    expected.append("422")
    page.goto(address + "?burn_time_s=900&missles=3&shots=none")
    page.wait_for_selector(STANDS)
    page.wait_for_selector("#quiet:has-text('between 60 and 300')")
    assert page.input_value(SLIDER) == "300"
    slid(page, 299)
    said = page.inner_text("#quiet")
    assert "Did you mean missiles?" in said
    assert "shots needs a whole number" in said
    page.wait_for_url("**/?burn_time_s=299&missles=3&shots=none")


def test_where_no_time_is_left_it_says_how_much_is_missing(page: Page) -> None:
    page.fill("#burn_time_s-number", "77")
    page.wait_for_selector("body:not(.waiting) #lead:has-text('18 s short')")
    page.wait_for_timeout(600)
    assert page.inner_text("#exact") == ""
    assert page.locator(".now .dot").get_attribute("visibility") == "hidden"


def test_it_is_counted_once_the_slider_rests(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    """Each move cancels the count before; the last one is answered."""
    for value in (231, 232, 233, 240):
        slid(page, value)
    page.wait_for_selector("#exact .sure", timeout=60_000)
    found = asked(page, capsys)
    assert page.inner_text("#exact b") == f"{found['constellation_assured_count']:,}"
    assert page.evaluate("performance.getEntriesByName('rest-to-counted').length") in (1, 2)


def test_the_keyboard_does_all(page: Page) -> None:
    order = ["To the answer", "share", "theme", "burn_time_s-number", "−", "burn_time_s", "+", "copy"]
    reached = []
    for _ in order:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached == order
    page.focus(SLIDER)
    page.keyboard.press("Home")
    assert page.get_attribute(SLIDER, "aria-valuetext") == "60 s"


@pytest.mark.parametrize("width", [1440, 1280, 768, 360])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_everybody_can_use_it(page: Page, address: str, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}?theme={theme}")
    page.wait_for_selector(STANDS)
    page.wait_for_selector("#picture svg path")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    # in one step: the picture is drawn anew when what is counted comes in
    assert page.evaluate("document.querySelector('#picture svg').getBoundingClientRect().right") <= width
    heights = page.evaluate(
        "[...document.querySelectorAll('.row button, .slide input')].map(one => one.offsetHeight)"
    )
    assert min(heights) >= 44
    found = Axe().run(page).response["violations"]
    told = {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
    assert told == {}
    assert page.evaluate("document.fonts.check('600 26px Inter')")


def test_the_theme_follows_the_system_until_it_is_chosen(chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(STANDS)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(5, 8, 14)"
    page.wait_for_url("**/?theme=dark")
    context.close()


def test_when_the_engine_stops_the_page_says_so_and_goes_on(page: Page, expected: list[str]) -> None:
    expected.append("ERR_FAILED")
    page.route("**/api/size?*", lambda route: route.abort())
    page.locator(SLIDER).fill("200")
    page.wait_for_selector("#quiet:has-text('The engine has stopped')")
    assert "2,200" in page.inner_text("#lead")  # the last answer stays
    page.unroute("**/api/size?*")
    page.wait_for_selector("body:not(.waiting) .numbers dd:has-text('105')")
    assert page.inner_text("#quiet") == ""
