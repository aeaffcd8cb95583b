"""A progress bar for people who wait more than a second, and silence for everybody else."""

from __future__ import annotations

import sys
import time
from typing import Final

_PATIENCE: Final = 1.0
_WIDTH: Final = 30


class Progress:
    """Counts things as they are done. Writes to the error stream, and only when that is a terminal."""

    def __init__(self, total: int, things: str, *, wanted: bool) -> None:
        self.total = max(total, 1)
        self.things = things
        self.done = 0
        self.shown = ""
        self.started = time.monotonic()
        self.wanted = wanted and sys.stderr is not None and sys.stderr.isatty()

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        if not self.wanted:
            return
        self.done = min(self.done + number, self.total)
        if time.monotonic() - self.started < _PATIENCE:
            return
        full = _WIDTH * self.done // self.total
        bar = f"\r[{'=' * full}{' ' * (_WIDTH - full)}] {self.done} of {self.total} {self.things}"
        if bar != self.shown:
            self.shown = bar
            sys.stderr.write(bar)
            sys.stderr.flush()

    def finish(self) -> None:
        """Wipe the bar."""
        if self.shown:
            sys.stderr.write("\r" + " " * len(self.shown) + "\r")
            sys.stderr.flush()
            self.shown = ""
