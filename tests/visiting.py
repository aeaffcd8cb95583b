"""Sites served the way a plain web server does, and pages of them opened in a browser."""

from __future__ import annotations

import mimetypes
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sendsite.edges import clock, reading
from sendsite.memo import Memo
from sendsite.model import Snapshot
from sendsite.site.build import build
from tests.browsing import DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).resolve().parent.parent

# Each site: its folder, the moment it is built for, and the path that it lives below.
SITES = {
    "today": (ROOT, "2026-11-23T12:00", "/"),
    "open": (ROOT, "2021-06-20T12:00", "/"),
    "planned": (ROOT, "2021-05-20T12:00", "/"),
    "kinds": (ROOT / "tests/golden/kinds/content", "2026-06-22T10:00", "/send/"),
    "languages": (ROOT / "tests/languages/content", "2026-06-01T09:00", "/"),
}


@cache
def files(site: str) -> dict[str, bytes]:
    """The files of a site by the path of their address."""
    folder, now, below = SITES[site]
    found = reading.Reader(folder.parent if folder.name == "content" else folder).read()
    sources = found.sources
    if folder != ROOT:  # its own layouts are bare
        ours = reading.Reader(ROOT).read().sources
        sources = {path: source for path, source in sources.items() if path.startswith(("content/", "layouts/words/"))}
        sources |= {path: source for path, source in ours.items() if path.startswith("layouts/")}
    made = build(Memo(), Snapshot(sources, clock.now(now)))
    assert not made.fails()
    assert found.problems == ()
    return {below + output.path: output.data for output in made.outputs}


class Host(BaseHTTPRequestHandler):
    """Serves one site the way a plain web server does."""

    site = "today"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give the file, or the page for addresses that lead nowhere."""
        path = urlsplit(self.path).path
        known = files(self.site)
        found = known.get(f"{path}index.html" if path.endswith("/") else path)
        data = found if found is not None else known[f"{SITES[self.site][2]}404.html"]
        kind = mimetypes.guess_type(path)[0] if "." in path else "text/html"
        self.send_response(200 if found is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if kind == "text/html" else kind or "")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Keep quiet."""


@contextmanager
def host(site: str) -> Iterator[str]:
    """The address of a running server for a site."""
    handler = type("SiteHost", (Host,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{SITES[site][2]}"
        server.shutdown()
        thread.join()


@dataclass
class Visit:
    """A page in a context of its own, and what it has asked for, got nothing for, and said on the console."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    in_vain: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note all of that from now on."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("response", lambda response: self.in_vain.extend([response.url] * (response.status >= 400)))
        self.page.on("requestfailed", self._failed)
        self.page.on("console", lambda message: self.said.append(message.text))

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is so when a page is left while its icon still comes
            self.in_vain.append(request.url)


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:  # noqa: ANN401 - whatever a context takes
    """The page at ``address``, without the memory of any other visit."""
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
    found = Visit(context.new_page(), address)
    found.listen()
    found.page.goto(address)
    yield found
    context.close()
