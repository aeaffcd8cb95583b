"""How hard a text is to read: long sentences, and the age of a reader who can follow.

The age is that of the Automated Readability Index (Senter and Smith 1967, AMRL-TR-66-220), which counts letters, words
and sentences and so needs no guess at syllables. The aim of 9 years is that of GOV.UK.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language.glance import ABROAD, APOSTROPHE, DIGIT
from sendsite.crafts.language.prose import Remark
from sendsite.crafts.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.language.glance import Glance

MOST_WORDS: Final = 25
AIM: Final = 9
GROWN_UP: Final = 18  # the index has no ages beyond school
_FEWEST_WORDS: Final = 100
_GRADE_ONE: Final = 5  # the age at which American pupils enter the grade that the index counts from
# Counting needs to know of each letter only of what kind it is, so the words are counted in a text of kinds.
_KINDS: Final = {
    b".": b".!?",
    b"'": b"'",  # may stand within a word, and on either side of a quotation
    b"`": APOSTROPHE,  # may stand within a word, and end a quotation
    b"-": b"-",
    b'"': b'"*_',
    b")": b")]",
    b"(": b"([",
    b"A": b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    b"a": b"abcdefghijklmnopqrstuvwxyz" + ABROAD + DIGIT,
    b" ": bytes(byte for byte in range(128) if chr(byte).isspace()),
    b"|": b"|",  # ends a sentence here: no paragraph has one
}
_KIND_OF: Final = bytes(
    next((kind[0] for kind, letters in _KINDS.items() if byte in letters), ord("/")) for byte in range(256)
)
_END: Final = re.compile(rb"\.[\"'`)]* +(?=[\"'(]*A)")
_WORDS: Final = bytes.maketrans(b"A'`.\"()/", b"a--     ")
_NOT_WITHIN_A_WORD: Final = re.compile(rb"-(?:(?<!a-)|(?!a))")


def remarks(glance: Glance) -> Iterator[Remark]:
    """Sentences of a body that are too long, and its reading age, told where its words begin."""
    counts, letters = counted(glance)
    words = sum(counts)
    if max(counts) > MOST_WORDS:
        for start, count in zip(_starts(glance), counts, strict=True):
            if count > MOST_WORDS:
                message = f"This sentence has {count} words, and families follow up to {MOST_WORDS} with ease."
                yield Remark(start, "info", "sentence-long", message, "Make two sentences of it, or a list.")
    if words >= _FEWEST_WORDS and (found_age := age(letters, words, len(counts) - counts.count(0))) > AIM:
        reader = f"A reader of about {found_age}" if found_age < GROWN_UP else "Only practised readers"
        message = f"{reader} can follow this page; the aim is a reader of {AIM}."
        first = next(start for start, count in zip(_starts(glance), counts, strict=True) if count)
        yield Remark(first, "info", "reading-age", message, "Shorter sentences and shorter words help.")


def _starts(glance: Glance) -> Iterator[int]:
    return (start for unit in glance.units for start, _ in sentences(glance.text, unit))


def counted(glance: Glance) -> tuple[list[int], int]:
    """The words of each sentence, or one 0 if there is none; and the letters of all words."""
    image = glance.image
    kinds = b"| ".join([image[start:end] for start, end, _ in glance.units]).translate(_KIND_OF)
    words = _NOT_WITHIN_A_WORD.sub(b" ", _END.sub(b"| ", kinds).translate(_WORDS))
    letters = len(words) - words.count(b" ") - words.count(b"|")
    return [sentence.count(b" a") for sentence in (b" " + words).split(b"|")], letters


def age(letters: int, words: int, sentence_count: int) -> int:
    """The age in years of a reader who can follow a text of so many letters, words and sentences, each at least 1."""
    grade = 4.71 * letters / words + 0.5 * words / sentence_count - 21.43
    return max(math.ceil(grade) + _GRADE_ONE, _GRADE_ONE)
