"""Which files are made from which sources, so that a problem can be told where it is seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sendsite.memo import remembered
from sendsite.site import inputs, pages
from sendsite.site.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.memo import Ask, Memo


def makes(memo: Memo, shared: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each source, or words for a file without one, the files that are made from it.

    A page has those that it alone is behind. Of data and layouts only the paths in ``shared`` are followed; each has
    all files whose making has read it. ``memo`` is one that has just built the site.
    """
    table = memo.answer(routes)
    found = defaultdict(set)
    for route in table:
        found[route.source].add(route.path)
    wanted = [memo.known(inputs.source, (path,)) for path in shared if not path.endswith(".md")]
    made = {(route.make, route.args): route.path for route in table} if wanted else {}
    for entry in filter(None, wanted):
        for each in memo.ahead(entry):
            if (path := made.get((each.question, each.args))) is not None:
                found[entry.args[0]].add(path)
    return {source: frozenset(paths) for source, paths in found.items()}


def drafts(memo: Memo) -> tuple[str, ...]:
    """The paths of all pages that say they are drafts, shown or not."""
    return memo.answer(_drafts)


@remembered
def _drafts(ask: Ask) -> tuple[str, ...]:
    records = ((path, ask(pages.record, path)) for path in ask(pages.written))
    return tuple(path for path, record in records if record is not None and record.draft)
