"""Where the preview listens, and the names under which that is known."""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from typing import Final

from sendsite.edges.preview import visitors
from sendsite.edges.setup import SetupError

HOST: Final = "127.0.0.1"
_EVERYWHERE: Final = {"0.0.0.0": HOST, "::": "[::1]"}  # noqa: S104 - only to know them
_TRIES: Final = 20
_USUAL: Final = 8000
_BACKLOG: Final = 1024
_UNREAD: Final = 131_072


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises SetupError with the mend where that cannot be."""
    nowhere = f"The preview cannot be at “{host}”: it is no address of this computer. Leave out --host."
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise SetupError(nowhere) from None
    family, *_, address = min(found, key=lambda each: each[0] is not socket.AF_INET)
    literal = str(address[0])
    try:
        return _bound(family, (literal, port))
    except OSError as fault:
        msg = nowhere
        if fault.errno == errno.EADDRINUSE:
            msg = f"The preview cannot use port {port}: something else uses it already. {_free(family, literal, port)}"
        elif fault.errno in {errno.EACCES, errno.EPERM}:
            msg = f"The preview cannot use port {port}: this computer keeps it. {_free(family, literal, _USUAL)}"
        raise SetupError(msg) from None


def _bound(family: int, address: tuple[str, int]) -> socket.socket:
    both = family == socket.AF_INET6 and address[0] == "::" and socket.has_dualstack_ipv6()
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there, sharing a port would let two previews share it
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if both else 1)
        # Else the system holds megabytes for each visitor who does not read, until it has no more for anybody.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD)
        made.bind(address)
        made.listen(_BACKLOG)
        made.setblocking(False)  # noqa: FBT003 - the standard library's way
    except OSError:
        made.close()
        raise
    return made


def _free(family: int, host: str, port: int) -> str:
    """What to type for the next port that is free."""
    for other in range(port + 1, min(port + _TRIES, 65_535) + 1):
        with suppress(OSError), _bound(family, (host, other)):
            return f"Port {other} is free: add --port {other}"
    return "Add --port 0 to take any that is free."


def is_private(listening: socket.socket) -> bool:
    """Whether only this computer can reach it."""
    return ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def shown(host: str) -> str:
    """The host as it is typed into a browser."""
    return _EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)


def names(host: str, listening: socket.socket) -> frozenset[str]:
    """The names that lead here, as ``visitors.plain`` spells them, besides the address that somebody came in by."""
    own = {visitors.plain(host), *visitors.OURS}
    return frozenset(own if is_private(listening) else own | {socket.gethostname().lower()})
