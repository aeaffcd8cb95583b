"""Where the targets of links stand in a text. Python-Markdown forgets, so they are looked up by what they say."""

from __future__ import annotations

import html
import re
from collections import deque
from functools import cached_property
from typing import Final

# What stands before the target of a link: in the text, between angle brackets, or in a list of links.
_BRACKETS: Final = r"\]\(\s*<?"
_OPENINGS: Final = re.compile(rf"{_BRACKETS}|<|^ {{0,3}}\[[^\]\n]*\]:\s*<?", re.MULTILINE)
_BETWEEN_BRACKETS: Final = re.compile(_BRACKETS)
_TELLING: Final = 100
_START: Final = re.compile(r"[^\s)>]*")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_NAME: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


class Targets:
    """The places of targets in ``prose``, counted from 0. One that is written twice is found twice, in turn."""

    def __init__(self, prose: str) -> None:
        self.prose = prose

    @cached_property
    def places(self) -> dict[str, deque[int]]:
        """By the start of each target, where it stands."""
        found: dict[str, deque[int]] = {}
        # The third kind of opening has "]:", and looking for it at each letter takes ten times as long.
        is_plain = "<" not in self.prose and "]:" not in self.prose
        for opening in (_BETWEEN_BRACKETS if is_plain else _OPENINGS).finditer(self.prose):
            at = opening.end()
            written = self.prose[at : at + 2 * _TELLING]
            if "\\" in written:
                written = _ESCAPED.sub(r"\1", written)
            written = named(written)
            found.setdefault(_start(written), deque()).append(at)
            if opening[0] == "<" and "@" in written:
                found.setdefault(_start(f"mailto:{written}"), deque()).append(at)
        return found

    def find(self, target: str) -> int:
        """Where ``target`` stands next; 0 for one that is not in the text."""
        places = self.places.get(_start(target))
        if places is None:
            return 0
        return places.popleft() if len(places) > 1 else places[0]


def named(target: str) -> str:
    """``target`` with its letters in place of their HTML names, such as ``&amp;``."""
    return _NAME.sub(lambda name: html.unescape(name[0]), target) if "&" in target else target


def _start(target: str) -> str:
    """Enough of a target to know it by."""
    match = _START.match(target)
    return match[0][:_TELLING] if match else ""
