"""What comes out of the printer: pages of the site in this repository as PDF files, read back."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browsing import chromium
from tests.markup import Markup
from tests.visiting import files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


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


@cache
def printed(browser: Browser, address: str) -> tuple[str, ...]:
    """The words of each sheet, without spaces, since a line may be broken anywhere."""
    with visit(browser, address, color_scheme="dark") as seen:
        reader = PdfReader(io.BytesIO(seen.page.pdf(format="A4", outline=True, tagged=True)))
    assert reader.metadata is not None
    assert reader.metadata.title
    return tuple("".join(sheet.extract_text().split()) for sheet in reader.pages)


# Nothing of the screen that paper cannot do.
ONLY_ON_SCREEN = (
    "Skip to the main content", "Reading options", "Search this site", "On this page", "Related pages",
    "Report a problem with this page", "Get this page another way", "A to Z of all pages", "Print the whole offer",
    "What has changed on this site",
)  # fmt: skip
MOST_SHEETS = {
    "": 2,
    "guidance/travel/": 3,
    "guidance/short-breaks/easy-read/": 3,
    "guidance/ehc-plan/print/": 8,
    "services/sendias/": 2,
    "about/dcos/burnley/": 2,
    "improvement/timeline/": 8,
    "print/": 60,
}


@pytest.mark.parametrize("path", MOST_SHEETS)
def test_paper_has_the_page_and_its_addresses_and_no_navigation(browser: Browser, home: str, path: str) -> None:
    sheets = printed(browser, home + path)
    words = "".join(sheets)
    page = Markup(files("today")[f"/{path}index.html"].decode())
    assert "".join(page.words("h1")[0].split()) in words
    assert [each for each in ONLY_ON_SCREEN if "".join(each.split()) in words] == []
    main = [link for link in page.find("a") if "main" in link.inside]
    addresses = {link.attributes["href"] for link in main if link.attributes["href"].startswith("http")}
    bare = words.replace("-", "")  # a line may end with one that was there, or with one that was put in
    assert [each for each in addresses if each.replace("-", "") not in bare] == []
    assert 0 < len(sheets) <= MOST_SHEETS[path]
    assert min(len(sheet) for sheet in sheets) > len("Built on 23 November 2026."), "a sheet for next to nothing"


def test_the_whole_offer_on_paper_has_every_page_of_its_sections(browser: Browser, home: str) -> None:
    words = "".join(printed(browser, f"{home}print/"))
    within = [path for path in files("today") if path.startswith(("/guidance/", "/local-offer/"))]
    pages = [
        path for path in within if path.endswith("/index.html") and "/easy-read/" not in path and "/print/" not in path
    ]
    assert len(pages) > len("some thirty pages")
    for path in pages:
        title = Markup(files("today")[path].decode()).words("h1")[0]
        assert words.count("".join(title.split())) >= 2, (path, "once in the contents, once above its text")


def test_the_timeline_on_paper_is_whole(browser: Browser, home: str) -> None:
    words = "".join(printed(browser, f"{home}improvement/timeline/"))
    page = Markup(files("today")["/improvement/timeline/index.html"].decode())
    events = [each for each in page.find("p", **{"class": "item-title"}) if "ol" in each.inside]
    assert len(events) > len("a good many")
    assert [each.words for each in events if "".join(each.words.split()) not in words] == []


def test_paper_says_what_was_chosen_when_it_has_a_part_only(browser: Browser, home: str) -> None:
    words = printed(browser, f"{home}improvement/timeline/?theme=Short+breaks")[0]
    assert "Shortbreaks:" in words
    words = printed(browser, f"{home}services/all/?category=health")[0]
    assert "Showing17of" in words
    assert "TopicHealth" in words
    assert "District" not in words
    assert "Clearthefilter" not in words
    assert "Topic" not in printed(browser, f"{home}services/all/")[0]
