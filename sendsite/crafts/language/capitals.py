"""Words all in capitals, told apart from acronyms that stand side by side: "WE ARE OPEN", but "BBC TV"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.dates import MONTHS, WEEKDAYS
from sendsite.crafts.language.glance import APOSTROPHE
from sendsite.crafts.language.prose import Remark
from sendsite.crafts.language.sentences import begins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.language.glance import Glance

_NAMES: Final = frozenset({*MONTHS, *WEEKDAYS})
# Words that nobody takes for an acronym, so that even one alone is shouting.
_SHOUTED: Final = frozenset({
    "AFTER", "ALL", "ALWAYS", "AND", "BEFORE", "CANCELLED", "CLOSED", "CONTACT", "DO", "FREE", "HELP", "HERE",
    "IMPORTANT", "INFORMATION", "MORE", "MUST", "NEVER", "NEW", "NO", "NOT", "NOTE", "NOW", "ONLY", "OPEN", "OR",
    "PLEASE", "POSTPONED", "STOP", "THE", "TODAY", "UPDATE", "UPDATED", "URGENT", "WARNING", "YES", "YOU", "YOUR",
    *(name.upper() for name in _NAMES),
})  # fmt: skip
# Small words that make a sentence of the capitals around them.
_SMALL: Final = _SHOUTED | {
    "ABOUT", "AN", "ARE", "AS", "AT", "BE", "BY", "CAN", "COME", "FOR", "FROM", "GO", "HAS", "HAVE", "HOW", "IF", "IN",
    "IS", "JOIN", "LIKE", "LOOK", "MY", "OF", "ON", "OUR", "OUT", "SEE", "THAT", "THIS", "TO", "UP", "WE", "WHAT",
    "WHEN", "WHERE", "WHY", "WILL", "WITH",
}  # fmt: skip
# Its first word is bounded, so that a text of capitals and apostrophes alone takes no longer than another.
_RUN: Final = re.compile(
    r"(?<![\w-])(?P<words>[A-Z][A-Z'\u2019]{0,60}(?:(?:[,:]?[ \n])[A-Z][A-Z'\u2019]*)+)(?![\w-])"
    rf"|(?<![\w-])(?P<word>{'|'.join(sorted(_SHOUTED))})(?![\w-])"
)
_WORD: Final = re.compile(r"[A-Z'\u2019]+")
_CUT: Final = re.compile(rb"'(?<=[A-Z]')(?![a-z])")
_PART: Final = re.compile(r"[,:]")
_VOWEL: Final = re.compile("[AEIOUY]")
_LONG: Final = 6  # letters; few acronyms have so many
_KEPT: Final = re.compile(r"I|[IVX]{2,}")  # the pronoun, and numbers as in “Elizabeth II”


def are_cut(glance: Glance) -> bool:
    """Whether there may be words all in capitals with an apostrophe, which ``Glance.capitals`` has in pieces."""
    return _CUT.search(glance.image.replace(APOSTROPHE, b"'")) is not None


def shouts(text: str, known: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where words stand that are all in capitals and are not the ``known`` acronyms: the begin and the end of each."""
    return tuple(
        match.span() for match in _RUN.finditer(text) if match["word"] not in known and _is_shout(match[0], known)
    )


def remarks(text: str, found: tuple[tuple[int, int], ...], known: frozenset[str]) -> Iterator[Remark]:
    """What there is to say about the ``shouts`` that were found in ``text``."""

    def lowered(match: re.Match[str]) -> str:
        if match[0] in known or _KEPT.fullmatch(match[0]):
            return match[0]
        return match[0].capitalize() if match[0].capitalize() in _NAMES else match[0].lower()

    for start, end in found:
        words = " ".join(text[start:end].split())
        mended = _WORD.sub(lowered, words)
        mended = mended[:1].upper() + mended[1:] if begins(text, start) else mended
        may_be_name = _SMALL.isdisjoint(_WORD.findall(words))
        message = f"“{words}” is all in capitals, which are hard to read, and some screen readers spell them out."
        names = ", with capitals only where names begin" if may_be_name else ""
        yield Remark(start, "warning", "style-capitals", message, f"Write “{mended}”{names}.")


def _is_shout(words: str, known: frozenset[str]) -> bool:
    for part in _PART.split(words):
        found = _WORD.findall(part)
        ordinary = [word for word in found if word not in known]
        if not _SMALL.isdisjoint(ordinary):
            return True
        if len(found) > 1 and any(len(word) >= _LONG and _VOWEL.search(word) for word in ordinary):
            return True
    return False
