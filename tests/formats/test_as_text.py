"""A run told to people: each problem at its line, and what became of it all."""

from __future__ import annotations

import pytest

from sendsite.formats import as_text
from sendsite.formats.report import Report, Summary
from sendsite.model import Absence, Problem, Severity, Source

PATH = "content/a.md"


def problem(line: int = 1, column: int = 1, severity: Severity = "error", hint: str = "", path: str = PATH) -> Problem:
    """A problem in a page."""
    return Problem(path, line, column, severity, "link-broken", "This leads nowhere.", hint)


def told(text: str | bytes, line: int, column: int) -> list[str]:
    """What is said of a problem at this place of a file, after the first line."""
    source = Source(PATH, text.encode() if isinstance(text, str) else text)
    return as_text.told(Report((problem(line, column),), {PATH: source})).split("\n")[1:]


def test_a_problem_has_its_place_its_line_and_its_mend() -> None:
    problems = problem(2, 5, hint="Mend it."), problem(3, 1, "warning")
    text = as_text.told(Report(problems, {PATH: Source(PATH, b"One\nTwo three\nFour\n")}))
    assert text.split("\n") == [
        "content/a.md:2:5: error: This leads nowhere. [link-broken]",
        "    Two three",
        "        ^",
        "  Mend it.",
        "content/a.md:3:1: warning: This leads nowhere. [link-broken]",
        "    Four",
        "    ^",
    ]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("One\r\nTwo\r\n", (2, 1), ["    Two", "    ^"]),
        ("One\rTwo\r", (2, 3), ["    Two", "      ^"]),
        ("\ufeffOne\n", (1, 1), ["    One", "    ^"]),
        ("a\tb\n", (1, 3), ["    a b", "      ^"]),
        ("a\x1b[31mb\x9b2J\n", (1, 2), ["    a [31mb 2J", "     ^"]),
        ("a\u2028b\n", (1, 3), ["    a b", "      ^"]),
        (b"a \xa3 b\n", (1, 3), ["    a � b", "      ^"]),
        ("Short\n", (1, 6), ["    Short", "         ^"]),
        ("One\n", (9, 1), []),
        ("One\n   \n", (2, 1), []),
        ("", (1, 1), []),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (1, 1), []),
    ],
)
def test_the_caret_stands_under_the_place(text: str | bytes, place: tuple[int, int], expected: list[str]) -> None:
    assert told(text, *place) == expected


@pytest.mark.parametrize("column", [1, 80, 81, 161, 300, 999, 1000])
def test_a_long_line_is_shown_around_the_place(column: int) -> None:
    text = "".join(f"{number % 10}" for number in range(1, 1001))
    line = f"{text[: column - 1]}x{text[column:]}"
    shown, caret = told(line, 1, column)
    assert len(shown) <= 4 + 160
    assert shown[caret.index("^")] == "x"


def test_a_problem_of_no_file_is_told_without_a_line() -> None:
    text = as_text.told(Report((problem(hint="Mend it."),)))
    assert text == "content/a.md:1:1: error: This leads nowhere. [link-broken]\n  Mend it."


def test_colours_change_no_word() -> None:
    report = Report((problem(1, 2, hint="Mend it."), problem(1, 1, "warning")), {PATH: Source(PATH, b"One")})
    coloured, plain = (as_text.told(report, colour=colour) for colour in (True, False))
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    for code in ("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


DRAFT = Absence("content/b.md", 3, 1, "It is a draft.")
SUMMARY = Summary("3 pages, no problems", 0.04, pages=3, where="x")


def test_pages_that_are_left_out_are_named_and_the_last_line_ends_the_run() -> None:
    assert as_text.told(Report(absent=(DRAFT,), summary=SUMMARY)).split("\n") == [
        "Not on the site at this moment: 1 page.",
        "  content/b.md:3: It is a draft.",
        "3 pages, no problems, 0.0 seconds. Look at x",
    ]


def test_many_pages_that_are_left_out_are_counted() -> None:
    absent = tuple(Absence(f"content/{number}.md", 3, 1, "A draft.") for number in range(12))
    lines = as_text.told(Report(absent=absent)).split("\n")
    assert lines[0] == "Not on the site at this moment: 12 pages."
    assert len(lines) == 12
    assert lines[-1] == "  … and 2 more. “sendsite why PATH” says why one of them is not there."


def test_a_brief_run_tells_only_what_is_wrong() -> None:
    assert as_text.told(Report(absent=(DRAFT,), summary=SUMMARY), brief=True) == ""
    assert as_text.told(Report((problem(),), summary=SUMMARY), brief=True).startswith("content/a.md:1:1: error: ")


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), "no problems"),
        (("error",), "1 error"),
        (("warning", "warning"), "2 warnings"),
        (("error", "warning", "error"), "2 errors and 1 warning"),
        (("info", "error", "warning", "info"), "1 error, 1 warning and 2 notes"),
    ],
)
def test_problems_are_counted_in_words(severities: tuple[Severity, ...], words: str) -> None:
    assert as_text.counted(tuple(problem(severity=severity) for severity in severities)) == words


def test_thousands_have_a_comma() -> None:
    assert as_text.count(1234, "page") == "1,234 pages"
    assert as_text.count(1, "page") == "1 page"


def test_information_is_called_a_note() -> None:
    assert (
        as_text.told(Report((problem(severity="info"),))) == "content/a.md:1:1: note: This leads nowhere. [link-broken]"
    )
