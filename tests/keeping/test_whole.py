"""A whole build kept, and recalled for the very same files and the time for which it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sendsite.keeping import whole
from sendsite.keeping.codec import CodecError
from sendsite.memo import Memo
from sendsite.model import Build, Settings, Snapshot, Source
from sendsite.site.build import build
from tests.histories import Author

SNAPSHOT = Author().snapshot()
HOUR = timedelta(hours=1)


def recalled(snapshot: Snapshot = SNAPSHOT) -> Build | None:
    """What is recalled for a snapshot of a build that holds for an hour before and after."""
    built = build(Memo(), SNAPSHOT)
    beside = {output.digest: output.data for output in built.outputs}
    written = whole.write(SNAPSHOT, SNAPSHOT.now - HOUR, SNAPSHOT.now + HOUR, built)
    found = whole.read(written, snapshot, beside.__getitem__)
    if found is not None:
        assert found == built
        assert [output.data for output in found.outputs] == [output.data for output in built.outputs]
    return found


def test_it_is_recalled_for_the_same_files() -> None:
    assert recalled() is not None
    assert recalled(replace(SNAPSHOT, now=SNAPSHOT.now - HOUR)) is not None


@pytest.mark.parametrize("hours", [-2, 1, 2])
def test_it_is_not_recalled_at_another_time(hours: int) -> None:
    assert recalled(replace(SNAPSHOT, now=SNAPSHOT.now + hours * HOUR)) is None


def test_it_is_not_recalled_for_other_files_or_settings() -> None:
    path = "content/help/buses.md"
    sources = dict(SNAPSHOT.sources)
    assert recalled(replace(SNAPSHOT, sources={**sources, path: Source(path, sources[path].data + b"\n")})) is None
    assert recalled(replace(SNAPSHOT, sources={each: sources[each] for each in sources if each != path})) is None
    assert recalled(replace(SNAPSHOT, settings=Settings(drafts=True))) is None


@pytest.mark.parametrize("written", ["", "{}", "[]", "[1, 2]", "nothing"])
def test_what_is_no_build_is_refused(written: str) -> None:
    with pytest.raises(CodecError):
        whole.read(written, SNAPSHOT, lambda _: b"")
