"""Every page of the site in this repository by axe-core: by day and by night, on the smallest phone and at a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import axe_playwright_python
import pytest

from tests.browsing import DESK, PHONE, chromium
from tests.visiting import files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# WCAG 2.0 to 2.2, A and AA, and what axe-core calls best practices; the rule for target size must be asked for.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SHARES = 16  # of the pages, so that several processes can share the work


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all pages."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the site is served."""
    with host("today") as found:
        yield found


def barriers(page: Page, path: str) -> Iterator[str]:
    """What axe-core finds in each mode, each with the page, the mode, the rule and the first place."""
    page.evaluate(AXE)  # once for all modes, since it is large
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for found in page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES):
                yield f"{path} at {size['width']} px, {scheme}: {found['id']}: {found['nodes'][0]['html']}"


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_no_barrier_on_any_page(browser: Browser, address: str, share: int) -> None:
    paths = sorted(path for path in files("today") if path.endswith(".html"))[share::SHARES]
    assert paths
    found: list[str] = []
    with visit(browser, address) as seen:
        for path in paths:
            seen.page.goto(address + path.removeprefix("/").removesuffix("index.html"))
            found += barriers(seen.page, path)
    assert found == []


def test_what_axe_looks_for_would_be_found(browser: Browser, address: str) -> None:
    """Spoilt on purpose, a page has a barrier in one mode and another in all."""
    with visit(browser, address + "guidance/money/") as seen:
        seen.page.evaluate("document.querySelector('h1').style.color = 'rgb(20 20 20)'")
        seen.page.evaluate("document.documentElement.removeAttribute('lang')")
        found = [line.split(": ")[1] for line in barriers(seen.page, "/")]
    assert found.count("html-has-lang") == len(SCHEMES) * 2
    assert "color-contrast" in found
