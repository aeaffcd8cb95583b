"""How a page shows a picture: with room kept for it, loaded when it is near, in the size that the screen needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup.fragment import OPEN, SHUT

if TYPE_CHECKING:
    from collections.abc import Mapping

# How wide a picture is shown: as the column of a page, or as the screen without its margins (layouts/assets/site.css).
_SHOWN_AT: Final = "(min-width: 44rem) 41rem, calc(100vw - 2rem)"
_PICTURE: Final = re.compile(f'<img([^>]*) src="{OPEN}(\\d+){SHUT}"([^>]*)>')


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page: its address, width and height in pixels, and the WebP files of it with the width of each."""

    address: str
    width: int
    height: int
    files: tuple[tuple[str, int], ...] = ()


def pictured(html: str, shown: Mapping[int, Shown]) -> str:
    """The HTML of an open body with its pictures as they are to be shown, by the number of the link of each."""

    def written(match: re.Match[str]) -> str:
        before, number, after = match.groups()
        picture = shown.get(int(number))
        if picture is None:
            return match[0]
        image = (
            f'<img{before} src="{escape(picture.address)}"{after} width="{picture.width}" height="{picture.height}"'
            ' loading="lazy" decoding="async">'
        )
        if not picture.files:
            return image
        files = ", ".join(f"{escape(address)} {width}w" for address, width in picture.files)
        return f'<picture><source type="image/webp" srcset="{files}" sizes="{_SHOWN_AT}">{image}</picture>'

    return _PICTURE.sub(written, html) if shown else html
