"""Where things live: source paths to addresses on the site, and links as written to the paths they mean."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENT = "content/"
HOST: Final = r"https?://(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?"
SITE: Final = re.compile(HOST + r"(?:/(?:[^\s<>\"'?#]*/)?[^\s<>\"'?#/.]*)?")  # the address of a site
# A target of which nothing has to be taken apart: a path, without a sign that means something in an address.
_PLAIN: Final = re.compile(r"(?!//)[\w./-]+", re.ASCII)
_ALIKE: Final = 0.7
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
})  # fmt: skip


def slug(text: str) -> str:
    """``text`` in small ASCII letters, digits and single hyphens between them; may be empty."""
    letters = text.lower()
    if not letters.isascii():
        folded = unicodedata.normalize("NFKD", letters.translate(_LETTERS)).lower()
        letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def page_address(path: str, own_slug: str | None = None) -> str:
    """The address of a page below the base URL: ``news/x/`` for ``content/news/x.md``.

    A name without any letter or digit of ours leaves an empty part, which no address may have.
    """
    folder, name = posixpath.split(path.removeprefix(CONTENT))
    parts = [slug(part) for part in folder.split("/") if part]
    if name == "index.md":
        if own_slug and parts:
            parts[-1] = own_slug
    else:
        parts.append(own_slug or slug(name.removesuffix(".md")))
    return "".join(f"{part}/" for part in parts)


def file_address(path: str) -> str:
    """The address of a file that is copied as it is."""
    return path.removeprefix(CONTENT)


def section_of(path: str) -> str | None:
    """The path of the section page above ``path``, or None above the home page."""
    folder, name = posixpath.split(path)
    if name == "index.md":
        folder = posixpath.dirname(folder)
    return f"{folder}/index.md" if folder.startswith("content") else None


def nearest(path: str, known: Iterable[str]) -> str:
    """The one of ``known`` whose file name is most like that of ``path``; empty when none is like it.

    Folders and endings are left out of it: they make any two paths look alike.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - few runs look for what was meant, and every one loads this

    def stem(each: str) -> str:
        return posixpath.splitext(posixpath.basename(each))[0].lower()

    by_stem: dict[str, list[str]] = {}
    for each in known:
        by_stem.setdefault(stem(each), []).append(each)
    near = get_close_matches(stem(path), sorted(by_stem), 1, _ALIKE)
    return get_close_matches(path, sorted(by_stem[near[0]]), 1, 0)[0] if near else ""


def is_plain(target: str) -> bool:
    """Whether a target is a path on this site and nothing else, as nearly all are."""
    return _PLAIN.fullmatch(target) is not None


def is_elsewhere(target: str) -> bool:
    """Whether a link leads off this site: it has a scheme or a host. Raises ValueError when nobody can tell."""
    parts = urlsplit(target)
    return bool(parts.scheme or parts.netloc)


def scheme(target: str) -> str:
    """The scheme of a link, in small letters."""
    return urlsplit(target).scheme.lower()


def linked_path(source: str, target: str) -> tuple[str | None, str]:
    """The source path that ``target``, as written in ``source``, means, and its fragment without ``#``.

    The path is None when it would climb out of ``content/``. A target that is only a fragment means ``source`` itself.
    """
    written, fragment = target, ""
    if not is_plain(target):
        parts = urlsplit(target)
        written, fragment = unicodedata.normalize("NFC", unquote(parts.path)), unquote(parts.fragment)
        if not written:
            return source, fragment
    base = CONTENT if written.startswith("/") else posixpath.dirname(source) + "/"
    path = posixpath.normpath(base + written.lstrip("/"))
    inside = path == CONTENT.rstrip("/") or path.startswith(CONTENT)
    return (path if inside else None), fragment
