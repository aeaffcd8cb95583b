"""What is seen of a text at a glance, so that a rule reads only the lines in which it may find something.

A glance sees at least what is there. A rule may read in vain where it is sent, and would find nothing elsewhere.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language.prose import APART
from sendsite.crafts.language.sentences import Parts, Unit, in_paragraphs, in_sentences, units
from sendsite.crafts.markup.blocks import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Line = tuple[int, int]  # where it begins and ends
APOSTROPHE: Final = b"\x92"  # the curly one
ABROAD: Final = b"\xe9"  # any letter beyond ASCII
DIGIT: Final = b"\xb2"  # any digit beyond ASCII
DASH: Final = b"\x96"  # a long one
_STRANGE: Final = re.compile(r"[^\x00-\x7f]+")
_CAPITALS: Final = re.compile(rb"[A-Z][a-z]*[A-Z][A-Za-z]*")
_LONGEST_WORD: Final = 20  # before another


def _kept(letters: bytes) -> bytes:
    """A table for ``bytes.translate`` that makes a space of all but ``letters``."""
    return bytes(byte if byte in letters else ord(" ") for byte in range(256))


_LETTERS: Final = _kept(string.ascii_letters.encode())
_SMALL_LETTERS: Final = _LETTERS.lower()
_WORDS: Final = _kept(string.ascii_letters.encode() + string.digits.encode() + ABROAD + DIGIT).lower()
_SHAPES: Final = bytes.maketrans(b"123456789" + DIGIT + DASH, b"0" * 10 + b"-")


class _Likenesses(dict[int, str]):
    """For each letter beyond ASCII one that is like it to every rule, and fits into a byte."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        if letter.isalnum():
            self[number] = (DIGIT if letter.isdecimal() else ABROAD).decode("latin-1")
        else:
            self[number] = "\v" if letter.isspace() else "~"
        return self[number]


_LIKENESSES: Final = _Likenesses({
    # To a pattern that ignores case, these four are letters of the English alphabet.
    ord("\u017f"): "s", ord("\u212a"): "k", ord("\u0130"): "i", ord("\u0131"): "i",
    ord("\u201c"): "(", ord("\u2018"): "(", ord("\u201d"): ")", ord("\u2019"): APOSTROPHE.decode("latin-1"),
    ord("\u2013"): DASH.decode("latin-1"), ord("\u2014"): DASH.decode("latin-1"),
})  # fmt: skip


@dataclass(frozen=True)
class Glance:
    """A ``text``, and what is seen of it without reading."""

    text: str

    @cached_property
    def image(self) -> bytes:
        """The text with a byte for each letter: itself, or what is like it."""
        seen = self.text.replace(SIGN, "~").replace(APART, "~")
        if not seen.isascii():
            seen = _STRANGE.sub(lambda match: match[0].translate(_LIKENESSES), seen)
        return seen.encode("latin-1")

    def part(self, start: int, end: int) -> Glance:
        """The glance of a part of the text, in which the words of the whole are seen."""
        part = Glance(self.text[start:end])
        part.__dict__.update(image=self.image[start:end], words=self.words)
        return part

    @cached_property
    def shape(self) -> bytes:
        """The image with 0 for each digit and a hyphen for each dash."""
        return self.image.translate(_SHAPES)

    @cached_property
    def spellings(self) -> str:
        """The words of the letters A to Z, each of them once."""
        return b" ".join(set(self.image.translate(_LETTERS).split())).decode()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in small letters."""
        return frozenset(self.image.translate(_SMALL_LETTERS).decode().split())

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words with two capitals or more, from the first one on."""
        return frozenset([word.decode() for word in set(_CAPITALS.findall(self.image))])

    @cached_property
    def units(self) -> list[Unit]:
        """The paragraphs and the things of lists, without headings, tables and blocks."""
        return units(self.text)

    @cached_property
    def sentences(self) -> Parts:
        """The sentences, and the things of lists and tables."""
        return in_sentences(self.text)

    @cached_property
    def paragraphs(self) -> Parts:
        """The paragraphs; a list is one with the words that lead to it."""
        return in_paragraphs(self.text)

    def found(self, pattern: re.Pattern[str], lines: Iterable[Line]) -> Iterator[re.Match[str]]:
        """What ``pattern`` finds in ``lines``: nothing that goes on from one to the next."""
        return (match for line in lines for match in pattern.finditer(self.text, *line))

    @cached_property
    def _words_apart(self) -> bytes:
        return self.image.translate(_WORDS)

    def lines_of(self, pattern: re.Pattern[bytes], sign: re.Pattern[bytes] | None = None) -> list[Line]:
        """Where the lines begin and end in the shape of which ``pattern`` finds something.

        ``sign`` finds something in each of them too, and is sooner done with all others.
        """
        if sign is not None:
            return [line for line in self.lines_of(sign) if pattern.search(self.shape, *line)]
        return self.lines_at(match.start() for match in pattern.finditer(self.shape))

    def lines_at(self, places: Iterable[int]) -> list[Line]:
        """Where the lines begin and end in which ``places`` lie, which must be in their order."""
        found: list[Line] = []
        end = -1
        for at in places:
            if at > end:
                start = self.image.rfind(b"\n", 0, at) + 1
                end = self.image.find(b"\n", at)
                end = end if end >= 0 else len(self.image)
                found.append((start, end))
        return found

    def starts(self, word: str, before: int) -> list[int]:
        """Where ``word``, in small letters, begins, or the word that stands so many words ``before`` it."""
        image, found = self._words_apart, []
        for place in _places(image, word.encode()):
            at = place
            for _ in range(before):
                at = image.rfind(b" ", max(at - _LONGEST_WORD, 0), max(at - 1, 0)) + 1
            found.append(at)
        return found

    def lines_with(self, words: Iterable[str]) -> list[Line]:
        """Where the lines begin and end in the shape of which one of ``words`` stands, letter for letter."""
        return sorted({line for word in words for line in self.lines_at(_places(self.shape, word.encode()))})


def _places(image: bytes, word: bytes) -> Iterator[int]:
    at = image.find(word)
    while at >= 0:
        yield at
        at = image.find(word, at + len(word))


def words_of(text: str) -> list[str]:
    """The words of ``text`` as ``Glance.words`` has them, in their order."""
    return Glance(text).image.translate(_LETTERS).lower().decode().split()
