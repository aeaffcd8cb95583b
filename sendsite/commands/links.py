"""``links``: whether the pages of other sites, to which ours leads, are still there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sendsite.commands import telling
from sendsite.commands.options import OK, PROBLEMS, Options
from sendsite.commands.session import Session
from sendsite.edges import linkcheck
from sendsite.edges.fetch import Manners
from sendsite.edges.progress import Progress
from sendsite.formats.report import Summary
from sendsite.model import fatal
from sendsite.site import data, external

if TYPE_CHECKING:
    from sendsite.crafts.elsewhere.linkverdicts import Counts


def links(options: Options) -> int:
    """Ask other sites for every page that ours links to. What is wrong with our own site is for ``check`` to tell."""
    started = time.monotonic()
    session = Session(options)
    snapshot, _ = session.read()
    found = session.memo.evaluate(snapshot, external.links).value
    manners = Manners(session.memo.evaluate(snapshot, data.base_url).value)
    history = options.history or options.site / linkcheck.HISTORY
    wanted = not options.quiet and options.format == "text"
    progress = Progress(len({link.address for link in found}), "addresses", wanted=wanted)
    try:
        verdict = linkcheck.check_links(found, history, snapshot.now, options.limits, manners, progress.step)
    finally:
        progress.finish()
    summary = Summary(_in_words(verdict.counts), time.monotonic() - started)
    telling.tell(options, summary, verdict.problems, snapshot.sources)
    is_fatal = any(problem.severity in fatal(strict=options.strict) for problem in verdict.problems)
    return PROBLEMS if is_fatal else OK


def _in_words(counts: Counts) -> str:
    working = counts.working + counts.moved
    total = working + counts.failing + counts.dead + counts.unclear
    told = {
        "working": working,
        "moved": counts.moved,
        "failing": counts.failing,
        "dead": counts.dead,
        "unclear": counts.unclear,
    }
    rest = "".join(f", {number:,} {state}" for state, number in told.items() if number)
    return f"{total:,} {'address' if total == 1 else 'addresses'}{rest}"
