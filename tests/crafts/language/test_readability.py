"""Long sentences, and the age of a reader."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sendsite.crafts.language import prose, readability
from sendsite.crafts.language.glance import Glance
from sendsite.crafts.language.sentences import sentences


def test_a_sentence_may_have_25_words() -> None:
    said = [each for each in readability.remarks(Glance(f"{'go ' * 25}.")) if each.code == "sentence-long"]
    assert said == []
    (said_more,) = [each for each in readability.remarks(Glance(f"Hi. {'Go ' * 26}.")) if each.code == "sentence-long"]
    assert (said_more.at, said_more.severity) == (4, "info")
    assert "26 words" in said_more.message


def test_the_age_is_that_of_the_automated_readability_index() -> None:
    # 4.71 * 500/100 + 0.5 * 100/10 - 21.43 = 7.12, and grade 8 begins at 13.
    assert readability.age(500, 100, 10) == 13
    assert readability.age(300, 100, 20) == 5


def test_a_page_for_readers_of_9_is_not_told() -> None:
    assert list(readability.remarks(Glance("The dog ran to me. We had fun at the park. " * 12))) == []
    hard = "Organisations communicate individual accommodation arrangements. " * 30
    assert [(each.at, each.severity, each.code) for each in readability.remarks(Glance(hard))] == [
        (0, "info", "reading-age")
    ]


def hard(letters: int) -> str:
    return f"{'A' * letters} go. " * 60


def test_the_age_ends_with_school() -> None:
    messages = [[each.message for each in readability.remarks(Glance(hard(letters)))] for letters in (8, 9, 12, 30)]
    assert messages == [
        [],
        ["A reader of about 11 can follow this page; the aim is a reader of 9."],
        ["Only practised readers can follow this page; the aim is a reader of 9."],
        ["Only practised readers can follow this page; the aim is a reader of 9."],
    ]


def test_the_age_is_told_at_the_first_words() -> None:
    text = f"## Heading\n\n| a |\n|---|\n\n- {hard(12)}"
    assert [each.at for each in readability.remarks(Glance(text))] == [text.index("A" * 12)]


def test_a_short_page_has_no_age() -> None:
    assert list(readability.remarks(Glance(f"{'A' * 30} go. " * 49))) == []


def test_places_are_those_of_the_text() -> None:
    text = "::: callout note\nOne.\n:::\n\n- two\n- three\n  goes on\n\n> four"
    found = [text[unit.start : unit.end] for unit in Glance(prose.readable(text)).units]
    assert found == ["One.", "two", "three\n  goes on", "four"]


def counted(text: str) -> tuple[list[int], int]:
    """The words of each sentence, and the letters of all, word by word: simple, and slow."""
    spans = [span for unit in Glance(text).units for span in sentences(text, unit)]
    words = [re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text[start:end]) for start, end in spans]
    return [len(each) for each in words] or [0], sum(len(word) for each in words for word in each)


PIECES = st.sampled_from([
    "a", "b ", " ", "\n", ". ", "! ", "? ", ".", "'", "*", "_", "-", "(", "[", ")", "]", "A", "Zed", "5", "\n\n",
    "- ", "1. ", "|", "# ", "don't ", "a-b ", " -x", "word ", "_x", '"', "\u2019", "\u201c", "\u201d", "\u2018",
    "\u2013", "\u00e9", "\u00c9", "\u017f", "\u212a", "\u0663", "\u00b2", "\u00bd", "\u00a0", "\x1c", "\u2028",
    "\ue000", "\ue001",
])  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("Go. \u0663 more")
@example("- a -b c- d--e 'f' g\u2019s")
def test_what_is_counted_in_a_text_of_kinds_is_what_is_there(text: str) -> None:
    assert readability.counted(Glance(text)) == counted(text)
