"""The site in a real browser: Debian's Chromium, driven by Playwright, with axe-core to look for barriers.

Three sites are looked at: the one in this repository, the same as it was when a consultation was open or planned, and
the one in ``tests/golden/kinds/`` with the layouts that come with sendsite, which lives below a path and has whatever
the first does not happen to have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.barriers import OF_LOOKS, barriers
from tests.browsing import PHONE, chromium
from tests.visiting import Visit, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PAGES = {
    "home": ("today", ""),
    "section": ("today", "guidance/"),
    "page": ("today", "guidance/money/"),
    "long page": ("today", "guidance/travel/"),
    "guide": ("today", "guidance/ehc-plan/"),
    "part": ("today", "guidance/ehc-plan/asking/"),
    "print": ("today", "guidance/ehc-plan/print/"),
    "news list": ("today", "news/"),
    "news item": ("today", "news/2025-send-strategy/"),
    "event list, none to come": ("today", "events/"),
    "event archive": ("today", "events/2025/"),
    "past event": ("today", "events/2025-mental-health-day/"),
    "meeting list": ("today", "meetings/"),
    "meeting": ("today", "meetings/2025-11-03-improvement-board/"),
    "consultation list": ("today", "consultations/"),
    "decided consultation": ("today", "consultations/send-plan/"),
    "part of a consultation": ("today", "consultations/send-plan/questions/"),
    "DCOs": ("today", "about/dcos/"),
    "DCO of a district": ("today", "about/dcos/burnley/"),
    "services": ("today", "services/"),
    "service": ("today", "services/sendias/"),
    "service without a contact": ("today", "services/camhs-elcas/"),
    "services of a topic": ("today", "services/category/health/"),
    "all services, filtered": ("today", "services/all/?category=health&district=burnley"),
    "timeline": ("today", "improvement/timeline/"),
    "board": ("today", "about/board/"),
    "documents": ("today", "about/documents/"),
    "contact": ("today", "about/contact/"),
    "glossary": ("today", "glossary/"),
    "A to Z": ("today", "a-to-z/"),
    "accessibility statement": ("today", "accessibility/"),
    "not found": ("today", "404.html"),
    "home with an open consultation": ("open", ""),
    "open consultation": ("open", "consultations/send-plan/"),
    "event list, some to come": ("open", "events/"),
    "event to come": ("open", "events/2025-mental-health-day/"),
    "planned consultation": ("planned", "consultations/send-plan/"),
    "home below a path, with notices": ("kinds", ""),
    "closed consultation": ("kinds", "consultations/waiting/"),
    "cancelled event": ("kinds", "events/fair/"),
    "everything at once": ("kinds", "about/all/"),
    "every block": ("kinds", "about/blocks/"),
    "parts of blocks": ("kinds", "about/spans/"),
    "another language": ("kinds", "about/urdu/"),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def addresses() -> Iterator[dict[str, str]]:
    """Where each site is served."""
    with host("today") as today, host("open") as is_open, host("planned") as planned, host("kinds") as kinds:
        yield {"today": today, "open": is_open, "planned": planned, "kinds": kinds}


@pytest.fixture(scope="module", params=PAGES.values(), ids=list(PAGES))
def at_a_desk(request: pytest.FixtureRequest, browser: Browser, addresses: dict[str, str]) -> Iterator[Visit]:
    """Each page on a wide screen, once for all tests that look at it."""
    site, path = request.param
    with visit(browser, addresses[site] + path) as found:
        yield found


@pytest.fixture(scope="module", params=PAGES.values(), ids=list(PAGES))
def on_a_phone(request: pytest.FixtureRequest, browser: Browser, addresses: dict[str, str]) -> Iterator[Visit]:
    """Each page on the smallest phone, once for all tests that look at it."""
    site, path = request.param
    with visit(browser, addresses[site] + path, viewport=PHONE) as found:
        yield found


@pytest.mark.parametrize("name", [name for name, (site, path) in PAGES.items() if site != "today" or "?" in path])
def test_axe_finds_no_barrier_on_pages_that_the_site_of_today_lacks(
    browser: Browser, addresses: dict[str, str], name: str
) -> None:
    """``tests/test_every_page.py`` has the rest."""
    site, path = PAGES[name]
    with visit(browser, addresses[site] + path) as visited:
        assert barriers(visited.page) == []
        visited.page.emulate_media(color_scheme="dark")
        assert barriers(visited.page, OF_LOOKS) == []


SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
    .filter(each => each.checkVisibility())
    .map(each => [each.getBoundingClientRect(), each.outerHTML.slice(0, 80)])
    .filter(([box]) => box.width < least || box.height < least)
    .map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""
CONTROLS = (
    ".menu a, .button, summary, .skip, .brand, .turn a, .letters a, .contents a, .trail a, .footer-links a, .chips a"
)
OFTEN_PRESSED = ".menu a, .button, .turn a, summary"


@pytest.mark.parametrize(("controls", "least"), [(CONTROLS, 24), (OFTEN_PRESSED, 44)])
def test_what_one_presses_is_large_enough_at_a_desk(at_a_desk: Visit, controls: str, least: int) -> None:
    """24 px by WCAG 2.2 (2.5.8); what people press most is larger."""
    assert at_a_desk.page.evaluate(SMALL, [controls, least]) == []


@pytest.mark.parametrize(("controls", "least"), [(CONTROLS, 24), (OFTEN_PRESSED, 44)])
def test_what_one_presses_is_large_enough_on_a_phone(on_a_phone: Visit, controls: str, least: int) -> None:
    assert on_a_phone.page.evaluate(SMALL, [controls, least]) == []


TOO_WIDE = """() => {
    const edge = document.documentElement.clientWidth
    if (document.scrollingElement.scrollWidth <= edge) return []
    return [...document.querySelectorAll('body *')]
        .filter(each => each.getBoundingClientRect().right > edge + 1)
        .map(each => each.outerHTML.slice(0, 100))
}"""


def test_nothing_scrolls_sideways_on_a_phone(on_a_phone: Visit) -> None:
    assert on_a_phone.page.evaluate(TOO_WIDE) == []


CUT_OFF = """() => [...document.querySelectorAll('body *')]
    .filter(each => !each.matches('.hidden, .skip, .leaf *') && each.children.length === 0 && each.textContent.trim())
    .filter(each => {
        const style = getComputedStyle(each)
        if (style.clipPath === 'inset(50%)') return false  // for screen readers alone
        const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible'
        return clips && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
    })
    .map(each => each.outerHTML.slice(0, 100))"""


def test_text_twice_as_large_is_neither_cut_off_nor_too_wide(at_a_desk: Visit) -> None:
    page = at_a_desk.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF)
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert found == []


NAVIGATION = ".menu, .trail, .contents, .turn, .letters, .districts, .skip, .actions, footer nav"
SHOWN = "all => all.filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 100))"


def test_paper_shows_no_navigation(at_a_desk: Visit) -> None:
    page = at_a_desk.page
    on_screen = page.locator(NAVIGATION).evaluate_all(SHOWN)
    page.emulate_media(media="print")
    on_paper = page.locator(NAVIGATION).evaluate_all(SHOWN)
    title = page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    assert on_screen
    assert on_paper == []
    assert title


def test_a_page_asks_its_own_host_only_and_leaves_nothing_behind(at_a_desk: Visit) -> None:
    """Also after all that the tests above have done with it."""
    assert {urlsplit(url).netloc for url in at_a_desk.asked} == {urlsplit(at_a_desk.address).netloc}
    assert [url for url in at_a_desk.in_vain if not url.endswith("404.html")] == []
    assert at_a_desk.said == []
    state = at_a_desk.page.context.storage_state()
    assert (state.get("cookies"), state.get("origins")) == ([], [])


def test_the_keyboard_can_skip_to_the_text(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, f"{addresses['today']}guidance/money/") as visited:
        page = visited.page
        skip = page.locator(".skip")
        page.keyboard.press("Tab")
        assert skip.evaluate("each => each === document.activeElement")
        box = skip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["height"] >= 44
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


FOCUS = """() => {
    const style = getComputedStyle(document.activeElement)
    const width = parseFloat(style.outlineWidth)
    const box = document.activeElement.getBoundingClientRect()
    return {
        seen: style.outlineStyle !== 'none' && width >= 2 && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        what: document.activeElement.outerHTML.slice(0, 80),
        body: document.activeElement === document.body,
    }
}"""


@pytest.mark.parametrize("name", ["home", "long page", "part", "open consultation", "A to Z", "DCOs"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_always_seen(browser: Browser, addresses: dict[str, str], name: str, scheme: str) -> None:
    site, path = PAGES[name]
    with visit(browser, addresses[site] + path, color_scheme=scheme) as visited:
        page = visited.page
        reached = []
        for _ in range(40):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["body"]:
                break
            assert focus["seen"], focus["what"]
            reached.append(focus["what"])
        assert len(reached) > len(set(reached)) / 2 > 5


@pytest.mark.parametrize("name", ["home", "long page", "guide", "event to come", "open consultation", "every block"])
def test_the_site_works_without_javascript(browser: Browser, addresses: dict[str, str], name: str) -> None:
    site, path = PAGES[name]
    with visit(browser, addresses[site] + path, java_script_enabled=False) as visited:
        page = visited.page
        assert page.locator("h1").is_visible()
        page.locator(".menu a").nth(1).click()
        assert page.locator("h1").is_visible()
        assert page.locator(".menu a[aria-current]").count() == 1


def test_expandable_text_opens_without_javascript(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, f"{addresses['kinds']}about/all/", java_script_enabled=False) as visited:
        page = visited.page
        text = page.get_by_text("You can appeal.")
        assert not text.is_visible()
        page.get_by_text("What if the answer is no?").click()
        assert text.is_visible()


def test_paper_shows_expandable_text_whole(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, f"{addresses['kinds']}about/all/") as visited:
        page = visited.page
        text = page.get_by_text("You can appeal.")
        assert not text.is_visible()
        page.emulate_media(media="print")
        assert text.is_visible()


def test_paper_is_black_on_white_whatever_the_screen_is(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["today"], color_scheme="dark") as visited:
        page = visited.page
        page.emulate_media(media="print")
        style = page.evaluate(
            "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
        )
        assert style[0] == "rgb(0, 0, 0)"
        assert style[1] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_a_site_below_a_path_can_be_walked_through(browser: Browser, addresses: dict[str, str]) -> None:
    home = addresses["kinds"]
    with visit(browser, home) as visited:
        page = visited.page
        page.locator(".menu").get_by_role("link", name="Guidance").click()
        assert page.url == f"{home}guidance/"
        page.locator("main").get_by_role("link", name="How to ask for a plan").click()
        page.locator("main").get_by_role("link", name="Before you ask").click()
        page.get_by_role("link", name="Next Asking").click()
        assert page.url == f"{home}guidance/asking/asking/"
        assert page.locator("h1").inner_text() == "Asking"
        page.locator(".brand").click()
        assert page.url == home


def test_an_old_address_leads_on_by_itself(browser: Browser, addresses: dict[str, str]) -> None:
    home = addresses["kinds"]
    with visit(browser, f"{home}old/everything/") as visited:
        page = visited.page
        page.wait_for_url(f"{home}about/all/")


def test_an_address_that_leads_nowhere_leads_home(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, f"{addresses['kinds']}no/such/page") as visited:
        assert visited.in_vain == [visited.address]
        visited.page.get_by_role("link", name="home page").click()
        assert visited.page.url == addresses["kinds"]
