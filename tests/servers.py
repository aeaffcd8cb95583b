"""Servers on this computer that behave well or badly, for those who ask other sites."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass
class Served:
    """One server: where it is, and every request that it got, with when it came and when its answer was done."""

    port: int
    requests: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    times: list[tuple[float, float]] = field(default_factory=list)
    host: str = "127.0.0.1"
    scheme: str = "http"

    def url(self, path: str = "/") -> str:
        """The address of a path on it."""
        return f"{self.scheme}://{self.host}:{self.port}{path}"


@contextmanager
def served(
    say: Callable[[socket.socket, str], None], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Served]:
    """A server that takes a request, lets ``say(connection, "METHOD path")`` answer it, and hangs up."""
    listener = socket.create_server((host, 0))
    here = Served(listener.getsockname()[1], host=host, scheme="https" if tls else "http")
    over = threading.Event()

    def answer(link: socket.socket) -> None:
        with link, suppress(OSError, ValueError):
            link.settimeout(20)
            if tls:
                link = tls.wrap_socket(link, server_side=True)
            with link:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = link.recv(65536)
                    if not more:
                        return
                    head += more
                began = time.monotonic()
                text = head.decode("latin-1")
                asked = text.split(" HTTP/", 1)[0]
                here.requests.append(asked)
                here.heads.append(text)
                try:
                    say(link, asked)
                finally:
                    here.times.append((began, time.monotonic()))

    def run() -> None:
        while not over.is_set():
            try:
                link, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(link,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    try:
        yield here
    finally:
        over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def reply(status: int, *headers: str, body: str = "") -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status} Words", f"Content-Length: {len(body)}", *headers, "", body]
    return "\r\n".join(lines).encode("latin-1")


def pages(answers: dict[str, bytes], otherwise: bytes = reply(404)) -> Callable[[socket.socket, str], None]:
    """What answers ``METHOD path``, or any method at ``path``, with fixed bytes."""

    def say(link: socket.socket, asked: str) -> None:
        path = asked.partition(" ")[2]
        link.sendall(answers.get(asked, answers.get(path, otherwise)))

    return say


def certificate(folder: Path, name: str, days: int, *, host: str = "IP:127.0.0.1", ends: str = "") -> tuple[Path, Path]:
    """A certificate that signs itself, and its key. ``ends`` is when it ended, like ``20200102000000Z``."""
    cert, key = folder / f"{name}.pem", folder / f"{name}.key"
    if ends:
        _expired(folder, cert, key, host, ends)
    else:
        made = f"req -x509 -newkey rsa:2048 -nodes -days {days} -subj /CN={name} -addext subjectAltName={host}"
        subprocess.run(["openssl", *made.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


def _expired(folder: Path, cert: Path, key: Path, host: str, ends: str) -> None:
    settings = folder / "ca.cnf"
    settings.write_text(
        f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index.txt\nnew_certs_dir={folder}\nserial={folder}/serial\n"
        f"default_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\nsubjectAltName={host}\n"
        "basicConstraints=CA:TRUE\n[req]\ndistinguished_name=n\n[n]\n"
    )
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")
    request = folder / "request.csr"
    make = f"req -new -newkey rsa:2048 -nodes -subj /CN=old -config {settings} -keyout {key} -out {request}"
    sign = f"ca -batch -selfsign -config {settings} -keyfile {key} -in {request} -out {cert} -notext"
    subprocess.run(["openssl", *make.split()], check=True, capture_output=True)
    dates = ["-startdate", "20200101000000Z", "-enddate", ends]
    subprocess.run(["openssl", *sign.split(), *dates], check=True, capture_output=True)


def tls_of(cert: Path, key: Path) -> ssl.SSLContext:
    """What a server needs to show this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context
