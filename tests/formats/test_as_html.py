"""Problems for a browser, in the words of the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.formats import as_html, as_text
from sendsite.formats.report import Report
from sendsite.model import Problem, Source
from tests.markup import Markup

PATH = "content/a.md"


def told(line: str, column: int, **more: str) -> Markup:
    said = {"message": "Wrong.", "hint": "Mend it.", **more}
    found = Problem(PATH, 1, column, "warning", "field-value", said["message"], said["hint"])
    return Markup(f"<body>{as_html.told([found], {PATH: Source(PATH, line.encode())})}</body>")


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ("date: 04/05/2027", 7, "04"),
        ("title: x", 1, "title"),
        ("a — b", 3, "—"),
        ("naïve", 1, "naïve"),
        ("short", 6, ""),
        ("two words", 4, ""),
    ],
)
def test_the_word_at_the_place_is_marked(line: str, column: int, marked: str) -> None:
    found = told(line, column)
    assert found.words("mark") == [marked]
    assert found.words("pre") == [line]


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert told(" ", 1).words("pre") == []
    assert Markup(f"<body>{as_html.told([Problem(PATH, 9, 1, 'error', 'field-value', 'Wrong.')], {})}</body>").words(
        "p"
    ) == [
        "content/a.md, line 9",
        "Error: Wrong. [field-value]",
    ]


@given(st.text(min_size=1), st.integers(1, 400), st.text(), st.text())
def test_it_says_what_the_terminal_says(line: str, column: int, message: str, hint: str) -> None:
    problem = Problem(PATH, 1, column, "error", "field-value", message, hint)
    sources = {PATH: Source(PATH, line.encode("utf-8", "replace"))}
    html = str(as_html.told([problem], sources))
    assert "<script" not in re.sub(r"</?(?:ol|li|p|strong|code|pre|mark)\b[^>]*>", "", html)
    words = Markup(f"<body>{html}</body>")
    terminal = as_text.told(Report((problem,), sources))
    for part in (message, hint, as_text.excerpt(problem, sources)[0]):
        assert part in terminal
        assert " ".join(part.split()) in " ".join("".join(words.find("body")[0].parts).split())
