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

_SIGNS: Final = ('id="', 'href="', 'src="', 'action="', 'poster="')
_VALUE: Final = re.compile(r'\s(id|href|src|action|poster)="([^"<>]*)"[^<>]*>')  # and the rest of the tag
_QUIET: Final = re.compile(r"<(code|pre|script|style)\b[^<>]*>.*?</\1>", re.DOTALL)
_QUIET_ENDS: Final = ("/code>", "/pre>", "/script>", "/style>")
_ORDINARY: Final = bytes({*b"\t\n", *range(0x20, 0x7F)})
_STRAY: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
# What templates, placeholders, Python and Python-Markdown leave behind when something went wrong in silence. With each,
# the pieces of text of which it has one: nearly every page has none of them.
_LEAKS: Final = (
    (r"\{\{|\}\}|\{%|%\}|\{#|#\}", ("{", "}")),
    (
        r"(?i:\[(?:insert|note:|name of|website name|organisation name|your |date|tbc|todo|link)[^\[\]<>\n]{0,80}\])",
        ("[",),
    ),
    (
        r">\s*(?:None|Undefined|nan)\s*(?=<)|None(?<==\"None)(?=\")|Undefined(?<==\"Undefined)(?=\")",
        ("None", "nan", "Undefined"),
    ),
    (r"&lt;[\w. ]+ object at 0x\w*", (" object at 0x",)),
    (r"wzxhzdk|klzzwxh", ("wzxhzdk", "klzzwxh")),
)


@dataclass(frozen=True, slots=True)
class Finished:
    """The ids of a page (each as often as it occurs), the addresses it leads to, and what should not be in it."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    leaks: tuple[str, ...]


def read(text: str) -> Finished:
    """Read a page of ours."""
    ids: list[str] = []
    links: dict[str, None] = {}
    for name, value in _values(text):
        meant = html.unescape(value) if "&" in value else value
        if name == "id":
            ids.append(meant)
        else:
            links[meant] = None
    return Finished(tuple(ids), tuple(links), tuple(dict.fromkeys(_leaks(text))))


def _values(text: str) -> Iterator[tuple[str, str]]:
    """Names and values as they are written in tags, found from where they stand: most tags have none of the names."""
    places = [at for sign in _SIGNS for at in _places(text, sign)]
    done = 0
    for at in sorted(places):
        match = _VALUE.match(text, at - 1) if at > done else None
        opened = text.rfind("<", 0, at)
        if match and text.rfind(">", 0, at) < opened and text[opened + 1] in ascii_letters:
            yield match[1], match[2]
            done = match.end(2) + 1


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _leaks(text: str) -> Iterator[str]:
    if any(end in text for end in _QUIET_ENDS):
        text = _QUIET.sub("", text)
    possible = [pattern for pattern, pieces in _LEAKS if any(piece in text for piece in pieces)]
    if _STRAY.search(text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY).decode("utf-8", "surrogatepass")):
        possible.append(_STRAY.pattern)
    if possible:  # no two begin with the same letter, so their order is all one
        yield from (match[0].removeprefix(">").strip() for match in re.finditer("|".join(possible), text))
