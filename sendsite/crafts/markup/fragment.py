"""What the body of a page becomes: HTML that is open where links and blocks go, and what the site must know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup.blocks import PLACED, SIGN, Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Private letters mark what is still open in the HTML. A text that has them is given others.
OPEN, SHUT = "\ue000", SIGN
NOT_OURS: Final = str.maketrans({OPEN: "\ufffd", SHUT: "\ufffd"})
_LINK: Final = re.compile(f"{OPEN}(\\d+){SHUT}")
_HREF: Final = ' href="'
_PLACE: Final = re.compile(r'<div data-block="(\d+)"></div>')


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as written, and where; ``told`` when it has been said already that it leads nowhere."""

    target: str
    picture: bool
    line: int
    column: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body: its level (2 to 6), its anchor and its words."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A body as HTML, still open where links and placed blocks go; ``fill`` closes it."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
    words: int

    def placed(self) -> Iterator[tuple[int, Block]]:
        """The blocks that the site must fill, by number."""
        return ((number, block) for number, block in enumerate(self.blocks) if block.name in PLACED)

    def fill(self, link: Callable[[int], str | None], block: Callable[[int], str]) -> str:
        """The finished HTML. ``link`` gives the escaped address of a link, ``block`` the HTML of a block, by number.

        A link without an address stays as words that lead nowhere.
        """
        html, done = self.html, 0
        pieces: list[str] = []
        for match in _LINK.finditer(html):
            begin, end = match.span()
            address = link(int(match[1])) or ""
            if not address and html.endswith(_HREF, done, begin) and html.startswith('"', end):
                begin, end = begin - len(_HREF), end + 1
            pieces += (html[done:begin], address)
            done = end
        filled = f"{''.join(pieces)}{html[done:]}"
        return _PLACE.sub(lambda match: block(int(match[1])), filled) if self.blocks else filled


EMPTY: Final = Fragment("", (), (), (), 0)
