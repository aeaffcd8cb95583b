"""How hard a text is to read: long sentences, and the age of a reader who can follow.

The age is that of the Automated Readability Index (Senter and Smith 1967, AMRL-TR-66-220), which counts letters, words
and sentences and so needs no guess at syllables. The aim of 9 years is that of GOV.UK.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language.prose import Remark, sentences, units

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS: Final = 25
AIM: Final = 9
GROWN_UP: Final = 18  # the index has no ages beyond school
_FEWEST_WORDS: Final = 100
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_GRADE_ONE: Final = 5  # the age at which American pupils enter the grade that the index counts from


def remarks(text: str) -> Iterator[Remark]:
    """Sentences of the body ``text`` that are too long, and its reading age, told where its words begin."""
    letters = words = count = 0
    first = None
    for unit in units(text):
        for start, end in sentences(text, unit):
            found = _WORD.findall(text, start, end)
            if not found:
                continue
            first = start if first is None else first
            letters, words, count = letters + sum(map(len, found)), words + len(found), count + 1
            if len(found) > MOST_WORDS:
                message = f"This sentence has {len(found)} words, and families follow up to {MOST_WORDS} with ease."
                yield Remark(start, "info", "sentence-long", message, "Make two sentences of it, or a list.")
    if words >= _FEWEST_WORDS and (found_age := age(letters, words, count)) > AIM:
        reader = f"A reader of about {found_age}" if found_age < GROWN_UP else "Only practised readers"
        message = f"{reader} can follow this page; the aim is a reader of {AIM}."
        yield Remark(first or 0, "info", "reading-age", message, "Shorter sentences and shorter words help.")


def age(letters: int, words: int, sentence_count: int) -> int:
    """The age in years of a reader who can follow a text of so many letters, words and sentences, each at least 1."""
    grade = 4.71 * letters / words + 0.5 * words / sentence_count - 21.43
    return max(math.ceil(grade) + _GRADE_ONE, _GRADE_ONE)
