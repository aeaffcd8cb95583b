"""Short names of a page's text, each followed by its explanation where it is first used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_CAPITALS: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_PIECE: Final = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)[^>]*>|(?P<text>[^<]+)")
_WORD: Final = re.compile(r"(?<![\w&/@.-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w&@]|[-/.]\w)")
# Within these a button would stand in another thing to press, would be read out with every cell, or is no word.
_APART: Final = frozenset({
    "a", "button", "caption", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "th",
})  # fmt: skip
_OPENED: Final = re.compile(r"\((?:the |or |called |known as )?[\"“]?$")
_GIVEN: Final = re.compile(r"[\"”]?\)|[\"”]? \([A-Za-z]+ |[\"”]? (?:stands for|is short for) ")


def explained(html: str, known: AbstractSet[str], explanation: Callable[[str, str], str]) -> str:
    """``html``, as our own Markdown makes it, with the first use of each of the ``known`` words explained.

    ``explanation`` gives the HTML in place of a word, from the word and from how it is written there. What the text
    itself explains on the spot, as in “some words (ABC)” or “ABC (some words)”, is left alone on the whole page.
    """
    waiting = {_singular(word) for word in _CAPITALS.findall(html)} & known
    if not waiting:
        return html
    pieces: list[str] = []
    done = apart = 0
    for piece in _PIECE.finditer(html):
        if piece["tag"]:
            if piece["tag"] in _APART:
                apart += -1 if piece["end"] else 1
        elif not apart:
            for match in _WORD.finditer(html, *piece.span()):
                word = _singular(match[0])
                if word not in waiting:
                    continue
                waiting.discard(word)
                if f"({match[0]})" not in piece["text"] and not _is_given(html, *match.span(), piece.start()):
                    pieces += (html[done : match.start()], explanation(word, match[0]))
                    done = match.end()
            if not waiting:
                break
    return "".join((*pieces, html[done:]))


def _is_given(html: str, start: int, end: int, since: int) -> bool:
    return _GIVEN.match(html, end) is not None or _OPENED.search(html[since:start]) is not None


def _singular(word: str) -> str:
    return word.removesuffix("s")
