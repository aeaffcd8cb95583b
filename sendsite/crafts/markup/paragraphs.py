"""Blocks of plain text, which make up most of a page, told at a glance.

Python-Markdown asks some 16 kinds of block in turn whether a block is theirs. Here it is looked at once: when none of
them could say yes, it becomes what the last of them, the paragraph, makes of it. Plain headings and plain lists have a
short way as well. All else goes the library's own way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import SubElement

from markdown.blockparser import BlockParser

from sendsite.crafts.markup.blocks import SIGN

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.blockprocessors import BlockProcessor
    from markdown.util import Registry

    from sendsite.crafts.markup.tangles import Meter

_RULE: Final = r"[*_]+(?:\s|\Z)"  # or the sign of a list; bold words begin otherwise
_NAME: Final = r"\[[^\[\]]*\]:"  # in a list of links
# How a block begins that may be no paragraph. (Besides, a table has a "|".)
_OPENS: Final = rf"[\s#+:>-]|{_RULE}|{_NAME}|\d+\.[ ]|\Z"
_OPENING: Final = re.compile(_OPENS)
# How a line below the first begins that may make something else of a paragraph. (A list begins on the first.)
_TURNS: Final = rf"[\s#=:>-]|{_RULE}|{_NAME}"
_TURN: Final = re.compile(rf"\n[ ]*(?:{_TURNS})")
_HEADING: Final = re.compile(r"(#{1,6})([^#\\\n]*)(?:\n|\Z)")
_WORDS: Final = rf"[ ]+(?!{_OPENS})[^\n]+(?:\n[ ]*(?!{_TURNS}|[+]|\d+\.)[^\n]+)*"
_LIST: Final = re.compile(rf"(?:[*+-]{_WORDS}(?:\n[*+-]{_WORDS})*|(\d+)\.{_WORDS}(?:\n\d+\.{_WORDS})*)\Z")
_BULLET: Final = re.compile(r"(?:\A|\n)(?:[*+-]|\d+\.)[ ]+")
_LISTS: Final = frozenset({"ol", "ul"})


class Parser(BlockParser):
    """Python-Markdown's parser of blocks, with a short way for those that are plain."""

    def __init__(self, md: Markdown, kinds: Registry[BlockProcessor], meter: Meter) -> None:
        super().__init__(md)
        self.blockprocessors = kinds
        self.meter = meter
        for kind in kinds:
            kind.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - Python-Markdown's name
        """Turn ``blocks`` into elements below ``parent``. Raises TangleError when that takes too long."""
        while blocks:
            block = blocks[0]
            self.meter.spend(len(block), block)
            rest = self._plain(parent, block)
            if rest:
                blocks[0] = rest
            elif rest is not None:
                del blocks[0]
            else:
                for kind in self.blockprocessors:
                    if kind.test(parent, block) and kind.run(parent, blocks) is not False:
                        break

    def _plain(self, parent: Element, block: str) -> str | None:
        """Put what is plain of ``block`` below ``parent``, and return the rest; None when that is not for us."""
        if "|" in block or SIGN in block:
            return None
        is_read = False
        if block[:1].isalpha() or _OPENING.match(block) is None:
            is_read = _TURN.search(block) is None and self._paragraph(parent, block)
        elif heading := _HEADING.match(block):
            return self._heading(parent, heading)
        elif items := _LIST.match(block):
            is_read = self._list(parent, block, items[1])
        elif block[:1] in {"", "\n"} and not (len(parent) and parent[-1].tag == "pre"):
            return block[1:]  # an empty line too many
        return "" if is_read else None

    def _heading(self, parent: Element, heading: re.Match[str]) -> str | None:
        rest = heading.string[heading.end() :]
        if rest and self.state.isstate("looselist"):  # there, the library looks at spaces before the rest
            return None
        SubElement(parent, f"h{len(heading[1])}").text = heading[2].strip()
        return rest

    def _paragraph(self, parent: Element, block: str) -> bool:
        if not self.state.isstate("list"):
            SubElement(parent, "p").text = block
        elif len(parent) or parent.text:
            return False
        else:
            parent.text = block
        return True

    def _list(self, parent: Element, block: str, start: str | None) -> bool:
        kind = "ol" if start else "ul"
        if parent.tag in _LISTS or (len(parent) and parent[-1].tag == kind):
            return False
        items = SubElement(parent, kind, {"start": start} if start and start != "1" else {})
        for item in _BULLET.split(block)[1:]:
            self.meter.spend(len(item), item)
            SubElement(items, "li").text = item
        return True
