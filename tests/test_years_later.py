"""A page that was made a year ago says nothing that is no longer so to a reader whose clock is right."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browsing import DESK, chromium
from tests.visiting import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

# For each site, a year or more after it was made, and the pages with something on them that has a time.
LATER = {
    "today": ("2027-11-24T00:00:00Z", ["", "events/", "consultations/", "news/", "guidance/money/", "404.html"]),
    "open": ("2027-07-23T12:00:00Z", ["", "events/", "events/2025-mental-health-day/", "consultations/"]),
    "planned": ("2022-07-23T12:00:00Z", ["", "consultations/", "consultations/send-plan/"]),
    "kinds": (
        "2027-06-22T12:00:00Z",
        ["", "events/", "events/coffee/", "events/open-day/", "consultations/", "consultations/later/", "404.html"],
    ),
}
STILL_TO_COME = re.compile(
    r"\b(?:today|tomorrow|yesterday|tonight|(?:this|next|last) (?:week|month|year)|currently|now|opens|closes|"
    r"open until|will be|can take part|see how to take part|ways to take part|join on|book a place|"
    r"add to your calendar)\b|"
    r"^(?:open|planned) consultations$|^coming up$",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    """Where each site is served."""
    with host("today") as today, host("open") as is_open, host("planned") as planned, host("kinds") as kinds:
        yield {"today": today, "open": is_open, "planned": planned, "kinds": kinds}


@contextmanager
def at(browser: Browser, now: str) -> Iterator[Page]:
    """A page of a browser whose clock says ``now``."""
    context: BrowserContext = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(now)
    yield page
    context.close()


@pytest.mark.parametrize("site", LATER)
def test_a_year_later_nothing_is_told_as_if_it_were_still_to_come(
    browser: Browser, addresses: dict[str, str], site: str
) -> None:
    now, paths = LATER[site]
    found = []
    with at(browser, now) as page:
        for path in paths:
            page.goto(addresses[site] + path)
            lines = [line for line in page.locator("body").inner_text().splitlines() if line.strip()]
            assert len(lines) > len("a page"), path
            told = zip(lines, [*lines[1:], ""], strict=True)
            found += [
                f"{path}: {line}"
                for line, after in told
                if STILL_TO_COME.search(line) and "This was so on" not in after
            ]
    assert found == []


def test_a_notice_goes_when_its_end_has_come(browser: Browser, addresses: dict[str, str]) -> None:
    for now, there in (("2026-06-22T16:59:00Z", True), ("2026-06-22T17:00:00Z", False)):
        with at(browser, now) as page:
            page.goto(f"{addresses['kinds']}guidance/")
            assert page.get_by_text("Urgent: No buses today.").is_visible() is there
            assert page.get_by_text("We have moved.").is_visible()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            "2026-07-01T07:59:59Z",
            ("Ways you will be able to take part", "You can take part from then", "Opens", "closes"),
        ),
        ("2026-07-01T08:00:00Z", ("Ways to take part", "Open now.", "Opened", "closes")),
        ("2026-07-31T22:59:00Z", ("Ways people could take part", "Closed", "Opened", "closed")),
    ],
)
def test_a_planned_consultation_opens_and_closes_on_an_old_page(
    browser: Browser, addresses: dict[str, str], now: str, told: tuple[str, str, str, str]
) -> None:
    heading, status, opens, closes = told
    with at(browser, now) as page:
        page.goto(f"{addresses['kinds']}consultations/later/")
        assert page.locator("#_ways").inner_text() == heading
        assert status in page.locator(".status").inner_text()
        page.goto(f"{addresses['kinds']}consultations/")
        planned = page.locator("section", has=page.get_by_role("link", name="Later on")).inner_text()
        assert f"{opens} 9am on Wednesday 1 July 2026, {closes} at 11:59pm on Friday 31 July 2026" in planned


def test_the_ways_to_take_part_lead_nowhere_once_it_is_closed(browser: Browser, addresses: dict[str, str]) -> None:
    for now, links in (("2026-06-30T10:59:00Z", 3), ("2026-06-30T11:00:00Z", 0)):
        with at(browser, now) as page:
            page.goto(f"{addresses['kinds']}consultations/plan/")
            assert page.locator(".ways a:visible").count() == links
            assert page.get_by_role("link", name="See how to take part").count() == min(links, 1)


def test_without_script_an_old_page_says_what_was_so_when_it_was_made(
    browser: Browser, addresses: dict[str, str]
) -> None:
    """Then every moment stands there in full, and the page says when it was made."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("consultations/", "consultations/send-plan/"):
        page.goto(addresses["open"] + path)
        assert "Open until midday on Friday 25 June 2021" in page.locator("main").inner_text()
        assert page.locator("footer").get_by_text("Built on 20 June 2021.").is_visible()
    context.close()
