"""Waits for something to change.

What really changed is found by reading again, so an event that is lost or comes twice does no harm.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, Self

from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from pathlib import Path

    from watchdog.observers.api import BaseObserver

QUIET: Final = 0.15
LONGEST: Final = 2.0
LOOK_ANYWAY: Final = 5.0


class Watcher:
    """Watches folders until closed. Use as a context manager."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._changed = threading.Event()
        self._observer = _observer(folders, _Handler(self._changed))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def wait(self) -> None:
        """Return when a change has come and settled, or after some seconds: the clock moves, and events get lost."""
        if not self._changed.wait(LOOK_ANYWAY):
            return
        deadline = time.monotonic() + LONGEST
        while self._changed.is_set() and time.monotonic() < deadline:
            self._changed.clear()
            time.sleep(QUIET)
        self._changed.clear()


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading a file makes events too: a build must not wake itself.
        if not isinstance(event, FileOpenedEvent | FileClosedNoWriteEvent):
            self._changed.set()


def _observer(folders: tuple[Path, ...], handler: _Handler) -> BaseObserver:
    try:
        return _started(Observer(), folders, handler)
    except OSError:  # the system has no watches left
        return _started(PollingObserver(), folders, handler)


def _started(observer: BaseObserver, folders: tuple[Path, ...], handler: _Handler) -> BaseObserver:
    for folder in folders:
        observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    return observer
