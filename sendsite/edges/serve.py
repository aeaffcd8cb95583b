"""A preview on this machine only, which reloads the page in the browser after each rebuild."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from sendsite.edges.setup import SetupError

if TYPE_CHECKING:
    from sendsite.model import Build

HOST: Final = "127.0.0.1"
_OWN: Final = "/__sendsite/"
_SCRIPT: Final = """\
const source = new EventSource("/__sendsite/changes");
let seen = null;
source.onmessage = (event) => {
  if (seen !== null && seen !== event.data) location.reload();
  seen = event.data;
};
"""
_TYPES: Final = {
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
}
_META_POLICY: Final = re.compile(rb'<meta http-equiv="content-security-policy"[^>]*>', re.IGNORECASE)
_POLICY: Final = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'"


class Preview:
    """The latest build, and a way to wait for the next."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self.version = 0
        self.files: dict[str, bytes] = {}
        self.trouble = ""

    def show(self, build: Build, trouble: str) -> None:
        """Take a new build. A faulty one leaves the last good pages in place, with ``trouble`` written over them."""
        with self._condition:
            if not trouble or not self.files:
                self.files = {output.path: output.data for output in build.outputs}
            self.trouble = trouble
            self.version += 1
            self._condition.notify_all()

    def wait_beyond(self, version: int, seconds: float) -> int:
        """The version once it has moved on from ``version``, or the same after ``seconds``."""
        with self._condition:
            self._condition.wait_for(lambda: self.version != version, seconds)
            return self.version


def server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server for ``preview`` on the loopback address. Raises SetupError when the port is taken."""

    class Handler(_Handler):
        shown = preview

    try:
        return _Server((HOST, port), Handler)
    except OSError as fault:
        msg = f"The preview cannot use port {port}: {fault.strerror}. Choose another with --port."
        raise SetupError(msg) from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    shown: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in {HOST, "localhost"}:  # a page elsewhere must not read the preview through a made-up name
            self._send(
                HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"The preview answers only to this machine.\n"
            )
            return
        path = posixpath.normpath(unquote(urlsplit(self.path).path))
        match path:
            case "/__sendsite/changes":
                self._stream()
            case "/__sendsite/reload.js":
                self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", _SCRIPT.encode())
            case _:
                self._file(path)

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def _file(self, path: str) -> None:
        name = path.lstrip("/")
        files = self.shown.files
        index = f"{name}/index.html".lstrip("/")
        if name not in files and index in files:
            if name and not urlsplit(self.path).path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            name = index
        data = files.get(name)
        if data is None:
            self._send(
                HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", self._dressed(files.get("404.html", b"Not found"))
            )
            return
        suffix = posixpath.splitext(name)[1]
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind == "text/html":
            data = self._dressed(data)
        self._send(
            HTTPStatus.OK,
            f"{kind}; charset=utf-8" if kind.startswith("text/") and "charset" not in kind else kind,
            data,
        )

    def _dressed(self, page: bytes) -> bytes:
        """A page with the script that reloads it, and with the trouble of the last build on top."""
        page = _META_POLICY.sub(b"", page)
        page = page.replace(b"</head>", b'<script src="/__sendsite/reload.js" defer></script></head>', 1)
        if not self.shown.trouble:
            return page
        style = "margin:0;padding:1rem;background:#fff;color:#8a1c4a;border-bottom:4px solid;white-space:pre-wrap;font:1rem/1.5 monospace"
        panel = Markup('<pre style="{}">{}</pre>').format(style, self.shown.trouble).encode()
        return (
            re.sub(rb"(<body[^>]*>)", lambda body: body[1] + panel, page, count=1) if b"<body" in page else panel + page
        )

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = self.shown.version
        try:
            while True:
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                version = self.shown.wait_beyond(version, 15)
        except OSError:  # the browser has gone
            return

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the builds."""
