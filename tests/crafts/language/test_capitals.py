"""Words all in capitals, and acronyms that only stand side by side."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import capitals

KNOWN = frozenset({"SEND", "NHS", "BBC", "TV", "HMS"})


def told(text: str) -> list[tuple[int, str]]:
    return [(each.at, each.hint) for each in capitals.remarks(text, capitals.shouts(text, KNOWN), KNOWN)]


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("WE ARE OPEN", 0, "Write “We are open”."),
        ("NO DOGS", 0, "Write “No dogs”."),
        ("Please DO NOT run.", 7, "Write “do not”."),
        ("Hello. COME AND\nSEE US", 7, "Write “Come and see us”."),
        ("IMPORTANT: read this", 0, "Write “Important”."),
        ("STOP, LOOK, LISTEN", 0, "Write “Stop, look, listen”."),
        ("on JUNE 5", 3, "Write “June”."),
        ("- TUESDAY", 2, "Write “Tuesday”."),
        ("## THE SEND LOCAL OFFER", 3, "Write “The SEND local offer”."),
        ("AS I SAY, I CAN", 0, "Write “As I say, I can”."),
        ("by HMS VICTORY", 3, "Write “HMS victory”, with capitals only where names begin."),
        ("QUEEN ELIZABETH II", 0, "Write “Queen elizabeth II”, with capitals only where names begin."),
    ],
)
def test_what_shouts_and_what_to_write(text: str, at: int, hint: str) -> None:
    assert told(text) == [(at, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "BBC TV",
        "NHS ABC DEFG",
        "HQ, AGM, ICT and LPCF",
        "EHCP, POWAR",
        "the LPCF POWAR group",
        "I AM A B",
        "Group A, B and C",
        "A B Smith",
        "a T-shirt, an X-RAY, NOT-FOR-PROFIT",
        "Not now. Free for all.",
        "the NHS NOTEbook",
        "",
    ],
)
def test_what_only_looks_like_shouting(text: str) -> None:
    assert told(text) == []


def test_the_message_says_why() -> None:
    (only,) = capitals.remarks("NEVER", ((0, 5),), frozenset())
    assert (only.severity, only.code) == ("warning", "style-capitals")
    assert only.message == "“NEVER” is all in capitals, which are hard to read, and some screen readers spell them out."


PIECES = st.sampled_from(["A", "AB", "NOT", " ", ", ", ": ", "\n", "-", "'", "a", "WE ARE ", "ABCDEFG"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 2000))
@example(["A'"], 20_000)
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    started = time.process_time()
    found = capitals.shouts(text, KNOWN)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert len(list(capitals.remarks(text, found, KNOWN))) == len(found)
    assert time.process_time() - started < 0.5 + len(text) / 100_000
