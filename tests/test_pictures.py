"""Pictures in a real browser: the size that a screen loads, the room that is kept, and paper."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from benchmarks import hosting
from benchmarks.budgets import SHIFTS
from tests.browsing import DESK, PHONE, chromium
from tests.content import page
from tests.hostile import write
from tests.pictures import jpeg, png
from tests.sites import built
from tests.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Route, ViewportSize

LONG = "Some words to fill a line, and more of them to fill the next one.\n\n" * 60
BODY = f"![Children on a walk](walk.jpg)\n\nBelow it.\n\n![A coin](coin.png)\n\n{LONG}![A tree](far.jpg)\n"


@cache
def files() -> dict[str, bytes]:
    """A site with a page that has a large picture, a little one, and one that is far down."""
    far = jpeg(900, 1200, quality=90)
    whole: dict[str, str | bytes] = {
        "content/a.md": page("A", BODY),
        "content/walk.jpg": jpeg(),
        "content/far.jpg": far,
    }
    site = built({**whole, "content/coin.png": png(40, 20)})
    assert site.told == []
    return {output.path: output.data for output in site.build.outputs}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page as a host serves it."""
    folder: Path = tmp_path_factory.mktemp("site")
    write(folder, files())
    with hosting.host(folder) as found:
        yield f"{found}a/"


def pictures(asked: list[str]) -> list[str]:
    return [each.rpartition("/")[2] for each in asked if "walk" in each or "coin" in each or "far" in each]


@pytest.mark.parametrize(
    ("screen", "density", "expected"),
    [
        (PHONE, 1, "walk.jpg.400.webp"),
        (PHONE, 2, "walk.jpg.800.webp"),
        (DESK, 1, "walk.jpg.800.webp"),
        (DESK, 2, "walk.jpg.1200.webp"),
    ],
)
def test_a_screen_loads_the_size_that_it_needs(
    browser: Browser, address: str, screen: ViewportSize, density: int, expected: str
) -> None:
    with visit(browser, address, viewport=screen, device_scale_factor=density) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert pictures(seen.asked) == [expected, "coin.png"]
        assert seen.in_vain == []
        assert seen.said == []


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_text_does_not_move_when_a_picture_comes(browser: Browser, address: str, screen: ViewportSize) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with visit(browser, "about:blank", viewport=screen) as seen:
        seen.page.add_init_script(SHIFTS)
        seen.page.route("**/*.webp", hold)
        seen.page.goto(address, wait_until="domcontentloaded")
        below = seen.page.get_by_text("Below it.")
        before = below.bounding_box()
        seen.page.wait_for_timeout(300)
        assert len(held) == 1
        held.pop().continue_()
        seen.page.wait_for_function("document.querySelector('img').naturalWidth > 0")
        seen.page.wait_for_timeout(200)
        assert below.bounding_box() == before
        assert seen.page.evaluate("window.shifted") == 0


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_picture_keeps_its_shape_and_fits_the_column(browser: Browser, address: str, screen: ViewportSize) -> None:
    with visit(browser, address, viewport=screen) as seen:
        large, little = (seen.page.get_by_alt_text(words).bounding_box() for words in ("Children on a walk", "A coin"))
        column = seen.page.locator(".prose").bounding_box()
        assert large is not None
        assert little is not None
        assert column is not None
        assert large["width"] == pytest.approx(column["width"], abs=1)
        assert large["width"] / large["height"] == pytest.approx(16 / 9, abs=0.02)
        assert (little["width"], little["height"]) == (40, 20)


def test_a_picture_comes_when_a_reader_is_near(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport=PHONE) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert "far.jpg.400.webp" not in pictures(seen.asked)
        with seen.page.expect_response("**/far.jpg.400.webp"):
            seen.page.get_by_alt_text("A tree").scroll_into_view_if_needed()


def test_paper_has_every_picture(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        seen.page.wait_for_load_state("networkidle")
        reader = PdfReader(io.BytesIO(seen.page.pdf()))
        sides = [image.image.size for each in reader.pages for image in each.images if image.image is not None]
        assert {round(width / height, 2) for width, height in sides} >= {1.78, 0.75}
