"""A picture in the sizes that screens need, in kinds that browsers know, without what a camera notes down."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sendsite.crafts.pictures.facts import in_full_colours, opened

if TYPE_CHECKING:
    from PIL.Image import Image

    from sendsite.crafts.pictures.facts import Facts

WIDTHS: Final = (400, 800, 1200)  # a small phone; a large one, or the column of a page; that column on a fine screen
OLD_WIDTH: Final = 800  # for browsers that know no WebP, which are mostly on small screens
_LITTLE: Final = 16_000  # bytes, of which a smaller picture would not save what a second file costs
_HIGHEST: Final = 16_383  # pixels that WebP can hold
_KEPT = ("icc_profile", "transparency")  # of what is noted beside a picture: how to show it
_COLOURS: Final = slice(16, 20)  # where a profile says of which colours it is (ICC.1:2022, 7.2.8)
_SAVED: Final[dict[str, dict[str, Any]]] = {
    "AVIF": {"quality": 75},
    "JPEG": {"quality": 84, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 78, "method": 4},
}


def widths(facts: Facts, size: int) -> tuple[int, ...]:
    """The widths in pixels in which a picture of ``size`` bytes is given, smallest first; none if its file will do."""
    largest = min(facts.width, WIDTHS[-1])
    if size <= _LITTLE or facts.width <= WIDTHS[0] or height(facts, largest) > _HIGHEST:
        return ()
    return (*(width for width in WIDTHS if width < largest), largest)


def height(facts: Facts, width: int) -> int:
    """How high a picture is when it is ``width`` pixels wide."""
    return max(1, round(facts.height * width / facts.width))


def whole(data: bytes, facts: Facts) -> bytes:
    """A picture as large as it is, in the kind that it has: just as it is, if there is nothing beside it."""
    return data if facts.is_bare or facts.kind not in _SAVED else _saved(_upright(data), facts.kind)


def scaled(data: bytes, facts: Facts, width: int) -> bytes:
    """A picture ``width`` pixels wide as WebP."""
    image = _sized(data, width)
    made = _saved(image, "WEBP")
    return min(_saved(image, "WEBP", lossless=True), made, key=len) if facts.is_drawn else made


def old_suffix(facts: Facts) -> str:
    """The ending of the file for browsers that know no WebP."""
    return ".png" if facts.is_drawn else ".jpg"


def old(data: bytes, facts: Facts) -> bytes:
    """A picture for browsers that know no WebP, at most 800 pixels wide: as PNG if it is drawn, else as JPEG."""
    return _saved(_sized(data, OLD_WIDTH), "PNG" if facts.is_drawn else "JPEG")


def _upright(data: bytes) -> Image:
    """A picture with nothing beside it but how to show it."""
    from PIL import ImageOps  # noqa: PLC0415 - as in “opened”

    image = ImageOps.exif_transpose(opened(data))
    image.info = {name: image.info[name] for name in _KEPT if name in image.info}
    return image


def _sized(data: bytes, width: int) -> Image:
    """A picture in full colours, at most ``width`` pixels wide."""
    from PIL import Image  # noqa: PLC0415 - as in “opened”

    image = in_full_colours(_upright(data))
    if image.width > width:
        size = width, max(1, round(image.height * width / image.width))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    return image


def _saved(image: Image, kind: str, **ways: object) -> bytes:
    if kind == "JPEG" and image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    written = BytesIO()
    image.save(written, kind, **_SAVED[kind], icc_profile=_profile(image), **ways)
    return written.getvalue()


def _profile(image: Image) -> bytes | None:
    """The profile of a picture where it is one of its colours still: a CMYK profile spoils a picture turned to RGB."""
    profile: bytes | None = image.info.get("icc_profile")
    return profile if profile and profile[_COLOURS] == (b"GRAY" if image.mode == "L" else b"RGB ") else None
