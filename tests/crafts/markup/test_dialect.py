"""What editors bring from Word, GitHub and HTML, and what they are told to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts.markup import markdown

if TYPE_CHECKING:
    from sendsite.model import Problem


def problems(body: str) -> tuple[Problem, ...]:
    return markdown.render("content/a.md", body, 1)[1]


# What was typed, the place to blame, the code, and a part of the hint.
SLIPS = {
    "a list in a paragraph": ("Bring:\n- a coat", (2, 1), "markdown-list", "empty line above"),
    "a list in a long paragraph": ("One\ntwo\nthree:\n* a", (4, 1), "markdown-list", "empty line above"),
    "a numbered list in a paragraph": ("Do this:\n1. ask", (2, 1), "markdown-list", "empty line above"),
    "a list in a paragraph below a heading": ("## What\nBring:\n- a coat", (3, 1), "markdown-list", "empty line above"),
    "a list in a paragraph of a block": (
        "::: callout note\nBring:\n- a coat\n:::",
        (3, 1),
        "markdown-list",
        "empty line above",
    ),
    "Word's bullets": ("• a", (1, 1), "markdown-list", "hyphen and a space"),
    "a dash for a bullet": ("a\n\n\N{EN DASH} b", (3, 1), "markdown-list", "hyphen and a space"),
    "numbers with brackets": ("1) a", (1, 1), "markdown-list", "full stop"),
    "a list within a list, two spaces in": ("- a\n  - b", (2, 1), "markdown-list", "four spaces"),
    "a list within a numbered list": ("1. a\n   - b", (2, 1), "markdown-list", "four spaces"),
    "a phone number that begins a sentence": ("0300. Call us", (1, 1), "markdown-list", "0300\\."),
    "a year that begins a sentence": ("2026. A good year", (1, 1), "markdown-list", "2026\\."),
    "a box to tick": ("- [ ] ask", (1, 3), "markdown-list", "Leave it out"),
    "a ticked box": ("- [x] ask", (1, 3), "markdown-list", "Leave it out"),
    "a space in a link": ("See [us] (about.md).", (1, 5), "markdown-link", "[us](about.md)"),
    "a space in a link to elsewhere": ("[us] (https://example.org/)", (1, 1), "markdown-link", "[us](https://"),
    "a line end in a link": ("See [us]\n(about.md)", (1, 5), "markdown-link", "[us](about.md)"),
    "a space in a picture": ("![A bus] (bus.png)", (1, 1), "markdown-link", "![A bus](bus.png)"),
    "a link to a name that is nowhere": ("Ask [us][team] now", (1, 5), "markdown-link", "[us](address)"),
    "a link without its last bracket": ("Ask [us](us.md now", (1, 5), "markdown-link", "Write [us](us.md)"),
    "brackets that changed places": ("Ask (us)[us.md] now", (1, 9), "markdown-link", "then (us.md)"),
    "a space in an e-mail address": ("[us](mailto: a@example.org)", (1, 6), "markdown-link", "mailto:a@example.org"),
    "a space in a file": ("[us](our plan.pdf)", (1, 6), "markdown-link", "Write our%20plan.pdf"),
    "a space in a file, in angles": ("[us](<our plan.pdf>)", (1, 7), "markdown-link", "Write our%20plan.pdf"),
    "an address by itself": (
        "See https://example.org/a.",
        (1, 5),
        "markdown-link",
        "Write [the words of the link](https://example.org/a)",
    ),
    "an address in a half-open angle": (
        "See <https://example.org/a",
        (1, 6),
        "markdown-link",
        "Write [the words of the link](https://example.org/a)",
    ),
    "a footnote": ("Much[^1] more", (1, 5), "markdown-link", "sources"),
    "something to fill in": ("Ask [insert name].", (1, 5), "placeholder", "\\[insert name\\]"),
    "something to fill in, over two lines": ("Ask\n[the\nname].", (2, 1), "placeholder", "\\[the name\\]"),
    "something to fill in, within a link": ("[Ask [name]](a.md)", (1, 6), "placeholder", "\\[name\\]"),
    "something to fill in, in a table": ("| a |\n|---|\n| [name] |", (3, 3), "placeholder", "\\[name\\]"),
    "something to fill in, in a caption": (
        "::: table [name]\n| a |\n|---|\n| b |\n:::",
        (1, 11),
        "placeholder",
        "\\[name\\]",
    ),
    "a list of contents from elsewhere": ("[TOC]", (1, 1), "placeholder", "\\[TOC\\]"),
    "a bracket that never closes": ("a [b", (1, 3), "markdown-brackets", "Add ]"),
    "a bracket that never opens": ("a] b", (1, 2), "markdown-brackets", "Add ["),
    "bold words that never end": ("Do **not wait.", (1, 4), "markdown-emphasis", "Write ** right after"),
    "bold words that never begin": ("Do not** wait.", (1, 7), "markdown-emphasis", "Write ** right before"),
    "bold words with a space": ("Do ** not** wait.", (1, 4), "markdown-emphasis", "right beside the words"),
    "four stars": ("a****a", (1, 2), "markdown-emphasis", "Delete it. If readers"),
    "three stars within a word": ("a***a", (1, 2), "markdown-emphasis", "Write *** right after"),
    "bold words with low lines": ("Do __not wait.", (1, 4), "markdown-emphasis", "Write __ right after"),
    "italic words that never end": ("Do *not wait.", (1, 4), "markdown-emphasis", "Write * right after"),
    "a bold link that never ends": ("Do **[not](a.md) wait.", (1, 4), "markdown-emphasis", "Write ** right after"),
    "a backtick for an apostrophe": ("don`t", (1, 4), "markdown-code", "Write an apostrophe"),
    "what only layouts can do": ("See {{ page.title }}.", (1, 5), "template-code", "Write the words"),
    "what only layouts do": ("{% if x %}", (1, 1), "template-code", "Write the words"),
    "a table in a paragraph": ("Limits:\n| a | b |\n|---|---|\n| 1 | 2 |", (2, 1), "markdown-table", "empty line"),
    "a table without its line of hyphens": ("| a | b |\n| 1 | 2 |", (2, 1), "markdown-table", "|---|---|"),
    "too few hyphens": ("| a | b |\n|---|\n| 1 | 2 |", (2, 1), "markdown-table", "Write |---|---|"),
    "a table with an empty heading": ("| a | |\n|---|---|\n| 1 | 2 |", (1, 6), "table-headings", "a word or two"),
    "a table without headings": ("| | |\n|---|---|\n| 1 | 2 |", (1, 2), "table-headings", "a word or two"),
    "a list without spaces": ("-one", (1, 1), "markdown-list", "Write - one"),
    "a list with Word's spaces": ("-\N{NO-BREAK SPACE}one", (1, 1), "markdown-list", "Write - one"),
    "a numbered list without spaces": ("1.one", (1, 1), "markdown-list", "Write 1. one"),
    "a list of another kind in a list": ("- one\n1. two", (2, 1), "markdown-list", "empty line above"),
    "words struck out": ("It is ~~Monday~~ Tuesday", (1, 7), "markdown-strike", "Delete the words"),
    "a line right below a paragraph": ("The end\n---", (2, 1), "heading-underlined", "empty line"),
    "a title": ("# Title", (1, 1), "heading-title", "## Title"),
    "a title without a space": ("#Title", (1, 1), "heading-title", "## Title"),
    "a title underlined": ("Title\n=====", (1, 1), "heading-title", "## Title"),
    "a heading without words": ("a\n\n###\n", (3, 1), "heading-empty", "delete it"),
    "code that never ends": ("a\n\n```\nb", (3, 1), "markdown-code", "```"),
    "a table right below words": (
        "Times\n| a | b |\n|---|---|\n| c | d |",
        (2, 1),
        "markdown-table",
        "Leave an empty line above the table.",
    ),
    "a table without hyphens": ("| a | b |\n| c | d |", (2, 1), "markdown-table", "write |---|---| below"),
    "more cells than columns": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", (3, 1), "markdown-table", "another column"),
    "a phone number that begins with a plus": ("+ 44 1632 960001", (1, 1), "markdown-list", "Write +44 1632 960001"),
    "a table from Excel": (
        "Times:\n\nDay\tOpen\nMonday\t9am",
        (3, 1),
        "markdown-table",
        "Write | Day | Open | and below it |---|---|",
    ),
    "a table from Excel with an empty cell": (
        "Day\t\tOpen\nMonday\t\t9am",
        (1, 1),
        "markdown-table",
        "| Day |  | Open |",
    ),
    "an indented paragraph": ("a\n\n    Come and see us.", (3, 1), "markdown-code", "Take out the spaces"),
    "a paragraph with a tab before it": ("\tCome\tand see us.", (1, 1), "markdown-code", "Take out the spaces"),
    "an indented paragraph with code": ("a\n\n    Come `and` see.\n\n    b", (3, 1), "markdown-code", "Take out"),
    "an indented paragraph of a quotation": ("> a\n>\n>     b", (3, 1), "markdown-code", "Take out the spaces"),
    "an indented list": ("a\n\n    - b\n    - c", (3, 1), "markdown-code", "Take out the spaces"),
    "Word's bullets within bullets": ("o\tone", (1, 1), "markdown-list", "hyphen: - one"),
    "Word's bullets within bullets, with spaces": ("o one\n\no two", (1, 1), "markdown-list", "hyphen: - one"),
    "Word's bullets below others": ("- one\no two\no three", (2, 1), "markdown-list", "four spaces"),
    "numbers between brackets": ("(1) one\n(2) two", (1, 1), "markdown-list", "Write 1. one"),
    "letters with full stops": ("a. one\nb. two", (1, 1), "markdown-list", "Write 1. one"),
    "letters with brackets": ("Bring:\n\na) one\nb) two", (3, 1), "markdown-list", "Write 1. one"),
    "Roman numbers": ("(i) one\n(ii) two", (1, 1), "markdown-list", "Write 1. one"),
    "a line that ends as in GitHub": ("one\\\ntwo", (1, 4), "markdown-sign", "empty line"),
    "a class for a paragraph": ("Come in. {: .lead}", (1, 10), "markdown-sign", "Delete it"),
    "a name for a heading": ("## When {#when}", (1, 9), "markdown-sign", "Delete it"),
    "a note of a layout": ("a {# b #}", (1, 3), "template-code", "Write the words"),
    "marked words": ("Do ==not== wait", (1, 4), "markdown-sign", "**not**"),
    "raised words": ("the 2^nd^ bus", (1, 6), "markdown-sign", "Leave out the signs"),
    "the name of an emoji": ("Well done :smile:", (1, 11), "markdown-sign", "type the emoji itself"),
    "a sum": ("It is 2*3*4 long", (1, 8), "markdown-emphasis", "write \\* or"),
    "bold within a word": ("re**for**m", (1, 3), "markdown-emphasis", "write \\*\\* or"),
    "an e-mail address by itself": (
        "Write to a@example.org.",
        (1, 10),
        "markdown-link",
        "Write [a@example.org](mailto:a@example.org)",
    ),
    "half an e-mail address": ("[x](mailto:a@)", (1, 5), "markdown-link", "mailto:help@example.org"),
    "a phone number without digits": ("[x](tel:abc)", (1, 5), "markdown-link", "tel:01632960001"),
    "another e-mail address": (
        "[a@example.org](mailto:b@example.org)",
        (1, 17),
        "markdown-link",
        "Write mailto:a@example.org",
    ),
    "a call-out without its first word": ("::: warning\na\n:::", (1, 1), "block", "Write ::: callout warning"),
    "a call-out with two colons": (":: Note\na\n:::", (1, 1), "block", "Write ::: callout note"),
    "details to follow": ("## When\n\nDetails to follow.", (3, 1), "placeholder", "Write what belongs there"),
    "words that wait for others": ("Come in. Lorem ipsum dolor", (1, 10), "placeholder", "Write what belongs there"),
    "a day that is not known": ("We meet on XX/XX/XXXX.", (1, 12), "placeholder", "Write what belongs there"),
    "to be confirmed": ("Where: TBC", (1, 8), "placeholder", "Write what belongs there"),
    "to be announced, in a table": ("| a |\n|---|\n| tba |", (3, 3), "placeholder", "Write what belongs there"),
    "to be announced, in a list": ("- To be announced", (1, 3), "placeholder", "Write what belongs there"),
}


@pytest.mark.parametrize(("body", "place", "code", "hint"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_at_its_place(body: str, place: tuple[int, int], code: str, hint: str) -> None:
    found = problems(body)[0]
    assert (found.line, found.column) == place
    assert found.code == code
    assert hint in found.hint
    assert found.message.endswith(".")


@pytest.mark.parametrize("body", [body for body, *_ in SLIPS.values()])
def test_a_slip_in_code_is_none(body: str) -> None:
    assert problems(f"~~~\n{body}\n~~~") == ()
    indented = "\n".join(f"    {line}" for line in body.split("\n"))
    told = {problem.code for problem in problems(f"Words:\n\n{indented}")} - {"block"}
    assert told == {"markdown-code"}, "only that these lines are indented"


@pytest.mark.parametrize(
    "body",
    [
        "Bring:\n\n- a coat\n- a hat",
        "- one\ngoes on\n- two",
        "- one\n\n    goes on\n\n    - deeper\n- two",
        "1. one\n2. two",
        "1. one\n    - deeper",
        "> Bring:\n> a coat",
        "Term\n: meaning\n\nOther\n: meaning",
        "| a | b |\n|:--|--:|\n| 1 | `2 | 3` |\n| 1 |",
        "a | b\n--|--\n1 | 2\n\nwords | with | bars",
        "| a |\n|---|\n| 1 \\| 2 |",
        "a\n\n---\n\nb",
        "- a\n\n---",
        "Between 5 - 6 and 7 + 8",
        "1 June 2026 is a Monday.",
        "Ring 01632 960001. Or 07700 900982. Or write.",
        "See [the page](about.md) (in short)",
        "a \\[b\\] (c)",
        "5 * 3, 5*3, a_b, free*, ____ and \\*x",
        "| a | b |\n|---|---|\n| | 2 |",
        "well-known, -5 and +44",
        "`[a]`, `**` and `{{ x }}`",
        "[https://example.org/](https://example.org/) <https://example.org/>",
        "[x]: https://example.org/\n\n[x]",
        "5 < 6 and 7 > 4, a <- b",
        "~ about 5",
        "#1 in the list",
        "## C# ##",
        "an unclosed \\[bracket and (another",
        "+44 1632 960001",
        "1.\tone\n2.\ttwo",
        "-\tone\n-\ttwo",
        "One\tword with a tab",
        "- one\n\n        code of a list",
        "o one",
        "(1) one",
        "a. one",
        "A. Fenwick\n\nB. Fenwick",
        "O come in, all\nof you",
        "a \\\\\nb",
        "5*3 and a_b_c",
        "The time is 10:30:15, a == b, 2^3",
        "Note: this:\n\n**a**b",
        "[a@example.org](mailto:A@example.org?subject=b) <a@example.org>",
        "[Ring us](tel:+441632960001), [or](tel:01632%20960001;ext=5)",
        "[Two](mailto:a@example.org,b@example.org)",
        "The day is to be confirmed. More details to follow it up with are here.",
        "[a](b.md?x=:smile:&y=2*3*4&z=c@example.org)",
    ],
)
def test_sound_markdown_is_left_alone(body: str) -> None:
    expected = {"#1 in the list": ["heading-title"]}.get(body, [])
    assert [problem.code for problem in problems(body)] == expected


def test_only_what_may_be_meant_is_a_warning() -> None:
    """Everything else would be published otherwise than it was meant."""
    severities = {name: problems(body)[0].severity for name, (body, *_) in SLIPS.items()}
    assert [name for name, severity in severities.items() if severity != "error"] == ["a line right below a paragraph"]


def test_each_slip_is_told_once() -> None:
    told = {name: len(problems(body)) for name, (body, *_) in SLIPS.items()}
    assert {name: number for name, number in told.items() if number != 1} == {}


def test_the_lines_of_one_list_are_told_once() -> None:
    found = problems("- coat\n\nBring:\n- coat\n- hat\n\nAnd:\n- coat")
    assert [(problem.line, problem.code) for problem in found] == [(4, "markdown-list"), (8, "markdown-list")]


@given(
    st.lists(
        st.sampled_from(["- a", "1. b", "c", "", "    d", "> e", "| f |", "|---|", "## g", "---", "===", ":::", "`h`"]),
        max_size=12,
    )
)
def test_every_place_lies_inside_the_file(lines: list[str]) -> None:
    for problem in problems("\n".join(lines)):
        assert 1 <= problem.line <= max(len(lines), 1)
        assert 1 <= problem.column <= max(len(lines[problem.line - 1]), 1)
