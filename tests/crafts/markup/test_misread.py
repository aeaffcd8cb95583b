"""What Python-Markdown misread is told at its place, whatever code stands above it."""

from __future__ import annotations

from sendsite.crafts.markup import markdown


def test_code_on_the_first_line_moves_nothing() -> None:
    _, problems = markdown.render("content/a.md", "```\na\n```\n\n2*3*4\n\nb\n\n    c\n", 1)
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("markdown-code", 9, 1),
        ("markdown-emphasis", 5, 2),
    ]
