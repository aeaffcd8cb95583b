"""How a page shows a picture."""

from __future__ import annotations

from sendsite.crafts.markup.fragment import OPEN, SHUT
from sendsite.crafts.pictures.showing import Shown, pictured

IMAGE = f'<p><img alt="A &quot;bus&quot;" src="{OPEN}3{SHUT}" title="T"></p>'


def test_a_picture_has_room_kept_for_it_and_waits_until_it_is_near() -> None:
    assert pictured(IMAGE, {3: Shown("/a.png", 40, 20)}) == (
        '<p><img alt="A &quot;bus&quot;" src="/a.png" title="T" width="40" height="20" loading="lazy"'
        ' decoding="async"></p>'
    )


def test_a_browser_may_choose_a_size() -> None:
    html = pictured(IMAGE, {3: Shown("/a.jpg", 800, 400, (("/a.400.webp", 400), ("/b&c.webp", 800)))})
    assert html.startswith(
        '<p><picture><source type="image/webp" srcset="/a.400.webp 400w, /b&amp;c.webp 800w" sizes="(min-width'
    )
    assert html.endswith(' decoding="async"></picture></p>')


def test_what_is_not_known_is_left_as_it_is() -> None:
    link = f'<a href="{OPEN}3{SHUT}">x</a>'
    assert pictured(IMAGE, {}) == IMAGE
    assert pictured(IMAGE + link, {2: Shown("/a.png", 1, 1)}) == IMAGE + link
    assert pictured(link, {3: Shown("/a.png", 1, 1)}) == link
