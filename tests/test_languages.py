"""Pages that run from right to left, with their words from a file, in a real browser."""

# ruff: noqa: RUF001 - these letters are Urdu

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.barriers import barriers
from tests.browsing import DESK, PHONE, chromium
from tests.test_browser import TOO_WIDE
from tests.visiting import host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

PAGE = "help/short-breaks/ur/"
RIGHT = [PAGE, "events/walk/ur/", "services/"]
# Where an element with text in another direction than the page begins and ends, from left to right.
ORDER = """selector => {
    const text = document.querySelector(selector).firstChild
    const range = document.createRange()
    const at = from => (range.setStart(text, from), range.setEnd(text, from + 1), range.getBoundingClientRect().left)
    return [at(0), at(text.length - 1)]
}"""
TOO_FAR_LEFT = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.checkVisibility() && !each.closest('.hidden, .skip'))
    .filter(each => each.getBoundingClientRect().left < -1)
    .map(each => each.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """Where the site with a page in Urdu is served."""
    with host("languages") as found:
        yield found


def reach(page: Page, selector: str) -> None:
    """Press Tab until something is in focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def direction(page: Page, selector: str) -> str:
    """How the lines of an element run."""
    return page.eval_on_selector(selector, "each => getComputedStyle(each).direction")  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", RIGHT)
def test_axe_finds_no_barrier_and_nothing_is_too_wide(
    browser: Browser, home: str, path: str, size: ViewportSize
) -> None:
    with visit(browser, home + path, viewport=size) as seen:
        seen.page.locator("[aria-controls=_reading]").click()
        for details in seen.page.locator("details").all():
            details.evaluate("each => { each.open = true }")
        assert barriers(seen.page) == []
        assert seen.page.evaluate(TOO_WIDE) == []
        assert seen.page.evaluate(TOO_FAR_LEFT) == []
        assert direction(seen.page, "html") == "rtl"


def test_everything_runs_from_the_right_and_english_from_the_left(browser: Browser, home: str) -> None:
    with visit(browser, home + PAGE) as seen:
        page = seen.page
        for selector in ("h1", ".prose", ".prose ul", ".prose table", ".callout", ".timeline", ".find", ".review dl"):
            assert direction(page, selector) == "rtl"
        for selector in (".brand-name > span", ".menu a > span", ".contact .item-title span", ".notice strong span"):
            assert direction(page, selector) == "ltr"
        first, last = page.eval_on_selector_all(
            "th", "all => all.slice(0, 2).map(each => each.getBoundingClientRect().x)"
        )
        assert first > last
        assert page.eval_on_selector("h1", "each => getComputedStyle(each).textAlign") in {"start", "right"}


@pytest.mark.parametrize("selector", [".contact .phone", ".site-footer .phone", ".site-footer .email"])
def test_numbers_and_addresses_are_not_turned_round(browser: Browser, home: str, selector: str) -> None:
    with visit(browser, home + PAGE) as seen:
        first, last = seen.page.evaluate(ORDER, selector)
        assert first < last


def test_dates_and_words_are_in_the_language_of_the_page(browser: Browser, home: str) -> None:
    with visit(browser, home + PAGE) as seen:
        assert "آخری جائزہ 1 مئی 2026" in " ".join(seen.page.locator(".review dl").inner_text().split())
        assert seen.page.locator(".timeline-date time").first.inner_text() == "فروری 2024"
        assert seen.page.get_by_text("1 جون 2026 کو بنائی گئی۔").is_visible()
        assert seen.page.get_by_role("navigation", name="یہ صفحہ دوسری شکلوں اور زبانوں میں").is_visible()


def test_the_switch_between_languages_works_with_the_keyboard_alone(browser: Browser, home: str) -> None:
    with visit(browser, home + "help/short-breaks/") as seen:
        reach(seen.page, ".versions a[lang=ur]")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url(f"**/{PAGE}")
        assert seen.page.locator("html").get_attribute("lang") == "ur"
        reach(seen.page, ".versions a[lang=en-GB]")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/help/short-breaks/")
        assert direction(seen.page, "html") == "ltr"


def test_the_reading_options_speak_the_language_of_the_page(browser: Browser, home: str) -> None:
    with visit(browser, home + PAGE, viewport=PHONE) as seen:
        seen.page.get_by_role("button", name="پڑھنے کے اختیارات").press("Enter")
        seen.page.get_by_role("radio", name="گہرا").check(force=True)
        assert seen.page.locator("html").get_attribute("data-theme") == "dark"
        assert seen.page.locator("#_reading [role=status]").inner_text() == "رنگ: گہرا."
        seen.page.get_by_role("button", name="معمول پر واپس").press("Enter")
        assert seen.page.locator("#_reading [role=status]").inner_text() == "سب کچھ پہلے جیسا ہے۔"


def test_the_timeline_says_in_the_language_of_the_page_how_much_it_shows(browser: Browser, home: str) -> None:
    with visit(browser, home + PAGE) as seen:
        seen.page.locator("[data-themes]").get_by_role("radio", name="Plans").check(force=True)
        assert seen.page.locator("[data-themes] [role=status]").inner_text() == "Plans: 3 میں سے 2 تاریخیں۔"


def test_without_script_the_page_is_whole(browser: Browser, home: str) -> None:
    with visit(browser, home + PAGE, java_script_enabled=False) as seen:
        assert seen.page.get_by_role("heading", name="مختصر وقفے").is_visible()
        assert not seen.page.locator("#_reading").is_visible()
        assert seen.said == []
