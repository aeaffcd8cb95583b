"""What a request asks for: its target to a path of the site, once and strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Collection

_ESCAPES: Final = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_FORBIDDEN: Final = re.compile(r"%2f|%5c|%00", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\\]")


class TargetError(ValueError):
    """A target that no link on the site and no browser of good will would ever ask for."""


def path(target: str) -> str:
    """The path in a request target, decoded; it begins with a slash.

    Raises TargetError when it is not a path, has signs that nobody needs, or climbs. Nothing is decoded twice, and no
    file is ever opened by such a name: this only keeps a slip elsewhere from mattering.
    """
    written = re.split(r"[?#]", target, maxsplit=1)[0]
    if not written.startswith("/") or not _ESCAPES.fullmatch(written) or _FORBIDDEN.search(written):
        raise TargetError(target)
    try:
        decoded = unquote_to_bytes(written).decode()  # an overlong spelling is no UTF-8 either
    except UnicodeDecodeError:
        raise TargetError(target) from None
    if _CONTROL.search(decoded) or {".", ".."} & set(decoded.split("/")):
        raise TargetError(target)
    return decoded


def query(target: str) -> str:
    """What follows the first question mark of a request target, as it stands."""
    return target.partition("?")[2]


def name(path: str) -> str:
    """The file that a web server gives for ``path``."""
    return f"{path[1:]}index.html" if path.endswith("/") else path[1:]


def wants_slash(path: str, files: Collection[str]) -> bool:
    """Whether there is no file at ``path``, but a page at the folder of that name."""
    return not path.endswith("/") and path[1:] not in files and f"{path[1:]}/index.html" in files
