"""Signs of Markdown and HTML in fields that take plain words: readers would see them as they stand."""

from __future__ import annotations

import html
import re
from typing import Final

# The elements that editors know, and that words pasted from elsewhere bring along.
_TAGS: Final = (
    "a|abbr|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|mark|ol|p|pre|q|s|script|section|"
    "small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
# Each has the words to keep in its group ``words``. A sign opens before a letter and closes after one, so that
# “2 * 3 * 4”, “SEND*” and “a_b_c” mean nothing.
_SIGNS: Final = (
    r"!?\[(?P<words>[^\[\]]+)\]\([^()\s]+\)",
    r"\*\*(?=\S)(?P<words>[^*]+)(?<=\S)\*\*",
    r"(?<!\w)__(?=\w)(?P<words>[^_]+)(?<=[\w.!?])__(?!\w)",
    r"~~(?=\S)(?P<words>[^~]+)(?<=\S)~~",
    r"`(?P<words>[^`]+)`",
    r"(?<![\w*])\*(?=\w)(?P<words>[^*]+)(?<=[\w.!?])\*(?![\w*])",
    r"(?:(?<=^)|(?<=[\s(“]))_(?=\w)(?P<words>[^_]+)(?<=[\w.!?])_(?=[.,;:!?)”]*(?:\s|$))",
    r"^#{1,6} (?P<words>.+)",
    r"<!--(?P<words>).*?-->",
    rf"(?i:</?(?:{_TAGS})(?P<words>)(?:\s+[\w-]+ *=[^<>]*?)?\s*/?>)",
    r"(?P<words>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)",
)
_PATTERNS: Final = tuple(re.compile(pattern) for pattern in _SIGNS)


def first(text: str) -> str:
    """The first piece of ``text`` that looks like Markdown or HTML, with its signs; empty when there is none."""
    found = (match for pattern in _PATTERNS for match in pattern.finditer(text) if _mended(match) != match[0])
    earliest = min(found, key=lambda match: match.start(), default=None)
    return earliest[0] if earliest else ""


def without(text: str) -> str:
    """``text`` as it was meant to be read."""
    for pattern in _PATTERNS:
        text = pattern.sub(_mended, text)
    return " ".join(re.sub(r" +(?=[,.;:!?])", "", text).split())


def _mended(match: re.Match[str]) -> str:
    return html.unescape(match["words"]) if match[0].startswith("&") else match["words"]
