"""A preview that runs, and requests sent to it exactly as they are written."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING, Any

from sendsite.edges.preview.edition import Edition
from sendsite.edges.preview.listening import HOST
from sendsite.edges.preview.server import Server
from sendsite.formats.report import Report
from sendsite.model import Problem, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sendsite.edges.preview.stage import Stage

PATIENCE = 60
POLICY = "default-src 'none'; style-src 'self'"
FRAME = (
    f'<!doctype html><html lang="en"><head><meta http-equiv="content-security-policy" content="{POLICY}">'
    '<title>{0}</title><link rel="stylesheet" href="/assets/site.css"></head>'
    '<body class="home"><main><h1>{0}</h1>{1}</main></body></html>'
)


def page(words: str, more: str = "") -> bytes:
    """A page of a site."""
    return FRAME.format(words, more).encode()


FILES = {
    "index.html": page("Hello"),
    "404.html": page("Not here"),
    "about us/index.html": page("About us"),
    "assets/site.css": b"p {}",
    "assets/logo.svg": b"<svg/>",
    "assets/text.woff2": b"font",
    "events/all.ics": b"BEGIN:VCALENDAR",
    "news/feed.xml": b"<feed/>",
    "files/plan.pdf": b"%PDF",
    "files/photo.JPG": b"photo",
    "files/data.unheard": b"data",
    "robots.txt": b"User-agent: *",
}
MAKES = {"content/index.md": frozenset({"index.html"}), "content/about us.md": frozenset({"about us/index.html"})}


def problem(path: str, severity: str = "error", message: str = "“titel” is not a field we know.") -> Problem:
    """A problem on the second line of a file."""
    return Problem(path, 2, 1, severity, "field-unknown", message, "Did you mean “title”?")  # type: ignore[arg-type]


def edition(files: Mapping[str, bytes] = FILES, *problems: Problem, **more: Any) -> Edition:  # noqa: ANN401 - as it takes
    """An edition of these files with these problems; each file with one has a second line that is wrong."""
    sources = {
        each: Source(each, b"---\ntitel: <b>A page</b>\n---\n") for each in {*MAKES, *(p.path for p in problems)}
    }
    return Edition(Report(tuple(sorted(problems)), sources), files, **{"makes": MAKES, **more})


@contextmanager
def running(stage: Stage, host: str = HOST, port: int = 0) -> Iterator[Server]:
    """A server for what is on the stage."""
    server = Server(stage, host, port)
    server.start()
    try:
        yield server
    finally:
        server.close()


def ask(
    port: int, path: str, method: str = "GET", *, to: str = HOST, host: str | None = None, **fields: str
) -> tuple[HTTPResponse, bytes]:
    """Ask for ``path`` exactly as it is written; underscores in the names of ``fields`` stand for hyphens."""
    connection = HTTPConnection(to, port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"{HOST}:{port}" if host is None else host)
    for name, value in fields.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def connected(port: int, host: str = HOST) -> socket.socket:
    """A connection on which nothing has been said."""
    return socket.create_connection((host, port), PATIENCE)


def said(connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up."""
    parts = []
    while data := connection.recv(65_536):
        parts.append(data)
    return b"".join(parts)


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds, or fail saying what never came."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
