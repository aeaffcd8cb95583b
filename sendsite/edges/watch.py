"""Waits for something to change, and says where to look.

What really changed is found by reading again, so a hint that is lost or comes twice does no harm. Now and then
everything is to be looked at anyway: the clock moves on, and no system tells of every change.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol, Self

from sendsite.edges.hints import LONGEST, NOTHING, POLL, Burst, Changes
from sendsite.edges.reading import FOLDERS

if sys.platform == "linux":
    from sendsite.edges.inotify import Inotify as _Listening
else:
    from sendsite.edges.observed import Observed as _Listening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sendsite.edges.hints import Hint

LOOK_ANYWAY: Final = 5.0


class Watcher:
    """Watches the folders of a site until closed. Use as a context manager."""

    def __init__(self, site: Path, say: Callable[[str], None], poll: float | None = None) -> None:
        """Go by what the system tells, or where ``poll`` is given, have everything looked at after so many seconds.

        Where the system cannot tell, ``say`` is called with a sentence on that and its mend, and POLL holds.
        """
        self._site = site
        self._say = say
        self._every = LOOK_ANYWAY if poll is None else poll
        self._look_at: float | None = None
        self._trees: tuple[object, ...] | None = None  # while nobody listens
        self._ears: _Ears = _Deaf()
        if poll is None:
            self._listen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ears.close()

    def wait(self, seconds: float = LOOK_ANYWAY) -> Changes:
        """What may have changed, when that has settled; nothing after ``seconds``; everywhere when it is time to look.

        A change that came before anybody waited is not lost.
        """
        started = time.monotonic()
        if self._look_at is None:
            self._look_at = started + self._every
        until = min(started + seconds, self._look_at)
        changes = self._settled(until)
        while changes == NOTHING and time.monotonic() < until:
            changes = self._settled(until)
        if time.monotonic() >= self._look_at:  # also in the middle of changes, which may have no end
            changes = replace(changes, everywhere=True)
            if self._trees not in (None, _trees(self._site)):
                self._listen()
        if changes.everywhere:
            self._look_at = None
        return changes

    def _settled(self, until: float) -> Changes:
        """What the first hints before ``until`` and all that follow closely say."""
        burst, latest = Burst(), float("inf")
        while True:
            try:
                hints = self._ears.hear(max(0.0, until - time.monotonic()))
            except OSError as fault:
                self._look_instead(fault)
                return Changes(everywhere=True)
            for hint in hints:
                burst.note(hint)
            if any(hint.kind == "lost" for hint in hints):
                self._listen()
            now = time.monotonic()
            if hints:
                latest = min(latest, now + LONGEST)
                until = min(latest, now + burst.quiet)
            if now >= until:
                return burst.changes()

    def _listen(self) -> None:
        """Listen to the folders that are there now."""
        old, self._ears = self._ears, _Deaf()  # in this order, for Ctrl-C may come between any two steps
        old.close()
        self._trees = _trees(self._site)
        try:
            self._ears = _Listening(str(self._site), FOLDERS)
        except OSError as fault:
            self._look_instead(fault)

    def _look_instead(self, fault: OSError) -> None:
        old, self._ears = self._ears, _Deaf()
        old.close()
        self._trees = None
        self._every = POLL
        self._say(f"The system does not tell of changes, so all files are looked at every second: {fault.strerror}.")


class _Ears(Protocol):
    def hear(self, seconds: float) -> list[Hint]: ...

    def close(self) -> None: ...


class _Deaf:
    """Hears nothing, however long it listens."""

    def hear(self, seconds: float) -> list[Hint]:
        time.sleep(seconds)
        return []

    def close(self) -> None:
        pass


def _trees(site: Path) -> tuple[object, ...]:
    """What says that a folder is another one under the same name, even if nobody tells: a disk that was put there."""
    found: list[object] = []
    for folder in (site, *(site / name for name in FOLDERS)):
        try:
            status = folder.stat()
            found.append((status.st_dev, status.st_ino))
        except OSError:
            found.append(None)
    return tuple(found)
