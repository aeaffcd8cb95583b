"""Words as a search compares them: folded, without their endings, and without those that every text has.

``layouts/assets/search.js`` does the same with what a reader types. It is told the lists below by the index, so that
there is one of each; a test holds the two against each other in a browser.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Words that say nothing of what somebody looks for.
STOPS: Final = frozenset({
    "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "daughter", "did",
    "do", "does", "for", "from", "get", "got", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its", "me",
    "my", "of", "on", "or", "our", "should", "so", "son", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why",
    "will", "with", "would", "you", "your",
})  # fmt: skip
# How words lose their endings. Each step takes the first line that fits: the ending, what stands in its place, and how
# many letters must be left before it. Our own, after the light stemmers of Harman (1991) and Porter (1980): as short as
# it can be while "exclusions" meets "excluded", "disabled" meets "disability", and "care" does not meet "car".
ENDINGS: Final[tuple[tuple[tuple[str, str, int], ...], ...]] = (
    (
        ("children", "child", 0), ("sses", "ss", 1), ("ies", "y", 2), ("ches", "ch", 2), ("shes", "sh", 2),
        ("xes", "x", 2), ("uses", "us", 1), ("sis", "s", 3), ("us", "us", 1), ("ss", "ss", 1), ("is", "is", 1),
        ("es", "", 4), ("s", "", 2),
    ),
    (("ional", "ion", 3), ("istic", "ism", 2), ("ingly", "ing", 3), ("ically", "ical", 3)),
    (
        ("ication", "y", 3), ("bility", "ble", 2), ("usion", "ud", 3), ("ision", "id", 3), ("ion", "", 4),
        ("sking", "sk", 1), ("sked", "sk", 1), ("aying", "ay", 1), ("ayed", "ay", 1), ("nding", "nd", 1),
        ("nded", "nd", 1), ("ing", "", 4), ("ied", "y", 2), ("ed", "", 4), ("ment", "", 4), ("ness", "", 3),
        ("ly", "", 4), ("ist", "y", 4), ("al", "", 5),
    ),
    (("e", "", 4), *((letter * 2, letter, 2) for letter in "bdfglmnprst")),
)  # fmt: skip
_JOINED: Final = re.compile(r"[^\W_]+(?:['\u2019\u2011-][^\W_]+)*")
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_APOSTROPHE: Final = str.maketrans("", "", "'\u2019")


def words(text: str) -> list[str]:
    """The words of ``text`` as they are written; one with hyphens is one word."""
    return _JOINED.findall(text if text.isascii() else unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1 << 16)  # a site has far fewer words than it has pages times words
def forms(word: str) -> tuple[str, ...]:
    """The stems that a word is found by: of "co-production" those of both its parts and of "coproduction"."""
    parts = _WORD.findall(word)
    whole = ["".join(parts)] if len(parts) > 1 else []
    return tuple([stem for each in (*parts, *whole) if (stem := _stem(each))])


def stems(text: str) -> tuple[str, ...]:
    """The stems of what somebody typed, in order: all that stands for a word, and nothing for the hyphens."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return tuple([stem for each in found if (stem := _stem(each))])


def _stem(word: str) -> str:
    """The stem of a word, empty for one that says nothing."""
    folded = word.lower()
    if not folded.isascii():
        letters = unicodedata.normalize("NFKD", word.replace("\u2019", "'")).lower()
        folded = "".join([letter for letter in letters if letter == "'" or letter.isalnum()])
    folded = folded.removesuffix("'s").translate(_APOSTROPHE)
    if folded in STOPS or (len(folded) == 1 and "a" <= folded <= "z"):
        return ""
    for step in ENDINGS:
        for ending, instead, least in step:
            if folded.endswith(ending) and len(folded) - len(ending) >= least:
                folded = folded.removesuffix(ending) + instead
                break
    return folded
