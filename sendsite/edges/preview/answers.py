"""An answer: its kind, its headers, and the part of it that was asked for."""

from __future__ import annotations

import mimetypes
import posixpath
import re
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES: Final = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
# What a web server should send with the published site, and nobody keeps anything.
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Pages bring their own policy along in a <meta>, where this one directive has no effect.
_UNFRAMED: Final = "frame-ancestors 'none'"
# Pictures and feeds can hold scripts, and show by themselves when they are opened.
_INERT: Final = f"default-src 'none'; style-src 'unsafe-inline'; {_UNFRAMED}"
_RANGE: Final = re.compile(r"bytes=(?:([0-9]{1,15})-([0-9]{0,15})|-([0-9]{1,15}))")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the headers that depend on what is sent, and the body, which goes on for ever where ``goes_on``."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    goes_on: bool = False

    def head(self, *, closes: bool) -> bytes:
        """The status line and all headers; ``closes`` says that nothing follows on this connection."""
        headers = {**_ALWAYS, **self.headers, "Connection": "close" if closes else "keep-alive"}
        lines = [
            f"HTTP/1.1 {self.status.value} {self.status.phrase}",
            *(f"{name}: {headers[name]}" for name in headers),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def file(name: str, data: bytes, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A file as its name says what it is."""
    suffix = posixpath.splitext(name)[1].lower()
    kind = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    policy = _INERT if "xml" in kind else _UNFRAMED
    headers = {"Content-Type": kind, "Content-Length": str(len(data)), "Content-Security-Policy": policy}
    return Answer(status, {**headers, "Accept-Ranges": "bytes"}, data)


def words(status: HTTPStatus, text: str = "", **headers: str) -> Answer:
    """A sentence instead of a file."""
    plain = file(".txt", (text or f"{status.phrase}\n").encode(), status)
    return replace(plain, headers={**plain.headers, **{name.replace("_", "-"): headers[name] for name in headers}})


def stream() -> Answer:
    """The beginning of an answer that goes on until one of the two hangs up."""
    headers = {"Content-Type": "text/event-stream", "Content-Security-Policy": _UNFRAMED}
    return Answer(HTTPStatus.OK, headers, b"", goes_on=True)


def part(whole: Answer, wish: str) -> Answer:
    """The part of a good answer that a Range header wishes for (RFC 9110, 14.2); the whole where it makes no sense.

    Several ranges at once are not given: a server may answer with the whole.
    """
    found = _RANGE.fullmatch(wish)
    if found is None or whole.status is not HTTPStatus.OK:
        return whole
    size = len(whole.body)
    if found[3]:
        start, end = max(0, size - int(found[3])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
        if found[2] and int(found[2]) < int(found[1]):
            return whole
    if start >= size:
        return words(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, Content_Range=f"bytes */{size}")
    headers = {"Content-Range": f"bytes {start}-{end - 1}/{size}", "Content-Length": str(end - start)}
    return Answer(HTTPStatus.PARTIAL_CONTENT, {**whole.headers, **headers}, whole.body[start:end])
