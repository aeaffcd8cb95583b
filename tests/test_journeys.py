"""What families come for, from the home page to the answer: with the keyboard alone, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browsing import PHONE, chromium
from tests.visiting import host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

MOST_TABS = 120


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all journeys."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Where the site is served."""
    with host("today") as found:
        yield found


# What is in focus: whether it can be seen, in the window and by a sign of two pixels or more that is not there without
# the focus; and where it stands among all elements.
IN_FOCUS = """() => {
    const each = document.activeElement
    if (each === document.body) return null
    const look = () => {
        const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(each)
        return {outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth), shadow: boxShadow}
    }
    const box = each.getBoundingClientRect()
    const seen = look()
    each.blur()
    const plain = look()
    each.focus()
    const outlined = seen.outline >= 2 && seen.outline > plain.outline
    return {
        place: [...document.querySelectorAll('*')].indexOf(each),
        what: each.outerHTML.slice(0, 90),
        head: box.top + scrollY,
        foot: box.bottom + scrollY,
        seen: (outlined || seen.shadow !== plain.shadow && seen.shadow !== 'none')
            && box.width > 0 && box.height > 0
            && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    }
}"""


def tab_to(page: Page, selector: str) -> None:
    """Go on with Tab until something is in focus; whatever is on the way is seen, and comes in the page's order."""
    last = -1
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(IN_FOCUS)
        if found is None:
            break
        assert found["seen"], found["what"]
        assert found["place"] > last, found["what"]
        last = found["place"]
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def enter(page: Page, selector: str, path: str) -> None:
    """Reach a link with Tab and follow it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_the_keyboard_alone_finds_the_officer_of_a_district(browser: Browser, home: str) -> None:
    with visit(browser, home) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate(IN_FOCUS)["seen"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "_main"
        enter(page, "a[href='/about/dcos/']", "/about/dcos/")
        tab_to(page, "[name=place]")
        page.keyboard.type("Burnley")
        page.keyboard.press("Enter")
        page.wait_for_url("**/about/dcos/burnley/")
        assert title(page) == "Your DCO in Burnley"
        tab_to(page, ".dco a[href^='tel:']")


def test_the_keyboard_alone_finds_a_service_by_way_of_the_menu_and_the_filter(browser: Browser, home: str) -> None:
    with visit(browser, home) as seen:
        page = seen.page
        enter(page, ".menu a[href='/services/']", "/services/")
        assert page.locator(".menu [aria-current]").inner_text() == "Find a service"
        enter(page, "main a[href='/services/all/']", "/services/all/")
        tab_to(page, "[name=category]")
        page.keyboard.type("Hea")
        tab_to(page, "button[type=submit]:not(.find *)")
        page.keyboard.press("Enter")
        page.wait_for_url("**?category=health")
        tab_to(page, ".offers li:not([hidden]) a")
        name = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url("**/services/*/")
        assert title(page) == name


def test_the_keyboard_alone_searches_from_the_home_page(browser: Browser, home: str) -> None:
    with visit(browser, home) as seen:
        page = seen.page
        tab_to(page, "[name=q]")
        page.keyboard.type("bus to school")
        page.keyboard.press("Enter")
        page.locator("[data-results][aria-busy=false]").wait_for(state="attached")
        enter(page, "[data-results] a", "/guidance/travel/")
        assert title(page) == "Travel to school"


@pytest.mark.parametrize("closing", ["button", "Escape"])
def test_the_sheet_of_a_short_name_opens_and_gives_the_focus_back(browser: Browser, home: str, closing: str) -> None:
    with visit(browser, f"{home}have-your-say/powar/", viewport=PHONE) as seen:
        page = seen.page
        tab_to(page, "main .word")
        word = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        sheet = page.locator(".word-note:popover-open")
        assert sheet.is_visible()
        assert len(sheet.inner_text()) > len(word) + len("Close")
        box = sheet.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE["width"]
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "word-close"
        assert page.evaluate(IN_FOCUS)["seen"]
        page.keyboard.press("Enter" if closing == "button" else closing)
        assert not sheet.is_visible()
        assert page.evaluate("document.activeElement.className") == "word"
        assert page.evaluate("document.activeElement.textContent") == word


ORDER = ["", "guidance/ehc-plan/asking/", "services/sendias/", "about/dcos/"]
STOPS = "all => all.filter(each => each.checkVisibility()).length"


@pytest.mark.parametrize("path", ORDER)
def test_the_focus_goes_down_the_page_to_everything_and_leaves_it_at_the_end(
    browser: Browser, home: str, path: str
) -> None:
    """On a phone, where all is one column, nothing that comes later stands above what came before (WCAG 2.4.3)."""
    with visit(browser, home + path, viewport=PHONE) as seen:
        page = seen.page
        head = -1.0
        stops = 0
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            found = page.evaluate(IN_FOCUS)
            if found is None:
                break
            assert found["seen"], found["what"]
            assert found["foot"] > head, found["what"]
            head = found["head"]
            stops += 1
        assert stops == page.locator("a, button, input, select, summary").evaluate_all(STOPS)


def test_without_script_the_officer_of_a_district_is_three_clicks_away(browser: Browser, home: str) -> None:
    with visit(browser, home, java_script_enabled=False) as seen:
        page = seen.page
        page.locator("main").get_by_role("link", name="Find your DCO").click()
        page.locator("main").get_by_role("link", name="Burnley").first.click()
        assert title(page) == "Your DCO in Burnley"
        assert page.locator(".dco a[href^='tel:']").first.is_visible()


def test_without_script_a_service_is_found_by_its_topic(browser: Browser, home: str) -> None:
    with visit(browser, home, java_script_enabled=False) as seen:
        page = seen.page
        page.locator("main").get_by_role("link", name="Find a service").click()
        page.locator("main a[href='/services/category/health/']").click()
        first = page.locator("main a[href^='/services/']:not([href*='category']):not(.trail *)").first
        name = first.inner_text()
        first.click()
        assert title(page) == name
        assert page.get_by_role("heading", name="Contact", exact=True).is_visible()


def test_without_script_the_search_leads_to_any_page_by_its_letter(browser: Browser, home: str) -> None:
    with visit(browser, home, java_script_enabled=False) as seen:
        page = seen.page
        page.get_by_label("Search this site").fill("short breaks")
        page.get_by_role("button", name="Search").click()
        page.locator("main a[href='/a-to-z/']").click()
        page.locator(".letters").get_by_role("link", name="S", exact=True).click()
        assert page.url.endswith("/a-to-z/#_pages-s")
        page.locator("main").get_by_role("link", name="Short breaks", exact=True).first.click()
        assert title(page) == "Short breaks"


def test_without_script_the_timeline_is_whole(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}improvement/timeline/", java_script_enabled=False) as seen:
        years = seen.page.locator(".timeline-year")
        assert years.count() > len("years")
        assert seen.page.locator(".timeline-year li:visible").count() == seen.page.locator(".timeline-year li").count()
        seen.page.locator(".letters a").last.click()
        assert years.last.locator("h2").is_visible()


def test_without_script_a_short_name_is_explained(browser: Browser, home: str) -> None:
    with visit(browser, f"{home}have-your-say/powar/", java_script_enabled=False) as seen:
        seen.page.locator("main .word").first.click()
        sheet = seen.page.locator(".word-note:popover-open")
        assert sheet.is_visible()
        sheet.get_by_role("button", name="Close").click()
        assert not sheet.is_visible()
