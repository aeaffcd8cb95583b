"""How large a file may be: what sendsite reads as text, and what families have to wait for."""

from __future__ import annotations

from typing import Final

from sendsite.model import Problem

MEGABYTE: Final = 1_000_000
_TEXT: Final = (".md", ".yaml", ".yml", ".html", ".htm", ".css", ".js", ".svg", ".xml", ".json")
_LONGEST_TEXT: Final = MEGABYTE
_LARGEST: Final = 100 * MEGABYTE
_HEAVY: Final = 10 * MEGABYTE


def limit(path: str) -> int:
    """How many bytes the file at ``path`` may have."""
    return _LONGEST_TEXT if path.lower().endswith(_TEXT) else _LARGEST


def fault(path: str, size: int) -> Problem | None:
    """What is wrong with a file of ``size`` bytes at ``path``."""
    if size > limit(path):
        allowed = limit(path) // MEGABYTE
        message = (
            f"This file is too large: it has {_megabytes(size)} MB, and {allowed} MB is the most we take of its kind."
        )
        hint = (
            "Make several files of it."
            if allowed == 1
            else "Put it where films and large files live, such as a video service, and link to it there."
        )
        return Problem(path, 1, 1, "error", "file-large", message, hint)
    if size > _HEAVY:
        message = (
            f"This file has {_megabytes(size)} MB, which takes minutes to load on a phone and costs families money."
        )
        hint = (
            "Save it with smaller pictures (many programs call this “reduce file size”), or make several files of it."
        )
        return Problem(path, 1, 1, "warning", "file-heavy", message, hint)
    return None


def _megabytes(size: int) -> str:
    """The size to one place, rounded up, so that it is never told to be just what is allowed."""
    return f"{-(-size * 10 // MEGABYTE) / 10:,.1f}"
