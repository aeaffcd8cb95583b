"""A finished page read back: the names in it, where its links lead, and what no reader should ever see.

Our own pages are regular enough for this: every value in a tag stands between double quotation marks, and no value and
no text has a raw ``<``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_TAG: Final = re.compile(r"<[a-zA-Z][^<>]*>")
_VALUE: Final = re.compile(r'\s(id|href|src|action|poster)="([^"]*)"')
_QUIET: Final = re.compile(r"<(code|pre|script|style)\b[^<>]*>.*?</\1>", re.DOTALL)
# What templates, placeholders, Python and Python-Markdown leave behind when something went wrong in silence.
_LEAK: Final = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}"
    r"|(?i:\[(?:insert|note:|name of|website name|organisation name|your |date|tbc|todo|link)[^\[\]<>\n]{0,80}\])"
    r"|(?<=>)\s*(?:None|Undefined|nan)\s*(?=<)|(?<==\")(?:None|Undefined)(?=\")|&lt;[\w. ]+ object at 0x\w*"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]|wzxhzdk|klzzwxh"
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
    for tag in _TAG.finditer(text):
        for name, value in _VALUE.findall(tag[0]):
            if name == "id":
                ids.append(html.unescape(value))
            else:
                links[html.unescape(value)] = None
    leaks = dict.fromkeys(match[0].strip() for match in _LEAK.finditer(_QUIET.sub("", text)))
    return Finished(tuple(ids), tuple(links), tuple(leaks))
