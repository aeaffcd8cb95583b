"""What of a page nobody reads as words, and no lint may look into: notes to oneself, and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from sendsite.crafts.markup.blocks import SIGN
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands in place of each letter of a note, and of code.
_NOTED, _CODED = "\ue000", SIGN
_NOTE: Final = r"(?P<note><!--.*?(?:-->|\Z))"
_FENCED: Final = rf"(?x:{FencedBlockPreprocessor.FENCED_BLOCK_RE.pattern})"  # as Python-Markdown finds it
# It begins with a letter, and looks back only then: so the search can leap from one backtick to the next.
_SPAN: Final = r"(?P<ticks>`(?<![\\`]`)`*)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_FLAGS: Final = re.DOTALL | re.MULTILINE
_NOTE_OR_CODE: Final = re.compile(f"{_NOTE}|{_FENCED}|{_SPAN}", _FLAGS)
_FENCED_CODE: Final = re.compile(_FENCED, _FLAGS)
_CODE_SPAN: Final = re.compile(_SPAN, _FLAGS)
_SHOWN: Final = re.compile(f"[^{_NOTED}]+")


def apart(body: str) -> tuple[str, str]:
    """The body without its notes, and the body with notes and code blotted out, letter for letter.

    Letters that stand for notes and code are taken from the body first, if somebody has typed them.
    """
    body = body.replace(_NOTED, "\ufffd").replace(_CODED, "\ufffd")
    if "<!--" not in body:
        return body, _without_code(body)
    seen = _NOTE_OR_CODE.sub(lambda match: match[0] if match["note"] is None else _blotted(match[0], _NOTED), body)
    text = seen.replace(_NOTED, "")
    left, at = _without_code(text), 0

    def next_of_left(match: re.Match[str]) -> str:
        nonlocal at
        begin, at = at, at + len(match[0])
        return left[begin:at]

    return text, _SHOWN.sub(next_of_left, seen)


def prose(body: str) -> str:
    """``body`` with its notes and its code blotted out, letter for letter, for those who look at its words."""
    return apart(body)[1]


def notes(body: str) -> Iterator[tuple[int, str]]:
    """The notes to oneself in ``body``, each with the place where it begins, counted from 0."""
    if "<!--" in body:
        yield from ((match.start(), match[0]) for match in _NOTE_OR_CODE.finditer(body) if match["note"] is not None)


def endless_note(path: str, body: str, first_line: int) -> Iterator[Problem]:
    """The note in ``body`` that never ends, if there is one."""
    for at, note in notes(body):
        if not note.endswith("-->"):
            line, column = first_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at)
            message = "A note to yourself begins here and never ends, so the rest of the page would be missing."
            yield Problem(path, line, column, "error", "markdown-note", message, "Where it ends, write -->")


def _without_code(text: str) -> str:
    if "`" not in text and "~" not in text:
        return text
    for code in (_FENCED_CODE, _CODE_SPAN):
        text = code.sub(lambda match: _blotted(match[0], _CODED), text)
    return text


def _blotted(hidden: str, letter: str) -> str:
    return "\n".join(letter * len(line) for line in hidden.split("\n"))
