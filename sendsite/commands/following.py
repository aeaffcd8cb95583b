"""``watch`` and ``serve``: the site made again whenever it has become different."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sendsite.commands import building, telling
from sendsite.commands.options import OK, Options
from sendsite.commands.session import Result, Session
from sendsite.edges import terminal
from sendsite.edges.hints import EVERYWHERE, NOTHING
from sendsite.edges.preview import browser, server, stage
from sendsite.edges.preview.edition import Edition
from sendsite.edges.setup import SetupError
from sendsite.edges.watch import LOOK_ANYWAY, Watcher
from sendsite.formats.report import Report
from sendsite.keeping.codec import CodecError
from sendsite.model import fatal
from sendsite.site import origins, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sendsite.model import Output

    _Held = dict[str, tuple[Output, bytes]]  # by path

_SEEN_BY_OTHERS: Final = (
    "Others on your network can see this preview, drafts and all. Leave out --host to keep it to this computer."
)


def watch(options: Options) -> int:
    """Publish the site again whenever it changes, until stopped. A faulty build leaves the last good one in place."""
    session = Session(options, is_kept=True)
    for result in _builds(options, session):
        try:
            building.publish(options, session, result)
        except SetupError as fault:  # a folder that is full or not ours today may be fine tomorrow
            telling.refuse(options.format, str(fault))
        except CodecError:
            session.forget()
            building.publish(options, session, session.build())
        building.add(options, "Watching for changes. Press Ctrl-C to stop.")
    return OK


def serve(options: Options) -> int:
    """Show the site in a browser on this machine, built anew whenever it changes, until stopped."""
    shown = stage.Stage()
    preview = server.Server(shown, options.host, options.port)
    address = preview.address
    here = replace(options, settings=replace(options.settings, base_url=address))
    session = Session(here, is_kept=True)
    held: _Held = {}
    try:
        for latest in _builds(here, session):
            is_first = not held
            before, (held, result) = held, _in_hand(held, session, latest)
            changed = [path for path in held if held[path] is not before.get(path)]
            shown.show(_edition(here, session, result, held, () if is_first else changed))
            if is_first:
                preview.start()
            building.tell(options, result, result.seconds, where=address)
            if is_first:
                if not preview.is_private:
                    terminal.complain(_SEEN_BY_OTHERS)
                building.add(options, f"Press Ctrl-C to stop the preview at {address}")
                if options.open:
                    browser.open_at(address)
    finally:
        preview.close()
    return OK


def _builds(options: Options, session: Session) -> Iterator[Result]:
    """A build now, and another whenever the site has become different; never ends."""
    with Watcher(options.site, partial(building.complain, options), options.poll) as watcher:
        latest = session.build()
        yield latest
        refused = ""
        while True:
            # Whoever saves a page meanwhile need not wait until all is kept.
            is_kept = session.remember_some()
            changes = watcher.wait(min(LOOK_ANYWAY, session.seconds_left()) if is_kept else 0)
            if not is_kept and changes == NOTHING:
                continue
            try:
                # What was named while nothing could be read is not named again.
                result = session.build(EVERYWHERE if refused else changes)
            except SetupError as fault:  # such as a folder that is away for a moment
                if str(fault) != refused:
                    telling.refuse(options.format, str(fault))
                refused = str(fault)
            else:
                refused = ""
                if result.build != latest.build:
                    latest = result
                    yield latest


def _in_hand(held: _Held, session: Session, result: Result) -> tuple[_Held, Result]:
    """The files of a build with their bytes in memory, and the build: another one if an answer was damaged."""
    try:
        return _brought(held, result), result
    except CodecError:
        session.forget()
        again = session.build()
        return _brought(held, again), again


def _brought(held: _Held, result: Result) -> _Held:
    found = {}
    for output in result.build.outputs:
        old = held.get(output.path)
        if old is None or (old[0] is not output and old[0] != output):
            old = output, output.data
        found[output.path] = old
    return found


def _edition(options: Options, session: Session, result: Result, held: _Held, changed: Iterable[str]) -> Edition:
    """What the preview shows of a build."""
    built, memo = result.build, session.memo
    problems = telling.shown(options, built.problems)
    return Edition(
        Report(problems, result.snapshot.sources, built.absent, fatal=fatal(strict=options.strict)),
        {path: data for path, (_, data) in held.items()},
        origins.makes(memo, {problem.path for problem in problems}),
        origins.drafts(memo),
        rebuilt=tuple(reasons.rebuilt(memo, changed)),
        upcoming=reasons.upcoming(memo, result.snapshot.now),
    )
