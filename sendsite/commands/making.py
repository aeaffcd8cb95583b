"""What a session needs only when something has to be made: importing that takes longer than to see that nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.edges.crew import Keep, share_out
from sendsite.keeping import whole
from sendsite.site import reasons
from sendsite.site.build import build

if TYPE_CHECKING:
    from datetime import datetime

    from sendsite.edges.progress import Progress
    from sendsite.edges.store import Store
    from sendsite.keeping.shelf import Shelf
    from sendsite.memo import Memo
    from sendsite.model import Build, Snapshot


def made(memo: Memo, snapshot: Snapshot, store: Store, shelf: Shelf, progress: Progress) -> Build:
    """The site of ``snapshot``, with all processors at work where it is large."""
    keep = Keep(store, shelf)
    return build(memo, snapshot, lambda shares: share_out(memo, shares, keep, progress.step))


def written(memo: Memo, snapshot: Snapshot, built: Build) -> str:
    """The last build of ``memo``, to be recalled as long as nothing changes."""
    return whole.write(snapshot, *reasons.span(memo, snapshot.now), built)


def end(memo: Memo, now: datetime) -> datetime:
    """Until when the clock leaves the last build of ``memo`` as it is."""
    return reasons.span(memo, now)[1]
