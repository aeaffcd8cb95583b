"""Files that would run on the site: HTML is for layouts alone, and a drawing must be nothing but a drawing."""

from __future__ import annotations

import posixpath
import re
from typing import Final

_PAGES: Final = frozenset({".htm", ".html", ".xhtml", ".shtml", ".mht", ".js", ".mjs", ".swf", ".svgz"})
# What makes a drawing act when somebody opens it by its address (https://www.w3.org/TR/SVG2/interact.html).
_ACTS: Final = re.compile(
    rb"<(?:\w+:)?(?:script|foreignobject|iframe|object|embed|handler)\b|\son[a-z]+\s*=|javascript:|<!ENTITY",
    re.IGNORECASE,
)


def fault(path: str, data: bytes) -> tuple[str, str] | None:
    """What is wrong with a file that would be put on the site as it is, and what to do; None if it only lies there."""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in _PAGES:
        message = (
            f"A file of the type “{suffix}” could do anything with the readers of this site, so we do not publish it."
        )
        return message, "Write a page in Markdown instead, or give it to whoever looks after the layouts."
    if suffix == ".svg" and (match := _ACTS.search(data)):
        line = data.count(b"\n", 0, match.start()) + 1
        message = f"This drawing has more than a drawing in it: see line {line}."
        return message, "Save it from your drawing program as a plain SVG, or as a PNG."
    return None
