"""How councils write for families: words that date, shout, come from abroad or are typed by nobody's rule.

The rules are those of the NHS digital service manual and of the GOV.UK style guide; each is a warning that an editor
may allow with a reason.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sendsite.crafts import dates
from sendsite.crafts.language import daywords
from sendsite.crafts.language.prose import Remark
from sendsite.crafts.language.sentences import begins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.crafts.language.glance import Glance

_COUNTED: Final = (
    r"(?:(?:\d{1,3}|a|an|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of|several|many) )?"
    r"(?:days|weeks|months|years|week|month|year|terms?)"
)
_SEASONS: Final = r"week|weekend|month|year|summer|autumn|winter|spring|term"
_WEEKDAYS: Final = "|".join(dates.WEEKDAYS)
# What will be wrong one day: words of which it has one (and, behind a plus sign, one of others), how many words stand
# before that one, and the pattern.
_FADING: Final = (
    ("recently lately currently nowadays", 0, r"recently|lately|currently|nowadays"),
    ("now", 1, r"right now"),
    ("days + these", 1, r"these days(?! (?:are|were|of|when|that|can|may)\b)"),
    ("present", 1, r"(?<!-)at present(?!-| and\b)"),
    ("moment", 2, r"at the moment(?! (?:of|when|that|they|you|she|he|it)\b)"),
    ("time + this", 2, r"at this time(?! of\b)"),
    ("notice", 2, r"until further notice"),
    ("yesterday tomorrow shortly", 0, r"yesterday|tomorrow|shortly(?! (?:after|before))"),
    ("soon", 0, r"(?<!as )(?<!so )(?<!too )(?<!how )(?<!very )soon(?!er| after| as)"),
    ("coming", 2, r"(?:in|over) the coming (?:days|weeks|months|years|year|term)"),
    ("near", 2, r"in the near future"),
    ("recent", 1, r"in recent (?:weeks|months|years)"),
    (
        "last past next",
        2,
        (
            rf"(?:over|during|in|for) the (?:last|past|next) {_COUNTED}"
            rf"|within the (?:past {_COUNTED}|next (?:[\w-]+ )?(?:months|years|month|year))"
        ),
    ),
    ("far", 1, r"so far this (?:year|month|term|week)"),
    ("later earlier", 0, r"later this (?:year|month|term|week)|earlier this (?:year|month|term|week)"),
    (
        "dates events meetings sessions workshops + more",
        2,
        r"(?:two|three|four|five|six|several|\d{1,2}) more (?:dates|events|meetings|sessions|workshops)",
    ),
    (
        f"this last next + {_SEASONS.replace('|', ' ')}",
        0,
        rf"(?:this|last|next) (?:{_SEASONS})(?! (?:of|after|before)\b)",
    ),
    (
        f"this last next + {_WEEKDAYS.replace('|', ' ')}",
        0,
        rf"(?<!the )(?:this|last|next) (?:{_WEEKDAYS})(?! (?:of|after|before)\b)",
    ),
    ("covid", 0, r"(?<!long )covid(?:-?19)? (?:tab|updates?|guidance|advice|information|measures|restrictions|rules)"),
)


class _Fading(NamedTuple):
    """What will be wrong one day: see ``_FADING``."""

    signs: frozenset[str]
    others: tuple[frozenset[str], ...]
    before: int
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, signs: str, before: int, pattern: str) -> _Fading:
        first, *others = (frozenset(words.lower().split()) for words in signs.split("+"))
        return cls(first, tuple(others), before, re.compile(rf"(?<![^\W_])(?:{pattern})\b", re.IGNORECASE))


_PERISHABLE: Final = tuple(_Fading.of(*row) for row in _FADING)
_SIGNS: Final = frozenset().union(*(fading.signs for fading in _PERISHABLE))
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
# What counts from any day, not from the day of writing: “if you were ill in the last two weeks”.
_COUNTS: Final = re.compile(r"\b(?:next|this|last|past)\b", re.IGNORECASE)
# What is to come for the reader: “You will hear from us in the next six weeks”.
_READERS_OWN: Final = re.compile(r"\b(?:the (?:next|last|past)|more)\b", re.IGNORECASE)
_YOU: Final = re.compile(r"\byou\b", re.IGNORECASE)
_HYPOTHETICAL: Final = re.compile(r"\b(?:each|every|if|when|per|a year before|the year before)\b", re.IGNORECASE)
_AMPERSAND: Final = re.compile(r"(?<=[^\s|&])[ \n](?P<sign>&(?:amp;)?)(?=[ \n][^\s|&])")
_SIZE: Final = re.compile(
    r"(?:\b(?:PDF|Word|DOCX?|ODT|Excel|PowerPoint|[Ff]ile|[Dd]ocument)[ ,:(]{1,3}"
    r"|\( ?)(?P<sign>\d{1,6}(?:\.\d{1,3})? ?[KkMmGg][Bb])\b"
)
_UNITS: Final = frozenset({"kb", "mb", "gb"})
_PHONE: Final = re.compile(
    r"(?<![\w.,/&=+£-])(?:(?P<abroad>\+44|0044)[ -]?(?:\(0\)[ -]?)?(?=[1-9])"
    r"|(?=\(?0[1-9]))(?P<number>[\d() .-]{9,17}\d)(?![\d/])"
)
_DIALLED: Final = re.compile(rb"0[0() .-]{8}")  # in the shape of a text
_CITIES: Final = re.compile(r"011|01\d1|02|03|080[08]|084|087")
# Places in the north with a code of six digits (Ofcom, area codes).
_VILLAGES: Final = (
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683", "017684", "017687",
    "019467",
)  # fmt: skip
_LENGTHS: Final = frozenset({10, 11})
_NO_PHONE: Final = re.compile(r"\b(?i:isbn|order|reference|ref|charity)[.:]? (?:no\.? )?\Z")
# American words, and their British forms. “-ize” is found by its ending.
_SPELLINGS: Final = {
    "aging": "ageing", "analyze": "analyse", "analyzed": "analysed", "analyzing": "analysing", "anemia": "anaemia",
    "behavior": "behaviour", "behavioral": "behavioural", "behaviors": "behaviours", "canceled": "cancelled",
    "canceling": "cancelling", "catalog": "catalogue", "center": "centre", "centered": "centred", "centers": "centres",
    "color": "colour", "colored": "coloured", "colors": "colours", "counseling": "counselling",
    "counselor": "counsellor", "counselors": "counsellors", "defense": "defence", "dialog": "dialogue",
    "enroll": "enrol", "enrollment": "enrolment", "favor": "favour", "favorite": "favourite", "favorites": "favourites",
    "fulfill": "fulfil", "fulfillment": "fulfilment", "gray": "grey", "honor": "honour", "honored": "honoured",
    "humor": "humour", "labeled": "labelled", "labor": "labour", "modeling": "modelling", "mom": "mum", "moms": "mums",
    "neighbor": "neighbour", "neighborhood": "neighbourhood", "neighbors": "neighbours", "offense": "offence",
    "orthopedic": "orthopaedic", "pediatric": "paediatric", "pediatrician": "paediatrician",
    "pediatricians": "paediatricians", "skillful": "skilful", "traveled": "travelled", "traveler": "traveller",
    "traveling": "travelling",
}  # fmt: skip
_IZE: Final = re.compile(r"[a-z]{2,20}i(?P<ize>z)(?:e|es|ed|ing|ation|ations|ational|er|ers)", re.IGNORECASE)
_NO_WORD: Final = frozenset("/@-_")  # beside it, what looks like a word is part of an address
_TRULY_Z: Final = re.compile(
    r"(?:.*?(?:size|sizes|sized|sizing|sizer)|(?:prize|seize|maize|baize).*|(?:priz|seiz).*)", re.IGNORECASE
)


def remarks(glance: Glance) -> Iterator[Remark]:
    """What there is to say about the words of a text."""
    yield from daywords.remarks(glance)
    yield from _perishable(glance)
    yield from _phones(glance)
    yield from _spelling(glance)
    for match in _AMPERSAND.finditer(glance.text) if "&" in glance.text else ():
        message = "“&” stands for a word here, and “and” is easier to read."
        hint = f"Write “and” instead of “{match['sign']}”."
        yield Remark(match.start("sign"), "warning", "style-ampersand", message, hint)
    for match in _SIZE.finditer(glance.text) if not glance.words.isdisjoint(_UNITS) else ():
        message = f"“{match['sign']}” is typed by hand, and will be wrong when the file changes."
        hint = "Leave it out: the block “attachment” says what the file says of itself."
        yield Remark(match.start("sign"), "warning", "style-size", message, hint)


def is_silent(glance: Glance) -> bool:
    """Whether there is nothing to say about the words of a text, not even about ends that will have passed."""
    return (
        daywords.is_silent(glance)
        and not _DIALLED.search(glance.shape)
        and not _fading(glance)
        and not _american(glance)
        and "&" not in glance.text
        and glance.words.isdisjoint(_UNITS)
    )


def _fading(glance: Glance) -> dict[int, re.Match[str]]:
    """What will be wrong one day, by its place."""
    found: dict[int, re.Match[str]] = {}
    seen = _SIGNS & glance.words
    for fading in _PERISHABLE if seen else ():
        signs = fading.signs & seen
        if not signs or any(glance.words.isdisjoint(words) for words in fading.others):
            continue
        for at in (at for sign in signs for at in glance.starts(sign, fading.before)):
            if match := fading.pattern.match(glance.text, at):
                found.setdefault(at, match)
    return found


def _perishable(glance: Glance) -> Iterator[Remark]:
    text = glance.text
    # Whether a sentence has each of these, looked up once: it may have as many of our words as it likes.
    has = cache(lambda pattern, start, end: pattern.search(text, start, end) is not None)
    end = 0
    for at, match in sorted(_fading(glance).items()):
        if at < end:
            continue
        end = match.end()
        said = glance.sentences.around(match.start())
        if (
            has(_YEAR, *said)
            or (_COUNTS.search(match[0]) and has(_HYPOTHETICAL, *said))
            or (_READERS_OWN.search(match[0]) and has(_YOU, *said))
        ):
            continue
        if match[0].lower().startswith("covid"):
            hint = "Say what is still true, or take it out."
        else:
            hint = "Say when, with a month or a year, or take it out."
        message = f"“{' '.join(match[0].split())}” will be wrong one day, and nobody will notice."
        yield Remark(match.start(), "warning", "perishable", message, hint)


def _phones(glance: Glance) -> Iterator[Remark]:
    text = glance.text
    for match in glance.found(_PHONE, glance.lines_of(_DIALLED)):
        digits = re.sub(r"\D", "", match["number"])
        digits = f"0{digits.lstrip('0')}" if match["abroad"] else digits
        right = grouped(digits)
        if len(digits) not in _LENGTHS or _NO_PHONE.search(text, max(match.start() - 12, 0), match.start()):
            continue
        is_grouped = match["number"] == right or re.fullmatch(r"\d{3,5}(?: \d{3,6}){1,2}", match["number"])
        if match["abroad"] or not is_grouped:
            message = f"“{match[0]}” is hard to read out and to dial."
            yield Remark(match.start(), "warning", "style-phone", message, f"Write {right}")


def grouped(digits: str) -> str:
    """A British telephone number in the groups in which people say it: ``01632 960 001``, ``0300 123 6706``."""
    if digits.startswith("02"):
        cuts = (3, 7)
    elif _CITIES.match(digits):
        cuts = (4, 7)
    elif digits.startswith(_VILLAGES):
        cuts = (6, len(digits))
    elif len(digits) < max(_LENGTHS):
        cuts = (5, len(digits))
    else:
        cuts = (5, 8)
    return " ".join(filter(None, (digits[: cuts[0]], digits[cuts[0] : cuts[1]], digits[cuts[1] :])))


def _american(glance: Glance) -> dict[str, str]:
    """The words in American spelling, each with its British form."""
    if b"z" not in glance.image and glance.words.isdisjoint(_SPELLINGS):
        return {}
    return {word: mended for word in sorted(glance.spellings.split()) if (mended := _british(word))}


def _spelling(glance: Glance) -> Iterator[Remark]:
    text = glance.text
    for word, mended in _american(glance).items():
        for match in re.finditer(rf"\b{word}\b", text):
            beside = {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]}
            if beside & _NO_WORD or (word[0].isupper() and not begins(text, match.start())):
                continue  # a name keeps its spelling
            message = f"“{word}” is the American spelling."
            yield Remark(match.start(), "warning", "style-spelling", message, f"Write “{mended}”.")


def _british(word: str) -> str:
    """The British form of an American word, or nothing."""
    if mended := _SPELLINGS.get(word.lower()):
        return mended.capitalize() if word[0].isupper() else mended
    if "z" in word and (match := _IZE.fullmatch(word)) and not _TRULY_Z.fullmatch(word):
        return f"{word[: match.start('ize')]}s{word[match.end('ize') :]}"
    return ""
