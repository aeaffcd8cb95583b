"""What somebody who has misspelt a word was about to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW: Final = 12


def nearest(word: str, known: Sequence[str] | frozenset[str]) -> str:
    """A hint that offers the nearest of ``known``, or lists them when they are few."""
    from difflib import get_close_matches  # noqa: PLC0415 - few runs look for what was meant, and every one loads this

    if near := get_close_matches(word.strip().lower(), sorted(known), 1, 0.6) or get_close_matches(
        word, sorted(known), 1
    ):
        return f"Did you mean “{near[0]}”?"
    return f"We know {', '.join(f'“{name}”' for name in sorted(known))}." if 0 < len(known) <= _FEW else ""
