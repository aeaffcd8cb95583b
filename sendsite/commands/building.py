"""``build`` and ``check``: the site made once, told, and published."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sendsite.commands import telling
from sendsite.commands.options import CRASHED, OK, PROBLEMS, Options
from sendsite.commands.session import Result, Session
from sendsite.edges import publishing, terminal
from sendsite.formats.report import Summary
from sendsite.keeping.codec import CodecError
from sendsite.site import shrinking

if TYPE_CHECKING:
    from sendsite.model import Build, Problem

_TRUSTED: Final = "What was remembered makes the same site, to the byte, as building it from nothing."
_MISTRUSTED: Final = (
    "This is a fault of sendsite itself and not of your files: built from nothing, {what} would be different. Nothing "
    "was published. Delete the folder .sendsite, build again, and please report it."
)


def build(options: Options) -> int:
    """Build the site and publish it."""
    gc.disable()  # nothing here is garbage before the command ends
    session = Session(options, is_kept=True)
    try:
        return _build(options, session)
    except CodecError:  # an answer was damaged, and was wanted only now
        session.forget()
        return _build(options, session)


def _build(options: Options, session: Session) -> int:
    # Whoever wants to know more than the site has to let its questions be asked.
    result = (None if options.verify or options.why else session.recall()) or session.build()
    if options.verify:
        if what := _difference(result, session.from_nothing(result)):
            telling.refuse(options.format, _MISTRUSTED.format(what=what))
            return CRASHED
        add(options, _TRUSTED)
    is_published = publish(options, session, result)
    session.remember(result)
    return OK if is_published else PROBLEMS


def _difference(result: Result, fresh: Build) -> str:
    """What ``fresh``, a build from nothing, makes different, or nothing."""
    made, wanted = ({output.path: output.data for output in each.outputs} for each in (result.build, fresh))
    for path in sorted(made.keys() | wanted.keys()):
        if made.get(path) != wanted.get(path):
            return path
    ours = result.of_site
    is_alike = (ours.problems, ours.absent, ours.pages) == (fresh.problems, fresh.absent, fresh.pages)
    return "" if is_alike else "what is told of the site"


def check(options: Options) -> int:
    """Everything but writing."""
    result = Session(options).build()
    tell(options, result, result.seconds)
    return PROBLEMS if result.build.fails(strict=options.strict) else OK


def publish(options: Options, session: Session, result: Result) -> bool:
    """Write the site unless its problems forbid that, and report; return whether it was written."""
    started = time.monotonic()
    if result.build.fails(strict=options.strict):
        tell(options, result, result.seconds)
        return False
    try:
        if not options.allow_shrink and (question := _question(options, result.build)):
            asked = replace(result.build, problems=tuple(sorted((*result.build.problems, question))))
            tell(options, replace(result, build=asked), result.seconds)
            return False
        published = session.publish(result, partial(complain, options, publishing.WAITING))
    except OSError as fault:
        raise publishing.write_error(fault) from fault
    if options.why:
        for path, reason in session.reasons(published.paths):
            add(options, f"{path}: {reason}")
    seconds = result.seconds + time.monotonic() - started
    tell(options, result, seconds, published, str(options.output / "index.html"))
    return True


def _question(options: Options, built: Build) -> Problem | None:
    """What to ask before most of the published site would go."""
    standing = shrinking.pages_in(publishing.standing(options.output))
    return shrinking.shrank(standing, shrinking.pages_in(tuple(output.path for output in built.outputs)))


def complain(options: Options, words: str) -> None:
    """Say on the error stream what people should know while they wait."""
    if not options.quiet:
        terminal.complain(words)


def tell(
    options: Options, result: Result, seconds: float, published: publishing.Published | None = None, where: str = ""
) -> None:
    """Tell a build, and what was written of it."""
    built = result.build
    written, unchanged = (published.written, published.unchanged) if published else (0, 0)
    files = (written, unchanged) if published else None
    verdict = telling.verdict(options, built.pages, built.problems, files)
    place = "" if built.fails(strict=options.strict) else where
    summary = Summary(verdict, seconds, built.pages, written, unchanged, place)
    telling.tell(options, summary, built.problems, result.snapshot.sources, built.absent)


def add(options: Options, words: str) -> None:
    """Say something more to people who read along."""
    if not options.quiet and options.format == "text":
        terminal.say(words)
