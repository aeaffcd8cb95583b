"""The conversion of a page with the stock parts of Python-Markdown, each step a walk of its own: slow, and the measure.

``sendsite.crafts.markup.engine`` takes short ways, and must come to the same in every case.
"""

from __future__ import annotations

import html
import re
from collections import deque
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sendsite.crafts import addresses
from sendsite.crafts.markup import contacted, misread
from sendsite.crafts.markup.blocks import BlockExtension
from sendsite.crafts.markup.engine import Converted
from sendsite.crafts.markup.fragment import NOT_OURS, OPEN, SHUT, Heading, Link
from sendsite.crafts.markup.tangles import Meter
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.codes import Code
    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.markup.leftovers import Piece

_TARGETS: Final = re.compile(r"\]\(\s*<?|<|^ {0,3}\[[^\]\n]*\]:\s*<?", re.MULTILINE)
_TELLING: Final = 100
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_STASHED: Final = re.compile("\x02(?:(?P<letter>\\d+)\x03|wzxhzdk:(?P<stash>\\d+)\x03|amp\x03(?P<entity>#?\\w+;))")


def converted(path: str, text: str, prose: str, first_line: int, blocks: tuple[Block, ...]) -> Converted:
    """What ``engine.converted`` must come to, by a Python-Markdown made for this page alone."""
    finish = _Finish(path, prose, first_line, blocks)
    placed = BlockExtension()
    placed.blocks = blocks
    converter = markdown.Markdown(
        extensions=[
            "fenced_code",
            "tables",
            "sane_lists",
            "def_list",
            TocExtension(slugify=lambda words, _: addresses.slug(words) or "section", toc_depth="2-6", marker=""),
            placed,
            finish,
            _Metered(),
        ],
        output_format="html",
    )
    output = converter.convert(text)
    return Converted(
        output,
        tuple(finish.headings),
        tuple(finish.links),
        finish.words,
        tuple((text, linked) for text, linked in finish.pieces if text.strip()),
        frozenset(finish.code),
        finish.misread,
        tuple(finish.problems),
    )


class _Metered(Extension):
    """Counts the letters of every block before it is asked for by any other, and those that links are sought in."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        meter = Meter()
        meter.watch(md)
        md.parser.blockprocessors.register(_BlockMeter(md, meter), "sendsite-meter", 1000)


class _BlockMeter(BlockProcessor):
    def __init__(self, md: markdown.Markdown, meter: Meter) -> None:
        super().__init__(md.parser)
        self.meter = meter

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        self.meter.spend(len(block), block)
        return False

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Never asked to."""


class _Finish(Extension):
    """Removes raw HTML from the dialect, and finishes the tree: links are opened, tables made readable."""

    def __init__(self, path: str, prose: str, first_line: int, blocks: tuple[Block, ...]) -> None:
        super().__init__()
        self.path, self.prose, self.first_line, self.blocks = path, prose, first_line, blocks
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.problems: list[Problem] = []
        self.pieces: list[Piece] = []
        self.code: set[str] = set()
        self.misread = misread.Misread()
        self.words = 0

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Finisher(md, self), "sendsite-finish", 1)

    def wrong(self, line: int, column: int, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, column, "error", code, message, hint))


class _Finisher(Treeprocessor):
    def __init__(self, md: markdown.Markdown, finish: _Finish) -> None:
        super().__init__(md)
        self.finish = finish
        self.targets = _Targets(finish.prose)

    def run(self, root: Element) -> None:
        self.finish.words = sum(len(text.split()) for text in root.itertext())
        self.finish.pieces.extend(_pieces(root))
        self.finish.misread = misread.seen(root)
        for element in root.iter():
            if element.tag in {"a", "img"}:
                self.open_link(element)
            elif re.fullmatch("h[2-6]", element.tag):
                # The text of code is escaped already.
                parts = (html.unescape(text) if isinstance(text, AtomicString) else text for text in element.itertext())
                title = self.words("".join(parts))
                self.finish.headings.append(Heading(int(element.tag[1]), element.get("id", ""), title))
            elif element.tag == "pre":
                self.finish.code |= {line.strip() for line in html.unescape("".join(element.itertext())).split("\n")}
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    _readable_table(parent, index, child)
        for holder in root.iter("div"):
            if (number := holder.attrib.pop("data-table", None)) is not None:
                line = self.finish.blocks[int(number)].line
                hint = "Below the caption, write the table: a line of headings, a line of hyphens, the rows."
                self.finish.wrong(line, 1, "block", "There is no table in this block.", hint)

    def words(self, text: str) -> str:
        """``text`` as readers will see it: Python-Markdown has put some of its letters aside."""

        def replace(match: re.Match[str]) -> str:
            if match["letter"]:
                return chr(int(match["letter"]))
            entity = f"&{match['entity']}" if match["entity"] else self.md.htmlStash.rawHtmlBlocks[int(match["stash"])]
            return html.unescape(str(entity))

        return _STASHED.sub(replace, text)

    def open_link(self, element: Element) -> None:
        is_picture = element.tag == "img"
        attribute = "src" if is_picture else "href"
        target = _named(self.words(element.get(attribute, ""))).translate(NOT_OURS)
        at = self.targets.find(target)
        line, column = _place(self.finish.prose, at, self.finish.first_line)
        begin = _place(
            self.finish.prose, max(self.finish.prose.rfind("[", 0, at) - is_picture, 0), self.finish.first_line
        )
        if is_picture and not element.get("alt", "").strip():
            hint = "Say what it shows, between the square brackets."
            self.finish.wrong(*begin, "picture-words", "This picture has no description.", hint)
        if not is_picture and not "".join(element.itertext()).strip() and element.find(".//img") is None:
            hint = "Write them between the square brackets."
            self.finish.wrong(*begin, "link-words", "This link has no words.", hint)
        if (
            spaced := re.search(r"\s", target) is not None and "[" not in target
        ):  # that would be no address even without its spaces
            target, hint = _without_spaces(target)
            self.finish.wrong(line, column, "markdown-link", "There is a space in this address.", hint)
        elif fault := contacted.fault(target, self.words("".join(element.itertext()))):
            self.finish.wrong(line, column, "markdown-link", *fault)
        element.set(attribute, f"{OPEN}{len(self.finish.links)}{SHUT}")
        self.finish.links.append(Link(target, is_picture, line, column, spaced))


def _without_spaces(target: str) -> tuple[str, str]:
    """``target`` as it should be written, and the hint that says so."""
    if re.match(r"(?:https?|mailto|tel):", target):
        mended = re.sub(r"\s+", "", target)
        return mended, f"Write {mended}"
    mended = re.sub(r"\s+", "%20", target)
    return mended, f"Write {mended}; or, better, give the file a name without spaces."


class _Targets:
    """Where the targets of links stand. Python-Markdown forgets, so they are looked up by what they say, in turn."""

    def __init__(self, prose: str) -> None:
        self.places: dict[str, deque[int]] = {}
        for opening in _TARGETS.finditer(prose):
            at = opening.end()
            written = _named(_ESCAPED.sub(r"\1", prose[at : at + 2 * _TELLING]))
            self.places.setdefault(_start(written), deque()).append(at)
            if opening[0] == "<" and "@" in written:
                self.places.setdefault(_start(f"mailto:{written}"), deque()).append(at)

    def find(self, target: str) -> int:
        places = self.places.get(_start(target)) or deque([0])
        return places.popleft() if len(places) > 1 else places[0]


def _named(target: str) -> str:
    """``target`` with its letters in place of their HTML names, such as ``&amp;``."""
    return re.sub(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", lambda name: html.unescape(name[0]), target)


def _start(target: str) -> str:
    """Enough of a target to know it by."""
    return re.split(r"[\s)>]", target, maxsplit=1)[0][:_TELLING]


def _pieces(element: Element, *, linked: bool = False) -> Iterator[Piece]:
    """The text below ``element`` in its order, without code."""
    linked = linked or element.tag == "a"
    if element.text and not isinstance(element.text, AtomicString):
        yield element.text, linked
    for child in element:
        yield from _pieces(child, linked=linked)
        if child.tail and not isinstance(child.tail, AtomicString):
            yield child.tail, linked


def _readable_table(parent: Element, index: int, table: Element) -> None:
    """Give a table its caption, and each cell the words of its heading, so that a phone can stack the cells."""
    headings = ["".join(cell.itertext()) for cell in table.iter("th")]
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for row in table.iter("tr"):
        for heading, cell in zip(headings, row, strict=False):
            if cell.tag == "td":
                cell.set("data-heading", heading)
    if parent.attrib.pop("data-table", None) is not None:
        caption = parent[0]
        parent.remove(caption)
        table.insert(0, caption)
    elif parent.get("class") != "table":
        parent.remove(table)
        frame = Element("div", {"class": "table"})
        frame.append(table)
        parent.insert(index, frame)


def _place(text: str, at: int, first_line: int) -> tuple[int, int]:
    return first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)
