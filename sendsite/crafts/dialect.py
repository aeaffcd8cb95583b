"""What editors type that our Markdown takes for something else, with what to type instead.

They come from Word, GitHub and HTML. Python-Markdown says nothing: it drops a cell, prints two brackets, runs a list
into the paragraph above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.model import Severity

_CELL: Final = re.compile(r"(?<!\\)\|")
_RULER: Final = re.compile(r"[ :|-]+")
_MOST_OPEN: Final = 100
_TOWER: Final = re.compile(r"^[ \t>]{100}", re.MULTILINE)
# What a paragraph comes after: nothing, an empty line, a heading, or the edge of a block.
_PARAGRAPH: Final = r"(?:\A\n*|\n[ \t]*\n|^(?:#|:::)[^\n]*\n)"
_PLAIN_LINE: Final = r"(?![-*+>|#:\s]|\d+[.)])[^\n]+\n"

_SLIPS: Final[tuple[tuple[str, Severity, str, str, str], ...]] = (
    (
        r"(?<!\]\()(?<!\]: )(?P<sign></?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>\n]*)?>)",
        "error",
        "markdown-html",
        "“{sign}” is HTML, and pages are written in Markdown.",
        "See “Blocks” in docs/editing.md for call-outs, expandable text and tables.",
    ),
    (
        r"^(?P<sign># *(?P<words>[^#\s][^\n]*))$",
        "error",
        "heading-title",
        "A page has one title, and “title” in the front matter is it.",
        "Make this a smaller heading: ## {words}",
    ),
    (
        _PARAGRAPH + r"(?P<sign>(?P<words>\S[^\n]*))\n=+ *$",
        "error",
        "heading-title",
        "A page has one title, and “title” in the front matter is it.",
        "Make this a smaller heading: ## {words}",
    ),
    (
        r"^(?P<sign>#{1,6})[# ]*$",
        "error",
        "heading-empty",
        "This heading has no words.",
        "Write some after it, or delete it.",
    ),
    (
        r"^(?P<sign>`{3,}|~{3,})",
        "error",
        "markdown-code",
        "A block of code begins here and never ends.",
        "Where it ends, add a line with nothing but {sign}",
    ),
    (
        _PARAGRAPH + _PLAIN_LINE + r"(?:(?![-*+] |\d{1,2}\. )(?=[^\n]*\S)[^\n]+\n)*(?P<sign>[-*+]|\d{1,2}\.) +\S",
        "warning",
        "markdown-list",
        "This line runs into the paragraph above it, and does not begin a list.",
        "Leave an empty line above the list.",
    ),
    (
        r"^ *(?P<sign>[•·▪◦\N{EN DASH}\N{EM DASH}])[ \t]",
        "warning",
        "markdown-list",
        "“{sign}” does not begin a list.",
        "Begin each thing with a hyphen and a space.",
    ),
    (
        r"^ *(?P<sign>\d{1,2}\)) ",
        "warning",
        "markdown-list",
        "“{sign}” does not begin a list.",
        "Begin each thing with a number, a full stop and a space.",
    ),
    (
        r"^(?:[-*+]|\d+\.) [^\n]*\n(?P<sign> {1,3})(?:[-*+]|\d+\.) ",
        "warning",
        "markdown-list",
        "This does not become a list within the list above it: it has too few spaces before it.",
        "Put four spaces before it.",
    ),
    (
        r"^ {0,3}(?P<sign>0\d*|\d{3,})\. ",
        "warning",
        "markdown-list",
        "A number, a full stop and a space at the start of a line begin a list.",
        "If it is not one, write {sign}\\.",
    ),
    (
        r"^ *[-*+] (?P<sign>\[[ xX]\]) ",
        "warning",
        "markdown-list",
        "“{sign}” does not become a box to tick.",
        "Leave it out.",
    ),
    (
        r"\[[^\]\n]+\](?P<sign> +)\((?:https?:|mailto:|[^\s()]*/|[^\s()]+\.md\b)[^\s()]*\)",
        "error",
        "markdown-link",
        "There is a space between the words of this link and its address, so it is no link.",
        "Take out the space.",
    ),
    (
        r"(?<![\w(<\[\"'/=.])(?<!\]: )(?P<sign>https?://[^\s<>()]*[^\s<>().,;:!?])",
        "warning",
        "markdown-link",
        "This address is no link.",
        "Write [the words of the link]({sign}), or <{sign}>",
    ),
    (
        r"(?P<sign>\[\^[^\]\n]+\])",
        "warning",
        "markdown-link",
        "Footnotes do not work here.",
        "Write it in brackets in the text, or name it under “sources” in the front matter.",
    ),
    (
        r"(?P<sign>~~)[^~\n]+~~",
        "warning",
        "markdown-strike",
        "Two tildes do not strike words out.",
        "Delete the words, or say what has changed.",
    ),
    (
        _PARAGRAPH + _PLAIN_LINE + r"(?P<sign>-{2,}) *$",
        "warning",
        "heading-underlined",
        "These hyphens make a heading of the line above.",
        "Leave an empty line above them; or write the heading with ## before it.",
    ),
)


def slips(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """What is wrong in ``prose``, a body without its code, whose first line is ``first_line`` of the file.

    ``code`` holds the lines of indented code, which looks like prose.
    """
    for pattern, severity, name, message, hint in _SLIPS:
        for match in re.finditer(pattern, prose, re.MULTILINE):
            at = match.start("sign")
            begin = prose.rfind("\n", 0, at) + 1
            if prose[begin:].split("\n", 1)[0].strip() in code:
                continue
            words = match.groupdict()
            line = first_line + prose.count("\n", 0, at)
            yield Problem(path, line, at - begin + 1, severity, name, message.format(**words), hint.format(**words))
    yield from _lost_cells(path, prose, first_line, code)


def _lost_cells(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """Rows with more cells than their table has columns: Python-Markdown drops the rest."""
    width = 0
    lines = prose.split("\n")
    for number, line in enumerate(lines):
        if "|" not in line or line.strip() in code:
            width = 0
        elif "-" in line and _RULER.fullmatch(line) and number > 0 and "|" in lines[number - 1]:
            width = _cells(lines[number - 1])
        elif width and _cells(line) > width:
            message = f"This row has {_cells(line)} cells, and its table has {width} columns: the rest would be lost."
            hint = "Take the row apart, or give the table another column. A | within a cell is written \\|"
            yield Problem(path, first_line + number, 1, "error", "markdown-table", message, hint)


def _cells(line: str) -> int:
    return len(_CELL.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def tangle(path: str, prose: str, first_line: int) -> Problem | None:
    """What Python-Markdown would stand still on: towers of lists, and brackets that never close (its issue 798)."""
    if match := _TOWER.search(prose):
        line = first_line + prose.count("\n", 0, match.start())
        message = "This is nested too deeply to be meant."
        return Problem(path, line, 1, "error", "markdown-depth", message, "Take out some levels.")
    line = first_line
    for paragraph in re.split(r"(\n[ \t]*\n)", prose):
        if any(paragraph.count(opening) - paragraph.count(closing) > _MOST_OPEN for opening, closing in ("[]", "()")):
            message = f"More than {_MOST_OPEN} brackets open in this paragraph and never close."
            return Problem(path, line, 1, "error", "markdown-brackets", message, "Delete those that are not meant.")
        line += paragraph.count("\n")
    return None
