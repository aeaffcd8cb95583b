"""The blocks that an editor can place in Markdown: a line of three colons and a name.

``scan`` reads the lines, so that every fault has its line; ``BlockExtension`` then teaches Python-Markdown the lines
that ``scan`` has numbered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from sendsite.crafts.spelling import nearest
from sendsite.model import Problem

if TYPE_CHECKING:
    from markdown import Markdown

CALLOUTS: Final = {"note": "Note", "important": "Important", "warning": "Warning"}
IDEAS: Final = (
    "bus", "calendar", "chat", "family", "find", "help", "home", "letter", "no", "page", "person", "phone", "place",
    "question", "school", "sun", "time", "yes",
)  # fmt: skip
HOLDERS: Final = frozenset({"callout", "details", "idea", "table"})
PLACED: Final = frozenset({"timeline", "dcos", "board", "contact", "attachment", "documents", "glossary", "pages"})
# What must follow the name of a block, and an example.
_NEEDS: Final = {
    "callout": ("one of “note”, “important” or “warning”", "note"),
    "idea": (f"its picture, one of {', '.join(IDEAS)}", "phone"),
    "details": ("the line that readers click on", "What if the answer is no?"),
    "table": ("the caption of the table", "Opening times in August"),
    "board": ("the id of a board in data/board.yaml", "main-board"),
    "contact": ("the id of a contact in data/contacts.yaml", "help-line"),
    "attachment": ("the id of a document in data/documents.yaml", "annual-report"),
}
# What else may stand after the name of a block, and what that is called.
_CHOICES: Final = {"callout": ("call-out", tuple(CALLOUTS)), "idea": ("picture", IDEAS)}
MAX_DEPTH: Final = 10
SIGN: Final = "\ue001"  # a private letter, which no text has when it comes here
_LINE = re.compile(r"(?P<indent>[ \t]*):::+[ \t]*(?P<name>[\w-]*)[ \t]*(?P<label>.*?)[ \t]*")
_TWO_COLONS = re.compile(r"::[ \t]*(?P<name>[A-Za-z][\w-]*)?(?P<label>[ \t]+.*?)?[ \t]*")
_MARK = re.compile(f"{SIGN}(?P<edge>open|close) (?P<number>\\d+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block as written: its name, what follows the name, and its line in the file."""

    name: str
    label: str
    line: int


def scan(path: str, text: str, prose: str, first_line: int) -> tuple[str, tuple[Block, ...], tuple[Problem, ...]]:
    """Return the text with each edge of a block numbered and set apart, the blocks by number, and what is wrong.

    ``prose`` is the text with its code and its notes blotted out: no block begins or ends in code. Its first line is
    ``first_line`` of the file.
    """
    if "::" not in text:
        return text, (), ()
    scanner = _Scanner(path)
    for number, (line, seen) in enumerate(zip(text.split("\n"), prose.split("\n"), strict=True), first_line):
        if "::" not in line or seen.startswith(SIGN):
            scanner.lines.append(line)
        else:
            scanner.read(line, number)
    scanner.finish()
    return "\n".join(scanner.lines), tuple(scanner.blocks), tuple(scanner.problems)


def _is_meant(name: str | None) -> bool:
    """Whether two colons and ``name`` are meant to begin a block, or without a name to end one."""
    return name is None or name.lower() in CALLOUTS or bool(get_close_matches(name, HOLDERS | PLACED, 1))


class _Scanner:
    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.open: list[int | None] = []  # the numbers of the blocks; None for one whose first line was wrong
        # Blocks in which one was refused: its end may have been taken for theirs.
        self.doubtful: set[int | None] = set()
        self.muddled = False  # whether blocks lie too deep, so that nobody knows what the edges after them belong to

    def read(self, line: str, number: int) -> None:
        """A line that has two colons, or more, side by side."""
        edge = _LINE.fullmatch(line)
        if (short := _TWO_COLONS.fullmatch(line)) and _is_meant(short["name"]):
            self.short(short["name"] or "", short["label"] or "", number)
        elif edge is None or (edge["indent"] and edge["name"] not in {"", *HOLDERS, *PLACED}):
            self.lines.append(line)
        elif edge["indent"]:
            self.lines.append(line)
            hint = "Take out the spaces before the colons. A block cannot be part of a list."
            self.wrong(number, "A block begins and ends at the very start of a line.", hint)
        else:
            self.edge(edge["name"], edge["label"], number)

    def short(self, name: str, label: str, line: int) -> None:
        """A line that begins with two colons."""
        kind = f"callout {name.lower()}" if name.lower() in CALLOUTS else f"{name}{label}"
        mended = f"::: {kind}" if name else ":::"
        self.wrong(line, "A block begins and ends with three colons, and here are two.", f"Write {mended}")
        if name:
            self.refuse(name)
        elif self.open:
            self.leave()

    def edge(self, name: str, label: str, line: int) -> None:
        told = len(self.problems)
        if not name:
            self.close(line)
        elif name.lower() in CALLOUTS:
            self.wrong(line, f"“{name}” is a kind of call-out.", f"Write ::: callout {name.lower()}")
        elif name not in HOLDERS | PLACED:
            self.wrong(line, f"There is no block called “{name}”.", nearest(name, HOLDERS | PLACED))
        elif name in _NEEDS and not label:
            need, sample = _NEEDS[name]
            message = f"The block “{name}” needs something after its name: {need}."
            self.wrong(line, message, f"Write it like this: ::: {name} {sample}")
        elif name in _CHOICES and label not in _CHOICES[name][1]:
            what, choices = _CHOICES[name]
            self.wrong(line, f"There is no {what} called “{label}”.", nearest(label, choices))
        elif len(self.open) >= MAX_DEPTH:
            if not self.muddled:
                self.wrong(line, "There are too many blocks within blocks here.", "End those above with :::")
            self.muddled = True
        else:
            self.mark("open", len(self.blocks))
            if name in HOLDERS:
                self.open.append(len(self.blocks))
            self.blocks.append(Block(name, label, line))
        if name and len(self.problems) > told:
            self.refuse(name)

    def refuse(self, name: str) -> None:
        """Remember that a block begins here whose last line is then no fault of its own."""
        meant = get_close_matches(name, HOLDERS | PLACED, 1)
        if not meant or meant[0] in HOLDERS or name.lower() in CALLOUTS:
            self.doubtful |= set(self.open)
            self.open.append(None)

    def close(self, line: int) -> None:
        if self.open:
            self.leave()
        elif not self.muddled:
            hint = "Delete this line. Only “callout”, “details”, “idea” and “table” have an end."
            self.wrong(line, "These three colons end a block, but no block is open here.", hint)

    def leave(self) -> None:
        if (number := self.open.pop()) is not None:
            self.mark("close", number)

    def finish(self) -> None:
        while self.open:
            number = self.open[-1]
            self.leave()
            if number is not None and number not in self.doubtful:
                block = self.blocks[number]
                hint = "After its text, add a line with three colons: :::"
                self.wrong(block.line, f"The block “{block.name}” begins here and never ends.", hint)

    def mark(self, edge: str, number: int) -> None:
        self.lines += ["", f"{SIGN}{edge} {number}", ""]

    def wrong(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, 1, "error", "block", message, hint))


class BlockExtension(Extension):
    """Python-Markdown's part: numbered edges become elements, with the text between them parsed as Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: tuple[Block, ...] = ()  # those of the page that is being read

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.parser.blockprocessors.register(_Processor(md, self), "sendsite-block", 200)


class _Processor(BlockProcessor):
    def __init__(self, md: Markdown, page: BlockExtension) -> None:
        super().__init__(md.parser)
        self.page = page

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _MARK.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _MARK.fullmatch(blocks.pop(0).strip())
        if match is None or match["edge"] == "close":
            return
        number = int(match["number"])
        block = self.page.blocks[number]
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
    if block.name == "idea":
        idea = SubElement(parent, "div", {"class": f"idea idea-{block.label}"})
        return SubElement(idea, "div")
    frame = SubElement(parent, "div", {"class": "table", "data-table": str(number)})
    SubElement(frame, "caption").text = block.label  # until there is a table to put it in
    return frame
