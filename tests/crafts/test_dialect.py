"""What editors bring from Word, GitHub and HTML, and what they are told to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.crafts import markdown

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
    "Word's bullets": ("• a\n• b", (1, 1), "markdown-list", "hyphen and a space"),
    "a dash for a bullet": ("a\n\n\N{EN DASH} b", (3, 1), "markdown-list", "hyphen and a space"),
    "numbers with brackets": ("1) a", (1, 1), "markdown-list", "full stop"),
    "a list within a list, two spaces in": ("- a\n  - b", (2, 1), "markdown-list", "four spaces"),
    "a list within a numbered list": ("1. a\n   - b", (2, 1), "markdown-list", "four spaces"),
    "a phone number that begins a sentence": ("0300. Call us", (1, 1), "markdown-list", "0300\\."),
    "a year that begins a sentence": ("2026. A good year", (1, 1), "markdown-list", "2026\\."),
    "a box to tick": ("- [ ] ask", (1, 3), "markdown-list", "Leave it out"),
    "a ticked box": ("- [x] ask", (1, 3), "markdown-list", "Leave it out"),
    "a space in a link": ("See [us] (about.md).", (1, 9), "markdown-link", "Take out the space"),
    "a space in a link to elsewhere": ("[us] (https://example.org/)", (1, 5), "markdown-link", "Take out the space"),
    "an address by itself": ("See https://example.org/a.", (1, 5), "markdown-link", "<https://example.org/a>"),
    "a footnote": ("Much[^1] more", (1, 5), "markdown-link", "sources"),
    "words struck out": ("It is ~~Monday~~ Tuesday", (1, 7), "markdown-strike", "Delete the words"),
    "a line right below a paragraph": ("The end\n---", (2, 1), "heading-underlined", "empty line"),
    "a title": ("# Title", (1, 1), "heading-title", "## Title"),
    "a title without a space": ("#Title", (1, 1), "heading-title", "## Title"),
    "a title underlined": ("Title\n=====", (1, 1), "heading-title", "## Title"),
    "a heading without words": ("a\n\n###\n", (3, 1), "heading-empty", "delete it"),
    "code that never ends": ("a\n\n```\nb", (3, 1), "markdown-code", "```"),
    "a tag": ("a <br/> b", (1, 3), "markdown-html", "docs/editing.md"),
    "a tag in a list": ("- a\n\n    <b>c</b>", (3, 5), "markdown-html", "docs/editing.md"),
    "more cells than columns": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", (3, 1), "markdown-table", "another column"),
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
    assert [problem for problem in problems(f"Code:\n\n{indented}") if problem.code != "block"] == []


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
        "a [b] (c)",
        "[https://example.org/](https://example.org/) <https://example.org/>",
        "[x]: https://example.org/\n\n[x]",
        "5 < 6 and 7 > 4, a <- b",
        "~ about 5",
        "#1 in the list",
        "## C# ##",
        "an unclosed [bracket and (another",
    ],
)
def test_sound_markdown_is_left_alone(body: str) -> None:
    expected = {"#1 in the list": ["heading-title"]}.get(body, [])
    assert [problem.code for problem in problems(body)] == expected


def test_only_what_is_certain_keeps_a_page_off_the_site() -> None:
    """A list that may be none is a warning; words that would be lost are an error."""
    severities = {name: problems(body)[0].severity for name, (body, *_) in SLIPS.items()}
    assert severities["a list in a paragraph"] == "warning"
    assert severities["a year that begins a sentence"] == "warning"
    assert severities["more cells than columns"] == "error"
    assert severities["a tag"] == "error"


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
