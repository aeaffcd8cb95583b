"""Sentences that stop half-way, and whole ones that only look so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import prose
from sendsite.crafts.language import unfinished as rule
from sendsite.crafts.language.glance import Glance


def unfinished(text: str) -> list[int]:
    return [each.at for each in rule.remarks(Glance(prose.readable(text)))]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("You can find the new website at", 29),
        ("You can find the new website at\n\nMore text.", 29),
        ("Please contact her on  ", 19),
        ("Email feedback to -", 0),
        ("If you would like more, please email Ada Fenwick on", 31),
        ("Email us at to become a champion.", 0),
        ("Email Ada Fenwick on for the notes.", 0),
        ("You can email or call 01632 960 001.", 8),
        ("Send what you think to your local", None),
        ("If you have a comment, please email", 30),
        ("Bring these:\n\n## Next", 11),
        ("Bring these:", 11),
        ("Please contact us on", 18),
        ("Ring us on.", 8),
        ("For more information visit", 21),
        ("To book a place, please call", 24),
        ("The office is at", 14),
        ("Meetings are held at", 18),
        ("The form is available from", 22),
        ("Come and see us at", 16),
        ("Parents came in and", 16),
        ("Please get in touch with the partnership,", 40),
        ("Email feedback on, or ring", 0),
        ("- Email feedback to \N{EN DASH}", 2),
    ],
)
def test_a_sentence_that_stops_half_way(text: str, at: int | None) -> None:
    assert unfinished(text) == ([] if at is None else [at])


@pytest.mark.parametrize(
    "text",
    [
        "You can find it at <https://example.org/>",
        "You can find it at\n[our site](https://example.org/)",
        "Write to us at [team@example.org](mailto:team@example.org) or call 01632 960 001.",
        "Email us at team@example.org.",
        "You can email or call the team.\n\n::: contact team",
        "Who do you live with?\n\n- people you live with\n- what you are good at",
        "That is what it is for.",
        "Bring these:\n\n- a coat",
        "Bring these:\n\n::: table Things\n| a | b |\n|---|---|\n| c | d |\n:::",
        "Ring them:\n\n::: contact team",
        "## Where to go to\n\nText.",
        "| who | what for |\n|---|---|\n| people you live with | on |",
        "::: details What it is for and\nText.\n:::",
        "Come in",
        "What is on",
        "See what's on",
        "A page that nothing leads to",
        "A link comes by e-mail.",
        "This is what we talk about, and who we work with",
        "Ask the person you spoke to",
        "The home that you come from",
        "The school your child goes to",
        "The form you need to fill in, and whom to send it to",
        "Places to go and things to look at",
        "Find somebody to talk to",
        "Turn the lights on",
        "It is switched on",
        "How to log on",
        "Come along, join in and read on",
        "When to call",
        "Numbers that you can ring",
        "A place you would like to visit",
        "What we want to see",
        "We email people you talk to.",
        "We will email you on the day, and if we email you at home, tell us.",
        "You can email or call 01632 960 001. Our address is <help@example.org>.",
        "Dear parents,",
        "- nurses and\n- doctors",
        "A name \N{EN DASH} and what it means",
    ],
)
def test_a_whole_sentence(text: str) -> None:
    assert unfinished(text) == []


def test_what_an_editor_is_told() -> None:
    told = [
        (each.message, each.hint) for each in rule.remarks(Glance("Our post goes,\nlike yours, to us,\n\nBring these:"))
    ]
    assert told == [
        ("This sentence stops after a comma.", "Write what is missing: an address, a name or a link."),
        (
            "This promises more with its colon, and nothing follows.",
            "Write what is missing, or end the sentence with a full stop.",
        ),
    ]


def test_a_field_may_end_in_a_colon() -> None:
    assert list(rule.of_fields(Glance("Bring these:\n\nA coat"))) == []
    assert [each.at for each in rule.of_fields(Glance("What to bring\n\nAsk for it at\n\nPlease email us at"))] == [37]


PIECES = st.sampled_from(
    [
        "email ",
        "us ",
        "at ",
        "please ",
        "find a ",
        "is at ",
        "for more information ",
        "to, ",
        "what ",
        "\n\n",
        ":",
        " -",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    started = time.process_time()
    assert all(0 <= each.at < len(text) for each in rule.remarks(Glance(text)))
    assert time.process_time() - started < 0.5 + len(text) / 50_000
