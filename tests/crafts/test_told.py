"""Whatever is typed into a file: no exception, no standing still, and every problem at its place in plain words.

``SENDSITE_EXAMPLES=5000`` tries that many texts for each property, where a hundred are usual.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sendsite.crafts.markup import markdown
from sendsite.crafts.markup.leftovers import leftovers
from tests import told

TRIES = settings(
    max_examples=int(os.environ.get("SENDSITE_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TYPED = st.lists(st.sampled_from(told.PIECES) | st.text(max_size=4), max_size=40).map("".join)
PATHS = st.sampled_from(["content/help/a.md", "content/events/a.md", "content/news/a.md", "content/data/x.yaml"])


@TRIES
@given(PATHS, st.binary(max_size=200) | TYPED.map(lambda typed: typed.encode("utf-8", "surrogatepass")))
def test_any_file(path: str, data: bytes) -> None:
    told.check(path, data)


@TRIES
@given(PATHS, TYPED)
@example("content/help/a.md", "-\n-\xa0-")
def test_any_fields(path: str, typed: str) -> None:
    told.check(path, f"---\ntitle: X\n{typed}\n---\n".encode("utf-8", "surrogatepass"))


@TRIES
@given(TYPED)
def test_any_body(typed: str) -> None:
    told.check("content/help/a.md", f"---\ntitle: X\n---\n{typed}".encode("utf-8", "surrogatepass"))


@TRIES
@given(st.lists(st.sampled_from(["[a]", "(b.md)", "[", "]", "**", "*", "a", " ", "\n", "\n\n", "- "]), max_size=20))
def test_no_bracket_and_no_pair_of_stars_is_published_without_a_word(signs: list[str]) -> None:
    fragment, problems = markdown.render("content/help/a.md", "".join(signs), 1)
    words = fragment.fill(lambda _: "", lambda _: "")
    if not problems:
        assert not {"[", "]"} & set(words)
        assert "**" not in words


@pytest.mark.parametrize("piece", ["[nowhere", "**nowhere", "https://nowhere.example.org"])
def test_words_that_the_page_does_not_hold_are_not_told_anywhere(piece: str) -> None:
    assert list(leftovers("a.md", "something else", 1, [(piece, False)])) == []
