"""The files of a picture: that each is smaller, looks the same, and tells nothing of who made it."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from sendsite.crafts.pictures import facts, sizes
from sendsite.crafts.pictures.facts import Facts
from tests.pictures import drawn, jpeg, noted, opened, saved

GPS = 0x8825
CAMERA = noted({0x010F: "Testcam", 0x9003: "2026:05:01 10:00:00", GPS: {1: "N", 2: (53.0, 45.0, 0.0)}})
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CMYK = SRGB[:16] + b"CMYK" + SRGB[20:]


def seen_through(image: Image.Image) -> Image.Image:
    """The picture with a hole in the middle."""
    whole = Image.new("L", image.size, 255)
    whole.paste(0, (300, 200, 600, 400))
    image.putalpha(whole)
    return image


MIDDLE = (450, 300)
GREY = drawn(900, 600, "L")
MODES = {
    "1": saved(GREY.point(lambda value: 255 if value > 128 else 0).convert("1")),
    "L": saved(GREY),
    "LA": saved(seen_through(drawn(900, 600, "LA"))),
    "P": saved(drawn(900, 600, "P")),
    "P with a colour to see through": saved(drawn(900, 600, "P"), transparency=drawn(900, 600, "P").getpixel(MIDDLE)),
    "RGB": saved(drawn(900, 600)),
    "RGB with a colour to see through": saved(drawn(900, 600), transparency=drawn(900, 600).getpixel(MIDDLE)),
    "RGBA": saved(seen_through(drawn(900, 600, "RGBA"))),
    "RGBA without a hole": saved(drawn(900, 600, "RGBA")),
    "16 bits": saved(GREY.convert("I").point(lambda value: value * 257).convert("I;16")),
    "GIF": saved(drawn(900, 600), "GIF"),
    "WebP": saved(drawn(900, 600), "WEBP"),
    "AVIF": saved(drawn(900, 600), "AVIF"),
    "JPEG": jpeg(900, 600),
    "grey JPEG": saved(GREY, "JPEG"),
    "JPEG of a printer": saved(drawn(900, 600, "CMYK"), "JPEG", icc_profile=CMYK),
}


def of(data: bytes) -> Facts:
    found = facts.photo(data)
    assert found is not None
    return found


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart on average, of 255."""
    pair = (
        on_white(each.point(lambda value: value / 257, "L") if each.mode == "I;16" else each) for each in (one, other)
    )
    return max(ImageStat.Stat(ImageChops.difference(*pair)).mean)


def on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB").resize((90, 60))


@pytest.mark.parametrize(
    ("width", "size", "expected"),
    [
        (4000, 900_000, (400, 800, 1200)),
        (1200, 900_000, (400, 800, 1200)),
        (1000, 900_000, (400, 800, 1000)),
        (800, 900_000, (400, 800)),
        (401, 900_000, (400, 401)),
        (400, 900_000, ()),
        (4000, 16_000, ()),
    ],
)
def test_no_size_is_larger_than_the_picture(width: int, size: int, expected: tuple[int, ...]) -> None:
    assert sizes.widths(Facts("JPEG", width, width), size) == expected


def test_what_is_too_high_for_webp_is_left_as_it_is() -> None:
    assert sizes.widths(Facts("PNG", 1200, 16_384), 900_000) == ()
    assert sizes.widths(Facts("PNG", 1200, 16_383), 900_000)


@pytest.mark.parametrize("kind", MODES)
def test_every_size_shows_the_same_picture(kind: str) -> None:
    data = MODES[kind]
    found = of(data)
    for width in (400, 800):
        made = sizes.scaled(data, found, width)
        image = opened(made)
        assert (image.format, image.size) == ("WEBP", (width, sizes.height(found, width)))
        assert image.has_transparency_data == (" to see " in kind or kind in {"LA", "RGBA"})
        assert difference(image, opened(data)) < 4
    old = opened(sizes.old(data, found))
    assert old.size == (800, 533)
    assert difference(old, opened(data)) < 4
    assert f".{old.format}".lower().replace("jpeg", "jpg") == sizes.old_suffix(found)


@pytest.mark.parametrize("data", MODES.values(), ids=MODES)
def test_a_bare_picture_stays_as_it_is(data: bytes) -> None:
    assert sizes.whole(data, of(data)) is data


@pytest.mark.parametrize("kind", ["AVIF", "JPEG", "PNG", "WEBP"])
def test_nothing_tells_who_made_a_picture_and_where(kind: str) -> None:
    data = saved(drawn(900, 600), kind, exif=CAMERA, xmp=b"<x:xmpmeta/>")
    found = of(data)
    assert opened(data).getexif().get_ifd(GPS)
    for made in (sizes.whole(data, found), sizes.scaled(data, found, 400), sizes.old(data, found)):
        image = opened(made)
        assert not image.getexif()
        assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment"} & image.info.keys()
        assert b"Testcam" not in made
    whole = opened(sizes.whole(data, found))
    assert (whole.format, whole.size) == (kind, (900, 600))
    assert difference(whole, opened(data)) < 4


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_picture_stands_upright_in_every_size(turn: int) -> None:
    data = jpeg(900, 600, exif=noted({0x0112: turn}))
    seen = opened(data)
    turns = [Image.Transpose(value) for value in (0, 3, 1, 5, 4, 6, 2)]  # in the order of Exif 2.32, from 2 on
    seen = seen.transpose(turns[turn - 2])
    found = of(data)
    for made in (sizes.whole(data, found), sizes.scaled(data, found, 400), sizes.old(data, found)):
        image = opened(made)
        assert (image.width > image.height) == (seen.width > seen.height)
        assert image.height == sizes.height(found, image.width)
        assert difference(image, seen) < 6


def test_a_profile_stays_with_its_colours_alone() -> None:
    data = jpeg(900, 600, icc_profile=SRGB)
    assert opened(sizes.scaled(data, of(data), 400)).info["icc_profile"] == SRGB
    printer = MODES["JPEG of a printer"]
    assert "icc_profile" not in opened(sizes.scaled(printer, of(printer), 400)).info


def test_a_diagram_loses_nothing_where_that_is_smaller() -> None:
    image = Image.new("RGB", (900, 600), "white")
    for at, colour in enumerate(("black", "red", "blue")):
        image.paste(colour, (100 + 250 * at, 100, 300 + 250 * at, 500))
    made = opened(sizes.scaled(saved(image), of(saved(image)), 900))
    assert made.convert("RGB").tobytes() == image.tobytes()


def test_a_smaller_size_is_a_smaller_file() -> None:
    data = jpeg(1600, 900)
    found = of(data)
    made = [len(sizes.scaled(data, found, width)) for width in sizes.widths(found, len(data))]
    assert made == sorted(made)
    assert made[-1] < len(data)
