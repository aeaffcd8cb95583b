"""Words as a search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.search import stems


@pytest.mark.parametrize(
    "family",
    [
        "school schools School's school\u2019s",
        "plan plans planned planning",
        "disability disabilities disabled disable",
        "excluded exclude exclusion exclusions",
        "assess assesses assessed assessment assessments assessing",
        "autism autistic",
        "education educational",
        "diagnosis diagnoses diagnosed diagnose",
        "therapy therapies therapist therapists",
        "travel travels travelling travelled",
        "child children child's",
        "service services",
        "decision decisions decide decided",
        "bus buses",
        "apply applies applied applying application",
        "ask asks asked asking",
        "refer referral referred referrals",
        "Żółw żółw",
        "café cafe cafes",
    ],
)
def test_the_forms_of_a_word_meet(family: str) -> None:
    assert len({stems.stems(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "others",
    ["care car", "carer care", "early ear", "need news", "plan plain", "adult adulthood", "form forum", "16 6"],
)
def test_other_words_stay_apart(others: str) -> None:
    assert len({stems.stems(word) for word in others.split()}) == 2


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems.stems("What is the way to a school?") == ("way", "school")
    assert stems.forms("The") == ()


def test_a_word_with_hyphens_is_found_by_its_parts_and_as_one() -> None:
    assert stems.words("Our co-production, e\u2011mail") == ["Our", "co-production", "e\u2011mail"]
    assert stems.forms("co-production") == ("co", "product", "coproduct")
    assert stems.stems("coproduction")[0] in stems.forms("co-production")
    assert stems.stems("email")[0] in stems.forms("e-mail")


def test_letters_of_two_parts_are_letters_of_one() -> None:
    assert stems.words("cafe\u0301 x") == ["café", "x"]


@given(st.text())
def test_what_is_typed_as_it_was_written_finds_it(text: str) -> None:
    """Whatever is in the text, the index has each word that a reader may take from it."""
    indexed = {stem for word in stems.words(text) for stem in stems.forms(word)}
    assert set(stems.stems(text)) <= indexed


@given(st.text())
def test_a_stem_has_no_room_in_it(text: str) -> None:
    """The files of the index are lines of words with spaces between them."""
    assert all(stem and stem.split() == [stem] for word in stems.words(text) for stem in stems.forms(word))
