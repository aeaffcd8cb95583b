"""Pictures, made for tests."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Mapping


def drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture of a soft slope in every colour, in one of Pillow's modes: 10 by 10 of it are never all alike."""
    across = Image.linear_gradient("L").resize((width, height))
    down = across.transpose(Image.Transpose.ROTATE_90).resize((width, height))
    grain = Image.frombytes("L", (width, height), bytes(7 * at * at % 23 for at in range(width * height)))
    colours = (ImageChops.add(each, grain) for each in (across, down, ImageChops.invert(across)))
    return Image.merge("RGB", tuple(colours)).convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **ways: object) -> bytes:
    """The bytes of a picture in one of Pillow's kinds."""
    file = BytesIO()
    image.save(file, kind, **ways)
    return file.getvalue()


def png(width: int = 2, height: int = 1) -> bytes:
    """A small white picture."""
    return saved(Image.new("L", (width, height), 255))


def jpeg(width: int = 1600, height: int = 900, **ways: object) -> bytes:
    """A photo that is given in sizes."""
    return saved(drawn(width, height), "JPEG", **ways)


def opened(data: bytes) -> Image.Image:
    """A picture that is read to its end."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def noted(tags: Mapping[int, object]) -> Image.Exif:
    """What a camera notes down, by the numbers of Exif 2.32."""
    exif = Image.Exif()
    exif.update(tags)
    return exif
