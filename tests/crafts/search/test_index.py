"""The files of the index."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.search import index, weights
from sendsite.crafts.search.index import Shape
from sendsite.crafts.search.weights import GRADES

PAGES = [
    weights.weighed("Buses", ("How to travel",), "<p>A bus pass</p>"),
    weights.weighed("Money and more things", (), "<p>Help with a bus pass</p>"),
]


def test_the_shape_grows_with_the_site_and_not_without_end() -> None:
    assert index.shape(0) == index.shape(16) == Shape(1, 1)
    assert index.shape(17) == Shape(1, 2)
    assert index.shape(300) == Shape(4, 32)
    assert index.shape(10_000) == Shape(128, 128)
    assert index.shape(1_000_000).shelves == 128


def test_a_word_leads_to_the_pages_that_have_it_and_how_much_they_are_about_it() -> None:
    (part,) = index.gathered(PAGES, 1)
    found = index.shelf([part, "", part])
    assert found["bus"] == f"0:{weights.ALONE} {GRADES + weights.ONCE};2:{weights.ALONE} {GRADES + weights.ONCE}"
    assert found["help"] == f"0:{GRADES};2:{GRADES}"
    assert list(found) == sorted(found)


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=5), st.sampled_from([1, 2, 8]))
def test_every_word_is_on_its_shelf_and_nowhere_else(pages: list[list[str]], shelves: int) -> None:
    lines = ["\n".join([" ".join(words), *[""] * (GRADES - 1)]) for words in pages]
    parts = index.gathered(lines, shelves)
    for word in {word for words in pages for word in words}:
        expected = " ".join(str(number * GRADES) for number, words in enumerate(pages) if word in words)
        for number, part in enumerate(parts):
            found = index.shelf([part]).get(word)
            assert found == (f"0:{expected}" if number == index.place(word, shelves) else None)


def test_names_for_one_thing_lead_to_each_other() -> None:
    terms = [
        ("EHCP", "education, health and care plan"),
        ("EHC", "education, health and care"),
        ("Short break", "", "respite"),
        ("Portage", ""),
    ]
    ehcp, ehc, short = index.synonyms(terms)
    assert ehcp == (("ehcp",), ("educat", "health", "care", "plan"), ("ehc", "plan"))
    assert ehc == (("ehc",), ("educat", "health", "care"))
    assert short == (("short", "break"), ("respit",))


def test_a_file_is_compact_and_keeps_its_letters() -> None:
    assert index.written({"é": [1, 2]}) == '{"é":[1,2]}'.encode()
    assert json.loads(index.written({"é": [1, 2]})) == {"é": [1, 2]}
