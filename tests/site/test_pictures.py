"""Pictures of a site: their files, how pages show them, and what is told of those that cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendsite.memo import Memo
from sendsite.site import pictures, routes
from tests.content import page
from tests.markup import Markup
from tests.pictures import drawn, jpeg, noted, opened, png, saved
from tests.sites import SITE, Built, built, snapshot

if TYPE_CHECKING:
    from PIL import Image

PHOTO = jpeg(1600, 900)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
MOVING = saved(drawn(40, 20), "GIF", save_all=True, append_images=[drawn(40, 20).rotate(180)], duration=100)
OPEN_PAGE = {"layouts/page.html": "{{ page.html }}"}


def shown(name: str, data: bytes, **more: str | bytes) -> Built:
    """A site with one page that shows this picture."""
    body = f"![Children on a walk]({name.replace(' ', '%20')})\n"
    return built({**OPEN_PAGE, "content/a.md": page("A", body), f"content/{name}": data, **more})


def attributes(site: Built, tag: str) -> dict[str, str]:
    (found,) = Markup(site.text("a/index.html")).find(tag)
    return found.attributes


def output(site: Built, path: str) -> Image.Image:
    (found,) = [each.data for each in site.build.outputs if each.path == path]
    return opened(found)


def test_a_photo_is_given_in_sizes() -> None:
    site = shown("walk.jpg", PHOTO)
    assert site.told == []
    assert [each for each in site.paths if each.startswith("walk")] == [
        "walk.jpg",
        "walk.jpg.1200.webp",
        "walk.jpg.400.webp",
        "walk.jpg.800.jpg",
        "walk.jpg.800.webp",
    ]
    source = attributes(site, "source")
    assert source["srcset"] == "/walk.jpg.400.webp 400w, /walk.jpg.800.webp 800w, /walk.jpg.1200.webp 1200w"
    image = attributes(site, "img")
    assert (image["src"], image["width"], image["height"]) == ("/walk.jpg.800.jpg", "1200", "675")
    assert (image["alt"], image["loading"]) == ("Children on a walk", "lazy")
    for width in (400, 800, 1200):
        assert output(site, f"walk.jpg.{width}.webp").size == (width, width * 9 // 16)
    assert output(site, "walk.jpg").size == (1600, 900)


def test_a_little_picture_is_one_file() -> None:
    site = shown("walk.png", png(40, 20))
    assert [each for each in site.paths if each.startswith("walk")] == ["walk.png"]
    assert not Markup(site.text("a/index.html")).find("picture")
    image = attributes(site, "img")
    assert (image["src"], image["width"], image["height"]) == ("/walk.png", "40", "20")


def test_a_drawing_stays_a_drawing() -> None:
    site = shown("walk.svg", DRAWING)
    assert site.told == []
    image = attributes(site, "img")
    assert (image["src"], image["width"], image["height"]) == ("/walk.svg", "40", "20")


def test_the_base_url_is_before_every_size() -> None:
    site = shown(
        "out side.jpg", PHOTO, **{"content/site.yaml": SITE.replace("send.example.org/", "e.example.org/send/")}
    )
    assert attributes(site, "img")["src"] == "/send/out%20side.jpg.800.jpg"
    assert attributes(site, "source")["srcset"].startswith("/send/out%20side.jpg.400.webp 400w, ")


def test_a_picture_that_no_page_shows_tells_nothing_of_who_made_it_either() -> None:
    site = built({"content/walk.jpg": jpeg(900, 600, exif=noted({0x010F: "Testcam"}))})
    assert not output(site, "walk.jpg").getexif()


def test_a_picture_is_shown_with_its_link() -> None:
    body = "[![Children on a walk](walk.jpg)](walk.jpg)\n"
    site = built({**OPEN_PAGE, "content/a.md": page("A", body), "content/walk.jpg": PHOTO})
    assert site.told == []
    found = Markup(site.text("a/index.html"))
    assert [each.attributes["href"] for each in found.find("a")] == ["/walk.jpg"]
    assert found.find("picture")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("walk.jpg", PHOTO[:5000], "content/walk.jpg:1:1 picture-damaged"),
        ("walk.png", b"", "content/walk.png:1:1 picture-damaged"),
        ("walk.jpg", saved(drawn(40, 20), "TIFF"), "content/walk.jpg:1:1 picture-damaged"),
        ("walk.gif", MOVING, "content/walk.gif:1:1 picture-moving"),
        ("walk.heic", b"\0\0\0\x18ftypheic", "content/a.md:4:23 picture-kind"),
        ("walk.pdf", b"%PDF-", "content/a.md:4:23 picture-kind"),
    ],
)
def test_a_picture_that_families_could_not_look_at_is_an_error(name: str, data: bytes, told: str) -> None:
    site = shown(name, data)
    assert [each for each in site.told if not each.endswith("document-damaged")] == [told]
    assert site.build.fails()


def test_a_drawing_without_a_size_is_a_warning() -> None:
    site = shown("walk.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert site.told == ["content/walk.svg:1:1 picture-damaged"]
    assert not site.build.fails()
    assert "width" not in attributes(site, "img")


def test_a_damaged_picture_is_told_where_no_page_shows_it() -> None:
    assert built({"content/walk.jpg": b"JPEG"}).told == ["content/walk.jpg:1:1 picture-damaged"]


def test_an_address_of_a_size_can_be_taken() -> None:
    """Two outputs at one address would hide one another."""
    site = shown("walk.jpg", PHOTO, **{"content/walk.jpg.400.webp": saved(drawn(40, 20), "WEBP")})
    assert site.codes == ["address-taken"]


def test_helpers_make_pictures() -> None:
    """They take long, and a large site has many that are new at once."""
    found = Memo().evaluate(snapshot({"content/walk.jpg": PHOTO}), routes.routes).value
    drawn_apart = [each for each in found if each.is_drawn]
    assert len(drawn_apart) == 5
    assert {each.make for each in drawn_apart} == pictures.DRAWN
