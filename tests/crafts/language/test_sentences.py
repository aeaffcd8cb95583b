"""Paragraphs, things of lists and sentences."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import sentences


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("One. Two three. Four.", "three", "Two three. "),
        ("One.\n\nTwo three", "three", "Two three"),
        ("We said:\n\nTwo", "Two", "We said:\n\nTwo"),
        ("We have:\n\n- one\n- two", "two", "- two"),
        ("| a |\n|---|\n| two |", "two", "| two |"),
        ("At 2.30pm we met. Then two.", "met", "At 2.30pm we met. "),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, expected: str) -> None:
    start, end = sentences.in_sentences(text).around(text.index(word))
    assert text[start:end] == expected


def test_a_list_is_one_paragraph_with_the_words_that_lead_to_it() -> None:
    text = "One.\n\nIn 2019:\n\n- two\n- three\n\nFour."
    paragraphs = sentences.in_paragraphs(text)
    assert [text[slice(*paragraphs.around(text.index(word)))] for word in ("One", "three", "Four")] == [
        "One.\n\n",
        "In 2019:\n\n- two\n- three\n\n",
        "Four.",
    ]


def by_lines(text: str) -> list[tuple[int, int, bool]]:
    """The units of ``text``, line by line: simple, and slow."""
    found, start, end, at, listed = [], 0, 0, 0, False
    for line in text.split("\n"):
        lead = re.match(r"[ \t>]*(?:[-*+] +|\d{1,2}\. +|: +)?", line)
        assert lead
        begins_item = bool(lead[0].strip(" \t>"))
        is_apart = not line[lead.end() :].strip(" \t\ue000") or line.startswith("#") or "|" in line
        if (is_apart or begins_item) and end > start:
            found.append((start, end, listed))
            end = start
        if is_apart:
            start = end = at + len(line)
        else:
            if end <= start:
                start, listed = at + lead.end(), begins_item
            end = at + len(line.rstrip())
        at += len(line) + 1
    return [*found, (start, end, listed)] if end > start else found


LINES = st.sampled_from([
    "a", "b ", "\n", "\n", "\n\n", "- ", "1. ", "12. ", "123. ", ": ", "> ", "#", "## ", "|", " | ", " ", "  ", "* ",
    "+ ", "-", "*", ".", "foo bar", "\n\n- ", "\t", "\ue000", "\ue000\ue000", "\u00a0", "\u2003", "\x85", "\x1c",
    "\r", "\f", "\u0663. ",
])  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, max_size=14).map("".join))
@example("- \xa0\n> \xa0\nsome words\n\xa0")
def test_the_same_units_are_found_line_by_line(text: str) -> None:
    assert sentences.units(text) == by_lines(text)


PIECES = st.sampled_from(
    ["a", ". ", "A", ":\n\n", "\n\n", "\n", "- ", "1. ", "| ", "> ", "# ", "\t", "\ue000", "\xa0", "\xa0\n"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 2000))
def test_a_hostile_text_takes_time_in_step_with_its_length(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    started = time.process_time()
    spans = [span for unit in sentences.units(text) for span in sentences.sentences(text, unit)]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    found = sentences.in_sentences(text)
    for at in range(0, len(text), 7):
        start, end = found.around(at)
        assert start <= at < end
    assert time.process_time() - started < 0.5 + len(text) / 50_000
