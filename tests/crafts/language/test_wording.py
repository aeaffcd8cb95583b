"""The words of a text: what is told, with the exact correction, and what is left alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import capitals, wording
from sendsite.crafts.language.glance import Glance

if TYPE_CHECKING:
    from sendsite.crafts.language.prose import Remark

KNOWN = frozenset({"SEND", "NHS", "CQC"})


def remarks(text: str) -> list[Remark]:
    return [*wording.remarks(Glance(text)), *capitals.remarks(text, capitals.shouts(text, KNOWN), KNOWN)]


def told(text: str) -> list[tuple[int, str, str]]:
    return sorted((each.at, each.code, each.hint) for each in remarks(text))


@pytest.mark.parametrize(
    ("text", "at", "code", "right"),
    [
        ("Sports & games", 7, "style-ampersand", "Write “and” instead of “&”."),
        ("Sports &amp; games", 7, "style-ampersand", "Write “and” instead of “&amp;”."),
        ("Ring 01632960001.", 5, "style-phone", "Write 01632 960 001"),
        ("Ring +44 1632 960001", 5, "style-phone", "Write 01632 960 001"),
        ("Ring +44 (0)1632 960001", 5, "style-phone", "Write 01632 960 001"),
        ("Ring 01632-960-001", 5, "style-phone", "Write 01632 960 001"),
        ("Ring (01632) 960001", 5, "style-phone", "Write 01632 960 001"),
        ("Ring 03001236706", 5, "style-phone", "Write 0300 123 6706"),
        ("Ring 02079460000", 5, "style-phone", "Write 020 7946 0000"),
        ("Ring 01614960000", 5, "style-phone", "Write 0161 496 0000"),
        ("Ring 07700900982", 5, "style-phone", "Write 07700 900 982"),
        ("Ring 0161 4960000", 5, "style-phone", "Write 0161 496 0000"),
        ("Ring 01524212345", 5, "style-phone", "Write 015242 12345"),
        ("Our number 01632960001", 11, "style-phone", "Write 01632 960 001"),
        ("**Sports** & games", 11, "style-ampersand", "Write “and” instead of “&”."),
        ("Health &\n[care](a.md)", 7, "style-ampersand", "Write “and” instead of “&”."),
        ("next Tuesday", 0, "perishable", "Say when, with a month or a year, or take it out."),
        ("in recent months", 0, "perishable", "Say when, with a month or a year, or take it out."),
        ("within the next five years", 0, "perishable", "Say when, with a month or a year, or take it out."),
        ("for the last 10 years", 0, "perishable", "Say when, with a month or a year, or take it out."),
        ("the COVID advice", 4, "perishable", "Say what is still true, or take it out."),
        ("We organize trips.", 3, "style-spelling", "Write “organise”."),
        ("Organization matters.", 0, "style-spelling", "Write “Organisation”."),
        ("my favorite color", 3, "style-spelling", "Write “favourite”."),
        ("Ask a pediatrician.", 6, "style-spelling", "Write “paediatrician”."),
        ("We NEVER close.", 3, "style-capitals", "Write “never”."),
        ("## COME AND SEE US", 3, "style-capitals", "Write “Come and see us”."),
        ("## THE SEND LOCAL OFFER", 3, "style-capitals", "Write “The SEND local offer”."),
        ("the flyer (PDF 101 KB)", 15, "style-size", ""),
        ("the flyer (PDF, 499KB)", 16, "style-size", ""),
        ("the flyer (1.2 MB)", 11, "style-size", ""),
    ],
)
def test_what_is_told_and_what_to_write(text: str, at: int, code: str, right: str) -> None:
    found = [each for each in told(text) if each[1] == code]
    assert (found[0][0], found[0][1]) == (at, code)
    assert not right or found[0][2] == right
    assert {each[1] for each in told(text)} == {code}


@pytest.mark.parametrize(
    "words",
    [
        "recently", "currently", "soon", "at present", "at the moment", "right now", "shortly", "nowadays", "yesterday",
        "in the coming weeks", "over the last six months", "over the next five years", "in the past few weeks",
        "So far this year", "next year", "last month", "this term", "until further notice", "in the near future",
        "three more events", "the Covid-19 tab",
    ],
)  # fmt: skip
def test_words_that_will_be_wrong(words: str) -> None:
    ((_, code, _),) = told(f"We saw it, {words}, in town.")
    assert code == "perishable"


@pytest.mark.parametrize(
    "text",
    [
        "Ask as soon as possible, and sooner rather than later. It is too soon. How soon is it?",
        "Soon after the letter came, we met.",
        "In the six months to March 2020 it changed, and over the last six months it grew.",
        "The report of 2018 said that it would come soon.",
        "You must ask again each year, and next year too.",
        "The last year of school is busy.",
        "In March 2020 Covid-19 stopped the meetings.",
        "within the next 15 days",
        "A&E, Q&A and R&D",
        "AT&T & Co.",
        "See 01632 960 001, 01632 960001, 0300 123 6706, 020 7946 0000 and 07700 900 982.",
        "Case 01632960001234567, reference A01632960001, £01632960001",
        "999, 111 and 0300",
        "The size of a prize: seize it, capsize, resized, downsizing, maize and a baize table.",
        "citizens, horizons, wizards, dozens, bulldozers and quizzes",
        "The World Health Organization and the Center Parcs company",
        "organise, analyse, favourite and colour",
        "SEND and the NHS. SEND, NHS, CQC.",
        "SEND NHS",
        "A PDF of 163 KB",
        "If you were ill in the last two weeks, tell us. You will hear from us in the next six weeks.",
        "You can ask for two more sessions. You have lived here for the last three years.",
        "We know that these days are hard. It hurts at the moment of birth, and at the moment when it ends.",
        "They look at present and past work. Long Covid advice. the next Monday after that",
        "Ring 015242 12345 or 01204 12345. ISBN 0123456789. Order 0123456789.",
        "a | & | b, &nbsp;",
        "I saw A and B. I A B.",
        "Sports and games",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    expected = ["style-ampersand"] if "& Co" in text else []
    assert [code for _, code, _ in told(text)] == expected


def test_every_message_is_a_sentence_and_every_hint_too() -> None:
    text = "We organize & NEVER close recently. Ring 01632960001 (PDF 1 KB)."
    found = remarks(text)
    assert {each.severity for each in found} == {"warning"}
    assert len(found) == 6
    assert all(each.message[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ" and each.message.endswith(".") for each in found)


HOSTILE = st.sampled_from(
    [
        "0",
        "01632 ",
        "& ",
        "A ",
        "AB",
        "iz",
        "ize ",
        "so",
        "over the last ",
        "PDF ",
        "(",
        " ",
        "\n",
        "+44",
        "-",
        "MUST ",
        "z",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=6), st.integers(200, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    before = time.process_time()
    for remark in remarks(text):
        assert 0 <= remark.at < len(text)
    assert time.process_time() - before < 2 + len(text) / 10_000
