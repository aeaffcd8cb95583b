"""``build``, ``check``, ``watch`` and ``serve``: the site made once, or again and again."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sendsite.commands import telling
from sendsite.commands.options import OK, PROBLEMS, Options
from sendsite.commands.session import Result, Session
from sendsite.edges import publishing, terminal
from sendsite.edges.setup import SetupError
from sendsite.formats import as_text
from sendsite.formats.report import Report, Summary
from sendsite.keeping.codec import CodecError
from sendsite.site import shrinking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.model import Build, Problem


def build(options: Options) -> int:
    """Build the site and publish it."""
    session = Session(options, is_kept=True)
    try:
        is_done = _publish(options, session, session.build())
    except CodecError:
        session.forget()
        is_done = _publish(options, session, session.build())
    return OK if is_done else PROBLEMS


def check(options: Options) -> int:
    """Everything but writing."""
    result = Session(options).build()
    _tell(options, result, result.seconds)
    return PROBLEMS if result.build.fails(strict=options.strict) else OK


def watch(options: Options) -> int:
    """Publish the site again whenever it changes, until stopped. A faulty build leaves the last good one in place."""
    session = Session(options, is_kept=True)
    for result in _builds(options, session):
        try:
            _publish(options, session, result)
        except SetupError as fault:  # a folder that is full or not ours today may be fine tomorrow
            telling.refuse(options.format, str(fault))
        _add(options, "Watching for changes. Press Ctrl-C to stop.")
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
            problems = telling.shown(options, result.build.problems)
            trouble = as_text.told(Report(problems, result.snapshot.sources)) if fails else ""
            preview.show(result.build, trouble)
            if number == 0:
                threading.Thread(target=server.serve_forever, daemon=True).start()
            _tell(options, result, result.seconds, where=address)
            if number == 0:
                _add(options, f"Press Ctrl-C to stop the preview at {address}")
    finally:
        server.server_close()
    return OK


def _builds(options: Options) -> Iterator[Result]:
    """A build now, and another whenever the site has become different; never ends."""
    from sendsite.edges.watch import Watcher  # noqa: PLC0415 - a plain build has no use for it

    session = Session(options, is_kept=True)
    with Watcher(options.site, partial(_complain, options), options.poll) as watcher:
        latest = session.build()
        yield latest
        refused = ""
        while True:
            watcher.wait()
            try:
                result = session.build()
            except SetupError as fault:  # such as a folder that is away for a moment
                if str(fault) != refused:
                    telling.refuse(options.format, str(fault))
                refused = str(fault)
            else:
                refused = ""
                if result.build != latest.build:
                    latest = result
                    yield latest


def _publish(options: Options, session: Session, result: Result) -> bool:
    """Write the site unless its problems forbid that, and report; return whether it was written."""
    started = time.monotonic()
    if result.build.fails(strict=options.strict):
        _tell(options, result, result.seconds)
        return False
    try:
        if not options.allow_shrink and (question := _question(options, result.build)):
            asked = replace(result.build, problems=tuple(sorted((*result.build.problems, question))))
            _tell(options, replace(result, build=asked), result.seconds)
            return False
        published = session.publish(result, partial(_complain, options, publishing.WAITING))
    except OSError as fault:
        raise publishing.write_error(fault) from fault
    seconds = result.seconds + time.monotonic() - started
    _tell(options, result, seconds, published, str(options.output / "index.html"))
    return True


def _question(options: Options, built: Build) -> Problem | None:
    """What to ask before most of the published site would go."""
    standing = shrinking.pages_in(publishing.standing(options.output))
    return shrinking.shrank(standing, shrinking.pages_in(tuple(output.path for output in built.outputs)))


def _complain(options: Options, words: str) -> None:
    if not options.quiet:
        terminal.complain(words)


def _tell(
    options: Options, result: Result, seconds: float, published: publishing.Published | None = None, where: str = ""
) -> None:
    built = result.build
    written, unchanged = (published.written, published.unchanged) if published else (0, 0)
    files = (written, unchanged) if published else None
    verdict = telling.verdict(options, built.pages, built.problems, files)
    place = "" if built.fails(strict=options.strict) else where
    summary = Summary(verdict, seconds, built.pages, written, unchanged, place)
    telling.tell(options, summary, built.problems, result.snapshot.sources, built.absent)


def _add(options: Options, words: str) -> None:
    """Say something more to people who read along."""
    if not options.quiet and options.format == "text":
        terminal.say(words)
