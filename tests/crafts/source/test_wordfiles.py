"""A file of words: what is taken from it, and what is told of a line that cannot be used."""

from __future__ import annotations

import pytest

from sendsite.crafts.source import nodes, wordfiles
from sendsite.crafts.source.wordfiles import Wordbook

BRACES = "words What stands in braces here is not what the English words have."
ENGLISH = Wordbook(
    (("skip", "Skip"), ("built", "Built on {date}."), ("date_day", "{day} {month} {year}")),
    (("weekdays", tuple("MTWTFSS")),),
)


def read(text: str, english: Wordbook | None = ENGLISH) -> tuple[Wordbook, list[str]]:
    """The words in a file, and its faults as ``line:code message hint``."""
    tree, problems = nodes.parse("layouts/words/pl.yaml", text)
    assert tree is not None
    assert not problems
    book, found = wordfiles.read("layouts/words/pl.yaml", tree, english)
    return book, [f"{each.line}:{each.code} {each.message} {each.hint}" for each in found]


WHOLE = 'skip: Przejdź\nbuilt: "{date}"\ndate_day: "{day}.{month}.{year}"\nweekdays: [a, b, c, d, e, f, g]\n'


def test_a_whole_file_has_no_fault() -> None:
    book, told = read(WHOLE)
    assert told == []
    assert dict(book.said) == {"skip": "Przejdź", "built": "{date}", "date_day": "{day}.{month}.{year}"}
    assert dict(book.names) == {"weekdays": tuple("abcdefg")}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("skip:", "skap:", "1:words Layouts have no word called “skap”. Did you mean “skip”?"),
        ("skip: Przejdź", "skip: [a]", "1:words “skip” should be words. Write them after the colon."),
        ("{date}", "{data}", f"2:{BRACES} Write these, each once: {{date}}"),
        ("Przejdź", "Przejdź {x}", f"1:{BRACES} Take the braces out."),
        (", g]", "]", "4:words “weekdays” should be a list of 7 names. Write it like this: weekdays: [Monday, …]"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_told_and_english_stands_in(old: str, new: str, told: str) -> None:
    book, found = read(WHOLE.replace(old, new))
    assert found[0] == told
    assert len(found) == 2
    assert found[1].startswith("1:words-missing Words are missing here, and readers see English in their place: ")
    assert len(book.said) + len(book.names) == 3


def test_what_is_missing_is_told_once() -> None:
    _, told = read("skip: Przejdź\n")
    english = "and readers see English in their place: “weekdays”, “built”, “date_day”."
    assert told == [f"1:words-missing Words are missing here, {english} Copy the lines from layouts/words/en.yaml."]


def test_a_list_that_english_does_not_have_is_not_missed() -> None:
    assert read("skip: Przejdź\n", Wordbook((("skip", "Skip"),)))[1] == []


def test_a_file_that_is_no_list_of_words_is_told() -> None:
    book, told = read("Przejdź\n")
    assert book == Wordbook()
    assert told[0].startswith("1:words This file should have a name and words on each line.")
