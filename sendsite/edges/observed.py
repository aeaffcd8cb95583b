"""What systems other than Linux say of the files of a site, by way of watchdog."""

from __future__ import annotations

import os
import queue
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog import events
from watchdog.observers import Observer

from sendsite.crafts.source import names
from sendsite.edges.hints import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.edges.hints import Kind

_ROOT: Final = 1  # how many names below the site
# Few systems say when a file is closed, so one that was modified counts as done. Reading makes events too, and is no
# change.
_KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    events.EVENT_TYPE_CREATED: ("came",),
    events.EVENT_TYPE_MODIFIED: ("touched",),
    events.EVENT_TYPE_CLOSED: ("written",),
    events.EVENT_TYPE_DELETED: ("deleted",),
    events.EVENT_TYPE_MOVED: ("left", "written"),
}
_OF_FOLDERS: Final = (events.EVENT_TYPE_CREATED, events.EVENT_TYPE_DELETED, events.EVENT_TYPE_MOVED)


class Observed(events.FileSystemEventHandler):
    """Hears of some folders of a site, and of their coming and going. Raises OSError where the system has a limit."""

    def __init__(self, site: str, folders: tuple[str, ...]) -> None:
        self._site, self._folders = site, folders
        self._heard: queue.SimpleQueue[Hint] = queue.SimpleQueue()
        self._observer = Observer()
        self._observer.start()
        try:
            self._observer.schedule(self, site)
            for root in (os.path.join(site, folder) for folder in folders):  # noqa: PTH118 - events speak in strings
                with suppress(FileNotFoundError, NotADirectoryError):
                    self._observer.schedule(self, root, recursive=True)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give back what the system lent."""
        self._observer.stop()
        self._observer.join()

    def hear(self, seconds: float) -> list[Hint]:
        """The hints that are there, or the first to come within ``seconds``."""
        found: list[Hint] = []
        with suppress(queue.Empty):
            found.append(self._heard.get(timeout=seconds))
            while True:
                found.append(self._heard.get_nowait())
        return found

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Called by watchdog in a thread of its own."""
        for hint in self._hints(event):
            self._heard.put(hint)

    def _hints(self, event: events.FileSystemEvent) -> Iterator[Hint]:
        places = (event.src_path, event.dest_path)
        for kind, place in zip(_KINDS.get(event.event_type, ()), places, strict=False):
            path = os.fsdecode(place)
            inside = Path(path).relative_to(self._site).parts
            if not inside or inside[0] not in self._folders:
                continue
            if len(inside) == _ROOT:
                if event.event_type in _OF_FOLDERS:
                    yield Hint("lost", path)
            elif not _left_out(inside, is_folder=event.is_directory):
                if not event.is_directory:
                    yield Hint(kind, path)
                elif event.event_type in _OF_FOLDERS:
                    yield Hint("folder", path)


def _left_out(inside: tuple[str, ...], *, is_folder: bool) -> bool:
    *folders, name = inside
    return any(names.left_out(each, is_folder=True) for each in folders) or bool(
        names.left_out(name, is_folder=is_folder)
    )
