"""Lines pasted from Word and Excel, which look like a list or a table there and run into one another here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST: Final = 20  # columns that a hint writes out
_LIST: Final = re.compile(r"[ \t]*(?:[-*+\N{BULLET}o]|\(?\w{1,3}[.)])[ \t]")
_BULLET: Final = re.compile(r"[ \t]*(?P<sign>o)(?P<gap>[ \t]+)(?P<words>\S.*)")
_ROMAN: Final = r"(?:[a-z]|[ivx]{1,4}|\d{1,2})"
_NUMBER: Final = re.compile(
    rf"[ \t]*(?P<sign>\({_ROMAN}\)|(?:[a-z]|[ivx]{{1,4}})[.)]|[A-Z]\))(?P<gap>[ \t]+)(?P<words>\S.*)"
)
# How a line begins that one of the two above fits.
_LISTED: Final = re.compile(rf"\n[ \t]*(?:o|\({_ROMAN}\)|(?:[a-z]|[ivx]{{1,4}})[.)]|[A-Z]\))[ \t]")


def pasted(path: str, prose: str, first_line: int, code: frozenset[str]) -> Iterator[Problem]:
    """Tables with tabs and lists with Word's signs in ``prose``, which begins on ``first_line``, each told once.

    ``code`` holds the lines of indented code, which looks like prose.
    """
    is_listed = _LISTED.search(f"\n{prose}") is not None
    if is_listed or "\t" in prose:
        lines = ["" if line.strip() in code else line for line in prose.split("\n")]
        yield from _tables(path, lines, first_line)
        yield from _lists(path, lines, first_line)


def _tables(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    rows = [_is_row(line) for line in lines]
    for number, line in enumerate(lines[:-1]):
        if rows[number] and rows[number + 1] and not (number and rows[number - 1]):
            cells = [cell.strip() for cell in line.strip().split("\t")]
            message = "These lines look like a table with tabs between the columns, and do not become a table."
            hint = "Write every row with | between the cells, and a line of hyphens below the first row."
            if len(cells) <= _WIDEST:
                head = f"| {' | '.join(cells)} | and below it |{'---|' * len(cells)}"
                hint = f"Write {head}. Put a | between the cells of the other rows too."
            yield Problem(path, first_line + number, 1, "error", "markdown-table", message, hint)


def _is_row(line: str) -> bool:
    return "\t" in line.strip() and "|" not in line and not _LIST.match(line)


def _lists(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    full = [(number, line) for number, line in enumerate(lines) if line.strip()]
    for pattern in (_BULLET, _NUMBER):
        matches = [pattern.fullmatch(line) for _, line in full]
        for at, match in enumerate(matches):
            goes_on = at > 0 and matches[at - 1] is not None
            is_first_of_some = at + 1 < len(matches) and matches[at + 1] is not None
            if match is None or goes_on or not (is_first_of_some or "\t" in match["gap"]):
                continue
            hint = f"Write 1. {match['words']}"
            if pattern is _BULLET:
                hint = f"Begin each with a hyphen: - {match['words']} (four spaces before it within a list)"
            message = f"“{match['sign']}” does not begin a list."
            place = first_line + full[at][0], match.start("sign") + 1
            yield Problem(path, *place, "error", "markdown-list", message, hint)
