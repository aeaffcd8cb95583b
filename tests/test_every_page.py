"""Every page of the site in this repository by every rule of axe-core, on a screen of each size, by day and by night.

What a size or a scheme does, it does to an element of some kind inside others of some kind. So each page that has such
a nest which none before it has is tried at both sizes in both schemes, and is loaded as any page is. The others take
turns: each is tried at one size in one scheme, and is written into the page before it. axe-core then is loaded already
and fast.
"""

from __future__ import annotations

from functools import cache
from html import unescape
from itertools import cycle, product
from typing import TYPE_CHECKING, Literal

import pytest

from tests.barriers import EVERY_RULE, OF_LOOKS, barriers
from tests.browsing import DESK, PHONE, chromium
from tests.markup import Markup
from tests.visiting import files, host, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.markup import Element

    Mode = tuple[ViewportSize, Literal["light", "dark"]]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
MODES: tuple[Mode, ...] = tuple(product((DESK, PHONE), SCHEMES))
FULLY = (MODES[0], MODES[-1])  # by all rules; in the two between, by those that depend on looks
SHARES = 16  # of the pages, so that several processes can share the work
WRITE = """async ([path, html]) => {
    history.replaceState(null, "", path)
    document.open()
    const loaded = new Promise(resolve => addEventListener("load", resolve, {once: true}))
    document.write(html)
    document.close()
    await loaded
}"""


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


@cache
def pages() -> tuple[str, ...]:
    """The paths of all pages."""
    return tuple(sorted(path for path in files("today") if path.endswith(".html")))


def nest(element: Element) -> tuple[tuple[str, str], ...]:
    """An element and all around it, each as its name and its class."""
    return tuple((each.tag, each.attributes.get("class", "")) for each in (*element.around, element))


@cache
def nests(path: str) -> frozenset[tuple[tuple[str, str], ...]]:
    """All that are in a page."""
    return frozenset(map(nest, Markup(files("today")[path].decode()).elements))


@cache
def modes() -> dict[str, tuple[Mode, ...]]:
    """The modes in which each page is tried: all of them if it has something new."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    turns = cycle(MODES)
    found: dict[str, tuple[Mode, ...]] = {}
    for path in pages():
        found[path] = (next(turns),) if nests(path) <= seen else MODES
        seen |= nests(path)
    return found


def found_in(page: Page, path: str, tried: tuple[Mode, ...]) -> Iterator[str]:
    """What axe-core finds in each mode, each with the page, the mode, the rule and the first place."""
    for size, scheme in tried:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        by_every_rule = len(tried) == 1 or (size, scheme) in FULLY
        for found in barriers(page, EVERY_RULE if by_every_rule else OF_LOOKS):
            yield f"{path} at {size['width']} px, {scheme}: {found}"


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_no_barrier_on_any_page(browser: Browser, address: str, share: int) -> None:
    found: list[str] = []
    shared_out = sorted(pages()[share::SHARES], key=lambda path: modes()[path] != MODES)
    assert shared_out
    with visit(browser, address) as seen:
        for path in shared_out:
            at = path.removesuffix("index.html")
            if modes()[path] == MODES:
                seen.page.goto(address + at.removeprefix("/"))
            else:
                seen.page.evaluate(WRITE, [at, files("today")[path].decode()])
                assert seen.page.title() in unescape(files("today")[path].decode())
            found += found_in(seen.page, path, modes()[path])
    assert found == []


def test_what_axe_looks_for_would_be_found(browser: Browser, address: str) -> None:
    """Spoilt on purpose, a page has a barrier in one scheme and another in all."""
    with visit(browser, address + "guidance/money/") as seen:
        seen.page.evaluate("document.querySelector('h1').style.color = 'rgb(20 20 20)'")
        seen.page.evaluate("document.documentElement.removeAttribute('lang')")
        found = [line.split(": ")[1] for line in found_in(seen.page, "/404.html", MODES)]
    assert found.count("html-has-lang") == len((DESK, PHONE))
    assert found.count("color-contrast") == len((DESK, PHONE))  # black on black by night


def test_every_nest_is_tried_in_all_modes_and_every_mode_has_pages() -> None:
    everywhere = [path for path in pages() if modes()[path] == MODES]
    assert 10 < len(everywhere) < len(pages()) / 2
    assert frozenset[object]().union(*map(nests, pages())) == frozenset[object]().union(*map(nests, everywhere))
    elsewhere = [modes()[path] for path in pages() if path not in everywhere]
    assert min(elsewhere.count((mode,)) for mode in MODES) >= len(elsewhere) // len(MODES)
