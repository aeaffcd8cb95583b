"""The words of one page for the index of the search, each with how much the page is about it."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sendsite.crafts.search import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

# How much a word counts, from 0: it is in the text, is there often, stands in the summary or a heading, in the title,
# in a title that has hardly another word.
ONCE, OFTEN, SAID, TITLE, ALONE = range(5)
GRADES: Final = 5
_SHORT: Final = 2  # words of a title
_OFTEN: Final = 3  # times
_HEADING: Final = re.compile(r"<h[2-6]\b[^<>]*>(.*?)</h[2-6]>", re.DOTALL)
_MAIN: Final = re.compile(r"<main\b[^<>]*>(.*)</main>", re.DOTALL)
_TITLE: Final = re.compile(r"<h1\b[^<>]*>(.*?)</h1>", re.DOTALL)
_SUMMARY: Final = re.compile(r'<meta name="description" content="([^"<>]*)">')
# An explanation of a short name says nothing of the page that it is on: layouts/parts/word.html.
_ASIDE: Final = re.compile(r'<span class="word-note".*?</button></span>', re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")


def weighed(title: str, said: Iterable[str], body: str) -> str:
    """The stems of a page, one line for each grade from the lowest, as words with spaces between them.

    ``said`` is the summary and whatever else says what the page is about; ``body`` is finished HTML.
    """
    best: dict[str, int] = {}
    named = TITLE if len(stems.stems(title)) > _SHORT else ALONE
    for text, grade in [(title, named), *((each, SAID) for each in (*said, *map(plain, _HEADING.findall(body))))]:
        for word in stems.words(text):
            for stem in stems.forms(word):
                best.setdefault(stem, grade)
    lines: list[list[str]] = [[] for _ in range(GRADES)]
    counted: Counter[str] = Counter()
    for word, times in Counter(stems.words(plain(body))).items():
        for stem in stems.forms(word):
            counted[stem] += times
    for stem, times in counted.items():
        if stem not in best:
            lines[OFTEN if times >= _OFTEN else ONCE].append(stem)
    for stem, grade in best.items():
        lines[grade].append(stem)
    return "\n".join(" ".join(sorted(line)) for line in lines)


def plain(markup: str) -> str:
    """The text of finished HTML, without explanations of short names."""
    own = _ASIDE.sub(" ", markup) if "word-note" in markup else markup
    text = _TAG.sub(" ", own)
    return html.unescape(text) if "&" in text else text


def head(page: str) -> tuple[str, str]:
    """The title and the summary of a finished page; empty where its layout has none."""
    title, summary = _TITLE.search(page), _SUMMARY.search(page)
    return " ".join(plain(title[1]).split()) if title else "", html.unescape(summary[1]) if summary else ""


def main(page: str) -> str:
    """What a finished page says, without what stands on every page."""
    found = _MAIN.search(page)
    return found[1] if found else ""
