"""One request to one server, of which nothing is believed: whatever it sends ends as an answer or as a fault, in time.

Well-known libraries stop a server that is silent, but not one that drips: urllib3 and httpx, told to wait one second,
wait for as long as a letter comes within each. So this stands on the parser of the standard library, and gives it a
deadline for the whole request, a limit on all that is read, and a look at where a name leads before anything is sent.
"""

from __future__ import annotations

import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from email.message import Message

    from sendsite.crafts.elsewhere.linkverdicts import Doubt, Failure

MOST_BYTES: Final = 512 * 1024  # RFC 9309 wants as much of a robots.txt to be read, and nothing else is read at all
_MOST_ADDRESSES: Final = 4
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL: Final = ipaddress.IPv6Network("64:ff9b:1::/48")
_PORTS: Final = {"http": 80, "https": 443}
# OpenSSL's numbers of what is wrong with a certificate (its x509_vfy.h).
_CERTIFICATE_FAULTS: Final[dict[int, Failure]] = {
    9: "certificate-expired",  # not valid yet
    10: "certificate-expired",
    18: "certificate-unknown",  # signed by itself
    62: "certificate-name",
    64: "certificate-name",  # of a numeric address
}


class FaultError(Exception):
    """No answer, and why; ``connected`` says whether the server was reached at all."""

    def __init__(self, *, reason: Failure | Doubt, connected: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.connected = reason, connected


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: ``host`` is ASCII, ``path`` begins with a slash and includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as the beginning of an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        """The whole address."""
        return self.origin + self.path


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer, its headers by name in small letters, and its first bytes if they were wanted."""

    status: int
    headers: Message
    body: bytes


def target(address: str) -> Target:
    """Where ``address`` leads. Raises FaultError when it is no web address."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if host and not host.isascii():
            host = host[:253].encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        reason: Failure = "bad-address"
        raise FaultError(reason=reason) from None
    if parts.scheme not in _PORTS:
        reason = "not-web"
        raise FaultError(reason=reason)
    if not host or quote(host, ":") != host:
        reason = "bad-address"
        raise FaultError(reason=reason)
    safe = "/%:=&?~+!$,;'@()*[]|"
    path = quote(parts.path or "/", safe) + (f"?{quote(parts.query, safe)}" if parts.query else "")
    return Target(parts.scheme, host.rstrip(".") or host, port or _PORTS[parts.scheme], path)


def is_private(host: str) -> bool:
    """Whether ``host``, a numeric address or ``localhost``, is one that only this computer or its network can reach."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64_LOCAL:
            return True
        inner = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        number = inner or number
    return not number.is_global or number.is_multicast


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, and which certificates are trusted."""

    agent: str
    tls: ssl.SSLContext

    def send(self, method: str, where: Target, seconds: float, *, private: bool, body: bool = False) -> Answer:
        """Ask one server once, for at most so many ``seconds`` in all.

        Unless ``private`` is allowed, nothing is sent to an address in a private network. Raises FaultError.
        """
        end = time.monotonic() + seconds
        headers = {
            "Host": where.origin.partition("://")[2],
            "User-Agent": self.agent,
            "Accept": "*/*",
            "Accept-Language": "en-GB",
            "Connection": "close",
        }
        lines = (f"{method} {where.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", "")
        with _connected(where, end, self.tls, private=private) as link:
            try:
                link.settimeout(_left(end))
                link.sendall("\r\n".join(lines).encode("ascii"))
                return _answer(link, method, end, body=body)
            except (TimeoutError, ConnectionError):
                raise FaultError(reason="no-answer", connected=True) from None
            except (OSError, HTTPException, ValueError):
                raise FaultError(reason="nonsense", connected=True) from None


def _answer(link: socket.socket, method: str, end: float, *, body: bool) -> Answer:
    with HTTPResponse(cast("Any", _Reader(link, end)), method=method) as response:
        response.begin()
        start = response.read(MOST_BYTES) if body else b""
        return Answer(response.status, response.msg, start)


class _Reader(io.RawIOBase):
    """What ``HTTPResponse`` reads from instead of a socket: it ends at a time, and after so many bytes."""

    def __init__(self, link: socket.socket, end: float) -> None:
        self._link, self._end, self._room = link, end, 2 * MOST_BYTES

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - io's own
        self._link.settimeout(_left(self._end))
        count = self._link.recv_into(memoryview(buffer)[: self._room]) if self._room else 0
        self._room -= count
        return count


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(where: Target, end: float, tls: ssl.SSLContext, *, private: bool) -> socket.socket:
    numbers = _numbers(where, end)
    allowed = [number for number in numbers if private or not is_private(number[1][0])][:_MOST_ADDRESSES]
    if not allowed:
        raise FaultError(reason="private")
    for at, (family, number) in enumerate(allowed):
        link = socket.socket(family, socket.SOCK_STREAM)
        try:
            link.settimeout(_left(end) / (len(allowed) - at))
            link.connect(number)
            return _secured(link, where, end, tls) if where.scheme == "https" else link
        except FaultError:
            link.close()
            raise
        except (OSError, ValueError):
            link.close()
    raise FaultError(reason="no-connection")


def _secured(link: socket.socket, where: Target, end: float, tls: ssl.SSLContext) -> socket.socket:
    reason: Failure | Doubt
    try:
        link.settimeout(_left(end))
        return tls.wrap_socket(link, server_hostname=where.host)
    except ssl.SSLCertVerificationError as fault:
        reason = _CERTIFICATE_FAULTS.get(fault.verify_code, "chain")
    except (TimeoutError, ConnectionError):
        reason = "no-answer"
    except (OSError, ValueError):
        reason = "not-secure"
    raise FaultError(reason=reason)


def _numbers(where: Target, end: float) -> list[tuple[socket.AddressFamily, tuple[Any, ...]]]:
    """The numeric addresses of a host. Looking them up knows no time limit of its own, so somebody else does it."""
    found: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def look() -> None:
        try:
            found.put(socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as fault:
            found.put(fault)

    threading.Thread(target=look, daemon=True).start()
    try:
        numbers = found.get(timeout=_left(end))
    except (queue.Empty, TimeoutError):
        raise FaultError(reason="no-answer") from None
    if isinstance(numbers, Exception):
        again = isinstance(numbers, socket.gaierror) and numbers.errno == socket.EAI_AGAIN
        raise FaultError(reason="no-answer" if again else "no-name")
    return [(family, number) for family, _, _, _, number in numbers]
