"""The words of an editor, apart from all that is not prose: what the rules of wording read, with every place kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
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
    "access", "accountable_to", "age_note", "area_note", "cancelled", "cost", "description", "for_whom", "hours",
    "how_decided", "how_to_get", "host", "lead", "link", "meaning", "meets", "name", "note", "online", "organisation",
    "place", "post", "provider", "represents", "run_by", "summary", "tagline", "text", "title", "what",
})  # fmt: skip
# What an editor keeps for the record: titles of sources are others' words.
_KEPT_ASIDE: Final = frozenset({"sources", "source", "allow"})
_TITLED: Final = "|".join(sorted(HOLDERS - {"callout", "idea"}))
# What in a line is no prose, by the letters without which there is none of it.
_NOT_PROSE: Final = {
    ":::": rf"^[ \t]*:::+[ \t]*(?:(?P<heading>(?:{_TITLED})\b)|(?P<block>.*))",
    "](": r"\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)(?=\))",
    "<": r"<[^<>\s]*[:@][^<>\s]*>",
    "]:": r"^ {0,3}\[[^\]]{1,200}\]:.*",
    "://": r"https?://[^\s<>)\]]+",
    "www.": r"(?<![\w@])www\.[^\s<>)\]]+",
    "@": r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
}
_UNMARKED: Final = bytes(byte for byte in range(256) if chr(byte) not in "".join(_NOT_PROSE))
APART: Final = "\ue000"  # what stands for a note to oneself, too: nobody reads it
_MARKED: Final = re.compile(r" {0,3}(?:[-*+:]|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say about words: where they begin in the text, counted from 0, and the parts of a problem."""

    at: int
    severity: Severity
    code: Code
    message: str
    hint: str = ""


def readable(text: str) -> str:
    """``text`` with addresses and the lines of blocks blotted out, letter for letter."""
    marks = text.encode(errors="replace").translate(None, _UNMARKED).decode()  # all in one, as most signs are rare
    lines = text.split("\n")
    found: dict[int, list[str]] = {}
    for sign in _NOT_PROSE:
        if sign in marks:
            for number, line in enumerate(lines):
                if sign in line:
                    found.setdefault(number, []).append(sign)
    for number, signs in found.items():
        lines[number] = _not_prose(*signs).sub(_blotted, lines[number])
    return "\n".join(lines)


@cache
def _not_prose(*signs: str) -> re.Pattern[str]:
    return re.compile("|".join(_NOT_PROSE[sign] for sign in signs))


def _blotted(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "target":
            return f"]({SIGN * len(match['target'])}"
        case "heading":
            return "#" * len(match[0])
        case "block":
            return APART * len(match[0])
    return SIGN * len(match[0])


def without_code(text: str) -> str:
    """``text`` with indented code blotted out: lines far in, below an empty line and not within a list."""
    if not (text.startswith(("    ", "\t")) or "\n    " in text or "\n\t" in text):
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


def fields(record: Record) -> Iterator[tuple[Place, str]]:
    """The words in a record, each with its place."""
    for name, shown in _looked_at(type(record)):
        value = getattr(record, name)
        if shown and isinstance(value, str):
            yield (name,), value
        elif isinstance(value, Record | tuple):
            yield from _words((name,), value, shown=shown)


@cache
def _looked_at(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind that may hold words, and whether they are shown if they are words themselves."""
    return tuple((name, name in WORDS) for name in kind.model_fields if name not in _KEPT_ASIDE)


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
