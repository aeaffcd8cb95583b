"""Bytes to text, strictly: a file in another encoding is refused by name instead of published as rubbish."""

from __future__ import annotations

from sendsite.model import Problem


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a UTF-8 file with its line ends as ``\\n`` and no byte order mark, or None and the problem."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_wrong(path, 1, 1, "This file is saved as UTF-16, and we can only read UTF-8."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8-sig", "replace")
        line, column = _position(before)
        letter = data[fault.start : fault.start + 1].decode("cp1252", "replace")
        message = f"This file is not saved as UTF-8: the first letter we cannot read is probably “{letter}”."
        return None, (_wrong(path, line, column, message),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line_text in enumerate(text.split("\n"), start=1):
        for column, letter in enumerate(line_text, start=1):
            if letter < " " and letter != "\t":
                message = f"There is an invisible control character here (number {ord(letter)})."
                return None, (
                    Problem(
                        path, number, column, "error", "text-control", message, "Delete it and type the words again."
                    ),
                )
    return text, ()


def _position(before: str) -> tuple[int, int]:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _wrong(path: str, line: int, column: int, message: str) -> Problem:
    hint = "Open the file in your editor, choose “Save as”, and pick the encoding UTF-8."
    return Problem(path, line, column, "error", "text-encoding", message, hint)
