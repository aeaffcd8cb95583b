"""Short names of a page's text, each followed by its explanation where it is first used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_CAPITALS: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
# An element in which a button would stand within another thing to press, would be read out with every cell, or is no
# word; any other tag; a word. It begins with a set of letters, so that the search can leap from one to the next.
_PIECE: Final = re.compile(
    r"[<A-Z](?:"
    r"(?<=<)(?:(?P<apart>a|button|caption|code|dfn|h[1-6]|pre|summary|th)\b[^>]*>.*?</(?P=apart)>|[^>]*>)"
    r"|(?<=[A-Z])(?<![\w&/@.-].)[A-Za-z]*[A-Z][A-Za-z]*(?![\w&@]|[-/.]\w))",
    re.DOTALL,
)
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
    done = 0
    for piece in _PIECE.finditer(html):
        written = piece[0]
        word = _singular(written)
        if word not in waiting:
            continue
        waiting.discard(word)
        start, end = piece.span()
        if not _is_given(html, written, start, end):
            pieces += (html[done:start], explanation(word, written))
            done = end
        if not waiting:
            break
    return "".join((*pieces, html[done:]))


def _is_given(html: str, written: str, start: int, end: int) -> bool:
    since, until = html.rfind(">", 0, start) + 1, html.find("<", end)
    text = html[since : until if until >= 0 else None]
    return f"({written})" in text or bool(_GIVEN.match(html, end) or _OPENED.search(html[since:start]))


def _singular(word: str) -> str:
    return word.removesuffix("s")
