"""What pages weigh, ask for and are allowed to do: held against the budgets of ``benchmarks/budgets.py``."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

import pytest

from benchmarks import hosting
from benchmarks.budgets import HEAVY, REQUESTS, measured
from tests.browsing import chromium
from tests.hostile import write
from tests.markup import Markup
from tests.visiting import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
HEAVY_BY_NATURE = {"/print/index.html"}  # the whole offer


@cache
def pages() -> dict[str, Markup]:
    """Every page of the site in this repository by its path."""
    return {path: Markup(data.decode()) for path, data in files("today").items() if path.endswith(".html")}


@cache
def weight(path: str) -> int:
    """The bytes of a file on the wire, with gzip as every host has it."""
    return len(gzip.compress(files("today")[path], mtime=0))


def styles(page: Markup) -> list[str]:
    return [each.attributes["href"] for each in page.find("link", rel="stylesheet")]


def scripts(page: Markup, *, waiting: bool) -> list[str]:
    """The scripts that a page loads: those that hold it up, or those that wait until it can be read."""
    found = [each.attributes for each in page.find("script")]
    return [each["src"] for each in found if ("defer" in each or each.get("type") == "module") is waiting]


def test_every_page_is_light_and_asks_for_little() -> None:
    for path, page in pages().items():
        held_up = [path, *styles(page), *scripts(page, waiting=False)]
        waiting = scripts(page, waiting=True)
        assert len(held_up) <= REQUESTS, path
        assert len(waiting) <= 1, path
        whole = sum(weight(each) for each in held_up + waiting)
        assert whole <= HEAVY or path in HEAVY_BY_NATURE, (path, whole)


def test_every_page_has_one_policy_before_all_that_it_loads() -> None:
    """It allows files of the site and nothing else. That no page breaks it is looked at in ``test_real_site.py``."""
    for path, page in pages().items():
        (policy,) = page.find("meta", **{"http-equiv": "content-security-policy"})
        assert policy.attributes["content"] == POLICY, path
        loading = [each for each in page.elements if each.tag in {"link", "script", "img"}]
        assert page.elements.index(policy) < page.elements.index(loading[0]), path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as a host serves it that compresses text."""
    folder: Path = tmp_path_factory.mktemp("site")
    write(folder, {path.lstrip("/"): data for path, data in files("today").items()})
    with hosting.host(folder) as found:
        yield found


@pytest.mark.parametrize("path", ["", "services/sendias/"])
def test_a_first_visit_keeps_to_the_budgets(browser: Browser, address: str, path: str) -> None:
    """The time to the first paint is measured in ``benchmarks/`` alone, since other tests run meanwhile."""
    cost = measured(browser, address, path)
    assert (cost.elsewhere, cost.shift) == (0, 0)
    assert cost.size <= HEAVY
    assert cost.requests <= REQUESTS
