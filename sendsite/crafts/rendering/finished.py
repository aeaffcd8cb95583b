"""A finished page read back: the names in it, where its links lead, and what no reader should ever see.

Our own pages are regular enough for this: every value in a tag stands between double quotation marks, and no value and
no text has a raw ``<``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from string import ascii_letters
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# A value and its name; the rest of its tag follows. The search leaps from one value to the next, and then looks back.
_VALUE: Final = re.compile(
    r'="(?<=[dfcnr]=")(?:(?<=\shref=")|(?<=\sid=")|(?<=\ssrc=")|(?<=\saction=")|(?<=\sposter="))'
    r'([^"<>]*)"(?=[^<>]*>)'
)
_QUIET: Final = re.compile(r"<(code|pre|script|style)\b[^<>]*>.*?</\1>", re.DOTALL)
_QUIET_END: Final = re.compile(rb"</(?:code|pre|script|style)>")
_ORDINARY: Final = bytes({*b"\t\n", *range(0x20, 0x7F)})
_STRAY: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
# What templates, placeholders, Python and Python-Markdown leave behind when something went wrong in silence. With each,
# a rare sign without which there is none of it, and the pieces of text of which it has one: nearly every page has none.
_LEAKS: Final = (
    (r"\{\{|\}\}|\{%|%\}|\{#|#\}", b"", (b"{", b"}")),
    (
        r"(?i:\[(?:insert|note:|name of|website name|organisation name|your |date|tbc|todo|link)[^\[\]<>\n]{0,80}\])",
        b"[",
        (b"[",),
    ),
    (
        r">\s*(?:None|Undefined|nan)\s*(?=<)|None(?<==\"None)(?=\")|Undefined(?<==\"Undefined)(?=\")",
        b"",
        (b"None", b"nan", b"Undefined"),
    ),
    (r"&lt;[\w. ]+ object at 0x\w*", b"&", (b" object at 0x",)),
    (r"wzxhzdk|klzzwxh", b"z", (b"wzxhzdk", b"klzzwxh")),
)


@dataclass(frozen=True, slots=True)
class Finished:
    """The ids of a page (each as often as it occurs), the addresses it leads to, and what should not be in it."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    leaks: tuple[str, ...]


def read(page: bytes) -> Finished:
    """Read a page of ours."""
    text = page.decode()
    ids: list[str] = []
    links: dict[str, None] = {}
    for match in _VALUE.finditer(text):
        at = match.start()
        opened = text.rfind("<", 0, at)
        if opened < 0 or text[opened + 1] not in ascii_letters or text.find(">", opened, at) >= 0:
            continue  # text that looks like it
        value = match[1]
        meant = html.unescape(value) if "&" in value else value
        if text.startswith("id", at - 2):
            ids.append(meant)
        else:
            links[meant] = None
    return Finished(tuple(ids), tuple(links), tuple(dict.fromkeys(_leaks(page, text))))


def _leaks(page: bytes, text: str) -> Iterator[str]:
    if _QUIET_END.search(page):
        text = _QUIET.sub("", text)
        page = text.encode()
    possible = [pattern for pattern, sign, pieces in _LEAKS if sign in page and any(piece in page for piece in pieces)]
    if _STRAY.search(page.translate(None, _ORDINARY).decode()):
        possible.append(_STRAY.pattern)
    if possible:  # no two begin with the same letter, so their order is all one
        yield from (match[0].removeprefix(">").strip() for match in re.finditer("|".join(possible), text))
