"""Long sentences, and the age of a reader."""

from __future__ import annotations

from sendsite.crafts.language import prose, readability
from sendsite.crafts.language.glance import Glance


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
