"""The body of a page to HTML, with its links and blocks left open for the site to fill.

HTML in Markdown is shown as text and reported, so nothing an editor types can become a script or break the page.
"""

from __future__ import annotations

import html
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sendsite.crafts import addresses
from sendsite.crafts.markup import contacted, dialect, hidden, misread, pasted, tags
from sendsite.crafts.markup.blocks import PLACED, SIGN, Block, BlockExtension, scan
from sendsite.crafts.markup.leftovers import Piece, leftovers
from sendsite.crafts.markup.tangles import Meter, TangleError, endless_code, tangle, too_much
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendsite.codes import Code

# Private letters mark what is still open in the HTML. A text that has them is given others.
_OPEN, _SHUT = "\ue000", SIGN
_NOT_OURS: Final = str.maketrans({_OPEN: "\ufffd", _SHUT: "\ufffd"})
_LINK: Final = re.compile(f'(?P<href> href=")?{_OPEN}(?P<number>\\d+){_SHUT}(?(href)")')
_PLACE: Final = re.compile(r'<div data-block="(\d+)"></div>')
# What stands before the target of a link: in the text, between angle brackets, or in a list of links.
_TARGETS: Final = re.compile(r"\]\(\s*<?|<|^ {0,3}\[[^\]\n]*\]:\s*<?", re.MULTILINE)
_TELLING: Final = 100
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
# What Python-Markdown puts in place of an escaped letter, of an entity, and of the "&" of an e-mail address.
_STASHED: Final = re.compile("\x02(?:(?P<letter>\\d+)\x03|wzxhzdk:(?P<stash>\\d+)\x03|amp\x03(?P<entity>#?\\w+;))")


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

        def linked(match: re.Match[str]) -> str:
            address = link(int(match["number"])) or ""
            return f' href="{address}"' if address and match["href"] else address

        return _PLACE.sub(lambda match: block(int(match[1])), _LINK.sub(linked, self.html))


EMPTY: Final = Fragment("", (), (), (), 0)


def render(path: str, body: str, first_line: int) -> tuple[Fragment, tuple[Problem, ...]]:
    """Turn the body of ``path``, which begins on ``first_line`` of the file, into a fragment."""
    if tangled := too_much(path, body, first_line) or endless_code(path, body, first_line):
        return EMPTY, (tangled,)
    text, prose = hidden.apart(body)
    if tangled := tangle(path, prose, first_line):
        return EMPTY, (tangled,)
    marked, found, problems = scan(path, text, prose, first_line)
    finish = _Finish(path, prose, first_line, found)
    converter = markdown.Markdown(
        extensions=[
            "fenced_code",
            "tables",
            "sane_lists",
            "def_list",
            TocExtension(slugify=lambda words, _: addresses.slug(words) or "section", toc_depth="2-6", marker=""),
            BlockExtension(found),
            finish,
            Meter(),
        ],
        output_format="html",
    )
    try:
        output = converter.convert(marked)
    except TangleError as knot:
        return EMPTY, (_knotted(path, prose, knot.words, first_line),)
    except RecursionError:
        return EMPTY, (_knotted(path, prose, "", first_line),)
    fragment = Fragment(output, tuple(finish.headings), tuple(finish.links), found, finish.words)
    # What stands in indented code begins no block; only now is it known where that is.
    code = _lines_of(finish.code, text)
    lines = text.split("\n") if problems else []
    told = (each for each in problems if lines[each.line - first_line].strip() not in code)
    slips = (
        *pasted.pasted(path, prose, first_line, code),
        *misread.problems(path, text, prose, first_line, finish.misread),
        *dialect.slips(path, prose, first_line, code),
        *tags.tags(path, prose, first_line, code),
    )
    slipped = {(each.line, each.code) for each in slips}
    left = (each for each in leftovers(path, prose, first_line, finish.pieces) if (each.line, each.code) not in slipped)
    return fragment, (*told, *hidden.endless_note(path, body, first_line), *slips, *left, *finish.problems)


def _lines_of(code: set[str], text: str) -> frozenset[str]:
    """The lines of ``text`` that stand in ``code`` when their tabs are spaces, as they were typed."""
    if not code:
        return frozenset()
    return frozenset(line.strip() for line in text.split("\n") if line.expandtabs(4).strip() in code)


def _knotted(path: str, prose: str, words: str, first_line: int) -> Problem:
    # The words that Python-Markdown has not put aside yet are those that the page still has.
    words = max(re.split("\x02[^\x03]*\x03|\n", words), key=len).strip()[:100]
    line, column = _place(prose, max(prose.find(words), 0), first_line)
    message = "There are too many lists, quotations or brackets within one another here, so we cannot read the page."
    hint = "Leave an empty line above each heading, and take out brackets and quotation marks that are not meant."
    return Problem(path, line, column, "error", "markdown-depth", message, hint)


def _place(text: str, at: int, first_line: int) -> tuple[int, int]:
    return first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)


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
        target = _named(self.words(element.get(attribute, ""))).translate(_NOT_OURS)
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
        element.set(attribute, f"{_OPEN}{len(self.finish.links)}{_SHUT}")
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
        yield Piece(element.text, linked)
    for child in element:
        yield from _pieces(child, linked=linked)
        if child.tail and not isinstance(child.tail, AtomicString):
            yield Piece(child.tail, linked)


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


def nested(body: str, prefix: str) -> str:
    """A body as a chapter of a longer page: headings one level down, anchors made unique, expandable text open."""
    deeper = re.sub(r"(</?h)([2-5])\b", lambda match: f"{match[1]}{int(match[2]) + 1}", body)
    apart = re.sub(r' (id="|aria-labelledby="|href="#)([^"]+)"', rf' \1{prefix}\2"', deeper)
    return apart.replace("<details>", "<details open>")
