"""One site, built as often as wanted: what was read and answered is kept from build to build."""

from __future__ import annotations

import gc
import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from sendsite.edges import clock, publishing, reading, store
from sendsite.edges.hints import EVERYWHERE, Changes
from sendsite.edges.progress import Progress
from sendsite.edges.store import Store
from sendsite.keeping.codec import CodecError
from sendsite.memo import Memo
from sendsite.model import Build, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from sendsite.commands.options import Options
    from sendsite.keeping.shelf import Shelf
    from sendsite.model import Problem


@dataclass(frozen=True, slots=True)
class Result:
    """One build, what it was built from and what was left out of that, and how many seconds it took.

    ``of_site`` is the build without the problems ``of_files``, which reading the files has found.
    """

    build: Build
    of_site: Build
    of_files: tuple[Problem, ...]
    snapshot: Snapshot
    excluded: tuple[tuple[str, str], ...]
    seconds: float


class Session:
    """Reads and builds one site."""

    def __init__(self, options: Options, *, is_kept: bool = False) -> None:
        """``is_kept`` tells whether what is found is to be remembered for commands to come."""
        self._options = options
        self._is_kept = is_kept
        self._reader = reading.Reader(options.site)
        self._store = self._found()
        self._shelf: Shelf | None = None  # what the memo stands before, once it does
        self._found_already: tuple[Snapshot, reading.Read] | None = None  # by ``recall``, and of use for one build
        self._seals = ""  # of what was published, to be kept with the rest
        self.memo = Memo()

    def read(self, changes: Changes = EVERYWHERE) -> tuple[Snapshot, reading.Read]:
        """The site as it is at this moment, and what was found on the way; ``changes`` tell where to look anew."""
        found = self._reader.read(changes)
        return Snapshot(found.sources, clock.now(self._options.now), self._options.settings), found

    def build(self, changes: Changes = EVERYWHERE) -> Result:
        """Read the site as it is at this moment and build it in memory.

        The bytes of its outputs may still lie in the store: whoever gets a CodecError for them should ``forget`` and
        build again.
        """
        try:
            return self._build(changes)
        except CodecError:
            self.forget()
            return self._build(changes)

    def recall(self) -> Result | None:
        """The build of the last command, if nothing has changed since; otherwise None."""
        started = time.monotonic()
        snapshot, found = self._found_already = self.read()
        try:
            built = self._store.recall(snapshot)
        except CodecError:
            self.forget()
            return None
        return _result(built, snapshot, found, started) if built is not None else None

    def from_nothing(self, result: Result) -> Build:
        """What would have been built of the same files if nothing was remembered."""
        return cast("Build", _making().build(Memo(), result.snapshot))

    def reasons(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """For each of these files of the last build, a sentence that says why it had to be made."""
        return cast("Iterator[tuple[str, str]]", _making().reasons.rebuilt(self.memo, paths))

    def publish(self, result: Result, on_wait: Callable[[], None]) -> publishing.Published:
        """Write a build to the output folder. Raises what ``publishing.publish`` raises, and CodecError as above."""
        target = self._options.output
        known = self._store.seals(target)
        published = publishing.publish(target, result.build.outputs, on_wait, known)
        self._seals = published.seals if published.seals != known else ""
        return published

    def remember(self, result: Result) -> None:
        """Keep for commands to come what was found for the last build, and what was published of it."""
        if self._shelf is not None:
            self._store.save(self.memo, _making().written(self.memo, result.snapshot, result.of_site))
        self._keep_seals()

    def remember_some(self) -> bool:
        """Keep some of what was found for the last build, which takes but a moment; whether that was all."""
        if self._shelf is not None and not self._store.save_some(self.memo):
            return False
        self._keep_seals()
        return True

    def _keep_seals(self) -> None:
        if self._seals:
            self._store.seal(self._options.output, self._seals)
            self._seals = ""

    def forget(self) -> None:
        """Begin with nothing, since what was remembered is damaged."""
        self._store.discard()
        self._store = self._found()
        self._shelf = None
        self.memo = Memo()

    def _found(self) -> Store:
        return Store(self._options.site / store.FOLDER, self._options.settings, is_kept=self._is_kept)

    def seconds_left(self) -> float:
        """How long the clock leaves the last build as it is."""
        if self._options.now is not None:
            return math.inf
        now = clock.now()
        return float(_making().end(self.memo, now).timestamp() - now.timestamp())

    def _build(self, changes: Changes) -> Result:
        started = time.monotonic()
        gc.disable()  # nothing here is garbage, and to look for it among so many things takes as long as to make them
        try:
            return self._made(changes, started)
        finally:
            gc.freeze()
            gc.enable()

    def _made(self, changes: Changes, started: float) -> Result:
        snapshot, found = self._found_already or self.read(changes)
        self._found_already = None
        if self._shelf is None:
            self._shelf = self._store.load(self.memo)
        pages = sum(path.endswith(".md") for path in snapshot.sources)
        wanted = not self._options.quiet and self._options.format == "text"
        progress = Progress(pages, "pages", wanted=wanted)
        try:
            built = _making().made(self.memo, snapshot, self._store, self._shelf, progress)
        finally:
            progress.finish()
        return _result(built, snapshot, found, started)


def _making() -> ModuleType:
    from sendsite.commands import making  # noqa: PLC0415 - a command that finds nothing changed does without

    return making


def _result(built: Build, snapshot: Snapshot, found: reading.Read, started: float) -> Result:
    problems = tuple(sorted((*built.problems, *found.problems))) if found.problems else built.problems
    everything = replace(built, problems=problems)
    return Result(everything, built, found.problems, snapshot, found.excluded, time.monotonic() - started)
