"""One site, built as often as wanted: what was read and answered is kept from build to build."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendsite.edges import clock, reading
from sendsite.edges.progress import Progress
from sendsite.memo import Key, Memo
from sendsite.model import Build, Snapshot
from sendsite.site import outputs
from sendsite.site.build import build as build_site

if TYPE_CHECKING:
    from sendsite.commands.options import Options


@dataclass(frozen=True, slots=True)
class Result:
    """One build, what it was built from and what was left out of that, and how many seconds it took."""

    build: Build
    snapshot: Snapshot
    excluded: tuple[tuple[str, str], ...]
    seconds: float


class Session:
    """Reads and builds one site."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._reader = reading.Reader(options.site)
        self._progress = Progress(0, "pages", wanted=False)
        self.memo = Memo(self._note)

    def _note(self, key: Key) -> None:
        if key.question is outputs.page:
            self._progress.step()

    def read(self) -> tuple[Snapshot, reading.Read]:
        """The site as it is at this moment, and what was found on the way."""
        found = self._reader.read()
        return Snapshot(found.sources, clock.now(self._options.now), self._options.settings), found

    def build(self) -> Result:
        """Read the site as it is at this moment and build it in memory."""
        started = time.monotonic()
        snapshot, found = self.read()
        pages = sum(path.endswith(".md") for path in snapshot.sources)
        wanted = not self._options.quiet and self._options.format == "text"
        self._progress = Progress(pages, "pages", wanted=wanted)
        try:
            built = build_site(self.memo, snapshot)
        finally:
            self._progress.finish()
        whole = replace(built, problems=tuple(sorted((*built.problems, *found.problems))))
        return Result(whole, snapshot, found.excluded, time.monotonic() - started)
