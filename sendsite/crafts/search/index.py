"""The index of the search as files: which there are, which page and which word is in which, and what each says.

Pages are in *groups* and words on *shelves*, both by a checksum. So a search loads the shelves of its words and the
groups of the pages that it shows, and an edit writes the shelves of the words that came or went. ``docs/search.md``
describes the files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from sendsite.crafts.search import stems
from sendsite.crafts.search.weights import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAGES_IN_GROUP: Final = 128
_PAGES_TO_SHELF: Final = 16
_MOST: Final = 128


@dataclass(frozen=True, slots=True)
class Shape:
    """How many groups of pages and shelves of words there are; both are powers of two, so few edits change them."""

    groups: int
    shelves: int


def shape(pages: int) -> Shape:
    """The shape of an index of so many pages."""
    return Shape(_power(pages / _PAGES_IN_GROUP), min(_MOST, _power(pages / _PAGES_TO_SHELF)))


def _power(least: float) -> int:
    """The first power of two that is no less."""
    found = 1
    while found < least:
        found *= 2
    return found


def place(name: str, many: int) -> int:
    """Which of ``many`` a page or a word is in."""
    return crc32(name.encode()) % many


def gathered(pages: Sequence[str], shelves: int) -> tuple[str, ...]:
    """The words of one group of pages by shelf, from what ``weights.weighed`` says of each.

    Each shelf is lines of a word and the pages that have it: for each its place in the group times
    the number of grades, and the grade.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for position, lines in enumerate(pages):
        for grade, line in enumerate(lines.split("\n")):
            code = str(position * GRADES + grade)
            for word in line.split():
                found[word].append(code)
    parts: list[list[str]] = [[] for _ in range(shelves)]
    for word in sorted(found):
        parts[place(word, shelves)].append(f"{word} {' '.join(found[word])}")
    return tuple(["\n".join(lines) for lines in parts])


def shelf(parts: Iterable[str]) -> dict[str, str]:
    """What all groups, in order, have on one shelf: for each word ``group:code code;group:code``."""
    found: dict[str, list[str]] = defaultdict(list)
    for group, part in enumerate(parts):
        for line in part.split("\n") if part else ():
            word, _, codes = line.partition(" ")
            found[word].append(f"{group}:{codes}")
    return {word: ";".join(found[word]) for word in sorted(found)}


def synonyms(terms: Iterable[Iterable[str]]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Ways to say the same, as stems, from the names of each term.

    Where one name holds another term's, it is also said with that one: an "education, health and care plan", which is
    an EHCP, is an "EHC plan" if an EHC is known.
    """
    said = [tuple(dict.fromkeys(filter(None, map(stems.stems, names)))) for names in terms]
    found = []
    for ways in said:
        more = [
            (*way[:at], *other, *way[at + len(inner) :])
            for way in ways
            for others in said
            for inner in others
            if others is not ways and 1 < len(inner) < len(way)
            for at in range(len(way) - len(inner) + 1)
            if way[at : at + len(inner)] == inner
            for other in others
            if other != inner
        ]
        if len(whole := tuple(dict.fromkeys((*ways, *more)))) > 1:
            found.append(whole)
    return tuple(found)


def written(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """A file of the index."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
