"""Every page of the site in this repository by every rule of axe-core: at a desk by day, on a small phone by night.

What a size or a scheme does, it does to a kind of element. So each page that has a kind which none before it has, by
its name and its class, is tried at both sizes in both schemes, and is loaded as any page is. The others are written
into the page before them: axe-core then is loaded already and fast, and takes a third of the time.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import product
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


ALL_MODES = tuple(product((DESK, PHONE), SCHEMES))
TWO_MODES = ((DESK, SCHEMES[0]), (PHONE, SCHEMES[1]))
WRITE = """async ([path, html]) => {
    history.replaceState(null, "", path)
    document.open()
    const loaded = new Promise(resolve => addEventListener("load", resolve, {once: true}))
    document.write(html)
    document.close()
    await loaded
}"""
KIND = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')


@cache
def pages() -> tuple[str, ...]:
    """The paths of all pages."""
    return tuple(sorted(path for path in files("today") if path.endswith(".html")))


@cache
def with_something_new() -> frozenset[str]:
    """The pages that have a kind of element which none before them has."""
    seen: set[tuple[str, str]] = set()
    found = set()
    for path in pages():
        kinds = set(KIND.findall(files("today")[path].decode()))
        if not kinds <= seen:
            found.add(path)
        seen |= kinds
    return frozenset(found)


def barriers(page: Page, path: str) -> Iterator[str]:
    """What axe-core finds in each mode, each with the page, the mode, the rule and the first place."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    for size, scheme in ALL_MODES if path in with_something_new() else TWO_MODES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for found in page.evaluate("rules => axe.run(document, rules).then(it => it.violations)", RULES):
            yield f"{path} at {size['width']} px, {scheme}: {found['id']}: {found['nodes'][0]['html']}"


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_no_barrier_on_any_page(browser: Browser, address: str, share: int) -> None:
    found: list[str] = []
    shared_out = sorted(pages()[share::SHARES], key=lambda path: path not in with_something_new())
    assert shared_out
    with visit(browser, address) as seen:
        for path in shared_out:
            at = path.removesuffix("index.html")
            if path in with_something_new():
                seen.page.goto(address + at.removeprefix("/"))
            else:
                seen.page.evaluate(WRITE, [at, files("today")[path].decode()])
                assert seen.page.title() in unescape(files("today")[path].decode())
            found += barriers(seen.page, path)
    assert found == []


def test_what_axe_looks_for_would_be_found(browser: Browser, address: str) -> None:
    """Spoilt on purpose, a page has a barrier in one mode and another in all."""
    with visit(browser, address + "guidance/money/") as seen:
        seen.page.evaluate("document.querySelector('h1').style.color = 'rgb(20 20 20)'")
        seen.page.evaluate("document.documentElement.removeAttribute('lang')")
        found = [line.split(": ")[1] for line in barriers(seen.page, "/404.html")]
    assert found.count("html-has-lang") == len(ALL_MODES)
    assert found.count("color-contrast") == len((DESK, PHONE))  # black on black by night


def test_some_pages_are_tried_in_all_modes_and_each_kind_of_element_is() -> None:
    assert 10 < len(with_something_new()) < len(pages()) / 2
    everything = set(KIND.findall("".join(files("today")[path].decode() for path in pages())))
    assert everything == set(KIND.findall("".join(files("today")[path].decode() for path in with_something_new())))
