"""What Python-Markdown made of signs that were not meant for it: code of indented words, italics within a sum."""

from __future__ import annotations

import html
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sendsite.crafts.markup.blocks import SIGN
from sendsite.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_INDENTED: Final = re.compile("[ >]* {4}")
_STARS: Final = {"em": "*", "strong": "**"}


@dataclass(frozen=True, slots=True)
class Misread:
    """The first line of each block of indented code outside a list, and emphasis within a word, as it was typed."""

    blocks: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def seen(root: Element) -> Misread:
    """What was misread in the finished tree, in which code with a fence is no element yet."""
    # Most pages have neither, and to look for a tag costs less than to look at every element.
    blocks = _blocks(root) if _has(root, "pre") else ()
    within = _within(root) if any(_has(root, tag) for tag in _STARS) else ()
    return Misread(tuple(blocks), tuple(within))


def _has(root: Element, tag: str) -> bool:
    return next(root.iter(tag), None) is not None


def _blocks(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == "pre":
            yield html.unescape("".join(child.itertext())).strip("\n").split("\n")[0]
        elif child.tag not in {"li", "dd"}:
            yield from _blocks(child)


def _within(root: Element) -> Iterator[str]:
    for parent in root.iter():
        before = parent.text or ""
        for child in parent:
            after = child.tail or ""
            if child.tag in _STARS and before[-1:].isalnum() and after[:1].isalnum() and not len(child):
                yield f"{_STARS[child.tag]}{child.text or ''}{_STARS[child.tag]}"
            before = after


def problems(path: str, text: str, prose: str, first_line: int, misread: Misread) -> Iterator[Problem]:
    """What was misread, told where it stands in ``text``, which begins on ``first_line``; ``prose`` has no code."""
    if misread.blocks:
        yield from _grey(path, text, prose, first_line, misread.blocks)
    after = 0
    for typed in misread.within:
        at = prose.find(typed, after)
        if at < 0:
            continue
        after = at + len(typed)
        sign = typed[: len(typed) - len(typed.lstrip("*"))]
        kind = "bold" if len(sign) > 1 else "italic"
        literal = "".join("\\*" for _ in sign)
        message = f"“{typed}” becomes {kind} within a word or a number, and the stars would be gone."
        hint = f"If readers should see each “{sign}”, write {literal} or, in a sum, put a space on both sides of it."
        number = first_line + prose.count("\n", 0, at)
        yield Problem(path, number, at - prose.rfind("\n", 0, at), "error", "markdown-emphasis", message, hint)


def _grey(path: str, text: str, prose: str, first_line: int, blocks: tuple[str, ...]) -> Iterator[Problem]:
    """Where each of ``blocks`` begins: code of words that are indented."""
    places: dict[str, deque[int]] = {}
    for number, (line, seen) in enumerate(zip(text.split("\n"), prose.split("\n"), strict=True), first_line):
        if not seen.startswith(SIGN) and _INDENTED.match(wide := line.expandtabs(4)):
            places.setdefault(wide.lstrip(" >").rstrip(), deque()).append(number)
    reached = 0
    for block in blocks:
        waiting = places.get(block.lstrip(" >").rstrip(), deque())
        while waiting and waiting[0] <= reached:
            waiting.popleft()
        if waiting:
            reached = waiting.popleft()
            message = "The spaces at the start of this line make a grey block of code of it."
            hint = "Take out the spaces at the start of the line."
            yield Problem(path, reached, 1, "error", "markdown-code", message, hint)
