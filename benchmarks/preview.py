"""How long an editor waits for a preview: from closing the file to the first answer with the new bytes in it."""

from __future__ import annotations

import http.client
import posixpath
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from benchmarks import projects
from benchmarks.measuring import FailedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.race import Racer

PAGE: Final = f"/{projects.EDITED.removesuffix('.md')}/"
SECTION: Final = f"{posixpath.dirname(PAGE.rstrip('/'))}/"  # it lists the page
FIRST: Final = 1800  # seconds to wait at most for the first page
LONGEST: Final = 300  # and for an edit
REST: Final = 1.5  # seconds between edits, so that one does not wait for another
GAP: Final = 0.004  # seconds between two requests
REQUESTS: Final = 20


def waits(racer: Racer, runs: int, first: int) -> dict[str, list[float]]:
    """Seconds for each kind of edit, and for a request alone, which is in every one of them.

    A title is there when the page and the list of its section have it. Edits are numbered from ``first``.
    """
    found: dict[str, list[float]] = {"serve: a request": [], "serve: body": [], "serve: title": []}
    with _served(racer) as link:
        for _ in range(REQUESTS):
            started = time.perf_counter()
            _get(link, PAGE)
            found["serve: a request"].append(time.perf_counter() - started)
        for number in range(first, first + runs):
            for what, pages in (("body", (PAGE,)), ("title", (PAGE, SECTION))):
                time.sleep(REST)
                told = racer.generator.edit(racer.site, "title" if what == "title" else "body", number).encode()
                closed = time.perf_counter()
                for page in pages:
                    _await(link, page, told, closed + LONGEST)
                found[f"serve: {what}"].append(time.perf_counter() - closed)
    return found


@contextmanager
def _served(racer: Racer) -> Iterator[http.client.HTTPConnection]:
    """A connection to the preview, kept open, once it shows the site."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        racer.words(*racer.generator.preview, str(port)),
        cwd=racer.site,
        env=racer.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        _await(link, PAGE, b"</html>", time.perf_counter() + FIRST, process)
        yield link
    finally:
        link.close()
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _await(
    link: http.client.HTTPConnection,
    page: str,
    told: bytes,
    until: float,
    process: subprocess.Popen[bytes] | None = None,
) -> None:
    """Ask for ``page`` until it has ``told`` in it. Raises FailedError when that takes too long."""
    while time.perf_counter() < until and (process is None or process.poll() is None):
        if told in _get(link, page):
            return
        time.sleep(GAP)
    msg = f"{told.decode()} never came to {page}"
    raise FailedError(msg)


def _get(link: http.client.HTTPConnection, page: str) -> bytes:
    """The page, or nothing while nobody answers."""
    try:
        link.request("GET", page)
        answer = link.getresponse()
        data = answer.read()
    except (OSError, http.client.HTTPException):
        link.close()
        return b""
    return data if answer.status == http.client.OK else b""
