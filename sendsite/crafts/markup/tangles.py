"""What Python-Markdown would stand still on, found before it gets there: towers of lists, thickets of signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

from sendsite.model import Problem

if TYPE_CHECKING:
    from markdown import Markdown

_TOWER: Final = re.compile(r"\n[ \t>]{100}")
_BETWEEN: Final = re.compile(r"(\n[ \t]*\n)")
_FENCE: Final = re.compile(r"^(`{3,}|~{3,})(.*)$", re.MULTILINE)
_TICKS: Final = re.compile("`+")
MAX_CHARACTERS: Final = 100_000
MAX_LINES: Final = 5_000
MAX_SIGNS: Final = 10_000
_SIGNS: Final = "[]*_`\\<&|{}~"
_MOST_OPEN: Final = 100
_MOST_LONE: Final = 20
# Letters that Python-Markdown may look at for one page, again and again; some 20 times what a long page needs.
_PATIENCE: Final = 3_000_000


class TangleError(Exception):
    """Raised from within Python-Markdown when its patience for a page is spent; ``words`` are those it was at."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def too_much(path: str, body: str, first_line: int) -> Problem | None:
    """A page that is larger than any that people would read."""
    if len(body) <= min(MAX_LINES, MAX_SIGNS):
        return None
    counts = (
        (len(body), MAX_CHARACTERS, "characters"),
        (body.count("\n"), MAX_LINES, "lines"),
        (sum(body.count(sign) for sign in _SIGNS), MAX_SIGNS, f"signs like {' '.join(_SIGNS[:5])}"),
    )
    for count, most, things in counts:
        if count > most:
            message = f"This page has {count:,} {things}, and the most is {most:,}."
            # The body begins with the end of the line of three dashes.
            line = first_line + len(body) - len(body.lstrip("\n"))
            return Problem(path, line, 1, "error", "page-size", message, "Make several pages of it.")
    return None


def endless_code(path: str, body: str, first_line: int) -> Problem | None:
    """More code that begins and never ends than a search for its ends could bear."""
    if "`" not in body and "~" not in body:
        return None
    for at in (_endless_fences(body), _endless_ticks(body)):
        if at is not None:
            message = f"More than {_MOST_LONE} blocks or stretches of code begin here and never end."
            hint = "Put the same backticks where each of them ends, or delete them."
            return Problem(path, first_line + body.count("\n", 0, at), 1, "error", "markdown-code", message, hint)
    return None


def _endless_fences(body: str) -> int | None:
    fences = list(_FENCE.finditer(body))
    ends = {match[1]: match.start() for match in fences if not match[2].strip()}
    lone = [match.start() for match in fences if ends.get(match[1], -1) <= match.start()]
    return lone[0] if len(lone) > _MOST_LONE else None


def _endless_ticks(body: str) -> int | None:
    if body.count("`") <= _MOST_LONE:
        return None
    begin = 0
    for paragraph in _BETWEEN.split(body):
        if len({match[0] for match in _TICKS.finditer(paragraph)}) > _MOST_LONE:
            return begin
        begin += len(paragraph)
    return None


def tangle(path: str, prose: str, first_line: int) -> Problem | None:
    """Towers of lists and thickets of brackets (Python-Markdown's issue 798) in ``prose``, a body without its code."""
    if match := _TOWER.search(f"\n{prose}"):
        line = first_line + prose.count("\n", 0, match.start())
        message = "Before the words of this line are a hundred spaces or “>” signs, or even more."
        hint = "Delete most of them: a quotation needs one “>”, and a list within a list needs four spaces."
        return Problem(path, line, 1, "error", "markdown-depth", message, hint)
    pairs = [pair for pair in ("[]", "()") if prose.count(pair[0]) > _MOST_OPEN]
    line = first_line
    for paragraph in _BETWEEN.split(prose) if pairs else ():
        for pair in pairs:
            if (at := _thicket(paragraph, pair)) is not None:
                line += paragraph.count("\n", 0, at)
                message = f"More than {_MOST_OPEN} brackets open from here on before one closes."
                hint = "Delete those that are not meant."
                return Problem(
                    path, line, at - paragraph.rfind("\n", 0, at), "error", "markdown-brackets", message, hint
                )
        line += paragraph.count("\n")
    return None


def _thicket(paragraph: str, pair: str) -> int | None:
    """Where the first of too many brackets within one another opens."""
    opening, closing = pair[0], pair[1]
    if paragraph.count(opening) <= _MOST_OPEN:
        return None
    waiting: list[int] = []
    for at, letter in enumerate(paragraph):
        if letter == opening:
            waiting.append(at)
            if len(waiting) > _MOST_OPEN:
                return waiting[0]
        elif letter == closing and waiting:
            waiting.pop()
    return None


class Meter:
    """Counts the letters that Python-Markdown looks at, and raises ``TangleError`` when they are too many."""

    def __init__(self) -> None:
        self.left = _PATIENCE

    def reset(self) -> None:
        """Begin a page."""
        self.left = _PATIENCE

    def watch(self, md: Markdown) -> None:
        """Count what the patterns for links look at; the blocks are counted by their parser."""
        for name, priority, kind, pattern in _BRACKETED:
            md.inlinePatterns.register(_metered(kind, self)(pattern, md), name, priority)

    def spend(self, letters: int, words: str) -> None:
        self.left -= letters
        if self.left < 0:
            raise TangleError(words)


# Those that look for a closing bracket letter by letter, as Python-Markdown registers them.
_BRACKETED: Final = (
    ("reference", 170, ReferenceInlineProcessor, REFERENCE_RE),
    ("link", 160, LinkInlineProcessor, LINK_RE),
    ("image_link", 150, ImageInlineProcessor, IMAGE_LINK_RE),
    ("image_reference", 140, ImageReferenceInlineProcessor, IMAGE_REFERENCE_RE),
    ("short_reference", 130, ShortReferenceInlineProcessor, REFERENCE_RE),
    ("short_image_ref", 125, ShortImageReferenceInlineProcessor, IMAGE_REFERENCE_RE),
)


def _metered(kind: type[LinkInlineProcessor], meter: Meter) -> type[LinkInlineProcessor]:
    class Metered(kind):  # type: ignore[misc, valid-type]  # one class for each of the six
        def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Python-Markdown's name
            text, end, handled = super().getText(data, index)
            meter.spend(end - index, data)
            return text, end, handled

        def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - as above
            href, title, end, handled = super().getLink(data, index)
            # A quotation mark makes it look for a title as far as the text goes.
            far = not handled or '"' in data[index:end] or "'" in data[index:end]
            meter.spend(len(data) - index if far else end - index, data)
            return href, title, end, handled

    return Metered
