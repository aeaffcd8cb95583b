"""Bytes to text, strictly: a file in another encoding is refused by name instead of published as rubbish."""

from __future__ import annotations

import re
from typing import Final

from sendsite.model import Problem

# Control characters, and the line separators that Word and Teams paste: they break YAML, feeds and line numbers.
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a UTF-8 file, or None and the problem.

    Line ends become line feeds, and a byte order mark is left out.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_encoding(path, "", "This file is saved as UTF-16, and we can only read UTF-8."),)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = _with_line_feeds(data.decode())
    except UnicodeDecodeError as fault:
        letter = data[fault.start : fault.start + 1].decode("cp1252", "replace")
        message = f"This file is not saved as UTF-8: the first letter we cannot read is probably “{letter}”."
        return None, (_encoding(path, _with_line_feeds(data[: fault.start].decode()), message),)
    if match := _INVISIBLE.search(text):
        message = f"There is an invisible character here (number {ord(match[0])})."
        line, column = _after(text[: match.start()])
        hint = "Delete it and type the words again."
        return None, (Problem(path, line, column, "error", "text-control", message, hint),)
    return text, ()


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _after(before: str) -> tuple[int, int]:
    """Line and column of what follows ``before``."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _encoding(path: str, before: str, message: str) -> Problem:
    hint = "Open the file in your editor, choose “Save as”, and pick the encoding UTF-8."
    return Problem(path, *_after(before), "error", "text-encoding", message, hint)
