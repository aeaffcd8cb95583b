"""Words that wait for others, as the value of a field."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts import gaps
from tests.sites import built


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Details to follow", "Details to follow"),
        ("more information to follow shortly.", "more information to follow shortly."),
        ("TBC", "TBC"),
        ("To be announced", "To be announced"),
        ("We meet on xx/xx/xxxx", "xx/xx/xxxx"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("What TBC means", ""),
        ("The steps to follow", ""),
        ("Details to follow up", ""),
        ("1/2/2026", ""),
    ],
)
def test_a_value_that_waits(text: str, words: str) -> None:
    assert gaps.in_value(text) == words


def test_a_field_that_waits_is_told_at_its_place() -> None:
    site = built({"content/help.md": "---\ntitle: Help\nsummary: Details to follow.\n---\nCome in.\n"})
    assert "content/help.md:3:10 placeholder" in site.told


# Letters outside ASCII that pass for some in it when capitals do not matter.
FOREIGN = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
WAITING = (
    "more details to follow shortly", "times to follow", "to be announced", "to be confirmed", "to be decided", "tba",
    "tbc", "tbd", "lorem ipsum", "x/x/xx", "xx/xx/xxxx", "to be confident", "football", "the steps to follow",
)  # fmt: skip
AROUND = (".", "\n", " ", "**", "- ", ": ", "|", "a", "é")


@given(st.lists(st.sampled_from((*WAITING, *AROUND))).map("".join), st.lists(st.integers(0, 9)))
def test_no_words_that_wait_are_overlooked(text: str, changes: list[int]) -> None:
    """Whatever the capitals, and with letters from elsewhere that pass for others."""
    letters = list(text)
    for at, change in zip(range(len(letters)), changes, strict=False):
        others = [letter for letter, small in FOREIGN.items() if small == letters[at]]
        choice = [letters[at], letters[at].upper(), *others]
        letters[at] = choice[change % len(choice)]
    typed = "".join(letters)
    assert gaps.may_wait(typed) or not re.search(gaps.IN_TEXT, typed, re.MULTILINE)


def test_letters_that_pass_for_others() -> None:
    assert set(re.findall("(?i:[a-z])", "".join(map(chr, range(128, 0x110000))))) == set(FOREIGN)
    for words in WAITING[:11]:
        for letter, small in FOREIGN.items():
            typed = words.replace(small, letter)
            assert re.search(gaps.IN_TEXT, typed, re.MULTILINE)
            assert gaps.may_wait(typed)


@pytest.mark.parametrize("text", ["We play football.", "To be a friend", "What comes x/y", "Nothing to do"])
def test_other_words_need_no_closer_look(text: str) -> None:
    assert not gaps.may_wait(text)
