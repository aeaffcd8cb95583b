"""What must hold of all that sendsite tells, whatever it is given: for property tests and for benchmarks/fuzz.py."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from sendsite.codes import Code
from sendsite.crafts.markup import markdown
from sendsite.crafts.source import frontmatter, kinds, nodes, schema, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.model import Problem

# Words that only Python has. What an editor typed is quoted between curly marks, and may hold anything.
_PYTHON: Final = re.compile(r"\bNone\b|\w+Error\b|object at 0x|\bTraceback\b|<class |\bdict\b|\bstr\b|\\x[0-9a-f]{2}")
_QUOTED: Final = re.compile("“[^”]*”", re.DOTALL)
CODES: Final = frozenset(Code.__args__)  # type: ignore[attr-defined]  # what a Literal lists
MOST_SECONDS: Final = 5.0  # for one file; machines that are busy need some

# What editors type, in the pieces that mean something to Markdown, YAML or us.
# ruff: noqa: E501 - a list to look through, not to read
PIECES: Final = (
    "[x](", "](", ")", "(", "![", "[", "]", "`", "```\n", "~~~\n", "~~", "*", "**", "_", "__", "<!--", "-->", "<b>", "<",
    ">", "&amp;", "&", "\\", "\n", "\n\n", "::: callout note\n", ":: callout note\n", "::: table T\n", "::: contact x\n",
    "::: calot\n", ":::\n", "    ", "- ", "-", "1. ", "1)", "> ", "# ", "## ", "===\n", "---\n", "--\n", "...\n", "|",
    "| a | b |\n|---|---|\n| c |", "| | b |\n", "a.md", "javascript:x", "<a@example.org>", "https://example.org", "[^1]",
    "[r]: a.md\n", "[r]", "\ue000", "\ue001", "0", "\x02", "\x03", "wzxhzdk:0", "klzzwxh:0000", "{{ x }}", "{% y %}",
    "title: ", "Title: ", "reviewed: 2026-02-30\n", "draft: y\n", "tags: a, b\n", "start: 24:00\n", "end: 11:00\n",
    "sources:\n  - title: x\n", ": ", ":", ";", "'", '"', "“", "”", "\t", "\u00a0", "\u2028", "#", " #x", "{", "}", "&a",
    "*a", "!x", "%", "@", "? ", "word ", "é", "اردو", "\N{EN DASH} ", "• ", "\ufeff", "\r\n", "\0",
)  # fmt: skip


def check(path: str, data: bytes) -> None:
    """Read ``data`` as the file ``path`` all the way to its problems, and hold them to what must be."""
    started = time.process_time()
    written, problems = text.decode(path, data)
    found = list(problems)
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if written is not None and path.endswith(".md"):
        matter, problems = frontmatter.split(path, written)
        found += problems
        if matter is not None:
            names = frozenset(name.text or "" for name, _ in matter.fields.fields)
            found += schema.read(kinds.kind_of(path, names), matter.fields, path)[1]
            found += markdown.render(path, matter.body, matter.body_line)[1]
    elif written is not None:
        tree, problems = nodes.parse(path, written)
        found += problems
        if tree is not None:
            found += schema.read(kinds.Event, tree, path)[1]
    assert time.process_time() - started < MOST_SECONDS, "too slow"
    sound(found, path, lines)


def sound(problems: Iterable[Problem], path: str, lines: list[str]) -> None:
    """Refuse problems that point outside the file, or say nothing, or speak Python."""
    for problem in problems:
        assert problem.path == path, problem
        assert problem.code in CODES, problem
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message.endswith("."), problem
        assert not _PYTHON.search(_QUOTED.sub("", problem.message)), problem
