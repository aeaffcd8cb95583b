"""Bytes to text, strictly: a file in another encoding is refused by name instead of published as rubbish."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

# Control characters, and the line separators that Word and Teams paste: they break YAML, feeds and line numbers. Then
# what has no width and splits words for a search, and what turns the direction of reading: it can make a text look
# other than it is (CVE-2021-42574). Joiners (U+200C and U+200D) belong to some scripts and to emoji.
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# Bytes that are never part of any of them, nor of damaged letters. Nearly all bytes of nearly all files are such.
_ORDINARY: Final = bytes({*b"\t\n\r", *range(0x20, 0x7F)})
_LOST: Final = "\ufffd"
# What the later bytes of a letter in UTF-8 become when a program reads them as Windows-1252.
_LATER: Final = (
    "[\xa0-\xbf"
    + "".join(letter for letter in (bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)) if letter)
    + "]"
)
# Portuguese has “Ã” at the end of words, where a closing quotation mark may follow.
_DAMAGED: Final = re.compile(
    f"(?:Â{_LATER}|Ã(?![’”]){_LATER}|[âï]{_LATER}{{2}}|ð{_LATER}{{3}}|(?:[\xc4-\xdf]{_LATER}){{2,}})+"  # noqa: RUF001 - the mark
)
_DAMAGING: Final = re.compile("[\xc2-\xdf\xe2\xef\xf0\ufffd]")  # with one of these, damage begins
_MOST: Final = 10  # different damages that are told of one file
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_SHOWN: Final = 30  # letters of the word before it


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a UTF-8 file, or None and the problems.

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
    extraordinary = data.translate(None, _ORDINARY).decode()
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (match := _CONFLICT.search(text)):
        message = "Two people changed these lines, and both versions are here."
        hint = "Keep one version and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        return None, (Problem(path, *_after(text[: match.start()]), "error", "text-conflict", message, hint),)
    if _INVISIBLE.search(extraordinary) and (match := _INVISIBLE.search(text)):
        before = text[: match.start()]
        line, column = _after(before)
        where = _beside(before.rpartition("\n")[2])
        message = f"There is an invisible character {where}."
        hint = "Delete the letters on both sides of it, and type them again."
        return None, (Problem(path, line, column, "error", "text-control", message, hint),)
    damages = tuple(islice(_damages(path, text), _MOST)) if _DAMAGING.search(extraordinary) else ()
    return (None, damages) if damages else (text, ())


def _damages(path: str, text: str) -> Iterator[Problem]:
    """Letters that were damaged before the file was saved as UTF-8, each where it is for the first time."""
    if (at := text.find(_LOST)) >= 0:
        before = text[:at]
        where = _beside(before.rpartition("\n")[2])
        message = f"A letter was lost {where}: readers would see “{_LOST}” in its place."
        hint = f"Type the letter again, here and wherever else you see “{_LOST}”."
        yield Problem(path, *_after(before), "error", "text-encoding", message, hint)
    seen: set[str] = set()
    for match in _all_damaged(text):
        damaged, meant = match[0], _meant(match[0])
        if damaged in seen or not meant:
            continue
        seen.add(damaged)
        if meant.isspace():
            shown = damaged.strip()
            message = f"The letters “{shown}” and what follows them are damaged: there was probably a space once."
            hint = "Delete them, and type a space."
        else:
            message = f"The letters “{damaged}” are damaged: they were probably “{meant}” once."
            hint = f"Write “{meant}” in their place, here and wherever else they stand."
        yield Problem(path, *_after(text[: match.start()]), "error", "text-encoding", message, hint)


def _all_damaged(text: str) -> Iterator[re.Match[str]]:
    """What ``_DAMAGED`` finds in ``text``, looked for only where it can begin: in most languages that is rare."""
    at = 0
    while start := _DAMAGING.search(text, at):
        match = _DAMAGED.match(text, start.start())
        if match:
            yield match
        at = (match or start).end()


def _meant(damaged: str) -> str:
    """What was there before a program read UTF-8 as Windows-1252, perhaps twice; empty for honest letters."""
    meant = ""
    while _DAMAGED.fullmatch(damaged):
        try:
            damaged = meant = damaged.encode("cp1252").decode()
        except UnicodeError:
            break
    is_sound = all(letter.isprintable() or letter.isspace() for letter in meant)
    return meant if is_sound and not _INVISIBLE.search(meant) else ""


def _beside(before: str) -> str:
    """Where something stands that cannot be seen, on a line that begins with ``before``."""
    words = before.split()
    return f"after “{words[-1][-_SHOWN:]}”" if words else "at the start of this line"


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _after(before: str) -> tuple[int, int]:
    """Line and column of what follows ``before``."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _encoding(path: str, before: str, message: str) -> Problem:
    hint = "Open the file in your editor, choose “Save as”, and pick the encoding UTF-8."
    return Problem(path, *_after(before), "error", "text-encoding", message, hint)
