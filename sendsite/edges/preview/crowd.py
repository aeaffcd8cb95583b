"""Everybody who is connected: when there is no room left, whoever has been waited for longest gives way.

So however many come and never ask, or never read, the next one is served. Those who wait for changes have a share of
the room to themselves, and cannot take the rest.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio

MOST: Final = 1024
_MOST_ON_WINDOWS: Final = 384  # its “select” can watch 512
_RESERVE: Final = 192  # files that a build may have open meanwhile
_LEAST: Final = 16


@dataclass(eq=False, slots=True)
class Guest:
    """One connection, and whether an answer has begun to go out on it."""

    writer: asyncio.StreamWriter
    is_answered: bool = False


@dataclass(slots=True)
class Crowd:
    """All guests, in the order in which they last made progress. ``busy`` is what is said to who gives way."""

    room: int
    busy: bytes
    _guests: dict[Guest, None] = field(default_factory=dict)
    _listeners: set[Guest] = field(default_factory=set)

    def enter(self, guest: Guest) -> None:
        """Let somebody in."""
        if len(self._guests) + len(self._listeners) >= self.room:
            self._turn_away(next(iter(self._guests)))
        self._guests[guest] = None

    def progressed(self, guest: Guest) -> None:
        """Put somebody at the end of the order."""
        if guest in self._guests:
            del self._guests[guest]
            self._guests[guest] = None

    def listens(self, guest: Guest) -> bool:
        """Whether there is room for ``guest`` to wait for changes from now on, beyond the reach of the others."""
        if len(self._listeners) >= self.room // 2:
            return False
        self._guests.pop(guest, None)
        self._listeners.add(guest)
        return True

    def leave(self, guest: Guest) -> None:
        """Let somebody go, known or not."""
        self._guests.pop(guest, None)
        self._listeners.discard(guest)

    def disperse(self) -> None:
        """Hang up on everybody who is there."""
        for guest in (*self._guests, *self._listeners):
            guest.writer.transport.abort()

    def _turn_away(self, guest: Guest) -> None:
        self.leave(guest)
        if guest.is_answered:
            guest.writer.transport.abort()
        else:
            guest.writer.write(self.busy)
            guest.writer.close()


def room() -> int:
    """How many connections this process can have besides the files that it opens."""
    if sys.platform == "win32":
        return _MOST_ON_WINDOWS
    import resource  # noqa: PLC0415 - Windows has none

    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(_LEAST, min(MOST, limit - _RESERVE))
