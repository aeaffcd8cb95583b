"""Which files are made from which sources, so that a problem can be told where it is seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sendsite.memo import Key
from sendsite.site import inputs, pages
from sendsite.site.routes import Route, routes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendsite.memo import Memo


def makes(memo: Memo, shared: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each source, or words for a file without one, the files that are made from it.

    A page has those that it alone is behind. Of data and layouts only the paths in ``shared`` are followed, since that
    takes its time; each has all files whose making has read it. ``memo`` is one that has just built the site.
    """
    table: tuple[Route, ...] = memo.refresh(Key(routes, ())).value
    found = defaultdict(set)
    for route in table:
        found[route.source].add(route.path)
    wanted = {path: Key(inputs.source, (path,)) for path in shared if not path.endswith(".md")}
    for route in table if wanted else ():
        behind = memo.behind(route.make, *route.args)
        for path, key in wanted.items():
            if key in behind:
                found[path].add(route.path)
    return {source: frozenset(paths) for source, paths in found.items()}


def drafts(memo: Memo) -> tuple[str, ...]:
    """The paths of all pages that say they are drafts, shown or not."""
    written: tuple[str, ...] = memo.refresh(Key(pages.written, ())).value
    records = ((path, memo.refresh(Key(pages.record, (path,))).value) for path in written)
    return tuple(path for path, record in records if record is not None and record.draft)
