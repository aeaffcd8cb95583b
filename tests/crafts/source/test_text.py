"""Bytes to text: what cannot be read is refused at its place, and never published as rubbish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sendsite.crafts.source import text

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
    "letter",
    ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x92", "\u2028", "\u2029", "\ufffe", "\uffff"],
)
def test_invisible_letters_are_refused_where_they_stand(letter: str) -> None:
    """They break YAML, feeds and the numbers of lines; Word and Teams paste the line separators."""
    problem = refused(f"one\ntw{letter}o".encode())
    assert (problem.code, problem.line, problem.column) == ("text-control", 2, 3)
    assert problem.message == "There is an invisible character after “tw”."
    assert problem.hint == "Delete the letters on both sides of it, and type them again."


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


@given(st.text(st.characters(codec="utf-8", min_codepoint=1)), st.text("ab \n’", max_size=9))  # noqa: RUF001 - the mark
def test_a_letter_is_refused_wherever_it_stands_or_nowhere(letters: str, before: str) -> None:
    told = [text.decode("content/a.md", f"a{letter}".encode())[1] for letter in letters]
    is_refused = any(problem.code == "text-control" for problems in told for problem in problems)
    found = {problem.code for problem in text.decode("content/a.md", f"a{before}{letters}".encode())[1]}
    assert "text-conflict" in found or ("text-control" in found) == is_refused


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_visible_text_comes_through_unchanged(words: str) -> None:
    assume("\ufffd" not in words)
    assume(not re.fullmatch("(?:<{7}|>{7})(?: .*)?", words))
    assume(not re.search("[\xc2-\xdfâïð]", words))  # with what follows they may look like damage
    assert text.decode("content/a.md", words.encode()) == (words, ())


@pytest.mark.parametrize(
    ("before", "where"),
    [("one two ", "after “two”"), ("one\n", "at the start of this line"), ("x" * 99, f"after “{'x' * 30}”")],
)
def test_the_word_before_an_invisible_letter_is_named(before: str, where: str) -> None:
    assert refused(f"{before}\x0b".encode()).message == f"There is an invisible character {where}."


@pytest.mark.parametrize("letter", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\xad"])
def test_letters_that_turn_or_split_words_unseen_are_refused(letter: str) -> None:
    problem = refused(f"one\ntw{letter}o".encode())
    assert (problem.code, problem.line, problem.column) == ("text-control", 2, 3)
    assert problem.message == "There is an invisible character after “tw”."


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u200fاردو\u200e", "BLÅ”", "NÃO", "Ânia", "“Ã”",  # noqa: RUF001
        "pâté — Zoë", "ÅÄÖ «Ø»", "naïve", "â", "£5 don’t", "Öğrenci", "Łódź", "IRMÃ’", "ð", "crème brûlée’s",  # noqa: RUF001
        "<<<<<< six", ">>>>>>>> eight", " <<<<<<< HEAD", "=======", "Title\n=======", "<<<<<<<x",
    ],
)  # fmt: skip
def test_what_other_languages_need_comes_through(words: str) -> None:
    assert text.decode("content/a.md", words.encode()) == (words, ())


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("£5", "£"), ("don’t", "’"), ("“so", "“"), ("9 – 5", "–"), ("café", "é"), ("€9", "€"),  # noqa: RUF001
        ("À la carte", "À"), ("½", "½"), ("→", "→"), ("😀", "😀"), ("اردو", "اردو"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_a_damaged_letter_is_told_with_the_one_that_was_meant(damaged: str, meant: str, codec: str) -> None:
    """UTF-8 that a program has read as something else, and saved."""
    try:
        broken, rubbish = (each.encode().decode(codec) for each in (damaged, meant))
    except UnicodeDecodeError:
        pytest.skip("not a letter of this encoding")
    if any("\x80" <= letter <= "\x9f" for letter in rubbish):
        assert refused(f"one\ntwo {broken}".encode()).code == "text-control"
        return
    problem = refused(f"one\ntwo {broken}".encode())
    assert (problem.code, problem.line) == ("text-encoding", 2)
    assert problem.column == f"two {broken}".index(rubbish) + 1
    assert problem.message == f"The letters “{rubbish}” are damaged: they were probably “{meant}” once."
    assert problem.hint == f"Write “{meant}” in their place, here and wherever else they stand."


def test_letters_that_were_damaged_twice_are_mended_twice() -> None:
    broken = "’".encode().decode("cp1252").encode().decode("cp1252")  # noqa: RUF001
    assert refused(f"don{broken}t".encode()).hint.startswith("Write “’” in")  # noqa: RUF001


def test_each_damaged_letter_is_told_once() -> None:
    found, problems = text.decode("content/a.md", "Â£5, Â£6\ndonâ€™t, wonâ€™t".encode())
    assert found is None
    assert [(each.line, each.column, each.code) for each in problems] == [
        (1, 1, "text-encoding"),
        (2, 4, "text-encoding"),
    ]


def test_a_damaged_space_is_told_in_words() -> None:
    problem = refused("one\xc2\xa0two".encode())
    assert problem.message == "The letters “Â” and what follows them are damaged: there was probably a space once."
    assert problem.hint == "Delete them, and type a space."


def test_a_letter_that_is_lost_is_told() -> None:
    problem = refused("caf\ufffd\n\ufffd".encode())
    assert (problem.code, problem.line, problem.column) == ("text-encoding", 1, 4)
    assert problem.message == "A letter was lost after “caf”: readers would see “\ufffd” in its place."
    assert problem.hint == "Type the letter again, here and wherever else you see “\ufffd”."


CONFLICT = "---\ntitle: X\n<<<<<<< HEAD\nowner: Â£\n=======\nowner: \x0b\n>>>>>>> other-branch\n---\n"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (CONFLICT, 3),
        (CONFLICT.replace("\n", "\r\n"), 3),
        (CONFLICT.replace("<<<<<<< HEAD\n", ""), 6),
        ("<<<<<<<\n", 1),
        ("a\n>>>>>>>", 2),
    ],
)
def test_two_versions_of_the_same_lines_are_told_once_and_alone(written: str, line: int) -> None:
    problem = refused(written.encode())
    assert (problem.line, problem.column, problem.code) == (line, 1, "text-conflict")
    assert problem.message == "Two people changed these lines, and both versions are here."
    assert problem.hint == "Keep one version and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
