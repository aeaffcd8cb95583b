"""A finished page as a browser sees it: its stylesheets, its policies, and the files that it takes in."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Seen:
    """The tags of a page that matter here, as they are written, each with the value that matters.

    ``stylesheets`` and ``policies`` have pairs of tag and value in the order of the page; ``taken_in`` the addresses of
    pictures and the like.
    """

    text: str
    stylesheets: tuple[tuple[str, str], ...]
    policies: tuple[tuple[str, str], ...]
    taken_in: tuple[str, ...]


class _Eyes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stylesheets: list[tuple[str, str]] = []
        self.policies: list[tuple[str, str]] = []
        self.taken_in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        written = self.get_starttag_text() or ""
        if tag == "meta" and said.get("http-equiv", "").strip().lower() == "content-security-policy":
            self.policies.append((written, said.get("content", "")))
        elif tag == "link" and "stylesheet" in said.get("rel", "").lower().split():
            self.stylesheets.append((written, said.get("href", "")))
        elif tag == "link" and "icon" in said.get("rel", "").lower().split():
            self.taken_in.append(said.get("href", ""))
        self.taken_in += [said[name] for name in ("src", "poster") if name in said]
        self.taken_in += [each.split()[0] for each in said.get("srcset", "").split(",") if each.split()]


def page(data: bytes) -> Seen:
    """What there is on a page. Bytes that are no UTF-8 come back from ``written`` as they were."""
    text = data.decode("utf-8", "surrogateescape")
    eyes = _Eyes()
    eyes.feed(text)
    eyes.close()
    return Seen(text, tuple(eyes.stylesheets), tuple(eyes.policies), tuple(eyes.taken_in))


def written(text: str) -> bytes:
    """The bytes of a page."""
    return text.encode("utf-8", "surrogateescape")


def prints(found: Seen, path: str, files: Mapping[str, bytes]) -> tuple[str, tuple[str, ...]]:
    """What tells one state of the page at ``path`` from another, and the same for each of its stylesheets.

    The first changes when the page must be loaded again: with its HTML, save for where its stylesheets are, or with a
    picture. A stylesheet is told by its address and its bytes.
    """
    text = found.text
    for tag, _ in found.stylesheets:
        text = text.replace(tag, "", 1)
    whole = sha256(written(text))
    for address in found.taken_in:
        whole.update(sha256(_file(address, path, files)).digest())
    return whole.hexdigest()[:16], tuple(
        f"{address} {sha256(_file(address, path, files)).hexdigest()[:16]}" for _, address in found.stylesheets
    )


def _file(address: str, path: str, files: Mapping[str, bytes]) -> bytes:
    """The file of the site that is at an address written on the page at ``path``; empty when there is none."""
    try:
        parts = urlsplit(urljoin(path, address))
    except ValueError:  # brackets where a host should be
        return b""
    return b"" if parts.netloc else files.get(posixpath.normpath(unquote(parts.path)).lstrip("/"), b"")
