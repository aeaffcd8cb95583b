"""What pictures say of themselves: every kind that browsers show, and what cameras and programs do to it."""

from __future__ import annotations

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sendsite.crafts.pictures import facts
from sendsite.crafts.pictures.facts import Facts
from tests.pictures import drawn, jpeg, noted, png, saved

TURNED = {1: (40, 20), 2: (40, 20), 3: (40, 20), 4: (40, 20), 5: (20, 40), 6: (20, 40), 7: (20, 40), 8: (20, 40)}


def segment(number: bytes, content: bytes) -> bytes:
    """A photo with one more application segment (ITU-T T.81, B.2.4.6), such as that of content credentials."""
    data = jpeg(40, 20)
    return data[:2] + b"\xff" + number + (len(content) + 2).to_bytes(2) + content + data[2:]


@pytest.mark.parametrize("kind", ["AVIF", "GIF", "JPEG", "PNG", "WEBP"])
def test_a_picture_of_every_kind_says_how_large_it_is(kind: str) -> None:
    found = facts.photo(saved(drawn(40, 20), kind))
    assert found is not None
    assert (found.kind, found.width, found.height, found.moves) == (kind, 40, 20, False)


@pytest.mark.parametrize(("turn", "sides"), TURNED.items())
def test_a_picture_is_as_wide_as_it_is_seen(turn: int, sides: tuple[int, int]) -> None:
    """A phone that is held upright saves a picture that lies, and notes down how to turn it."""
    found = facts.photo(jpeg(40, 20, exif=noted({0x0112: turn})))
    assert found is not None
    assert (found.width, found.height) == sides


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_says_so(kind: str) -> None:
    data = saved(drawn(40, 20), kind, save_all=True, append_images=[drawn(40, 20).rotate(180)], duration=100)
    found = facts.photo(data)
    assert found is not None
    assert found.moves


def test_two_pictures_of_one_camera_do_not_move() -> None:
    """Some cameras save a second picture behind the first one (CIPA DC-007)."""
    found = facts.photo(saved(drawn(40, 20), "MPO", save_all=True, append_images=[drawn(40, 20)]))
    assert found == Facts("JPEG", 40, 20, moves=False, is_bare=False)


@pytest.mark.parametrize(
    ("data", "is_bare"),
    [
        (jpeg(40, 20), True),
        (jpeg(40, 20, exif=noted({0x010F: "Testcam"})), False),
        (jpeg(40, 20, comment=b"Our garden"), False),
        (jpeg(40, 20, xmp=b"<x:xmpmeta/>"), False),
        (segment(b"\xeb", b"JP\0\0c2pa Testcam"), False),
        (segment(b"\xec", b"Ducky"), False),
        (jpeg(40, 20, icc_profile=b"\0" * 128), True),
        (saved(drawn(40, 20, "CMYK"), "JPEG"), True),
        (saved(drawn(40, 20), "PNG", exif=noted({0x010F: "Testcam"})), False),
        (saved(drawn(40, 20), "WEBP", exif=noted({0x010F: "Testcam"})), False),
        (saved(drawn(40, 20), "AVIF", exif=noted({0x010F: "Testcam"})), False),
    ],
)
def test_what_a_camera_notes_down_is_seen(data: bytes, is_bare: bool) -> None:  # noqa: FBT001 - a column of the table
    found = facts.photo(data)
    assert found is not None
    assert found.is_bare is is_bare


def test_what_a_program_writes_into_a_png_is_seen() -> None:
    info = PngInfo()
    info.add_text("Author", "Ada Fenwick")
    found = facts.photo(saved(drawn(40, 20), "PNG", pnginfo=info))
    assert found is not None
    assert not found.is_bare


@pytest.mark.parametrize(
    ("data", "is_drawn"),
    [
        (png(40, 20), True),
        (saved(drawn(400, 200), "PNG"), False),
        (saved(drawn(400, 200, "RGBA"), "PNG"), False),
        (saved(drawn(400, 200), "PNG", transparency=drawn(400, 200).getpixel((9, 9))), True),
        (saved(drawn(400, 200, "P"), "PNG"), True),
        (jpeg(40, 20), False),
    ],
)
def test_a_drawing_has_few_colours_or_can_be_seen_through(data: bytes, is_drawn: bool) -> None:  # noqa: FBT001 - as above
    found = facts.photo(data)
    assert found is not None
    assert found.is_drawn is is_drawn


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        png()[:40],
        jpeg(400, 300)[:3000],
        saved(drawn(40, 20), "BMP"),
        saved(drawn(40, 20), "TIFF"),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    ],
)
def test_what_browsers_would_not_show_cannot_be_read(data: bytes) -> None:
    assert facts.photo(data) is None


def test_a_picture_of_far_too_many_points_is_not_read() -> None:
    """It takes a few kilobytes on the disk, and would take all of the memory."""
    data = saved(Image.new("1", (20_000, 20_000)))
    assert len(data) < 100_000
    assert facts.photo(data) is None


@pytest.mark.parametrize(
    ("opening", "sides"),
    [
        ('<svg width="40" height="20">', (40, 20)),
        ("<svg height='20px' xmlns='http://www.w3.org/2000/svg' width='40px'>", (40, 20)),
        ('<?xml version="1.0"?>\n<!-- a -->\n<svg\n  width="40.4"\n  height="20"\n  viewBox="0 0 4 2">', (40, 20)),
        ('<svg width="20mm" height="1cm">', (76, 38)),
        ('<svg width="1in" height="36pt">', (96, 48)),
        ('<svg width="2em" height="1em" viewBox="0 0 24 12">', (facts.COLUMN, facts.COLUMN // 2)),
        ('<svg viewBox="0 0 24 12">', (facts.COLUMN, facts.COLUMN // 2)),
        ('<svg width="100%" height="100%" viewBox="-1,-1,24,12">', (facts.COLUMN, facts.COLUMN // 2)),
    ],
)
def test_a_drawing_says_its_size_or_its_shape(opening: str, sides: tuple[int, int]) -> None:
    assert facts.drawing(f"{opening}<path/></svg>".encode()) == Facts("SVG", sides[0], sides[1])


@pytest.mark.parametrize(
    "opening",
    ["", "<svg>", '<svg width="100%">', '<svg viewBox="0 0 0 0">', '<svg width="1.2.3" height="1">', "<svgz>"],
)
def test_a_drawing_may_say_nothing_of_its_size(opening: str) -> None:
    assert facts.drawing(f"{opening}<path/></svg>".encode()) is None
