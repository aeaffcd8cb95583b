"""How families read the site in a real browser: their own look, the keyboard alone, large text, paper, the clock."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.barriers import OF_LOOKS, barriers
from tests.browsing import DESK, PHONE, chromium
from tests.test_browser import FOCUS, TOO_WIDE
from tests.visiting import host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

MAIN_KINDS = ["", "guidance/money/", "about/dcos/", "improvement/timeline/", "consultations/send-plan/", "404.html"]
THEMES = ["light", "cream", "dark", "contrast"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def today() -> Iterator[str]:
    """Where the site of this repository is served."""
    with host("today") as found:
        yield found


@pytest.fixture(scope="module")
def is_open() -> Iterator[str]:
    """The same site, as it was made when a consultation was open."""
    with host("open") as found:
        yield found


def panel(page: Page) -> Locator:
    """The panel of the reading options."""
    return page.get_by_role("form", name="Reading options")


def chosen(page: Page) -> dict[str, str]:
    """What the page shows as chosen."""
    found: dict[str, str] = page.evaluate("({...document.documentElement.dataset})")
    del found["script"]
    return found


def reach(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until something is in focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_the_keyboard_alone_changes_the_look_and_it_lasts(browser: Browser, today: str) -> None:
    with visit(browser, today) as visited:
        page = visited.page
        opener = page.get_by_role("button", name="Reading options")
        assert not panel(page).is_visible()
        reach(page, "[aria-controls=_reading]")
        assert opener.get_attribute("aria-expanded") == "false"
        page.keyboard.press("Enter")
        assert opener.get_attribute("aria-expanded") == "true"
        before = page.evaluate("getComputedStyle(document.body).fontSize")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        assert chosen(page) == {"size": "large"}
        assert panel(page).get_by_role("status").inner_text() == "Text size: Large."
        assert page.evaluate("getComputedStyle(document.body).fontSize") != before
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert chosen(page) == {"size": "large", "theme": "cream"}
        page.keyboard.press("Escape")
        assert not panel(page).is_visible()
        assert opener.evaluate("each => each === document.activeElement")
        page.goto(f"{today}guidance/money/")
        assert chosen(page) == {"size": "large", "theme": "cream"}
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 239, 220)"
        page.get_by_role("button", name="Reading options").click()
        assert panel(page).get_by_label("Cream").is_checked()
        panel(page).get_by_role("button", name="Back to usual").click()
        assert chosen(page) == {}
        assert panel(page).get_by_label("As on my device").last.is_checked()
        assert page.evaluate("localStorage.length") == 0


def test_what_is_chosen_is_there_before_the_page_is_drawn(browser: Browser, today: str) -> None:
    with visit(browser, today) as visited:
        page = visited.page
        page.evaluate("localStorage.setItem('reading', JSON.stringify({theme: 'dark'}))")
        page.add_init_script(
            "new MutationObserver((_, watch) => {"
            "  if (!document.body) return;"
            "  window.atTheBody = document.documentElement.dataset.theme; watch.disconnect()"
            "}).observe(document, {childList: true, subtree: true})"
        )
        page.reload()
        assert page.evaluate("window.atTheBody") == "dark"


@pytest.mark.parametrize("rubbish", ["{", "null", "[]", '"x"', '{"theme": "pink", "size": 3, "other": "large"}'])
def test_what_was_kept_and_is_none_of_ours_counts_as_nothing(browser: Browser, today: str, rubbish: str) -> None:
    with visit(browser, today) as visited:
        page = visited.page
        page.evaluate("words => localStorage.setItem('reading', words)", rubbish)
        page.reload()
        assert chosen(page) == {}
        assert visited.said == []


def test_a_device_that_keeps_nothing_says_so(browser: Browser, today: str) -> None:
    with visit(browser, today) as visited:
        page = visited.page
        page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
        page.reload()
        page.get_by_role("button", name="Reading options").click()
        panel(page).get_by_text("Wider").click()
        assert chosen(page) == {"space": "wider"}
        assert "does not let us keep it" in panel(page).get_by_role("status").inner_text()
        assert visited.said == []


def test_another_tab_follows(browser: Browser, today: str) -> None:
    with visit(browser, today) as visited:
        other = visited.page.context.new_page()
        other.goto(f"{today}guidance/money/")
        visited.page.get_by_role("button", name="Reading options").click()
        panel(visited.page).get_by_text("High contrast").click()
        other.wait_for_function("document.documentElement.dataset.theme === 'contrast'")


def test_without_script_nothing_is_shown_that_does_not_work(browser: Browser, today: str) -> None:
    with visit(browser, f"{today}improvement/timeline/", java_script_enabled=False) as visited:
        for selector in ("[aria-controls=_reading]", ".reading", ".timeline-filter"):
            assert not visited.page.locator(selector).is_visible()
        assert visited.page.locator(".timeline-year").count() == visited.page.locator(".timeline-year:visible").count()


@pytest.mark.parametrize("path", MAIN_KINDS)
def test_no_barrier_in_any_set_of_colours(browser: Browser, today: str, path: str) -> None:
    with visit(browser, today + path) as visited:
        page = visited.page
        page.get_by_role("button", name="Reading options").click()
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            assert barriers(page) == []
            assert page.evaluate(TOO_WIDE) == []
        for theme in THEMES:
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            assert barriers(page, OF_LOOKS) == [], theme


@pytest.mark.parametrize("path", MAIN_KINDS)
def test_the_largest_text_with_the_widest_space_fits_the_smallest_phone(
    browser: Browser, today: str, path: str
) -> None:
    """320 px are also what is left of 1280 at 400 % zoom (WCAG 1.4.10)."""
    with visit(browser, today + path, viewport=PHONE) as visited:
        page = visited.page
        page.get_by_role("button", name="Reading options").click()
        page.evaluate("Object.assign(document.documentElement.dataset, {size: 'larger', space: 'wider'})")
        assert page.evaluate(TOO_WIDE) == []


SPACING = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets = [sheet]
}"""
CUT_OFF = """() => [...document.querySelectorAll('a, p, li, dd, dt, button, label, h1, h2, h3')]
    .filter(each => each.checkVisibility() && !each.matches('.hidden, .skip'))
    .filter(each => ['hidden', 'clip'].includes(getComputedStyle(each).overflowY))
    .filter(each => each.scrollHeight > each.clientHeight + 1)
    .map(each => each.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("path", MAIN_KINDS)
def test_spacing_of_the_readers_own_loses_nothing(browser: Browser, today: str, path: str) -> None:
    """WCAG 1.4.12."""
    with visit(browser, today + path, viewport=PHONE) as visited:
        visited.page.evaluate(SPACING)
        assert visited.page.evaluate("getComputedStyle(document.querySelector('p')).letterSpacing") != "normal"
        assert visited.page.evaluate(TOO_WIDE) + visited.page.evaluate(CUT_OFF) == []


def test_in_forced_colours_what_is_chosen_and_what_is_in_focus_can_be_seen(browser: Browser, today: str) -> None:
    with visit(browser, today, forced_colors="active") as visited:
        page = visited.page
        reach(page, "[aria-controls=_reading]")
        assert page.evaluate(FOCUS)["seen"]
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["seen"]
        assert panel(page).get_by_label("Usual").first.is_checked()
        edge = "each => getComputedStyle(each).borderTopWidth"
        assert page.locator(".reading label").first.evaluate(edge) == "2px"


def test_paper_is_black_on_white_whatever_is_chosen(browser: Browser, today: str) -> None:
    with visit(browser, today) as visited:
        page = visited.page
        page.evaluate("Object.assign(document.documentElement.dataset, {theme: 'contrast', size: 'larger'})")
        page.emulate_media(media="print")
        read = "getComputedStyle(document.querySelector('h1')).color"
        assert page.evaluate(read) == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator("[aria-controls=_reading]").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF-")


def test_the_timeline_by_theme_has_its_place_in_the_address(browser: Browser, today: str) -> None:
    with visit(browser, f"{today}improvement/timeline/") as visited:
        page = visited.page
        events = page.locator(".timeline-year li:not(.timeline-gap)")
        whole = events.count()
        assert page.locator(".timeline-gap:visible").count() > 0
        page.get_by_label("Short breaks").check()
        shown = page.locator(".timeline-year li:not(.timeline-gap):visible")
        some = shown.count()
        assert 0 < some < whole
        themes = [" ".join(each.split()) for each in shown.locator(".timeline-theme").all_inner_texts()]
        assert themes == ["Theme: Short breaks"] * some
        assert page.locator(".timeline-filter").get_by_role("status").inner_text() == (
            f"Short breaks: {some} of {whole} dates."
        )
        assert page.url.endswith("/timeline/?theme=Short+breaks")
        assert page.locator(".timeline-gap:visible").count() == 0
        assert page.locator(".timeline h2:visible").count() == page.locator(".letters li:visible").count()
        page.reload()
        assert shown.count() == some
        page.go_back()
        page.wait_for_function("location.search === ''")
        assert shown.count() == whole
        page.goto(f"{today}improvement/timeline/?theme=nonsense")
        assert shown.count() == whole
        assert visited.said == []


@contextmanager
def at(browser: Browser, address: str, now: str) -> Iterator[Page]:
    """The page at ``address`` as a browser shows it whose clock says ``now``."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(address)
    yield page
    context.close()


@pytest.mark.parametrize(
    ("now", "words", "button"),
    [
        ("2021-06-25T10:59:59Z", "Open until midday on Friday 25 June 2021", True),
        ("2021-06-25T11:00:00Z", "Closed at midday on Friday 25 June 2021", False),
    ],
)
def test_an_open_consultation_closes_on_time_in_an_old_build(
    browser: Browser, is_open: str, now: str, words: str, *, button: bool
) -> None:
    with at(browser, f"{is_open}consultations/send-plan/", now) as page:
        assert page.locator(".status-words").inner_text() == words
        assert page.get_by_role("link", name="See how to take part").is_visible() is button


@pytest.mark.parametrize(("now", "stale"), [("2027-01-21T23:59:59Z", False), ("2027-01-22T00:00:00Z", True)])
def test_an_old_page_says_that_it_is_old(browser: Browser, today: str, now: str, *, stale: bool) -> None:
    with at(browser, f"{today}guidance/money/", now) as page:
        assert page.get_by_text("This page was made on 23 November 2026.").is_visible() is stale


def test_an_event_is_over_when_it_is_over(browser: Browser, is_open: str) -> None:
    words = "This event has taken place."
    address = f"{is_open}events/2025-mental-health-day/"
    with at(browser, address, "2021-06-21T09:00:00Z") as page:
        assert not page.get_by_text(words).is_visible()
        assert page.get_by_role("link", name="Add to your calendar").is_visible()
    with at(browser, address, "2026-01-01T09:00:00Z") as page:
        assert page.get_by_text(words).is_visible()
        assert not page.get_by_role("link", name="Add to your calendar").is_visible()
