"""The last walk through a page that Python-Markdown has read: it writes the HTML and notes what the site must know.

Python-Markdown goes through its tree five times once it is made: for line breaks, for anchors, for the letters that it
has put aside, and to write it. With what we look for, that would be a dozen walks. Here all of it is done to an element
on the way.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.extensions.toc import render_inner_html, strip_tags, unique
from markdown.serializers import RE_AMP
from markdown.util import BLOCK_LEVEL_ELEMENTS, AtomicString

from sendsite.crafts import addresses
from sendsite.crafts.markup.fragment import Heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown import Markdown

_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS)
_CLOSED: Final = frozenset({*HTML_EMPTY, "code"})  # with nothing to walk through inside
_EMPHASIS: Final = frozenset({"em", "strong"})
_PLAIN: Final = frozenset({"p", "li", "dt", "dd", "th", "td", "caption", "summary", "strong", "em"})
_FRAME: Final = '<div class="table">'
# What Python-Markdown puts in place of an escaped letter, of an entity, and of the "&" of an e-mail address.
_ASIDE: Final = re.compile("\x02(?:(?P<letter>\\d+)\x03|wzxhzdk:(?P<stash>\\d+)\x03|amp\x03(?P<entity>#?\\w+;))")
_LETTER: Final = re.compile("\x02(\\d+)\x03")


class Walk:
    """A walk through the tree that ``md`` has made. ``open_link`` is told of links and pictures on the way."""

    def __init__(self, md: Markdown, open_link: Callable[[Element], None]) -> None:
        self.headings: list[Heading] = []
        self.texts: list[tuple[str, bool]] = []  # without code; and whether they are words of a link
        self.code: set[str] = set()  # lines of indented code
        self.bare: list[int] = []  # the numbers of those blocks for a table in which there is none
        self.may_be_misread = False
        self._md = md
        self._out: list[str] = []
        self._read: list[str] = []  # all that has words, code too
        self._is_linked = False
        self._anchors: set[str] = set()
        self._counters: dict[str, int] = {}
        self._on_the_way: dict[str, Callable[[Element], None]] = {
            "a": open_link,
            "img": open_link,
            "pre": self._code,
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading),
        }

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(" ".join(self._read).split())

    def html(self, root: Element) -> str:
        """Write what is below ``root``."""
        for line_break in root.iter("br"):
            line_break.tail = "\n" if _is_blank(line_break.tail) else f"\n{line_break.tail}"
        self._inside(root, root)
        return "".join(self._out)

    def _inside(self, element: Element, children: Iterable[Element], caption: str | None = None) -> None:
        """Write the text of ``element`` and its ``children``. Each block among them ends its line.

        ``caption`` is the HTML of a caption for the first table, and None where a table needs a frame of its own.
        One call for each element: lists lie as deep in one another as Python-Markdown can read them.
        """
        out, is_linked = self._out, self._is_linked
        before = element.text
        if before:
            out.append(self._text(before))
        for child in children:
            tag, after = child.tag, child.tail
            if tag in _BLOCKS and (not after or after.isspace()):
                after = "\n"
            elif tag in _EMPHASIS and before and after and before[-1].isalnum() and after[0].isalnum():
                self.may_be_misread = True
            if tag in _PLAIN and not len(child):
                text, items = child.text, child.items()
                attributes = _attributes(items) if items else ""
                out.append(f"<{tag}{attributes}>{self._text(text) if text else ''}</{tag}>")
            elif tag == "table":
                self._table(child, caption)
                caption = caption and ""
            elif self._open(child, tag):
                self._inside(child, child)
                self._is_linked = is_linked
                out.append(f"</{tag}>")
            if after:
                out.append(after if after == "\n" else self._text(after))
            if tag == "table" and caption is None:
                out.append("</div>")
            before = after

    def _text(self, text: str) -> str:
        """Note what is ``text`` for readers, and give it as HTML."""
        if not (isinstance(text, AtomicString) or text.isspace()):
            self.texts.append((text, self._is_linked))
        self._read.append(text)
        return _escaped(_LETTER.sub(_letter, text) if "\x02" in text else text)

    def _open(self, element: Element, tag: str) -> bool:
        """Write how ``element`` opens; and whether there is something inside it, and it must be closed."""
        if tag in self._on_the_way:
            self._on_the_way[tag](element)
        elif tag == "div" and (number := element.attrib.pop("data-table", None)) is not None:
            self._holder(element, int(number))
            return False
        items = element.items()
        self._out.append(f"<{tag}{_attributes(items)}>" if items else f"<{tag}>")
        if tag == "code":
            self._read.append(element.text or "")
            self._out.append(f"{_escaped(element.text or '')}</code>")
        elif tag == "a":
            self._is_linked = True
        elif len(element) and element[0].tag in _BLOCKS and _is_blank(element.text):
            element.text = None
            self._out.append("\n")
        return tag not in _CLOSED

    def _holder(self, holder: Element, number: int) -> None:
        """A block for a table: its first table takes over the caption, which stands first in it."""
        out = self._out
        children = list(holder)
        caption = None
        if any(child.tag == "table" for child in children):
            self._out = []
            self._inside(holder, children[:1])
            caption, self._out = "".join(self._out), out
        else:
            self.bare.append(number)
        out.append(_FRAME)
        self._inside(holder, children if caption is None else children[1:], caption)
        out.append("</div>")

    def _table(self, table: Element, caption: str | None) -> None:
        """Write a table whose cells know the words of their headings, so that a phone can stack them."""
        headings = []
        for cell in table.iter("th"):
            headings.append("".join(cell.itertext()))
            cell.set("scope", "col")
        for row in table.iter("tr"):
            for heading, cell in zip(headings, row, strict=False):
                if cell.tag == "td":
                    cell.set("data-heading", heading)
        self._out.append(f"{_FRAME if caption is None else ''}<table>\n{caption or ''}")
        self._inside(table, table)
        self._out.append("</table>")

    def _code(self, pre: Element) -> None:
        self.may_be_misread = True
        if len(pre) and pre[0].tag == "code" and not len(pre[0]) and pre[0].text is not None:
            pre[0].text = AtomicString(f"{pre[0].text.rstrip()}\n")
        self.code |= {line.strip() for line in html.unescape("".join(pre.itertext())).split("\n")}

    def _heading(self, heading: Element) -> None:
        """Give a heading its anchor, as the extension “toc” does."""
        text = heading.text or ""
        if len(heading) or any(sign in text for sign in "&<>\x02"):
            name = html.unescape(strip_tags(render_inner_html(heading, self._md)))
            # The text of code is escaped already.
            parts = (html.unescape(part) if isinstance(part, AtomicString) else part for part in heading.itertext())
            text = shown("".join(parts), self._md)
        else:
            name = text
        anchor = unique(addresses.slug(name) or "section", self._anchors, self._counters)
        heading.set("id", anchor)
        level = int(heading.tag[1])
        if level > 1:
            self.headings.append(Heading(level, anchor, text))


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _attributes(items: Iterable[tuple[str, str]]) -> str:
    return "".join([f' {name}="{_value(value)}"' for name, value in sorted(items)])


def _value(value: str) -> str:
    if "\x02" in value:
        value = _LETTER.sub(_letter, value)
    return _escaped(value).replace('"', "&quot;")


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1]))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def shown(text: str, md: Markdown) -> str:
    """A ``text`` of the tree as readers will see it: Python-Markdown has put some of its letters aside."""
    if "\x02" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        if match["letter"]:
            return chr(int(match["letter"]))
        entity = f"&{match['entity']}" if match["entity"] else md.htmlStash.rawHtmlBlocks[int(match["stash"])]
        return html.unescape(str(entity))

    return _ASIDE.sub(replace, text)
