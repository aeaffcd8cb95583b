"""A Markdown file to its front matter and its body, with every line number kept.

The splitting is python-frontmatter's; the fences are ours to check, because that library takes a file whose fence is
missing or misspelt for one without front matter, and would publish the raw YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from frontmatter.default_handlers import YAMLHandler

from sendsite.crafts.source import nodes, regular, slips
from sendsite.model import Problem

_NEARLY_A_FENCE: Final = re.compile(r"\s*[-\N{EN DASH}\N{EM DASH}=_.+*~]{2,}\s*")
_HINT = "Start the file with a line of three dashes, then the fields such as “title:”, then three dashes again."


class _Handler(YAMLHandler):
    """A fence is a line of exactly three dashes; longer lines of dashes are Markdown's."""

    FM_BOUNDARY = re.compile(r"---(?<=^---)[^\S\n]*$", re.MULTILINE)  # so that the search leaps from dash to dash


@dataclass(frozen=True, slots=True)
class Matter:
    """The fields of a page, its body, and the line of the file on which the body starts."""

    fields: nodes.Fields
    body: str
    body_line: int


def split(path: str, text: str) -> tuple[Matter | None, tuple[Problem, ...]]:
    """Return the parts of a page, or None and the problem."""
    first = text.split("\n", 1)[0]
    if first.rstrip() != "---":
        return None, (_wrong(path, 1, _why_no_fence(first, text)),)
    try:
        matter, body = _Handler().split(text)
    except ValueError:
        line = _end_of_fields(text)
        return None, (_never_ends(path, line, text.split("\n")[line - 1]),)
    # The matter begins with the line break of line 1, so that YAML's line numbers are the file's.
    tree: nodes.Node | None = regular.read(matter)
    if tree is None:
        tree, problems = nodes.parse(path, matter)
        if tree is None:
            return None, problems
    if not isinstance(tree, nodes.Fields):
        return None, (_no_fields(path, tree.line, text.split("\n")[tree.line - 1]),)
    body_line = text.count("\n") - body.count("\n") + 1
    return Matter(tree, body, body_line), ()


def body_of(text: str) -> tuple[str, int] | None:
    """The body of a page and its first line, also when the fields cannot be read; None where nobody can tell."""
    if text.split("\n", 1)[0].rstrip() != "---":
        return None
    try:
        _, body = _Handler().split(text)
    except ValueError:
        return None
    return body, text.count("\n") - body.count("\n") + 1


def _why_no_fence(first: str, text: str) -> str:
    if _NEARLY_A_FENCE.fullmatch(first):
        return f"The first line is “{first}”, and it must be three dashes."
    if first.startswith("---"):
        return "There is something after the three dashes on the first line."
    if not text.strip():
        return "This page is empty."
    if text.lstrip().startswith("---"):
        return "There is something before the three dashes: they must be on the first line."
    return "This page has no front matter."


def _never_ends(path: str, line: int, words: str) -> Problem:
    if _NEARLY_A_FENCE.fullmatch(words):
        message = f"“{words.strip()}” does not end the front matter: three dashes do."
        return _wrong(path, line, message, "Write --- at the very start of the line, and nothing else.")
    message = "The front matter never ends: the second line of three dashes is missing."
    return _wrong(path, line, message, "Write a line of three dashes below the last field.")


def _no_fields(path: str, line: int, words: str) -> Problem:
    message = "The front matter does not consist of fields."
    hint = "Write each field on a line of its own: a name, a colon, a space and the value."
    slip = slips.slip(words) if not words.lstrip().startswith("- ") else None
    column, message, hint = slip or (1, message, hint)
    return Problem(path, line, column, "error", "front-matter", message, hint)


def _end_of_fields(text: str) -> int:
    """The line where the closing fence was probably meant: the first that is neither a field nor part of one."""
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=2):
        if not re.match(r"[\w-]+:(\s|$)|\s+\S|- |#", line):
            return number
    return len(lines)


def _wrong(path: str, line: int, message: str, hint: str = _HINT) -> Problem:
    return Problem(path, line, 1, "error", "front-matter", message, hint)
