"""The blocks that an editor can place in Markdown: a line of three colons and a name.

``scan`` reads the lines, so that every fault has its line; ``BlockExtension`` then teaches Python-Markdown the lines
that ``scan`` has numbered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from sendsite.crafts.schema import nearest
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown import Markdown

CALLOUTS: Final = {"note": "Note", "important": "Important", "warning": "Warning"}
HOLDERS: Final = frozenset({"callout", "details", "table"})
PLACED: Final = frozenset({"timeline", "dcos", "board", "contact", "attachment", "documents", "glossary", "pages"})
_NEEDS: Final = {
    "callout": "one of “note”, “important” or “warning”",
    "details": "the line that readers click on",
    "table": "the caption of the table",
    "board": "the id of a board in data/board.yaml",
    "contact": "the id of a contact in data/contacts.yaml",
    "attachment": "the id of a document in data/documents.yaml",
}
SIGN: Final = "\ue001"  # a private letter, which no text has when it comes here
_LINE = re.compile(r"(?P<indent>[ \t]*):::+[ \t]*(?P<name>[\w-]*)[ \t]*(?P<label>.*?)[ \t]*")
_MARK = re.compile(f"{SIGN}(?P<edge>open|close) (?P<number>\\d+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block as written: its name, what follows the name, and its line in the file."""

    name: str
    label: str
    line: int


def scan(path: str, lines: Iterable[tuple[int, str, bool]]) -> tuple[list[str], tuple[Block, ...], tuple[Problem, ...]]:
    """Return the lines with each edge of a block numbered and set apart, the blocks by number, and what is wrong.

    ``lines`` come with their number in the file, and with whether they are code, which has no blocks.
    """
    scanner = _Scanner(path)
    for number, line, is_code in lines:
        edge = None if is_code else _LINE.fullmatch(line)
        if edge is None or (edge["indent"] and edge["name"] not in {"", *HOLDERS, *PLACED}):
            scanner.lines.append(line)
        elif edge["indent"]:
            hint = "Take out the spaces before the colons. A block cannot be part of a list."
            scanner.wrong(number, "A block begins and ends at the very start of a line.", hint)
        else:
            scanner.edge(edge["name"], edge["label"], number)
    scanner.finish()
    return scanner.lines, tuple(scanner.blocks), tuple(scanner.problems)


class _Scanner:
    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.open: list[int] = []
        self.refused = 0  # blocks whose first line was wrong; their last line is then no fault of its own

    def edge(self, name: str, label: str, line: int) -> None:
        told = len(self.problems)
        if not name:
            self.close(line)
        elif name not in HOLDERS | PLACED:
            self.wrong(line, f"There is no block called “{name}”.", nearest(name, HOLDERS | PLACED))
        elif name in _NEEDS and not label:
            self.wrong(line, f"“{name}” needs something after it: {_NEEDS[name]}.", f"Write it like this: ::: {name} …")
        elif name == "callout" and label not in CALLOUTS:
            self.wrong(line, f"There is no call-out called “{label}”.", nearest(label, list(CALLOUTS)))
        else:
            self.mark("open", len(self.blocks))
            if name in HOLDERS:
                self.open.append(len(self.blocks))
            self.blocks.append(Block(name, label, line))
        if name and name not in PLACED and len(self.problems) > told:
            self.refused += 1

    def close(self, line: int) -> None:
        if self.open:
            self.mark("close", self.open.pop())
        elif self.refused:
            self.refused -= 1
        else:
            hint = "Delete this line. Only “callout”, “details” and “table” have an end."
            self.wrong(line, "These three colons end a block, but no block is open here.", hint)

    def finish(self) -> None:
        while self.open:
            number = self.open.pop()
            block = self.blocks[number]
            self.mark("close", number)
            self.wrong(
                block.line,
                f"The block “{block.name}” begins here and never ends.",
                "After its text, add a line with three colons: :::",
            )

    def mark(self, edge: str, number: int) -> None:
        self.lines += ["", f"{SIGN}{edge} {number}", ""]

    def wrong(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, 1, "error", "block", message, hint))


class BlockExtension(Extension):
    """Python-Markdown's part: numbered edges become elements, with the text between them parsed as Markdown."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        super().__init__()
        self.blocks = blocks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.parser.blockprocessors.register(_Processor(md, self.blocks), "sendsite-block", 200)


class _Processor(BlockProcessor):
    def __init__(self, md: Markdown, blocks: tuple[Block, ...]) -> None:
        super().__init__(md.parser)
        self.blocks = blocks

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _MARK.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _MARK.fullmatch(blocks.pop(0).strip())
        if match is None or match["edge"] == "close":
            return
        number = int(match["number"])
        block = self.blocks[number]
        if block.name in PLACED:
            SubElement(parent, "div", {"data-block": str(number)})
            return
        inner: list[str] = []
        while blocks and blocks[0].strip() != f"{SIGN}close {number}":
            inner.append(blocks.pop(0))
        self.parser.parseBlocks(_holder(parent, block, number), inner)


def _holder(parent: Element, block: Block, number: int) -> Element:
    """The element that the text of ``block`` goes into."""
    if block.name == "details":
        details = SubElement(parent, "details")
        SubElement(details, "summary").text = block.label
        return SubElement(details, "div")
    if block.name == "callout":
        callout = SubElement(parent, "div", {"class": f"callout callout-{block.label}"})
        SubElement(callout, "p", {"class": "callout-kind"}).text = CALLOUTS[block.label]
        return callout
    return SubElement(parent, "div", {"class": "table", "data-table": str(number)})
