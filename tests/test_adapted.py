"""The main kinds of page as readers change them: without our styles, spaced out, enlarged, in forced colours, still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browsing import DESK, PHONE, chromium
from tests.test_browser import CUT_OFF, TOO_WIDE
from tests.test_journeys import IN_FOCUS, tab_to
from tests.test_reading import SPACING
from tests.visiting import host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

KINDS = [
    "",
    "guidance/",
    "guidance/travel/",
    "guidance/short-breaks/easy-read/",
    "guidance/ehc-plan/asking/",
    "services/",
    "services/all/",
    "services/sendias/",
    "about/dcos/",
    "about/dcos/burnley/",
    "about/board/",
    "improvement/timeline/",
    "consultations/send-plan/",
    "events/2025/",
    "glossary/",
    "search/?q=school",
    "whats-changed/",
]
# Those of them that have parts which no other has.
UNLIKE = [
    "",
    "guidance/short-breaks/easy-read/",
    "services/sendias/",
    "about/dcos/",
    "improvement/timeline/",
    "glossary/",
]
# What is left of a window of 1280 by 1024 at 400 % zoom (WCAG 1.4.10).
ZOOMED: ViewportSize = {"width": 320, "height": 256}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Where the site is served."""
    with host("today") as found:
        yield found


def ready(page: Page, address: str) -> None:
    """Go to a page, and wait for what a script adds to it."""
    page.goto(address)
    if "?q=" in address:
        page.locator("[data-results][aria-busy=false]").wait_for(state="attached")


def lines(page: Page) -> list[str]:
    """What can be read on a page, line by line."""
    return [" ".join(line.split()) for line in page.locator("body").inner_text().splitlines() if line.strip()]


LARGE = "all => all.filter(each => each.getBoundingClientRect().width > 64).map(each => each.outerHTML.slice(0, 80))"


def test_without_styles_everything_can_be_read_in_order_and_no_picture_fills_the_page(
    browser: Browser, home: str
) -> None:
    with visit(browser, home) as styled, visit(browser, home) as plain:
        plain.page.route("**/*.css", lambda route: route.abort())
        for path in UNLIKE:
            ready(styled.page, home + path)
            ready(plain.page, home + path)
            assert plain.page.locator(".wrap").first.evaluate("each => getComputedStyle(each).maxWidth") == "none"
            words = "".join("".join(lines(plain.page)).split())
            lost = [line for line in lines(styled.page) if "".join(line.split()) not in words]
            assert lost == [], path
            assert plain.page.locator("svg, img").evaluate_all(LARGE) == [], path
            tops = [each.bounding_box() for each in plain.page.locator("header.site-header, h1, footer").all()]
            assert tops == sorted(tops, key=lambda box: box["y"] if box else -1), path


def test_spaced_out_and_enlarged_nothing_is_lost_and_nothing_runs_sideways(browser: Browser, home: str) -> None:
    """WCAG 1.4.12 at both widths, and 1.4.10 with the same spacing on top."""
    with visit(browser, home) as seen:
        page = seen.page
        for path in KINDS:
            ready(page, home + path)
            page.evaluate(SPACING)
            for size in (DESK, PHONE, ZOOMED):
                page.set_viewport_size(size)
                assert page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF) == [], (path, size)
            page.set_viewport_size(DESK)


def test_at_400_percent_the_reading_options_and_a_sheet_can_be_used(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}have-your-say/powar/", viewport=ZOOMED, device_scale_factor=4) as seen:
        page = seen.page
        page.get_by_role("button", name="Reading options").click()
        page.get_by_label("Larger").check()
        page.get_by_role("form", name="Reading options").get_by_role("button", name="Close").click()
        assert page.evaluate(TOO_WIDE) == []
        page.locator("main .word").first.click()
        sheet = page.locator(".word-note:popover-open")
        box = sheet.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= ZOOMED["width"]
        assert 0 <= box["y"] < box["y"] + box["height"] <= ZOOMED["height"]
        sheet.get_by_role("button", name="Close").click()
        assert not sheet.is_visible()


# Buttons, boxes to type in and lists to choose from that have no edge against what is behind them.
WITHOUT_EDGE = """() => [...document.querySelectorAll('.button, button:not(.word), select, input:not([type=radio])')]
    .filter(each => each.checkVisibility())
    .filter(each => {
        const {borderTopStyle, borderTopWidth, borderTopColor} = getComputedStyle(each)
        const ground = getComputedStyle(document.body).backgroundColor
        return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || borderTopColor === ground
    })
    .map(each => each.outerHTML.slice(0, 100))"""


def test_in_forced_colours_every_control_has_an_edge(browser: Browser, home: str) -> None:
    with visit(browser, home, forced_colors="active") as seen:
        for path in KINDS:
            ready(seen.page, home + path)
            assert seen.page.evaluate("matchMedia('(forced-colors: active)').matches")
            assert seen.page.evaluate(WITHOUT_EDGE) == [], path


def test_in_forced_colours_the_focus_and_what_is_chosen_are_seen(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}services/all/?category=health", forced_colors="active") as seen:
        page = seen.page
        tab_to(page, "[name=category]")
        assert page.locator("[name=category]").evaluate("each => each.selectedOptions[0].text") == "Health"
        assert page.get_by_role("status").is_visible()
        here = page.locator(".menu [aria-current]")
        other = page.locator(".menu a:not([aria-current])").first
        edge = "each => getComputedStyle(each).borderBottomColor"
        assert here.evaluate(edge) != other.evaluate(edge)
        page.goto(f"{home}improvement/timeline/?theme=Short+breaks")
        label = page.locator(".timeline-filter label:has(:checked)")
        assert label.inner_text() == "Short breaks"
        assert label.locator("input").evaluate("each => getComputedStyle(each).appearance") != "none"
        label.locator("input").focus()
        assert page.evaluate(IN_FOCUS)["seen"]


MOVING = """() => [...document.querySelectorAll('*')]
    .filter(each => {
        const {animationName, transitionDuration, scrollBehavior} = getComputedStyle(each)
        const turning = transitionDuration.split(', ').some(time => parseFloat(time) > 0)
        return animationName !== 'none' || turning || scrollBehavior === 'smooth'
    })
    .map(each => each.outerHTML.slice(0, 80))"""


def test_nothing_moves_for_readers_who_want_no_motion(browser: Browser, home: str) -> None:
    with visit(browser, home, reduced_motion="reduce") as seen:
        page = seen.page
        for path in KINDS:
            ready(page, home + path)
            assert page.evaluate(MOVING) == [], path
            assert page.evaluate("document.getAnimations().length") == 0, path
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(MOVING), "what would move is found"
