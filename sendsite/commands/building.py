"""``build``, ``check``, ``watch`` and ``serve``: the site made once, or again and again."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sendsite.commands import telling
from sendsite.commands.options import OK, PROBLEMS, Options
from sendsite.commands.session import Result, Session
from sendsite.edges import publishing, reading, terminal
from sendsite.edges.setup import SetupError
from sendsite.formats.report import Report, Summary
from sendsite.model import fatal
from sendsite.site import origins, shrinking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendsite.edges.preview.edition import Edition
    from sendsite.model import Build, Problem

_SEEN_BY_OTHERS: Final = (
    "Others on your network can see this preview, drafts and all. Leave out --host to keep it to this computer."
)


def build(options: Options) -> int:
    """Build the site and publish it."""
    return OK if _publish(options, Session(options).build()) else PROBLEMS


def check(options: Options) -> int:
    """Everything but writing."""
    result = Session(options).build()
    _tell(options, result, result.seconds)
    return PROBLEMS if result.build.fails(strict=options.strict) else OK


def watch(options: Options) -> int:
    """Publish the site again whenever it changes, until stopped. A faulty build leaves the last good one in place."""
    for result in _builds(options, Session(options)):
        try:
            _publish(options, result)
        except SetupError as fault:  # a folder that is full or not ours today may be fine tomorrow
            telling.refuse(options.format, str(fault))
        _add(options, "Watching for changes. Press Ctrl-C to stop.")
    return OK


def serve(options: Options) -> int:
    """Show the site in a browser on this machine, built anew whenever it changes, until stopped."""
    from sendsite.edges.preview import browser, server, stage  # noqa: PLC0415 - a plain build has no use for it

    shown = stage.Stage()
    preview = server.Server(shown, options.host, options.port)
    address = preview.address
    here = replace(options, settings=replace(options.settings, base_url=address))
    session = Session(here)
    try:
        for number, result in enumerate(_builds(here, session)):
            shown.show(_edition(here, session, result))
            if number == 0:
                preview.start()
            _tell(options, result, result.seconds, where=address)
            if number == 0:
                if not preview.is_private:
                    terminal.complain(_SEEN_BY_OTHERS)
                _add(options, f"Press Ctrl-C to stop the preview at {address}")
                if options.open:
                    browser.open_at(address)
    finally:
        preview.close()
    return OK


def _edition(options: Options, session: Session, result: Result) -> Edition:
    """What the preview shows of a build."""
    from sendsite.edges.preview.edition import Edition  # noqa: PLC0415 - a plain build has no use for it

    built = result.build
    problems = telling.shown(options, built.problems)
    return Edition(
        Report(problems, result.snapshot.sources, built.absent, fatal=fatal(strict=options.strict)),
        {output.path: output.data for output in built.outputs},
        origins.makes(session.memo, {problem.path for problem in problems}),
        origins.drafts(session.memo),
    )


def _builds(options: Options, session: Session) -> Iterator[Result]:
    """A build now, and another whenever the site has become different; never ends."""
    from sendsite.edges.watch import Watcher  # noqa: PLC0415 - a plain build has no use for it

    latest = session.build()
    yield latest
    folders = tuple(folder for name in reading.FOLDERS if (folder := options.site / name).is_dir())
    with Watcher(folders) as watcher:
        refused = ""
        while True:
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
            watcher.wait()


def _publish(options: Options, result: Result) -> bool:
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
        published = publishing.publish(options.output, result.build.outputs, partial(_wait, options))
    except OSError as fault:
        raise publishing.write_error(fault) from fault
    seconds = result.seconds + time.monotonic() - started
    _tell(options, result, seconds, published, str(options.output / "index.html"))
    return True


def _question(options: Options, built: Build) -> Problem | None:
    """What to ask before most of the published site would go."""
    standing = shrinking.pages_in(publishing.standing(options.output))
    return shrinking.shrank(standing, shrinking.pages_in(tuple(output.path for output in built.outputs)))


def _wait(options: Options) -> None:
    if not options.quiet:
        terminal.complain(publishing.WAITING)


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
