"""A page to its fields and its body: no fence is taken for granted, and no line loses its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sendsite.crafts.source import frontmatter, nodes

if TYPE_CHECKING:
    from sendsite.crafts.source.frontmatter import Matter
    from sendsite.model import Problem


def matter(text: str) -> Matter:
    """The parts of a sound page."""
    found, problems = frontmatter.split("content/a.md", text)
    assert problems == ()
    assert found is not None
    return found


def fault(text: str) -> Problem:
    """The one problem of a faulty page."""
    found, problems = frontmatter.split("content/a.md", text)
    assert found is None
    (problem,) = problems
    assert problem.path == "content/a.md"
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("text", "fields", "body", "body_line"),
    [
        ("---\ntitle: X\n---\nHello.\n", {"title": "X"}, "\nHello.\n", 3),
        ("---\ntitle: X\n---", {"title": "X"}, "", 3),
        ("---\n---\nHello.", {}, "\nHello.", 2),
        ("---  \ntitle: X\n---\t\nHello.", {"title": "X"}, "\nHello.", 3),
        ("---\N{NO-BREAK SPACE}\ntitle: X\n---\N{NO-BREAK SPACE}\nHello.", {"title": "X"}, "\nHello.", 3),
        ("---\ntitle: X\n---\n\n    code\n", {"title": "X"}, "\n\n    code\n", 3),
        ("---\ntitle: X\n---\nA\n\n---\n\nB\n", {"title": "X"}, "\nA\n\n---\n\nB\n", 3),
        ("---\ntitle: X\n---\n----\n\n----\n", {"title": "X"}, "\n----\n\n----\n", 3),
        ("---\ncontent: X\nhandler: Y\n---\n", {"content": "X", "handler": "Y"}, "\n", 4),
        ("---\ntext: |\n  one\n  ---\n  two\n---\n", {"text": "one\n---\ntwo\n"}, "\n", 6),
        ("---\n# a note\ntitle: X # another\n---\n", {"title": "X"}, "\n", 4),
    ],
)
def test_fields_and_body_come_apart(text: str, fields: object, body: str, body_line: int) -> None:
    found = matter(text)
    assert nodes.plain(found.fields) == fields
    assert found.body == body
    assert found.body_line == body_line


def test_fields_keep_the_lines_of_the_file() -> None:
    found = matter("---\n# note\ntitle: X\n---\n")
    assert [(name.line, value.column) for name, value in found.fields.fields if isinstance(value, nodes.Scalar)] == [
        (3, 8)
    ]


# A fence that is missing or nearly there, and what the editor is told; some libraries publish the fields as text.
FENCES = {
    "none": ("Hello.\n", 1, "no front matter"),
    "fields without a fence": ("title: X\n", 1, "no front matter"),
    "nothing at all": ("", 1, "empty"),
    "empty lines only": ("\n  \n", 1, "empty"),
    "an em dash": ("—-\ntitle: X\n---\n", 1, "“—-”"),
    "en dashes": ("\N{EN DASH}\N{EN DASH}\N{EN DASH}\ntitle: X\n---\n", 1, "must be three dashes"),
    "two dashes": ("--\ntitle: X\n---\n", 1, "“--”"),
    "four dashes": ("----\ntitle: X\n----\n", 1, "“----”"),
    "equals signs": ("===\ntitle: X\n===\n", 1, "must be three dashes"),
    "pluses, as TOML has them": ("+++\ntitle = 'X'\n+++\n", 1, "must be three dashes"),
    "JSON": ('{\n"title": "X"\n}\n', 1, "no front matter"),
    "a space in front": (" ---\ntitle: X\n---\n", 1, "“ ---”"),
    "an empty line in front": ("\n---\ntitle: X\n---\n", 1, "before the three dashes"),
    "something on its line": ("---title: X\n---\n", 1, "after the three dashes"),
    "something on its line, apart": ("--- title: X\n---\n", 1, "after the three dashes"),
    "no end": ("---\ntitle: X\nsummary: Y\n\nHello: there\n", 4, "never ends"),
    "no end at all": ("---\ntitle: X", 2, "never ends"),
    "dots at the end": ("---\ntitle: X\n...\nHello.\n", 3, "“...” does not end"),
    "an em dash at the end": ("---\ntitle: X\ntags:\n  - a\n—-\nHello.\n", 5, "“—-” does not end"),
    "more dashes at the end": ("---\ntitle: X\n# note\n-----\nHello.\n", 4, "“-----” does not end"),
    "a space before the end": ("---\ntitle: X\n ---\nHello.\n", 4, "never ends"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), FENCES.values(), ids=FENCES.keys())
def test_a_fence_that_is_not_there_is_missed(text: str, line: int, words: str) -> None:
    problem = fault(text)
    assert problem.code == "front-matter"
    assert problem.line == line
    assert words in problem.message


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("---\n- a\n- b\n---\n", "does not consist of fields", "Write each field on a line of its own"),
        ("---\njust words\n---\n", "no field name and no colon", "Begin it with a name"),
        ("---\ntitle; X\n---\n", "“;”", "Write title: X"),
        ("---\ntitle - X\n---\n", "“-”", "Write title: X"),
        ("---\ntitle:X\n---\n", "space after the colon", "Write title: X"),
    ],
)
def test_front_matter_that_holds_no_fields_is_not_dropped(text: str, message: str, hint: str) -> None:
    problem = fault(text)
    assert (problem.code, problem.line) == ("front-matter", 2)
    assert message in problem.message
    assert hint in problem.hint


def test_faults_in_yaml_are_numbered_from_the_top_of_the_file() -> None:
    problem = fault("---\ntitle: X\nsummary: Y: Z\n---\n")
    assert (problem.code, problem.line, problem.column) == ("yaml", 3, 10)


BODIES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")) | st.lists(
    st.sampled_from(["---", "----", "", "text", "```", "a: b"])
).map("\n".join)


@given(BODIES, st.integers(0, 3))
@example("", 0)
@example("---\n---", 0)
def test_the_body_and_its_line_are_right_for_any_body(body: str, comments: int) -> None:
    head = "---\ntitle: X\n" + "# note\n" * comments + "---"
    text = f"{head}\n{body}"
    found = matter(text)
    assert found.body == f"\n{body}"
    assert found.body.split("\n") == ["", *text.split("\n")[found.body_line :]]
    assert found.body_line == head.count("\n") + 1


@given(st.text() | BODIES)
def test_no_text_makes_it_raise_and_every_place_lies_inside_the_file(text: str) -> None:
    found, problems = frontmatter.split("a.md", text)
    assert (found is None) == bool(problems)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
