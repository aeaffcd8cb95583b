"""What each command does: the edges wired to the core."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sendsite.edges import clock, disk, report
from sendsite.edges.progress import Progress
from sendsite.memo import Key, Memo
from sendsite.model import Build, Settings, Snapshot
from sendsite.site.build import build as build_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OK, PROBLEMS, SETUP, STOPPED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Options:
    """What a command that builds was told. ``now`` is ISO 8601 text, or None for this moment."""

    site: Path
    output: Path
    now: str | None
    settings: Settings
    strict: bool
    json: bool
    quiet: bool
    port: int


@dataclass(frozen=True, slots=True)
class _Result:
    """One build, what it was built from, and how long it took."""

    build: Build
    snapshot: Snapshot
    seconds: float


class _Session:
    """One site, built as often as wanted: what was read and answered is kept from build to build."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._reader = disk.Reader(options.site)
        self._progress = Progress(0, wanted=False)
        self._memo = Memo(self._note)

    def _note(self, key: Key) -> None:
        self._progress(key)

    def build(self) -> _Result:
        """Read the site as it is at this moment and build it in memory."""
        started = time.monotonic()
        sources, refused = self._reader.read()
        snapshot = Snapshot(sources, clock.now(self._options.now), self._options.settings)
        pages = sum(path.endswith(".md") for path in sources)
        self._progress = Progress(pages, wanted=not self._options.quiet and not self._options.json)
        try:
            built = build_site(self._memo, snapshot)
        finally:
            self._progress.finish()
        whole = replace(built, problems=tuple(sorted((*built.problems, *refused))))
        return _Result(whole, snapshot, time.monotonic() - started)


def _tell(options: Options, result: _Result, summary: report.Summary) -> None:
    """Report a build the way the options ask for."""
    if options.json:
        report.say(report.as_json(result.build, summary))
        return
    if result.build.problems:
        report.say(report.as_text(result.build, result.snapshot.sources, colour=report.wants_colour()))
    if not options.quiet:
        report.say(report.last_line(result.build, summary, strict=options.strict))


def _publish(options: Options, result: _Result) -> bool:
    """Write the site unless its problems forbid that, and report; return whether it was written."""
    started = time.monotonic()
    published = disk.Published(0, 0)
    fit = not result.build.fails(strict=options.strict)
    if fit:
        try:
            published = disk.publish(options.output, result.build.outputs)
        except OSError as fault:
            raise disk.write_error(fault) from fault
    seconds = result.seconds + time.monotonic() - started
    where = options.output / "index.html"
    _tell(options, result, report.Summary(result.build.pages, published.written, published.unchanged, seconds, where))
    return fit


def build(options: Options) -> int:
    """Build the site and publish it."""
    return OK if _publish(options, _Session(options).build()) else PROBLEMS


def check(options: Options) -> int:
    """Everything but writing."""
    result = _Session(options).build()
    _tell(options, result, report.Summary(result.build.pages, None, 0, result.seconds))
    return PROBLEMS if result.build.fails(strict=options.strict) else OK


def _builds(options: Options) -> Iterator[_Result]:
    """A build now, and another whenever the site has become different; never ends."""
    from sendsite.edges.watch import Watcher  # noqa: PLC0415 - a plain build has no use for it

    session = _Session(options)
    latest = session.build()
    yield latest
    folders = tuple(folder for name in disk.FOLDERS if (folder := options.site / name).is_dir())
    with Watcher(folders) as watcher:
        while True:
            result = session.build()
            if result.build != latest.build:
                latest = result
                yield latest
            watcher.wait()


def watch(options: Options) -> int:
    """Publish the site again whenever it changes, until stopped. A faulty build leaves the last good one in place."""
    for result in _builds(options):
        _publish(options, result)
        if not options.quiet and not options.json:
            report.say("Watching for changes. Press Ctrl-C to stop.")
    return OK


def serve(options: Options) -> int:
    """Show the site in a browser on this machine, built anew whenever it changes, until stopped."""
    from sendsite.edges import serve as preview_edge  # noqa: PLC0415 - a plain build has no use for it

    preview = preview_edge.Preview()
    server = preview_edge.server(preview, options.port)
    address = f"http://{preview_edge.HOST}:{server.server_port}/"
    here = replace(options, settings=replace(options.settings, base_url=address))
    try:
        for number, result in enumerate(_builds(here)):
            fails = result.build.fails(strict=options.strict)
            trouble = report.as_text(result.build, result.snapshot.sources, colour=False) if fails else ""
            preview.show(result.build, trouble)
            if number == 0:
                threading.Thread(target=server.serve_forever, daemon=True).start()
            _tell(options, result, report.Summary(result.build.pages, None, 0, result.seconds, address))
            if number == 0 and not options.quiet and not options.json:
                report.say(f"Press Ctrl-C to stop the preview at {address}")
    finally:
        server.server_close()
    return OK


def test(words: Sequence[str]) -> int:
    """Run sendsite's own tests; ``words`` go to pytest."""
    root = Path(__file__).resolve().parent.parent
    if not (root / "tests").is_dir():
        report.complain("the tests are in sendsite's own repository, not in an installed copy.")
        return SETUP
    run = [sys.executable, "-m", "pytest", *words]
    return subprocess.run(run, cwd=root, check=False).returncode  # noqa: S603 - our own words


RUN: Final[dict[str, Callable[[Options], int]]] = {"build": build, "check": check, "watch": watch, "serve": serve}
