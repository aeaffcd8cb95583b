"""The givens: what a snapshot can be asked. Everything else follows from these."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sendsite.memo import given

if TYPE_CHECKING:
    from datetime import date, datetime

    from sendsite.model import Snapshot, Source


@given
def source(snapshot: Snapshot, path: str) -> Source | None:
    """The file at ``path``, or None."""
    return snapshot.sources.get(path)


@given
def names(snapshot: Snapshot, prefix: str, suffix: str = "") -> tuple[str, ...]:
    """The paths that begin and end so, sorted. A file created or deleted changes only the answers it belongs to."""
    return _among(tuple(snapshot.sources), prefix, suffix)


@lru_cache(maxsize=64)  # most snapshots have the very paths of the one before
def _among(paths: tuple[str, ...], prefix: str, suffix: str) -> tuple[str, ...]:
    return tuple(sorted(path for path in paths if path.startswith(prefix) and path.endswith(suffix)))


@given
def passed(snapshot: Snapshot, instant: datetime) -> bool:
    """Whether ``instant`` has come. Asking this, and not the time, keeps answers until they really change."""
    # Two times of one zone are compared by what clocks show, which is wrong in the hour that autumn has twice.
    return snapshot.now.timestamp() >= instant.timestamp()


@given
def today(snapshot: Snapshot) -> date:
    """The day of the build, in London."""
    return snapshot.now.date()


@given
def drafts_wanted(snapshot: Snapshot) -> bool:
    """Whether unpublished pages are to be built too."""
    return snapshot.settings.drafts


@given
def other_base_url(snapshot: Snapshot) -> str | None:
    """The base URL given on the command line, if any."""
    return snapshot.settings.base_url
