"""A folder that may be deleted at any time, with signs that say so to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# https://bford.info/cachedir/ tells programs that make backups; the other file tells Git.
_SIGNS: Final = {"CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n", ".gitignore": "*\n"}


def make(folder: Path, rights: int = 0o777) -> None:
    """Make such a folder if it is not there, with these rights. Raises OSError."""
    folder.mkdir(rights, exist_ok=True)
    for name, text in _SIGNS.items():
        if not (sign := folder / name).exists():
            sign.write_text(text, "utf-8")
