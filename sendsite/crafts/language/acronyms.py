"""Acronyms that families may not know, and the names of bodies that are no more."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language.glance import words_of
from sendsite.crafts.language.prose import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sendsite.crafts.language.glance import Glance

Names = frozenset[tuple[str, str]]

# What anybody in England knows without being told, and what only looks like an acronym.
WELL_KNOWN: Final = frozenset({
    "AA", "AAA", "AM", "BBC", "BMX", "CBE", "CCTV", "CD", "CE", "COVID", "CV", "DIY", "DJ", "DNA", "DVD", "EU", "FAQ",
    "FM", "GB", "GCSE", "GP", "HMS", "HTML", "ID", "ISBN", "IT", "KB", "LEGO", "MB", "MBE", "MP", "MS", "NHS", "NSPCC",
    "OBE", "OK", "PC", "PDF", "PE", "PIN", "PM", "QR", "RC", "RSVP", "SMS", "TV", "UK", "USA", "USB", "VAT", "VIP",
    "WC",
})  # fmt: skip
_ACRONYM: Final = re.compile(
    r"(?P<word>[A-Z](?<![\w&/@.-].)[A-Za-z]{0,3}[A-Z][A-Za-z]{0,8})(?P<end>['\u2019]s)?(?![\w&@]|[-/.]\w)"
)
# Each word of it is bounded, so that a text of capitals and brackets alone takes no longer than another.
_SPELT_OUT: Final = re.compile(
    r"(?<=[a-z])[\])*_]{0,4} \((?:the |or |called |known as )?[\"“'\u2018*_]{0,3}(?P<after>[A-Z]\w{1,12})\b"
    r"|\b(?P<before>[A-Z]\w{1,12})(?: \([A-Za-z]+ [^()\n]{1,200}\)| (?:stands for|is short for) \w)"
)
_NAME_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_WORD: Final = 40
_ROMAN: Final = re.compile(r"[IVX]+")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_POSTCODE: Final = re.compile(r" ?\d[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Retired:
    """A name that is no longer used: how it is found, its last year, and what to write instead."""

    name: str
    pattern: str
    signs: frozenset[str]
    year: int
    instead: str

    def may_be_in(self, glance: Glance) -> bool:
        """Whether the text has what one of the spellings begins with. One without a letter may be anywhere."""
        return not self.signs or not glance.words.isdisjoint(self.signs)


def retired(term: str, expansion: str | None, year: int, instead: str | None) -> Retired:
    """The name ``term`` of the glossary, also in the plural and in full."""
    names = [term, *([expansion] if expansion else [])]
    escaped = [re.escape(name) for name in names]
    spelt = "|".join(f"(?i:{name})" if " " in name or name.islower() else name for name in escaped)
    words = [words_of(name) for name in names]
    signs = frozenset(f"{first}{ending}" for first, *_ in words for ending in ("", "s", "es")) if all(words) else ()
    return Retired(term, rf"(?<![\w-])(?:{spelt})(?:e?s)?(?![\w-])", frozenset(signs), year, instead or "")


def suspects(glance: Glance, known: frozenset[str]) -> frozenset[str]:
    """The words of a text that may be acronyms, or all in capitals, and are not ``known``."""
    capitals = map(_singular, glance.capitals)
    return frozenset(word for word in capitals if word not in known and _is_in_capitals(word))


def unknown(text: str, known: frozenset[str], within: Names, spared: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    """The first place of each acronym in ``text`` that is neither ``known`` nor part of a name.

    ``spared`` are the parts of ``text`` that are all in capitals, in their order: another rule speaks of those.
    """
    told: set[str] = set()
    starts = [start for start, _ in spared]
    for match in _ACRONYM.finditer(text):
        word = _singular(match["word"])
        if word in told or word in known or not is_acronym(word):
            continue
        number = bisect_right(starts, match.start()) - 1
        is_shouted = number >= 0 and match.start() < spared[number][1]
        if is_shouted or _POSTCODE.match(text, match.end()) or _in_name(text, match, within):
            continue
        told.add(word)
        message = f"“{word}” is not explained here, and it is not in the glossary."
        hint = f"Write the words in full, with ({word}) after them, or add it to data/glossary.yaml."
        yield Remark(match.start(), "warning", "acronym-unknown", message, hint)


def explained(glance: Glance) -> frozenset[str]:
    """The acronyms that a text spells out: “some words (ABC)”, “ABC (some words)” and “ABC stands for some words”."""
    found = glance.found(_SPELT_OUT, glance.lines_with(("(", "stands for", "is short for")))
    return frozenset(_singular(match["after"] or match["before"]) for match in found)


def names(name: str) -> Names:
    """The pairs of words that stand side by side in ``name`` and have an acronym: it need not explain itself there."""
    words = _NAME_WORD.findall(name)
    return frozenset(pair for pair in pairwise(words) if any(is_acronym(word) for word in pair))


def _in_name(text: str, match: re.Match[str], within: Names) -> bool:
    before = _NAME_WORD.findall(text, max(match.start() - _LONGEST_WORD, 0), match.start())
    after = _NAME_WORD.search(text, match.end(), match.end() + _LONGEST_WORD)
    pairs = {(before[-1], match["word"])} if before else set()
    return not within.isdisjoint(pairs | ({(match["word"], after[0])} if after else set()))


def _singular(word: str) -> str:
    return word.removesuffix("s")


def is_acronym(word: str) -> bool:
    """Whether a word is mostly in capitals, and no Roman number."""
    return _is_in_capitals(word) and not _ROMAN.fullmatch(word)


def _is_in_capitals(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 and capitals * 2 > len(word)


def retired_names(glance: Glance, names: tuple[Retired, ...]) -> Iterator[Remark]:
    """Names of ``names`` that a text uses as if they were still in use.

    A paragraph that names a year in which there was such a body speaks of that time.
    """
    text = glance.text
    first_year = cache(lambda start, end: min(map(int, _YEAR.findall(text, start, end)), default=None))
    for name in names:
        for match in re.finditer(name.pattern, text) if name.may_be_in(glance) else ():
            year = first_year(*glance.paragraphs.around(match.start()))
            if year is not None and year <= name.year:
                continue
            message = f"“{match[0]}” is the name of something that is no more."
            told = f"Write “{name.instead}”" if name.instead else "Use its new name"
            hint = f"{told}, or say of which year you speak."
            yield Remark(match.start(), "warning", "retired-name", message, hint)
