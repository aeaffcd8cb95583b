"""A build told: to people line by line, to programs as one document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendsite.edges import report
from sendsite.edges.report import Summary, as_json, as_text, last_line
from sendsite.model import Build, Problem, Severity, Source

PATH = "content/a.md"


def problem(line: int = 1, column: int = 1, severity: Severity = "error", hint: str = "", path: str = PATH) -> Problem:
    """A problem in a page."""
    return Problem(path, line, column, severity, "link-broken", "This leads nowhere.", hint)


def told(text: str | bytes, line: int, column: int) -> list[str]:
    """What is said of a problem at this place of a file, after the first line."""
    source = Source(PATH, text.encode() if isinstance(text, str) else text)
    build = Build((), 0, (problem(line, column),))
    return as_text(build, {PATH: source}, colour=False).split("\n")[1:]


def test_a_problem_has_its_place_its_line_and_its_mend() -> None:
    build = Build((), 0, (problem(2, 5, hint="Mend it."), problem(3, 1, "warning")))
    text = as_text(build, {PATH: Source(PATH, b"One\nTwo three\nFour\n")}, colour=False)
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
    text = as_text(Build((), 0, (problem(hint="Mend it."),)), {}, colour=False)
    assert text == "content/a.md:1:1: error: This leads nowhere. [link-broken]\n  Mend it."


def test_colours_change_no_word() -> None:
    build = Build((), 0, (problem(1, 2, hint="Mend it."), problem(1, 1, "warning")))
    sources = {PATH: Source(PATH, b"One")}
    coloured, plain = (as_text(build, sources, colour=colour) for colour in (True, False))
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    for code in ("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


ERROR, WARNING = problem(), problem(severity="warning")
OTHER = problem(path="content/b.md")
PLACE = Path("output/index.html")
NOTHING = "Nothing was published:"


@pytest.mark.parametrize(
    ("problems", "summary", "strict", "expected"),
    [
        ((), Summary(1, 2, 0, 0.04, "x"), False, "1 page, 2 written, 0 unchanged, no problems, 0.0 seconds. Look at x"),
        ((), Summary(1234, None, 0, 61.26), False, "1,234 pages, no problems, 61.3 seconds."),
        ((), Summary(0, None, 0, 1, PLACE), True, f"0 pages, no problems, 1.0 seconds. Look at {PLACE}"),
        ((WARNING,), Summary(3, 1, 2, 1), False, "3 pages, 1 written, 2 unchanged, 1 warning, 1.0 seconds."),
        ((WARNING,), Summary(3, 0, 0, 1, PLACE), True, f"{NOTHING} 1 warning in 1 file, 1.0 seconds."),
        (
            (ERROR, WARNING),
            Summary(3, 0, 0, 1, PLACE),
            False,
            f"{NOTHING} 1 error and 1 warning in 1 file, 1.0 seconds.",
        ),
        ((ERROR, ERROR, OTHER), Summary(3, None, 0, 1), False, f"{NOTHING} 3 errors in 2 files, 1.0 seconds."),
    ],
)
def test_the_last_line_says_what_became_of_it(
    problems: tuple[Problem, ...], summary: Summary, expected: str, *, strict: bool
) -> None:
    assert last_line(Build((), summary.pages, problems), summary, strict=strict) == expected


def test_programs_get_all_of_it() -> None:
    odd = Problem(PATH, 2, 3, "error", "link-broken", "“/über.md”\nleads\u2028nowhere.", "")
    document = json.loads(as_json(Build((), 4, (odd,)), Summary(4, None, 3, 1.23456, PLACE)))
    assert document == {
        "problems": [
            {
                "path": PATH,
                "line": 2,
                "column": 3,
                "severity": "error",
                "code": "link-broken",
                "message": "“/über.md”\nleads\u2028nowhere.",
                "hint": "",
            }
        ],
        "summary": {"pages": 4, "written": 0, "unchanged": 3, "seconds": 1.235},
    }


def test_complaints_go_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    report.say("Done.")
    report.complain("there is no site.")
    assert capsys.readouterr() == ("Done.\n", "sendsite: there is no site.\n")
    assert not report.wants_colour()
