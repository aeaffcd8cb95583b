"""The body of a page to HTML, with its links and blocks left open for the site to fill.

HTML in Markdown is shown as text and reported, so nothing an editor types can become a script or break the page.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sendsite.crafts import addresses, dialect
from sendsite.crafts.blocks import PLACED, SIGN, Block, BlockExtension, scan
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_CHARACTERS: Final = 500_000
# Private letters mark what is still open in the HTML. A text that has them is given others.
_OPEN, _SHUT = "\ue000", SIGN
_NOT_OURS: Final = str.maketrans({_OPEN: "\ufffd", _SHUT: "\ufffd"})
_LINK: Final = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_PLACE: Final = re.compile(r'<div data-block="(\d+)"></div>')
_NOTE: Final = r"(?P<note><!--.*?(?:-->|\Z))"
_FENCED: Final = rf"(?x:{FencedBlockPreprocessor.FENCED_BLOCK_RE.pattern})"  # as Python-Markdown finds it
_SPAN: Final = r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_FLAGS: Final = re.DOTALL | re.MULTILINE
_NOTE_OR_CODE: Final = re.compile(f"{_NOTE}|{_FENCED}|{_SPAN}", _FLAGS)
# What stands before the target of a link: in the text, between angle brackets, or in a list of links.
_TARGETS: Final = re.compile(r"\]\(\s*<?|<|^ {0,3}\[[^\]\n]*\]:\s*<?", re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
# What Python-Markdown puts in place of an escaped letter, of an entity, and of the "&" of an e-mail address.
_STASHED: Final = re.compile("\x02(?:(?P<letter>\\d+)\x03|wzxhzdk:(?P<stash>\\d+)\x03|amp\x03(?P<entity>#?\\w+;))")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as written, and where."""

    target: str
    picture: bool
    line: int
    column: int


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

    def fill(self, link: Callable[[int], str], block: Callable[[int], str]) -> str:
        """The finished HTML. ``link`` gives the escaped address of a link, ``block`` the HTML of a block, by number."""
        linked = _LINK.sub(lambda match: link(int(match[1])), self.html)
        return _PLACE.sub(lambda match: block(int(match[1])), linked)


EMPTY: Final = Fragment("", (), (), (), 0)


def render(path: str, body: str, first_line: int) -> tuple[Fragment, tuple[Problem, ...]]:
    """Turn the body of ``path``, which begins on ``first_line`` of the file, into a fragment."""
    if len(body) > MAX_CHARACTERS:
        message = f"This page is {len(body):,} characters long, and the most is {MAX_CHARACTERS:,}."
        return EMPTY, (Problem(path, first_line, 1, "error", "page-size", message, "Make several pages of it."),)
    text, prose = _apart(body.translate(_NOT_OURS))
    if tangle := dialect.tangle(path, prose, first_line):
        return EMPTY, (tangle,)
    shown = zip(text.split("\n"), prose.split("\n"), strict=True)
    numbered = [(number, line, seen.startswith(_SHUT)) for number, (line, seen) in enumerate(shown, first_line)]
    lines, found, problems = scan(path, numbered)
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
        ],
        output_format="html",
    )
    output = converter.convert("\n".join(lines))
    fragment = Fragment(output, tuple(finish.headings), tuple(finish.links), found, finish.words)
    slips = dialect.slips(path, prose, first_line, frozenset(finish.code))
    return fragment, (*problems, *_endless_note(path, body, first_line), *slips, *finish.problems)


def _apart(body: str) -> tuple[str, str]:
    """The body without its notes, and the body with notes and code blotted out, letter for letter."""

    def blot(match: re.Match[str], letter: str = _SHUT) -> str:
        return re.sub(r"[^\n]", letter, match[0])

    seen = _NOTE_OR_CODE.sub(lambda match: match[0] if match["note"] is None else blot(match, _OPEN), body)
    text = seen.replace(_OPEN, "")
    prose = iter(re.sub(_SPAN, blot, re.sub(_FENCED, blot, text, flags=_FLAGS), flags=_FLAGS))
    return text, "".join(letter if letter == _OPEN else next(prose) for letter in seen)


def _endless_note(path: str, body: str, first_line: int) -> Iterator[Problem]:
    for match in _NOTE_OR_CODE.finditer(body):
        if match["note"] is not None and not match["note"].endswith("-->"):
            line, column = _place(body, match.start(), first_line)
            message = "A note to yourself begins here and never ends, so the rest of the page would be missing."
            yield Problem(path, line, column, "error", "markdown-note", message, "Where it ends, write -->")


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
        self.code: set[str] = set()
        self.words = 0

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Finisher(md, self), "sendsite-finish", 1)

    def wrong(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, column, "error", code, message, hint))


class _Finisher(Treeprocessor):
    def __init__(self, md: markdown.Markdown, finish: _Finish) -> None:
        super().__init__(md)
        self.finish = finish
        self.after = 0

    def run(self, root: Element) -> None:
        self.finish.words = sum(len(text.split()) for text in root.itertext())
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
                    _readable_table(parent, index, child, self.finish.blocks)
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
        target = self.words(element.get(attribute, ""))
        line, column = self.locate(target)
        if is_picture and not element.get("alt", "").strip():
            hint = "Say what it shows, between the square brackets."
            self.finish.wrong(line, column, "picture-words", "This picture has no description.", hint)
        if not is_picture and not "".join(element.itertext()).strip() and element.find(".//img") is None:
            hint = "Write them between the square brackets."
            self.finish.wrong(line, column, "link-words", "This link has no words.", hint)
        element.set(attribute, f"{_OPEN}{len(self.finish.links)}{_SHUT}")
        self.finish.links.append(Link(target, is_picture, line, column))

    def locate(self, target: str) -> tuple[int, int]:
        """Where a link stands. Python-Markdown forgets, so look for its target, link after link."""
        prose = self.finish.prose
        for start in (self.after, 0):
            for opening in _TARGETS.finditer(prose, start):
                at = opening.end()
                written = _ESCAPED.sub(r"\1", prose[at : at + 2 * len(target) + 1])
                is_bare = opening[0] == "<" and not written.startswith("mailto:")  # an address between angle brackets
                wanted = target.removeprefix("mailto:") if is_bare else target
                if written.startswith(wanted) and (written[len(wanted) :] or " ")[0] in " \t\n)>":
                    self.after = self.after if "[" in opening[0] else at
                    return _place(prose, at, self.finish.first_line)
        return self.finish.first_line, 1


def _readable_table(parent: Element, index: int, table: Element, blocks: tuple[Block, ...]) -> None:
    """Give a table its caption, and each cell the words of its heading, so that a phone can stack the cells."""
    headings = ["".join(cell.itertext()) for cell in table.iter("th")]
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for row in table.iter("tr"):
        for heading, cell in zip(headings, row, strict=False):
            if cell.tag == "td":
                cell.set("data-heading", heading)
    number = parent.attrib.pop("data-table", None)
    if number is not None:
        words = Element("caption")
        words.text = blocks[int(number)].label
        table.insert(0, words)
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
