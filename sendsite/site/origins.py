"""Which files are made from which sources, so that a problem can be told where it is seen."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from sendsite.memo import derived, remembered
from sendsite.site import inputs, pages
from sendsite.site.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sendsite.memo import Ask, Memo


def makes(memo: Memo, shared: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """For each source, or words for a file without one, the files that are made from it.

    A page has those that it alone is behind. Of data and layouts only the paths in ``shared`` are followed; each has
    all files whose making has read it. ``memo`` is one that has just built the site.
    """
    alone = memo.answer(_of_one_source)
    wanted = [memo.known(inputs.source, (path,)) for path in shared if not path.endswith(".md")]
    if not wanted:
        return alone
    made = {(route.make, route.args): route.path for route in memo.answer(routes)}
    found = dict(alone)
    for entry in filter(None, wanted):
        paths = (made.get((each.question, each.args)) for each in memo.ahead(entry))
        found[entry.args[0]] = found.get(entry.args[0], frozenset()).union(filter(None, paths))
    return found


@derived
def _of_one_source(ask: Ask) -> Mapping[str, frozenset[str]]:
    found = defaultdict(set)
    for route in ask(routes):
        found[route.source].add(route.path)
    return MappingProxyType({source: frozenset(paths) for source, paths in found.items()})


def drafts(memo: Memo) -> tuple[str, ...]:
    """The paths of all pages that say they are drafts, shown or not."""
    return memo.answer(_drafts)


@remembered
def _drafts(ask: Ask) -> tuple[str, ...]:
    records = ((path, ask(pages.record, path)) for path in ask(pages.written))
    return tuple(path for path, record in records if record is not None and record.draft)
