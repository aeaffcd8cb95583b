"""Python-Markdown as we use it: made once, cleared for each page, and with shorter ways for what is plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, STX

from sendsite.crafts.markup import misread
from sendsite.crafts.markup.blocks import BlockExtension
from sendsite.crafts.markup.finish import Walk, shown
from sendsite.crafts.markup.inline import Inline
from sendsite.crafts.markup.opened import Opener
from sendsite.crafts.markup.paragraphs import Parser
from sendsite.crafts.markup.tables import Tables
from sendsite.crafts.markup.tangles import Meter
from sendsite.model import Problem

if TYPE_CHECKING:
    from typing import Self

    from sendsite.crafts.markup.blocks import Block
    from sendsite.crafts.markup.fragment import Heading, Link


@dataclass(frozen=True, slots=True)
class Converted:
    """What a text has become, and what those must know who look for mistakes in it."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    words: int
    texts: tuple[tuple[str, bool], ...]  # the finished text in its order, without code; and whether it is a link's
    code: frozenset[str]  # the lines of indented code
    misread: misread.Misread
    problems: tuple[Problem, ...]


_TAB: Final = 4
_SPACES: Final = re.compile(r"\n +(?=\n)")

# Engines that nobody is using. One that has failed half-way is not kept, since nobody knows what it remembers.
_SPARE: Final[list[_Engine]] = []


def converted(path: str, text: str, prose: str, first_line: int, blocks: tuple[Block, ...]) -> Converted:
    """Turn ``text``, whose ``blocks`` are numbered, into HTML; ``prose`` is the same text before that, without code.

    Raises TangleError when Python-Markdown would stand still on it, and RecursionError when it lies too deep for it.
    """
    try:
        engine = _SPARE.pop()
    except IndexError:
        engine = _Engine()
    root = engine.tree(text, blocks)
    opener = Opener(path, prose, first_line, partial(shown, md=engine))
    walk = Walk(engine, opener.open)
    output = engine.finished(walk.html(root))
    _SPARE.append(engine)
    return Converted(
        html=output,
        headings=tuple(walk.headings),
        links=tuple(opener.links),
        words=walk.words,
        texts=tuple(walk.texts),
        code=frozenset(walk.code),
        misread=misread.seen(root) if walk.may_be_misread else misread.Misread(),
        problems=(*opener.problems, *(_bare(path, blocks[number]) for number in walk.bare)),
    )


def _bare(path: str, block: Block) -> Problem:
    hint = "Below the caption, write the table: a line of headings, a line of hyphens, the rows."
    return Problem(path, block.line, 1, "error", "block", "There is no table in this block.", hint)


class _Engine(Markdown):
    """Python-Markdown with our blocks and without raw HTML."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.placed = BlockExtension()
        super().__init__(
            extensions=["fenced_code", Tables(), "sane_lists", "def_list", self.placed], output_format="html"
        )

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser = Parser(self, self.parser.blockprocessors, self.meter)
        self.preprocessors.deregister("html_block")
        self.inlinePatterns.deregister("html")
        self.meter.watch(self)
        self.treeprocessors.register(Inline(self, self.meter), "inline", 20)
        return self

    def tree(self, text: str, blocks: tuple[Block, ...]) -> Element:
        """The elements of ``text``, below one that stands for the page."""
        self.reset()
        self.meter.reset()
        self.placed.blocks = blocks
        root = Element(self.doc_tag)
        if not text.strip():
            return root
        text = _even(text)
        if "`" in text or "~" in text:
            text = "\n".join(self.preprocessors["fenced_code_block"].run(text.split("\n")))
        self.parser.parseChunk(root, text)
        self.treeprocessors["inline"].run(root)
        return root

    def finished(self, output: str) -> str:
        """``output`` with what was put aside back in its place."""
        output = output.strip()
        for last in self.postprocessors:
            output = last.run(output)
        return output.strip()


def _even(text: str) -> str:
    """``text`` as the preprocessor “normalize_whitespace” hands it on, by those of its steps that change something."""
    if STX in text or ETX in text:
        text = text.replace(STX, "").replace(ETX, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(_TAB)
    return _SPACES.sub("\n", text)
