"""What is seen at a glance is enough: whoever reads every line finds no more."""

from __future__ import annotations

import re
import string
import sys
import time
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.catalogue import accessibility
from sendsite.catalogue import wording as worded
from sendsite.crafts import dates
from sendsite.crafts.language import acronyms, capitals, daywords, glance, prose, unfinished, wording
from sendsite.crafts.language.glance import Glance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.catalogue.rule import Rule
    from sendsite.crafts.language.glance import Line
    from sendsite.crafts.language.prose import Remark

ROOT = Path(__file__).resolve().parent.parent.parent.parent
KNOWN = acronyms.WELL_KNOWN | {"SEND", "DfE"}
RETIRED = (
    acronyms.retired("CCG", "clinical commissioning group", 2022, "ICB"),
    acronyms.retired("21st club", None, 2022, None),
    acronyms.retired("360\u00b0", None, 2022, None),
)


class Anything(frozenset[str]):
    """Words among which there is whatever is asked for."""

    __slots__ = ()

    def __contains__(self, _word: object) -> bool:
        return True

    def __rand__(self, words: object) -> frozenset[str]:
        assert isinstance(words, frozenset)
        return words

    def isdisjoint(self, _words: Iterable[object]) -> bool:
        return False


class Everywhere(Glance):
    """A glance that sends every rule to every place."""

    @cached_property
    def words(self) -> frozenset[str]:
        return Anything()

    @cached_property
    def spellings(self) -> str:
        return " ".join(set(re.findall("[A-Za-z]+", self.text)))

    def starts(self, _word: str, _before: int) -> list[int]:
        return list(range(len(self.text)))

    def lines_of(self, _pattern: re.Pattern[bytes], _sign: re.Pattern[bytes] | None = None) -> list[Line]:
        return [(0, len(self.text))]

    def lines_with(self, _words: Iterable[str]) -> list[Line]:
        return [(0, len(self.text))]


def said(seen: Glance) -> tuple[list[Remark], list[tuple[Remark, object]], list[Remark], frozenset[str], list[Remark]]:
    return (
        list(wording.remarks(seen)),
        list(daywords.deadlines(seen)),
        list(acronyms.retired_names(seen, RETIRED)),
        acronyms.explained(seen),
        [*unfinished.remarks(seen), *unfinished.of_fields(seen)],
    )


def in_capitals(text: str) -> list[Remark]:
    shouts = capitals.shouts(text, KNOWN)
    return [*capitals.remarks(text, shouts, KNOWN), *acronyms.unknown(text, KNOWN, frozenset(), shouts)]


def check(text: str) -> None:
    seen, everything = Glance(text), said(Everywhere(text))
    assert said(seen) == everything
    if wording.is_silent(seen):
        assert everything[:2] == ([], [])
    if not acronyms.suspects(seen, KNOWN) and not capitals.are_cut(seen):
        assert in_capitals(text) == []


PIECES = st.sampled_from([
    "3", "31", "2nd", "3rd", "25th", "of", "2024", "1999", ",", ".", "/", "-", "\u2013", " \u2014 ", ":", "10:00",
    "9.30am", "9am", "5 PM", "17:30", "noon", "12 noon", "o\u2019clock", "midday", "midnight", "a.m.", "am", "May",
    "may", "June", "Sept", "September", "dec", "Monday", "Fri", "Thurs", "3/4/2024", "2024-03-04", "aged", "3-5",
    "years", "closes on", "is open until", "apply by", "will end on", "which", "3 May 2024", "4 june 2023", "May 3",
    "Sept. 4", "version",
    "recently", "soon", "as", "next", "last", "past", "this", "the", "over", "within", "in", "for", "few", "week",
    "month", "term", "right now", "these days", "moment", "at", "later this year", "more sessions", "three",
    "covid-19", "guidance", "if", "you", "each", "near future", "recent", "coming",
    "01632 960001", "01632960001", "+44 1632 960001", "0044 (0)20 7946 0000", "(020) 79460000", "isbn", "5MB", "5 kb",
    "PDF", "(", ")", "&", "&amp;", "color", "Center", "organize", "organiZe", "size", "quiz",
    "CCG", "CCGs", "clinical commissioning groups", "21st club", "360\u00b0", "LPCF", "LPCFs", "(LPCF)", "DfE",
    "WE ARE", "PLEASE", "DON'T", "GO", "XXVIII", "PE", "QRST stands for", "some words", "BBC", "eBay", "YouTube",
    "SENDia", "I'm", "'AB CDEFG'", "A",
    "email", "Email us", "Ada", "on", "please", "contact", "them", "and", "held", "*", "_", "e-mail or call 01632",
    "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n## ", "\n", "",
    "|", "\t", "\u0660", "\u00e9", "\u00b2", "\u017foon", "\u212a", "\u0131", "\u0130", "\u00a0", "\u2028", "\x1c",
    "\ue000", "\ue001", "\u201c", "\u2018", "\u201d",
])  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", ""])), max_size=16).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("9AM - 5PM, and well-Being")
@example("5 more sessions, two more dates.")
@example("(over the next week) and *in recent weeks*")
@example("3 may 2024 closes on 3RD MAY 2024")
@example("\u0663-\u0664pm on \u0663 May, \u0661\u0660:\u0660\u0660 and next\u00e9 week")
def test_whoever_reads_every_line_finds_no_more(text: str) -> None:
    check(text)


MONTHS = [name[:length] for name in dates.MONTHS for length in (3, len(name))] + ["Sept"]
DATES = [
    "3 {}",
    "3rd {} 2024",
    "12 of {}, 2024",
    "{} 3",
    "{}. 3",
    "{} 3rd, 2024",
    "closes on 3 {} 2024",
    "{}-{}",
    "3 {} - 4 {}",
]
ENDS = [
    "9",
    "12",
    "9am",
    "9 am",
    "9.30PM",
    "9a.m.",
    "10:00",
    "noon",
    "12 noon",
    "midday",
    "midnight",
    "NOON",
    "Midday",
    "Mon",
]
ENDS += [
    "Tues",
    "Sunday",
    "May",
    "3 May",
    "2024",
    "aged 3",
    "5 years",
    "9 o\u2019clock noon",
    "3/4/2024",
    "2024-03-04",
    "1.2.24",
]
SPANS = [" - ", "-", "\u2013", " \u2014", "\u2014 ", "/", "."]
FADING = [
    *product(
        ["over", "during", "in", "for", "within"],
        ["the last", "the past", "the next"],
        ["two weeks", "12 days", "year"],
    ),
    *product(["in", "over"], ["the coming"], ["days", "months", "term"]),
    *product(["so far", "later", "earlier", ""], ["this"], ["year", "term", "week"]),
    *product(["two", "12", "several"], ["more"], ["dates", "events", "meetings", "sessions", "workshops"]),
    *product(
        ["", "the"], ["this", "last", "next"], ["week", "weekend", "month", "year", "summer", "term", *dates.WEEKDAYS]
    ),
    *product(["recently", "lately", "currently", "nowadays", "yesterday", "tomorrow", "shortly", "soon", "as soon as"]),
    *product(["right now", "these days", "at present", "at the moment", "at this time", "until further notice"]),
    *product(["in the near future", "in recent weeks", "within the next few months", "covid-19 updates", "Covid tab"]),
]
NUMBERS = ["01632 960001", "01632960001", "(01632) 960001", "+44 1632 960001", "+441632960001", "0044 1632 960001"]
NUMBERS += [
    "+44 (0)1632 960001",
    "(0300)1236706",
    "020-7946-0000",
    "020.7946.0000",
    "0204 579 460",
    "0204579460",
    "5MB",
    "(5 kb",
    "PDF, 1.5 GB",
]
STOPS = [
    "at",
    "on.",
    "at.",
    "from",
    "by",
    "via",
    "and",
    "or",
    "the",
    "a",
    "an",
    "please",
    ",",
    " -",
    "\u2013",
    "**and**",
    "to  ",
]
STOPS += [f"For more information, {word}" for word in ("visit", "see", "CALL", "ring", "contact", "email", "e-mail")]
FORMS = [
    *(form.format(month, month) for month in [*MONTHS, *map(str.upper, MONTHS)] for form in DATES),
    *(f"{first}{dash}{last}" for first, dash, last in product(ENDS, SPANS, ENDS)),
    *ENDS,
    *(" ".join(words).strip() for words in FADING),
    *NUMBERS,
    *(f"Please {verb} us {stop}" for verb, stop in product(["contact", "find", "email", "e-mail", "emailing"], STOPS)),
    *(f"The office, {stop}" for stop in STOPS),
    *(f"They look {stop}" for stop in [":", ":**", ": \n\n## Next"]),
    *(f"{american} {american.capitalize()}" for american in ["color", "catalog", "organize", "analyzed", "moms", "Oz"]),
    *(
        "ABC (a b)",
        "some words (ABC)",
        "ABC stands for it",
        "ABC is short for it",
        "the (**ABC**)",
        "CCGs",
        "CCG\u2019s",
    ),
    *(
        "Clinical Commissioning Groups",
        "In 2019 the CCG",
        "21st clubs",
        "360\u00b0",
        "GO",
        "DON'T",
        "DON\u2019T GO",
        "'AB CDEFG'",
    ),
    *("R&D", "R & D", "R\n&amp; D"),
]


@pytest.mark.parametrize("around", ["{}", "Well, ({}) and\n{}.", "\u2019{}\u017f {}\u00e9 \u0663{}"])
def test_nor_of_any_form_that_a_rule_knows(around: str) -> None:
    for form in FORMS:
        check(around.replace("{}", form))


@pytest.mark.parametrize("page", sorted((ROOT / "content").rglob("*.md")), ids=lambda page: page.stem)
def test_nor_in_the_pages_of_the_site(page: Path) -> None:
    check(prose.readable(page.read_text("utf-8")))


@pytest.mark.parametrize("rule", [*worded.RULES, *accessibility.RULES], ids=lambda rule: rule.code)
def test_nor_in_the_examples_of_the_catalogue(rule: Rule) -> None:
    for text in (*rule.wrong.values(), *rule.right.values()):
        if isinstance(text, str):  # and no picture
            check(prose.readable(text))


def test_every_letter_there_is_fares_like_its_likeness() -> None:
    letters = "".join(map(chr, range(sys.maxunicode + 1)))
    image = Glance(letters).image
    assert len(image) == len(letters)
    assert image[:128].decode() == letters[:128]
    for letter, byte in zip(letters[128:], image[128:], strict=True):
        assert (byte == glance.DIGIT[0]) == letter.isdecimal(), letter
        assert (byte == ord("\v")) == letter.isspace(), letter
        is_english = chr(byte) in string.ascii_letters
        assert (is_english or byte in glance.ABROAD + glance.DIGIT) == letter.isalnum(), letter
        assert is_english == (re.fullmatch("[a-z]", letter, re.IGNORECASE) is not None), letter
        assert not is_english or re.fullmatch(chr(byte), letter, re.IGNORECASE), letter


def test_lines_and_words_have_their_places() -> None:
    seen = Glance("One 12\nthe next two\n\nOver the next")
    assert seen.lines_of(re.compile(rb"00|xt")) == [(0, 6), (7, 19), (21, 34)]
    assert seen.lines_of(re.compile(rb"00|t[a-z]"), re.compile(rb"next")) == [(7, 19), (21, 34)]
    assert seen.lines_with(["two", "One", "none"]) == [(0, 6), (7, 19)]
    assert [seen.text[at:] for at in seen.starts("next", 2)] == ["12\nthe next two\n\nOver the next", "Over the next"]
    assert seen.words == {"one", "the", "next", "two", "over"}
    part = seen.part(21, 34)
    assert (part.text, part.image) == ("Over the next", b"Over the next")


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5), st.integers(1, 1500))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    started = time.process_time()
    assert all(0 <= remark.at < len(text) for remark in wording.remarks(Glance(text)))
    assert time.process_time() - started < 0.5 + len(text) / 20_000
