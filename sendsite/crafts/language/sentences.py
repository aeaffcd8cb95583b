"""Paragraphs, things of lists and sentences: where in a text they begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sendsite.crafts.language.prose import APART

if TYPE_CHECKING:
    from collections.abc import Iterator

# What may stand before the words of a paragraph, and of a thing of a list.
_QUOTED: Final = " \t>"
_ITEM: Final = rf"[{_QUOTED}]*(?:[-*+]|\d{{1,2}}\.|:) +"
# The lines at which a paragraph ends: those that are no part of any, and those that begin a thing of a list. Most
# lines begin with a letter, which says enough.
_BREAK: Final = re.compile(
    rf"\n(?![A-Za-z])(?:#[^\n]*|(?:{_ITEM}|[{_QUOTED}]*)[ \t{APART}]*(?=\n|\Z)|(?P<item>{_ITEM}))"
)
_ENDS: Final = re.compile(r"[.!?][\"'”\u2019)\]*_]*\s+(?=[\"'“\u2018(\[*_]*[A-Z0-9])")
_PARAGRAPHS: Final = re.compile(r"(?<!:)\n\n")
_SENTENCES: Final = re.compile(rf"{_PARAGRAPHS.pattern}|{_ENDS.pattern}|\n(?=[ \t]*(?:[-*+] |\d+\. |#|\|))")


class Unit(NamedTuple):
    """A paragraph, or one thing of a list: where its words begin and end in the text."""

    start: int
    end: int
    listed: bool


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


def units(text: str) -> list[Unit]:
    """The paragraphs and the things of lists in ``text``, without headings, tables and blocks."""
    if "|" in text:
        text = "\n".join("#" * len(line) if "|" in line else line for line in text.split("\n"))
    found = []
    begin = start = 0
    listed = False
    for match in _BREAK.finditer(f"\n{text}\n"):  # so that each line begins where its break does
        line, end = match.span()
        if line > begin and (unit := _unit(text, start, line - 1, listed=listed)) is not None:
            found.append(unit)
        listed = match.lastgroup is not None
        begin, start = (line, end - 1) if listed else (end, end)
    return found


def _unit(text: str, start: int, end: int, *, listed: bool) -> Unit | None:
    """The unit of the lines from ``start`` to ``end``. Those with nothing but unusual spaces are not its first."""
    if text[start] in _QUOTED and not listed:
        start = _unquoted(text, start)
    while text[start].isspace():
        following = text.find("\n", start, end) + 1
        if text[start : following or end].strip():
            break
        if not following:
            return None
        start, listed = _unquoted(text, following), False
    if text[end - 1].isspace():
        last = text.rfind("\n", start, end) + 1 or start
        end = last + len(text[last:end].rstrip())
    return Unit(start, end, listed)


def _unquoted(text: str, at: int) -> int:
    while text[at] in _QUOTED:
        at += 1
    return at


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
    before = text[max(at - 4, 0) : at].rstrip(' *_(["\u201c\u2018')
    return not before or before[-1] in ".!?:#\n-|>"
