"""Somebody who watches a site and reads it whenever something may have changed."""

from __future__ import annotations

import os
import shutil
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import pytest

from sendsite.edges.hints import Changes
from sendsite.edges.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 60


@dataclass(frozen=True)
class Look:
    """What was said to have changed, by paths below the site, when that was (monotonic seconds), and what was there."""

    paths: set[str]
    everywhere: bool
    moment: float
    files: dict[str, bytes]


def files_in(site: Path) -> dict[str, bytes]:
    """The files of a site that are no droppings; one that is away for a moment is none."""
    found: dict[str, bytes] = {}
    for folder in ("content", "layouts"):
        for file in (site / folder).rglob("*.*"):
            if not file.name.endswith("~") and file.name[0] != "." and file.is_file() and not file.is_symlink():
                found[file.relative_to(site).as_posix()] = file.read_bytes()
    return found


@dataclass
class Onlooker:
    """Watches in a thread of its own until the block is left."""

    site: Path
    poll: float | None = None
    looks: list[Look] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._watcher = Watcher(self.site, self.said.append, self.poll)
        self._stop = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._watcher.__exit__()
        assert self._fault is None

    def _watch(self) -> None:
        try:
            while not self._stop.is_set():
                changes = self._watcher.wait(0.05)
                moment = time.monotonic()
                if changes != Changes():
                    paths = {path.relative_to(self.site).as_posix() for path in changes.paths}
                    self.looks.append(Look(paths, changes.everywhere, moment, files_in(self.site)))
        except BaseException as fault:  # noqa: BLE001 - told in the thread of the test
            self._fault = fault

    def until(self, holds: Callable[[], bool], what: str = "a look") -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert self._thread.is_alive(), self._fault
            assert time.monotonic() < deadline, f"waited in vain for {what}; looks: {self.looks}"
            time.sleep(0.005)

    def until_seen(self) -> list[Look]:
        """Wait until the last look saw the site as it is now and nothing follows; return the looks since the last."""
        whole = files_in(self.site)
        self.until(lambda: bool(self.looks) and self.looks[-1].files == whole, "the site as it is")
        time.sleep(0.2)  # longer than files must be quiet
        looks, self.looks = self.looks, []
        return looks


def program(*names: str) -> str:
    """The first of these programs that is here. .ci/run has them all; elsewhere a test goes without."""
    for name in names:
        if found := shutil.which(name):
            return found
    assert "CI" not in os.environ, f"there is no {names[0]} here"
    pytest.skip(f"there is no {names[0]} here")
