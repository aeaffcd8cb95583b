"""The body of a page to HTML, with its links and blocks left open for the site to fill.

HTML in Markdown is shown as text and reported, so nothing an editor types can become a script or break the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from sendsite.crafts import addresses
from sendsite.crafts.blocks import PLACED, Block, BlockExtension, scan
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Private-use letters mark what is still open in the HTML; they are taken out of the text first.
_OPEN, _SHUT = "\ue000", "\ue001"
_LINK = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_PLACE = re.compile(r'<div data-block="(\d+)"></div>')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
MAX_CHARACTERS: Final = 500_000


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
        """The finished HTML. ``link`` gives the escaped address of a link and ``block`` the HTML of a block, by number."""
        html = _LINK.sub(lambda match: link(int(match[1])), self.html)
        return _PLACE.sub(lambda match: block(int(match[1])), html)


EMPTY: Final = Fragment("", (), (), (), 0)


def render(path: str, body: str, first_line: int) -> tuple[Fragment, tuple[Problem, ...]]:
    """Turn the body of ``path``, which begins on ``first_line`` of the file, into a fragment."""
    if len(body) > MAX_CHARACTERS:
        message = f"This page is {len(body):,} characters long, and the most is {MAX_CHARACTERS:,}."
        return EMPTY, (Problem(path, first_line, 1, "error", "page-size", message, "Make several pages of it."),)
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body.replace(_OPEN, "").replace(_SHUT, ""))
    lines, found, problems = scan(path, text.split("\n"), first_line)
    finish = _Finish(text, first_line)
    converter = markdown.Markdown(
        extensions=[
            "fenced_code",
            "tables",
            "sane_lists",
            "def_list",
            TocExtension(slugify=lambda words, _: addresses.slug(words) or "section", toc_depth="2-6"),
            BlockExtension(found),
            finish,
        ],
        output_format="html",
    )
    html = converter.convert("\n".join(lines))
    fragment = Fragment(html, tuple(finish.headings), tuple(finish.links), found, finish.words)
    return fragment, (*problems, *_found_html(path, text, first_line), *_found_titles(path, text, first_line))


class _Finish(Extension):
    """Removes raw HTML from the dialect, and finishes the tree: links are opened, tables made readable."""

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__()
        self.text, self.first_line = text, first_line
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.words = 0

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Finisher(md, self), "sendsite-finish", 1)


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
                title = "".join(element.itertext())
                self.finish.headings.append(Heading(int(element.tag[1]), element.get("id", ""), title))
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    _readable_table(parent, index, child)

    def open_link(self, element: Element) -> None:
        attribute = "src" if element.tag == "img" else "href"
        target = element.get(attribute, "")
        if "\x02" in target:
            return
        line, column = self.locate(target)
        element.set(attribute, f"{_OPEN}{len(self.finish.links)}{_SHUT}")
        self.finish.links.append(Link(target, element.tag == "img", line, column))

    def locate(self, target: str) -> tuple[int, int]:
        """Where a link stands. Python-Markdown forgets, so look for its target, link after link."""
        text = self.finish.text
        at = next(
            (
                found
                for start in (self.after, 0)
                for form in (f"]({target}", f"<{target}", target)
                if (found := text.find(form, start)) >= 0
            ),
            -1,
        )
        if at < 0:
            return self.finish.first_line, 1
        at = text.index(target, at)
        self.after = at + len(target)
        return self.finish.first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)


def _readable_table(parent: Element, index: int, table: Element) -> None:
    """Give a table its caption, and each cell the words of its heading, so that a phone can stack the cells."""
    headings = ["".join(cell.itertext()) for cell in table.iter("th")]
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for row in table.iter("tr"):
        for heading, cell in zip(headings, row, strict=False):
            if cell.tag == "td":
                cell.set("data-heading", heading)
    caption = parent.attrib.pop("data-caption", None)
    if caption is not None:
        words = Element("caption")
        words.text = caption
        table.insert(0, words)
    elif parent.get("class") != "table":
        parent.remove(table)
        frame = Element("div", {"class": "table"})
        frame.append(table)
        parent.insert(index, frame)


def _prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not code, numbered from 0, with code in them blanked out."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        if match := re.match(r"[ \t]*(`{3,}|~{3,})", line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        elif not fence and not line.startswith(("    ", "\t")):
            yield number, _CODE.sub(lambda code: " " * len(code[0]), line)


def _found_html(path: str, text: str, first_line: int) -> Iterator[Problem]:
    for number, line in _prose(text):
        for match in _TAG.finditer(line):
            message = f"“{match[0]}” is HTML, and pages are written in Markdown."
            hint = "See “Blocks” in docs/editing.md for call-outs, expandable text and tables."
            yield Problem(path, first_line + number, match.start() + 1, "error", "markdown-html", message, hint)


def _found_titles(path: str, text: str, first_line: int) -> Iterator[Problem]:
    for number, line in _prose(text):
        if match := re.match(r"# *([^#\s].*)", line):
            message = "A page has one title, and “title” in the front matter is it."
            yield Problem(
                path,
                first_line + number,
                1,
                "error",
                "heading-title",
                message,
                f"Make this a smaller heading: ## {match[1]}",
            )


def nested(html: str, prefix: str) -> str:
    """A body as a chapter of a longer page: headings one level down, anchors made unique, expandable text open."""
    deeper = re.sub(r"(</?h)([2-5])\b", lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    return re.sub(r' id="([^"]+)"', rf' id="{prefix}\1"', deeper).replace("<details>", "<details open>")
