"""What editors type that our Markdown takes for something else, with what to type instead.

They come from Word and GitHub. Python-Markdown says nothing: it drops a cell, flattens a list, makes a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sendsite.crafts import gaps
from sendsite.crafts.markup.leftovers import cells
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.codes import Code
    from sendsite.model import Severity

_RULER: Final = re.compile(r"[ :|-]+")
_EMPTY_CELL: Final = re.compile(r"\|[ \t]*(?=\|)")
# What a heading underlined comes after: nothing, an empty line, a heading, or the edge of a block.
_ABOVE: Final = r"(?:\A\n*|\n[ \t]*\n|^(?:#|:::)[^\n]*\n)"
_TITLE: Final = "A page has one title, and the field “title” says it already."
_NO_LIST: Final = "“{sign}” does not begin a list."

# How a line begins that one of the patterns below for the starts of lines fits.
_ODD_START: Final = re.compile(
    r"\n(?![A-Za-z\n])(?: *(?:"
    r"#+[# ]*$|# *[^#\s]|[•·▪◦●○■□►➢\uf0a7\uf0b7\N{EN DASH}\N{EM DASH}]\s|\+[ \t]+\d|\d{1,2}\) "
    r"|(?:[-+]|\d{1,2}\.)[^\S\n]?(?<![ \t])[^\W\d_]|(?:0\d*|\d{3,})\. "
    r")| {1,3}(?:[-*+]|\d+\.) )",
    re.MULTILINE,
)
_Sieve = Callable[[str], bool]


def _has(*signs: str) -> _Sieve:
    return lambda prose: any(sign in prose for sign in signs)


def _has_odd_start(prose: str) -> bool:
    return _ODD_START.search(f"\n{prose}") is not None


# Each with a sieve: a quick look at a whole page, which lets through whatever the pattern may fit somewhere.
_SLIPS: Final[tuple[tuple[_Sieve, str, Severity, Code, str, str], ...]] = (
    (
        _has("{", "}"),
        r"(?<!\\)(?P<sign>\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{#[^{}\n]*#\}|\{\{|\}\}|\{%|%\}|\{#(?![^{}\n]*\})|#\})",
        "error",
        "template-code",
        "“{sign}” works only in layouts, and readers of this page would see it as it stands.",
        "Write the words that should be there.",
    ),
    (
        _has("{"),
        r"(?<![\\{])(?P<sign>\{[:.#][^{}\n]*(?<!#)\})(?!\})",
        "error",
        "markdown-sign",
        "“{sign}” changes nothing here, and readers would see it as it stands.",
        "Delete it.",
    ),
    (
        _has("\\"),
        r"(?<!\\)(?:\\\\)*(?P<sign>\\)[ \t]*$",
        "error",
        "markdown-sign",
        "Readers would see the “{sign}” at the end of this line.",
        "Delete it, and leave an empty line below; or put two spaces in its place to begin a new line.",
    ),
    (
        gaps.may_wait,
        gaps.IN_TEXT,
        "error",
        "placeholder",
        "“{sign}” tells readers that somebody has yet to write something here.",
        "Write what belongs there, or leave it out until you know it.",
    ),
    (
        _has_odd_start,
        r"^(?P<sign># *(?P<words>[^#\s][^\n]*))$",
        "error",
        "heading-title",
        _TITLE,
        "Make this a smaller heading: ## {words}",
    ),
    (
        _has("\n="),
        _ABOVE + r"(?P<sign>(?P<words>\S[^\n]*))\n=+ *$",
        "error",
        "heading-title",
        _TITLE,
        "Make this a smaller heading: ## {words}",
    ),
    (
        _has_odd_start,
        r"^(?P<sign>#{1,6})[# ]*$",
        "error",
        "heading-empty",
        "This heading has no words.",
        "Write some after it, or delete it.",
    ),
    (
        _has("`", "~"),
        r"^(?P<sign>`{3,}|~{3,})",
        "error",
        "markdown-code",
        "A block of code begins here and never ends.",
        "Where it ends, add a line with nothing but {sign}",
    ),
    (
        _has_odd_start,
        r"^ *(?P<sign>[•·▪◦●○■□►➢\uf0a7\uf0b7\N{EN DASH}\N{EM DASH}])\s",
        "error",
        "markdown-list",
        _NO_LIST,
        "Begin each thing with a hyphen and a space.",
    ),
    (
        _has_odd_start,
        r"^ {0,3}(?P<sign>\+)[ \t]+(?P<words>\d[^\n]*)",
        "error",
        "markdown-list",
        "A “{sign}” and a space at the start of a line begin a list.",
        "Write {sign}{words}; or, if it is a list, - {words}",
    ),
    (
        _has_odd_start,
        r"^ *(?P<sign>\d{1,2}\)) ",
        "error",
        "markdown-list",
        _NO_LIST,
        "Begin each thing with a number, a full stop and a space.",
    ),
    (
        _has_odd_start,
        r"^ *(?P<sign>[-+])[^\S\n]?(?<![ \t])(?P<words>[^\W\d_][^\n]*)",
        "error",
        "markdown-list",
        "This does not begin a list, because no space follows the “{sign}”.",
        "Write {sign} {words}",
    ),
    (
        _has_odd_start,
        r"^ *(?P<sign>\d{1,2}\.)[^\S\n]?(?<![ \t])(?P<words>[^\W\d_]{2}[^\n]*)",
        "error",
        "markdown-list",
        "This does not begin a list, because no space follows the full stop.",
        "Write {sign} {words}",
    ),
    (
        _has_odd_start,
        r"^(?:[-*+]|\d+\.) [^\n]*\n(?P<sign> {1,3})(?:[-*+]|\d+\.) ",
        "error",
        "markdown-list",
        "This does not become a list within the list above it: it has too few spaces before it.",
        "Put four spaces before it.",
    ),
    (
        _has_odd_start,
        r"^ {0,3}(?P<sign>0\d*|\d{3,})\. ",
        "error",
        "markdown-list",
        "A number, a full stop and a space at the start of a line begin a list.",
        "If it is not one, write {sign}\\.",
    ),
    (
        _has("~"),
        r"(?P<sign>~~)[^~\n]+~~",
        "error",
        "markdown-strike",
        "Two tildes do not strike words out.",
        "Delete the words, or say what has changed.",
    ),
    (
        _has("\n--"),
        _ABOVE + r"(?![-*+>|#:\s]|\d+[.)])[^\n]+\n(?P<sign>-{2,}) *$",
        "warning",
        "heading-underlined",
        "These hyphens make a heading of the line above.",
        "Leave an empty line above them; or write the heading with ## before it.",
    ),
)
_SIEVES: Final = frozenset(sieve for sieve, *_ in _SLIPS)


def slips(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """What is wrong in ``prose``, a body without its code, whose first line is ``first_line`` of the file.

    ``code`` holds the lines of indented code, which looks like prose.
    """
    passed = {sieve for sieve in _SIEVES if sieve(prose)}
    for sieve, pattern, severity, name, message, hint in _SLIPS:
        for match in re.finditer(pattern, prose, re.MULTILINE) if sieve in passed else ():
            at = match.start("sign")
            begin = prose.rfind("\n", 0, at) + 1
            end = prose.find("\n", at)
            if code and prose[begin : end if end >= 0 else None].strip() in code:
                continue
            words = match.groupdict()
            line = first_line + prose.count("\n", 0, at)
            yield Problem(path, line, at - begin + 1, severity, name, message.format(**words), hint.format(**words))
    if "|" in prose:
        yield from _tables(path, prose, first_line, code)


def _tables(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """Rows with more cells than their table has columns, of which the rest would be dropped, and empty headings."""
    width = 0
    lines = prose.split("\n")
    for number, line in enumerate(lines):
        if "|" not in line or line.strip() in code:
            width = 0
        elif "-" in line and _RULER.fullmatch(line) and number > 0 and "|" in lines[number - 1]:
            width = cells(lines[number - 1])
            yield from _empty_headings(path, lines[number - 1], first_line + number - 1)
        elif width and cells(line) > width:
            message = f"This row has {cells(line)} cells, and its table has {width} columns: the rest would be lost."
            hint = "Take the row apart, or give the table another column. A | within a cell is written \\|"
            yield Problem(path, first_line + number, 1, "error", "markdown-table", message, hint)


def _empty_headings(path: str, row: str, line: int) -> Iterator[Problem]:
    if match := _EMPTY_CELL.search(row):
        message = "A column of this table has no heading, and people who hear the page cannot tell what is in it."
        hint = "Say in a word or two what the column holds."
        yield Problem(path, line, match.start() + 2, "error", "table-headings", message, hint)
