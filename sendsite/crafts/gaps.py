"""Words that wait for others: what people type where nobody knows yet what to write."""

from __future__ import annotations

import re
from typing import Final

_WAITING: Final = (
    r"(?:(?:more |further |full )?(?:dates?|details|information|more|text|content|times?|venue) to follow"
    r"(?: shortly| soon)?|to be (?:announced|confirmed|decided)|TB[ACD])"
)
_ANYWHERE: Final = r"lorem ipsum\b|\bX{1,2}/X{1,2}/X{2,4}\b"
# Before them: the start of a line, of a thing in a list, of a cell or of a sentence, or a colon.
_BEFORE: Final = r"(?:^[ \t>]*(?:(?:[-*+]|\d{1,2}\.|#{1,6})[ \t]+)?|[.!?:|][*_]{0,2}[ \t]+)[*_]{0,2}"
_BEHIND: Final = r"(?=[*_]{0,2}(?:[.!][*_]{0,2})?[ \t]*(?:$|\|)|[.!] )"
# For the words of a page, line by line; a match ends with the group “sign”.
IN_TEXT: Final = rf"(?i:(?:(?={_ANYWHERE})|{_BEFORE}(?={_WAITING}{_BEHIND}))(?P<sign>{_ANYWHERE}|{_WAITING}))"
_WHOLE_VALUE: Final = re.compile(rf"{_WAITING}[.!]?", re.IGNORECASE)
_IN_VALUE: Final = re.compile(_ANYWHERE, re.IGNORECASE)
# In small letters, what every match has in it. Letters that are small forms of others too, such as i, k and s, are left
# out: outside ASCII, more than their own capitals fit them.
_TOLD_BY: Final = (b"to follow", b"to be announced", b"to be conf", b"to be dec", b"lorem ", b"x/x")
_TOLD_BY_LETTERS: Final = re.compile(rb"tb[acd](?![a-z])")


def may_wait(text: str) -> bool:
    """Whether ``IN_TEXT`` may fit somewhere in ``text``. A no is certain, and costs a hundredth of the search."""
    letters = text.encode("ascii", "replace").lower()
    return any(words in letters for words in _TOLD_BY) or _TOLD_BY_LETTERS.search(letters) is not None


def in_value(text: str) -> str:
    """The words of the value ``text`` that wait for others; empty when there are none."""
    match = _WHOLE_VALUE.fullmatch(text)
    if match is None and ("/" in text or "lorem" in text.lower()):
        match = _IN_VALUE.search(text)
    return match[0] if match else ""
