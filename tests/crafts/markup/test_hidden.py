"""What of a page is a note or code: the same as when every letter is looked at by itself."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from sendsite.crafts.markup import hidden
from tests import told

NOTE, CODE = "\ue000", "\ue001"
FENCED = rf"(?x:{FencedBlockPreprocessor.FENCED_BLOCK_RE.pattern})"
SPAN = r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
FLAGS = re.DOTALL | re.MULTILINE
NOTE_OR_CODE = re.compile(rf"(?P<note><!--.*?(?:-->|\Z))|{FENCED}|{SPAN}", FLAGS)

SIGNS = st.sampled_from(
    [
        "`",
        "``",
        "```",
        "```\n",
        "\n```\n",
        "~~~",
        "\n~~~ x\n",
        "<!--",
        "-->",
        "\\",
        "\n",
        "\n \n",
        "a",
        " b ",
        NOTE,
        CODE,
    ]
)
TYPED = st.lists(SIGNS | st.sampled_from(told.PIECES), max_size=20).map("".join)


def letter_by_letter(body: str) -> tuple[str, str]:
    def blotted(match: re.Match[str], letter: str = CODE) -> str:
        return re.sub(r"[^\n]", letter, match[0])

    typed = body.replace(NOTE, "\ufffd").replace(CODE, "\ufffd")
    seen = NOTE_OR_CODE.sub(lambda match: match[0] if match["note"] is None else blotted(match, NOTE), typed)
    text = seen.replace(NOTE, "")
    left = iter(re.sub(SPAN, blotted, re.sub(FENCED, blotted, text, flags=FLAGS), flags=FLAGS))
    return text, "".join(letter if letter == NOTE else next(left) for letter in seen)


@settings(max_examples=int(os.environ.get("SENDSITE_EXAMPLES", "300")), deadline=None)
@given(TYPED)
@example("a <!-- b\n`c` --> `d\ne` \\`f` <!-- g")
@example("a\n~~~ b\nc\n~~~\n")
@example("```\n<!-- a -->\n```\nb <!--\n```\n--> c\n```\n")
@example(f"{NOTE}`{CODE}` <!--{NOTE}-->{CODE}")
def test_notes_and_code_are_told_apart_from_words(body: str) -> None:
    text, prose = letter_by_letter(body)
    assert hidden.apart(body) == (text, prose)
    assert hidden.prose(body) == prose


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        ("a <!-- b --> c", [(2, "<!-- b -->")]),
        ("`<!-- a -->` <!-- b", [(13, "<!-- b")]),
        ("a", []),
    ],
)
def test_a_note_within_code_is_code(body: str, notes: list[tuple[int, str]]) -> None:
    assert list(hidden.notes(body)) == notes


def test_a_note_that_never_ends_is_told_where_it_begins() -> None:
    (problem,) = hidden.endless_note("a.md", "a\n<!-- b -->\nc <!-- d\ne", 5)
    assert (problem.code, problem.line, problem.column) == ("markdown-note", 7, 3)
