"""Where the targets of links stand in a text. Python-Markdown forgets, so they are looked up by what they say."""

from __future__ import annotations

import html
import re
from collections import deque
from functools import cached_property
from typing import Final

# What stands before the target of a link: in the text, between angle brackets, or in a list of links. Then its start.
_START: Final = r"[^\s)>]*"
_OPENINGS: Final = re.compile(rf"(?:\]\(\s*<?|<|^ {{0,3}}\[[^\]\n]*\]:\s*<?)(?=({_START}))", re.MULTILINE)
_IN_BRACKETS: Final = re.compile(rf"\]\(\s*(?=({_START}))")
_TELLING: Final = 100
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_END: Final = re.compile(r"[\s)>]")
_NAME: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


class Targets:
    """The places of targets in ``prose``, counted from 0. One that is written twice is found twice, in turn."""

    def __init__(self, prose: str) -> None:
        self.prose = prose

    @cached_property
    def places(self) -> dict[str, deque[int]]:
        """By the start of each target, where it stands."""
        found: dict[str, deque[int]] = {}
        # Looking for the third kind at each letter takes twenty times as long as leaping from bracket to bracket.
        has_brackets_only = "<" not in self.prose and "]:" not in self.prose
        for opening in (_IN_BRACKETS if has_brackets_only else _OPENINGS).finditer(self.prose):
            at, start = opening.end(), opening[1]
            if opening[0] == "<" or "\\" in start or "&" in start:
                written = named(_ESCAPED.sub(r"\1", self.prose[at : at + 2 * _TELLING]))
                start = _start(written)
                if opening[0] == "<" and "@" in written:
                    found.setdefault(_start(f"mailto:{written}"), deque()).append(at)
            found.setdefault(start[:_TELLING], deque()).append(at)
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
    end = _END.search(target)
    return target[: end.start() if end else None][:_TELLING]
