"""Fingerprints: assets get names that change with their content, so that a browser may keep them for ever."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_URL: Final = re.compile(r"url\(\s*(['\"]?)(?!data:|#|[a-z]+:|/)([^'\")]+?)\1\s*\)")


def fingerprinted(name: str, digest: str) -> str:
    """``site.css`` with the digest ``0123456789abcdef...`` is ``site.0123456789.css``."""
    stem, suffix = posixpath.splitext(name)
    return f"{stem}.{digest[:10]}{suffix}"


def rewrite(css: str, address: Callable[[str], str | None]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Put the address of each file that ``css`` names in its place; return line and name of those missing, too."""
    missing: list[tuple[int, str]] = []

    def replace(match: re.Match[str]) -> str:
        found = address(match[2])
        if found is None:
            missing.append((css.count("\n", 0, match.start()) + 1, match[2]))
        return f'url("{found}")'

    return _URL.sub(replace, css), tuple(missing)
