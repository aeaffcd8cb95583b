"""A folder served as a host does that a council might use: text is compressed on the way."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Host(BaseHTTPRequestHandler):
    """A host that compresses text, as those do that councils use."""

    folder = Path()
    headers_of_all: Mapping[str, str] = MappingProxyType({})
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give the file."""
        path = urlsplit(self.path).path
        file = self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        is_there = file.is_file()
        data = file.read_bytes() if is_there else b"There is nothing here."
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind in {"application/json", "application/javascript", "image/svg+xml"}
        if is_text:
            data = gzip.compress(data, 9, mtime=0)
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        self.send_header("Content-Length", str(len(data)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Keep quiet."""


@contextmanager
def host(folder: Path, **headers: str) -> Iterator[str]:
    """The address of a running server for what is in ``folder``; each answer has ``headers``, with hyphens for _."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    handler = type("_SiteHost", (_Host,), {"folder": folder, "headers_of_all": named})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
