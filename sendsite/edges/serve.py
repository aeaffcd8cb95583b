"""A preview on this machine only, which reloads the page in the browser after each rebuild."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from markupsafe import Markup

from sendsite.edges.setup import SetupError

if TYPE_CHECKING:
    from sendsite.model import Build

HOST: Final = "127.0.0.1"
_SCRIPT: Final = """\
const source = new EventSource("/__sendsite/changes");
let seen = null;
source.onmessage = (event) => {
  if (seen !== null && seen !== event.data) location.reload();
  seen = event.data;
};
"""
_TYPES: Final = {
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
_OWN_HOST: Final = re.compile(rf"(?:{re.escape(HOST)}|localhost)(?::\d+)?")
_META_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'"
)
_PANEL: Final = Markup(
    '<pre style="margin:0;padding:1rem;background:#fff;color:#8a1c4a;border-bottom:4px solid;white-space:pre-wrap;'
    'font:1rem/1.5 monospace">{}</pre>'
)


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
    allow_reuse_address = sys.platform != "win32"  # there it would let two previews share a port

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about browsers that hang up."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # whatever socketserver gave us


class _Handler(BaseHTTPRequestHandler):
    shown: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not _OWN_HOST.fullmatch(self.headers.get("Host", "")):
            # A page elsewhere must not read the preview through a made-up name.
            self._send(HTTPStatus.FORBIDDEN, ".txt", b"The preview answers only to this machine.\n")
            return
        path = unquote(re.split("[?#]", self.path)[0])
        match path:
            case "/__sendsite/changes":
                self._stream()
            case "/__sendsite/reload.js":
                self._send(HTTPStatus.OK, ".js", _SCRIPT.encode())
            case _:
                self._file(posixpath.normpath(path).lstrip("/"), is_folder=path.endswith("/"))

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def _file(self, name: str, *, is_folder: bool) -> None:
        """Send a file of the site, which is in memory: no name leads to any other file."""
        files = self.shown.files
        index = f"{name}/index.html".lstrip("/")
        if not is_folder and name not in files and index in files:
            self._send(HTTPStatus.MOVED_PERMANENTLY, ".txt", b"", location=quote(posixpath.join("/", name, "")))
            return
        name = index if is_folder else name
        found = files.get(name)
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, ".html", self._dressed(files.get("404.html", b"Not found")))
            return
        suffix = posixpath.splitext(name)[1].lower()
        self._send(HTTPStatus.OK, suffix, self._dressed(found) if suffix == ".html" else found)

    def _dressed(self, page: bytes) -> bytes:
        """A page with the script that reloads it, and with the trouble of the last build on top."""
        page = _META_POLICY.sub(b"", page)
        page = page.replace(b"</head>", b'<script src="/__sendsite/reload.js" defer></script></head>', 1)
        if not self.shown.trouble:
            return page
        panel = _PANEL.format(self.shown.trouble).encode()
        dressed, bodies = re.subn(rb"<body[^>]*>", lambda body: body[0] + panel, page, count=1)
        return dressed if bodies else panel + page

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = self.shown.version
        while self.command != "HEAD":  # until the browser hangs up
            self.wfile.write(f"data: {version}\n\n".encode())
            self.wfile.flush()
            version = self.shown.wait_beyond(version, 15)

    def _send(self, status: HTTPStatus, suffix: str, data: bytes, location: str = "") -> None:
        kind = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the builds."""
