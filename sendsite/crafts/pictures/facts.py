"""What the file of a picture says of it: its kind, how wide and high it is, and whether it moves."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})  # what every new browser knows
COLUMN: Final = 656  # pixels across which a text goes (layouts/assets/site.css: 41rem)
_READ: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # what such names stand for, those first that load soonest
_MOST_POINTS: Final = 60_000_000  # more than cameras take; each needs 4 bytes of memory
_ORIENTATION: Final = 0x0112  # a tag of Exif 2.32
_LYING: Final = frozenset({5, 6, 7, 8})  # its values for a picture that is turned by a quarter
_OF_LOOKS: Final = (("APP0", b"JFIF"), ("APP2", b"ICC_PROFILE"), ("APP14", b"Adobe"))  # of a JPEG; the rest says more
_MARKED: Final = frozenset({"comment", "exif", "xmp", "XML:com.adobe.xmp"})
_OF_16_BITS: Final = 1 / 257  # of a grey in 65,535 steps, one of 255
_FEW_COLOURS: Final = 256
_OPAQUE: Final = 255
_SVG: Final = re.compile(rb"<svg\b[^>]*>")
_BOX: Final = re.compile(rb"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']""")
_WIDTH: Final = re.compile(rb"""\swidth\s*=\s*["']\s*([\d.]+)([a-z]*)\s*["']""")
_HEIGHT: Final = re.compile(rb"""\sheight\s*=\s*["']\s*([\d.]+)([a-z]*)\s*["']""")
_UNITS: Final = {
    b"": 1.0,
    b"px": 1.0,
    b"pt": 96 / 72,
    b"mm": 96 / 25.4,
    b"cm": 96 / 2.54,
    b"in": 96.0,
}  # in pixels (CSS)


@dataclass(frozen=True, slots=True)
class Facts:
    """A picture that stands upright: its kind (``JPEG``, ``SVG``), width and height in pixels, and whether it moves.

    One that ``is_bare`` holds nothing but itself: no place, no day, no name of a camera. One that ``is_drawn`` has few
    colours, or parts that can be seen through, and is no photo.
    """

    kind: str
    width: int
    height: int
    moves: bool = False
    is_bare: bool = True
    is_drawn: bool = False


def suffix(path: str) -> str:
    """The ending of a file name, in small letters, with its dot."""
    return posixpath.splitext(path)[1].lower()


def is_photo(path: str) -> bool:
    """Whether the file at ``path`` is a picture of points, and no drawing."""
    return suffix(path) in SHOWN - {".svg"}


def drawing(data: bytes) -> Facts | None:
    """What an SVG says of its size; None when it does not. One that gives only its shape is as wide as the text."""
    opening = _SVG.search(data)
    if opening is None:
        return None
    width, height = _WIDTH.search(opening[0]), _HEIGHT.search(opening[0])
    box = _BOX.search(opening[0])
    try:
        if width and height and width[2] in _UNITS and height[2] in _UNITS:
            across, down = float(width[1]) * _UNITS[width[2]], float(height[1]) * _UNITS[height[2]]
        elif box:
            across, down = COLUMN, COLUMN * float(box[2]) / float(box[1])
        else:
            return None
    except (ValueError, ZeroDivisionError):
        return None
    return Facts("SVG", round(across), round(down)) if across >= 1 and down >= 1 else None


def photo(data: bytes) -> Facts | None:
    """What a picture of points says of itself, once all of it has been read; None when that cannot be done.

    One with more than 60 million points is not read.
    """
    try:
        image = opened(data)
        if image.width * image.height > _MOST_POINTS:
            return None
        moves = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
        orientation = image.getexif().get(_ORIENTATION, 1)
        image.load()
    except Exception:  # noqa: BLE001 - Pillow raises what it likes on a broken file, SyntaxError among it
        return None
    width, height = (image.height, image.width) if orientation in _LYING else (image.width, image.height)
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    return Facts(kind, width, height, moves, _is_bare(image), kind != "JPEG" and _is_drawn(image))


def in_full_colours(image: Image) -> Image:
    """A picture in the modes that can be resized and saved in every kind: grey, RGB or RGBA."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * _OF_16_BITS).convert("L")
    if image.mode in {"L", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _is_bare(image: Image) -> bool:
    if image.format in {"JPEG", "MPO"}:
        segments: list[tuple[str, bytes]] = getattr(image, "applist", [])
        return all(any(name == known and said.startswith(by) for known, by in _OF_LOOKS) for name, said in segments)
    return not (_MARKED & image.info.keys() or image.getexif() or getattr(image, "text", None))


def _is_drawn(image: Image) -> bool:
    full = in_full_colours(image)
    can_be_seen_through = full.mode == "RGBA" and full.getchannel("A").getextrema() != (_OPAQUE, _OPAQUE)
    return can_be_seen_through or full.getcolors(_FEW_COLOURS) is not None


def opened(data: bytes) -> Image:
    """A picture that is not read yet."""
    from PIL import Image  # noqa: PLC0415 - most builds see no picture that is new

    Image.MAX_IMAGE_PIXELS = None  # it would warn; how many points there are is asked before they are read
    return Image.open(BytesIO(data), formats=_READ)
