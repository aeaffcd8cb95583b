"""Bytes to text: what cannot be read is refused at its place, and never published as rubbish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts import text

if TYPE_CHECKING:
    from sendsite.model import Problem

BOM = b"\xef\xbb\xbf"


def refused(data: bytes) -> Problem:
    """The problem of a file that must not be taken."""
    found, problems = text.decode("content/a.md", data)
    assert found is None
    (problem,) = problems
    assert problem.path == "content/a.md"
    assert problem.severity == "error"
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("café £50 — “ready”".encode(), "café £50 — “ready”"),
        (BOM + b"title", "title"),
        (b"one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        (b"a\tb", "a\tb"),
    ],
)
def test_utf_8_is_read(data: bytes, expected: str) -> None:
    assert text.decode("content/a.md", data) == (expected, ())


@pytest.mark.parametrize(
    ("data", "letter", "line", "column"),
    [
        (b"caf\xe9", "é", 1, 4),
        (b"title: x\n\xa350 a week", "£", 2, 1),
        (b"one\r\ntwo\r\nsend\x92s", "’", 3, 5),  # noqa: RUF001 - the mark that Word writes
        (BOM + b"\xa350", "£", 1, 1),
        (BOM + b"one\ncost \xa350", "£", 2, 6),
        ("é".encode() + b"\xa3", "£", 1, 2),
        (b"cut off \xe2\x80", "â", 1, 9),
    ],
)
def test_another_encoding_is_refused_where_it_shows(data: bytes, letter: str, line: int, column: int) -> None:
    problem = refused(data)
    assert (problem.code, problem.line, problem.column) == ("text-encoding", line, column)
    assert f"“{letter}”" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be", "utf-16-le"])
def test_utf_16_is_refused_with_or_without_its_mark(encoding: str) -> None:
    problem = refused("title: x".encode(encoding))
    assert problem.code in {"text-encoding", "text-control"}


def test_utf_16_with_its_mark_is_called_by_its_name() -> None:
    assert "UTF-16" in refused("title: x".encode("utf-16")).message


@pytest.mark.parametrize(
    ("letter", "number"),
    [
        ("\x00", 0),
        ("\x07", 7),
        ("\x0b", 11),
        ("\x0c", 12),
        ("\x1b", 27),
        ("\x7f", 127),
        ("\x85", 133),
        ("\x92", 146),
        ("\u2028", 8232),
        ("\u2029", 8233),
        ("\ufffe", 65534),
        ("\uffff", 65535),
    ],
)
def test_invisible_letters_are_refused_where_they_stand(letter: str, number: int) -> None:
    """They break YAML, feeds and the numbers of lines; Word and Teams paste the line separators."""
    problem = refused(f"one\ntw{letter}o".encode())
    assert (problem.code, problem.line, problem.column) == ("text-control", 2, 3)
    assert f"number {number}" in problem.message


@given(st.binary(max_size=200))
@example(BOM + b"\xff")
@example(b"\r\n\xff")
def test_whatever_the_bytes_they_become_text_or_a_problem_inside_the_file(data: bytes) -> None:
    found, problems = text.decode("content/a.md", data)
    assert (found is None) == bool(problems)
    lines = data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_visible_text_comes_through_unchanged(words: str) -> None:
    assert text.decode("content/a.md", words.encode()) == (words, ())
