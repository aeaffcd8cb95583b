"""The words of an editor, apart from all that is not prose: what the rules of wording read, with every place kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup.blocks import HOLDERS, SIGN
from sendsite.crafts.source.fields import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.codes import Code
    from sendsite.crafts.source.schema import Place
    from sendsite.model import Severity

# Fields whose values families read as words; the others hold names of teams, ids, addresses, numbers and dates.
WORDS: Final = frozenset({
    "accountable_to", "cancelled", "cost", "description", "hours", "host", "lead", "link", "meaning", "meets", "name",
    "note", "online", "organisation", "place", "post", "represents", "run_by", "summary", "tagline", "text", "title",
    "what",
})  # fmt: skip
# What an editor keeps for the record: titles of sources are others' words.
_KEPT_ASIDE: Final = frozenset({"sources", "source", "allow"})
_ADDRESS: Final = r"https?://[^\s<>)\]]+|(?<![\w@])www\.[^\s<>)\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_TITLED: Final = "|".join(sorted(HOLDERS - {"callout"}))
_NOT_PROSE: Final = re.compile(
    rf"^[ \t]*:::+[ \t]*(?:(?P<heading>(?:{_TITLED})\b)|(?P<block>[^\n]*))"
    r"|(?<=\]\()[^()\n]*(?:\([^()\n]*\)[^()\n]*)*(?=\))"  # the target of a link
    r"|<[^<>\s]*[:@][^<>\s]*>"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*"
    rf"|{_ADDRESS}",
    re.MULTILINE,
)
_APART: Final = "\ue000"  # what stands for a note to oneself, too: nobody reads it
_LEAD: Final = re.compile(r"[ \t>]*(?:[-*+] +|\d{1,2}\. +|: +)?")
_MAY_BE_CODE: Final = re.compile(r"^(?: {4}|\t)", re.MULTILINE)
_MARKED: Final = re.compile(r" {0,3}(?:[-*+:]|\d+\.) ")
_ENDS: Final = re.compile(r"[.!?][\"'”\u2019)\]*_]*\s+(?=[\"'“\u2018(\[*_]*[A-Z0-9])")
_PARAGRAPHS: Final = re.compile(r"(?<!:)\n\n")
_SENTENCES: Final = re.compile(rf"{_PARAGRAPHS.pattern}|{_ENDS.pattern}|\n(?=[ \t]*(?:[-*+] |\d+\. |#|\|))")


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say about words: where they begin in the text, counted from 0, and the parts of a problem."""

    at: int
    severity: Severity
    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A text in parts: where each begins. They are found once, since a text may have as many questions as words."""

    starts: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, text: str, breaks: re.Pattern[str]) -> Parts:
        """The parts of ``text`` between ``breaks``."""
        return cls((0, *(match.end() for match in breaks.finditer(text))), len(text))

    def around(self, at: int) -> tuple[int, int]:
        """Where the part in which ``at`` lies begins and ends."""
        number = bisect_right(self.starts, at)
        return self.starts[number - 1], self.starts[number] if number < len(self.starts) else self.end


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or one thing of a list: where its words begin and end in the text."""

    start: int
    end: int
    listed: bool


def readable(text: str) -> str:
    """``text`` with addresses and the lines of blocks blotted out, letter for letter."""

    def blot(match: re.Match[str]) -> str:
        letter = _APART if match["block"] is not None else "#" if match["heading"] else SIGN
        return letter * len(match[0])

    return _NOT_PROSE.sub(blot, text)


def without_code(text: str) -> str:
    """``text`` with indented code blotted out: lines far in, below an empty line and not within a list."""
    if not _MAY_BE_CODE.search(text):
        return text
    lines, listed, code, empty = text.split("\n"), False, False, True
    for number, line in enumerate(lines):
        if not line.strip():
            empty = True
            continue
        if not line.startswith(("    ", "\t")):
            code, listed = False, bool(_MARKED.match(line)) or (listed and line.startswith(" "))
        elif empty and not listed:
            code = True
        lines[number] = SIGN * len(line) if code else line
        empty = False
    return "\n".join(lines)


def units(text: str) -> Iterator[Unit]:
    """The paragraphs and the things of lists in ``text``, without headings, tables and blocks."""
    start = end = at = 0
    listed = False
    for line in text.split("\n"):
        lead = _LEAD.match(line)
        words = lead.end() if lead else 0
        begins_item = lead is not None and bool(lead[0].strip(" \t>"))
        is_apart = not line[words:].strip(f" \t{_APART}") or line.startswith("#") or "|" in line
        if (is_apart or begins_item) and end > start:
            yield Unit(start, end, listed)
            end = start
        if not is_apart:
            if end <= start:
                start, listed = at + words, begins_item
            end = at + len(line.rstrip())
        else:
            start = end = at + len(line)
        at += len(line) + 1
    if end > start:
        yield Unit(start, end, listed)


def sentences(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    """Where each sentence of ``unit`` begins and ends."""
    start = unit.start
    for match in _ENDS.finditer(text, unit.start, unit.end):
        yield start, match.end()
        start = match.end()
    if start < unit.end:
        yield start, unit.end


def in_paragraphs(text: str) -> Parts:
    """The paragraphs of ``text``; a list is one with the words that lead to it."""
    return Parts.of(text, _PARAGRAPHS)


def in_sentences(text: str) -> Parts:
    """The sentences, and the things of lists and tables, of ``text``."""
    return Parts.of(text, _SENTENCES)


def begins(text: str, at: int) -> bool:
    """Whether a sentence, heading or thing of a list begins at ``at``."""
    before = text[max(at - 4, 0) : at].rstrip(' *_(["“\u2018')
    return not before or before[-1] in ".!?:#\n-|>"


def fields(record: Record) -> Iterator[tuple[Place, str]]:
    """The words in a record, each with its place."""
    for name in type(record).model_fields:
        if name not in _KEPT_ASIDE:
            yield from _words((name,), getattr(record, name), shown=name in WORDS)


def _words(place: Place, value: object, *, shown: bool) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Record):
        for inner, text in fields(value):
            yield (*place, *inner), text
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _words((*place, index), each, shown=shown)
    elif shown and isinstance(value, str):
        yield place, value


def offset_in(source: str, start: int, value: str, at: int) -> int:
    """Where in ``source`` the letter ``at`` of ``value`` stands; the YAML of the value begins at ``start``.

    A value may be quoted, and folded over several lines, so the two are read side by side.
    """
    place = start
    for number, letter in enumerate(value[: at + 1]):
        if letter == " ":
            while place < len(source) and not source[place].isspace():
                place += 1
            while place < len(source) and source[place].isspace():
                place += 1
            continue
        while place < len(source) and source[place] != letter:
            place += 1
        if number < at:
            place += 1
    return min(place, max(len(source) - 1, 0))
