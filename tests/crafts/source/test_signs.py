"""Plain words: what readers would see as signs is found, and honest signs are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.source import signs


@pytest.mark.parametrize(
    "words",
    [
        "5 < 7 > 3", "R&D", "Q&A; more", "A * B * C", "5*3*2", "Stars* and more*", "*See below", "a_b_c", "_", "__",
        "report_2024_final.pdf", "files/plan-_final_.pdf", "<3", "x<y", "Jo <jo@example.org>", "<https://example.org>",
        "AT&T; and B", "No. #1", "Room # 4", "** new **", "the `so", "1 ~ 2", "snake_case and under_score",
        "https://example.org/?a=1&b=2", "f(x) (y)", "2 ** 3 ** 4", "Everything <at once>", "<a friend>",
    ],
)  # fmt: skip
def test_honest_signs_are_left_alone(words: str) -> None:
    assert signs.first(words) == ""


@given(st.text(st.sampled_from("*_~`<>/b&;#amp! ()[]x"), max_size=30))
def test_what_is_told_is_there_and_goes(words: str) -> None:
    """Nothing is lost but signs, and a piece that is told is one that stands in the text."""
    piece = signs.first(words)
    assert piece in words
    assert len(signs.without(words)) <= len(words)
    if piece:
        assert signs.without(words) != words


@given(st.text(st.characters(exclude_characters="[]{}<&#*_~`")))
def test_words_without_certain_signs_need_no_look(words: str) -> None:
    """Fields leave it at that, so a new sign must come into their list too."""
    assert signs.first(words) == ""
