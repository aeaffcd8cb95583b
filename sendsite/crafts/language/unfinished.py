"""Sentences that stop half-way, or have lost the address that they promise, as copied texts often have.

Many good titles end in a small word too ("What is on", "The school your child goes to"), so most small words are told
only behind words that send readers somewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.crafts.language.glance import DASH
from sendsite.crafts.language.prose import Remark
from sendsite.crafts.markup.blocks import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.language.glance import Glance
    from sendsite.crafts.language.sentences import Unit

_FEWEST_WORDS: Final = 3  # fewer are a label
_FEWEST_BEFORE_COMMA: Final = 5
_TAIL: Final = 120  # letters: enough for the end of a sentence
# Words that belong to something that stands before them, as in “the person you spoke to”.
_OWN: Final = r"(?:what|who|whom|whose|which|that|where|when|how|why|you|we|they|he|she|I|child|children)\b"
_BETWEEN: Final = rf"(?: (?!{_OWN})[\w'\u2019-]+){{1,8}}?"
_JOINS: Final = ("and", "or", "the", "a", "an", "please")
_LEADS: Final = ("at", "on", "to", "from", "by", "via")
_ASKS: Final = ("visit", "see", "call", "ring", "contact", "email", "e-mail")
_NEVER_LAST: Final = re.compile(rf"\b(?P<word>{'|'.join(_JOINS)})[*_]*[ \t]*\Z")
_DASH: Final = re.compile(r"\s(?P<word>[-\u2013\u2014])[ \t]*\Z")
_COMMA: Final = re.compile(r"(?P<word>,)[ \t]*\Z")
_SENT_SOMEWHERE: Final = re.compile(
    r"\b(?i:contact|find|ring|call|phone|telephone|text|write|visit|see|view|read|reach|download|book|join|register"
    rf"|apply|send|e-?mail){_BETWEEN}(?P<word> (?:{'|'.join(_LEADS)}))[*_]*[ \t]*\Z"
)
# “something to look at”, “and read on”: the small word belongs to the one before it.
_TO_DO: Final = re.compile(
    rf"(?: to \w+ (?:{'|'.join(_LEADS)})| (?:and so|carry|come|go|hold|keep|log|move|pass|read|sign|try) on)"
    r"[*_]*[ \t]*\Z"
)
_IS_SOMEWHERE: Final = re.compile(
    r"\b(?:is|are|was|were|be|held|based|located|available|meets?)(?P<word> (?:at|from))[*_]*[ \t]*\Z"
)
_RING: Final = re.compile(
    r"\b(?i:(?:please|(?:for|to)\b[^.!?\n]*?,) (?:please )?"
    r"|for (?:more |further )?(?:information|details|help|advice)\b[^.!?,\n]*? )"
    rf"(?P<word>(?i:{'|'.join(_ASKS)}))[*_]*[ \t]*\Z"
)
_REACH_US: Final = re.compile(
    r"\b(?i:contact|call|ring|phone|telephone|e-?mail|text|reach|write to) (?:us|me|them|the team)"
    r"(?P<word> (?:on|at))\.\Z"
)
_ASKED: Final = re.compile(r"\b(?i:what|who|whom|which|where|that|how)(?: [\w'\u2019-]+){0,3} \Z")
_OWNED: Final = re.compile(rf"\b{_OWN}(?: [\w'\u2019-]+){{0,6}}[*_]*[ \t]*\Z")
# “email Ada on.”, “email us at for a copy”, “email or call 01632 …”: the address has been lost.
_LOST_ADDRESS: Final = re.compile(
    rf"\b[Ee]-?mail(?:ed|ing)?(?: (?!{_OWN})[\w'\u2019-]+){{0,6}}? (?P<word>on|at|to)"
    r"(?= ?(?:[-\u2013\u2014](?: |$)|[.,;)](?:\s|$)|(?<!to) (?:to|for|if|with)\b)|\Z)"
    r"|\b[Ee]-?mail(?: us)? (?P<second>or (?:call|ring|phone|telephone))(?= (?:us on |on )?0\d)"
)
_MAILED: Final = frozenset(f"{mail}{ending}" for mail in ("mail", "email") for ending in ("", "ed", "ing"))
_COLON: Final = re.compile(r":[ \t*_]*\Z")
_NEXT_HEADING: Final = re.compile(r"\s*(?:#{1,6} |\Z)")
# How the image of a paragraph must end for one of these patterns to find something.
_FULL_STOP: Final = ord(".")
_AFTER_ALL: Final = (b" on.", b" at.")
_DASHES: Final = (b"-", DASH)
_ENDS: Final = (*_DASHES, *_AFTER_ALL, b",", *(word.encode() for word in (*_JOINS, *_LEADS, *_ASKS)))
_LONGEST_END: Final = max(map(len, _ENDS))
_HINT: Final = "Write what is missing: an address, a name or a link."


def remarks(glance: Glance) -> Iterator[Remark]:
    """Sentences of a body that stop half-way."""
    for unit in _in_doubt(glance):
        yield from _dangling(glance, unit)
        if (
            not unit.listed
            and (match := _COLON.search(glance.text, max(unit.end - _TAIL, unit.start), unit.end))
            and _NEXT_HEADING.match(glance.text, unit.end)
        ):
            message = "This promises more with its colon, and nothing follows."
            hint = "Write what is missing, or end the sentence with a full stop."
            yield Remark(match.start(), "warning", "sentence-unfinished", message, hint)


def of_fields(glance: Glance) -> Iterator[Remark]:
    """Values of fields that stop half-way; a colon at the end of one leads to the next."""
    for unit in _in_doubt(glance):
        yield from _dangling(glance, unit)


def _in_doubt(glance: Glance) -> list[Unit]:
    """The units that a pattern may find something in. Most end with a full stop, and that is the end of it."""
    if not glance.words.isdisjoint(_MAILED):
        return glance.units
    image = glance.image
    return [
        unit
        for unit in glance.units
        if (image[unit.end - 1] != _FULL_STOP or image.endswith(_AFTER_ALL, unit.start, unit.end))
        and _ends_in(image, unit, _DASHES if unit.listed else (*_ENDS, b":"))
    ]


def _ends_in(image: bytes, unit: Unit, ends: tuple[bytes, ...]) -> bool:
    return image[unit.start : unit.end].rstrip(b"*_ \t")[-_LONGEST_END:].lower().endswith(ends)


def _dangling(glance: Glance, unit: Unit) -> Iterator[Remark]:
    words = glance.text[unit.start : unit.end]
    last = 0
    for match in _LOST_ADDRESS.finditer(words) if "mail" in words else ():
        if match["second"] and SIGN in words:
            continue  # the paragraph has an address
        message = f"“{' '.join(match[0].split())}” does not say which address to write to."
        yield Remark(unit.start + match.start(), "warning", "sentence-unfinished", message, _HINT)
        last = match.end()
    if not _ends_in(glance.image, unit, _ENDS):
        return
    if last < len(words) - len(" -") and (stop := _stop(words, listed=unit.listed)) is not None:
        said = "a comma" if stop["word"] == "," else f"“{stop['word'].strip()}”"
        at = unit.start + stop.start("word") + stop["word"].startswith(" ")
        yield Remark(at, "warning", "sentence-unfinished", f"This sentence stops after {said}.", _HINT)


def _stop(words: str, *, listed: bool) -> re.Match[str] | None:
    """The word after which the paragraph ``words`` stops although something must follow."""
    offset = max(len(words) - _TAIL, 0)
    count = len(words[offset:].split())
    if count < _FEWEST_WORDS:
        return None
    patterns = [_DASH] if listed else [_DASH, _NEVER_LAST, _REACH_US, _RING]
    if count >= _FEWEST_BEFORE_COMMA and not listed:
        patterns.append(_COMMA)
    for pattern in patterns:
        if match := pattern.search(words, offset):
            return match
    if listed or _TO_DO.search(words, offset):
        return None
    match = _SENT_SOMEWHERE.search(words, offset)
    if match is not None and not _ASKED.search(words, offset, match.start()):
        return match
    match = _IS_SOMEWHERE.search(words, offset)
    return match if match is not None and not _OWNED.search(words, offset) else None
